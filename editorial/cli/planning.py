"""``editorial story assign|brief``: what a writer is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.cli.stories import brief, text_of
from editorial.cli.wiring import Commands, add, moment

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_story_commands(group: Commands) -> None:
    """Add the commands to ``story``."""
    assign = add(group, "assign", _assign, "ask a writer for a story, with a brief")
    assign.add_argument("--to", required=True, metavar="NAME", help="the writer")
    assign.add_argument("--headline", required=True, help="to work with")
    assign.add_argument("--section", default="")
    assign.add_argument("--type", default="")
    assign.add_argument("--due", default="", help='like "Fri 18:00"')
    assign.add_argument("--words", type=int, default=None, help="how many it is to have")
    assign.add_argument(
        "--brief", default="", metavar="TEXT", help="or @FILE, or @- for standard input"
    )
    change = add(group, "brief", _brief, "show a story's brief, or write it anew")
    change.add_argument("story")
    change.add_argument("text", nargs="?", help="the new words, @FILE, or @-; empty takes it away")


def _assign(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.assignments import assign_story
    from editorial.stories.drafts import open_story

    made = assign_story(
        newsroom.store,
        who=newsroom.person,
        to=options.to,
        headline=options.headline,
        brief=text_of(options.brief),
        section=options.section,
        type=options.type,
        due_at=moment(newsroom, options.due),
        word_target=options.words,
        language=newsroom.settings.newsroom.language,
    )
    assert made.created is not None  # an assignment always is a story
    story = open_story(newsroom.store, made.created)
    for notice in made.notices:
        console.say(notice)
    console.say(f"“{story.headline}” is assigned to {story.assigned_to}: {story.slug}.")
    console.value(brief(story))
    return 0


def _brief(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.assignments import change_brief
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, options.story)
    if options.text is not None:
        change_brief(newsroom.store, story.id, text_of(options.text), who=newsroom.person)
        story = open_story(newsroom.store, story.id)
    console.say(story.brief or "This story has no brief.")
    console.value({"id": str(story.id), "slug": story.slug, "brief": story.brief})
    return 0
