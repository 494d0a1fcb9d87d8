"""Scrolls a list as a person does, and counts the rows that were painted without words."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editorial.desk.kit.paged_model import ROW_ROLE

if TYPE_CHECKING:
    from editorial.desk.shell.story_view import StoryView


@dataclass
class Painted:
    """What was painted: rows with words, rows without, and the time of each paint in s."""

    full: int = 0
    blank: int = 0
    times: list[float] = field(default_factory=list)


def watch(view: StoryView) -> Painted:
    """Count every row that the view paints from now on."""
    seen = Painted()
    paint = view.delegate.paint

    def count(painter, option, index):
        if index.data(ROW_ROLE) is None:
            seen.blank += 1
        else:
            seen.full += 1
        paint(painter, option, index)

    view.delegate.paint = count
    return seen


def repaint(view: StoryView, seen: Painted) -> None:
    """Paint at once, before any event that is waiting: nothing can arrive in between."""
    began = perf_counter()
    view.viewport().repaint()
    seen.times.append(perf_counter() - began)


def wheel(view: StoryView, seen: Painted, notches: int) -> None:
    """Turn the wheel, painting after each notch."""
    place = QPointF(view.viewport().rect().center())
    for _ in range(notches):
        turned = QWheelEvent(
            place, view.viewport().mapToGlobal(place), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), turned)
        repaint(view, seen)
        QApplication.processEvents()


def drag(view: StoryView, seen: Painted, steps: int) -> None:
    """Drag the bar up and down, far and near."""
    bar, chance = view.verticalScrollBar(), random.Random(4)
    bar.setSliderDown(True)
    for step in range(steps):
        near = bar.sliderPosition() + chance.randrange(-9000, 9000)
        place = chance.randrange(bar.maximum()) if step % 3 == 0 else near
        bar.setSliderPosition(max(0, min(bar.maximum(), place)))
        repaint(view, seen)
    bar.setSliderDown(False)


def press(view: StoryView, seen: Painted, *keys: Qt.Key) -> None:
    """Press keys, painting after each."""
    for key in keys:
        QTest.keyClick(view, key)
        repaint(view, seen)
