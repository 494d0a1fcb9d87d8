"""Whatever is pasted: the words that could be seen are the words of the page, in order."""

import re
from collections import Counter

import html5lib
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editorial.publishing.body import render_body
from editorial.stories.text.pasting.paste import markdown_from_html

TOKENS = """
harbour pilots Zürich 2026 it’s “quoted” snake_case a B x1 * ** _ __em__ *em* # ## > - + 1.
    2) : = --- ` ``code`` [ ] [x](y) [^1] [^1]: [[story]] ![alt](x.png) \\ &amp; &amp;amp;
    &lt;b&gt; &lt; a&lt;b { } {:.x} {#id} ~~ ~ | a|b *** &amp;copy; https://example.org/a_b
    *[HTML]: === ! \\* &lt;!-- --&gt; &lt;?php $ ~~gone~~ foo_ _foo ( ) ***x*** %
"""
WORDS = st.sampled_from(TOKENS.split())
TEXT = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
SPACED = st.tuples(st.sampled_from(["", " ", "&nbsp;", "\n", "  "]), TEXT,
                   st.sampled_from(["", " ", "&nbsp; "])).map("".join)  # fmt: skip
INLINE = ["b", "i", "strong", "em", "span", "u", "s", "code", "sup", "a href='https://example.org'"]
INLINE += ["span style='font-weight:700'", "span style='font-style:italic'", "font", "o:p"]
INLINE += ["span style='font-weight:400'", "a href='javascript:x()'", "a name='x'"]
BLOCK = ["p", "div", "h1", "h2", "h4", "blockquote", "ul><li", "ol><li", "ul", "li", "section"]
BLOCK += ["pre", "p class=MsoNormal", "table><tr><td", "figure", "figcaption", "dl><dd", "td"]
BLOCK += ["p style='mso-list:l0 level1 lfo1'", "p style='mso-list:l0 level3 lfo1'", "ol start=4"]


def element(openings, inner):
    def write(name, parts):
        names = name.split("><")
        ends = "".join(f"</{n.split()[0]}>" for n in reversed(names))
        return f"<{name}>{''.join(parts)}{ends}"

    return st.builds(write, st.sampled_from(openings), st.lists(inner, min_size=1, max_size=3))


INLINES = st.recursive(SPACED | st.just("<br>"), lambda inner: element(INLINE, inner), max_leaves=6)
TREES = st.recursive(INLINES, lambda inner: element(BLOCK, inner), max_leaves=12)
TABLES = st.lists(st.lists(INLINES, min_size=2, max_size=3), min_size=1, max_size=3).map(
    lambda rows: (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )
)
DOCUMENTS = st.lists(TREES | TABLES, min_size=1, max_size=4).map("".join)


def letters(text):
    """What a reader reads, blind to blanks and to the typographer of the page."""
    text = text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
    text = text.replace("–", "--").replace("—", "---").replace("…", "...")
    text = text.replace("«", "<<").replace("»", ">>")
    return re.sub(r"\s+", "", text)


def seen(html):
    """What a browser's parser makes of it. (It drops some words that stand loose in a table.)"""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return letters("".join(tree.itertext()))


def written(html):
    return letters(BeautifulSoup(html, "html.parser").get_text())


def read(markdown):
    body = render_body(markdown, story_address=lambda _: None)
    return seen(body.html)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@example("<h1>##</h1>")
@example("<h2>a \\#</h2>")
@example("<p>[ open</p> <p>[x](y)</p>")
@example("<i><b>harbour</b> harbour</i>")
@example("<ul><li><blockquote>a<br>b</blockquote></li></ul>")
@example("<table><tr><td><code>a|b</code></td><td>c</td></tr></table>")
@given(DOCUMENTS)
def test_the_page_reads_as_the_pasted_text_did(html):
    pasted = markdown_from_html(html)
    found = Counter(read(pasted.markdown))
    assert not Counter(seen(html)) - found, pasted.markdown
    assert found == Counter(written(html)), pasted.markdown
