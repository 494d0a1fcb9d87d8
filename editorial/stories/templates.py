"""What a new story of a kind begins with: Markdown files, one for each kind of story.

Those that come with Editorial lie in ``resources/templates``; a file of the same name in the
folder ``templates`` of the data folder stands in its place, and others there are added. What is
still to be written is marked TK, which the checks do not let through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.stories.drafts import new_story
from editorial.stories.text.story_file import read_story_file
from editorial.system.errors import NotFound
from editorial.system.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.storage.changes import Changes
    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.system.paths import Home


def template_names(home: Home) -> tuple[str, ...]:
    """Return the names of the kinds that have a template, in alphabetical order."""
    return tuple(sorted(_files(home), key=str.casefold))


def new_from_template(
    store: Store,
    home: Home,
    name: str,
    *,
    who: Person,
    section: str = "",
    language: str = "en",
) -> Changes:
    """Start a draft with a template's words; ``created`` is its id.

    The kind is what the file's ``type`` says, else its name; ``section`` holds where the file
    names none. Raises `NotFound`, or `BadFile` for a file that cannot be read.
    """
    path = _files(home).get(name)
    if path is None:
        raise NotFound(
            f"There is no template “{name}” any more.",
            safe="Nothing was changed.",
            next_step="Start an empty story, or put the file back.",
        )
    words = read_story_file(path)
    return new_story(
        store,
        who=who,
        headline=words.title,
        dek=words.dek,
        body=words.body,
        type=words.type or name,
        section=words.section or section,
        language=words.language or language,
    )


def _files(home: Home) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in (resource("templates"), home.templates):
        if folder.is_dir():
            found.update((path.stem, path) for path in folder.glob("*.md"))
    return found
