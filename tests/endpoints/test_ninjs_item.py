"""A piece as a ninjs 3.1 item: valid by the published schema, and nothing of the piece lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.publishing import readback
from editorial.publishing.body import render_body
from editorial.publishing.endpoints.ninjs.item import item_of, numbered, plain_of, withdrawn_item
from editorial.publishing.endpoints.ninjs.media import Sent
from editorial.publishing.endpoints.ninjs.options import Options, uri_of
from editorial.publishing.endpoints.ninjs.reading import held_of, version_of
from editorial.publishing.endpoints.ninjs.terms import as_uri
from editorial.publishing.endpoints.web.article import pictures_of
from editorial.publishing.piece import Author, CorrectionNote, Term
from tests.endpoints.ninjs.schema import flaws
from tests.publishing.pieces import PUBLISHED

LATER = PUBLISHED + dt.timedelta(days=2)
VERSION = 1_795_400_000


def made(piece, options=None, *, asked_at=LATER, **more):
    """Return the item of a piece whose photos are all there."""
    options = options or Options()
    places = {
        picture.photo_id: [
            Sent("original", f"https://r.example/a/{picture.name}", "image/jpeg", 960, 540, 9)
        ]
        for picture in pictures_of(piece, with_related=True)
    }
    uri = uri_of(piece.story_id, options)
    return numbered(item_of(piece, uri, places, options, asked_at=asked_at, **more), VERSION)


def named(item, name):
    return next(each for each in item["associations"] if each["name"] == name)


def roles(item):
    return {each["role"]: each["value"] for each in item["descriptions"]}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"hero": None, "inline": (), "body": "One line.", "related": ()},
        {"dek": "", "authors": (), "tags": (), "type": None, "section": None, "also_in": ()},
        {"headline": "", "body": ""},
        {"language": "ar", "headline": "لماذا يضرب المرشدون", "body": "سطر واحد."},
        {"language": "de-CH", "headline": "«Grüezi» – ein “Wort” 🙂"},
        {"published_at": LATER + dt.timedelta(days=9)},
    ],
)
def test_every_piece_is_valid(pieces, changes):
    assert flaws(made(pieces.piece(**changes))) == []


def test_a_valid_item_is_not_valid_with_something_unknown(piece):
    """The schema that these tests rely on does say no."""
    item = made(piece)
    assert flaws({**item, "credit": "Reuters"})
    assert flaws({**item, "versionCreated": "yesterday"})
    assert flaws({name: value for name, value in item.items() if name != "uri"})
    item["associations"][0]["renditions"][0]["href"] = "no address"
    assert flaws(item)


def test_nothing_that_readers_are_owed_is_lost(pieces):
    piece = pieces.piece(corrections=(pieces.correction(),))
    item = made(piece)

    held = held_of(json.loads(json.dumps(item)), "", LATER)

    assert readback.differences(readback.expected(piece), held) == ()
    assert held.public
    assert held.slug == piece.slug
    assert item["by"] == "Mara Lindqvist and Tomás Ó Briain"
    assert roles(item)["summary"] == piece.dek
    assert piece.corrections[0].text in item["edNote"]
    assert piece.corrections[0].text in item["bodies"][0]["value"]
    assert (item["type"], item["pubStatus"], item["version"]) == ("text", "usable", str(VERSION))
    assert item["standard"]["version"] == "3.1"
    assert item["firstCreated"] == "2026-11-22T17:00:00Z"


def test_a_photo_keeps_caption_credit_alt_and_rights(pieces):
    hero = dataclasses.replace(
        pieces.picture(),
        source="Shutterstock",
        digital_source_type="digitalCapture",
        focus=(0.25, 0.5),
    )
    photo = named(made(pieces.piece(hero=hero)), "featuremedia")

    assert roles(photo) == {"caption": hero.caption, "credit": hero.credit, "alt": hero.alt}
    assert photo["by"] == "Dimitrije Ostojic"
    assert {"name": "Shutterstock", "role": "source"} in photo["infoSources"]
    assert photo["copyrightNotice"] == hero.copyright
    assert photo["usageTerms"] == hero.usage_terms
    assert photo["rightsInfo"] == {"linkedRights": hero.web_statement}
    assert photo["digitalSourceType"]["uri"].endswith("/digitalsourcetype/digitalCapture")
    (rendition,) = photo["renditions"]
    assert rendition["poi"] == {"x": 240, "y": 270}
    assert (rendition["width"], rendition["height"], rendition["contentType"]) == (
        960, 540, "image/jpeg",
    )  # fmt: skip


def test_a_photo_in_the_text_stands_in_the_html_with_its_credit_too(piece):
    item = made(piece)
    (inline,) = piece.inline

    assert roles(named(item, "editor_0"))["credit"] == inline.credit
    html = item["bodies"][0]["value"]
    assert inline.caption in html
    assert f"https://r.example/a/{inline.name}" in html
    assert "data-photo" not in html


def test_a_related_story_goes_along_with_its_photo_and_credit(piece):
    related = named(made(piece), "related_1")
    (entry,) = piece.related

    assert related["headlines"][0]["value"] == entry.title
    assert related["uri"] == entry.url
    assert roles(related["associations"][0])["credit"] == entry.picture.credit
    assert "related_1" not in json.dumps(made(piece, Options(related=False)))


def test_a_related_story_of_ours_is_named_as_its_own_item(pieces):
    other = pieces.piece(slug="another")
    entry = dataclasses.replace(
        pieces.related(), outside=False, story_id=other.story_id, url="https://us.example/another"
    )
    related = named(made(pieces.piece(related=(entry,))), "related_1")

    assert related["uri"] == made(other)["uri"]
    assert related["altIds"] == [{"role": "page", "value": "https://us.example/another"}]


def test_sections_tags_and_type_become_subjects_and_genre(piece):
    item = made(piece)

    by_name = {subject["name"]: subject for subject in item["subjects"]}
    assert by_name["Global Crises"]["rel"] == "section"
    assert by_name["Strikes & lockouts"]["uri"].endswith("/mediatopic/20000533")
    assert "uri" not in by_name["Ports"]
    (genre,) = item["genres"]
    assert genre["uri"] == "http://cv.iptc.org/newscodes/genre/Analysis"


@pytest.mark.parametrize("topic", ["medtop:20000533", "mediatopic:20000533"])
def test_a_media_topic_may_be_written_short(pieces, topic):
    (subject,) = made(
        pieces.piece(tags=(Term("Strikes", "strikes", topic),), section=None, also_in=())
    )["subjects"]
    assert subject["uri"] == "http://cv.iptc.org/newscodes/mediatopic/20000533"


def test_plain_text_has_all_words_in_paragraphs(piece):
    plain = plain_of(piece)
    assert " ".join(plain.split()) == piece.body_text
    assert "\n\n" in plain


def test_what_comes_out_later_is_embargoed_until_then(pieces):
    ahead = LATER + dt.timedelta(days=1)
    item = made(pieces.piece(published_at=ahead))

    assert item["embargoedUntil"] == "2026-11-25T17:00:00Z"
    assert not held_of(item, "", LATER).public
    assert held_of(item, "", ahead + dt.timedelta(seconds=1)).public
    assert "embargoedUntil" not in made(pieces.piece())


def test_the_first_moment_stays_what_it_was(piece):
    item = made(piece, first_created="2026-01-01T00:00:00Z")
    assert item["firstCreated"] == "2026-01-01T00:00:00Z"


def test_what_the_newsroom_chose_is_in_it(piece):
    options = Options(
        urgency="3", usage_terms="Print and web.", copyright_notice="© The Harbour Review",
        uri_base="https://harbour.example/items", byline_in_content=True,
    )  # fmt: skip
    item = made(piece, options)

    assert flaws(item) == []
    assert item["urgency"] == 3
    assert (item["usageTerms"], item["copyrightNotice"]) == (
        "Print and web.", "© The Harbour Review",
    )  # fmt: skip
    assert item["copyrightHolder"] == "The Harbour Review"
    assert item["uri"] == f"https://harbour.example/items/{piece.story_id}"
    assert "By Mara Lindqvist" in item["bodies"][0]["value"]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_kill_says_so_and_why(piece, status):
    before = held_of(made(piece), "", LATER)
    item = numbered(withdrawn_item("urn:uuid:x", before, status, "Wrong person named."), VERSION)

    assert flaws(item) == []
    assert (item["pubStatus"], item["edNote"]) == (status, "Wrong person named.")
    assert "bodies" not in item
    assert not held_of(item, "", LATER).public
    bare = numbered(withdrawn_item("urn:uuid:x", None, status, ""), VERSION)
    assert flaws(bare) == []
    assert "do not use it" in bare["edNote"]


words = st.text(max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=words, dek=words, body=words, name=words, link=words, note=words, topic=words)
def test_whatever_is_written_gives_a_valid_item(
    pieces, headline, dek, body, name, link, note, topic
):
    rendered = render_body(body, story_address=lambda _: None)
    piece = dataclasses.replace(
        pieces.piece(),
        headline=headline,
        dek=dek,
        body_html=rendered.html,
        body_text=rendered.text,
        links=rendered.links,
        authors=(Author(name, name),),
        tags=(Term(name, name, f"http://{topic}"),),
        related=(dataclasses.replace(pieces.related(), url=f"https://x.example/{link}"),),
        corrections=(CorrectionNote(PUBLISHED, note),),
    )
    item = json.loads(json.dumps(made(piece)))

    assert flaws(item) == []


@given(st.text(max_size=40))
def test_any_address_becomes_a_uri(path):
    uri = as_uri(f"https://ü.example/{path}?q={path}#{path}")
    assert flaws({"uri": uri}) == []
    assert as_uri(uri) == uri


@pytest.mark.parametrize(
    ("version", "number"),
    [("12", 12), (12, 0), ("", 0), ("1.2", 0), ("-3", 0), ("٣", 0), ("9" * 40, 0), (None, 0)],
)
def test_a_version_of_another_form_counts_as_none(version, number):
    assert version_of({"version": version}) == number


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "role",
                    "value",
                    "name",
                    "rel",
                    "descriptions",
                    "contentType",
                    "uri",
                    "associations",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["headlines", "bodies", "associations", "subjects", "pubStatus", "embargoedUntil",
             "version", "versionCreated", "slugline", "descriptions", "by"]
        ),
        JSON,
    )
)  # fmt: skip
def test_any_answer_can_be_read(answer):
    held = held_of({"uri": "urn:uuid:x", **answer}, "", LATER)
    assert isinstance(held.headline, str)
    assert held.fingerprint
