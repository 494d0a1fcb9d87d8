"""Pictures of each desk with the newsroom's real data, light and dark, without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from editorial.desk.kit.fonts import load_fonts
from editorial.desk.kit.jobs import Jobs
from editorial.desk.kit.room import Target
from editorial.desk.kit.theme import Theme
from editorial.desk.shell.closing import destroy
from editorial.desk.shell.network_watch import NetworkWatch
from editorial.desk.shell.newsroom_desk import NewsroomDesk
from editorial.desk.shell.rooms import build_rooms
from editorial.desk.shell.window import MainWindow
from editorial.desk.shell.window_memory import WindowMemory
from editorial.system.paths import Home

if TYPE_CHECKING:
    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.theme import Scheme

SIZE = QSize(1440, 900)
VIEWS = (
    ("write", "my_drafts"),
    ("review", "in_edit"),
    ("ready", "ready"),
    ("photos", "photo_desk"),
    ("outbox", "outbox"),
    ("published", "published"),
)
"""Each picture's name and the rail's place that it shows."""
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_CALM_MS = 350
"""Longer than any field waits before it asks for something."""


def save_snapshots(newsroom: NewsroomLike, out: Path) -> tuple[Path, ...]:
    """Save a PNG of 1440 × 900 px of each desk in both schemes to ``out``; return the paths.

    Needs no display: without one Qt draws off the screen.
    """
    app = application()
    out.mkdir(parents=True, exist_ok=True)
    saved: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        theme = Theme("light")
        theme.apply(app)
        memory = WindowMemory(Home(Path(folder)))
        window = MainWindow(theme, memory)
        jobs = Jobs(newsroom.store)
        desk = NewsroomDesk(
            window, newsroom, jobs, theme, memory, NetworkWatch(window), build_rooms
        )
        window.resize(SIZE)
        window.show()
        settle(jobs)
        for name, place in VIEWS:
            desk.go_to(Target(place=place))
            for scheme in _SCHEMES:
                theme.set_scheme(scheme)
                settle(jobs)
                path = out / f"{name}-{scheme}.png"
                if not window.grab().save(str(path)):
                    raise OSError(f"{path} could not be written")
                saved.append(path)
        desk.save_open_text()
        jobs.wait_idle()
        jobs.close()
        window.hide()
        destroy(window)
        destroy(jobs)
    return tuple(saved)


def application() -> QApplication:
    """Return the running application, or start one that draws off the screen."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = QApplication(sys.argv[:1])
    load_fonts()
    return made


def settle(jobs: Jobs) -> None:
    """Keep the desk alive until nothing happens any more."""
    for _ in range(3):
        loop = QEventLoop()
        QTimer.singleShot(_CALM_MS, loop.quit)
        loop.exec()
        jobs.wait_idle()
