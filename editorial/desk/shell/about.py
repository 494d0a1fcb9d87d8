"""About this program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.widgets import QuietButton, TextLabel

if TYPE_CHECKING:
    from editorial.system.paths import Home


class AboutDialog(QDialog):
    """Version, licence, and where the data lies."""

    def __init__(self, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Editorial")
        self.setMinimumWidth(440)
        head = TextLabel("Editorial")
        head.setFont(serif_font(28, 500))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(8)
        column.addWidget(head)
        for text, kind in (
            (f"Version {_version()}. A desktop newsroom, offline first.", ""),
            (
                "Free software under the GNU General Public License, version 3 or later. "
                "It comes without any warranty.",
                "soft",
            ),
            (
                "Set in Inter and Newsreader (SIL Open Font License), with icons by Lucide (ISC). "
                "Their licences lie beside them.",
                "soft",
            ),
            (f"Your stories and photos are in {home.root}.", "soft"),
        ):
            label = TextLabel(text, kind)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addSpacing(8)
        close = QuietButton("Close")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _version() -> str:
    try:
        return version("editorial")
    except PackageNotFoundError:
        return "from source"
