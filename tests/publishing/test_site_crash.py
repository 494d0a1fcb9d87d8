"""Cut off at any write, a site shows the old or the new, and the next push ends it properly."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from editorial.publishing.endpoints.site import build, records
from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from editorial.system.errors import DiskFull
from editorial.system.files import write_atomically
from tests.publishing.diary import Diary
from tests.publishing.pieces import ASIA_PACIFIC, NEWSROOM, later
from tests.publishing.sites import BASE, broken_links, push, short

if TYPE_CHECKING:
    from pathlib import Path


class Cut(BaseException):
    """The process dies: nobody catches it."""


class Writes:
    """Counts writes, and dies at the n-th one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = -1
        self.error: BaseException = Cut()
        for module in (build, records):
            monkeypatch.setattr(module, "write_atomically", self)

    def __call__(self, path: Path, data: bytes) -> None:
        if self.left == 0:
            raise self.error
        self.left -= 1
        write_atomically(path, data)


@pytest.fixture
def writes(monkeypatch):
    return Writes(monkeypatch)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def cut_at_every_write(writes, base: Path, tmp_path: Path, work, check) -> int:
    """Run ``work`` on copies of ``base``, cut off at write 0, 1, 2 …, then whole; compare."""
    wanted = None
    whole = tmp_path / "whole"
    shutil.copytree(base, whole)
    writes.left = -1
    work(SiteEndpoint(whole, NEWSROOM, BASE))
    wanted = tree(whole)
    for cut in range(500):
        folder = tmp_path / f"cut-{cut}"
        shutil.copytree(base, folder)
        site = SiteEndpoint(folder, NEWSROOM, BASE)
        writes.left = cut
        try:
            work(site)
        except Cut:
            check(folder)
            writes.left = -1
            work(site)
            assert tree(folder) == wanted, f"cut at write {cut}"
            shutil.rmtree(folder)
        else:
            assert tree(folder) == wanted
            return cut
    raise AssertionError("It never ended.")


@pytest.fixture
def base(pieces, tmp_path, writes) -> Path:
    """A site with one story, made without a cut."""
    site = SiteEndpoint(tmp_path / "base", NEWSROOM, BASE)
    push(site, pieces.piece(slug="old-story", headline="The old story"))
    return tmp_path / "base"


def listed_pages_are_whole(folder: Path) -> None:
    assert broken_links(folder) == []
    for page in folder.rglob("*.html"):
        assert page.read_text("utf-8").rstrip().endswith("</html>"), page


def test_a_first_push_into_nothing(writes, tmp_path, piece):
    empty = tmp_path / "empty"
    empty.mkdir()

    def whole_or_absent(folder: Path) -> None:
        for page in folder.rglob("*.html"):
            assert page.read_text("utf-8").rstrip().endswith("</html>"), page

    writes_needed = cut_at_every_write(
        writes, empty, tmp_path, lambda site: push(site, piece), whole_or_absent
    )
    assert writes_needed > 30


def test_a_second_story(writes, base, tmp_path, pieces):
    second = short(pieces, "second", hero=pieces.picture("second"), section=ASIA_PACIFIC)
    assert cut_at_every_write(
        writes, base, tmp_path, lambda site: push(site, second), listed_pages_are_whole
    )


def test_a_new_version_at_a_new_address(writes, base, tmp_path, pieces):
    old = pieces.piece(slug="old-story", headline="The old story")
    newer = later(
        old, slug="new-story", headline="The new story", hero=pieces.picture("new"), tags=()
    )

    def old_or_new(folder: Path) -> None:
        listed_pages_are_whole(folder)
        held = SiteEndpoint(folder, NEWSROOM, BASE).look(str(old.story_id))
        assert held is not None
        assert held.headline in {"The old story", "The new story"}

    assert cut_at_every_write(writes, base, tmp_path, lambda site: push(site, newer), old_or_new)


def test_a_withdrawal(writes, base, tmp_path, pieces):
    story_id = str(pieces.piece(slug="old-story").story_id)
    assert cut_at_every_write(
        writes,
        base,
        tmp_path,
        lambda site: site.withdraw(story_id, Diary()),
        listed_pages_are_whole,
    )


def test_a_full_disk_is_named_and_the_old_page_stands(writes, base, pieces):
    site = SiteEndpoint(base, NEWSROOM, BASE)
    before = site.look(str(pieces.piece(slug="old-story").story_id))
    newer = later(pieces.piece(slug="old-story"), headline="Changed")
    writes.error = DiskFull("The disk is full, so index.html could not be written.")
    writes.left = 0
    with pytest.raises(DiskFull):
        push(site, newer)
    assert site.look(before.remote_id) == before
