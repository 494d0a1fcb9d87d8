"""``editorial endpoint …``: the places that stories are pushed to."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from editorial.cli.console import plain
from editorial.cli.wiring import Commands, add, add_group, pairs
from editorial.publishing.addresses import see_options
from editorial.publishing.endpoints.mapping import choices_of
from editorial.publishing.endpoints.registry import KINDS
from editorial.system.errors import NetworkDown, WrongUsage

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.publishing.connecting.finding import Found
    from editorial.storage.changes import Changes


def add_commands(commands: Commands) -> None:
    """Add the commands."""
    group = add_group(commands, "endpoint", "add, test and remove places to publish to")
    new = add(
        group,
        "add",
        _add,
        "add an endpoint",
        description="Add an endpoint. For WordPress, --url is the site's address and the password "
        "an application password (WordPress: Users, Profile, Application Passwords); for Ghost it "
        "is an Admin API key, for ninjs the shared key, for Micropub an access token. It goes into "
        "the system's keyring, never into a file.",
    )
    new.add_argument("name")
    new.add_argument(
        "--kind", default="", help=f"{', '.join(KINDS)}; without it the site is asked what it is"
    )
    new.add_argument("--url", default="", help="the address on the web, or a folder")
    new.add_argument("--user", default="")
    new.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    new.add_argument("--option", action="append", default=[], metavar="NAME=VALUE")
    find = add(group, "find", _find, "find out what kind of site lives at an address")
    find.add_argument("address")
    options_of = add(
        group,
        "options",
        _options,
        "show or change what can be chosen for an endpoint",
        description="Show what can be chosen for an endpoint, or change it: NAME=VALUE …",
    )
    options_of.add_argument("name")
    options_of.add_argument("values", nargs="*", metavar="NAME=VALUE")
    add(group, "list", _list, "list the endpoints")
    test = add(group, "test", _test, "test the connection: who are we there, what may we do")
    test.add_argument("name")
    for name, run, help_ in (
        ("pause", _pause, "let nothing leave for an endpoint"),
        ("resume", _resume, "let what waits for an endpoint go on"),
    ):
        add(group, name, run, help_).add_argument("name")
    password = add(group, "password", _password, "give another password, from standard input")
    password.add_argument("name")
    remove = add(group, "remove", _remove, "remove an endpoint and its password")
    remove.add_argument("name")


def _add(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import add_endpoint, endpoint

    secret, kind, address = "", options.kind, options.url
    if not kind:
        found = _found(address, console)
        kind, address = found.kind, found.address
    if options.password_stdin:
        secret = sys.stdin.readline().rstrip("\n")
    elif (asked := _secret_asked(kind)) and sys.stdin.isatty():
        secret = getpass.getpass(f"{asked}: ")
    switches = see_options(kind, pairs(options.option))
    made = add_endpoint(
        newsroom.store,
        newsroom.secrets,
        name=options.name,
        kind=kind,
        address=address,
        user=options.user,
        secret=secret,
        who=newsroom.person.name,
        options=switches,
    )
    console.say(f"“{options.name}” is added. Test it: editorial endpoint test {options.name}")
    for notice in made.notices:
        console.say(f"note: {notice}")
    row = endpoint(newsroom.store, options.name)
    console.value(plain(row) | {"warnings": list(made.notices)})
    return 0


def _found(address: str, console: Console) -> Found:
    """Return what lives at an address.

    Raises `WrongUsage` where that cannot be told, `NetworkDown` where nobody answers.
    """
    from editorial.publishing.connecting.finding import find_kind

    try:
        found = find_kind(address)
    except NetworkDown as error:
        raise NetworkDown(
            error.message,
            next_step=f"Try again when you are online, or name its kind: --kind {'|'.join(KINDS)}.",
        ) from error
    for notice in found.notices:
        console.say(f"note: {notice}")
    if not found.kind:
        raise WrongUsage(
            f"{found.address} does not say what kind of site it is.",
            next_step=f"Name it with --kind: {', '.join(KINDS)}.",
        )
    return found


def _find(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    found = _found(options.address, console)
    console.say(f"{found.title} at {found.address}")
    console.value(plain(found))
    return 0


def _options(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import endpoint, set_options

    row = endpoint(newsroom.store, options.name)
    if options.values:
        values = see_options(row.kind, pairs(options.values))
        set_options(newsroom.store, row.name, values, who=newsroom.person.name)
        row = endpoint(newsroom.store, options.name)
    shown = {}
    for choice in choices_of(KINDS[row.kind]) if row.kind in KINDS else ():
        shown[choice.name] = row.options.get(choice.name, choice.default)
        console.say(f"{choice.name}={shown[choice.name]}   {choice.title}")
    console.value({"endpoint": row.name, "options": shown})
    return 0


def _secret_asked(kind: str) -> str:
    """Return what the secret of a kind is called; empty where none is asked for."""
    known = KINDS.get(kind)
    return known.secret.label if known is not None and known.secret is not None else ""


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import endpoints

    rows = endpoints(newsroom.store)
    for row in rows:
        console.say(
            f"{row.name:<16} {row.kind:<10} {row.address or 'in the data folder'}  {row.user}"
        )
    console.value([plain(row) for row in rows])
    return 0


def _test(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import test_endpoint
    from editorial.publishing.connecting.trying import lines_of

    found = test_endpoint(newsroom.store, newsroom.clients, options.name, thorough=True)
    may = "may publish" if found.may_publish else "may NOT publish"
    console.say(f"{found.system}, signed in as {found.user}, {may}.")
    for notice in lines_of(found)[2:]:
        console.say(f"note: {notice}")
    console.value(found)
    return 0 if found.may_publish else 1


def _pause(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.holding import pause_endpoint

    return _rest(newsroom, options.name, console, pause_endpoint, "rests: nothing leaves for it")


def _resume(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.holding import resume_endpoint

    return _rest(newsroom, options.name, console, resume_endpoint, "goes on")


def _rest(
    newsroom: Newsroom,
    name: str,
    console: Console,
    use_case: Callable[..., Changes],
    words: str,
) -> int:
    from editorial.publishing.addresses import endpoint

    use_case(newsroom.store, endpoint(newsroom.store, name).id, who=newsroom.person.name)
    console.say(f"“{name}” {words}.")
    console.value(plain(endpoint(newsroom.store, name)))
    return 0


def _password(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import change_secret

    secret = sys.stdin.readline().rstrip("\n")
    done = change_secret(
        newsroom.store, newsroom.secrets, options.name, secret, who=newsroom.person.name
    )
    console.say(f"The password of “{options.name}” is kept.")
    for notice in done.notices:
        console.say(f"note: {notice}")
    console.value({"endpoint": options.name, "warnings": list(done.notices)})
    return 0


def _remove(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import remove_endpoint

    done = remove_endpoint(newsroom.store, newsroom.secrets, options.name, who=newsroom.person.name)
    console.say(f"“{options.name}” is removed.")
    for notice in done.notices:
        console.say(f"note: {notice}")
    console.value({"removed": options.name, "warnings": list(done.notices)})
    return 0
