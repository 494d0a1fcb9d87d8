"""What writers type, and what readers get."""

from __future__ import annotations

import threading
import uuid

import pytest

from editorial.publishing.body import Heading, render_body

FOUND = uuid.UUID("01890000-0000-7000-8000-0000000000aa")
LOST = uuid.UUID("01890000-0000-7000-8000-0000000000bb")
PHOTO = uuid.UUID("01890000-0000-7000-8000-000000000001")
OTHER = uuid.UUID("01890000-0000-7000-8000-000000000002")


def address(story_id: uuid.UUID) -> str | None:
    return "https://harbour.example/stories/found/" if story_id == FOUND else None


def body(markdown: str, language: str = "en"):
    return render_body(markdown, story_address=address, language=language)


def marker(photo_id: uuid.UUID) -> str:
    return f'<figure data-photo="{photo_id}"></figure>'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ('He said "hello" -- it\'s fine...', "<p>He said “hello” – it’s fine…</p>"),
        ("a---b", "<p>a—b</p>"),
        ("5'9 and it's", "<p>5’9 and it’s</p>"),
        ("~~gone~~ and *soft* and **loud**", None),
        ("two  blanks \u00a0 here", "<p>two blanks here</p>"),
        ("`a  b`", "<p><code>a  b</code></p>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("Said.\n{: .pull-quote }", '<p class="pull-quote">Said.</p>'),
        ("Said.\n{: .credit #content onclick=x }", "<p>Said.</p>"),
        ("HTML it is\n\n*[HTML]: Hypertext", '<p><abbr title="Hypertext">HTML</abbr> it is</p>'),
        ("Term\n: meaning", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>"),
        ("", ""),
    ],
)
def test_what_writers_type(typed, html):
    if html is None:
        html = "<p><del>gone</del> and <em>soft</em> and <strong>loud</strong></p>"
    assert body(typed).html == html


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("de", "<p>„Ja“, it’s</p>"),
        ("fr-CA", "<p>«&nbsp;Ja&nbsp;», it’s</p>"),
        ("sv", "<p>”Ja”, it’s</p>"),
        ("xx", "<p>“Ja”, it’s</p>"),
    ],
)
def test_quotation_marks_follow_the_language(language, html):
    assert body('"Ja", it\'s', language).html == html


def test_headings_start_at_two_without_a_gap():
    rendered = body("# One\n\n#### Deep\n\n# Two\n\n### One")
    assert rendered.headings == (
        Heading(2, "One", "h-one"),
        Heading(3, "Deep", "h-deep"),
        Heading(2, "Two", "h-two"),
        Heading(3, "One", "h-one-2"),
    )
    assert '<h2 id="h-one">One</h2>' in rendered.html
    assert "<h1" not in rendered.html


def test_a_picture_alone_becomes_a_marker_with_its_words():
    rendered = body(f'Before\n\n![Two  boats](photo:{PHOTO} "At the quay")\n\nAfter')
    assert rendered.html == f"<p>Before</p>\n{marker(PHOTO)}\n<p>After</p>"
    assert rendered.photo_ids == (PHOTO,)
    assert rendered.overrides == {PHOTO: ("Two boats", "At the quay")}
    assert rendered.text == "Before After"


def test_pictures_within_words_move_behind_their_paragraph():
    rendered = body(f"A ![](photo:{PHOTO}) b [![](photo:{OTHER})](https://x.example) c")
    assert rendered.html == f"<p>A b c</p>{marker(PHOTO)}{marker(OTHER)}"
    assert rendered.photo_ids == (PHOTO, OTHER)
    assert rendered.links == ()


def test_pictures_in_headings_lists_and_raw_html_are_kept():
    rendered = body(
        f"## Log ![](photo:{PHOTO})\n\n- one ![](photo:{OTHER})\n\n<img src='photo:{PHOTO}'>"
    )
    assert rendered.html.count(marker(PHOTO)) == 2
    assert rendered.html.count(marker(OTHER)) == 1
    assert rendered.photo_ids == (PHOTO, OTHER)


def test_foreign_pictures_are_left_out_and_named():
    rendered = body("![x](https://elsewhere.example/a.png) ![y](photo:nonsense) ![z](b.jpg)")
    assert "<img" not in rendered.html
    assert "<figure" not in rendered.html
    assert rendered.foreign_images == ("https://elsewhere.example/a.png", "photo:nonsense", "b.jpg")


def test_links_to_stories_are_resolved_or_become_words():
    rendered = body(f"[here](story:{FOUND}), [not *yet*](story:{LOST}), [no](story:x)")
    assert rendered.html == (
        '<p><a href="https://harbour.example/stories/found/">here</a>, not <em>yet</em>, no</p>'
    )
    assert rendered.story_ids == (FOUND, LOST)
    assert rendered.links == ("https://harbour.example/stories/found/",)


def test_outside_links_are_kept_in_order_and_marked():
    rendered = body(
        "[b](https://b.example/?x=1&y=2) [m](mailto:desk@h.example) [p](/about/) [a](https://a.example)"
    )
    assert rendered.links == (
        "https://b.example/?x=1&y=2",
        "mailto:desk@h.example",
        "/about/",
        "https://a.example",
    )
    assert '<a href="https://b.example/?x=1&amp;y=2" rel="noopener">b</a>' in rendered.html


def test_footnotes_work_with_any_label_and_are_not_words():
    rendered = body("One[^a b]. Two[^☃]. Again[^a b].\n\n[^a b]: First.\n[^☃]: Second.")
    assert 'href="#fn-1"' in rendered.html
    assert 'id="fnref-1-2"' in rendered.html
    assert 'id="fn-2"' in rendered.html
    assert rendered.text == "One. Two. Again. First. Second."
    assert rendered.links == ()


def test_tables_scroll_and_align():
    html = body("| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert html.startswith('<div class="table"><table>')
    assert '<td class="align-right">2</td>' in html


def test_nothing_that_runs_passes():
    html = body(
        "<script>alert(1)</script><b onclick='x()'>b</b> [j](javascript:alert(1)) "
        "<a href='data:text/html,x'>d</a> <p style='color:red'>s</p><iframe src='x'></iframe>"
    ).html
    assert " ".join(html.split()) == "<p><b>b</b> j d </p><p>s</p>"


def test_characters_that_no_page_may_hold_are_left_out():
    assert body("a\x00b\x0bc\ud800d\ufffee &#1; f").html == "<p>abcde f</p>"


def test_a_thousand_quotes_deep_keeps_the_words():
    rendered = body("> " * 1000 + "deep")
    assert "deep" in rendered.text


def test_threads_do_not_disturb_each_other():
    markdown = "One[^1].\n\n[^1]: Note.\n\n" + "Words *and* [links](https://a.example).\n\n" * 50
    alone = body(markdown).html
    found = []

    def work():
        found.extend(body(markdown).html for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 20
