"""Switches a rule of house style off, in the newsroom's own file."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from editorial.stories.text.style.loading import load_style
from editorial.system.errors import BadFile
from editorial.system.files import disk_errors, write_atomically

if TYPE_CHECKING:
    from editorial.system.paths import Home

_OFF = re.compile(r"^[ \t]*off[ \t]*=[ \t]*\[[^\]]*\][^\n]*\n?", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def switch_off(home: Home, rule_id: str) -> None:
    """Put ``rule_id`` into the list ``off`` at the top of ``style.toml``; the rest stays.

    Raises `BadFile` where that file cannot be read as TOML, `DiskFull` or `HomeUnusable`; then it
    is as it was.
    """
    path = home.style
    try:
        with disk_errors(path):
            old = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        off = tomllib.loads(old).get("off", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(path.name, str(error)) from error
    if not isinstance(off, list):
        raise _unreadable(path.name, "off is no list")
    if rule_id in off:
        return
    line = f"off = [{', '.join(json.dumps(one, ensure_ascii=False) for one in [*off, rule_id])}]\n"
    table = _TABLE.search(old)
    head_ends = table.start() if table else len(old)
    found = _OFF.search(old)
    if found is not None and found.start() <= head_ends:
        new = old[: found.start()] + line + old[found.end() :]
    else:
        new = line + ("\n" if old else "") + old
    try:
        tomllib.loads(new)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path.name, str(error)) from error
    write_atomically(path, new.encode("utf-8"))
    load_style(home)


def _unreadable(name: str, why: str) -> BadFile:
    return BadFile(
        f"{name} cannot be changed, because it cannot be read ({why}).",
        safe="The rule is still on, and the file is as it was.",
        next_step=f"Mend {name} in the folder of the newsroom's data first.",
    )
