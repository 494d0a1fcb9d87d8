"""Which fields of a photo a person may set, and what each can hold."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from editorial.photos.metadata.rules import iso_date
from editorial.photos.source_types import SOURCE_TYPES, code_of
from editorial.photos.source_types import address_of as source_type_address
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_LINE = 2_000
_LONGEST_TEXT = 50_000
STEEPEST = 15
"""Degrees by which a picture can be straightened, either way."""
RELEASES = {
    "model_release": {
        "MR-NON": "None",
        "MR-NAP": "Not applicable",
        "MR-UMR": "Unlimited model releases",
        "MR-LMR": "Limited or incomplete model releases",
    },
    "property_release": {
        "PR-NON": "None",
        "PR-NAP": "Not applicable",
        "PR-UPR": "Unlimited property releases",
        "PR-LPR": "Limited or incomplete property releases",
    },
}
"""The PLUS vocabularies of release status: code and its words."""


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the columns hold them. Raises `WrongUsage` and names the field."""
    values: dict[str, Any] = {}
    for name, value in fields.items():
        check = EDITABLE.get(name)
        if check is None:
            raise WrongUsage(
                f"A photo has no field “{name}” that can be set.",
                next_step=f"The fields are {', '.join(sorted(EDITABLE))}.",
            )
        values[name] = check(name, value)
    return values


def _line(name: str, value: Any) -> str:
    """Take a text of one line: spaces are trimmed and doubled ones made one, no more."""
    text = " ".join(_without_controls(_text_of(name, value)).split())
    if len(text) > _LONGEST_LINE:
        raise _wrong(name, f"a text of at most {_LONGEST_LINE:,} characters")
    return text


def _text(name: str, value: Any) -> str:
    """Take a text that may have several lines."""
    text = _without_controls(_text_of(name, value).replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > _LONGEST_TEXT:
        raise _wrong(name, f"a text of at most {_LONGEST_TEXT:,} characters")
    return text.strip()


def _lines(name: str, value: Any) -> list[str]:
    """Take a list of names, or a text in which commas (or semicolons) part them."""
    if isinstance(value, str):
        value = re.split(r"\s*;\s*" if ";" in value else r"\s*,\s*", value)
    if not isinstance(value, list | tuple):
        raise _wrong(name, "a list of texts")
    items = [_line(name, item) for item in value]
    return list(dict.fromkeys(item for item in items if item))


def _flag(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise _wrong(name, "yes or no")


def _share(name: str, value: Any) -> float | None:
    if value is None or value == "":
        return None
    return _number(name, value)


def _number(name: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise _wrong(name, "a number from 0 to 1")
    return number


def _crops(name: str, value: Any) -> dict[str, list[float]]:
    wanted = 'crops such as {"16:9": [left, top, right, bottom]}, each number from 0 to 1'
    if isinstance(value, str):
        try:
            value = json.loads(value or "{}")
        except ValueError:
            raise _wrong(name, wanted) from None
    if not isinstance(value, dict):
        raise _wrong(name, wanted)
    crops: dict[str, list[float]] = {}
    for shape, box in value.items():
        if re.fullmatch(r"free|[1-9]\d{0,2}:[1-9]\d{0,2}", str(shape)) is None:
            raise _wrong(name, wanted)
        if not isinstance(box, list | tuple) or len(box) != 4:
            raise _wrong(name, wanted)
        left, top, right, bottom = (_number(name, side) for side in box)
        if left >= right or top >= bottom:
            raise _wrong(name, wanted)
        crops[str(shape)] = [left, top, right, bottom]
    return crops


def _moment(name: str, value: Any) -> dt.datetime | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            raise _wrong(name, "a date such as 2026-11-20") from None
    if isinstance(value, dt.datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=dt.UTC)
    raise _wrong(name, "a date such as 2026-11-20")


def _end(name: str, value: Any) -> dt.datetime | None:
    """Take a moment; a day alone means to its end, as people mean it ("until 31 December")."""
    moment = _moment(name, value)
    if moment is not None and isinstance(value, str) and len(value.strip()) <= len("2026-12-31"):
        return moment + dt.timedelta(days=1) - dt.timedelta(seconds=1)
    return moment


def _rating(name: str, value: Any) -> int:
    return _whole(name, value, -1, 5, "a number of stars from 0 to 5, or -1 for a rejected photo")


def _limit(name: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    return _whole(name, value, 1, 10_000, "a number of stories, such as 1; empty for no limit")


def _whole(name: str, value: Any, low: int, high: int, wanted: str) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise _wrong(name, wanted) from None
    if not low <= number <= high:
        raise _wrong(name, wanted)
    return number


def _degrees(name: str, value: Any) -> float:
    wanted = f"a number of degrees from -{STEEPEST} to {STEEPEST}"
    try:
        number = float(value or 0)
    except (TypeError, ValueError):
        raise _wrong(name, wanted) from None
    if not -STEEPEST <= number <= STEEPEST:
        raise _wrong(name, wanted)
    return round(number, 2)


def _licensors(name: str, value: Any) -> list[dict[str, str]]:
    """Take ``[{"name", "url"}]``, or a text such as ``Reuters https://…; The Times``."""
    if isinstance(value, str):
        parts = [part.strip().rpartition(" ") for part in value.split(";") if part.strip()]
        value = [
            {"name": first, "url": last}
            if "://" in last
            else {"name": f"{first} {last}".strip(), "url": ""}
            for first, _, last in parts
        ]
    if not isinstance(value, list | tuple) or not all(isinstance(one, dict) for one in value):
        raise _wrong(name, "a list of names, each with its address")
    found = [
        {"name": _line(name, one.get("name")), "url": _address(name, one.get("url"))}
        for one in value
    ]
    return [one for one in found if one["name"] or one["url"]]


def _source_type(name: str, value: Any) -> str:
    """Take an address, or the code of a term such as ``digitalCapture``."""
    text = _line(name, value)
    if code_of(text) == text and text:
        return source_type_address(text)
    if text and re.fullmatch(r"https?://[^\s/]+\S*", text) is None:
        codes = ", ".join(SOURCE_TYPES)
        raise _wrong(name, f"the address of a term, or one of the IPTC codes {codes}")
    return text


def _release(name: str, value: Any) -> str:
    code = _line(name, value).upper().rpartition("/")[2]
    if code and code not in RELEASES[name]:
        raise _wrong(name, f"one of the PLUS codes {', '.join(RELEASES[name])}")
    return code


def _date(name: str, value: Any) -> str:
    text = _line(name, value)
    date = iso_date(text)
    if text and (not date or len(date) > 32 or len(date) < len(text.replace(" ", "")) - 1):
        raise _wrong(name, "a date such as 2026, 2026-11-20 or 2026-11-20T06:12:00+01:00")
    return date


def _address(name: str, value: Any) -> str:
    text = _line(name, value)
    if text and re.fullmatch(r"https?://[^\s/]+\S*", text) is None:
        raise _wrong(name, "an address that starts with https:// or http://")
    return text


def _country_code(name: str, value: Any) -> str:
    text = _line(name, value).upper()
    if text and re.fullmatch(r"[A-Z]{2,3}", text) is None:
        raise _wrong(name, "a country code of two or three letters, such as NO or NOR")
    return text


EDITABLE: dict[str, Callable[[str, Any], Any]] = {
    "title": _line,
    "headline": _line,
    "caption": _text,
    "alt": _text,
    "decorative": _flag,
    "extended_description": _text,
    "keywords": _lines,
    "creators": _lines,
    "creator_title": _line,
    "credit": _line,
    "source": _line,
    "copyright": _line,
    "usage_terms": _text,
    "web_statement": _address,
    "instructions": _text,
    "job_id": _line,
    "digital_source_type": _source_type,
    "caption_writer": _line,
    "people": _lines,
    "rating": _rating,
    "rights_expire_at": _end,
    "embargo_until": _moment,
    "licence": _line,
    "licensors": _licensors,
    "use_limit": _limit,
    "web_only": _flag,
    "no_crop": _flag,
    "territory": _line,
    "data_mining": _address,
    "model_release": _release,
    "property_release": _release,
    "ai_system": _line,
    "ai_system_version": _line,
    "ai_prompt": _text,
    "ai_prompt_writer": _line,
    "straighten": _degrees,
    "date_created": _date,
    "sublocation": _line,
    "city": _line,
    "state": _line,
    "country": _line,
    "country_code": _country_code,
    "focal_x": _share,
    "focal_y": _share,
    "crops": _crops,
}
"""Field names, each with the function that takes a value or raises `WrongUsage`."""


def _text_of(name: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(name, "a text")
    return value


def _without_controls(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", text)


def _wrong(name: str, wanted: str) -> WrongUsage:
    return WrongUsage(
        f"The photo's {name.replace('_', ' ')} must be {wanted}.", safe="Nothing was changed."
    )
