"""Related pieces: chosen by a person, in order, with suggestions from the whole archive.

A suggestion comes from FTS5 alone, offline: the story's twenty most telling words (by tf·idf),
ORed, ranked by bm25; the words that both share are the reason that is shown.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import func, select, text

from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.lists import rows_by_key
from editorial.stories.models import Story, StoryBody, StoryLink
from editorial.stories.placements import open_for_change, photo_of
from editorial.stories.revisions import touch
from editorial.stories.text.words import plain_text
from editorial.system.errors import NotFound, RuleRefused, WrongUsage

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryRow

TELLING_WORDS = 20
_CANDIDATES = 40
_WORD = re.compile(r"[^\W\d_]{3,}")
_TOO_COMMON = 0.2
"""Words in more than this share of the stories say nothing about one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story that may be related, and up to three words that both share."""

    story: StoryRow
    shares: tuple[str, ...]


def link_story(
    store: Store, story_id: uuid.UUID, target_id: uuid.UUID | str, *, who: Person
) -> Changes:
    """Add one of our stories to the related ones; adding it twice changes nothing.

    Raises `NotFound`, `WrongState`, or `RuleRefused` for a story related to itself.
    """
    with store.write() as session:
        story = open_for_change(session, story_id)
        target = story_of(session, target_id)
        if target is story:
            raise RuleRefused("A story cannot be related to itself.", safe="Nothing was changed.")
        if all(link.target is not target for link in story.links):
            story.links.append(StoryLink(target=target, position=_end(story)))
            _changed(session, store, story, who, added=str(target.id))
    return Changes(stories=frozenset({story.id}))


def link_page(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    url: str,
    title: str,
    section: str = "",
    excerpt: str = "",
    photo_id: uuid.UUID | None = None,
    photo_caption: str = "",
    link_id: uuid.UUID | None = None,
) -> Changes:
    """Add a page elsewhere to the related pieces, or renew the one of ``link_id`` or address.

    Raises `WrongUsage` for an address that is no http address, or a missing title.
    """
    address = check_address(url)
    if not title.strip():
        raise WrongUsage("A related page needs a title.", next_step="Copy it from the page.")
    with store.write() as session:
        story = open_for_change(session, story_id)
        pages = [link for link in story.links if link.url]
        link = next((link for link in pages if link.id == link_id), None)
        link = link or next((link for link in pages if link.url == address), None)
        if link is None:
            link = StoryLink(url=address, position=_end(story))
            story.links.append(link)
        link.url = address
        link.title = " ".join(title.split())
        link.section = " ".join(section.split())
        link.excerpt = " ".join(excerpt.split())
        link.photo = photo_of(session, photo_id) if photo_id else None
        link.photo_caption = " ".join(photo_caption.split())
        _changed(session, store, story, who, added=address)
    return Changes(stories=frozenset({story.id}))


def unlink(store: Store, story_id: uuid.UUID, link_id: uuid.UUID, *, who: Person) -> Changes:
    """Take a related piece off the list. Raises `NotFound`."""
    with store.write() as session:
        story = open_for_change(session, story_id)
        link = next((link for link in story.links if link.id == link_id), None)
        if link is None:
            raise NotFound("That piece is not among the related ones.", safe="Nothing was changed.")
        story.links.remove(link)
        _changed(
            session, store, story, who, removed=str(link.target.id if link.target else link.url)
        )
    return Changes(stories=frozenset({story.id}))


def order_links(
    store: Store, story_id: uuid.UUID, link_ids: Sequence[uuid.UUID], *, who: Person
) -> Changes:
    """Put the related pieces in the order of ``link_ids``; unnamed ones follow."""
    with store.write() as session:
        story = open_for_change(session, story_id)
        places = {link_id: place for place, link_id in enumerate(link_ids)}
        ordered = sorted(
            story.links, key=lambda link: (places.get(link.id, len(places)), link.position)
        )
        for position, link in enumerate(ordered):
            link.position = position
        _changed(session, store, story, who, order=[str(link_id) for link_id in link_ids])
    return Changes(stories=frozenset({story.id}))


def check_address(url: str) -> str:
    """Return an http address without spaces around it. Raises `WrongUsage` for another one."""
    address = url.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        # Brackets that hold no IPv6 address.
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in address:
        raise WrongUsage(
            f"“{url}” is no web address.", next_step="It begins with https:// and has no spaces."
        )
    return address


def suggest(store: Store, story_id: uuid.UUID, limit: int = 5) -> tuple[Suggestion, ...]:
    """Return stories that share telling words with a story, best first. Raises `NotFound`.

    About 50 ms among 100,000 stories: not for the GUI thread.
    """
    with store.read() as session:
        story = story_of(session, story_id)
        words = telling_words(
            session, f"{story.headline} {story.headline} {story.dek}", story.body.text
        )
        if not words:
            return ()
        linked = {link.target_pk for link in story.links if link.target_pk} | {story.pk}
        keys = [
            key
            for key in session.scalars(
                text(
                    "SELECT rowid FROM story_fts WHERE story_fts MATCH :query "
                    "AND rank MATCH 'bm25(4.0, 2.0, 0.0, 1.0)' ORDER BY rank LIMIT :limit"
                ),
                {"query": " OR ".join(f'"{word}"' for word in words), "limit": _CANDIDATES},
            )
            if key not in linked
        ]
        rows = rows_by_key(session, keys)
        keys = [key for key in keys if key in rows and rows[key].status != "spiked"][:limit]
        texts = {
            key: f"{headline} {dek} {body}"
            for key, headline, dek, body in session.execute(
                select(Story.pk, Story.headline, Story.dek, StoryBody.text)
                .join(StoryBody)
                .where(Story.pk.in_(keys))
            )
        }
    suggestions = []
    for key in keys:
        theirs = {_fold(word) for word in _WORD.findall(texts[key])}
        shares = tuple(word for word in words if _fold(word) in theirs)[:3]
        if len(shares) >= 2:
            suggestions.append(Suggestion(rows[key], shares))
    return tuple(suggestions)


def telling_words(session: Session, heading: str, body: str) -> list[str]:
    """Return the words of a story that tell most about it, by tf·idf, best first."""
    spoken: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for word in _WORD.findall(f"{heading} {plain_text(body)}"):
        folded = _fold(word)
        spoken.setdefault(folded, word.lower())
        counts[folded] += 1
    total = session.scalar(select(func.count()).select_from(Story)) or 1
    scored = []
    # The document frequency of a word is how many stories it finds: one index look-up each, for
    # the words that the story itself repeats or that are long enough to mean something.
    for folded, count in counts.most_common(120):
        if len(folded) < 4:
            continue
        stories = _stories_with(session, folded, total)
        if 1 < stories <= max(3, total * _TOO_COMMON):
            scored.append(((1 + math.log(count)) * math.log(1 + total / stories), folded))
    scored.sort(reverse=True)
    return [spoken[folded] for _, folded in scored[:TELLING_WORDS]]


def _stories_with(session: Session, word: str, total: int) -> int:
    # Counting stops just past "too common": a stop word costs no more than a rare one.
    ceiling = int(max(3, total * _TOO_COMMON)) + 1
    found = session.scalar(
        text(
            "SELECT count(*) FROM (SELECT rowid FROM story_fts "
            "WHERE story_fts MATCH :query LIMIT :ceiling)"
        ),
        {"query": f'"{word}"', "ceiling": ceiling},
    )
    return found or 0


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _end(story: Story) -> int:
    return max((link.position for link in story.links), default=-1) + 1


def _changed(session: Session, store: Store, story: Story, who: Person, **data: object) -> None:
    now = store.now()
    touch(story, now)
    record(session, "related", story_pk=story.pk, who=who.name, at=now, **data)
