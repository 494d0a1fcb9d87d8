"""Everything that differs between two states of a story, in lines of runs.

Pure: it is given both states whole. What readers get and what a credit needs is compared, text by
words, lists by items, photos and links each by itself. Every change is a changed place of some
line's runs, so that what is counted, stepped through and shown is the same everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from editorial.review.compare import Run, changed_places, item_changes, word_changes
from editorial.review.word_alignment import kept_items
from editorial.stories.text.references import photo_ids
from editorial.stories.text.words import slug_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from editorial.photos.past_words import PhotoWords
    from editorial.stories.snapshot import SnapshotLink, SnapshotPhoto, StorySnapshot

Standing = Literal["same", "added", "removed", "moved"]

PHOTO_LINES = (
    ("caption", "Caption"),
    ("credit", "Credit"),
    ("creator", "Creator"),
    ("source", "Source"),
    ("copyright", "Copyright"),
    ("usage_terms", "Usage terms"),
    ("alt", "Alt text"),
)


@dataclass(frozen=True, slots=True)
class StoryState:
    """A story at one moment with the words of its photos and the names of its links then."""

    snapshot: StorySnapshot
    photos: Mapping[uuid.UUID, PhotoWords]
    titles: Mapping[uuid.UUID, str]
    """Headlines of our stories that it links to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text or list: ``key`` names it for good, ``label`` is what a person calls it."""

    key: str
    """``headline``, ``photo:ID:credit``, ``link:ADDRESS:title``."""
    label: str
    runs: tuple[Run, ...]
    counts: bool = True
    """False where the change is told and counted elsewhere."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """(first, last + 1) of the runs of each change that counts."""
        return changed_places(self.runs) if self.counts else ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show, then and now."""
        return not any(run.text.strip() for run in self.runs)


@dataclass(frozen=True, slots=True)
class PhotoDiff:
    """A photo in one role, with a head line and lines of its words."""

    photo_id: uuid.UUID
    role: str
    """hero or inline."""
    standing: Standing
    head: Line
    words: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StoryDiff:
    """All lines, in the order of the page."""

    type: Line
    section: Line
    headline: Line
    dek: Line
    byline: Line
    hero: tuple[PhotoDiff, ...]
    body: Line
    inline: tuple[PhotoDiff, ...]
    """The photos of both bodies, each once; where they stand is in the body's runs."""
    links: tuple[Line, ...]
    filing: tuple[Line, ...]
    """Tags, further sections, address, language, printed date, corrections."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the page; inline photos after the body."""
        found = [self.type, self.section, self.headline, self.dek, self.byline]
        for photo in self.hero:
            found += [photo.head, *photo.words]
        found.append(self.body)
        for photo in self.inline:
            found += [photo.head, *photo.words]
        return (*found, *self.links, *self.filing)

    @property
    def count(self) -> int:
        """How many places changed."""
        return sum(len(line.places) for line in self.lines)


def compare_states(old: StoryState, new: StoryState) -> StoryDiff:
    """Return what differs. 10,000 words take some 40 ms."""
    was, now = old.snapshot, new.snapshot
    body = Line("body", "Text", word_changes(was.body, now.body))
    return StoryDiff(
        type=_whole("type", "Type", was.type, now.type),
        section=_whole("section", "Section", was.section, now.section),
        headline=Line("headline", "Headline", word_changes(was.headline, now.headline)),
        dek=Line("dek", "Dek", word_changes(was.dek, now.dek)),
        byline=Line("byline", "Byline", item_changes(was.byline, now.byline)),
        hero=_heroes(old, new),
        body=body,
        inline=_inline(old, new, body.runs),
        links=_links(old, new),
        filing=(
            Line("tags", "Tags", item_changes(was.tags, now.tags)),
            Line("also_in", "Also in", item_changes(was.also_in, now.also_in)),
            replace(
                _whole("slug", "Address", was.slug, now.slug),
                counts=was.headline == now.headline or not _follows_headline(now),
            ),
            _whole("language", "Language", was.language, now.language),
            _whole("dated_at", "Printed date", _date(was), _date(now)),
            Line(
                "corrections", "Corrections", item_changes(_notes(was), _notes(now), between="; ")
            ),
        ),
    )


def _whole(key: str, label: str, old: str, new: str) -> Line:
    return Line(key, label, item_changes([old] if old else [], [new] if new else []))


def _follows_headline(snapshot: StorySnapshot) -> bool:
    """Return whether the address is made of the headline: it then changed by itself."""
    return slug_of(snapshot.headline).startswith(re.sub(r"-\d+$", "", snapshot.slug))


def _date(snapshot: StorySnapshot) -> str:
    return f"{snapshot.dated_at:%Y-%m-%d %H:%M %Z}" if snapshot.dated_at else ""


def _notes(snapshot: StorySnapshot) -> list[str]:
    return [f"{each.kind}: {each.text}" for each in snapshot.corrections]


# Photos.


def _heroes(old: StoryState, new: StoryState) -> tuple[PhotoDiff, ...]:
    was, now = _placed(old, "hero"), _placed(new, "hero")
    if was is not None and now is not None and was.photo_id == now.photo_id:
        return (_photo(old, new, now.photo_id, "hero", "same"),)
    found = []
    if was is not None:
        note = ", now in the text" if was.photo_id in photo_ids(new.snapshot.body) else ""
        found.append(_photo(old, new, was.photo_id, "hero", "removed", note))
    if now is not None:
        note = ", was in the text" if now.photo_id in photo_ids(old.snapshot.body) else ""
        found.append(_photo(old, new, now.photo_id, "hero", "added", note))
    return tuple(found)


def _inline(old: StoryState, new: StoryState, runs: Sequence[Run]) -> tuple[PhotoDiff, ...]:
    were, are = photo_ids(old.snapshot.body), photo_ids(new.snapshot.body)
    stayed = photo_ids("\n".join(run.text for run in runs if run.kind == "same"))
    found = []
    for photo_id in dict.fromkeys((*are, *were)):
        standing: Standing = "moved"
        if photo_id in stayed:
            standing = "same"
        elif photo_id not in were:
            standing = "added"
        elif photo_id not in are:
            standing = "removed"
        found.append(_photo(old, new, photo_id, "inline", standing))
    return tuple(found)


def _photo(
    old: StoryState,
    new: StoryState,
    photo_id: uuid.UUID,
    role: str,
    standing: Standing,
    note: str = "",
) -> PhotoDiff:
    key = f"photo:{role}:{photo_id}"
    known = new.photos.get(photo_id) or old.photos.get(photo_id)
    name = known.file_name if known else "not in the library"
    text = f"{'Hero photo' if role == 'hero' else 'Photo'}: {name}{note}"
    # That an inline photo came, went or moved is a change of the body.
    kind = standing if standing in ("added", "removed") else "same"
    head = Line(key, "Photo", (Run(kind, text),), counts=role == "hero")
    was = _words(old, photo_id, role) if standing != "added" else {}
    now = _words(new, photo_id, role) if standing != "removed" else {}
    counts = standing in ("same", "moved")
    words = tuple(
        Line(f"{key}:{name}", label, word_changes(was.get(name, ""), now.get(name, "")), counts)
        for name, label in PHOTO_LINES
    )
    return PhotoDiff(photo_id, role, standing, head, words)


def _words(state: StoryState, photo_id: uuid.UUID, role: str) -> dict[str, str]:
    photo = state.photos.get(photo_id)
    if photo is None:
        return {}
    words = {name: getattr(photo, name) for name, _ in PHOTO_LINES}
    placed = _placed(state, role, photo_id)
    for name in ("caption", "alt"):
        own = getattr(placed, name) if placed is not None else None
        if own is not None:
            words[name] = own
    return words


def _placed(
    state: StoryState, role: str, photo_id: uuid.UUID | None = None
) -> SnapshotPhoto | None:
    for photo in state.snapshot.photos:
        if photo.role == role and photo_id in (None, photo.photo_id):
            return photo
    return None


# Related pieces.


def _links(old: StoryState, new: StoryState) -> tuple[Line, ...]:
    were = {_key(link): link for link in old.snapshot.links}
    are = {_key(link): link for link in new.snapshot.links}
    old_keys, new_keys = list(were), list(are)
    stayed = {
        old_keys[first + step]
        for first, _, count in kept_items(old_keys, new_keys)
        for step in range(count)
    }
    lines: list[Line] = []
    gone = [key for key in old_keys if key not in are]
    for place, key in enumerate(new_keys):
        # What went is told before the first that stood behind it.
        if key in stayed:
            while gone and old_keys.index(gone[0]) < old_keys.index(key):
                lines.append(_gone(old, were[gone[0]]))
                del gone[0]
        if key not in were:
            lines.append(_line(key, "title", "Related", "", _title(new, are[key])))
            continue
        lines += _link_lines(
            old, new, were[key], are[key], old_keys.index(key), place, key in stayed
        )
    lines += [_gone(old, were[key]) for key in gone]
    return tuple(lines)


def _link_lines(
    old: StoryState,
    new: StoryState,
    was: SnapshotLink,
    now: SnapshotLink,
    before: int,
    place: int,
    stayed: bool,
) -> list[Line]:
    key = _key(now)
    title = word_changes(_title(old, was), _title(new, now))
    if not stayed:
        title = (*title, Run("added", f" (moved from place {before + 1} to {place + 1})"))
    lines = [Line(f"link:{key}:title", "Related", title)]
    for name, label in (
        ("section", "Section"),
        ("excerpt", "Excerpt"),
        ("photo_caption", "Picture"),
    ):
        if getattr(was, name) != getattr(now, name):
            lines.append(_line(key, name, label, getattr(was, name), getattr(now, name)))
    if was.photo_id != now.photo_id and was.photo_caption == now.photo_caption:
        one, other = _file(old, was.photo_id), _file(new, now.photo_id)
        lines.append(_line(key, "photo", "Picture", one, other))
    return lines


def _gone(state: StoryState, link: SnapshotLink) -> Line:
    return _line(_key(link), "title", "Related", _title(state, link), "")


def _line(key: str, part: str, label: str, old: str, new: str) -> Line:
    return Line(f"link:{key}:{part}", label, word_changes(old, new))


def _key(link: SnapshotLink) -> str:
    return str(link.story_id) if link.story_id else link.url


def _title(state: StoryState, link: SnapshotLink) -> str:
    if link.story_id is not None:
        return state.titles.get(link.story_id, "") or "A story without a headline"
    return f"{link.title} ({link.url})" if link.title else link.url


def _file(state: StoryState, photo_id: uuid.UUID | None) -> str:
    if photo_id is None:
        return ""
    known = state.photos.get(photo_id)
    return known.file_name if known else "not in the library"
