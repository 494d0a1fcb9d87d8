"""The article page: every part is there, in order, and reads well by eye, ear and machine."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from editorial.publishing.figures import fill_figures, marked_photos, picture_figure
from editorial.publishing.markup import Element, parse
from editorial.publishing.page import Addresses, NavLink, Surroundings, Teaser, render_page
from editorial.publishing.page_alone import render_alone
from editorial.publishing.picture_files import file_name
from editorial.publishing.readback import differences, expected, parts_of_html, text_of
from editorial.publishing.structured_data import as_script, shorten
from editorial.system.errors import RuleRefused
from editorial.system.paths import resource
from tests.publishing.pieces import NEWSROOM, PUBLISHED, later

GOLDEN = Path(__file__).parent / "golden"
URL = "https://harbour.example/stories/why-the-harbour-pilots-are-striking-now/"
AROUND = Surroundings(
    site_title="The Harbour Review",
    site_url="https://harbour.example/",
    newsroom=NEWSROOM,
    home="../../",
    feed="../../feed.xml",
    stylesheet="../../assets/style.css",
    sections=(NavLink("Global Crises", "../../sections/global-crises/"),),
    latest=(Teaser("The insurance question nobody asked", "../insurance/", "", PUBLISHED),),
    rubric_url="../../types/qiosk/",
    rubric=(Teaser("The lighthouse bill, explained", "../lighthouse/", "", PUBLISHED),),
)
ADDRESSES = Addresses(
    file=lambda picture, file: f"{picture.name}-{file.width}{file.suffix}",
    public_file=lambda picture, file: f"{URL}{picture.name}-{file.width}{file.suffix}",
    canonical=URL,
    section=lambda term: f"../../sections/{term.slug}/",
    author=lambda author: f"../../authors/{author.slug}/",
    public_author=lambda author: f"https://harbour.example/authors/{author.slug}/",
)


def page_of(piece, **changes):
    return render_page(
        piece, surroundings=dataclasses.replace(AROUND, **changes), addresses=ADDRESSES
    )


def find_all(root: Element, name: str = "", css_class: str = "") -> list[Element]:
    return [
        element
        for element in root.walk()
        if (not name or element.name == name) and (not css_class or css_class in element.classes)
    ]


def test_the_page_is_as_it_was_agreed(pieces):
    piece = pieces.piece(corrections=(pieces.correction(),))
    html = page_of(piece)
    golden = GOLDEN / "article.html"
    assert html == golden.read_text("utf-8"), (
        f"The page changed. If that is meant, write the new one to {golden}."
    )


def test_every_part_is_there(pieces):
    piece = pieces.piece(corrections=(pieces.correction(),))
    root = parse(page_of(piece))
    text = text_of(parse(page_of(piece).replace("data-part=", "data-was=")))
    for words in (
        "Analysis | Global Crises",
        piece.headline,
        piece.dek,
        "By Mara Lindqvist and Tomás Ó Briain · 22 November 2026 · 4 min read",
        "Corrected on 23 November 2026",
        "Correction Corrected on 23 November 2026: An earlier version gave the wrong berth.",
        "Mara Lindqvist covers the coast.",
        "Keep reading",
        "POOL via ZUMA Press Wire",
        "Latest The insurance question nobody asked",
        "QiOSK The lighthouse bill, explained",
        NEWSROOM.newsletter_text,
        "Follow us Mastodon",
    ):
        assert words in text, words
    captions = [text_of_caption(figure) for figure in find_all(root, "figure")]
    assert captions == [
        "The outer harbour at first light, 20 November 2026. "
        "Photo: Dimitrije Ostojic/Shutterstock.com",
        "Pilot boats tied up at the inner quay. Photo: REUTERS/David 'Dee' Delgado",
    ]


def text_of_caption(figure: Element) -> str:
    caption = figure.find("figcaption")
    return text_of(caption) if caption else ""


def test_the_page_holds_what_is_expected(piece):
    assert differences(expected(piece), parts_of_html(page_of(piece))) == ()


def test_a_bare_story_has_no_empty_parts(pieces):
    piece = pieces.piece(
        type=None, section=None, also_in=(), tags=(), dek="", authors=(), hero=None, body="One.",
        related=(),
    )  # fmt: skip
    root = parse(page_of(piece, sections=(), latest=(), rubric=(), rubric_url=""))
    assert not find_all(root, css_class="kicker")
    assert not find_all(root, css_class="dek")
    assert not find_all(root, css_class="related")
    assert not find_all(root, css_class="terms")
    for element in root.walk():
        if element.name in {"p", "li", "h1", "h2", "h3", "ul", "section", "a", "time"}:
            assert text_of(element), element


def test_related_stories_without_an_address_are_not_shown(pieces):
    piece = pieces.piece(related=(pieces.related(url="", outside=False),))
    assert "Related stories" not in page_of(piece)


def test_landmarks_headings_and_ids(pieces):
    root = parse(page_of(pieces.piece(corrections=(pieces.correction(),))))
    for landmark in ("header", "nav", "main", "aside", "footer", "article"):
        assert find_all(root, landmark), landmark
    assert len(find_all(root, "h1")) == 1
    levels = [int(e.name[1]) for e in root.walk() if re.fullmatch(r"h[1-6]", e.name)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [e.attributes["id"] for e in root.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    skip = find_all(root, "a")[0]
    assert skip.attributes["href"] == "#content"
    assert "content" in ids
    labelled = {
        e.attributes["aria-labelledby"] for e in root.walk() if "aria-labelledby" in e.attributes
    }
    assert labelled <= set(ids)
    for link in find_all(root, "a"):
        assert text_of_link(link), link
    for image in find_all(root, "img"):
        assert "alt" in image.attributes
        assert int(image.attributes["width"]) > int(image.attributes["height"]) > 0


def text_of_link(link: Element) -> str:
    return text_of(Element("", {}, list(link.children)))


def test_times_are_in_the_newsrooms_time_zone(pieces):
    piece = pieces.piece(published_at=dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC))
    html = page_of(piece)
    assert '<time datetime="2026-07-01T00:30:00+02:00">1 July 2026</time>' in html
    far = dataclasses.replace(NEWSROOM, time_zone="America/Los_Angeles")
    html = page_of(dataclasses.replace(piece, newsroom=far))
    assert '<time datetime="2026-06-30T15:30:00-07:00">30 June 2026</time>' in html


def test_an_unknown_time_zone_is_named(pieces):
    nowhere = dataclasses.replace(NEWSROOM, time_zone="Mars/Olympus")
    with pytest.raises(RuleRefused, match="Mars/Olympus"):
        page_of(pieces.piece(newsroom=nowhere))


def test_texts_cannot_break_out(pieces):
    nasty = '</script><script>alert("x")</script> & \'y\' "z"'
    picture = pieces.picture(caption=nasty, alt=nasty, credit=nasty)
    piece = pieces.piece(
        headline=nasty,
        dek=nasty,
        hero=picture,
        related=(pieces.related(title=nasty, excerpt=nasty),),
    )
    html = page_of(piece, site_title=nasty)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    scripts = list(tree.iter("script"))
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    data = json.loads(scripts[0].text)
    assert data["image"][0]["creditText"] == nasty
    assert parts_of_html(html).headline == nasty
    assert nasty in parts_of_html(html).credits


def test_json_ld_says_who_made_what(pieces):
    piece = pieces.piece(corrections=(pieces.correction(),))
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page_of(piece))
    data = json.loads(script[1])
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == piece.headline
    assert data["datePublished"] == "2026-11-22T18:00:00+01:00"
    assert data["author"][0] == {
        "@type": "Person",
        "name": "Mara Lindqvist",
        "url": "https://harbour.example/authors/mara-lindqvist/",
    }
    assert data["articleSection"] == ["Global Crises", "Asia-Pacific"]
    assert data["keywords"] == ["Ports", "Strikes & lockouts"]
    assert data["correction"][0]["text"] == "An earlier version gave the wrong berth."
    assert data["publisher"]["name"] == "The Harbour Review"
    assert data["wordCount"] == piece.word_count
    assert data["image"][0] == {
        "@type": "ImageObject",
        "contentUrl": f"{URL}harbour-pilots-strike-hero-960.jpg",
        "width": 960,
        "height": 540,
        "caption": "The outer harbour at first light, 20 November 2026.",
        "creator": [{"@type": "Person", "name": "Dimitrije Ostojic"}],
        "creditText": "Dimitrije Ostojic/Shutterstock.com",
        "copyrightNotice": "© 2026 Dimitrije Ostojic",
        "license": "https://shutterstock.example/licence",
    }
    assert "license" not in data["image"][1]
    assert len(data["image"]) == 2


def test_a_long_headline_is_shortened_for_machines_only(pieces):
    long = "Pilots " * 30
    html = page_of(pieces.piece(headline=long.strip()))
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", html)[1])
    assert len(data["headline"]) <= 110
    assert data["headline"].endswith("Pilots…")
    assert parts_of_html(html).headline == long.strip()


def test_open_graph(piece):
    root = parse(page_of(piece))
    metas = {
        element.attributes.get("property")
        or element.attributes.get("name"): element.attributes.get("content")
        for element in find_all(root, "meta")
    }
    assert metas["og:title"] == piece.headline
    assert metas["og:url"] == URL
    assert metas["og:image"] == f"{URL}harbour-pilots-strike-hero-960.jpg"
    assert metas["og:image:alt"] == piece.hero.alt
    assert metas["twitter:card"] == "summary_large_image"
    assert metas["description"] == piece.dek
    links = {e.attributes["rel"]: e.attributes["href"] for e in find_all(root, "link")}
    assert links["canonical"] == URL
    assert links["alternate"] == "../../feed.xml"


def test_a_picture_offers_every_size_and_keeps_its_credit(pieces):
    picture = pieces.picture(caption="", name="a b,c", credit="A & B/C")
    html = picture_figure(picture, lambda file: f"{picture.name}-{file.width}{file.suffix}")
    assert 'srcset="a%20b%2Cc-480.webp 480w, a%20b%2Cc-960.webp 960w"' in html
    assert 'src="a%20b%2Cc-960.jpg"' in html
    assert (
        '<figcaption><span class="credit"><span class="credit-label">Photo:</span> A &amp; B/C'
        "</span></figcaption>" in html
    )


def test_a_decorative_picture_has_an_empty_alt(pieces):
    html = picture_figure(pieces.picture(alt="", caption="", credit=""), lambda file: "x.jpg")
    assert 'alt=""' in html
    assert "figcaption" not in html


def test_the_hero_may_stand_in_the_body_with_other_words(pieces, tmp_path):
    hero = pieces.picture()
    inline = dataclasses.replace(hero, caption="Seen again.", name="seen-again")
    piece = pieces.piece(body=f"![](photo:{hero.photo_id})", hero=hero, inline=(inline,))
    page = render_alone(piece, tmp_path / "page.html")
    captions = [text_of_caption(f) for f in find_all(parse(page.read_text("utf-8")), "figure")]
    assert captions == [f"{hero.caption} {hero.credit_line}", f"Seen again. {hero.credit_line}"]
    assert list((tmp_path / "page-files").glob("seen-again-*"))
    assert differences(expected(piece), parts_of_html(page.read_text("utf-8"))) == ()


def test_markers_are_filled_in_order(piece):
    (photo_id,) = marked_photos(piece.body_html)
    assert photo_id == piece.inline[0].photo_id
    assert "<b>here</b>" in fill_figures(
        piece.body_html, lambda found: f"<b>{'here' if found == photo_id else ''}</b>"
    )


def test_file_names_are_safe_and_follow_the_content(pieces):
    picture = pieces.picture("../Ærø & Łódź  Hafen")
    name = file_name(picture, picture.files[0])
    assert re.fullmatch(r"r-odz-hafen-480-[0-9a-f]{8}\.jpg", name)
    other = pieces.picture("../Ærø & Łódź  Hafen", seed=5)
    assert file_name(other, other.files[0]) != name


def test_a_page_stands_alone(pieces, tmp_path):
    page = render_alone(pieces.piece(), tmp_path / "out" / "my story.html")
    root = parse(page.read_text("utf-8"))
    addresses = [e.attributes["src"] for e in find_all(root, "img")]
    addresses += [e.attributes["href"] for e in find_all(root, "link")]
    for element in find_all(root, "source"):
        addresses += [part.split()[0] for part in element.attributes["srcset"].split(", ")]
    assert len(addresses) >= 8
    for address in addresses:
        assert (page.parent / address.replace("%20", " ")).is_file(), address
    style = page.parent / "my story-files" / "style.css"
    for font in re.findall(r'url\("([^"]+)"\)', style.read_text("utf-8")):
        assert (style.parent / font).is_file(), font
    assert render_alone(pieces.piece(), tmp_path / "folder").name == f"{pieces.piece().slug}.html"


def test_a_newer_version_shows_when_it_changed(pieces):
    piece = later(pieces.piece())
    assert '"dateModified":"2026-11-22T19:00:00+01:00"' in page_of(piece)


def test_shorten_and_script():
    assert shorten("one two three", 9) == "one two…"
    assert shorten("short", 9) == "short"
    assert as_script({"a": "</script>&\u2028"}) == '{"a":"\\u003c/script\\u003e\\u0026\\u2028"}'


def colours(css: str, scheme: str) -> dict[str, str]:
    part = css.split("prefers-color-scheme: dark")[1] if scheme == "dark" else css
    block = re.search(r":root \{(.*?)\}", part, re.DOTALL)[1]
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["paper", "box"])
def test_contrast_is_enough_everywhere(scheme, text, ground):
    found = colours(resource("page", "style.css").read_text("utf-8"), scheme)
    light, dark = sorted((luminance(found[text]), luminance(found[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
