from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.stories import drafts, related
from editorial.stories.search import search
from editorial.system.errors import RuleRefused, WrongUsage


@pytest.fixture
def archive(store, person):
    def add(headline: str, body: str, dek: str = ""):
        return drafts.new_story(store, who=person, headline=headline, dek=dek, body=body).created

    return {
        "pilots": add(
            "Why the harbour pilots are striking",
            "For nine days the pilot boats have stayed in port. The anchorage fills with ships, "
            "and the harbour master’s log tells another story.",
        ),
        "ports": add(
            "Middle ports, big stakes",
            "The anchorage order is set by the harbour master. Pilot boats wait, and the shipping "
            "table decides.",
        ),
        "vote": add("A short note on the committee vote", "The señadores left Łódź at noon."),
    }


def titles(hits) -> list[str]:
    return [hit.story.headline for hit in hits]


def test_words_are_found_in_headline_dek_and_body(store, archive) -> None:
    assert titles(search(store, "harbour pilots"))[0] == "Why the harbour pilots are striking"
    assert titles(search(store, "committee")) == ["A short note on the committee vote"]


def test_the_last_word_is_a_beginning_while_it_is_typed(store, archive) -> None:
    assert titles(search(store, "commit")) == ["A short note on the committee vote"]
    assert titles(search(store, "commit ")) == []


def test_a_headline_comes_before_a_body(store, archive) -> None:
    assert titles(search(store, "ports")) == ["Middle ports, big stakes"]
    assert titles(search(store, "harbour"))[0] == "Why the harbour pilots are striking"
    assert len(search(store, "harbour")) == 2
    # One word in the headline, the other in the body.
    assert titles(search(store, "middle anchorage")) == ["Middle ports, big stakes"]


@pytest.mark.parametrize("typed", ["m", "mi", "mid", "midd", "MIDDLE PO", "middle p"])
def test_the_first_letters_find_headlines(store, archive, typed) -> None:
    assert titles(search(store, typed))[0] == "Middle ports, big stakes"


def test_the_first_letters_are_a_whole_word_in_bodies(store, archive, person) -> None:
    assert titles(search(store, "łód")) == ["A short note on the committee vote"]
    assert "A short note on the committee vote" not in titles(search(store, "noo"))
    assert titles(search(store, "noon")) == ["A short note on the committee vote"]
    drafts.new_story(store, who=person, headline="Brussels", body="The EU pays.")
    assert titles(search(store, "eu")) == ["Brussels"]


def test_a_short_beginning_behind_other_words_is_looked_for_in_what_they_find(
    store, archive
) -> None:
    assert titles(search(store, "harbour mas")) == titles(search(store, "harbour master"))
    assert len(search(store, "harbour mas")) == 2
    assert search(store, "anchorage zzz") == ()
    assert titles(search(store, "boats ta")) == ["Middle ports, big stakes"]


def test_words_that_most_stories_hold_give_the_newest(store, archive, person, monkeypatch) -> None:
    monkeypatch.setattr("editorial.stories.search.TELLING", 1)
    drafts.new_story(store, who=person, headline="The anchorage again", body="Ships.")
    assert titles(search(store, "anchorage ")) == [
        "The anchorage again",
        "Middle ports, big stakes",
        "Why the harbour pilots are striking",
    ]


def test_the_index_of_headlines_follows_its_stories(store, archive, person) -> None:
    story = drafts.open_story(store, archive["ports"])
    drafts.save_text(
        store,
        story.id,
        who=person,
        base=story.text_revision,
        headline="Who sets the table",
        dek="A question of quays.",
        body=story.body,
    )
    assert titles(search(store, "mi")) == []
    assert titles(search(store, "qu")) == ["Who sets the table"]


def test_accents_and_case_are_ignored_and_the_passage_is_marked(store, archive) -> None:
    (hit,) = search(store, "SENADORES")
    (mark,) = hit.marks
    assert hit.snippet[slice(*mark)] == "señadores"


def test_a_phrase_must_stand_together(store, archive) -> None:
    assert titles(search(store, '"pilot boats have"')) == ["Why the harbour pilots are striking"]
    assert titles(search(store, '"boats pilot"')) == []


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "*", "AND", "a:b", "NEAR(", "-", '"" ""', "(((", "'"]
)
def test_nothing_typed_is_an_error(store, archive, typed) -> None:
    search(store, typed)


def test_suggestions_name_the_words_they_share(store, archive, person) -> None:
    (suggestion,) = related.suggest(store, archive["pilots"])
    assert suggestion.story.headline == "Middle ports, big stakes"
    assert set(suggestion.shares) <= {"pilot", "boats", "anchorage", "harbour", "master"}
    assert len(suggestion.shares) >= 2
    related.link_story(store, archive["pilots"], suggestion.story.id, who=person)
    assert related.suggest(store, archive["pilots"]) == ()


def test_related_pieces_keep_their_order_and_follow_their_story(store, archive, person) -> None:
    one = archive["pilots"]
    related.link_story(store, one, archive["ports"], who=person)
    related.link_page(
        store, one, who=person, url=" https://example.org/x ", title="Elsewhere", section="World"
    )
    related.link_story(store, one, archive["ports"], who=person)
    links = drafts.open_story(store, one).links
    assert [link.title for link in links] == ["Middle ports, big stakes", "Elsewhere"]
    related.order_links(store, one, [links[1].id, links[0].id], who=person)
    other = drafts.open_story(store, archive["ports"])
    drafts.save_text(
        store,
        other.id,
        who=person,
        base=other.text_revision,
        headline="New words",
        dek="A dek",
        body=other.body,
    )
    links = drafts.open_story(store, one).links
    assert [(link.title, link.excerpt) for link in links] == [
        ("Elsewhere", ""),
        ("New words", "A dek"),
    ]
    related.unlink(store, one, links[0].id, who=person)
    assert len(drafts.open_story(store, one).links) == 1


def test_a_story_is_not_related_to_itself(store, archive, person) -> None:
    with pytest.raises(RuleRefused, match="itself"):
        related.link_story(store, archive["vote"], archive["vote"], who=person)


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "example.org", "https://a b", "file:///x"]
)
def test_only_web_addresses_are_pages(store, archive, person, url) -> None:
    with pytest.raises(WrongUsage, match="no web address"):
        related.link_page(store, archive["vote"], who=person, url=url, title="X")


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text) -> None:
    from editorial.stories.search import _fold

    assert len(_fold(text)) == len(text)
