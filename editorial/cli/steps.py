"""``editorial story submit …``: the steps of the workflow, notes, versions."""

from __future__ import annotations

import functools
import uuid
from typing import TYPE_CHECKING

from editorial.cli.stories import brief
from editorial.cli.wiring import Commands, add
from editorial.stories.workflow import Step

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console

_STEPS = (
    (Step.SUBMIT, "hand a draft to the editors"),
    (Step.TAKE_BACK, "take a submitted story back to draft"),
    (Step.RETURN, "send a story back to its writer, with a note"),
    (Step.REOPEN, "take an approved story back into editing"),
    (Step.CORRECT, "start correcting a published story"),
    (Step.ABANDON_CORRECTION, "leave a correction"),
    (Step.SPIKE, "take a story out of the paper"),
    (Step.RESTORE, "bring a spiked story back as a draft"),
)


def add_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    for step, help_ in _STEPS:
        name = step.value.replace("_", "-")
        parser = add(group, name, functools.partial(_step, step), help_)
        parser.add_argument("story")
        parser.add_argument(
            "--note", default="", required=step is Step.RETURN, help="words for whoever is next"
        )
        if step is Step.SUBMIT:
            _add_reason(parser)
        else:
            parser.set_defaults(reason="")
    undo = add(group, "undo", _undo, "take back the step that was just taken")
    undo.add_argument("story")
    approve = add(group, "approve", _approve, "approve a story; with --to it goes out as well")
    approve.add_argument("story")
    approve.add_argument("--to", action="append", default=[], metavar="NAME", help="an endpoint")
    _add_reason(approve)
    approve.add_argument("--revision", type=int, help="refuse when the story is another revision")
    note = add(group, "note", _note, "add a note to a story")
    note.add_argument("story")
    note.add_argument("text")
    note.add_argument("--quote", default="", help="the passage that is meant")
    resolve = add(group, "resolve", _resolve, "mark a note as settled")
    resolve.add_argument("note", type=uuid.UUID)
    version = add(group, "restore-version", _restore_version, "bring back the words of a version")
    version.add_argument("story")
    version.add_argument("number", type=int)


def _step(step: Step, newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.decisions import take_step

    take_step(
        newsroom.store, options.story, step,
        who=newsroom.person, note=options.note, reason=options.reason,
    )  # fmt: skip
    return _tell(newsroom, options.story, console)


def _undo(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.undoing import undo_step

    undo_step(newsroom.store, options.story, who=newsroom.person)
    return _tell(newsroom, options.story, console)


def _add_reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reason", default="", help="why warnings are passed all the same; kept in the record"
    )


def _approve(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import endpoint
    from editorial.publishing.release import approve_and_queue
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, options.story)
    approve_and_queue(
        newsroom.store,
        story.id,
        who=newsroom.person,
        revision=options.revision,
        reason=options.reason,
        endpoint_ids=[endpoint(newsroom.store, name).id for name in options.to],
    )
    if options.to:
        console.say("Queued. `editorial outbox run` sends it; an open desk does so by itself.")
    return _tell(newsroom, options.story, console)


def _note(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.notes import add_note

    made = add_note(
        newsroom.store, options.story, who=newsroom.person, text=options.text, quote=options.quote
    )
    console.say(f"Note {made.created} is kept.")
    console.value({"id": str(made.created)})
    return 0


def _resolve(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.notes import resolve_note

    resolve_note(newsroom.store, options.note, who=newsroom.person)
    console.say("The note is settled.")
    console.value({"id": str(options.note), "resolved": True})
    return 0


def _restore_version(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.drafts import open_story, restore

    story = open_story(newsroom.store, options.story)
    restore(newsroom.store, story.id, options.number, who=newsroom.person)
    return _tell(newsroom, str(story.id), console)


def _tell(newsroom: Newsroom, ref: str, console: Console) -> int:
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, ref)
    console.say(f"{story.slug} is now {story.status.label.lower()}.")
    console.value(brief(story))
    return 0
