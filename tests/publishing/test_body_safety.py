"""Whatever is typed or pasted, the body is safe, read by another HTML parser than ours."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.publishing.body import RenderedBody, render_body
from editorial.publishing.sanitise import CLASSES, TAGS

PHOTO = "01890000-0000-7000-8000-000000000001"
SPACE = "{http://www.w3.org/1999/xhtml}"
ALLOWED = {
    "*": {"lang", "dir", "id", "class"},
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "figure": {"data-photo"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = ("http:", "https:", "mailto:", "tel:")
PIECES = [
    "<script>", "</script>", "<style>", "<svg onload=x>", "<math><mtext>", "<iframe src=x>",
    "<a href=javascript:x>", "<a href='jav&#x09;ascript:x'>", "[x](javascript:x)", "</a>",
    "<img src=x onerror=y>", "![a](photo:" + PHOTO + ")", "![b](data:image/png;base64,x)",
    "[s](story:" + PHOTO + ")", "<b onclick=x>", "<p>", "</p>", "<li>", "<table><td>", "<h1>",
    "\n\n", "\n", "  ", "> ", "- ", "1. ", "    ", "# ", "```\n", "`", "*", "**", "_", "~~",
    "[^1]", "[^1]: n\n", "| a | b |\n|---|---|\n", "*[X]: y\n", "{: #id .credit onclick=x }",
    "<!--", "-->", "<![CDATA[", "]]>", "<?php", "&lt;", "&#0;", "\x00", "\x02", "\x03", "\ud800",
    "wzxhzdk:0", "klzzwxh:0000", "\x02klzzwxh:0\x03", "“", '"', "'", "--", "...", "<", ">", "&",
    "<figure data-photo='" + PHOTO + "'>", "<div class='credit' data-part='body'>", "[x]: y 'z'\n",
    "Term\n: d\n", "<template>", "<noscript><p title='</noscript><img src=x onerror=y>'>", "\\",
]  # fmt: skip
markdown = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=24).map(
    "".join
)


def rendered(text: str) -> RenderedBody:
    return render_body(
        text, story_address=lambda story_id: "https://h.example/s/" if story_id.int % 2 else None
    )


def assert_safe(html: str) -> None:
    tree = html5lib.parseFragment(html, treebuilder="etree")
    for element in tree.iter():
        if element is tree:
            continue
        assert isinstance(element.tag, str), f"comment or instruction: {ET.tostring(element)!r}"
        name = element.tag.removeprefix(SPACE)
        assert name in TAGS | {"figure"}, name
        allowed = ALLOWED["*"] | ALLOWED.get(name, set())
        assert set(element.attrib) <= allowed, (name, element.attrib)
        address = element.get("href")
        if address is not None and ":" in address.split("/")[0].split("#")[0].split("?")[0]:
            assert address.lower().startswith(SCHEMES), address
        marked = element.get("data-photo")
        assert marked is None or str(uuid.UUID(marked)) == marked
        for css_class in element.get("class", "").split():
            assert css_class in CLASSES | {"table", "align-left", "align-center", "align-right"}
        given_id = element.get("id")
        assert given_id is None or given_id.startswith(("h-", "fn-", "fnref-"))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@given(markdown)
@settings(max_examples=400, deadline=None)
def test_any_markdown_is_safe(text):
    assert_safe(rendered(text).html)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_safe(text):
    assert_safe(rendered(text).html)


@given(markdown)
@settings(max_examples=150, deadline=None)
def test_text_has_single_spaces_and_every_photo_has_its_marker(text):
    result = rendered(text)
    assert result.text == " ".join(result.text.split())
    assert set(result.photo_ids) == set(result.overrides)
    for photo_id in result.photo_ids:
        assert f'<figure data-photo="{photo_id}"></figure>' in result.html
