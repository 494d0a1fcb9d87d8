"""New stories begin as their kind does."""

from __future__ import annotations

import pytest

from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.stories.templates import new_from_template, template_names
from editorial.system.errors import BadFile, NotFound

ADA = Person("Ada Byron")


def begin(store, home, name, **words):
    return drafts.open_story(store, new_from_template(store, home, name, who=ADA, **words).created)


def test_the_shipped_kinds_are_offered(home):
    assert template_names(home) == ("Analysis", "QiOSK", "Reporting")


@pytest.mark.parametrize("name", ["Analysis", "QiOSK", "Reporting"])
def test_a_shipped_template_begins_a_draft_that_cannot_go_out_as_it_is(store, home, name):
    story = begin(store, home, name, section="Europe", language="en-GB")
    assert (story.type, story.section, story.language) == (name, "Europe", "en-GB")
    assert story.headline == ""
    assert story.byline == ("Ada Byron",)
    assert "TK " in story.body


def test_the_houses_own_templates_come_first(store, home):
    home.templates.mkdir(parents=True)
    (home.templates / "QiOSK.md").write_text("One line.\n", "utf-8")
    (home.templates / "obituary.md").write_text(
        "---\ntype: Obituary\nsection: People\ntitle: NAME, who\n---\n\nBorn.\n", "utf-8"
    )
    assert template_names(home) == ("Analysis", "obituary", "QiOSK", "Reporting")
    short = begin(store, home, "QiOSK")
    assert (short.type, short.body) == ("QiOSK", "One line.")
    long = begin(store, home, "obituary", section="Europe")
    assert (long.type, long.section, long.headline) == ("Obituary", "People", "NAME, who")


def test_a_template_that_went_away_is_said(store, home):
    with pytest.raises(NotFound, match="Recipe"):
        new_from_template(store, home, "Recipe", who=ADA)
    home.templates.mkdir(parents=True)
    (home.templates / "Recipe.md").write_bytes(b"\x00\x01")
    with pytest.raises(BadFile):
        new_from_template(store, home, "Recipe", who=ADA)
