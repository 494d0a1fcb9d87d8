"""``editorial story suggest|suggestions|accept|reject``: words proposed, and decided."""

from __future__ import annotations

import functools
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.wiring import Commands, add
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    suggest = add(group, "suggest", _suggest, "propose other words; the story stays as it is")
    suggest.add_argument("story")
    suggest.add_argument("--old", default="", help="words that stand once in the field")
    suggest.add_argument("--new", default="", help="what is to stand there; empty takes them out")
    suggest.add_argument("--field", default="body", help="headline, dek or body")
    suggest.add_argument(
        "--body", type=Path, metavar="FILE", help="the whole body as you would have it (Markdown)"
    )
    shown = add(group, "suggestions", _suggestions, "list what is suggested")
    shown.add_argument("story")
    shown.add_argument("--decided", action="store_true", help="those that are decided as well")
    for name, help_ in (
        ("accept", "make suggested changes in the story"),
        ("reject", "decide against suggested changes; they stay in the history"),
    ):
        decide = add(group, name, functools.partial(_decide, name), help_)
        decide.add_argument("story")
        decide.add_argument("suggestion", nargs="*", type=uuid.UUID, help="ids, as listed")
        decide.add_argument("--all", action="store_true", help="every open one")
        decide.add_argument("--by", default="", metavar="NAME", help="every open one of a person")


def _suggest(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.suggestions import proposal_of, propose, suggest

    store, who = newsroom.store, newsroom.person
    if options.body is None:
        made = suggest(
            store, options.story, who=who, old=options.old, new=options.new, field=options.field
        )
        console.say(f"Suggestion {made.created} is kept; the story stays as it is.")
        console.value({"id": str(made.created)})
        return 0
    if options.old or options.new:
        raise WrongUsage(
            "Give either --body or --old and --new.", next_step="Suggest in two steps."
        )
    try:
        body = options.body.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(
            f"{options.body} cannot be read as text: {error}.",
            next_step="Name a Markdown file in UTF-8.",
        ) from error
    shown = proposal_of(store, options.story, who.name)
    propose(
        store, shown.story_id, who=who, words=shown.words,
        proposed=dict(shown.proposed) | {"body": body},
    )  # fmt: skip
    return _tell(newsroom, options.story, console)


def _suggestions(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    return _tell(newsroom, options.story, console, decided=options.decided)


def _decide(name: str, newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review import suggestions

    if bool(options.suggestion) + options.all + bool(options.by) != 1:
        raise WrongUsage(
            "Say which suggestions: ids, --all, or --by NAME.",
            next_step="`editorial story suggestions SLUG` lists them.",
        )
    rows = suggestions.suggestions(newsroom.store, options.story)
    ids = options.suggestion or [r.id for r in rows if options.by in ("", r.author)]
    if name == "accept":
        suggestions.accept(newsroom.store, options.story, ids, who=newsroom.person)
    else:
        suggestions.reject(newsroom.store, options.story, ids, who=newsroom.person)
    console.say(f"{len(ids)} {'suggestion' if len(ids) == 1 else 'suggestions'} {name}ed.")
    return _tell(newsroom, options.story, console)


def _tell(newsroom: Newsroom, story: str, console: Console, *, decided: bool = False) -> int:
    from editorial.review.suggestions import suggestions

    rows = suggestions(newsroom.store, story, decided=decided)
    for row in rows:
        state = (
            "its words are gone" if row.is_gone else "overtaken" if row.is_overtaken else row.state
        )
        meets = f", in the way of {len(row.conflicts)}" if row.conflicts else ""
        console.say(f"{row.id}  {row.field} by {row.author} ({state}{meets})")
        console.say(f"    - {row.old or '(nothing)'}\n    + {row.new or '(nothing)'}")
    if not rows:
        console.say("No open suggestions.")
    console.value(
        [
            {
                "id": str(row.id), "author": row.author, "at": row.at.isoformat(),
                "field": row.field, "old": row.old, "new": row.new, "state": row.state,
                "gone": row.is_gone, "overtaken": row.is_overtaken,
                "decided_by": row.decided_by, "conflicts": [str(each) for each in row.conflicts],
            }
            for row in rows
        ]
    )  # fmt: skip
    return 0
