"""The sample newsroom is complete: files, links, sections and metadata fit together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import exiv2
import pytest
import yaml
from PIL import Image

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
STORIES = sorted((SAMPLE / "stories").glob("*.md"))
PHOTOS = sorted((SAMPLE / "photos").iterdir())
KEYS = {
    *("title", "dek", "type", "section", "also_in", "tags", "byline", "date", "slug", "language"),
    *("hero", "hero_caption", "hero_credit", "hero_alt", "related", "status", "note"),
}
STATUSES = {"draft", "submitted", "in_edit", "returned", "ready", "published"}


def _read(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    matter: dict[str, Any] = yaml.safe_load(front)
    return matter, body


def _newsroom() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "newsroom.toml").read_text(encoding="utf-8"))


def _metadata(path: Path) -> dict[str, str]:
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    every = (*image.exifData(), *image.iptcData(), *image.xmpData())
    return {datum.key(): str(datum.value()) for datum in every}


ALL = {path: _read(path) for path in STORIES}
PUBLISHED = [path for path, (matter, _) in ALL.items() if matter["status"] == "published"]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_fits_the_newsroom(path: Path) -> None:
    matter, body = ALL[path]
    newsroom = _newsroom()
    sections = {section["name"] for section in newsroom["section"]}
    assert set(matter) <= KEYS
    assert matter["status"] in STATUSES
    assert matter["slug"] == path.stem
    assert matter["section"] in sections
    assert set(matter.get("also_in", [])) <= sections
    assert matter["type"] in {kind["name"] for kind in newsroom["type"]}
    bylines = matter["byline"] if isinstance(matter["byline"], list) else [matter["byline"]]
    assert set(bylines) <= {person["name"] for person in newsroom["contributor"]}
    assert (matter["date"].year, matter["date"].month) in {(2026, 10), (2026, 11)}
    pictures = re.findall(r"!\[[^\]]*\]\(([^ )]+)", body)
    if "hero" in matter:
        pictures.append(matter["hero"])
    pictures += [link["image"] for link in matter.get("related", []) if isinstance(link, dict)]
    assert all((path.parent / picture).resolve().is_file() for picture in pictures)
    slugs = {other["slug"] for other, _ in ALL.values()}
    assert {link for link in matter.get("related", []) if isinstance(link, str)} <= slugs


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_a_published_story_is_clean(path: Path) -> None:
    matter, body = ALL[path]
    assert matter["dek"]
    assert len(matter["title"]) <= 60
    assert "  " not in body
    assert not re.search(r"\bTK\b", body)
    if matter["type"] == "QiOSK":
        assert 80 <= len(body.split()) <= 250
    else:
        assert 400 <= len(body.split()) <= 1300
        assert matter["hero_caption"]
        assert matter["hero_alt"]
        assert not re.search(r"\||credit|photo:|: :", matter["hero_credit"], re.IGNORECASE)
    published = {ALL[other][0]["slug"] for other in PUBLISHED}
    assert {link for link in matter["related"] if isinstance(link, str)} <= published


def test_the_lead_story_waits_for_its_alt_text() -> None:
    matter, body = ALL[SAMPLE / "stories" / "harbour-pilots-strike.md"]
    assert matter["title"] == "Why the harbour pilots are striking now"
    assert matter["status"] == "draft"
    assert "hero_alt" not in matter
    assert "Alt" not in " ".join(_metadata(SAMPLE / "photos" / Path(matter["hero"]).name))
    assert "[^1]:" in body
    assert "| --- |" in body


def test_every_state_has_a_story() -> None:
    assert {matter["status"] for matter, _ in ALL.values()} == STATUSES


def test_the_photos_are_of_every_kind_and_small() -> None:
    assert {path.suffix for path in PHOTOS} == {".jpg", ".png", ".webp", ".tif"}
    assert sum(path.stat().st_size for path in PHOTOS) < 6_000_000
    for path in PHOTOS:
        with Image.open(path) as image:
            image.load()
            assert "icc_profile" in image.info


def test_the_photos_speak_as_their_suppliers_do() -> None:
    photos = {path.name: _metadata(path) for path in PHOTOS}
    messy = photos["Shutterstock_1068582437-1-scaled.jpg"]
    assert messy["Xmp.photoshop.Credit"] == ("Photo credit: : Dimitrije Ostojic / Shutterstock.com")
    assert "Xmp.dc.description" not in messy
    assert photos["convoy-coast-road.jpg"]["Xmp.photoshop.Credit"].endswith(" ||")
    treaty = photos["treaty-table.jpg"]["Xmp.dc.description"]
    assert treaty.endswith("(Credit Image: © POOL via ZUMA Press Wire)")
    assert photos["channel-buoy-fog.jpg"]["Xmp.photoshop.Credit"] == "REUTERS/Corin Lamarsh/Pool"
    snapshot = photos["IMG_2213.jpg"]
    assert snapshot["Exif.Image.Orientation"] == "6"
    assert "Exif.GPSInfo.GPSLatitude" in snapshot
    assert "Xmp.photoshop.Credit" not in snapshot
