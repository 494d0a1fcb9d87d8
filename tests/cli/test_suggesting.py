"""Suggestions from the command line."""

from __future__ import annotations

import pytest


@pytest.fixture
def slug(editorial, tmp_path):
    body = tmp_path / "body.md"
    body.write_text("Forty ships ride at anchor.\n\nThe pilots wait.\n")
    editorial("story", "new", "--headline", "Pilots", "--body", str(body))
    return "pilots"


def test_words_are_proposed_listed_and_decided(editorial, slug, tmp_path) -> None:
    made = editorial("story", "suggest", slug, "--old", "Forty", "--new", "Fifty", "--json")
    listed = editorial("story", "suggestions", slug)
    assert made.json["id"] in listed.out
    assert "- Forty" in listed.out
    assert "+ Fifty" in listed.out
    body = tmp_path / "other.md"
    body.write_text("Fifty ships ride at anchor.\n\nThe pilots strike.\n")
    rows = editorial("story", "suggest", slug, "--body", str(body), "--json").json
    assert [(row["old"], row["new"]) for row in rows] == [("Forty", "Fifty"), ("wait", "strike")]
    assert editorial("story", "accept", slug, made.json["id"]).code == 0
    assert "Fifty ships" in editorial("story", "show", slug).out
    left = editorial("story", "reject", slug, "--all")
    assert "1 suggestion rejected." in left.out
    assert "No open suggestions." in left.out
    told = editorial("story", "suggestions", slug, "--decided", "--json").json
    assert [(row["new"], row["state"]) for row in told] == [
        ("strike", "rejected"),
        ("Fifty", "accepted"),
    ]


def test_what_is_asked_wrongly_is_said(editorial, slug, tmp_path) -> None:
    assert editorial("story", "suggest", slug, "--old", "Sixty", "--new", "x").code == 2
    assert editorial("story", "accept", slug).code == 2
    assert editorial("story", "accept", slug, "--all").code == 1
    missing = str(tmp_path / "no.md")
    assert editorial("story", "suggest", slug, "--body", missing).code == 2
    both = ("--body", missing, "--old", "Forty")
    assert editorial("story", "suggest", slug, *both).code == 2
