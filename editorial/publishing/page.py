"""The article page: a finished piece, in the house that it is read in.

A page is the frame (masthead, aside, footer; `Surroundings`) around the article itself
(`render_article`), so that the frame can be drawn again without the article being touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from editorial.publishing import figures, structured_data
from editorial.publishing.page_dates import iso, long_date
from editorial.publishing.page_words import fill, is_right_to_left, words_in
from editorial.system.paths import resource

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.piece import Author, Picture, Piece, RelatedPiece, Term
    from editorial.system.settings import NewsroomSettings


@dataclass(frozen=True, slots=True)
class NavLink:
    """A name that leads somewhere."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """A line in a list of other stories."""

    title: str
    url: str
    section: str
    at: dt.datetime
    """Aware."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an article; addresses as seen from the page that shows them."""

    site_title: str
    site_url: str
    """Absolute, for machines; empty for a page that stands alone."""
    newsroom: NewsroomSettings
    home: str = ""
    feed: str = ""
    stylesheet: str = ""
    sections: tuple[NavLink, ...] = ()
    latest: tuple[Teaser, ...] = ()
    rubric_name: str = "QiOSK"
    rubric_url: str = ""
    rubric: tuple[Teaser, ...] = ()


def _nowhere(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things of one article lie. An empty address makes plain text of a link."""

    file: Callable[[Picture, PreparedFile], str]
    """As seen from the page."""
    public_file: Callable[[Picture, PreparedFile], str]
    """Absolute, for machines."""
    canonical: str = ""
    """Absolute address of the page."""
    type: Callable[[Term], str] = field(default=_nowhere)
    section: Callable[[Term], str] = field(default=_nowhere)
    tag: Callable[[Term], str] = field(default=_nowhere)
    author: Callable[[Author], str] = field(default=_nowhere)
    public_author: Callable[[Author], str] = field(default=_nowhere)


def render_page(piece: Piece, *, surroundings: Surroundings, addresses: Addresses) -> str:
    """Return the complete page of a piece."""
    return render_frame(
        head=render_head(piece, site_url=surroundings.site_url, addresses=addresses),
        main=render_article(piece, addresses),
        language=piece.language,
        surroundings=surroundings,
    )


def render_article(piece: Piece, addresses: Addresses) -> str:
    """Return the ``article`` element alone, from kicker to related stories."""
    # A photo may be the hero and stand in the body with other words.
    by_id = {picture.photo_id: picture for picture in (*piece.pictures, *piece.inline)}

    def inline(photo_id: Any) -> str:
        picture = by_id.get(photo_id)
        return figures.picture_figure(picture, _at(addresses, picture)) if picture else ""

    hero = ""
    if piece.hero:
        hero = figures.picture_figure(
            piece.hero, _at(addresses, piece.hero), eager=True, css_class="hero"
        )
    return _template("article.html").render(
        piece=piece,
        addresses=addresses,
        hero=Markup(hero),
        body=Markup(figures.fill_figures(piece.body_html, inline)),
        related=[
            (entry, _thumbnail(entry, addresses)) for entry in piece.related if _is_shown(entry)
        ],
        newsroom=piece.newsroom,
        words=words_in(piece.language),
    )


def render_head(piece: Piece, *, site_url: str, addresses: Addresses) -> str:
    """Return title, description and what machines read, for inside ``head``."""
    data = structured_data.news_article(
        piece,
        url=addresses.canonical,
        site_url=site_url,
        picture_address=addresses.public_file,
        author_address=addresses.public_author,
    )
    return _template("head.html").render(
        title=f"{piece.headline} – {piece.newsroom.title}",
        description=structured_data.description(piece),
        canonical=addresses.canonical,
        metas=structured_data.open_graph(
            piece, url=addresses.canonical, picture_address=addresses.public_file
        ),
        json_ld=Markup(structured_data.as_script(data)),
    )


def render_frame(
    *,
    head: str,
    main: str,
    language: str,
    surroundings: Surroundings,
) -> str:
    """Return a page around ``main``."""
    return _template("frame.html").render(
        head=Markup(head),
        main=Markup(main),
        language=language,
        around=surroundings,
        newsroom=surroundings.newsroom,
        words=words_in(language),
    )


def render_template(name: str, /, **values: Any) -> str:
    """Render another template of ``resources/page``; texts are escaped."""
    return _template(name).render(**values)


def _is_shown(entry: RelatedPiece) -> bool:
    return bool(entry.url)


def _thumbnail(entry: RelatedPiece, addresses: Addresses) -> Markup:
    if entry.picture is None:
        return Markup("")
    return Markup(
        figures.picture_element(
            entry.picture, _at(addresses, entry.picture), sizes=figures.THUMBNAIL
        )
    )


def _at(addresses: Addresses, picture: Picture) -> Callable[[PreparedFile], str]:
    return partial(addresses.file, picture)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("page")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(iso=iso, long_date=long_date, fill=fill)
    environment.tests["right_to_left"] = is_right_to_left
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)
