"""From the start of the process to the first painted frame, beside a bare Qt window.

Each round is a process of its own, as a person starts it; the clock is the system's, read by
parent and child.
"""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

_DESK = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from editorial.cli.main import make_parser
from editorial.desk.shell import run as shell
from editorial.system.paths import Home

make_parser().parse_args([])
show = shell.Starter.show

def shown(starter):
    starter.window.painted.connect(report)
    show(starter)

def report():
    print(time.time(), flush=True)
    QApplication.exit(0)

shell.Starter.show = shown
shell.run(Home(Path(sys.argv[1])), lambda home: (_ for _ in ()).throw(SystemExit))
"""

_BARE = """
import time
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        QApplication.exit(0)

app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


def seconds_to_paint(code: str, folder) -> float:
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return float(done.stdout.splitlines()[0]) - began


@pytest.mark.benchmark(group="process start to first paint")
@pytest.mark.parametrize("code", [_DESK, _BARE], ids=["the desk", "a bare Qt window"])
def test_first_paint(benchmark, store, home, code) -> None:
    times: list[float] = []
    store.database.close()
    benchmark.pedantic(
        lambda: times.append(seconds_to_paint(code, home.root)), rounds=7, warmup_rounds=1
    )
    # The process takes a while to end; what a person waits for is the paint.
    benchmark.extra_info["median seconds to paint"] = sorted(times)[len(times) // 2]
    print(f"\nfirst paint: {sorted(times)[len(times) // 2]:.3f} s at the median")
