"""``editorial photo document …``: licences, releases and source papers of photos."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.wiring import Commands, add, add_group

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(photo_commands: Commands) -> None:
    """Add the commands to those of ``photo``."""
    group = add_group(photo_commands, "document", "keep licences, releases and papers with photos")
    adding = add(group, "add", _add, "give a photo a copy of papers: PDF, pictures, documents")
    adding.add_argument("photo")
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    adding.add_argument(
        "--kind", default="licence", help="licence, model_release, property_release or source"
    )
    adding.add_argument(
        "--also", action="append", default=[], metavar="PHOTO", help="give it to this photo, too"
    )
    listing = add(group, "list", _list, "list the papers of a photo")
    listing.add_argument("photo")
    saving = add(group, "save", _save, "write a copy of a paper to a file or into a folder")
    saving.add_argument("document", help="its id, or six or more digits of it")
    saving.add_argument("to", type=Path)
    removing = add(group, "remove", _remove, "take a paper off its photo")
    removing.add_argument("document", help="its id, or six or more digits of it")


def _add(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.documents import add_documents, documents_of
    from editorial.photos.queries import photo

    rows = [photo(newsroom.store, one) for one in (options.photo, *options.also)]
    changes = add_documents(
        newsroom.store,
        [row.id for row in rows],
        options.files,
        options.kind,
        who=newsroom.person.name,
    )
    for row in rows:
        news = "" if row.id in changes.photos else " has them already"
        console.say(f"{row.file_name}{news or ': added.'}")
    console.value([one.to_json() for one in documents_of(newsroom.store, [rows[0].id])])
    return 0


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.documents import documents_of
    from editorial.photos.queries import photo

    rows = documents_of(newsroom.store, [photo(newsroom.store, options.photo).id])
    for row in rows:
        size = f"{row.size_bytes / 1e6:.1f} MB"
        console.say(f"{str(row.id)[-12:]}  {row.kind_words:<16} {row.file_name}  {size}")
    if not rows:
        console.say("No papers. Add one with `editorial photo document add PHOTO FILE`.")
    console.value([row.to_json() for row in rows])
    return 0


def _save(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.documents import document, save_document

    row = document(newsroom.store, options.document)
    file = save_document(newsroom.store, row.id, options.to.absolute())
    console.say(f"{row.file_name} is in {file}.")
    console.value({"file": str(file)})
    return 0


def _remove(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.documents import document, owner, remove_document

    row = document(newsroom.store, options.document)
    photo_id = owner(newsroom.store, row.id)
    remove_document(newsroom.store, [photo_id], row.id, who=newsroom.person.name)
    console.say(f"{row.file_name} is off its photo; the copy stays in {row.path}.")
    console.value({"removed": row.to_json(), "photo": str(photo_id)})
    return 0
