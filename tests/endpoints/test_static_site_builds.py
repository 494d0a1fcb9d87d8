"""Pages of static sites as their own generators build them.

CI installs Hugo and Jekyll; elsewhere, and for Eleventy, they are used where they are on the PATH.
Hugo: https://gohugo.io/installation/ · Jekyll: ``gem install jekyll`` · Eleventy:
``npm install --global @11ty/eleventy``.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess

import pytest

from editorial.publishing import readback
from editorial.publishing.endpoints.static_site.endpoint import GitSiteEndpoint
from editorial.publishing.endpoints.static_site.git import Git
from editorial.publishing.endpoints.static_site.options import Options
from editorial.publishing.markup import Element, parse
from tests import real
from tests.endpoints.static_site.repositories import Repositories
from tests.endpoints.test_static_site_markdown import BODY
from tests.publishing.diary import Diary
from tests.publishing.pieces import NEWSROOM

COMMANDS = {
    "hugo": (["hugo", "--quiet", "--buildFuture"], "public"),
    "jekyll": (["jekyll", "build", "--quiet"], "_site"),
    "eleventy": (["eleventy", "--quiet"], "_site"),
}


@pytest.mark.parametrize("generator", sorted(COMMANDS))
def test_readers_get_every_word_link_and_credit(tmp_path, pieces, generator):
    command, folder = COMMANDS[generator]
    if shutil.which(command[0]) is None:
        if generator == "eleventy":
            # It comes by npm alone, which is no package of the system.
            pytest.skip("eleventy is not on the PATH")
        real.require(generator, f"on Debian, as root: apt-get install {generator}")
    site = Repositories(tmp_path / "site", generator)
    inline = pieces.picture(
        "pilot-boats", caption='Tied *up* {{ x }} "here"', alt="Five `boats` {{ y }}",
        credit="REUTERS/David 'Dee' Delgado",
    )  # fmt: skip
    piece = pieces.piece(
        body=f"![](photo:{inline.photo_id})\n\n{BODY}",
        slug="built",
        headline='He said: "No" --- {{ page.x }} {% raw %} # a',
        corrections=(pieces.correction("The {{ berth }} was *not* 4."),),
    )
    piece = dataclasses.replace(piece, inline=(inline,))
    diary = Diary()
    endpoint = GitSiteEndpoint(Git(site.copy), Options(), NEWSROOM)
    endpoint.push(piece, diary, lambda *_: None)
    held = endpoint.look(diary.key)
    assert held is not None
    assert not readback.differences(readback.expected(piece), held)

    built = subprocess.run(
        command, cwd=site.copy, capture_output=True, text=True, check=False, timeout=120
    )
    assert built.returncode == 0, built.stderr
    (page,) = list((site.copy / folder).rglob("built*/index.html"))
    html = page.read_text("utf-8")

    words = _words(html)
    for passage in readback.normal(piece.body_text).split(". "):
        assert passage in words, passage
    for picture in (piece.hero, inline):
        assert readback.normal(f"{picture.caption} {picture.credit_line}") in words
    assert "The {{ berth }} was *not* 4." in words
    links = [e.attributes.get("href", "") for e in parse(html).walk() if e.name == "a"]
    assert [link for link in links if link in piece.links] == list(piece.links)
    for address in re.findall(r'<img src="([^"]+)"', html):
        path = address.removeprefix("/review") if generator == "jekyll" else address
        assert (site.copy / folder / path.lstrip("/")).is_file(), address


def _words(html: str) -> str:
    """Return all words of a page, captions too; without footnote marks and arrows."""

    def gather(element: Element) -> str:
        if element.name in {"sup", "head", "script"} or element.attributes.get(
            "href", ""
        ).startswith("#fn"):
            return _subscript(element)
        inside = "".join(c if isinstance(c, str) else gather(c) for c in element.children)
        return inside if element.name in readback.INLINE else f" {inside} "

    return readback.normal(gather(parse(html)))


def _subscript(element: Element) -> str:
    return "" if element.find("a") else readback.text_of(element)
