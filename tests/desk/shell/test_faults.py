"""A fault of ours is logged, the text saved, the person told, and the app goes on."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from editorial.desk.shell.fault_dialog import FaultDialog
from editorial.desk.shell.faults import FaultWatch


@pytest.fixture
def watch(home, qapp):
    made = FaultWatch(home)
    yield made
    made.stop()


def boom():
    return 1 / 0


def test_what_nobody_caught_is_kept_and_told(watch, home, qtbot):
    assert watch.start() == ""
    saved: list[bool] = []
    watch.save_with(lambda: saved.append(True))
    with qtbot.waitSignal(watch.happened) as told:
        try:
            boom()
        except ZeroDivisionError:
            sys.excepthook(*sys.exc_info())
    assert "ZeroDivisionError" in told.args[0]
    assert saved == [True]
    assert "ZeroDivisionError" in (home.log.parent / "last-fault.txt").read_text("utf-8")


def test_a_fault_on_another_thread_comes_home(watch, qtbot):
    watch.start()
    with qtbot.waitSignal(watch.happened) as told:
        thread = threading.Thread(target=boom)
        thread.start()
        thread.join()
    assert "in boom" in told.args[0]


def test_the_next_start_shows_it_once(home, qapp):
    first = FaultWatch(home)
    first.start()
    first.report(ValueError("odd"))
    first.stop()
    second = FaultWatch(home)
    assert "ValueError: odd" in second.start()
    second.stop()
    third = FaultWatch(home)
    assert third.start() == ""
    third.stop()


def test_a_text_that_cannot_be_saved_then_is_in_the_report(watch, qtbot):
    watch.start()
    watch.save_with(boom)
    with qtbot.waitSignal(watch.happened) as told:
        watch.report(ValueError("first"))
    assert "ValueError: first" in told.args[0]
    assert "ZeroDivisionError" in told.args[0]


def test_the_dialog_gives_the_details_away(theme, qtbot, qapp):
    dialog = FaultDialog("Traceback …", earlier=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Traceback …"
    dialog._copy()
    assert qapp.clipboard().text() == "Traceback …"


def test_a_bug_in_a_job_takes_the_same_way(home, theme, qtbot):
    from editorial.desk.shell.run import Starter

    def broken(_home):
        raise RuntimeError("our bug")

    starter = Starter(home, broken, theme)
    with qtbot.waitSignal(starter.faults.happened, timeout=10_000) as told:
        starter.show()
    assert "our bug" in told.args[0]
    dialog = starter.window.findChild(FaultDialog)
    assert dialog is not None
    dialog.accept()
    starter.window.close()
    starter.close()
