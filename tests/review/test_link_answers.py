"""Links of a story are asked in the background, answers kept for a while, offline is told."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.review.checks.links import _short
from editorial.review.link_answers import ask_links, unasked, web_links
from editorial.review.readiness import check_story
from editorial.stories import drafts, related
from editorial.stories.outside.asking import Answer
from editorial.stories.snapshot import StorySnapshot
from editorial.stories.workflow import Gate

PAGE = "https://quay.example/register"
GONE = "https://quay.example/gone"
BODY = f"The [register]({PAGE}) and the [annex]({GONE}) differ. See <https://port.example/>.\n"


@pytest.fixture
def story(store, person):
    return drafts.new_story(store, who=person, headline="The register", body=BODY).created


def lines(store, story):
    codes = {"link_broken", "link_unsure", "link_moved", "link_unchecked", "web_links"}
    return {r.message: r.level for r in check_story(store, story, Gate.APPROVE) if r.code in codes}


def test_links_are_found_in_text_and_related_pages(store, person, story):
    related.link_page(store, story, who=person, url="https://other.example/a", title="A")
    snapshot = StorySnapshot(
        "s", "h", "d",
        "[a](http://a.example/x_(y)) ![p](photo:1) [s](story:2) [m](mailto:a@b.example)\n\n"
        "[again](http://a.example/x_(y)) [ref][1]\n\n[1]: <https://ref.example/r>\n",
    )  # fmt: skip
    assert web_links(snapshot) == ("http://a.example/x_(y)", "https://ref.example/r")
    assert unasked(store, story)[-1] == "https://other.example/a"


def test_what_was_not_asked_is_said(store, story):
    assert lines(store, story) == {"3 links are not checked: nobody could be asked yet": "note"}


def test_answers_are_told_and_kept(store, story):
    asked = []

    def answer(url):
        asked.append(url)
        return Answer(404, "there is no such page") if url == GONE else Answer(200)

    assert ask_links(store, story, asking=answer).stories == {story}
    assert lines(store, story) == {
        "The link to quay.example/gone does not answer: there is no such page": "warn",
        "2 links answer": "pass",
    }
    assert not ask_links(store, story, asking=answer)
    assert sorted(asked) == sorted([PAGE, GONE, "https://port.example/"])
    ask_links(store, story, asking=answer, again=True)
    assert len(asked) == 6


def test_offline_nothing_is_kept_and_nothing_is_claimed(store, story):
    ask_links(store, story, asking=lambda _: Answer(None, "the name does not exist"))
    assert lines(store, story) == {"3 links are not checked: nobody could be asked yet": "note"}
    assert len(unasked(store, story)) == 3


def test_one_that_nobody_answers_while_others_do_is_broken(store, story):
    ask_links(
        store, story,
        asking=lambda url: Answer(None, "the name does not exist") if url == GONE else Answer(200),
    )  # fmt: skip
    assert "The link to quay.example/gone does not answer: the name does not exist" in lines(
        store, story
    )


@pytest.mark.parametrize(
    ("answer", "words", "level"),
    [
        (Answer(403, "it does not let us look"), "could not be checked", "note"),
        (Answer(503, "the server has trouble (503)"), "could not be checked", "note"),
        (Answer(200, "", "https://quay.example/new"), "has moved to quay.example/new", "note"),
        (Answer(410, "the page was taken away"), "does not answer", "warn"),
    ],
)
def test_each_answer_in_words(store, story, answer, words, level):
    ask_links(store, story, asking=lambda url: answer if url == GONE else Answer(200))
    said = [(m, lv) for m, lv in lines(store, story).items() if "quay.example/gone" in m]
    assert len(said) == 1
    assert words in said[0][0]
    assert said[0][1] == level


def test_an_answer_grows_old(store, story, monkeypatch):
    ask_links(store, story, asking=lambda url: Answer(404) if url == GONE else Answer(200))
    now = store.now()
    monkeypatch.setattr(type(store), "now", lambda _: now + dt.timedelta(hours=2))
    assert unasked(store, story) == (GONE,)
    monkeypatch.setattr(type(store), "now", lambda _: now + dt.timedelta(hours=25))
    assert len(unasked(store, story)) == 3


def test_a_stop_keeps_what_has_answered(store, story):
    def stop(done, _total, _what):
        if done >= 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_links(store, story, asking=lambda _: Answer(200), progress=stop)
    assert len(unasked(store, story)) < 3


def test_a_long_address_is_cut():
    assert len(_short("https://quay.example/" + "a" * 300)) == 60
