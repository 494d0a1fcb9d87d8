"""Tells when the network comes and goes, where the system lets us know."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot


class NetworkWatch(QObject):
    """Follows the system's reachability; says None where the system cannot tell."""

    changed = Signal(object)
    """True online, False offline, None unknown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.online: bool | None = None

    def start(self) -> None:
        """Begin to watch; tells the present state at once."""
        # Not before the first paint: the module and its backend take 20 ms.
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            information = QNetworkInformation.instance()
            information.reachabilityChanged.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        information = QNetworkInformation.instance()
        kinds = QNetworkInformation.Reachability
        now: bool | None = None
        if information is not None:
            reach = information.reachability()
            now = None if reach == kinds.Unknown else reach == kinds.Online
        self.online = now
        self.changed.emit(now)
