"""The tab in which a photo is cropped and straightened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton, QuietButton, SectionLabel, TextLabel
from editorial.desk.photo_desk.crop.canvas import CropCanvas
from editorial.desk.photo_desk.crop.draft import FOCAL, STEEPEST, CropDraft
from editorial.desk.photo_desk.crop.shapes import ShapeButtons
from editorial.desk.photo_desk.field_section import SIDE

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.common_values import Common

_STEPS = 10
"""Of the slider, to a degree."""
_CANVAS_HIGH = 180


class CropTab(QWidget):
    """CROP: the picture to drag on, the shapes, the angle. The original is never changed."""

    given = Signal(object)
    """Fields (dict of name to value) to set."""
    large_wanted = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = ()
        self.draft = CropDraft(self)
        self.draft.given.connect(self.given)
        self.canvas = CropCanvas(self.draft, jobs, theme)
        self.canvas.setFixedHeight(_CANVAS_HIGH)
        self.shapes = ShapeButtons(self.draft, jobs, theme)
        self.said = TextLabel("", "soft")
        self.said.setWordWrap(True)
        # As high as its longest words, so that the picture stays where it is.
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing() + 2)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.angle = TextLabel("0.0°", "soft")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Straighten, in degrees")
        self.slider.setToolTip("Turn the picture until its horizon is level")
        self.slider.setRange(round(-STEEPEST * _STEPS), round(STEEPEST * _STEPS))
        self.slider.setPageStep(_STEPS)
        self.slider.installEventFilter(self)
        self.large = QuietButton(
            "Crop large", "maximize-2", "The same on the whole desk (Ctrl+Shift+C)"
        )
        self.reset = QuietButton("Reset", "rotate-ccw", "Show the whole picture, as it came")
        self.forget = LinkButton("", "Take this crop away again (Delete)")
        kept = self.forget.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.forget.setSizePolicy(kept)
        self._tools = QWidget()
        self._build()
        self.draft.changed.connect(self._changed)
        self.slider.valueChanged.connect(self._turned)
        self.slider.sliderReleased.connect(self.draft.give)
        self.large.clicked.connect(self.large_wanted)
        self.reset.clicked.connect(self._reset)
        self.forget.clicked.connect(self._forget)

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Show the photo, if it is one."""
        self.draft.show(common.first if common.is_single else None, anew=anew)

    def focus_field(self, name: str) -> bool:
        """Put the keyboard on the picture for a crop; False for any other field."""
        if name not in {"crops", "focal_x", "focal_y", "straighten", "crop"}:
            return False
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def flush(self) -> None:
        """Give what is not given yet."""
        self.draft.give()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the lines while the slider has the hand or the keyboard."""
        if watched is self.slider:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
                self.draft.set_levelling(True)
            elif event.type() == QEvent.Type.FocusOut or (
                event.type() == QEvent.Type.MouseButtonRelease and not self.slider.hasFocus()
            ):
                self.draft.set_levelling(False)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        turn = QHBoxLayout()
        turn.addWidget(SectionLabel("Straighten"))
        turn.addStretch(1)
        turn.addWidget(self.angle)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.large)
        below.addWidget(self.reset)
        below.addStretch(1)
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(10)
        tools.addWidget(self.canvas)
        tools.addWidget(self.shapes)
        tools.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        tools.addLayout(turn)
        tools.addWidget(self.slider)
        tools.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 12, SIDE, 15)
        column.setSpacing(10)
        column.addWidget(SectionLabel("Crop"))
        column.addWidget(self.said)
        column.addWidget(self._tools)

    @Slot()
    def _changed(self) -> None:
        draft = self.draft
        self._tools.setVisible(draft.photo is not None)
        self.said.setText(_words(draft))
        for control in (self.slider, self.large, self.canvas):
            control.setEnabled(draft.is_open)
        self.reset.setEnabled(draft.is_open and not draft.is_untouched)
        own = draft.has_own(draft.tool) or (draft.tool == FOCAL and draft.focal is not None)
        what = "focal point" if draft.tool == FOCAL else f"{draft.tool} crop"
        self.forget.setText(f"Take the {what} away")
        self.forget.setAccessibleName(self.forget.text())
        self.forget.setVisible(own and draft.is_open)
        self.angle.setText(f"{draft.straighten:+.1f}°" if draft.straighten else "0.0°")
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(draft.straighten * _STEPS))

    @Slot(int)
    def _turned(self, value: int) -> None:
        self.draft.set_straighten(value / _STEPS)

    @Slot()
    def _reset(self) -> None:
        self.draft.reset()
        self.draft.give()

    @Slot()
    def _forget(self) -> None:
        self.draft.forget(self.draft.tool)
        self.draft.give()


def _words(draft: CropDraft) -> str:
    """Return what there is to say about the tool that is chosen."""
    if draft.photo is None:
        return "Choose one photo to crop it."
    if draft.photo.no_crop:
        return (
            "This photo may not be cropped: it is shown whole in every place. "
            "“No crop” is ticked under Rights."
        )
    if draft.tool == FOCAL:
        if draft.focal is None:
            return "Click what every crop must keep in view. Until then the middle is kept."
        return "Every crop keeps this point in view."
    if draft.tool == "16:9" and not draft.has_own("16:9") and draft.focal is None:
        return "At the head of an article the whole picture stands until you crop it here."
    if draft.has_own(draft.tool):
        return "Cropped by hand."
    return "Drag a corner to crop; until then it is cut around the focal point."
