"""The crop that is being made: what is shown at once, and saved when the hand rests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editorial.photos.framing import FREE, SHAPES, Frame, focal_of, frame_of, inner_size

if TYPE_CHECKING:
    from editorial.photos.framing import Box
    from editorial.photos.rows import PhotoRow

FOCAL = "focal"
TOOLS = (FOCAL, FREE, *SHAPES)
"""What the hand does: set the focal point, or drag the crop of a shape."""
GIVE_AFTER_MS = 500
STEEPEST = 15.0
_FIELDS = ("crops", "focal_x", "focal_y", "straighten")


class CropDraft(QObject):
    """Straighten, crops and focal point of one photo. All views of it show the same."""

    changed = Signal()
    given = Signal(object)
    """Fields (dict of name to value) to set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photo: PhotoRow | None = None
        self._stored: PhotoRow | None = None
        self._tool = FOCAL
        self._levelling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GIVE_AFTER_MS)
        self._timer.timeout.connect(self.give)

    @property
    def photo(self) -> PhotoRow | None:
        """The photo as it would be with what is on show."""
        return self._photo

    @property
    def tool(self) -> str:
        """One of `TOOLS`."""
        return self._tool

    @property
    def levelling(self) -> bool:
        """Whether the picture is being straightened at this moment: then lines help."""
        return self._levelling

    @property
    def is_open(self) -> bool:
        """Whether there is a photo and it may be cropped."""
        return self._photo is not None and not self._photo.no_crop

    @property
    def focal(self) -> tuple[float, float] | None:
        """The focal point, None where nobody set one."""
        return None if self._photo is None else focal_of(self._photo)

    @property
    def straighten(self) -> float:
        """Degrees clockwise."""
        return 0.0 if self._photo is None else self._photo.straighten

    def frame(self, shape: str) -> Frame:
        """Return what is shown of the photo in a shape (`FREE`: where none is asked for)."""
        return Frame() if self._photo is None else frame_of(self._photo, shape)

    def share(self, shape: str) -> float | None:
        """Return the width of a shape's box by its height, in shares of the picture."""
        if self._photo is None or shape not in SHAPES:
            return None
        wide, high = inner_size(self._photo.width, self._photo.height, self._photo.straighten)
        return SHAPES[shape] * high / wide

    def has_own(self, shape: str) -> bool:
        """Whether a person cropped that shape."""
        return self._photo is not None and shape in dict(self._photo.crops)

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing to reset."""
        photo = self._photo
        return photo is None or not (photo.crops or photo.straighten or focal_of(photo))

    def show(self, photo: PhotoRow | None, *, anew: bool) -> None:
        """Show a photo as it was read; what is not given yet stays, but for another photo."""
        if anew:
            self._timer.stop()
        self._stored = photo
        if photo is not None and self._photo is not None and self._timer.isActive():
            mine = {name: getattr(self._photo, name) for name in _FIELDS}
            photo = replace(photo, **mine)
        self._photo = photo
        self.changed.emit()

    def choose(self, tool: str) -> None:
        """Take another tool."""
        self._tool = tool
        self.changed.emit()

    def set_levelling(self, levelling: bool) -> None:
        """Show the lines by which one straightens, or hide them."""
        if levelling != self._levelling:
            self._levelling = levelling
            self.changed.emit()

    def set_focal(self, x: float, y: float) -> None:
        """Set the focal point, each 0 to 1."""
        self._set(focal_x=round(min(max(x, 0.0), 1.0), 4), focal_y=round(min(max(y, 0.0), 1.0), 4))

    def set_box(self, shape: str, box: Box) -> None:
        """Crop a shape."""
        if self._photo is not None:
            rounded = tuple(round(min(max(side, 0.0), 1.0), 4) for side in box)
            crops = dict(self._photo.crops) | {shape: rounded}
            self._set(crops=tuple(sorted(crops.items())))

    def set_straighten(self, degrees: float) -> None:
        """Turn the picture clockwise."""
        self._set(straighten=round(min(max(degrees, -STEEPEST), STEEPEST), 1))

    def forget(self, tool: str) -> None:
        """Take the crop of a shape, or the focal point, away again."""
        if self._photo is None:
            return
        if tool == FOCAL:
            self._set(focal_x=None, focal_y=None)
        else:
            self._set(crops=tuple(one for one in self._photo.crops if one[0] != tool))

    @Slot()
    def reset(self) -> None:
        """Show the whole picture again, as it came."""
        self._set(crops=(), focal_x=None, focal_y=None, straighten=0.0)

    @Slot()
    def give(self) -> None:
        """Give what differs from what is stored."""
        self._timer.stop()
        photo, stored = self._photo, self._stored
        if photo is None or stored is None:
            return
        fields: dict[str, Any] = {
            name: getattr(photo, name)
            for name in _FIELDS
            if getattr(photo, name) != getattr(stored, name)
        }
        if "crops" in fields:
            fields["crops"] = {shape: list(box) for shape, box in photo.crops}
        if fields:
            self._stored = photo
            self.given.emit(fields)

    def _set(self, **fields: Any) -> None:
        if self._photo is None or self._photo.no_crop:
            return
        self._photo = replace(self._photo, **fields)
        self._timer.start()
        self.changed.emit()
