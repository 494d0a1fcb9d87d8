"""A desk without a screen ends well with words of its own on the clipboard."""

from __future__ import annotations

import subprocess
import sys

COPY_AND_END = """
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from editorial.desk.shell.closing import let_go_of_clipboard

app = QApplication([])
words = QMimeData()
words.setText("Forty ships wait.")
app.clipboard().setMimeData(words)
assert app.clipboard().text() == "Forty ships wait."
let_go_of_clipboard()
assert app.clipboard().text() == ""
"""


def test_copied_words_do_not_outlive_python(pytestconfig):
    ran = subprocess.run(
        [sys.executable, "-c", COPY_AND_END],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
