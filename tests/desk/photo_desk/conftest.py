"""A photo desk on a real store with real photos."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from editorial.desk.kit.context import DeskContext
from editorial.desk.kit.jobs import Jobs
from editorial.desk.kit.room import Target
from editorial.desk.photo_desk.room import PhotoDeskRoom
from editorial.desk.shell.actions import Actions
from editorial.photos import queries
from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.workbench import Workbench
from editorial.stories.people import Person
from editorial.system.settings import Settings
from tests.desk.told import ToldGuide, ToldNotices
from tests.generate import photos as make_files


@dataclass
class PhotoDesk:
    """The room and what stands around it."""

    room: PhotoDeskRoom
    jobs: Jobs
    store: object
    notices: ToldNotices
    guide: ToldGuide
    qtbot: object

    def go(self, place="library", **more):
        self.room.activate(Target(place=place, **more))
        self.settle()

    def choose(self, *ids):
        """Select photos as clicks with Ctrl would."""
        grid = self.room.grid
        grid.choose(ids[0])
        for photo in ids[1:]:
            index = grid.photos.index(grid.photos.find(photo))
            grid.selectionModel().select(index, grid.selectionModel().SelectionFlag.Select)
        self.settle()

    def stored(self, photo):
        return queries.photo(self.store, photo)

    def settle(self):
        """Let every short timer of the desk run out, and every job come to its end."""
        self.qtbot.wait(1)
        self.qtbot.waitUntil(self._is_quiet, timeout=30_000)

    def _is_quiet(self):
        waiting = (timer for timer in self.room.findChildren(QTimer) if timer.interval() < 800)
        return not self.jobs.is_busy() and not any(timer.isActive() for timer in waiting)

    def field(self, name):
        inspector = self.room.inspector
        for section in (*inspector.credit.sections, *inspector.rights.sections):
            if name in section.fields:
                return section.fields[name]
        raise KeyError(name)

    def write(self, name, words):
        """Type words into an empty field and leave it."""
        target = self.field(name)
        if hasattr(target, "setPlainText"):
            target.setPlainText(words)
        else:
            target.setText(words)
        target.give()
        self.settle()


@pytest.fixture(scope="session")
def workbench():
    with Workbench() as bench:
        yield bench


@pytest.fixture
def desk(qtbot, theme, home, store, workbench):
    jobs = Jobs(store)
    notices, guide = ToldNotices(), ToldGuide()
    newsroom = SimpleNamespace(
        store=store,
        home=home,
        settings=Settings(),
        person=Person("Ada Byron"),
        secrets=None,
        workbench=workbench,
        courier=None,
    )
    window = QWidget()
    context = DeskContext(newsroom, jobs, theme, Actions(window), notices, guide)
    crashes = []
    jobs.crashed.connect(crashes.append)
    room = PhotoDeskRoom(context)
    room.resize(1224, 900)
    room.show()
    yield PhotoDesk(room, jobs, store, notices, guide, qtbot)
    jobs.wait_idle(30_000)
    assert crashes == []
    room.close()
    room.deleteLater()
    window.deleteLater()
    qtbot.wait(1)
    jobs.close()


MESSY = "Photo credit: : Ana Ruiz / AP"
IPTC = "Iptc.Application2."


@pytest.fixture
def files(tmp_path):
    """Three photos: one in order, one with a messy credit and no caption, one without words."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    make_files.jpeg(
        folder / "harbour.jpg",
        seed=1,
        iptc={IPTC + "Caption": "Pilot boats at the quay.", IPTC + "Credit": "REUTERS/Ana Ruiz"},
        xmp={"Xmp.iptc.AltTextAccessibility": "Two boats moored at a stone quay"},
    )
    make_files.jpeg(
        folder / "vote.jpg",
        seed=2,
        iptc={IPTC + "Credit": "Photo credit: : Ana Ruiz / AP"},
    )
    make_files.png(folder / "market.png", seed=3)
    return folder


@pytest.fixture
def library(store, workbench, files):
    """Ids of the three photos by the stems of their files."""
    results, _ = import_photos(store, sorted(files.iterdir()), who="Ada Byron", workbench=workbench)
    ids = {result.file.stem: result.photo.id for result in results}
    # An import cleans a credit that it can read; this one a person has typed since.
    edit_photo(store, ids["vote"], who="Ada Byron", credit=MESSY)
    return ids
