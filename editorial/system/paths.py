"""Where things lie: the person's data folder, and the files that ship with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from editorial.system.errors import HomeUnusable
from editorial.system.files import disk_errors

HOME_VARIABLE = "EDITORIAL_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder of one person: everything that Editorial writes is inside it."""

    root: Path

    @classmethod
    def locate(cls, chosen: Path | None = None) -> Home:
        """Return the home: ``chosen``, else ``EDITORIAL_HOME``, else the system's place."""
        if chosen is not None:
            return cls(chosen.expanduser().absolute())
        if named := os.environ.get(HOME_VARIABLE):
            return cls(Path(named).expanduser().absolute())
        import platformdirs

        return cls(Path(platformdirs.user_data_dir("Editorial", appauthor=False)))

    @property
    def database(self) -> Path:
        """The local database."""
        return self.root / "editorial.db"

    @property
    def settings(self) -> Path:
        """The person's and the newsroom's settings."""
        return self.root / "settings.json"

    @property
    def originals(self) -> Path:
        """Photo files exactly as they came in, named by content hash."""
        return self.root / "photos" / "originals"

    @property
    def documents(self) -> Path:
        """Licences, releases and source papers of photos, named by content hash."""
        return self.root / "documents"

    @property
    def renditions(self) -> Path:
        """Thumbnails and web sizes, which can be made again from the originals."""
        return self.root / "photos" / "renditions"

    @property
    def backups(self) -> Path:
        """Copies of the database made before each migration."""
        return self.root / "backups"

    @property
    def rescue(self) -> Path:
        """Text that could not be written to the database."""
        return self.root / "rescue"

    @property
    def site(self) -> Path:
        """The folder of the embedded site endpoint."""
        return self.root / "site"

    @property
    def words(self) -> Path:
        """The newsroom's own words, which are spelt right: one a line."""
        return self.root / "words.txt"

    @property
    def dictionaries(self) -> Path:
        """Spelling dictionaries that the person added: pairs of ``.aff`` and ``.dic``."""
        return self.root / "dictionaries"

    @property
    def style(self) -> Path:
        """The newsroom's own rules of house style."""
        return self.root / "style.toml"

    @property
    def credit_rules(self) -> Path:
        """The newsroom's own rules on how suppliers are named."""
        return self.root / "credit_rules.toml"

    @property
    def checks(self) -> Path:
        """The newsroom's own levels of checks."""
        return self.root / "checks.toml"

    @property
    def templates(self) -> Path:
        """The newsroom's own beginnings of stories, one Markdown file for each kind."""
        return self.root / "templates"

    @property
    def log(self) -> Path:
        """The program's log."""
        return self.root / "log" / "editorial.log"

    def prepare(self) -> None:
        """Make the folder and see that it can be written.

        Raises `HomeUnusable` or `DiskFull`.
        """
        if self.root.exists() and not self.root.is_dir():
            raise _a_file(self.root)
        with disk_errors(self.root / "folder"):
            try:
                self.root.mkdir(parents=True, exist_ok=True)
            except NotADirectoryError as error:
                raise _a_file(self.root.parent) from error
            probe = self.root / ".writable"
            probe.write_bytes(b"")
            probe.unlink()


def _a_file(path: Path) -> HomeUnusable:
    return HomeUnusable(
        f"{path} is a file, but Editorial needs a folder there.",
        safe="Nothing was changed.",
        next_step="Choose another folder with --home DIR.",
    )


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``resource("page", "article.html")``.

    In a checkout they lie beside the package, in a wheel inside it, in a PyInstaller bundle
    in the folder that the bundle unpacks.
    """
    return _resource_root().joinpath(*parts)


def _resource_root() -> Path:
    package = Path(__file__).resolve().parent.parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "_resources", package.parent / "resources"]
    if bundle is not None:
        places.insert(0, Path(bundle) / "resources")
    for place in places:
        if place.is_dir():
            return place
    raise HomeUnusable(
        "The program's own files (resources) are missing.",
        next_step="Install Editorial again.",
    )
