"""Which block to believe, field by field.

XMP, then IPTC-IIM, then EXIF. Where the file's IPTCDigest does not match its IIM block, a
program that knows no XMP edited the IIM last: then IIM comes first, unless its text is only
the XMP text cut at the dataset's byte limit. EXIF descriptions are often the camera's own
words, or left over from another assignment: they count only where nothing else speaks.
"""

from __future__ import annotations

import re

from editorial.photos.alt_text import is_file_name

# What cameras and editors write into the description of every picture.
_JUNK = re.compile(
    r"""(?: OLYMPUS\ DIGITAL\ CAMERA | (?:KONICA\ )?MINOLTA\ DIGITAL\ CAMERA | SONY\ DSC
      | KODAK\ Digital\ Still\ Camera | SAMSUNG(?:\ (?:DIGITAL\ )?CAMERA(?:\ PICTURES)?)?
      | (?:<)?Digimax.* | DIGITAL\ CAMERA | Exif[_ ]JPEG(?:[_ ]PICTURE)? | DCIM[\\/].*
      | charset=\w+.* | ASCII | Unicode | default | cof | dav | edf | vhdr | hdr | jpeg
      | Created\ with\ (?:The\ )?GIMP | Screenshot | untitled | image\ description
      | LEAD\ Technologies.* | AppleMark | _? )""",
    re.VERBOSE | re.IGNORECASE,
)

_ISO_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?"
)


def is_camera_junk(text: str) -> bool:
    """Return whether a description is what a camera writes into every file."""
    return _JUNK.fullmatch(text.strip()) is not None or is_file_name(text)


def choose(xmp: str, iim: str, exif: str, *, iim_limit: int, iim_is_newer: bool) -> str:
    """Return the text to believe; ``iim_limit`` is the dataset's limit in bytes."""
    if iim_is_newer and iim and not _is_cut_of(iim, xmp, iim_limit):
        return iim
    return xmp or iim or ("" if is_camera_junk(exif) else exif)


def choose_list(
    xmp: tuple[str, ...],
    iim: tuple[str, ...],
    exif: tuple[str, ...],
    *,
    iim_limit: int,
    iim_is_newer: bool,
) -> tuple[str, ...]:
    """Return the list to believe, as `choose` does for a text."""
    cut = len(iim) == len(xmp) and all(
        short == whole or _is_cut_of(short, whole, iim_limit)
        for short, whole in zip(iim, xmp, strict=True)
    )
    if iim_is_newer and iim and not cut:
        return iim
    return xmp or iim or exif


def _is_cut_of(short: str, whole: str, limit: int) -> bool:
    """Return whether ``short`` is ``whole`` as far as the byte limit let it go.

    A letter of up to four bytes may not have fitted, and programs strip trailing space.
    """
    size = len(short.encode("utf-8"))
    return len(short) < len(whole) and whole.startswith(short) and size >= limit - 5


def iso_date(text: str) -> str:
    """Return an ISO 8601 date as far as ``text`` is one: year, month, day, time, offset.

    Accepts EXIF's colons (``2026:11:20 07:12:00``). Months and days of zero are left out.
    """
    text = re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", text.strip())
    match = _ISO_DATE.match(text)
    if match is None or match[1] == "0000":
        return ""
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return str(year)
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{month}"
    date = f"{year}-{month}-{day}"
    if hour is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return date
    if offset and offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{date}T{hour}:{minute}:{second or '00'}{(fraction or '')[:4]}{offset or ''}"


def iim_date(date: str, time: str) -> str:
    """Return 2:55 (``20261120``) and 2:60 (``071200+0100``) as one ISO 8601 date."""
    digits = re.sub(r"\D", "", date)
    if len(digits) != 8:
        return ""
    whole = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    clock = re.fullmatch(r"(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?", time.strip())
    if clock:
        whole += f"T{clock[1]}:{clock[2]}:{clock[3]}{clock[4] or ''}"
    return iso_date(whole)
