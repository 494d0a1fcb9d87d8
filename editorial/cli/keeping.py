"""``editorial backup``, ``restore``, ``doctor``, ``settings``, ``sample`` and ``demo``."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.cli.wiring import Commands, add, add_plain, pairs
from editorial.system.errors import WrongUsage
from editorial.system.paths import Home
from editorial.system.settings import choices, clean_label
from editorial.system.zones import zone_named

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(commands: Commands) -> None:
    """Add the commands."""
    backup = add_plain(commands, "backup", _backup, "keep the whole newsroom in one file")
    backup.add_argument("file", type=Path)
    restore = add_plain(
        commands,
        "restore",
        _restore,
        "bring a backup back; what is there now is kept aside. Close the desk first",
    )
    restore.add_argument("file", type=Path)
    doctor = add_plain(commands, "doctor", _doctor, "look whether everything is in order")
    doctor.add_argument("--full", action="store_true", help="read every page and every photo")
    doctor.add_argument(
        "--export", type=Path, metavar="DIR", help="save what can be read of a damaged newsroom"
    )
    settings = add(
        commands,
        "settings",
        _settings,
        "show the settings, or set some",
        description="Without a word: show. Else NAME=VALUE, such as person.name='Ida Holm', "
        "newsroom.title='The Harbour Review', newsroom.time_zone=Europe/Oslo.",
    )
    settings.add_argument("fields", nargs="*", metavar="NAME=VALUE")
    add(commands, "sample", _sample, "load the sample newsroom for a look around")
    demo = add_plain(
        commands, "demo", _demo, "run the whole job on sample data and save pictures of the desk"
    )
    demo.add_argument("--out", type=Path, metavar="DIR", help="where the results go")


def _backup(options: argparse.Namespace, console: Console) -> int:
    from editorial.storage.backup import back_up
    from editorial.system.errors import NotFound

    home = Home.locate(options.home)
    if not home.database.exists():
        raise NotFound(
            f"There is no newsroom in {home.root} yet.", next_step="Choose one with --home DIR."
        )
    file = back_up(home, options.file.absolute(), progress=console.progress)
    size = file.stat().st_size
    console.say(f"Everything is in {file} ({size / 1e6:.1f} MB). Passwords stay in the keyring.")
    console.value({"file": str(file), "bytes": size})
    return 0


def _restore(options: argparse.Namespace, console: Console) -> int:
    from editorial.storage.backup import restore
    from editorial.storage.store import Store

    home = Home.locate(options.home)
    aside = restore(home, options.file, progress=console.progress)
    # Opening it proves that it works, and migrates an older one.
    Store.open(home).close()
    console.say(f"The newsroom in {home.root} is back.")
    if aside is not None:
        console.say(f"What was there before is in {aside}.")
    console.value({"home": str(home.root), "before": str(aside) if aside else None})
    return 0


def _doctor(options: argparse.Namespace, console: Console) -> int:
    from editorial.cli.doctor import examine
    from editorial.stories.salvage import export_readable

    home = Home.locate(options.home)
    if options.export is not None:
        saved, lost = export_readable(home, options.export.absolute())
        console.say(f"{saved} stories are saved in {options.export}; {lost} could not be read.")
        console.value({"folder": str(options.export), "saved": saved, "lost": lost})
        return 0 if not lost else 1
    findings = list(examine(home, full=options.full, progress=console.progress))
    for finding in findings:
        console.say(f"{finding.level:<8} {finding.what}: {finding.message}")
    console.value(findings)
    return 3 if any(finding.level == "problem" for finding in findings) else 0


def _settings(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    settings = newsroom.settings
    for name, value in pairs(options.fields).items():
        part, _, field = name.partition(".")
        groups = {"person": settings.with_person, "newsroom": settings.with_newsroom}
        known = {
            entry.name: getattr(getattr(settings, part), entry.name)
            for entry in dataclasses.fields(getattr(settings, part))
        } if part in groups else {}  # fmt: skip
        if field not in known or field == "follow":
            raise WrongUsage(
                f"There is no setting “{name}” to set here.",
                next_step="`editorial settings` shows all of them.",
            )
        settings = groups[part](**{field: _as(known[field], value, name)})
    if options.fields:
        newsroom.change_settings(settings)
    values = dataclasses.asdict(settings)
    for part, fields in values.items():
        for field, value in fields.items():
            console.say(f"{part}.{field} = {value}")
    console.value(values)
    return 0


def _as(present: Any, text: str, name: str) -> Any:
    """Return ``text`` in the type of the present value."""
    if isinstance(present, bool):
        return text.strip().lower() in {"yes", "true", "1"}
    if isinstance(present, int):
        if not text.strip().isdigit():
            raise WrongUsage(f"{name} is a number.", next_step=f"Write it like {name}={present}.")
        return int(text)
    if isinstance(present, tuple):
        return tuple(item.strip() for item in text.split(",") if item.strip())
    field = name.partition(".")[2]
    if (known := choices(field)) and text not in known:
        wanted = ", ".join(f"“{one}”" for one in known)
        raise WrongUsage(f"{name} is one of {wanted}.", safe="Nothing was changed.")
    if field == "time_zone" and text.strip():
        return str(zone_named(text))
    return clean_label(text) if field == "credit_label" else text


def _sample(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.app import SITE
    from editorial.publishing.addresses import endpoint
    from editorial.publishing.sample_newsroom import load_sample

    changes = load_sample(
        newsroom.store,
        who=newsroom.person,
        workbench=newsroom.workbench,
        courier=newsroom.courier,
        endpoint_id=endpoint(newsroom.store, SITE).id,
        progress=console.progress,
    )
    console.say(f"{len(changes.stories)} stories are there. `editorial` opens the desk.")
    console.value({"stories": len(changes.stories), "photos": len(changes.photos)})
    return 0


def _demo(options: argparse.Namespace, console: Console) -> int:
    from editorial.cli.demo import run_demo

    out = options.out or Path(tempfile.mkdtemp(prefix="editorial-demo-"))
    return run_demo(out.absolute(), console)
