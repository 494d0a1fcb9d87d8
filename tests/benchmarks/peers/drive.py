"""Opens one editor with a long text, presses keys in it, and prints what it took as JSON.

Runs in the environment of the editor that it drives: ``drive.py WHO FOLDER``. The same clock, the
same Qt events and the same keys for each; nothing here knows who is measured but `_STARTS`.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import time
from pathlib import Path

WHO, FOLDER = sys.argv[1], Path(sys.argv[2])
KEYS = 300
IDLE_SECONDS = 3
QT = "PySide6" if WHO == "editorial" else "PyQt6"
QtCore, QtWidgets, QtTest = (
    importlib.import_module(f"{QT}.{part}") for part in ("QtCore", "QtWidgets", "QtTest")
)
PAINT = QtCore.QEvent.Type.Paint


class Watch(QtCore.QObject):
    """Notes the first paint of a main window, then waits for an editor that shows the text."""

    def __init__(self, app) -> None:
        super().__init__()
        self.app, self.told = app, {}
        self.may_look = WHO != "novelWriter"
        """Not while it opens its project, which lets events in half-way."""
        app.installEventFilter(self)
        self.timer = QtCore.QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(20)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == PAINT and isinstance(watched, QtWidgets.QMainWindow):
            self.told.setdefault("first paint", time.time())
        return False

    def look(self) -> None:
        """Go on once a visible editor holds the long text."""
        if "first paint" not in self.told or not self.may_look:
            return
        for kind in (QtWidgets.QTextEdit, QtWidgets.QPlainTextEdit):
            for window in self.app.topLevelWidgets():
                for editor in window.findChildren(kind):
                    if is_ready(editor):
                        self.timer.stop()
                        self.app.removeEventFilter(self)
                        self.begin(editor)
                        return

    def begin(self, editor) -> None:
        editor.viewport().repaint()
        self.told["text in sight"] = time.time()
        self.told["words"] = len(editor.document().toPlainText().split())
        self.told["key to paint"] = press_keys(editor)
        rest(IDLE_SECONDS)
        self.told |= memory()
        print("TOLD " + json.dumps(self.told), flush=True)
        # What follows, closing and its questions, is nobody's business here.
        os._exit(0)


def is_ready(editor) -> bool:
    """Return whether this is the editor with the long text, open to be written in."""
    shown = editor.isVisible() and not editor.isReadOnly()
    return shown and editor.document().characterCount() > 20_000


class Painted(QtCore.QObject):
    """Knows whether a widget was painted."""

    seen = False

    def eventFilter(self, watched, event) -> bool:
        if event.type() == PAINT:
            self.seen = True
        return False


def press_keys(editor) -> list[float]:
    """Return the seconds from each key to the end of the paint that shows it."""
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2)
    editor.setTextCursor(cursor)
    editor.setFocus()
    # The base class: novelWriter gives its own another signature.
    QtWidgets.QTextEdit.ensureCursorVisible(editor)
    rest(1.5)
    painted = Painted()
    editor.viewport().installEventFilter(painted)
    times = []
    for number in range(KEYS):
        painted.seen = False
        began = time.perf_counter()
        QtTest.QTest.keyClick(editor, "etaoin "[number % 7])
        while not painted.seen:
            QtWidgets.QApplication.processEvents()
        times.append(time.perf_counter() - began)
        rest(0.02)
    editor.viewport().removeEventFilter(painted)
    return times[20:]


def rest(seconds: float) -> None:
    """Let the program do what it does between two keys."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QtWidgets.QApplication.processEvents(QtCore.QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.001)


def memory() -> dict[str, float]:
    rollup = Path("/proc/self/smaps_rollup").read_text("ascii")
    return {
        f"{kind} MB": int(re.search(rf"^{kind}:\s+(\d+)", rollup, re.M)[1]) / 1024
        for kind in ("Rss", "Pss")
    }


class App(QtWidgets.QApplication):
    """The application of whoever is driven, watched."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.watch = Watch(self)


def start_editorial() -> None:
    from editorial.app import open_newsroom
    from editorial.cli.main import make_parser
    from editorial.desk.shell import run as shell
    from editorial.system.paths import Home

    make_parser().parse_args([])
    shell.QApplication = App
    shell.run(Home(FOLDER), open_newsroom)


def start_novelwriter() -> None:
    import novelwriter
    from novelwriter.guimain import GuiMain

    novelwriter.QApplication = App
    # Nobody is here to press OK when it greets a new release.
    for question in ("info", "warn", "error", "question"):
        setattr(novelwriter.SHARED, question, lambda *_, **__: True)
    launched = GuiMain.postLaunchTasks

    def launch(window, path) -> None:
        launched(window, path)
        longest = max(
            (FOLDER / "project" / "content").glob("*.md"), key=lambda file: file.stat().st_size
        )
        window.openDocument(longest.stem)
        App.instance().watch.may_look = True

    GuiMain.postLaunchTasks = launch
    novelwriter.main(
        [f"--config={FOLDER}", f"--data={FOLDER}", str(FOLDER / "project" / "nwProject.nwx")]
    )


def start_retext() -> None:
    from ReText import __main__ as retext

    retext.QApplication = App
    sys.argv = ["retext", str(FOLDER / "text.md")]
    retext.main()


_STARTS = {
    "editorial": start_editorial,
    "novelWriter": start_novelwriter,
    "ReText": start_retext,
}
_STARTS[WHO]()
