"""The line above the room: what happened, what is safe, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editorial.desk.kit.messages import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.desk.kit.theme import Theme
    from editorial.system.errors import EditorialError

SECONDS = 6
"""How long a good word stays; a problem stays until it is closed."""
SECONDS_TO_ACT = 10
"""How long one stays that offers to do something, such as to undo."""


class NoticeBar(QWidget):
    """Holds one notice at a time; takes no room without one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice(theme)
        self.notice.closed.connect(self.hide)
        self.notice.acted.connect(self._act)
        self._then: Callable[[], object] | None = None
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.notice)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says; empty when it is hidden."""
        return "" if self.isHidden() else self.notice.text

    def tell(
        self, text: str, *, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Say something good or neutral; it goes away by itself.

        With ``action`` a link of these words stands beside it and calls ``then``.
        """
        self._then = then
        self.notice.tell(text, action=action)
        self.show()
        self._away.start((SECONDS_TO_ACT if action else SECONDS) * 1000)

    @Slot(object)
    def refuse(
        self,
        error: EditorialError,
        *,
        action: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say what happened, what is safe and what to do; it stays until it is closed.

        With ``action`` a link of these words stands beside it and calls ``then``.
        """
        self._away.stop()
        self._then = then
        self.notice.refuse(error, action=action)
        self.show()

    @Slot()
    def clear(self) -> None:
        """Take the notice away."""
        self._away.stop()
        self.notice.hide()
        self.hide()

    @Slot()
    def _act(self) -> None:
        if self._then is not None:
            self._then()
