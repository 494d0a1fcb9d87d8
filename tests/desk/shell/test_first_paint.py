"""Nothing heavy is imported before the frame is painted."""

from __future__ import annotations

import json
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
