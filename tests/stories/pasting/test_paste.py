"""Pasting from the programs that writers use, from what those really put on the clipboard."""

from pathlib import Path

import pytest

from editorial.stories.text.pasting.paste import markdown_from_html

FIXTURES = Path(__file__).parent / "fixtures"
SOURCES = {
    "google_docs": "google_docs",
    "google_docs_export": "google_docs",
    "libreoffice": "web",
    "outlook": "outlook",
    "web_page": "web",
    "word": "word",
}


@pytest.mark.parametrize(("name", "source"), SOURCES.items())
def test_a_paste_becomes_clean_markdown(name, source):
    pasted = markdown_from_html(FIXTURES.joinpath(f"{name}.html").read_text("utf-8"))
    expected = FIXTURES.joinpath(f"{name}.md").read_text("utf-8").rstrip("\n")
    assert pasted.markdown == expected
    assert pasted.source == source


@pytest.mark.parametrize("name", SOURCES)
def test_no_address_of_one_computer_comes_along(name):
    markdown = markdown_from_html(FIXTURES.joinpath(f"{name}.html").read_text("utf-8")).markdown
    for scheme in ("blob:", "file:", "cid:", "javascript:", "google.com/url", "safelinks"):
        assert scheme not in markdown
    assert "\u00a0" not in markdown
    assert "****" not in markdown


def test_pictures_out_of_reach_are_told():
    pasted = markdown_from_html(FIXTURES.joinpath("word.html").read_text("utf-8"))
    (image,) = pasted.images
    assert image.address.startswith("file:///C:/")
    assert image.data is None
    assert any("Pilot boats at the quay" in words for words in pasted.warnings)
    assert any("comments" in words for words in pasted.warnings)


def test_a_picture_inside_the_text_comes_with_its_bytes():
    html = '<p>Look:</p><img alt="a [b]" src="data:image/png;base64,iVBORw0KGgo="><p>There.</p>'
    pasted = markdown_from_html(html)
    assert pasted.markdown == "Look:\n\n![a (b)](pasted:1)\n\nThere."
    assert pasted.images[0].data == b"\x89PNG\r\n\x1a\n"
    assert pasted.warnings == ()


def test_pictures_that_the_clipboard_holds_are_found_by_their_address():
    pasted = markdown_from_html('<img src="cid:a" alt="x">', files={"cid:a": b"bytes"})
    assert pasted.images[0].data == b"bytes"
    assert pasted.markdown == "![x](pasted:1)"


def test_footnotes_go_on_from_the_last_one_of_the_story():
    html = FIXTURES.joinpath("google_docs_export.html").read_text("utf-8")
    markdown = markdown_from_html(html, first_footnote=7).markdown
    assert "old[^7]" in markdown
    assert "them.[^8]" in markdown
    assert "\n\n[^7]: Printed" in markdown
    assert "[^1]" not in markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>one</b><b> two</b> three", "**one two** three"),
        ("<b><b>one</b></b>", "**one**"),
        ("<b>one </b>two", "**one** two"),
        ("<i>a</i><i>b</i>", "*ab*"),
        ("<b>a<i>b</i></b>", "**ab**"),
        ("<b>a <i>b</i> c</b>", "**a _b_ c**"),
        ("<b> </b>x<i></i>", "x"),
        ("<b><p>one</p><p>two</p></b>", "**one**\n\n**two**"),
        ("<h2><b>Bold</b> head</h2>", "## Bold head"),
        ("<p>a<br><br>b<br></p>", "a\n\nb"),
        ("<p># no head</p><p>1. no list</p><p>- no</p>", "\\# no head\n\n1\\. no list\n\n\\- no"),
        ("<p>2*3*4 and a_b and _c_</p>", "2\\*3\\*4 and a_b and \\_c\\_"),
        ("<p>[[a story]] and [b](c)</p>", "\\[\\[a story\\]\\] and \\[b\\](c)"),
        ("<a href='https://example.org/a b'>x</a>", "[x](https://example.org/a%20b)"),
        ("<a href='https://example.org'>https://example.org</a>", "<https://example.org>"),
        ("<a href='file:///x'>kept words</a>", "kept words"),
        ("<a href='java\nscript:x'>kept</a>", "kept"),
        ("<a href='#top'>up</a>", "up"),
        ("<p>one</p>two<p>three</p>", "one\n\ntwo\n\nthree"),
        ("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc"),
        ("<li>a</li><li>b</li><p>c</p>", "- a\n- b\n\nc"),
        ("<ol start=3><li>a</li></ol>", "3. a"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n    b"),
        ("<table><tr><td>only layout</td></tr></table>", "only layout"),
        ("x<sup>2</sup>", "x<sup>2</sup>"),
        ("<s>old</s> new", "~~old~~ new"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p>AT&amp;T &amp;amp; co</p>", "AT&T &amp;amp; co"),
    ],
)
def test_small_cases(html, markdown):
    assert markdown_from_html(html).markdown == markdown


def test_a_table_in_a_table_is_a_layout():
    html = "<table><tr><td>left</td><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td>"
    html += "<td>d</td></tr></table></td></tr></table>"
    assert markdown_from_html(html).markdown == "left\n\n| a | b |\n| --- | --- |\n| c | d |"


def test_plain_text_stays_as_typed():
    pasted = markdown_from_html("", plain="# Mine\r\n\r\n*so*\u00a0there\x07\r\n")
    assert (pasted.markdown, pasted.source) == ("# Mine\n\n*so* there", "plain")
    assert markdown_from_html("<meta charset=utf-8> ", plain="words").markdown == "words"


def test_html_nested_without_end_is_read_whole():
    html = "<div>" * 5000 + "deep" + "<ul><li>" * 3000 + "deeper" + "<blockquote>" * 2000 + "end"
    words = markdown_from_html(html).markdown
    assert [word for word in ("deep", "deeper", "end") if word not in words] == []
