"""A static site in git from the command line."""

from __future__ import annotations

from tests.endpoints.static_site.repositories import Repositories, git
from tests.generate import photos

STORY = (
    """---
title: Why the pilots strike
dek: Who gains from the wait.
type: Analysis
section: Global Crises
byline: Ida Holm
slug: pilots
hero: hero.jpg
hero_caption: The outer harbour at first light.
hero_credit: Ana Ruiz/Shutterstock.com
hero_alt: Pilot boats moored at a stone quay
---
For nine days the pilot boats have stayed in port. """
    + "Forty-one ships ride at anchor. " * 40
)


def test_push_correct_withdraw(editorial, tmp_path) -> None:
    site = Repositories(tmp_path / "site", "jekyll")
    path = tmp_path / "story.md"
    path.write_text(STORY)
    photos.agency_jpeg(tmp_path / "hero.jpg", caption="", credit="")
    editorial("story", "import", str(path))
    editorial("story", "submit", "pilots")
    assert editorial("story", "approve", "pilots").code == 0
    added = editorial(
        "endpoint", "add", "web", "--kind", "git", "--url", str(site.copy),
        "--option", "permalink=/:year/:slug/", "--option", "author_name=Web desk",
        "--option", "author_email=web@harbour.example", "--json",
    )  # fmt: skip
    assert added.code == 0, added.err

    tested = editorial("endpoint", "test", "web", "--json")
    assert tested.code == 0, tested.err
    assert tested.json["system"].startswith("Jekyll site in git")

    pushed = editorial("push", "pilots", "--to", "web", "--json")
    assert (pushed.code, pushed.json["state"]) == (0, "verified"), pushed.out
    assert pushed.json["url"].startswith("https://harbour.example/review/20")
    (page,) = [name for name in site.files() if name.endswith("-pilots.md")]
    assert "Ana Ruiz/Shutterstock.com" in site.read(page)
    (picture,) = [name for name in site.files() if name.endswith(".jpg")]
    assert b"Ana Ruiz/Shutterstock.com" in (site.copy / picture).read_bytes()
    assert git(site.remote, "log", "-1", "--format=%an", "main") == "Web desk"

    assert editorial("story", "correct", "pilots").code == 0
    assert editorial("story", "correction", "pilots", "It was ten days.").code == 0
    sent = editorial("outbox", "run", "--json").json
    assert [row["state"] for row in sent] == ["verified"], sent
    assert "It was ten days." in site.read(page)

    assert editorial(
        "story", "withdraw", "pilots", "--reason", "Libel", "--public-note", "Taken down."
    ).code == 0  # fmt: skip
    editorial("outbox", "run")
    text = site.read(page)
    assert "Taken down." in text
    assert "Libel" not in text + git(site.remote, "log", "main")
    assert "pilots strike" not in text
    assert not [name for name in site.files() if name.endswith(".jpg")]


def test_a_folder_that_is_none_is_named(editorial, tmp_path) -> None:
    assert editorial("endpoint", "add", "web", "--kind", "git").code == 2
    editorial("endpoint", "add", "web", "--kind", "git", "--url", str(tmp_path / "gone"))
    told = editorial("endpoint", "test", "web", "--json")
    assert told.code == 1
    assert "There is no folder" in told.json["error"]["message"]
