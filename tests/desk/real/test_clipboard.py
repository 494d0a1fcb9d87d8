"""What other programs put on the clipboard arrives in the story, every word of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.real.screen import wait_for

CLIPS = Path(__file__).with_name("clips")


@pytest.fixture
def body(writing):
    writing.screen.type("Pasted")
    writing.screen.press("Return", "Return")
    return writing


def words_of(html: str) -> list[str]:
    """Return the words that a reader of this HTML sees, in order."""
    return re.findall(r"[\w-]+", re.sub(r"<[^>]*>", " ", html))


def has_all(words: list[str], text: str) -> bool:
    rest = iter(re.findall(r"[\w-]+", text))
    return all(any(word == seen for seen in rest) for word in words)


@pytest.mark.parametrize("clip", sorted(CLIPS.glob("*.html")), ids=lambda clip: clip.stem)
def test_no_word_of_html_is_lost_and_no_private_address_comes_along(body, clip):
    html = clip.read_text("utf-8")
    body.screen.type("Before. ")
    body.screen.copy(html.encode(), "text/html")
    body.screen.press("ctrl+v")
    body.screen.type(" After.")

    wanted = ["Before", *words_of(html), "After"]
    story = wait_for("the pasted words", lambda: found if has_all(
        wanted, (found := body.story()).body
    ) else None)  # fmt: skip

    for private in ("blob:", "file:", "google.com/url", "docs-internal", "<span", "style="):
        assert private not in story.body


def test_marks_of_a_pasted_document_become_markdown(body):
    body.screen.copy((CLIPS / "google_docs.html").read_bytes(), "text/html")
    body.screen.press("ctrl+v")

    body.wait_for_body(
        "## Harbour at a standstill\n\n"
        "The pilots **stayed ashore** on Monday, said Žofia Müller-Ñandú, *their speaker*. "
        "See the [harbour log](https://example.org/log).\n\n"
        "- forty-one ships\n- nine pilots"
    )


def test_plain_words_stay_as_they_are(body):
    words = "Line one\nline two – “quoted”, 5 °C\n\n\tindented"
    body.screen.copy(words.encode(), "UTF8_STRING")
    body.screen.press("ctrl+v")

    body.wait_for_body(words)
