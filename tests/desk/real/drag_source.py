"""A window like a file manager's: pressed and moved, it drags the files that it was given."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Files to drag"


class Source(QLabel):
    """Starts a drag as soon as the pressed mouse moves over it."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("\n".join(paths))
        self._paths = paths
        self.setWindowTitle(TITLE)

    def mouseMoveEvent(self, event) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction)
            # One drag each; the other program still asks for the files after they were let go.
            QTimer.singleShot(2000, self.close)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    source = Source(sys.argv[1:])
    source.setGeometry(1150, 40, 200, 120)
    source.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    source.show()
    app.exec()
