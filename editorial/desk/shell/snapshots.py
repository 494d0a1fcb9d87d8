"""Pictures of each desk with the newsroom's real data, light and dark, without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop, QSize, QTimer, qInstallMessageHandler
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
from editorial.desk.writing.preview.unavailable import PreviewUnavailable
from editorial.desk.writing.room import WritingRoom
from editorial.system.paths import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.theme import Scheme

SIZE = QSize(1440, 900)
VIEWS = (
    ("write", "my_drafts"),
    ("preview", "my_drafts"),
    ("review", "in_edit"),
    ("ready", "ready"),
    ("photos", "photo_desk"),
    ("outbox", "outbox"),
    ("calendar", "calendar"),
    ("published", "published"),
)
"""Each picture's name and the rail's place that it shows."""
PREVIEW = "preview"
"""The view that shows the story's page beside it, where the page view works."""
_PREVIEW_MS = 20_000
_NOISE = (
    "This plugin does not support propagateSizeHints()",
    # The page view finds no graphics card, and draws without one.
    "This plugin does not support createPlatformVulkanInstance",
    "QRhiGles2: Failed to create",
    "Failed to create RHI for backend: OpenGL",
    "QVulkanInstance: Failed to initialize Vulkan",
    "GBM is not supported with the current configuration",
    "GPUInfo not initialized on GpuInfoUpdate",
    "Sandboxing disabled by user.",
)
"""What Qt says, at each picture, of drawing without a screen. Nothing else is kept quiet."""
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
    with without_screen_noise(), tempfile.TemporaryDirectory() as folder:
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
            if name == PREVIEW and not _show_preview(desk, jobs):
                continue
            for scheme in _SCHEMES:
                theme.set_scheme(scheme)
                settle(jobs)
                path = out / f"{name}-{scheme}.png"
                if not window.grab().save(str(path)):
                    raise OSError(f"{path} could not be written")
                saved.append(path)
            if name == PREVIEW:
                _writing_room(desk).preview.close()
        desk.save_open_text()
        jobs.wait_idle()
        jobs.close()
        window.hide()
        destroy(window)
        destroy(jobs)
    return tuple(saved)


@contextmanager
def without_screen_noise() -> Iterator[None]:
    """Leave out what Qt says of drawing without a screen; all else goes where it went before."""
    before: Callable[[QtMsgType, QMessageLogContext, str], object] | None = None

    def handle(kind: QtMsgType, place: QMessageLogContext, message: str) -> None:
        if message.startswith(_NOISE):
            return
        if before is not None:
            before(kind, place, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _writing_room(desk: NewsroomDesk) -> WritingRoom:
    room = desk.rooms["stories"]
    assert isinstance(room, WritingRoom)
    return room


def _show_preview(desk: NewsroomDesk, jobs: Jobs) -> bool:
    """Open the page beside its story; False where the page view is not to be had."""
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        # Pictures of our own pages only; Chromium's sandbox does not work for root.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
        flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
        # A container has no system bus, and Chromium says so at each start.
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --log-level=3".strip()
    try:
        import_module("editorial.desk.writing.preview.engine")
    except PreviewUnavailable:
        return False
    # The story is read first.
    settle(jobs)
    preview = _writing_room(desk).preview
    preview.open()
    limit = QElapsedTimer()
    limit.start()
    while not preview.is_loaded and limit.elapsed() < _PREVIEW_MS:
        settle(jobs)
    return preview.is_loaded


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
