"""``editorial story changes``: what changed in a story since a version, and by whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from editorial.cli.wiring import Commands, add

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.review.authorship import Authorship
    from editorial.review.compare import Run
    from editorial.review.compared_story import ComparedStory
    from editorial.review.story_diff import Line
    from editorial.review.word_history import Writer

_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_CHANGED = re.compile(r"\[-|\{\+")


def add_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    changes = add(
        group,
        "changes",
        _changes,
        "show what changed since you last read a story, or between two versions",
        description="Show what changed, word by word: [-what went-]{+what came+}. Headline, dek, "
        "type, section, byline, photos with caption, credit and alt text, the text, related "
        "stories, tags and the rest of the filing; of the text, the paragraphs that changed. "
        "Without --from it begins at the version that you read last.",
    )
    changes.add_argument("story")
    changes.add_argument(
        "--from", dest="first", type=int, metavar="N", help="the version to begin at"
    )
    changes.add_argument(
        "--to", dest="last", type=int, metavar="N", help="the version to end at (default: now)"
    )


def _changes(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.authorship import authorship
    from editorial.review.story_changes import story_changes

    found = story_changes(
        newsroom.store,
        options.story,
        who=newsroom.person.name,
        first=options.first,
        last=options.last,
    )
    people = authorship(newsroom.store, found)
    console.say(_heading(found))
    for line in found.diff.lines:
        if line.places:
            console.say()
            _say_line(line, people, console)
    console.value(_value(found, people))
    return 0


def _heading(found: ComparedStory) -> str:
    count = found.diff.count
    what = {0: "No changes", 1: "1 change"}.get(count, f"{count} changes")
    end = f"version {found.last}" if found.last else "now"
    if found.base is None:
        return "No version of this story is kept yet: there is nothing to compare with."
    if found.base.chosen:
        return f"{what} from version {found.base.number} to {end}."
    return f"{what} since {found.base.since} (version {found.base.number}), up to {end}."


def _say_line(line: Line, people: Authorship, console: Console) -> None:
    text = _marked(line.runs)
    if line.key != "body":
        console.say(f"{line.label}: {text}")
    else:
        console.say(f"{line.label}:")
        skipped = False
        for paragraph in _paragraphs(line.runs):
            if _CHANGED.search(paragraph):
                console.say(f"  {'… ' if skipped else ''}{paragraph}")
            skipped = not _CHANGED.search(paragraph)
    writers = dict.fromkeys(
        writer for number in range(len(line.places)) for writer in people.changes[line.key, number]
    )
    if writers:
        console.say(f"  by {'; '.join(map(_of, writers))}")


def _marked(runs: Iterable[Run]) -> str:
    return "".join(f"{_MARKS[run.kind][0]}{run.text}{_MARKS[run.kind][1]}" for run in runs)


def _paragraphs(runs: Iterable[Run]) -> list[str]:
    """Return the text in paragraphs, each with whole marks."""
    paragraphs = [""]
    for run in runs:
        for index, piece in enumerate(re.split(r"\n\s*", run.text)):
            if index:
                paragraphs.append("")
            if piece.strip():
                before, after = _MARKS[run.kind]
                paragraphs[-1] += f"{before}{piece}{after}"
            else:
                paragraphs[-1] += piece
    return [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]


def _of(writer: Writer) -> str:
    where = f", version {writer.version}" if writer.version else ""
    return f"{writer.who or 'somebody'}{where} ({writer.at.astimezone():%Y-%m-%d %H:%M})"


def _value(found: ComparedStory, people: Authorship) -> dict[str, Any]:
    changes = []
    for line in found.diff.lines:
        for number, (first, last) in enumerate(line.places):
            runs = line.runs[first:last]
            changes.append(
                {
                    "field": line.key,
                    "label": line.label,
                    "removed": "".join(run.text for run in runs if run.kind == "removed"),
                    "added": "".join(run.text for run in runs if run.kind == "added"),
                    "by": people.changes[line.key, number],
                }
            )
    base = found.base
    return {
        "story": found.story_id,
        "from": base.number if base is not None else None,
        "since": base.since if base is not None else "",
        "to": found.last or None,
        "newest": found.newest,
        "count": found.diff.count,
        "changes": changes,
        "lines": {line.key: line.runs for line in found.diff.lines if line.places},
    }
