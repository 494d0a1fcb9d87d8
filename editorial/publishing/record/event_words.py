"""What each kind of event says in plain words, as the end of “Ida Holm …”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PLAIN = {
    "submit": "submitted it for review",
    "take_back": "took it back to draft",
    "claim": "started editing it",
    "release": "put it back in the queue",
    "return": "returned it to its writer",
    "approve": "approved it",
    "reopen": "reopened it",
    "schedule": "scheduled it",
    "unschedule": "took it off the schedule",
    "publish": "published it",
    "correct": "began a correction",
    "abandon_correction": "abandoned the correction; the published words are back",
    "spike": "spiked it",
    "restore": "brought it back as a draft",
    "note": "wrote a note",
    "note_resolved": "settled a note",
    "note_reopened": "opened a settled note again",
    "suggested": "suggested changes",
}


def _accepted(data: Mapping[str, Any]) -> str:
    return f"accepted {_how_many(data)}"


def _rejected(data: Mapping[str, Any]) -> str:
    return f"rejected {_how_many(data)}"


def _how_many(data: Mapping[str, Any]) -> str:
    count = len(data.get("suggestions", ()))
    return "a suggestion" if count == 1 else f"{count} suggestions"


def _created(data: Mapping[str, Any]) -> str:
    if file := data.get("file"):
        return f"brought it in from {file}"
    if data.get("assigned"):
        return "started it as an assignment"
    return "started it as a copy of another story" if data.get("copy_of") else "started it"


def _filed(data: Mapping[str, Any]) -> str:
    fields = ", ".join(str(name).replace("_", " ") for name in data.get("fields", ()))
    of = "a photo’s " if data.get("photo") else ""
    return f"changed {of}{fields}" if fields else "filed it anew"


def _assign(data: Mapping[str, Any]) -> str:
    brief = f": “{data['brief']}”" if data.get("brief") else ""
    return f"assigned it to {data.get('to', '')}{brief}"


def _rescheduled(data: Mapping[str, Any]) -> str:
    return f"moved its publish time to {str(data.get('to', ''))[:16].replace('T', ' ')} UTC"


def _brief(data: Mapping[str, Any]) -> str:
    return f"changed the brief: “{data['brief']}”" if data.get("brief") else "took the brief away"


def _related(data: Mapping[str, Any]) -> str:
    if data.get("added"):
        return f"added a related story: {data['added']}"
    if data.get("removed"):
        return f"removed a related story: {data['removed']}"
    if data.get("slugs"):
        return f"added related stories: {', '.join(data['slugs'])}"
    return "put the related stories in another order"


def _hero(data: Mapping[str, Any]) -> str:
    return "chose the hero photo" if data.get("photo") else "took the hero photo out"


def _note_to_readers(what: str) -> Callable[[Mapping[str, Any]], str]:
    def say(data: Mapping[str, Any]) -> str:
        text = f": “{data['text']}”" if data.get("text") else ""
        return f"published {what}{text}"

    return say


def _withdraw(data: Mapping[str, Any]) -> str:
    note = f"; readers are told: “{data['note']}”" if data.get("note") else ""
    return f"withdrew it, because: “{data.get('reason', '')}”{note}"


def _passed(data: Mapping[str, Any]) -> str:
    """Return what was passed for a reason, and the reason."""
    if not data.get("passed"):
        return ""
    return f", although: {'; '.join(data['passed'])}. The reason: “{data.get('reason', '')}”"


def _at(data: Mapping[str, Any]) -> str:
    return f" at {data['endpoint']}" if data.get("endpoint") else ""


def _seen(data: Mapping[str, Any]) -> str:
    url = f": {data['url']}" if data.get("url") else ""
    count = data.get("differences") or 0
    if count:
        things = "1 difference" if count == 1 else f"{count} differences"
        return f"had it sent; it was read back{_at(data)} with {things}{url}"
    return f"had it sent; it was read back{_at(data)} as it should be{url}"


_TOLD: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "created": _created,
    "filed": _filed,
    "assign": _assign,
    "brief": _brief,
    "rescheduled": _rescheduled,
    "slot_missed": lambda data: f"missed its publish time. {data.get('why', '')}".strip(),
    "related": _related,
    "hero": _hero,
    "checkpoint": lambda data: f"kept version {data.get('version', '')} under a name",
    "suggestions_accepted": _accepted,
    "suggestions_rejected": _rejected,
    "restored": lambda data: f"brought back the words of version {data.get('of', '')}",
    "correction": _note_to_readers("a correction"),
    "update": _note_to_readers("an update"),
    "queued": lambda data: f"sent version {data.get('version', '')} on its way",
    "withdrawal_queued": lambda _: "asked an endpoint to take it out of sight",
    "withdraw": _withdraw,
    "withdrawn": lambda data: f"had it taken out of sight{_at(data)}; that was checked",
    "push": _seen,
    "accepted": lambda data: f"had it sent; it was accepted{_at(data)}, which cannot be read back",
    "withdrawal_accepted": lambda data: (
        f"asked to take it out of sight{_at(data)}; that was accepted, which cannot be checked"
    ),
    "verified": _seen,
    "delivery_held": lambda data: f"held its delivery{_at(data)} back",
    "delivery_let_go": lambda data: f"let its held delivery{_at(data)} go on",
    "overwrite": lambda data: f"allowed the live copy{_at(data)} to be replaced",
    "hand_over": lambda data: f"handed it over to {data.get('to', '')}",
    "undo": lambda data: f"took that back; it is {str(data.get('to', '')).replace('_', ' ')} again",
    "keep_live": lambda data: f"left the live copy{_at(data)} as it is",
}

KNOWN = frozenset(_PLAIN) | frozenset(_TOLD)
"""Every kind of event of a story that has words of its own."""


def say(what: str, data: Mapping[str, Any]) -> str:
    """Return the words of an event; a kind of a later version gets its own name and data."""
    if told := _TOLD.get(what):
        return told(data) + _passed(data)
    if plain := _PLAIN.get(what):
        return plain + _passed(data)
    rest = "; ".join(f"{name}: {value}" for name, value in data.items() if value not in ("", None))
    words = what.replace("_", " ")
    return f"{words} ({rest})" if rest else words
