"""``editorial story correction …``: what happens to a story after it is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.cli.stories import brief
from editorial.cli.wiring import Commands, add

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    correction = add(
        group,
        "correction",
        _correction,
        "publish a correction (or an update) everywhere the story stands",
    )
    correction.add_argument("story")
    correction.add_argument("text", nargs="?", default="", help="what readers are told")
    correction.add_argument(
        "--update", action="store_true", help="new facts rather than an error; the text is optional"
    )
    correction.add_argument(
        "--reason", default="", help="why warnings are passed; kept in the record"
    )
    changed = add(group, "changed", _changed, "show how a story differs from what readers have")
    changed.add_argument("story")
    holders = add(group, "holders", _holders, "show what each endpoint holds of a story")
    holders.add_argument("story")
    withdraw = add(group, "withdraw", _withdraw, "take a story away everywhere it stands")
    withdraw.add_argument("story")
    withdraw.add_argument("--reason", required=True, help="why; kept in the record, not published")
    withdraw.add_argument("--public-note", default="", help="what readers are told in its place")


def _correction(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.corrections import publish_correction

    publish_correction(
        newsroom.store,
        options.story,
        options.text,
        who=newsroom.person,
        kind="update" if options.update else "correction",
        reason=options.reason,
    )
    return _holders(newsroom, options, console)


def _changed(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.corrections import what_changed

    changes = what_changed(newsroom.store, options.story)
    for change in changes:
        console.say(f"{change.field}:")
        console.say(f"  - {change.old or '(nothing)'}")
        console.say(f"  + {change.new or '(nothing)'}")
    if not changes:
        console.say("Nothing differs from what readers have.")
    console.value([{"field": c.field, "old": c.old, "new": c.new} for c in changes])
    return 0


def _holders(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.held_copies import holdings
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, options.story)
    rows = holdings(newsroom.store, story.id)
    for row in rows:
        words = " · ".join(filter(None, (row.words, row.delivery, row.message)))
        console.say(f"{row.endpoint_name}: {words}")
    if not rows:
        console.say("No endpoint ever got this story.")
    console.value(
        brief(story)
        | {
            "endpoints": [
                {
                    "name": row.endpoint_name,
                    "current": row.is_current,
                    "version": row.version_number,
                    "withdrawn": row.withdrawn,
                    "url": row.url,
                    "says": row.words,
                    "delivery": row.delivery,
                    "message": row.message,
                }
                for row in rows
            ]
        }
    )
    return 0


def _withdraw(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.withdrawal import withdraw

    withdraw(
        newsroom.store,
        options.story,
        reason=options.reason,
        note=options.public_note,
        who=newsroom.person,
    )
    return _holders(newsroom, options, console)
