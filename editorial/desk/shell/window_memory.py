"""What the window remembers from one start to the next, in an ini file inside the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget

    from editorial.system.paths import Home


class WindowMemory:
    """Sizes of panes and window, and the place that was open."""

    def __init__(self, home: Home) -> None:
        self._ini = QSettings(str(home.root / "window.ini"), QSettings.Format.IniFormat)

    def restore_window(self, window: QWidget) -> bool:
        """Give a window its last size and place; False on the first start."""
        kept = self._ini.value("window/geometry")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def keep_window(self, window: QWidget) -> None:
        """Remember a window's size and place."""
        self._ini.setValue("window/geometry", window.saveGeometry())

    def restore_splitter(self, splitter: QSplitter, sizes: list[int]) -> None:
        """Give a splitter its last sizes, or these; it is known by its object name."""
        kept = self._ini.value(f"splitter/{splitter.objectName()}")
        if not (isinstance(kept, QByteArray) and splitter.restoreState(kept)):
            splitter.setSizes(sizes)
        # Hairlines, whatever an older file says.
        splitter.setHandleWidth(1)

    def keep_splitter(self, splitter: QSplitter) -> None:
        """Remember a splitter's sizes."""
        self._ini.setValue(f"splitter/{splitter.objectName()}", splitter.saveState())

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered word."""
        return str(self._ini.value(name, default))

    def keep_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._ini.setValue(name, value)

    def close(self) -> None:
        """Write the file."""
        self._ini.sync()
