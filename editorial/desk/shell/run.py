"""Opens the window, paints it, then opens the newsroom behind it."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from editorial.desk.kit.collector import GuiCollector
from editorial.desk.kit.fonts import load_fonts
from editorial.desk.kit.jobs import Jobs, Lane
from editorial.desk.kit.theme import Theme
from editorial.desk.shell.closing import destroy, let_go_of_clipboard
from editorial.desk.shell.faults import FaultWatch
from editorial.desk.shell.network_watch import NetworkWatch
from editorial.desk.shell.window import MainWindow
from editorial.desk.shell.window_memory import WindowMemory
from editorial.system.errors import DatabaseDamaged, EditorialError, HomeUnusable
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.shell.damage import DamagePane, Restore
    from editorial.desk.shell.newsroom_desk import NewsroomDesk
    from editorial.system.paths import Home

_ENDINGS = (signal.SIGINT, signal.SIGTERM)


def run(
    home: Home,
    open_newsroom: Callable[[Home], NewsroomLike],
    restore: Restore | None = None,
) -> int:
    """Show the desk of the newsroom in ``home`` until it is closed; return the exit code.

    ``open_newsroom`` is called on the writer thread once the frame is painted, because the
    database and the picture library take longer to import than the window to show.
    ``restore`` brings back a backup where the database turns out to be damaged.
    Raises `HomeUnusable` for settings that cannot be read.
    """
    settings = load_settings(home)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    QCoreApplication.setApplicationName("Editorial")
    QCoreApplication.setOrganizationName("Editorial")
    load_fonts()
    theme = Theme(settings.person.scheme)
    theme.apply(app)
    desk = Starter(home, open_newsroom, theme, restore)
    desk.show()
    code = app.exec()
    desk.close()
    return code


class Starter(QObject):
    """The parts that live as long as the window, and the order in which they come and go."""

    def __init__(
        self,
        home: Home,
        open_newsroom: Callable[[Home], NewsroomLike],
        theme: Theme,
        restore: Restore | None = None,
    ) -> None:
        super().__init__()
        self._restore = restore
        self._welcome_words = ""
        self.damage: DamagePane | None = None
        self._home, self._open, self._theme = home, open_newsroom, theme
        self.memory = WindowMemory(home)
        self.window = MainWindow(theme, self.memory)
        self.jobs = Jobs(None, self)
        self.network = NetworkWatch(self)
        self.faults = FaultWatch(home, self)
        self.collector = GuiCollector(self)
        self.newsroom: NewsroomLike | None = None
        self.desk: NewsroomDesk | None = None
        self._last_fault = ""
        self.window.painted.connect(self._painted)
        self.window.problem.chosen.connect(self._try_again)
        self.faults.happened.connect(self._fault)
        self.jobs.crashed.connect(self.faults.report)

    def show(self) -> None:
        """Show the empty frame."""
        self.collector.start()
        for number in _ENDINGS:
            signal.signal(number, self._asked_to_end)
        self.window.show()

    def close(self) -> None:
        """Finish the work and close the store. The window is closed already."""
        self.jobs.close()
        if self.newsroom is not None:
            self.newsroom.close()
        destroy(self.window)
        let_go_of_clipboard()
        self.faults.stop()
        self.collector.stop()
        for number in _ENDINGS:
            signal.signal(number, signal.SIG_DFL)

    def _asked_to_end(self, number: int, frame: FrameType | None) -> None:
        """Close as the person would: the open text is saved first.

        Python calls this between two of its own steps; the collector's timer sees to one a
        second.
        """
        QTimer.singleShot(0, self.window, self.window.close)

    @Slot()
    def _painted(self) -> None:
        # After this paint has reached the screen.
        QTimer.singleShot(0, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        try:
            self._last_fault = self.faults.start()
        except OSError as error:
            # Without a place for reports there is none for stories either.
            self._problem(
                HomeUnusable(
                    f"Editorial may not write to {self._home.root} ({error.strerror}).",
                    safe="Nothing was changed.",
                    next_step="Allow writing there, or choose another folder with --home DIR.",
                )
            )
            return
        self._try_again()

    @Slot()
    def _try_again(self) -> None:
        self.window.stack.setCurrentWidget(self.window.frame)
        self.jobs.run(
            Lane.WRITE,
            self,
            _open_all,
            self._open,
            self._home,
            done=self._opened,
            failed=self._problem,
        )

    @Slot(object)
    def _problem(self, error: EditorialError) -> None:
        if isinstance(error, DatabaseDamaged):
            self._offer_repair(error)
        else:
            self.window.say_problem(error, "Try again")

    def _offer_repair(self, error: DatabaseDamaged) -> None:
        from editorial.desk.shell.damage import DamagePane

        if self.damage is None:
            self.damage = DamagePane(self._home, self.jobs, self._restore)
            self.damage.restored.connect(self._restored)
            self.damage.retry_wanted.connect(self._try_again)
            self.window.stack.addWidget(self.damage)
        self.damage.show_error(error)
        self.window.stack.setCurrentWidget(self.damage)

    @Slot(str)
    def _restored(self, words: str) -> None:
        self._welcome_words = words
        self._try_again()

    @Slot(object)
    def _opened(self, newsroom: NewsroomLike) -> None:
        from editorial.desk.shell.newsroom_desk import NewsroomDesk
        from editorial.desk.shell.rooms import build_rooms

        self.newsroom = newsroom
        self.jobs.store = newsroom.store
        self.desk = NewsroomDesk(
            self.window,
            newsroom,
            self.jobs,
            self._theme,
            self.memory,
            self.network,
            build_rooms,
        )
        self.faults.save_with(self.desk.save_open_text)
        self.network.start()
        if self._welcome_words:
            self.window.notices.tell(self._welcome_words)
        if self._last_fault:
            self._show_fault(self._last_fault, earlier=True)

    @Slot(str)
    def _fault(self, details: str) -> None:
        self._show_fault(details, earlier=False)

    def _show_fault(self, details: str, *, earlier: bool) -> None:
        from editorial.desk.shell.fault_dialog import FaultDialog

        if self.window.findChild(FaultDialog) is None:
            dialog = FaultDialog(details, earlier=earlier, parent=self.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()


def _open_all(open_newsroom: Callable[[Home], NewsroomLike], home: Home) -> NewsroomLike:
    """Open the newsroom and import the rooms, so that the frame stays alive meanwhile."""
    newsroom = open_newsroom(home)
    import_module("editorial.desk.shell.newsroom_desk")
    import_module("editorial.desk.shell.rooms")
    return newsroom
