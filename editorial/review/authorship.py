"""Who made each change between two states of a story, from its versions and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.photos.past_words import words_changes
from editorial.review.word_history import Stage, WordHistory, Writer
from editorial.stories.events import events_in
from editorial.stories.find import story_of
from editorial.stories.versions import snapshot_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from editorial.review.compared_story import ComparedStory
    from editorial.review.story_diff import Line
    from editorial.storage.store import Store
    from editorial.stories.rows import EventRow, VersionRow
    from editorial.stories.snapshot import StorySnapshot

_TEXTS = ("headline", "dek", "body")
Passages = tuple[tuple[int, int, Writer], ...]


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who made the changes of a `ComparedStory`."""

    changes: Mapping[tuple[str, int], tuple[Writer, ...]]
    """By the line's key and the number of the change in it, from 0. Empty: nobody can tell."""
    passages: Mapping[str, Passages]
    """For headline, dek and body of the later state: (start, end, writer) of each passage.

    Only where all was asked for.
    """

    @property
    def people(self) -> tuple[str, ...]:
        """Who wrote the passages, in the order of the page."""
        names = (each.who for name in _TEXTS for _, _, each in self.passages.get(name, ()))
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    """The version's; 0 for what is none."""
    snapshot: StorySnapshot
    writer: Writer
    again: int = 0
    """The version that was brought back."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """That somebody set a field, where no version tells it."""

    key: str
    writer: Writer


def authorship(store: Store, compared: ComparedStory, *, whole: bool = False) -> Authorship:
    """Return who made each change; with ``whole``, who wrote every passage as well.

    Without ``whole`` only the versions between the two ends are read. Raises `NotFound`.
    """
    forward = _is_forward(compared)
    with store.read() as session:
        story = story_of(session, compared.story_id)
        steps, base = _steps(session, story.pk, compared, whole=whole, forward=forward)
        deeds = _deeds(session, story.pk, compared, steps[base].writer.at)
    if compared.last:
        deeds = [deed for deed in deeds if deed.writer.at <= steps[-1].writer.at]
    texts = {name: _history(steps, base, name) for name in _TEXTS}
    later = {step.writer for step in steps[base + 1 :]}
    only = tuple(later) if len(later) == 1 else ()
    changes: dict[tuple[str, int], tuple[Writer, ...]] = {}
    for line in compared.diff.lines:
        history = texts.get(line.key)
        for number, place in enumerate(line.places):
            if history is not None:
                found = _of_passage(line, place, history, forward=forward)
            else:
                found = _of_field(line.key, deeds, steps[base:])
            changes[line.key, number] = found or only
    passages: dict[str, Passages] = {}
    if whole and forward:
        passages = {name: history.passages() for name, history in texts.items()}
    return Authorship(changes, passages)


def _is_forward(compared: ComparedStory) -> bool:
    """Return whether the base is the earlier of the two."""
    return not compared.last or compared.base is None or compared.base.number <= compared.last


def _steps(
    session: Session, story_pk: int, compared: ComparedStory, *, whole: bool, forward: bool
) -> tuple[list[_Step], int]:
    """Return the states to follow, oldest first, and the index of the earlier end."""
    base = compared.base
    first, last = (base.number if base else 0), (compared.last or compared.newest)
    early, late = compared.old.snapshot, compared.new.snapshot
    if not forward:
        first, last = last, first
        early, late = late, early
    ends = (base.number if base else 0, compared.last)
    steps: list[_Step] = []
    seen_at = base.at if base is not None and not first else None
    start = 0
    saver = ""
    for row in reversed(compared.versions):
        # What was rescued stood beside the story, never in it.
        if row.kind == "rescued" and row.number not in ends:
            saver = row.author
            continue
        # What a step or a checkpoint first holds was written before it, by whoever made the
        # version before: another person's first save makes one of its own.
        written_before = row.kind in ("step", "checkpoint") and saver
        writer = Writer(saver if written_before else row.author, row.number, row.at)
        saver = row.author
        is_before = row.number < first or (seen_at is not None and row.at <= seen_at)
        if row.number > last or (is_before and not whole):
            continue
        if row.number == first or is_before:
            start = len(steps) + (not first)
        snapshot = snapshot_in(session, story_pk, row.number)
        steps.append(_Step(row.number, snapshot, writer, _again(row)))
    if not first:
        at = seen_at or compared.at
        steps.insert(start, _Step(0, early, Writer("", 0, at)))
    if not compared.last:
        steps.append(_Step(0, late, Writer(saver, 0, compared.at)))
    return steps, start


def _again(row: VersionRow) -> int:
    """Return the number of the version that a version brought back, else 0."""
    number = row.name.removeprefix("version ")
    return int(number) if row.kind == "restored" and number.isdigit() else 0


def _history(steps: Sequence[_Step], base: int, name: str) -> WordHistory:
    places = {step.number: index for index, step in enumerate(steps) if step.number}
    stages = [
        Stage(getattr(step.snapshot, name), step.writer, places.get(step.again)) for step in steps
    ]
    return WordHistory(stages, base)


def _of_passage(
    line: Line, place: tuple[int, int], history: WordHistory, *, forward: bool
) -> tuple[Writer, ...]:
    """Return who wrote what came at a place of a text, and who took out what went."""
    at_old = sum(len(run.text) for run in line.runs[: place[0]] if run.kind != "added")
    at_new = sum(len(run.text) for run in line.runs[: place[0]] if run.kind != "removed")
    found: list[Writer] = []
    for run in line.runs[place[0] : place[1]]:
        at = at_old if run.kind == "removed" else at_new
        # Seen from the later version, what an earlier one "adds" is what was taken out since.
        if (run.kind == "removed") is forward:
            found += history.removers(at, at + len(run.text))
        else:
            found += history.writers(at, at + len(run.text))
    return tuple(dict.fromkeys(found))


# Fields, photos and links: by the events that name them, else by the versions.


def _deeds(
    session: Session, story_pk: int, compared: ComparedStory, after: dt.datetime
) -> list[_Deed]:
    """Return what was set after a moment, newest first for each key."""
    found = []
    for event in events_in(session, story_pk):
        if event.at <= after:
            break
        writer = Writer(event.who, 0, event.at)
        found += [_Deed(key, writer) for key in _keys_of(event)]
    photos = set(compared.old.photos) | set(compared.new.photos)
    for change in words_changes(session, photos, after=after):
        writer = Writer(change.who, 0, change.at)
        for role in ("hero", "inline"):
            found += [_Deed(f"photo:{role}:{change.photo_id}:{f}", writer) for f in change.fields]
    return found


def _keys_of(event: EventRow) -> Iterator[str]:
    if event.what == "filed":
        fields = event.data.get("fields")
        photo = event.data.get("photo")
        for field in fields if isinstance(fields, list) else ():
            yield f"photo:{event.data.get('role')}:{photo}:{field}" if photo else str(field)
    elif event.what == "hero":
        yield "photo:hero"
    elif event.what == "related":
        yield "link"


def _of_field(key: str, deeds: Sequence[_Deed], steps: Sequence[_Step]) -> tuple[Writer, ...]:
    for deed in deeds:
        head = key.split(":")[0] == "link" and deed.key == "link"
        hero = deed.key == "photo:hero" and key.startswith("photo:hero:") and key.count(":") == 2
        if deed.key == key or head or hero:
            return (deed.writer,)
    now = _value(steps[-1].snapshot, key)
    for index in range(len(steps) - 2, -1, -1):
        if _value(steps[index].snapshot, key) != now:
            return (steps[index + 1].writer,) if steps[index + 1].writer.who else ()
    return ()


def _value(snapshot: StorySnapshot, key: str) -> object:
    """Return what a version holds of the field that a line's key names."""
    kind, _, rest = key.partition(":")
    if kind == "link":
        return snapshot.links
    if kind == "photo":
        role, _, rest = rest.partition(":")
        photo, _, name = rest.partition(":")
        for placed in snapshot.photos:
            if placed.role == role and str(placed.photo_id) == photo:
                return getattr(placed, name, True)
        return None
    return getattr(snapshot, key, None)
