"""Two photos side by side: are they one picture, and which is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel
from editorial.desk.photo_desk.photo_words import facts_line, title_of
from editorial.desk.photo_desk.pictures import decode_inside

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.photos.rows import PhotoRow

_LARGEST = 1600
_STEPS = (0.0, 0.5, 1.0, 2.0)
"""Zoom: to fit, then parts of the preview's own size."""


class ComparePhotos(QDialog):
    """Both move and zoom together. For a pair that waits it asks for a verdict."""

    different = Signal()
    kept = Signal(object)
    """The photo (row) that is kept; the other one goes."""

    def __init__(
        self,
        jobs: Jobs,
        one: PhotoRow,
        other: PhotoRow,
        *,
        ask: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare two photos")
        self.resize(1100, 680)
        self.sides = (_Side(jobs, one), _Side(jobs, other))
        self._zoom = 0
        self._following = False
        row = QHBoxLayout()
        row.setSpacing(16)
        for side in self.sides:
            row.addWidget(side, 1)
            side.moved.connect(partial(self._follow, side))
            side.zoomed.connect(self.zoom_by)
        self.verdicts: tuple[QPushButton, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addLayout(self._buttons(ask=ask))

    @property
    def zoom(self) -> float:
        """0 to fit, else the part of the preview's own size."""
        return _STEPS[self._zoom]

    @Slot(int)
    def zoom_by(self, steps: int) -> None:
        """Come nearer, or go away."""
        self._zoom = min(max(self._zoom + steps, 0), len(_STEPS) - 1)
        for side in self.sides:
            side.show_at(self.zoom)

    def _buttons(self, *, ask: bool) -> QHBoxLayout:
        buttons = QHBoxLayout()
        for words, by in (("Smaller", -1), ("Larger", 1)):
            button = QuietButton(words)
            button.clicked.connect(partial(self.zoom_by, by))
            buttons.addWidget(button)
        buttons.addStretch(1)
        close = QuietButton("Later" if ask else "Close")
        close.clicked.connect(self.reject)
        buttons.addWidget(close)
        if ask:
            different = QuietButton("Different pictures")
            different.clicked.connect(self._different)
            buttons.addWidget(different)
            choices: list[QPushButton] = []
            for words, side in zip(("Keep the left", "Keep the right"), self.sides, strict=True):
                make = PrimaryButton if side is self._better() else QuietButton
                keep = make(words)
                keep.setToolTip(
                    "The other one is rejected, not deleted; words that this one lacks come over"
                )
                keep.clicked.connect(partial(self._keep, side))
                buttons.addWidget(keep)
                choices.append(keep)
            self.verdicts = (different, *choices)
        return buttons

    def _better(self) -> _Side:
        """Return the larger picture: the one that is offered to be kept."""
        return max(self.sides, key=lambda side: side.photo.width * side.photo.height)

    @Slot()
    def _different(self) -> None:
        self.different.emit()
        self.accept()

    def _keep(self, side: _Side) -> None:
        self.kept.emit(side.photo)
        self.accept()

    def _follow(self, leader: _Side) -> None:
        if self._following:
            return
        self._following = True
        across, down = leader.place
        for side in self.sides:
            if side is not leader:
                side.go_to(across, down)
        self._following = False


class _Side(QWidget):
    """One photo with its facts."""

    moved = Signal()
    zoomed = Signal(int)

    def __init__(self, jobs: Jobs, photo: PhotoRow) -> None:
        super().__init__()
        self.photo = photo
        self._pixmap: QPixmap | None = None
        self._at = 0.0
        self._picture = QLabel("Reading the picture …")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(title_of(photo))
        self._scroll = _Scroll()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(f"Picture of {photo.file_name}")
        self._scroll.setWidget(self._picture)
        self._scroll.setWidgetResizable(True)
        self._scroll.turned.connect(self.zoomed)
        for bar in (self._scroll.horizontalScrollBar(), self._scroll.verticalScrollBar()):
            bar.valueChanged.connect(self.moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._scroll, 1)
        imported = f"{photo.imported_at.day} {photo.imported_at:%b %Y}"
        for words, kind in (
            (title_of(photo), "ink"),
            (f"{photo.file_name} · {photo.size_bytes / 1e6:.1f} MB · imported {imported}", "muted"),
            (facts_line(photo), "muted"),
            (photo.credit or "No credit", "soft"),
        ):
            label = TextLabel(words, kind)
            label.setWordWrap(True)
            column.addWidget(label)
        limit = QSize(_LARGEST, _LARGEST)
        jobs.run(Lane.READ, self, decode_inside, photo.preview_path, limit, done=self._decoded)

    @property
    def place(self) -> tuple[float, float]:
        """Where it is scrolled to, each from 0 to 1."""
        bars = (self._scroll.horizontalScrollBar(), self._scroll.verticalScrollBar())
        across, down = (bar.value() / bar.maximum() if bar.maximum() else 0.5 for bar in bars)
        return across, down

    def go_to(self, across: float, down: float) -> None:
        """Scroll to a place."""
        for bar, share in (
            (self._scroll.horizontalScrollBar(), across),
            (self._scroll.verticalScrollBar(), down),
        ):
            bar.setValue(round(share * bar.maximum()))

    def show_at(self, zoom: float) -> None:
        """Show the picture to fit (0), or at a part of its own size."""
        self._at = zoom
        if self._pixmap is None:
            return
        place = self.place
        if zoom:
            size = self._pixmap.size() * zoom
        else:
            size = self._pixmap.size().scaled(
                self._scroll.viewport().size(), Qt.AspectRatioMode.KeepAspectRatio
            )
        self._scroll.setWidgetResizable(not zoom)
        self._picture.setPixmap(
            self._pixmap.scaled(
                size,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        if zoom:
            self._picture.resize(size)
        self.go_to(*place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        if not self._at:
            self.show_at(0)

    def _decoded(self, image: QImage) -> None:
        if image.isNull():
            self._picture.setText("The picture cannot be shown.")
            return
        self._pixmap = QPixmap.fromImage(image)
        self.show_at(self._at)


class _Scroll(QScrollArea):
    """Ctrl and the wheel zoom."""

    turned = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turned.emit(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)
