"""What an empty grid says: what belongs there, and how to fill it."""

from __future__ import annotations

_DONE = {
    "needs_credit": (
        "Every photo has its credit",
        "A photo whose credit is missing or unclear waits here.",
    ),
    "needs_caption": (
        "Every photo has its caption",
        "A photo that nobody has put into words waits here.",
    ),
    "needs_alt": (
        "Every photo has its alt text",
        "A photo that is not described yet waits here.",
    ),
    "duplicates": (
        "No two photos look alike",
        "Files that seem to show the same picture wait here, to be held side by side.",
    ),
    "rejected": (
        "No photo is rejected",
        "X rejects a photo: it stays here, and runs in no story.",
    ),
    "unused": (
        "Every photo stands in a story",
        "A photo that no story has yet waits here: drop it into one, or reject it with X.",
    ),
    "rights_expiring": (
        "No rights are about to end",
        "Photos whose rights end within 14 days stand here.",
    ),
}


def empty_words(queue: str, words: str, counts: dict[str, int]) -> tuple[str, str, str]:
    """Return title, text and the words of the button."""
    if words:
        return (
            f"No photo with “{words}”",
            "The search looks in captions, credits, names, places and keywords.",
            "Clear the search",
        )
    if queue in _DONE and counts.get("all"):
        return (*_DONE[queue], "Show all photos")
    return (
        "No photos yet",
        "Drop photos or a folder here. Their captions and credits come with them, "
        "and the originals stay untouched.",
        "Choose photos…",
    )
