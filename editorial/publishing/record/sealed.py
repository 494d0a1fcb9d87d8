"""A record as JSON in which tampering shows, and the check of such a file.

Schema ``editorial-story-record/1``, UTF-8:

``schema``
    That name.
``story``
    ``id``, ``slug``, ``headline``, ``status`` when the file was made.
``newsroom``, ``time_zone``, ``made_at``
    The newsroom's name, the IANA zone of ``local`` (empty: the computer's), RFC 3339 UTC.
``entries``
    Oldest first. Each has ``number`` (from 1), ``at`` (RFC 3339 UTC), ``local`` (the newsroom's
    time), ``who``, ``source``, ``kind``, ``words``, ``version``, ``from``, ``to``, ``details``
    (list of label and text), ``previous`` and ``digest``.
``seal``
    SHA-256 over all of the above but the entries, and the last entry's digest.

A digest is the SHA-256, in hexadecimal, of the object without its ``digest`` as JSON with sorted
keys, no spaces and no escapes beyond JSON's own; ``previous`` is the digest of the entry before,
64 zeros for the first. So no entry can be changed, removed, added or moved alone. Someone may
still make a whole chain anew: hence the seal is printed on the PDF, and `differs` compares a
file with the newsroom's own record.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from editorial.system.errors import BadFile
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.publishing.record.entry import Entry
    from editorial.publishing.record.story_record import Record

SCHEMA = "editorial-story-record/1"
START = "0" * 64


def as_json(record: Record) -> dict[str, Any]:
    """Return the record as the JSON object that the module's docstring describes."""
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "story": {
            "id": str(record.story_id),
            "slug": record.slug,
            "headline": record.headline,
            "status": record.status,
        },
        "newsroom": record.newsroom.title,
        "time_zone": record.newsroom.time_zone,
        "made_at": record.made_at.astimezone(dt.UTC).isoformat(),
    }
    entries: list[dict[str, Any]] = []
    previous = START
    for number, entry in enumerate(record.entries, 1):
        values = _entry(record, number, entry) | {"previous": previous}
        previous = _digest(values)
        entries.append(values | {"digest": previous})
    return head | {"entries": entries, "seal": _seal(head, previous)}


def write_record(record: Record, out: Path) -> Path:
    """Write the record to ``out`` as JSON. Raises `DiskFull` or `HomeUnusable`."""
    text = json.dumps(as_json(record), ensure_ascii=False, indent=1)
    write_atomically(out, text.encode("utf-8") + b"\n")
    return out


def read_record(path: Path) -> dict[str, Any]:
    """Return what a file of a record holds, unchecked. Raises `BadFile`."""
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _no_record(path) from error
    is_record = isinstance(values, dict) and values.get("schema") == SCHEMA
    if not is_record or not isinstance(values.get("entries"), list):
        raise _no_record(path)
    return values


def flaw(values: dict[str, Any]) -> str:
    """Return the first sign of tampering in plain words; empty for a whole record."""
    previous = START
    for number, entry in enumerate(values["entries"], 1):
        if not isinstance(entry, dict) or entry.get("number") != number:
            return f"Entry {number} is missing or out of its place."
        if entry.get("previous") != previous:
            return f"Entry {number} does not follow from the one before it."
        previous = _digest({name: value for name, value in entry.items() if name != "digest"})
        if entry.get("digest") != previous:
            return f"Entry {number} was changed after the record was made."
    head = {name: value for name, value in values.items() if name not in ("entries", "seal")}
    if values.get("seal") != _seal(head, previous):
        return "The head or the end of the record was changed."
    return ""


def differs(values: dict[str, Any], record: Record) -> str:
    """Return where a whole file parts from the newsroom's own record; empty where it does not.

    The newsroom's record may have gone on since: what the file holds must be its beginning.
    """
    ours = [_known(_entry(record, n, entry)) for n, entry in enumerate(record.entries, 1)]
    for number, entry in enumerate(values["entries"], 1):
        if number > len(ours) or ours[number - 1] != _known(entry):
            return f"Entry {number} is not as in the newsroom's own record."
    return ""


def _entry(record: Record, number: int, entry: Entry) -> dict[str, Any]:
    return {
        "number": number,
        "at": entry.at.astimezone(dt.UTC).isoformat(),
        "local": record.local(entry.at).isoformat(),
        "who": entry.who,
        "source": entry.source,
        "kind": entry.kind,
        "words": entry.words,
        "version": entry.version,
        "from": entry.status_from,
        "to": entry.status_to,
        "details": [list(pair) for pair in entry.details],
    }


def _known(entry: dict[str, Any]) -> dict[str, Any]:
    # The newsroom may have moved to another zone since.
    left_out = ("local", "previous", "digest")
    return {name: value for name, value in entry.items() if name not in left_out}


def _seal(head: dict[str, Any], last: str) -> str:
    return _digest(head | {"last": last})


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _no_record(path: Path) -> BadFile:
    return BadFile(
        f"{path.name} is no record of a story.",
        safe="Nothing was changed.",
        next_step="Choose a .json file that “story record --out” wrote.",
    )
