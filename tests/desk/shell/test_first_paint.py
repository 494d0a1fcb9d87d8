"""Nothing heavy is imported before the frame is painted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from editorial.desk.kit.theme import Theme, load_fonts
from editorial.desk.shell.run import Starter
from editorial.system.paths import Home

app = QApplication([])
load_fonts()
theme = Theme("light")
theme.apply(app)
starter = Starter(Home(Path(sys.argv[1])), lambda home: None, theme)
heavy = ("sqlalchemy", "alembic", "PIL", "markdown", "jinja2", "httpx", "exiv2", "keyring",
         "pysqlite3", "PySide6.QtWebEngineCore", "PySide6.QtNetwork")

def painted():
    print(json.dumps([name for name in heavy if name in sys.modules]))
    app.exit(0)

starter.window.painted.disconnect()
starter.window.painted.connect(painted)
starter.show()
sys.exit(app.exec())
"""


def test_the_frame_comes_before_the_database(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "home")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


ENDING = """
import sys
from pathlib import Path
from editorial.app import open_newsroom
from editorial.desk.shell import run as module
from editorial.system.paths import Home

home = Home(Path(sys.argv[1]))
opened = module.Starter._opened

def ready(self, newsroom):
    opened(self, newsroom)
    self.desk.new_story()
    self.desk.jobs.wait_idle()
    self.desk.rooms["stories"].flush = lambda: print("saved", flush=True) or True
    print("ready", flush=True)

module.Starter._opened = ready
sys.exit(module.run(home, open_newsroom))
"""


def test_a_program_that_is_told_to_end_saves_first(tmp_path):
    if sys.platform == "win32":
        # Windows ends programs without asking them.
        return
    begun = subprocess.Popen(
        [sys.executable, "-c", ENDING, str(tmp_path / "home")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert begun.stdout is not None
        assert begun.stdout.readline().strip() == "ready"
        begun.send_signal(signal.SIGTERM)
        said, trouble = begun.communicate(timeout=60)
    finally:
        begun.kill()
    assert said.split() == ["saved"]
    assert begun.returncode == 0, trouble
    assert not (tmp_path / "home" / "log" / "last-crash.txt").exists()
