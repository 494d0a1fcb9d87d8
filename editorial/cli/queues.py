"""``editorial story claim …`` for one or many stories; ``editorial filter …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.cli.console import plain
from editorial.cli.stories import brief
from editorial.cli.wiring import Commands, add, add_group

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.storage.changes import Changes


def add_commands(commands: Commands, group: Commands) -> None:
    """Add the group ``filter``, and join the group ``story``."""
    claim = add(group, "claim", _claim, "take stories that nobody has, to edit them")
    release = add(group, "release", _release, "put stories back, so that anybody may take them")
    hand = add(group, "hand-over", _hand_over, "give stories to a person")
    for parser in (claim, release, hand):
        parser.add_argument("story", nargs="+")
    hand.add_argument("--to", required=True, metavar="NAME")
    hand.add_argument("--note", default="", help="words for whoever gets them")
    hand.add_argument("--insist", action="store_true", help="take them from whoever has them")
    own = add_group(commands, "filter", "keep choices of stories under a name")
    add(own, "list", _list_filters, "list your saved filters")
    keep = add(own, "save", _save_filter, "keep a filter; see `story list` for its parts")
    keep.add_argument("name")
    keep.add_argument("--queue", default="all")
    for part in ("section", "type", "writer", "whose", "assigned", "due", "text"):
        keep.add_argument(f"--{part}", default="")
    keep.add_argument("--sort", default="newest")
    keep.add_argument("--open-notes", action="store_true")
    rename = add(own, "rename", _rename_filter, "give a filter another name")
    rename.add_argument("name")
    rename.add_argument("new_name")
    add(own, "remove", _remove_filter, "forget a filter; the stories stay").add_argument("name")


def _claim(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.handing import claim

    return _tell(newsroom, claim(newsroom.store, options.story, who=newsroom.person), console)


def _release(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.handing import release

    return _tell(newsroom, release(newsroom.store, options.story, who=newsroom.person), console)


def _hand_over(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.handing import hand_over

    changes = hand_over(
        newsroom.store,
        options.story,
        options.to,
        who=newsroom.person,
        note=options.note,
        insist=options.insist,
    )
    return _tell(newsroom, changes, console)


def _tell(newsroom: Newsroom, changes: Changes, console: Console) -> int:
    from editorial.stories.drafts import open_story

    stories = [open_story(newsroom.store, story) for story in sorted(changes.stories)]
    for story in stories:
        holder = f", with {story.assigned_to}" if story.assigned_to else ""
        console.say(f"{story.slug} is {story.status.label.lower()}{holder}.")
    for notice in changes.notices:
        console.say(notice)
    values = [brief(story) for story in stories]
    console.value(values[0] if len(values) == 1 else values)
    return 0


def _list_filters(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.queues import count_stories
    from editorial.review.saved_filters import saved_filters

    kept = saved_filters(newsroom.store, newsroom.person)
    counts = [count_stories(newsroom.store, row.wanted, newsroom.person) for row in kept]
    for row, count in zip(kept, counts, strict=True):
        console.say(f"{count:>7}  {row.name}")
    if not kept:
        console.say("No saved filter yet. Keep one with `editorial filter save NAME`.")
    console.value([plain(row) | {"count": n} for row, n in zip(kept, counts, strict=True)])
    return 0


def _save_filter(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from dataclasses import fields

    from editorial.review.queue_filter import QueueFilter
    from editorial.review.queues import count_stories
    from editorial.review.saved_filters import save_filter

    wanted = QueueFilter(**{f.name: getattr(options, f.name) for f in fields(QueueFilter)})
    # Counting first refuses words that mean nothing.
    count = count_stories(newsroom.store, wanted, newsroom.person)
    made = save_filter(newsroom.store, options.name, wanted, who=newsroom.person)
    console.say(f"“{options.name}” is kept; {count} now fit.")
    console.value({"id": str(made.created), "name": options.name, "count": count})
    return 0


def _rename_filter(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.saved_filters import named_filter, rename_filter

    kept = named_filter(newsroom.store, options.name, newsroom.person)
    rename_filter(newsroom.store, kept.id, options.new_name, who=newsroom.person)
    console.say(f"“{kept.name}” is “{options.new_name}” now.")
    console.value({"id": str(kept.id), "name": options.new_name})
    return 0


def _remove_filter(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.saved_filters import named_filter, remove_filter

    kept = named_filter(newsroom.store, options.name, newsroom.person)
    remove_filter(newsroom.store, kept.id, who=newsroom.person)
    console.say(f"“{kept.name}” is forgotten. No story was changed.")
    console.value({"id": str(kept.id), "removed": True})
    return 0
