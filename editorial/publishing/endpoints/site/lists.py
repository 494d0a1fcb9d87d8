"""The pages around the stories: front page, sections, types, tags, authors, and their frame."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from editorial.publishing import figures
from editorial.publishing.endpoints.site import layout
from editorial.publishing.page import (
    NavLink,
    Surroundings,
    Teaser,
    render_frame,
    render_template,
)
from editorial.publishing.page_dates import long_date
from editorial.publishing.page_words import fill, words_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.endpoints.site.layout import Layout
    from editorial.publishing.endpoints.site.records import Record
    from editorial.publishing.piece import Author, Term
    from editorial.system.settings import NewsroomSettings

LATEST, RUBRIC, NAVIGATION = 5, 5, 6
FRONT_CARDS, FRONT_TITLES, LIST_CARDS = 9, 30, 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list page: ``sections/global-crises/`` and the stories on it."""

    path: str
    kind: str
    name: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A story as lists show it, with addresses as seen from the list."""

    headline: str
    url: str
    kicker: str
    excerpt: str
    authors: tuple[str, ...]
    at: dt.datetime
    minutes: int
    thumbnail: Markup
    figure: Markup
    credit: str


def surroundings(
    records: Sequence[Record],
    site: Layout,
    newsroom: NewsroomSettings,
    *,
    stylesheet: str,
    up: str,
    without: Record | None = None,
) -> Surroundings:
    """Return the frame for a page from which ``up`` leads to the front page.

    ``records`` are the live ones, newest first; ``without`` is the story on the page itself.
    """

    def teasers(chosen: Iterable[Record], most: int) -> tuple[Teaser, ...]:
        others = [r for r in chosen if without is None or r.story_id != without.story_id]
        return tuple(
            Teaser(r.headline, up + r.path, r.section.name if r.section else "", r.published_at)
            for r in others[:most]
        )

    shorts = [record for record in records if in_rubric(record, newsroom)]
    counts = Counter(term for record in records for term in record.terms)
    order = sorted(counts, key=lambda term: (-counts[term], term.name))
    return Surroundings(
        site_title=newsroom.title,
        site_url=site.url(),
        newsroom=newsroom,
        home=up or "./",
        feed=f"{up}feed.xml",
        stylesheet=f"{up}{stylesheet}",
        sections=tuple(
            NavLink(term.name, f"{up}{layout.SECTIONS}/{term.slug}/") for term in order[:NAVIGATION]
        ),
        latest=teasers((r for r in records if not in_rubric(r, newsroom)), LATEST),
        rubric_name=next((r.type.name for r in shorts if r.type), "QiOSK"),
        rubric_url=f"{up}{layout.TYPES}/{newsroom.rubric_type}/" if shorts else "",
        rubric=teasers(shorts, RUBRIC),
    )


def in_rubric(record: Record, newsroom: NewsroomSettings) -> bool:
    """Return whether a story stands in the rubric's box instead of among the latest."""
    return record.type is not None and record.type.slug == newsroom.rubric_type


def shelves(records: Sequence[Record], newsroom: NewsroomSettings) -> Iterator[Shelf]:
    """Yield every list page that has stories."""
    words = words_in(newsroom.language)
    found: dict[str, tuple[str, str, list[Record]]] = {}

    def put(folder: str, kind: str, entry: Term | Author, record: Record) -> None:
        path = f"{folder}/{entry.slug}/"
        stories = found.setdefault(path, (kind, entry.name, []))[2]
        if record not in stories[-1:]:
            stories.append(record)

    for record in records:
        for term in record.terms:
            put(layout.SECTIONS, words.section, term, record)
        if record.type:
            put(layout.TYPES, words.format, record.type, record)
        for tag in record.tags:
            put(layout.TAGS, words.tag, tag, record)
        for author in (author for author in record.authors if author.slug):
            put(layout.AUTHORS, words.author, author, record)
    for path, (kind, name, stories) in sorted(found.items()):
        yield Shelf(path, kind, name, tuple(stories))


def front_page(records: Sequence[Record], around: Surroundings) -> str:
    """Return the front page: lead story with photo, more stories, Latest and rubric beside."""
    newsroom = around.newsroom
    stories = [record for record in records if not in_rubric(record, newsroom)]
    lead = next((record for record in stories if record.hero), None) or next(iter(stories), None)
    others = [record for record in stories if record is not lead]
    main = render_template(
        "front.html",
        title=around.site_title,
        lead=_card(lead, "", large=True) if lead else None,
        cards=[_card(record, "") for record in others[:FRONT_CARDS]],
        titles=[_card(r, "") for r in others[FRONT_CARDS : FRONT_CARDS + FRONT_TITLES]],
        newsroom=newsroom,
        words=words_in(newsroom.language),
    )
    head = _head(around.site_title, newsroom.tagline, around.site_url)
    return render_frame(head=head, main=main, language=newsroom.language, surroundings=around)


def shelf_page(shelf: Shelf, around: Surroundings, site: Layout) -> str:
    """Return the page of one section, type, tag or author."""
    up = layout.UP_FROM_LIST
    main = render_template(
        "listing.html",
        kind=shelf.kind,
        name=shelf.name,
        cards=[_card(record, up) for record in shelf.records[:LIST_CARDS]],
        titles=[_card(record, up) for record in shelf.records[LIST_CARDS:]],
        newsroom=around.newsroom,
        words=words_in(around.newsroom.language),
    )
    title = f"{shelf.name} – {around.site_title}"
    head = _head(title, f"{shelf.kind}: {shelf.name}", site.url(shelf.path))
    return render_frame(
        head=head, main=main, language=around.newsroom.language, surroundings=around
    )


def story_page(record: Record, around: Surroundings) -> str:
    """Return the page of a story."""
    return render_frame(
        head=record.head, main=record.article, language=record.language, surroundings=around
    )


def withdrawn_page(record: Record, around: Surroundings) -> str:
    """Return the notice in the place of a withdrawn story, in its language."""
    words = words_in(record.language)
    said = [words.withdrawn_text, record.withdrawal_note]
    if record.withdrawn_at is not None:
        day = long_date(record.withdrawn_at, around.newsroom, words)
        said.insert(0, fill(words.withdrawn_on, date=day).unescape())
    return _notice_page(
        (words.withdrawn, words.withdrawn_heading, " ".join(filter(None, said))),
        record.language,
        around,
    )


def missing_page(around: Surroundings) -> str:
    """Return the page for addresses at which there is none."""
    language = around.newsroom.language
    words = words_in(language)
    return _notice_page(
        (words.missing, words.missing_heading, words.missing_text), language, around
    )


def _notice_page(said: tuple[str, str, str], language: str, around: Surroundings) -> str:
    """Return a page that says one thing (title, heading, text), kept out of search engines."""
    title, heading, text = said
    main = render_template(
        "notice.html",
        heading=heading,
        text=text,
        url=around.home,
        label=words_in(language).to_front,
    )
    head = _head(f"{title} – {around.site_title}", "", "", ("name", "robots", "noindex"))
    return render_frame(head=head, main=main, language=language, surroundings=around)


def redirect_page(record: Record, site: Layout) -> str:
    """Return the page at an address that the story had before."""
    return render_template(
        "redirect.html",
        title=record.headline,
        language=record.language,
        words=words_in(record.language),
        url=f"{layout.UP_FROM_ARTICLE}{record.path}",
        canonical=site.url(record.path),
    )


def _card(record: Record, up: str, *, large: bool = False) -> Card:
    url = up + record.path
    thumbnail = figure = Markup("")
    hero = record.hero
    if hero:

        def address(file: PreparedFile) -> str:
            return url + file.path.name

        if large:
            figure = Markup(figures.picture_figure(hero, address, eager=True))
        else:
            thumbnail = Markup(figures.picture_element(hero, address, sizes=figures.THUMBNAIL))
    kicker = " | ".join(term.name for term in (record.type, record.section) if term)
    return Card(
        headline=record.headline,
        url=url,
        kicker=kicker,
        excerpt=record.excerpt,
        authors=tuple(author.name for author in record.authors),
        at=record.published_at,
        minutes=record.reading_minutes,
        thumbnail=thumbnail,
        figure=figure,
        credit=hero.credit if hero else "",
    )


def _head(title: str, description: str, canonical: str, *metas: tuple[str, str, str]) -> str:
    shown = list(metas)
    if canonical:
        shown += [
            ("property", "og:type", "website"),
            ("property", "og:title", title),
            ("property", "og:url", canonical),
        ]
    return render_template(
        "head.html",
        title=title,
        description=description,
        canonical=canonical,
        metas=shown,
        json_ld="",
    ).strip()
