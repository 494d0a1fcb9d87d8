"""What an empty queue says: what belongs there, and how to fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.desk.shell.places import Place

_WORDS = {
    "my_drafts": (
        "No drafts yet",
        "Your stories stand here until they are approved. Start one; it is saved as you write.",
    ),
    "assigned": (
        "Nothing is assigned to you",
        "A story comes here when you claim one (Ctrl+Shift+A), or when somebody gives one to you.",
    ),
    "mentions": (
        "Nobody asks for you",
        "A story comes here when a note in it names you with an @, and stays until the note is "
        "resolved.",
    ),
    "submitted": (
        "Nothing waits for an editor",
        "A story comes here when its writer presses “Submit for review”.",
    ),
    "in_edit": (
        "Nobody is editing now",
        "Claim a story under Submitted (Ctrl+Shift+A), or open it and press “Start editing”; "
        "then it stands here.",
    ),
    "returned": (
        "Nothing was sent back",
        "A story that an editor returns with notes stands here until it is submitted again.",
    ),
    "ready": (
        "Nothing is ready to go out",
        "An approved story stands here until it is pushed or scheduled.",
    ),
    "late": (
        "Nothing is late",
        "A story comes here when its due time passes before it is done, or when its scheduled "
        "time passes and it is not out. Give stories a due time with “Set due…”.",
    ),
    "scheduled": (
        "Nothing is scheduled",
        "Give an approved story a time under Publish; it goes out by itself.",
    ),
    "published": (
        "Nothing is published yet",
        "A story comes here when an endpoint has it and it was read back.",
    ),
    "all": ("No stories yet", "Start one, or import a file from the File menu."),
    "spiked": ("No spiked stories", "A story that is dropped stands here and can be restored."),
    "withdrawn": ("Nothing was withdrawn", "A story taken off the site stands here."),
}
STARTS_STORIES = frozenset({"my_drafts", "all"})
"""Queues whose empty state offers a new story; sections do, too."""


def empty_words(place: Place) -> tuple[str, str]:
    """Return (what belongs here, how to fill it)."""
    if place.wanted is not None:
        return (
            f"Nothing fits “{place.title}” now",
            "Stories come here by themselves when they fit. Take a condition away above to see "
            "more, or press F2 or Delete on the filter in the rail to rename or remove it.",
        )
    if place.section:
        return (
            f"Nothing in {place.title} yet",
            "A story comes here when its section is set under Filing.",
        )
    return _WORDS[place.key]
