"""Bodies as Markdown for static sites: every word, link and credit is read back as it was."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.publishing import readback
from editorial.publishing.body import render_body
from editorial.publishing.endpoints.static_site import front_matter
from editorial.publishing.endpoints.static_site.layout import Layout
from editorial.publishing.endpoints.static_site.options import Options
from editorial.publishing.endpoints.static_site.page import page_of
from editorial.publishing.endpoints.static_site.reading import held_of, page_html, stored_page

KEY = "0" * 31 + "1"
LAYOUTS = {
    "hugo": Layout(
        "hugo", "content/posts", "static/images", "/images", "/posts/:slug/",
        "https://harbour.example/review", raw_html=False,
    ),
    "hugo with html": Layout(
        "hugo", "content/posts", "static/images", "/images", "/posts/:slug/",
        "https://harbour.example", raw_html=True,
    ),
    "jekyll": Layout(
        "jekyll", "_posts", "assets/images", "/assets/images", "/:year/:month/:day/:slug/",
        "https://harbour.example/review", raw_html=True, layout="post",
    ),
    "eleventy": Layout(
        "eleventy", "src/posts", "src/images", "/images", "/posts/:slug/", "", raw_html=True,
    ),
}  # fmt: skip
BODY = """\
For nine *days* the **pilot** boats*s* stayed; 2*3*4, snake_case_word, `code {{ x }}`, `a|b`,
~~gone~~ text & more &copy; &amp;copy; [a link](https://ports.example/a_(b)?year=1&copy=2 "T {{ t }}")
{{ site.secret }} {% include x %} {{< figure src="x" >}} {{% x %}} {# y #}.[^log]

# 1986. A "great" year \\# {#x}

1986\\. A great year.

\\# not a heading

\\- not a list

\\+ nor this

\\[//]: # (editorial: related)

Term: x
: a definition

| Day | Ships \\| waiting |
|-----|--------------:|
| 1   | 4 *x* `y|z`   |

> Nobody asked us.
>
> - in quote

- The berths
    - nested one
- The [insurers](https://insurers.example/notice)

3. First

    Second paragraph

```
code {{ block }} {{< x >}}
    {% raw %} <b>
```

Nine days are a long time.
{: .pull-quote }

**"Quoted"**word and **bold *inner*** and ***both*** and *a **b***. H<sub>2</sub>O <u>u</u><br>
after a break, $$x^2$$ ==x== ++y++ http://bare.example/x_y_z www.x.example a@b.example \\\\ \\` <b

A second note.[^log] And ~~*all* of **it**~~.

[^log]: The log, 13 to 21 November. {{ fn }}

    Second *paragraph* of it.
"""  # noqa: E501


def written(piece, layout, **options):
    return page_of(
        piece, layout, Options(**options), key=KEY, path="content/posts/x.md", old_paths=("/old/",)
    )


def held(piece, layout, **options):
    page = written(piece, layout, **options)
    return held_of(stored_page(page.path, page.text.encode(), {}), KEY, layout)


@pytest.fixture(params=sorted(LAYOUTS))
def layout(request):
    return LAYOUTS[request.param]


def test_a_body_full_of_marks_is_read_back_as_it_was(pieces, layout):
    piece = pieces.piece(body=BODY)
    found = held(piece, layout)

    assert not readback.differences(readback.expected(piece), found)
    assert found.links == piece.links


def test_nothing_in_a_body_reaches_a_template_language(pieces, layout):
    piece = pieces.piece(
        body=BODY, headline="{{ page.x }}", corrections=(pieces.correction("{{ c }} {% c %}"),)
    )
    picture = dataclasses.replace(
        piece.hero,
        caption='{{ cap }} *x* "q" <i>',
        alt='`a` {{ alt }} "q" {{< x >}} <i>',
        credit='{{ cr }} | "x" _y_: z',
    )
    piece = dataclasses.replace(piece, hero=picture)
    _, body = front_matter.split(written(piece, layout).text)

    if layout.generator == "hugo":
        ours = re.findall(r"\{\{<.*?>\}\}", body)
        assert ours
        assert all(call.startswith("{{< figure src=") for call in ours)
        assert len(re.findall(r"\{\{[<%]", body)) == len(ours)
    else:
        assert not re.search(r"\{\{|\{%|\{#", body)
    assert not readback.differences(readback.expected(piece), held(piece, layout))


def test_caption_alt_text_and_credit_stand_beside_each_picture(pieces, layout):
    piece = pieces.piece()
    page = written(piece, layout)
    html = page_html(stored_page(page.path, page.text.encode(), {}))

    for picture in (piece.hero, *piece.inline):
        (figure,) = [f for f in re.findall(r"<figure.*?</figure>", html) if picture.name in f]
        plain = readback.normal(re.sub(r"<[^>]+>", "", figure))
        assert readback.normal(f"{picture.caption} {picture.credit_line}") in plain
        assert picture.alt in figure


def test_the_hero_and_related_stories_can_be_left_to_the_theme(pieces, layout):
    piece = pieces.piece()
    page = written(piece, layout, hero_in_content=False, related_in_content=False)
    _, body = front_matter.split(page.text)

    assert piece.hero.name not in body
    assert piece.related[0].title not in body
    # They are brought along all the same, and the hero's credit is still known.
    assert any(piece.hero.name in path for path in page.images)
    found = held(piece, layout, hero_in_content=False, related_in_content=False)
    assert found.credits == readback.credits_of(piece)


@pytest.mark.parametrize(
    "headline",
    [
        "Line one\nline two",
        'He said "no" --- and \\ left',
        "---",
        "# a: b, [c] {d} & *e* !f %g @h `i`",
        "no",
        "2026-11-22",
        "1e3",
        "a\u2028b\u0085c\td",
        "{{ x }} {% y %} {{< z >}}",
        "Ünïcode – “quotes” 漢字 🚢",
    ],
)
def test_any_headline_survives_the_front_matter(pieces, layout, headline):
    text = written(pieces.piece(headline=headline, dek=headline), layout).text
    values, body = front_matter.split(text)

    assert values is not None
    assert values["title"] == headline
    assert values["dek"] == headline
    assert values["editorial_id"] == KEY
    assert "[//]: # (editorial: body)" in body
    # Two lines of dashes, and no third that a cruder reader would stop at.
    assert len(re.findall(r"^---\s*$", text, re.MULTILINE)) == 2


def test_front_matter_says_what_themes_ask_for(pieces, layout):
    piece = pieces.piece(corrections=(pieces.correction(),))
    values, _ = front_matter.split(written(piece, layout).text)

    assert values is not None
    assert values["date"] == "2026-11-22T18:00:00+01:00"
    assert values["categories"] == ["Global Crises", "Asia-Pacific"]
    assert values["tags"] == ["Ports", "Strikes & lockouts"]
    assert values["authors"] == ["Mara Lindqvist", "Tomás Ó Briain"]
    assert values["draft"] is False
    assert values["slug"] == piece.slug
    (note,) = values["corrections"]
    assert (note["line"], note["text"]) == (
        "Corrected on 23 November 2026",
        piece.corrections[0].text,
    )
    assert values["related"][0]["image_credit"] == "POOL via ZUMA Press Wire"
    where = {"hugo": ("url", "aliases")}.get(layout.generator, ("permalink", "redirect_from"))
    assert values[where[0]].endswith(f"/{piece.slug}/")
    assert values[where[1]] == ["/old/"]
    image = values["image"]
    if layout.generator == "jekyll":
        assert (image["credit"], image["alt"]) == (piece.hero.credit, piece.hero.alt)
        # Themes put the site's root before it themselves.
        assert image["path"].startswith("/assets/images/")
    else:
        assert image.startswith(f"{layout.root}/images/")
        assert values["image_credit"] == piece.hero.credit
    assert "embargo" not in str(values)


def test_a_correction_stands_in_the_text_with_its_day(pieces, layout):
    piece = pieces.piece(corrections=(pieces.correction("The berth was *not* 4."),))
    page = written(piece, layout)
    html = page_html(stored_page(page.path, page.text.encode(), {}))

    assert "Corrected on 23 November 2026:" in html
    assert "The berth was" in html
    # As words, not as emphasis.
    assert "<em>not</em>" not in html


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text(st.sampled_from(list("ab 1.)*_`~[](){}<>|#+-=:!&;\\\"'$^%/@\n,é—“”")), max_size=40),
        max_size=4,
    )
)
def test_any_body_is_read_back_word_for_word(pieces, passages):
    """What counts is what readers got of it on every other endpoint: the rendered body."""
    body = render_body("\n\n".join(passages), story_address=lambda _: None)
    piece = dataclasses.replace(
        pieces.piece(body="x", hero=None, related=()),
        body_html=body.html,
        body_text=body.text,
        links=body.links,
    )
    for layout in LAYOUTS.values():
        assert not readback.differences(readback.expected(piece), held(piece, layout)), (
            layout.generator,
            body.html,
            written(piece, layout).text,
        )
