"""What can be done with the chosen photos: templates, replacing, comparing, rating."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.compare_photos import ComparePhotos
from editorial.desk.photo_desk.copies_dialog import CopiesDialog
from editorial.desk.photo_desk.replace_dialog import ReplaceDialog
from editorial.desk.photo_desk.template_dialog import TemplateDialog

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QDialog, QWidget

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.photo_desk.photo_edits import PhotoEdits
    from editorial.photos.pairs import Pair
    from editorial.photos.rows import PhotoRow

REJECTED = -1
_CHOOSE_FIRST = "Choose the photos first."


class PhotoTools(QObject):
    """Adds its actions to the menus and the palette, and keys to the grid and the large view."""

    def __init__(
        self,
        ctx: DeskContext,
        edits: PhotoEdits,
        chosen: Callable[[], tuple[uuid.UUID, ...]],
        places: Sequence[QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._edits, self._chosen, self._window = ctx, edits, chosen, parent
        self.dialog: QDialog | None = None
        """The one that is open, if one is."""
        add = ctx.actions.add
        self.template = add(
            "photos.template", "Apply a template…", self.apply_template,
            shortcut="Ctrl+Shift+M", icon="stamp", hint="Put the same words on the chosen photos",
        )  # fmt: skip
        self.actions: tuple[QAction, ...] = (
            self.template,
            add(
                "photos.replace", "Find and replace in photos…", self.replace,
                hint="In the words of the chosen photos",
            ),
            add(
                "photos.compare", "Compare two photos…", self.compare,
                hint="Two chosen photos, or one with its twin (C)",
            ),
            add(
                "photos.copies", "Save copies with metadata…", self.save_copies,
                icon="download", hint="The chosen photos with caption, credit and rights inside",
            ),
        )  # fmt: skip
        for place in places:
            for stars in range(6):
                self._key(place, str(stars), partial(self.rate, stars))
            self._key(place, "X", partial(self.rate, REJECTED))
            self._key(place, "C", self.compare)

    def rate(self, stars: int) -> None:
        """Give the chosen photos stars, or reject them (-1)."""
        ids = self._chosen()
        if ids:
            self._edits.run(use_cases.edit_photos, ids, rating=stars)

    @Slot()
    def apply_template(self) -> None:
        """Open the template for the chosen photos."""
        if ids := self._some():
            self._open(TemplateDialog(self._ctx, self._edits, ids, self._window))

    @Slot()
    def replace(self) -> None:
        """Look for words in the chosen photos."""
        if ids := self._some():
            self._open(ReplaceDialog(self._ctx, self._edits, ids, self._window))

    @Slot()
    def save_copies(self) -> None:
        """Save the chosen photos as files, with their words inside."""
        if ids := self._some():
            self._open(CopiesDialog(self._ctx, ids, self._window))

    @Slot()
    def compare(self) -> None:
        """Hold two chosen photos side by side, or one beside what looks like it."""
        ids = self._chosen()
        if len(ids) == 1:
            self._ctx.jobs.read(
                self, use_cases.pairs_of, ids[0], done=self._pairs, failed=self._ctx.notices.refuse
            )
        elif len(ids) == 2:
            self._ctx.jobs.read(self, _both, ids, done=self._two)
        else:
            self._ctx.notices.tell("Choose two photos, or one that has a twin.")

    def _pairs(self, pairs: tuple[Pair, ...]) -> None:
        if not pairs:
            self._ctx.notices.tell("No other photo looks like this one. Choose two to compare.")
            return
        self._show(pairs[0].one, pairs[0].other, ask=not pairs[0].verdict)

    def _two(self, found: tuple[tuple[PhotoRow, ...], bool]) -> None:
        rows, ask = found
        if len(rows) == 2:
            self._show(rows[0], rows[1], ask=ask)

    def _show(self, one: PhotoRow, other: PhotoRow, *, ask: bool) -> None:
        dialog = ComparePhotos(self._ctx.jobs, one, other, ask=ask, parent=self._window)
        dialog.different.connect(partial(self._differ, one.id, other.id))
        dialog.kept.connect(partial(self._keep, one.id, other.id))
        self._open(dialog)

    def _differ(self, one: uuid.UUID, other: uuid.UUID) -> None:
        self._ctx.jobs.write(
            self,
            use_cases.call_different,
            one,
            other,
            who=self._ctx.newsroom.person.name,
            failed=self._ctx.notices.refuse,
        )

    def _keep(self, one: uuid.UUID, other: uuid.UUID, kept: PhotoRow) -> None:
        self._edits.run(use_cases.keep_one, kept.id, other if kept.id == one else one)

    def _some(self) -> tuple[uuid.UUID, ...]:
        ids = self._chosen()
        if not ids:
            self._ctx.notices.tell(_CHOOSE_FIRST)
        return ids

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        self.dialog = None

    def _key(self, place: QWidget, keys: str, slot: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), place)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)


def _both(store: object, ids: tuple[uuid.UUID, uuid.UUID]) -> tuple[tuple[PhotoRow, ...], bool]:
    """Return both photos, and whether they are a pair that nobody has judged."""
    pairs = use_cases.pairs_of(store, ids[0])
    ask = any(ids[1] in (pair.one.id, pair.other.id) and not pair.verdict for pair in pairs)
    return use_cases.photo_rows(store, ids), ask
