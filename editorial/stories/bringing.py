"""Words from the clipboard or a file, on their way into a story that is being written.

Pictures become photos of the library, with the credit that came along; the body gets their
marks. The story itself is not touched: the editor inserts the body where the cursor is.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from editorial.photos.formats import format_named, sniff
from editorial.storage.changes import Changes
from editorial.stories.clip_pictures import local_pictures
from editorial.stories.file_pictures import FilePictures
from editorial.stories.placements import photo_of
from editorial.stories.text.documents.manuscripts import read_manuscript
from editorial.stories.text.pasting.paste import markdown_from_html, plain_markdown
from editorial.stories.text.references import images
from editorial.stories.text.story_file import StoryFile

if TYPE_CHECKING:
    import uuid

    from editorial.photos.rows import PhotoRow
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.text.pasting.pasted import PastedImage
    from editorial.system.settings import NewsroomSettings

_log = logging.getLogger(__name__)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_MARK = re.compile(r"[ \t]*(!\[\]\(photo:[0-9a-fA-F-]+\))[ \t]*")
_HELD = re.compile(r"\s*(?:\||>|[-*+]\s|\d+[.)]\s|\[\^| {4}|\t)")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What is to be inserted.

    ``words`` are alt text and caption that came with a photo; ``problem`` says, where the
    formatting could not be read, that only the plain words came.
    """

    body: str
    warnings: tuple[str, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    words: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    problem: str = ""


def bring_paste(
    store: Store,
    html: str,
    plain: str,
    *,
    first_footnote: int,
    who: Person,
    workbench: Workbench,
    newsroom: NewsroomSettings,
) -> BroughtIn:
    """Return the Markdown of pasted HTML, its pictures imported.

    Never raises: where anything goes wrong, the plain words are returned, the failure is logged
    and ``problem`` tells it.
    """
    try:
        pasted = markdown_from_html(
            html, plain=plain, first_footnote=first_footnote, files=local_pictures(html)
        )
        with TemporaryDirectory(prefix="editorial-paste-") as folder:
            pictures = _files_of(pasted.images, Path(folder))
            marks = "\n\n".join(
                f"![{image.alt}]({image.address})"
                for image in pasted.images
                if image.address in pictures
            )
            file = StoryFile(Path(folder) / "paste.html", "", marks, pictures=pictures)
            return _bring(store, file, pasted.markdown, who, workbench, newsroom, pasted.warnings)
    except Exception:  # noqa: BLE001  (words before form: whatever the fault, the plain text is pasted)
        _log.exception("Pasted HTML could not be converted; the plain text was taken")
        return BroughtIn(
            plain_markdown(plain),
            problem="The formatting of what you pasted could not be read.",
        )


def bring_file(
    store: Store,
    path: Path,
    *,
    first_footnote: int,
    who: Person,
    workbench: Workbench,
    newsroom: NewsroomSettings,
) -> BroughtIn:
    """Return what a story file says as Markdown for the middle of another story.

    Its title becomes a heading, its dek a paragraph, its hero the first picture. Raises
    `BadFile`.
    """
    with TemporaryDirectory(prefix="editorial-import-") as folder:
        file = read_manuscript(path, Path(folder), time_zone=newsroom.time_zone)
        parts = [f"## {file.title}" if file.title else "", file.dek]
        credits = dict(file.credits)
        if file.hero:
            title = f' "{file.hero_caption}"' if file.hero_caption else ""
            parts.append(f"![{file.hero_alt or ''}](<{file.hero}>{title})")
            credits[file.hero] = file.hero_credit or credits.get(file.hero, "")
        parts.append(file.body.strip("\n"))
        body = renumber_footnotes("\n\n".join(part for part in parts if part), first_footnote)
        warnings = list(file.warnings)
        if file.byline:
            warnings.append(f"The file’s byline, {', '.join(file.byline)}, was not taken over.")
        whole = replace(file, body=body, hero="", related=(), credits=credits)
        return _bring(store, whole, body, who, workbench, newsroom, tuple(warnings))


def renumber_footnotes(markdown: str, first: int) -> str:
    """Return the text with the footnotes that it defines numbered from ``first`` on."""
    defined = set(_DEFINITION.findall(markdown))
    numbers: dict[str, int] = {}
    for label in _NOTE.findall(markdown):
        if label in defined and label not in numbers:
            numbers[label] = first + len(numbers)

    def number(found: re.Match[str]) -> str:
        return f"[^{numbers[found[1]]}]" if found[1] in numbers else found[0]

    return _NOTE.sub(number, markdown)


def _bring(
    store: Store,
    file: StoryFile,
    body: str,
    who: Person,
    workbench: Workbench,
    newsroom: NewsroomSettings,
    known: tuple[str, ...],
) -> BroughtIn:
    found = images(file.body)
    if not found:
        return BroughtIn(body, known)
    pictures = FilePictures(store, file, who, workbench, newsroom.credit_form)
    warnings = [*known, *pictures.warnings]
    words: dict[uuid.UUID, tuple[str, str]] = {}
    with store.write() as session:
        for match in found:
            address = match.group(2).strip("<>")
            photo_id = pictures.photo_id(address)
            if photo_id is None:
                continue
            credit = file.credits.get(address, "")
            pictures.give_credit(photo_of(session, photo_id), address, credit, warnings)
            words[photo_id] = (match.group(1).strip(), (match.group(3) or "").strip())
    return BroughtIn(
        _stand_alone(pictures.place_marks(body)),
        tuple(dict.fromkeys(warnings)),
        tuple(result.photo for result in pictures.results if result.photo is not None),
        words,
        pictures.changes,
    )


def _files_of(found: tuple[PastedImage, ...], folder: Path) -> dict[str, Path]:
    files = {}
    for number, image in enumerate(found, start=1):
        if image.data is not None:
            format_name = sniff(image.data[:32])
            ending = format_named(format_name).endings[0] if format_name else ".bin"
            files[image.address] = folder / f"pasted-picture-{number}{ending}"
            files[image.address].write_bytes(image.data)
    return files


def _stand_alone(body: str) -> str:
    """Give each photo amid a paragraph one of its own; those in tables and lists stay."""
    lines = [
        line if _HELD.match(line) else _MARK.sub(r"\n\n\1\n\n", line).strip("\n")
        for line in body.split("\n")
    ]
    return "\n".join(lines)
