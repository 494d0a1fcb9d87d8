"""Working with site folders in tests: push, read all pages, follow every link."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from editorial.publishing.markup import parse
from tests.publishing.diary import Diary

BASE = "http://127.0.0.1:8050/"


def quiet(*_):
    """Nobody watches."""


def push(site, piece, **journal):
    return site.push(piece, Diary(**journal), quiet)


def short(pieces, slug, **changes):
    values = {
        "headline": slug.title(),
        "body": f"About {slug}.",
        "hero": None,
        "related": (),
        "also_in": (),
        "tags": (),
    }
    return pieces.piece(slug=slug, **(values | changes))


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def broken_links(folder: Path) -> list[tuple[str, str]]:
    """Return every address of the site in a page or feed that leads to no file."""
    found = []
    for name, html in pages(folder).items():
        here = f"{BASE}{name}"
        for element in parse(html).walk():
            values = [element.attributes.get(key, "") for key in ("href", "src")]
            values += [
                part.split()[0] for part in element.attributes.get("srcset", "").split(", ") if part
            ]
            if element.attributes.get("http-equiv") == "refresh":
                values.append(element.attributes["content"].split("url=")[1])
            for value in filter(None, values):
                address = urljoin(here, value).split("#")[0]
                if address.startswith(BASE) and not leads_to_file(folder, address):
                    found.append((name, value))
    for name in ("feed.xml", "sitemap.xml", "sitemap-news.xml", "robots.txt"):
        text = (folder / name).read_text("utf-8")
        addresses = re.findall(rf"{re.escape(BASE)}[^\"<\s]*", text)
        found += [(name, each) for each in addresses if not leads_to_file(folder, each)]
    return found


def leads_to_file(folder: Path, address: str) -> bool:
    path = address.removeprefix(BASE)
    return (
        folder / path / "index.html" if path.endswith("/") or not path else folder / path
    ).is_file()
