"""Makes a novelWriter project with one long document: ``make_project.py FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

import novelwriter
from novelwriter import CONFIG, SHARED
from novelwriter.core.coretools import ProjectBuilder
from novelwriter.enum import nwItemClass
from PyQt6.QtWidgets import QApplication

folder = Path(sys.argv[1])
app = QApplication([])
for question in ("info", "warn", "error", "question"):
    # Nobody is here to press OK.
    setattr(SHARED, question, lambda *said, **_: print(*said) or True)
CONFIG.initConfig(str(folder), str(folder))

from novelwriter.gui.theme import GuiTheme  # noqa: E402  (needs the settings above)
from novelwriter.guimain import GuiMain  # noqa: E402

CONFIG.loadConfig(novelwriter.NSplashScreen())
CONFIG.initLocalisation(app)
SHARED.initTheme(GuiTheme())
window = GuiMain()
assert ProjectBuilder().buildProject({"name": "Long", "path": folder / "project"})
assert window.openProject(folder / "project" / "nwProject.nwx")
project = SHARED.project
handle = project.newFile("Long", project.tree.findRoot(nwItemClass.NOVEL))
text = (folder / "text.md").read_text("utf-8")
assert project.storage.getDocument(handle).writeDocument(text)
assert project.saveProject()
project.closeProject()
