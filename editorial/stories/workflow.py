"""The life of a story as one table: from where, by which step, to where, by whom.

Pure: knows no database and no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editorial.stories.people import Person, Role
from editorial.system.errors import NotAllowed, WrongState

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(StrEnum):
    """Where a story stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_EDIT = "in_edit"
    RETURNED = "returned"
    READY = "ready"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CORRECTING = "correcting"
    WITHDRAWN = "withdrawn"
    SPIKED = "spiked"

    @property
    def label(self) -> str:
        """The word that a person reads."""
        return self.value.replace("_", " ").capitalize()


class Step(StrEnum):
    """What a person, or a finished push, does to a story."""

    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    CLAIM = "claim"
    RELEASE = "release"
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    PUBLISH = "publish"
    CORRECT = "correct"
    ABANDON_CORRECTION = "abandon_correction"
    WITHDRAW = "withdraw"
    SPIKE = "spike"
    RESTORE = "restore"

    @property
    def label(self) -> str:
        """The words on a button."""
        return _LABELS[self]


class Gate(StrEnum):
    """Which set of checks a step has to pass; a later one asks for more."""

    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    step: Step
    sources: frozenset[Status]
    target: Status
    roles: frozenset[Role]
    gate: Gate | None = None


_LABELS = {
    Step.SUBMIT: "Submit for review",
    Step.TAKE_BACK: "Take back",
    Step.CLAIM: "Start editing",
    Step.RELEASE: "Put back in the queue",
    Step.RETURN: "Return with notes",
    Step.APPROVE: "Approve",
    Step.REOPEN: "Reopen",
    Step.SCHEDULE: "Schedule",
    Step.UNSCHEDULE: "Take off the schedule",
    Step.PUBLISH: "Publish",
    Step.CORRECT: "Correct",
    Step.ABANDON_CORRECTION: "Abandon the correction",
    Step.WITHDRAW: "Withdraw",
    Step.SPIKE: "Spike",
    Step.RESTORE: "Restore",
}


def _row(
    step: Step, sources: str, target: Status, roles: str, gate: Gate | None = None
) -> Transition:
    return Transition(
        step,
        frozenset(Status(word) for word in sources.split()),
        target,
        frozenset(Role(word) for word in roles.split()),
        gate,
    )


TABLE: tuple[Transition, ...] = (
    _row(Step.SUBMIT, "draft returned", Status.SUBMITTED, "writer editor", Gate.SUBMIT),
    _row(Step.TAKE_BACK, "submitted", Status.DRAFT, "writer editor"),
    _row(Step.CLAIM, "submitted", Status.IN_EDIT, "editor"),
    _row(Step.RELEASE, "in_edit", Status.SUBMITTED, "editor"),
    _row(Step.RETURN, "submitted in_edit ready", Status.RETURNED, "editor"),
    _row(Step.APPROVE, "submitted in_edit", Status.READY, "editor", Gate.APPROVE),
    _row(Step.REOPEN, "ready", Status.IN_EDIT, "editor"),
    _row(Step.SCHEDULE, "ready", Status.SCHEDULED, "publisher editor", Gate.PUBLISH),
    _row(Step.UNSCHEDULE, "scheduled", Status.READY, "publisher editor"),
    _row(
        Step.PUBLISH,
        "ready scheduled correcting published",
        Status.PUBLISHED,
        "publisher editor",
        Gate.PUBLISH,
    ),
    _row(Step.CORRECT, "published", Status.CORRECTING, "editor"),
    _row(Step.ABANDON_CORRECTION, "correcting", Status.PUBLISHED, "editor"),
    _row(Step.WITHDRAW, "published correcting", Status.WITHDRAWN, "publisher editor"),
    _row(
        Step.SPIKE,
        "draft submitted in_edit returned ready withdrawn",
        Status.SPIKED,
        "writer editor",
    ),
    _row(Step.RESTORE, "spiked withdrawn", Status.DRAFT, "writer editor"),
)

_BY_STEP = {row.step: row for row in TABLE}

EDITABLE = frozenset(
    {Status.DRAFT, Status.SUBMITTED, Status.IN_EDIT, Status.RETURNED, Status.CORRECTING}
)
"""Where the words may change. A ready, scheduled or public story is reopened or corrected
first, so that what was approved is what goes out."""


def transition(status: Status, step: Step, person: Person) -> Transition:
    """Return the row for ``step`` from ``status``.

    Raises `WrongState` where there is no such step, `NotAllowed` where the person's roles do
    not reach.
    """
    row = _BY_STEP[step]
    if status not in row.sources:
        raise WrongState(
            f"“{step.label}” does not apply to a story that is {status.label.lower()}.",
            safe="Nothing was changed.",
            next_step=_way_forward(status, person),
        )
    if not any(person.holds(role) for role in row.roles):
        raise NotAllowed(
            f"{person.name} may not do “{step.label}”.",
            safe="Nothing was changed.",
            next_step=f"Ask {_someone(row.roles)} to do it.",
        )
    return row


def steps_from(status: Status, person: Person) -> tuple[Step, ...]:
    """Return the steps that the person can take from ``status``, in the table's order."""
    return tuple(
        row.step
        for row in TABLE
        if status in row.sources and any(person.holds(role) for role in row.roles)
    )


def is_editable(status: Status) -> bool:
    """Return whether the words of a story may change while it stands there."""
    return status in EDITABLE


def _way_forward(status: Status, person: Person) -> str:
    steps = [step.label for step in steps_from(status, person)]
    return f"From here you can: {', '.join(steps)}." if steps else ""


def _someone(roles: Iterable[Role]) -> str:
    names = sorted(role.value for role in roles)
    return " or ".join(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in names)
