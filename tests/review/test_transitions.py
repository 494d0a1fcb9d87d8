"""Every step from every status by every role, against a table written by hand."""

from __future__ import annotations

import itertools

import pytest

from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step, steps_from, transition
from editorial.system.errors import NotAllowed, WrongState

S, T = Status, Step

# From a status, each step that there is: where it leads, and who takes it (w e p c: writer,
# editor, publisher, chief).
TABLE = {
    S.DRAFT: {T.SUBMIT: (S.SUBMITTED, "wec"), T.SPIKE: (S.SPIKED, "wec")},
    S.SUBMITTED: {
        T.TAKE_BACK: (S.DRAFT, "wec"),
        T.CLAIM: (S.IN_EDIT, "ec"),
        T.RETURN: (S.RETURNED, "ec"),
        T.APPROVE: (S.READY, "ec"),
        T.SPIKE: (S.SPIKED, "wec"),
    },
    S.IN_EDIT: {
        T.RELEASE: (S.SUBMITTED, "ec"),
        T.RETURN: (S.RETURNED, "ec"),
        T.APPROVE: (S.READY, "ec"),
        T.SPIKE: (S.SPIKED, "wec"),
    },
    S.RETURNED: {T.SUBMIT: (S.SUBMITTED, "wec"), T.SPIKE: (S.SPIKED, "wec")},
    S.READY: {
        T.RETURN: (S.RETURNED, "ec"),
        T.REOPEN: (S.IN_EDIT, "ec"),
        T.SCHEDULE: (S.SCHEDULED, "epc"),
        T.PUBLISH: (S.PUBLISHED, "epc"),
        T.SPIKE: (S.SPIKED, "wec"),
    },
    S.SCHEDULED: {T.UNSCHEDULE: (S.READY, "epc"), T.PUBLISH: (S.PUBLISHED, "epc")},
    S.PUBLISHED: {
        T.PUBLISH: (S.PUBLISHED, "epc"),
        T.CORRECT: (S.CORRECTING, "ec"),
        T.WITHDRAW: (S.WITHDRAWN, "epc"),
    },
    S.CORRECTING: {
        T.PUBLISH: (S.PUBLISHED, "epc"),
        T.ABANDON_CORRECTION: (S.PUBLISHED, "ec"),
        T.WITHDRAW: (S.WITHDRAWN, "epc"),
    },
    S.WITHDRAWN: {T.SPIKE: (S.SPIKED, "wec"), T.RESTORE: (S.DRAFT, "wec")},
    S.SPIKED: {T.RESTORE: (S.DRAFT, "wec")},
}
LETTERS = {
    "w": Role.WRITER, "e": Role.EDITOR, "p": Role.PUBLISHER, "c": Role.CHIEF, "f": Role.PHOTO,
}  # fmt: skip


def test_the_table_names_every_status():
    assert set(TABLE) == set(Status)
    assert {step for row in TABLE.values() for step in row} == set(Step)
    assert set(LETTERS.values()) == set(Role)


@pytest.mark.parametrize(("status", "letter"), list(itertools.product(Status, LETTERS)))
def test_every_step_by_every_role(status, letter):
    person = Person("Ada", frozenset({LETTERS[letter]}))
    row = TABLE[status]
    for step in Step:
        if step not in row:
            with pytest.raises(WrongState, match="does not apply") as caught:
                transition(status, step, person)
            assert caught.value.safe == "Nothing was changed."
        elif letter not in row[step][1]:
            with pytest.raises(NotAllowed, match="may not"):
                transition(status, step, person)
        else:
            assert transition(status, step, person).target is row[step][0]
    offered = {step for step, (_, who) in row.items() if letter in who}
    assert set(steps_from(status, person)) == offered
