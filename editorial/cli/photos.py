"""``editorial photo …``: import, list, show, set, and read a credit line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.cli import photo_documents, photo_files
from editorial.cli.console import plain
from editorial.cli.photo_tools import add_tools, codes_of
from editorial.cli.wiring import Commands, add, add_group, add_plain, moment, pairs
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.photos.credits.naming import Advice
    from editorial.photos.ingest import ImportResult
    from editorial.photos.rows import PhotoRow

_SET_HELP = """
Set fields of a photo: editorial photo set PHOTO FIELD=VALUE …

Words:   caption, headline, alt, extended_description, keywords (with commas), decorative (yes, no)
Credit:  credit, creators (with commas), creator_title, source, copyright
Rights:  licence, usage_terms, web_statement, instructions, rights_expire_at (2026-12-31: to the
         end of that day), embargo_until (2026-12-31T06:00), use_limit (1 for one-time use),
         territory, web_only, no_crop (yes, no), licensors (Name https://…; Name https://…),
         model_release, property_release (PLUS codes), data_mining
Desk:    rating (1 to 5, 0 for none, -1 for rejected), people, caption_writer, job_id
Place:   sublocation, city, state, country, country_code, date_created
Picture: crops ({"16:9": [left, top, right, bottom]}, each 0 to 1), focal_x, focal_y, straighten
Made by: digital_source_type, ai_system, ai_system_version, ai_prompt, ai_prompt_writer
"""


_QUEUES_HELP = "needs_credit, needs_caption, needs_alt, rights_expiring, duplicates, unused …"


def add_commands(commands: Commands) -> None:
    """Add the commands."""
    group = add_group(commands, "photo", "import photos, read and mend their credits")
    take_in = add(group, "import", _import, "take photos, or folders of them, into the library")
    take_in.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    take_in.add_argument("--template", default="", metavar="NAME", help="put its words on them")
    take_in.add_argument("--resume", action="store_true", help="go on with one that was cut short")
    listing = add(group, "list", _list, "list photos, newest first")
    listing.add_argument(
        "--queue",
        default="all",
        help=_QUEUES_HELP,
    )
    listing.add_argument("--search", default="", metavar="WORDS")
    listing.add_argument("--limit", type=int, default=200)
    show = add(group, "show", _show, "show everything of a photo")
    show.add_argument("photo", help="its id, a part of it, or its file name")
    setting = add(group, "set", _set, "set fields of a photo", description=_SET_HELP)
    setting.add_argument("photo")
    setting.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    photo_documents.add_commands(group)
    photo_files.add_commands(group)
    credit = add_plain(group, "credit", _credit, "read a credit line and say how it is understood")
    credit.add_argument("text", help="the line; - reads one from each line of standard input")
    credit.add_argument(
        "--form", choices=("supplier", "creator"), default="supplier",
        help="the line as its supplier wants it (default), or creator first",
    )  # fmt: skip
    add_tools(group)


def _import(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos import imports
    from editorial.photos.templates import template

    store, who = newsroom.store, newsroom.person.name
    if options.resume:
        begun = [left.id for left in imports.unfinished(store)]
    elif options.paths:
        entries = template(store, options.template).entries if options.template else {}
        begun = [imports.begin(store, options.paths, who=who, entries=entries)]
    else:
        raise WrongUsage("No file is named.", next_step="Give files or folders of photos.")
    results: list[ImportResult] = []
    for each in begun:
        done, _ = imports.run(
            store,
            each,
            who=who,
            workbench=newsroom.workbench,
            progress=console.progress,
            credit_form=newsroom.settings.newsroom.credit_form,
            codes=codes_of(newsroom),
        )
        results += done
    for result in results:
        if result.photo is None:
            console.say(f"refused  {result.error}")
            continue
        photo = result.photo
        console.say(f"{result.status:<9} {photo.file_name} ({photo.id})")
        console.say(f"{'':<9} {photo.credit or 'no credit yet'}")
        for words in (*photo.problems, *result.warnings):
            console.say(f"{'':<9} note: {words}")
    console.value([result.to_json() for result in results])
    return 1 if any(result.photo is None for result in results) else 0


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.queries import photo_rows
    from editorial.stories.photo_uses import library_ids

    ids = library_ids(newsroom.store, options.queue, options.search)
    rows = photo_rows(newsroom.store, ids[: max(0, options.limit)])
    for row in rows:
        console.say(f"{row.status.replace('_', ' '):<13} {row.file_name}  {row.credit}")
        if options.queue == "rights_expiring":
            _say_where(newsroom, row, console)
    if not rows:
        console.say("No photo here. Take some in with `editorial photo import`.")
    console.value([row.to_json() for row in rows])
    return 0


def _say_where(newsroom: Newsroom, row: PhotoRow, console: Console) -> None:
    """Say when a photo's rights end, and in which public or scheduled stories it stands."""
    from editorial.publishing.photo_runs import photo_runs

    if row.rights_expire_at is not None:
        console.say(f"{'':<13} until {row.rights_expire_at:%Y-%m-%d}")
    for run in photo_runs(newsroom.store, row.id):
        if run.counts:
            console.say(f"{'':<13} runs in {run.story.headline} ({run.story.slug})")


def _show(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.queries import photo
    from editorial.stories.lists import photo_usage

    row = photo(newsroom.store, options.photo)
    usage = photo_usage(newsroom.store, row.id)
    for name, value in row.to_json().items():
        if value not in (None, "", [], {}) and not isinstance(value, dict):
            console.say(f"{name:<22} {value}")
    for story in usage:
        console.say(f"{'used in':<22} {story.headline} ({story.slug})")
    console.value(row.to_json() | {"used_in": [plain(story) for story in usage]})
    return 0


def _set(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.edits import edit_photo
    from editorial.photos.queries import photo

    row = photo(newsroom.store, options.photo)
    fields: dict[str, Any] = dict(pairs(options.fields))
    if "creator" in fields:
        fields["creators"] = fields.pop("creator")
    for name in ("rights_expire_at", "embargo_until"):
        # A day alone is left to the field, which knows whether it begins or ends with it.
        if len(fields.get(name, "").strip()) > len("2026-12-31"):
            fields[name] = moment(newsroom, fields[name])
    if "decorative" in fields:
        fields["decorative"] = fields["decorative"].strip().lower() in {"yes", "true", "1"}
    edit_photo(newsroom.store, row.id, who=newsroom.person.name, **fields)
    row = photo(newsroom.store, row.id)
    console.say(f"{row.file_name}: {', '.join(sorted(fields))} set.")
    for words in row.problems:
        console.say(f"note: {words}")
    console.value(row.to_json())
    return 0


def _credit(options: argparse.Namespace, console: Console) -> int:
    if options.text != "-":
        reading = _reading(options.text, options.form)
        console.say(reading["line"] or "No credit can be read there.")
        for name, value in reading.items():
            if value and name not in {"line", "raw"}:
                console.say(
                    f"  {name:<14} {', '.join(value) if isinstance(value, list) else value}"
                )
        advice = _asked(reading["line"], options)
        if advice is not None:
            console.say(f"note: {advice.ask}")
            if advice.line:
                console.say(f"      That is {advice.line}")
            reading["asked"] = advice.line
        console.value(reading)
        return 0
    for raw in sys.stdin:
        # One object a line, whether or not --json is given: this form is for scripts.
        console.line(_reading(_spoken(raw.rstrip("\n")), options.form))
    return 0


def _asked(line: str, options: argparse.Namespace) -> Advice | None:
    """Return what the supplier of a line asks for, by the rules of the newsroom that is chosen."""
    from editorial.photos.credits.house_rules import load_rules
    from editorial.photos.credits.naming import naming_advice
    from editorial.system.paths import Home

    return naming_advice(line, load_rules(Home.locate(options.home)), form=options.form)


def _reading(text: str, form: str) -> dict[str, Any]:
    from editorial.photos.credits.reading import read_credit

    return read_credit(text, house_form=form).to_json()


def _spoken(line: str) -> str:
    """Return the string that a line gives: a JSON string, or the line as it is."""
    if line.startswith('"') and line.rstrip().endswith('"'):
        try:
            value = json.loads(line)
        except ValueError:
            return line
        return value if isinstance(value, str) else line
    return line
