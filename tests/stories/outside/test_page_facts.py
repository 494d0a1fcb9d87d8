"""What pages say of themselves, whatever they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.stories.outside.page_facts import read_facts
from tests.outside_pages import ARTICLE

HERE = "https://www.quay.example/world/a?ref=mail"


def test_json_ld_is_trusted_first_and_a_messy_credit_is_cleaned() -> None:
    facts = read_facts(ARTICLE % "/p.jpg", HERE)
    assert facts.title == "The queue off Varnmouth & beyond"
    assert facts.section == "World"
    assert facts.excerpt == "Who counts the ships."
    assert facts.picture == "https://www.quay.example/p.jpg"
    assert facts.credit == "Ana Ruiz / AP"
    assert facts.url == HERE


def test_open_graph_then_plain_html() -> None:
    page = (
        '<title>Plain</title><meta name="description" content="In plain words.">'
        '<meta property="og:image" content="//cdn.example/p.jpg">'
    )
    facts = read_facts(page, HERE)
    assert (facts.title, facts.section) == ("Plain", "quay.example")
    assert facts.excerpt == "In plain words."
    assert facts.picture == "https://cdn.example/p.jpg"
    assert facts.credit == ""


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/world/a", "https://www.quay.example/world/a"),
        ("https://quay.example/world/a", "https://quay.example/world/a"),
        ("https://evil.example/", HERE),
        ("javascript:alert(1)", HERE),
    ],
)
def test_a_page_names_its_address_on_its_own_host_only(href, url) -> None:
    assert read_facts(f'<link rel="canonical" href="{href}">', HERE).url == url


@pytest.mark.parametrize(
    "page",
    [
        "",
        '<script type="application/ld+json">{not json</script>',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        '<script type="application/ld+json">{"@type":"Article","image":[[]],"headline":7}</script>',
        '<meta property="og:title"><meta property="og:image" content="http://[">',
        "<div>" * 3000,
    ],
)
def test_broken_pages_give_what_they_have(page) -> None:
    facts = read_facts(page, HERE)
    assert facts.title == ""
    assert facts.picture == ""


@pytest.mark.parametrize(
    "bomb", ["<b>", "<!--", "<![CDATA[", "<?", "<meta>", "<title>", "<a ", "</b>", "&amp", "<!x "]
)
def test_two_megabytes_of_nonsense_are_read_at_once(bomb) -> None:
    """A reader in Python takes minutes for some of these; the whole test has a limit."""
    page = "<title>First</title>" + bomb * ((2 << 20) // len(bomb))
    assert read_facts(page, HERE).title.startswith("First")


def test_things_that_others_call_by_name_are_found() -> None:
    """As the commonest WordPress plug-in for search engines writes them."""
    page = """<script type="application/ld+json">{"@graph": [
      {"@type": "OpinionNewsArticle", "headline": "Named", "image": {"@id": "#picture"}},
      {"@type": "ImageObject", "@id": "#picture", "contentUrl": "/p.jpg",
       "creator": {"@id": "#ana"}},
      {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"}]}</script>"""
    facts = read_facts(page, HERE)
    assert facts.title == "Named"
    assert facts.picture == "https://www.quay.example/p.jpg"
    assert facts.credit == "Ana Ruiz"


def test_a_less_than_sign_is_no_element() -> None:
    page = "<title>When 3 &lt; 5 and 6 &gt; 4: &lt;b&gt;sums&lt;/b&gt;</title>"
    assert read_facts(page, HERE).title == "When 3 < 5 and 6 > 4: sums"


def test_long_words_are_cut_at_a_word() -> None:
    facts = read_facts(f"<title>{'word ' * 100}</title>", HERE)
    assert len(facts.title) <= 301
    assert facts.title.endswith("word…")


@given(st.text(max_size=200))
def test_nothing_found_is_html_or_has_line_ends(text) -> None:
    facts = read_facts(f"<title>{text}</title><meta name=description content='{text}'>", HERE)
    assert "\n" not in facts.title + facts.excerpt
