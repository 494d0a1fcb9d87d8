"""Building the desk shows one window: no part of it flashes on the screen by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_only_the_main_window_appears(build_desk, write) -> None:
    shown = Shown()
    app = QApplication.instance()
    app.installEventFilter(shown)
    try:
        write("A first story")
        desk = build_desk()
        assert desk.jobs.wait_idle()
    finally:
        app.removeEventFilter(shown)
    assert set(shown.names) <= {"MainWindow"}
