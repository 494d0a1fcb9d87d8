"""``editorial photo template|codes|replace|duplicates``: what is done to many photos at once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.cli.console import plain
from editorial.cli.wiring import add, add_group
from editorial.system.errors import BadFile, NotFound, WrongUsage

if TYPE_CHECKING:
    import argparse
    import uuid

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.cli.wiring import Commands
    from editorial.photos.codes import Codes
    from editorial.photos.templates import Entry

_TEMPLATE_HELP = """
Keep words under a name: editorial photo template save NAME FIELD=VALUE …

FIELD+=VALUE appends, FIELD?=VALUE fills only what is empty. {city}, {creator}, {date} or {seq}
stand for each photo's own words, =code= for those of the code files.
"""


def add_tools(group: Commands) -> None:
    """Add the commands to the ``photo`` group."""
    template = add_group(group, "template", "words that are put on many photos")
    add(template, "list", _templates, "list them, the last used first")
    save = add(template, "save", _save, "keep words under a name", description=_TEMPLATE_HELP)
    save.add_argument("name")
    save.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    apply = add(template, "apply", _apply, "put a template on photos")
    apply.add_argument("name")
    apply.add_argument("photos", nargs="+", metavar="PHOTO")
    add(template, "remove", _remove, "forget one").add_argument("name")
    codes = add_group(group, "codes", "files of codes, such as =ab1= for a name")
    add(codes, "list", _codes, "list what every code becomes")
    add(codes, "add", _add_codes, "take a tab-separated file in").add_argument("file", type=Path)
    add(codes, "remove", _remove_codes, "take a file out").add_argument("name")
    replace = add(group, "replace", _replace, "find and replace in the words of photos")
    replace.add_argument("find")
    replace.add_argument("replace")
    replace.add_argument("--queue", default="all")
    replace.add_argument("--search", default="", metavar="WORDS")
    replace.add_argument("--field", action="append", default=[], metavar="NAME")
    replace.add_argument("--case", action="store_true", help="match case")
    replace.add_argument("--words", action="store_true", help="whole words only")
    replace.add_argument("--pattern", action="store_true", help="a regular expression")
    replace.add_argument("--dry-run", action="store_true", help="only show what would change")
    add(group, "duplicates", _duplicates, "list files that seem to show one picture")


def entries_of(words: list[str]) -> dict[str, Entry]:
    """Return template entries from ``field=value``, ``field+=value`` and ``field?=value``."""
    from editorial.photos.templates import Entry

    entries: dict[str, Entry] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip("+?"):
            raise WrongUsage(f"“{word}” sets nothing.", next_step="Write FIELD=VALUE.")
        mode = "append" if name.endswith("+") else "keep" if name.endswith("?") else "replace"
        field = name.rstrip("+?")
        entries["creators" if field == "creator" else field] = Entry(value, mode)  # type: ignore[arg-type]
    return entries


def codes_of(newsroom: Newsroom) -> Codes:
    """Return the newsroom's codes."""
    from editorial.photos.codes import load_codes

    return load_codes(_folder(newsroom))


def _templates(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.templates import templates

    rows = templates(newsroom.store)
    for row in rows:
        console.say(row.name)
        for field, entry in row.entries.items():
            console.say(f"  {'x' if entry.on else ' '} {field:<22} {entry.mode:<8} {entry.value}")
    if not rows:
        console.say("No template yet. Keep one with `editorial photo template save`.")
    console.value(
        [{"name": r.name, "fields": {k: plain(e) for k, e in r.entries.items()}} for r in rows]
    )
    return 0


def _save(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.templates import save_template

    save_template(newsroom.store, options.name, entries_of(options.fields))
    console.say(f"The template “{options.name}” is kept.")
    console.value({"name": options.name})
    return 0


def _apply(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.queries import photo
    from editorial.photos.templates import apply_entries, template

    entries = template(newsroom.store, options.name).entries
    ids = [photo(newsroom.store, ref).id for ref in options.photos]
    changes = apply_entries(
        newsroom.store, ids, entries, who=newsroom.person.name, codes=codes_of(newsroom)
    )
    console.say(f"Changed: {len(changes.photos)} of {len(ids)}.")
    console.value({"changed": [str(one) for one in changes.photos]})
    return 0


def _remove(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.templates import remove_template

    remove_template(newsroom.store, options.name)
    console.say(f"The template “{options.name}” is gone.")
    console.value({"removed": options.name})
    return 0


def _codes(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    codes = codes_of(newsroom)
    for code, columns in sorted(codes.known.items()):
        console.say(f"{codes.delimiter}{code}{codes.delimiter:<12} {' · '.join(columns)}")
    if not codes.known:
        console.say("No codes yet. Take a file in with `editorial photo codes add FILE`.")
    for problem in codes.problems:
        console.aside(f"editorial: {problem}")
    console.value(
        {"codes": {c: list(v) for c, v in codes.known.items()}, "problems": codes.problems}
    )
    return 0


def _add_codes(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.codes import read_codes
    from editorial.system.files import disk_errors

    known, problems = read_codes(options.file)
    if not known:
        raise BadFile(
            f"{options.file.name} holds no codes.",
            safe="Nothing was taken in.",
            next_step="Each line is a code, a tab, and its words.",
        )
    name = options.file.stem + ".txt"
    with disk_errors(_folder(newsroom) / name):
        _folder(newsroom).mkdir(exist_ok=True)
        shutil.copyfile(options.file, _folder(newsroom) / name)
    console.say(f"{len(known)} codes of {name} can be used.")
    for problem in problems:
        console.aside(f"editorial: {problem}")
    console.value({"file": name, "codes": len(known), "problems": problems})
    return 0


def _remove_codes(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    file = _folder(newsroom) / Path(options.name).name
    if not file.is_file():
        raise NotFound(f"There is no file of codes “{options.name}”.", safe="Nothing was changed.")
    file.unlink()
    console.say(f"{file.name} is out.")
    console.value({"removed": file.name})
    return 0


def _replace(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.queries import photo_ids
    from editorial.photos.replacing import Wanted, find_hits, replace_words

    ids = photo_ids(newsroom.store, queue=options.queue, words=options.search)
    wanted = Wanted(
        options.find,
        options.replace,
        tuple(options.field),
        match_case=options.case,
        whole_words=options.words,
        is_pattern=options.pattern,
    )
    hits = find_hits(newsroom.store, ids, wanted)
    if not options.dry_run:
        replace_words(newsroom.store, ids, wanted, who=newsroom.person.name)
    for hit in hits:
        console.say(f"{hit.file_name}, {hit.field}: {hit.before} → {hit.after}")
    console.say(f"{'Would change' if options.dry_run else 'Changed'}: {len(hits)}.")
    console.value([plain(hit) for hit in hits])
    return 0


def _duplicates(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.pairs import pairs_of
    from editorial.photos.queries import photo_ids

    seen: set[frozenset[uuid.UUID]] = set()
    found: list[dict[str, Any]] = []
    for photo in photo_ids(newsroom.store, queue="duplicates", newest_first=False):
        for pair in pairs_of(newsroom.store, photo):
            both = frozenset({pair.one.id, pair.other.id})
            if pair.verdict or both in seen:
                continue
            seen.add(both)
            console.say(f"{pair.one.file_name} and {pair.other.file_name}")
            found.append({"one": str(pair.one.id), "other": str(pair.other.id), "bits": pair.bits})
    if not found:
        console.say("No two photos look alike.")
    console.value(found)
    return 0


def _folder(newsroom: Newsroom) -> Path:
    from editorial.photos.codes import FOLDER

    return newsroom.home.root / FOLDER
