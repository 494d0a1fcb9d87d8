"""``editorial endpoint …``: the places that stories are pushed to."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from editorial.cli.console import plain
from editorial.cli.wiring import Commands, add, add_group, pairs
from editorial.publishing.endpoints.registry import KINDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from editorial.app import Newsroom
    from editorial.cli.console import Console
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
        "an application password (WordPress: Users, Profile, Application Passwords). It goes into "
        "the system's keyring, never into a file.",
    )
    new.add_argument("name")
    new.add_argument("--kind", default="wordpress", help=f"{', '.join(KINDS)}")
    new.add_argument("--url", default="", help="the address on the web, or a folder")
    new.add_argument("--user", default="")
    new.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    new.add_argument("--option", action="append", default=[], metavar="NAME=VALUE")
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

    secret = ""
    if options.password_stdin:
        secret = sys.stdin.readline().rstrip("\n")
    elif (asked := _secret_asked(options.kind)) and sys.stdin.isatty():
        secret = getpass.getpass(f"{asked}: ")
    switches: dict[str, object] = {
        name: {"yes": True, "true": True, "no": False, "false": False}.get(value.lower(), value)
        for name, value in pairs(options.option).items()
    }
    made = add_endpoint(
        newsroom.store,
        newsroom.secrets,
        name=options.name,
        kind=options.kind,
        address=options.url,
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

    found = test_endpoint(newsroom.store, newsroom.clients, options.name)
    may = "may publish" if found.may_publish else "may NOT publish"
    console.say(f"{found.system}, signed in as {found.user}, {may}.")
    for notice in found.notices:
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
