"""Read back what a receiver holds of a piece. Nothing of its answer is taken on trust."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from editorial.publishing import readback
from editorial.publishing.endpoints.ninjs.item import HERO
from editorial.publishing.endpoints.ninjs.photo import ALT, CREDIT
from editorial.publishing.endpoints.ninjs.terms import SECTION, TAG
from editorial.publishing.endpoints.protocol import Held

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = dict[str, Any]
_VOLATILE = frozenset({"version", "versionCreated", "firstCreated", "standard"})
_KEPT = (
    "type", "profile", "pubStatus", "embargoedUntil", "urgency", "language", "title", "slugline",
    "headlines", "descriptions", "bodies", "by", "edNote", "subjects", "genres", "infoSources",
    "copyrightHolder", "copyrightNotice", "usageTerms", "rightsInfo", "digitalSourceType",
)  # fmt: skip
"""What counts as the item; a receiver may add properties of its own."""


def held_of(item: Item, url: str, now: dt.datetime) -> Held:
    """Return what an item holds. ``url`` is where readers find it."""
    parts = readback.parts_of_html(text_in(item, "bodies", contentType="text/html"))
    hero = next((a for a in objects(item, "associations") if a.get("name") == HERO), {})
    credit = text_in(hero, "descriptions", role=CREDIT)
    status, made = word(item, "pubStatus") or "usable", word(item, "versionCreated")
    return Held(
        remote_id=word(item, "uri"),
        url=url,
        public=status == "usable" and not _is_embargoed(item, now),
        headline=text_in(item, "headlines", role="main"),
        body_text=parts.body_text,
        credits=((credit,) if credit else ()) + parts.credits,
        links=parts.links,
        sections=_names(item, SECTION),
        tags=_names(item, TAG),
        fingerprint=fingerprint(item),
        slug=word(item, "slugline"),
        extra={
            "status": status,
            "byline": word(item, "by"),
            "summary": text_in(item, "descriptions", role="summary"),
            "note": word(item, "edNote"),
            "hero_alt": text_in(hero, "descriptions", role=ALT),
            "modified_gmt": _naive(made),
            "version": version_of(item),
            "first_created": word(item, "firstCreated"),
        },
    )


def version_of(item: Item) -> int:
    """Return an item's version as a number; 0 where it has none, or one of another form."""
    version = word(item, "version")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 16 else 0


def fingerprint(item: Item) -> str:
    """Return a hash of everything of an item that a person could change, its version left out."""
    facts = json.dumps(_facts(item), sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()


def holds(live: Item, item: Item) -> bool:
    """Return whether all of an item that is sent is there already, its version left out."""
    return all(live.get(name) == value for name, value in item.items() if name not in _VOLATILE)


def digest(item: Item) -> str:
    """Return a hash of all that is sent, except for its version."""
    facts = {name: value for name, value in item.items() if name not in _VOLATILE}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def text_in(item: Item, name: str, **wanted: str) -> str:
    """Return the first of an item's texts that is as wanted, or else the first without a role."""
    found = objects(item, name)
    for each in found:
        if all(each.get(key) == value for key, value in wanted.items()):
            return word(each, "value")
    bare = next((each for each in found if not each.keys() & {"role", "contentType"}), None)
    return word(bare, "value") if bare else ""


def objects(item: Item, name: str) -> list[Item]:
    """Return the objects of a list in an item, other things left out."""
    found = item.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def word(item: Item, name: str) -> str:
    """Return a text of an item; empty where it is missing or something else."""
    found = item.get(name)
    return found if isinstance(found, str) else ""


def _facts(item: Item) -> Item:
    facts: Item = {name: item[name] for name in _KEPT if name in item}
    facts["associations"] = [
        # Where the files lie is the receiver's own affair.
        {"uri": word(each, "uri"), "name": word(each, "name"), **_facts(each)}
        for each in objects(item, "associations")
    ]
    return facts


def _names(item: Item, rel: str) -> tuple[str, ...]:
    def found() -> Iterator[str]:
        for subject in objects(item, "subjects"):
            if subject.get("rel") == rel and (name := word(subject, "name")):
                yield name

    return tuple(found())


def _is_embargoed(item: Item, now: dt.datetime) -> bool:
    until = _moment(word(item, "embargoedUntil"))
    return until is not None and until > now


def _moment(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _naive(text: str) -> str:
    found = _moment(text)
    return found.astimezone(dt.UTC).replace(tzinfo=None).isoformat() if found else ""
