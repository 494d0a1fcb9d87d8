"""What counts as the same piece, and what never does."""

from __future__ import annotations

import dataclasses
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.publishing.figures import fill_figures, picture_figure
from editorial.publishing.markup import parse, write
from editorial.publishing.readback import (
    Difference,
    Parts,
    differences,
    expected,
    normal,
    parts_of_html,
)

HELD = Parts(
    headline="Why the pilots strike",
    body_text="The owners call it a wage dispute. The log tells another story.",
    credits=("REUTERS/Ana Ruiz", "AP Photo/Lee"),
    links=("https://a.example/?x=1&y=2", "https://b.example/"),
    sections=("Global Crises",),
    tags=("Ports",),
)


def test_a_pushed_body_reads_back_as_expected(piece):
    by_id = {picture.photo_id: picture for picture in piece.pictures}
    content = picture_figure(piece.hero, lambda file: file.path.name) + fill_figures(
        piece.body_html, lambda photo_id: picture_figure(by_id[photo_id], lambda f: f.path.name)
    )
    wanted = expected(piece)
    found = parts_of_html(content)
    assert found.body_text == piece.body_text
    assert found.credits == ("Dimitrije Ostojic/Shutterstock.com", "REUTERS/David 'Dee' Delgado")
    assert found.links == piece.links
    assert wanted.credits == found.credits
    assert wanted.sections == ("Global Crises", "Asia-Pacific")
    assert wanted.tags == ("Ports", "Strikes & lockouts")


def test_a_photo_shown_twice_is_credited_twice(pieces):
    hero = pieces.picture()
    piece = pieces.piece(body=f"![](photo:{hero.photo_id})\n\nWords.", hero=hero, inline=(hero,))
    assert expected(piece).credits == (hero.credit, hero.credit)


def test_the_same_is_the_same():
    assert differences(HELD, HELD) == ()


@pytest.mark.parametrize(
    ("sent", "came_back"),
    [
        ('it\'s "fine"', "it’s “fine”"),
        ("a -- b", "a – b"),
        ("a --- b", "a — b"),
        ("wait...", "wait…"),
        ("3x4", "3×4"),
        ("a  b\n c", "a b c"),
        ("caf\u00e9", "cafe\u0301"),
        ("Acme(tm)", "Acme™"),
    ],
)
def test_what_systems_rewrite_in_passing_is_forgiven(sent, came_back):
    held = dataclasses.replace(HELD, headline=came_back, body_text=came_back)
    assert differences(dataclasses.replace(HELD, headline=sent, body_text=sent), held) == ()


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"headline": "Why the pilot strikes"}, "headline"),
        ({"body_text": HELD.body_text.replace("another", "a")}, "body"),
        ({"body_text": HELD.body_text + " Read more."}, "body"),
        ({"body_text": ""}, "body"),
        ({"credits": ("REUTERS/Ana Ruiz",)}, "credit"),
        ({"credits": ("Reuters/Ana Ruiz", "AP Photo/Lee")}, "credit"),
        ({"links": ("https://b.example/",)}, "link"),
        ({"links": (*HELD.links, "https://spam.example")}, "link"),
        ({"sections": ("Uncategorized",)}, "section"),
        ({"tags": ()}, "tag"),
    ],
)
def test_what_readers_would_miss_is_a_difference(changes, difference):
    found = differences(HELD, dataclasses.replace(HELD, **changes))
    assert {entry.field for entry in found} == {difference}


def test_a_difference_shows_the_passage():
    changed = dataclasses.replace(HELD, body_text=HELD.body_text.replace("wage", "pay"))
    assert differences(HELD, changed) == (
        Difference(
            "body", "… call it a wage dispute. The log …", "… call it a pay dispute. The log …"
        ),
    )


def test_the_passage_of_a_lost_word_is_shown():
    changed = dataclasses.replace(HELD, body_text=HELD.body_text.replace(" wage", ""))
    (found,) = differences(HELD, changed)
    assert "wage" in found.expected
    assert "wage" not in found.found


def test_reading_a_page_leaves_the_rest_of_the_house_out():
    found = parts_of_html(
        """<h1>Head &amp; line</h1><p><a data-part="section" href="/s">S</a></p>
        <img src="logo.png">
        <figure><img src="a.jpg"><figcaption>Cap
        <span class="credit"><span class="credit-label">Photo:</span>
        A/B</span></figcaption></figure>
        <div data-part="body"><p>Words<br>here <a href="https://a.example">link</a><sup><a
        href="#fn-1">1</a></sup> <a href="#fn-x">kept</a>.<figure><a href="https://pic.example"></a>
        <figcaption><span class="credit">C</span></figcaption></figure><!-- key --></div>
        <section data-part="related"><figure><img src="b.jpg"></figure>
        <span class="credit">Other</span></section>
        <span data-part="tag">T1</span><span data-part="tag">T1</span>"""
    )
    assert found == Parts(
        headline="Head & line",
        body_text="Words here link kept.",
        credits=("A/B", "C"),
        images=1,
        links=("https://a.example",),
        sections=("S",),
        tags=("T1",),
    )


@given(st.text(max_size=300))
def test_reading_never_fails(text):
    assert parts_of_html(text).body_text == " ".join(parts_of_html(text).body_text.split())


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_escaped_words_come_back(text):
    found = parts_of_html(f"<p>{html.escape(text)}</p>").body_text
    assert found == " ".join(text.split())


@given(st.text(max_size=60), st.text(max_size=60))
def test_normal_is_stable(first, second):
    assert normal(normal(first)) == normal(first)
    if normal(first) != normal(second):
        wanted = dataclasses.replace(HELD, body_text=first)
        assert differences(wanted, dataclasses.replace(HELD, body_text=second))


def test_writing_a_tree_escapes():
    source = '<p title="a&quot;&lt;b">x &lt; y &amp; z<br>n</p>'
    assert write(parse(source)) == source
