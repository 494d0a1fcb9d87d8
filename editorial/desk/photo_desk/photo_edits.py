"""Writes what is done to photos, and takes the last action back: one photo's or five hundred's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from editorial.desk.kit.context import DeskContext


@dataclass(frozen=True, slots=True)
class Edited:
    """The answer of an action: its changes (told to all views), and what it is to be undone by."""

    changes: Any
    batch: uuid.UUID | None
    fields: tuple[str, ...]


class PhotoEdits(QObject):
    """One action after the other, on the writer thread; the last one can be undone."""

    settled = Signal()
    """No action is under way any more."""
    undoable_changed = Signal(bool)
    told = Signal(str)
    """A sentence about what was done."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._last: Edited | None = None
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether an action is on its way to the disk."""
        return self._under_way > 0

    @property
    def can_undo(self) -> bool:
        """Whether there is an action to take back."""
        return self._last is not None

    def edit(
        self,
        ids: Sequence[uuid.UUID],
        fields: dict[str, Any],
        failed: Any = None,
    ) -> None:
        """Set the same fields of all the photos; ``failed(error)`` where a value is refused."""
        if ids:
            self._write(_edit, tuple(ids), fields, failed=failed)

    def use_read_credit(self, ids: Sequence[uuid.UUID]) -> None:
        """Accept the credit that was read out of each photo's line."""
        if ids:
            form = self._ctx.newsroom.settings.newsroom.credit_form
            self.run(use_cases.use_read_credits, tuple(ids), credit_form=form)

    def run(
        self, use_case: Callable[..., Any], *args: Any, failed: Any = None, **words: Any
    ) -> None:
        """Call ``use_case(store, *args, who=…, **words)`` and say on how many photos it acted.

        The use case records what it does in the photos' history.
        """
        self._write(_run, use_case, args, words, failed=failed, done=self._ran)

    def undo(self) -> None:
        """Take the last action back; what somebody wrote since stays."""
        last, self._last = self._last, None
        if last is not None and last.batch is not None:
            self._write(_undo, last, done=self._taken_back)
            self.undoable_changed.emit(False)

    def _write(self, call: Any, *args: Any, failed: Any = None, done: Any = None) -> None:
        self._under_way += 1
        job = self._ctx.jobs.write(
            self,
            call,
            *args,
            who=self._ctx.newsroom.person.name,
            done=done or self._remember,
            failed=failed or self._ctx.notices.refuse,
        )
        job.ended.connect(self._ended)

    def _remember(self, edited: Edited) -> None:
        if edited.changes.photos:
            self._last = edited
            self.undoable_changed.emit(True)

    def _ran(self, edited: Edited) -> None:
        self._remember(edited)
        count = len(edited.changes.photos)
        if not count:
            self._ctx.notices.tell("Nothing to change: all is as it should be.")
            return
        words = f"{_named(edited.fields)} changed on {count_words(count, 'photo', 'photos')}."
        self._ctx.notices.tell(words[:1].upper() + words[1:], action="Undo", then=self.undo)

    def _taken_back(self, edited: Edited) -> None:
        count = len(edited.changes.photos)
        of = "" if count == 1 else f" of {count_words(count, 'photo', 'photos')}"
        more = " ".join(("", *edited.changes.notices))
        self.told.emit(f"Taken back: {_named(edited.fields)}{of}.{more}")

    def _ended(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit()


_NAMES = {
    "alt": "alt text",
    "credit": "credit line",
    "creators": "creator",
    "date_created": "date",
    "rights_expire_at": "end of rights",
    "embargo_until": "embargo",
    "use_limit": "number of stories",
    "web_statement": "address of the terms",
    "decorative": "“decorative”",
    "web_only": "“web only”",
    "no_crop": "“no crop”",
}
_MOST_NAMED = 3


def _named(fields: Sequence[str]) -> str:
    """Return the fields as a person reads them: ``credit line and city``."""
    names = [_NAMES.get(name, name.replace("_", " ")) for name in fields]
    if len(names) > _MOST_NAMED:
        return f"{len(names)} fields"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "words"


def _edit(store: Any, ids: tuple[uuid.UUID, ...], fields: dict[str, Any], *, who: str) -> Edited:
    changes = use_cases.edit_photos(store, ids, who=who, **fields)
    return _edited(store, changes, who)


def _run(
    store: Any,
    use_case: Callable[..., Any],
    args: tuple[Any, ...],
    words: dict[str, Any],
    *,
    who: str,
) -> Edited:
    return _edited(store, use_case(store, *args, who=who, **words), who)


def _undo(store: Any, last: Edited, *, who: str) -> Edited:
    return Edited(use_cases.undo(store, last.batch, who=who), None, last.fields)


def _edited(store: Any, changes: Any, who: str) -> Edited:
    """Return the changes with the batch that they were recorded under: this thread's last one."""
    action = use_cases.last_action(store, who=who) if changes.photos else None
    if action is None:
        return Edited(changes, None, ())
    fields = tuple(name for name, _, _ in action.fields if name != "credit_confidence")
    return Edited(changes, action.batch, fields)
