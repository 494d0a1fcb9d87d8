"""Larger or smaller type on the page (Ctrl+plus, Ctrl+minus, Ctrl+0, Ctrl+wheel), remembered.

Type is sized in the documents' fonts; line heights and gaps, which are block formats, by the
resolution of the layout's paint device, so that nothing stands in the way of Undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Slot
from PySide6.QtGui import QImage, QWheelEvent

from editorial.desk.kit.fonts import serif_font
from editorial.desk.writing.open_draft import DEK, HEADLINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction, QTextDocument

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft

STEPS = (70, 80, 90, 100, 110, 125, 150, 175, 200)
"""Percent."""
BODY = 18
_NOTCH = 120
"""Eighths of a degree that a mouse wheel turns at once."""


class Zoom(QObject):
    """Sets the page's scale, and that of each story as it comes on the page."""

    def __init__(
        self,
        ctx: DeskContext,
        page: Manuscript,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._turned = 0
        home = ctx.newsroom.home
        self._kept = QSettings(str(home.root / "writing.ini"), QSettings.Format.IniFormat)
        self._devices: dict[int, QImage] = {}
        """Kept as long as the room: layouts only point at them."""
        self._percent = 100
        actions["zoom_in"].triggered.connect(self.larger)
        actions["zoom_out"].triggered.connect(self.smaller)
        actions["zoom_reset"].triggered.connect(self.reset)
        page.fit_type = self.fit
        page.page.installEventFilter(self)
        page.body.viewport().installEventFilter(self)
        kept = str(self._kept.value("zoom", 100))
        if kept.isdigit() and int(kept) in STEPS and int(kept) != 100:
            self.set_percent(int(kept))

    @property
    def percent(self) -> int:
        """How large the type is."""
        return self._percent

    @Slot()
    def larger(self) -> None:
        """Go one step up."""
        self.set_percent(next((step for step in STEPS if step > self._percent), STEPS[-1]))

    @Slot()
    def smaller(self) -> None:
        """Go one step down."""
        self.set_percent(next((s for s in reversed(STEPS) if s < self._percent), STEPS[0]))

    @Slot()
    def reset(self) -> None:
        """Go back to the size that the page was designed at."""
        self.set_percent(100)

    def set_percent(self, percent: int) -> None:
        """Show type of this size from now on."""
        if percent == self._percent:
            return
        self._percent = percent
        self._kept.setValue("zoom", percent)
        self._page.set_scale(percent / 100)

    def fit(self, draft: OpenDraft) -> None:
        """Give a story's documents the size that the page has."""
        scale = self._percent / 100
        for document, (pixels, weight) in (
            (draft.headline, HEADLINE[:2]),
            (draft.dek, DEK[:2]),
            (draft.body, (BODY, 400)),
        ):
            self._fit(document, round(pixels * scale), weight)

    def _fit(self, document: QTextDocument, pixels: int, weight: int) -> None:
        is_fit = document.property("zoom") == self._percent
        if is_fit or (self._percent == 100 and document.property("zoom") is None):
            return
        document.setProperty("zoom", self._percent)
        document.documentLayout().setPaintDevice(self._device())
        document.setDefaultFont(serif_font(pixels, weight))

    def _device(self) -> QImage:
        device = self._devices.get(self._percent)
        if device is None:
            device = self._devices[self._percent] = QImage(1, 1, QImage.Format.Format_RGB32)
            dots = round(self._page.logicalDpiY() * self._percent / 100 / 0.0254)
            device.setDotsPerMeterX(dots)
            device.setDotsPerMeterY(dots)
        return device

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wheel while Ctrl is held."""
        if event.type() != QEvent.Type.Wheel or not isinstance(event, QWheelEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            up = self._turned > 0
            self._turned -= _NOTCH if up else -_NOTCH
            if up:
                self.larger()
            else:
                self.smaller()
        return True
