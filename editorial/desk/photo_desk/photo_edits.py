"""Writes what is typed about photos, and can take the last edit back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from editorial.desk.kit.context import DeskContext

_READ_FIELDS = ("credit", "creators", "source")
"""What accepting a read credit may change."""


@dataclass(frozen=True, slots=True)
class Former:
    """Photos that had the same values before an edit, and those values by field."""

    ids: tuple[uuid.UUID, ...]
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edited:
    """The answer of an edit: its changes (told to all views), and what was there before."""

    changes: Any
    former: tuple[Former, ...]
    fields: tuple[str, ...]


class PhotoEdits(QObject):
    """One edit after the other, on the writer thread; the last one can be undone."""

    settled = Signal()
    """No edit is under way any more."""
    undoable_changed = Signal(bool)
    told = Signal(str)
    """A sentence about what was done."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._former: tuple[Former, ...] = ()
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether an edit is on its way to the disk."""
        return self._under_way > 0

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._former)

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
            self._write(_use_read, tuple(ids), form)

    def undo(self) -> None:
        """Give the photos of the last edit their former values."""
        former, self._former = self._former, ()
        if former:
            self._write(_restore, former, remember=False)
            self.undoable_changed.emit(False)

    def _write(self, call: Any, *args: Any, failed: Any = None, remember: bool = True) -> None:
        self._under_way += 1
        job = self._ctx.jobs.write(
            self,
            call,
            *args,
            who=self._ctx.newsroom.person.name,
            done=self._remember if remember else self._taken_back,
            failed=failed or self._ctx.notices.refuse,
        )
        job.ended.connect(self._ended)

    def _remember(self, edited: Edited) -> None:
        if edited.changes:
            self._former = edited.former
            self.undoable_changed.emit(True)

    def _taken_back(self, edited: Edited) -> None:
        names = " and ".join(_NAMES.get(name, name.replace("_", " ")) for name in edited.fields)
        count = sum(len(former.ids) for former in edited.former)
        of = "" if count == 1 else f" of {count_words(count, 'photo', 'photos')}"
        self.told.emit(f"Taken back: {names}{of}.")

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
    "web_statement": "address of the terms",
    "decorative": "“decorative”",
}


def _edit(store: Any, ids: tuple[uuid.UUID, ...], fields: dict[str, Any], *, who: str) -> Edited:
    former = _former(store, ids, fields)
    changes = use_cases.edit_photos(store, ids, who=who, **fields)
    return Edited(changes, former, tuple(fields))


def _use_read(store: Any, ids: tuple[uuid.UUID, ...], form: str, *, who: str) -> Edited:
    former = _former(store, ids, _READ_FIELDS)
    changes = use_cases.use_read_credit(store, ids[0], who=who, credit_form=form)
    for photo in ids[1:]:
        changes |= use_cases.use_read_credit(store, photo, who=who, credit_form=form)
    return Edited(changes, former, _READ_FIELDS)


def _restore(store: Any, former: tuple[Former, ...], *, who: str) -> Edited:
    changes: Any = None
    for each in former:
        more = use_cases.edit_photos(store, each.ids, who=who, **each.fields)
        changes = more if changes is None else changes | more
    return Edited(changes, former, tuple(former[0].fields))


def _former(store: Any, ids: tuple[uuid.UUID, ...], names: Iterable[str]) -> tuple[Former, ...]:
    groups: dict[str, Former] = {}
    wanted = tuple(names)
    for row in use_cases.photo_rows(store, ids):
        values = {name: getattr(row, name) for name in wanted}
        known = groups.get(repr(values))
        groups[repr(values)] = Former((*known.ids, row.id) if known else (row.id,), values)
    return tuple(groups.values())
