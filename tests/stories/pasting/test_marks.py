"""Bold, italic and struck text of the page are those of the pasted text, letter by letter."""

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.publishing.body import render_body
from editorial.stories.text.pasting.paste import markdown_from_html

NAMES = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del"}
PIECES = st.tuples(
    st.sets(st.sampled_from(["b", "i", "s"])), st.sampled_from(["one", "two words", "x", "4*2"])
)


def looks(html, shown):
    """Each letter with its marks, blanks left out."""
    found = []
    for text in BeautifulSoup(html, "html.parser").find_all(string=True):
        marks = frozenset(NAMES[tag.name] for tag in text.parents if tag.name in NAMES)
        found += [(letter, marks & shown) for letter in str(text) if not letter.isspace()]
    return found


def write(pieces, between):
    parts = []
    for marks, text in pieces:
        names = sorted(marks)
        opening = "".join(f"<{name}>" for name in names)
        parts.append(opening + text + "".join(f"</{name}>" for name in reversed(names)))
    return f"<p>{between.join(parts)}</p>"


def page(html):
    return render_body(markdown_from_html(html).markdown, story_address=lambda _: None).html


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_marks_of_words_are_kept(pieces):
    html = write(pieces, " ")
    everything = frozenset({"strong", "em", "del"})
    assert looks(page(html), everything) == looks(html, everything)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_within_a_word_only_italics_may_give_way_to_bold(pieces):
    html = write(pieces, "")
    sure = frozenset({"strong", "del"})
    assert looks(page(html), sure) == looks(html, sure)
