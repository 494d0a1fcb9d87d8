"""Which letters the bytes of an IPTC-IIM text mean.

Strict UTF-8 first, because many programs write it without saying so; then what dataset 1:90
declares (ISO 2022 escape sequences); then Windows-1252, or Mac Roman where only that makes
words of it, marked as guessed.
"""

from __future__ import annotations

import re

UTF8_ESCAPE = b"\x1b%G"

# ISO 2022: ESC - F and ESC . F put a 96-letter set into G1 or G2.
_SETS = {
    b"A": "iso8859-1",
    b"B": "iso8859-2",
    b"C": "iso8859-3",
    b"D": "iso8859-4",
    b"L": "iso8859-5",
    b"G": "iso8859-6",
    b"F": "iso8859-7",
    b"H": "iso8859-8",
    b"M": "iso8859-9",
    b"b": "iso8859-15",
}

# Beside a small letter these bytes are ‡ ˆ ‰ Š ‹ Œ Ž Ÿ or nothing in Windows-1252, and small
# letters with accents in the Mac's set: á à â ä ã å é è ê ç ü ù and others.
_IN_MAC_ROMAN = re.compile(rb"[a-z][\x81\x87-\x90\x9d\x9f]|[A-Z][\x81\x87-\x90\x9d\x9f][a-z]")


def declared_charset(escape: bytes) -> str | None:
    """Return Python's name of the character set that 1:90 declares, or None."""
    if escape.startswith((UTF8_ESCAPE, b"\x1b%/")):
        return "utf-8"
    if len(escape) >= 3 and escape[:1] == b"\x1b" and escape[1:2] in {b"-", b"."}:
        return _SETS.get(escape[2:3])
    return None


def decode_text(raw: bytes, declared: str | None) -> tuple[str, bool]:
    """Return the text and whether its letters were guessed.

    A UTF-8 text that was cut in the middle of its last letter loses that letter only.
    """
    raw = raw.rstrip(b"\0")
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        # One stray byte at the end of a short Latin-1 word looks like a cut letter too: only
        # where UTF-8 is declared, or other letters already proved it, is it one.
        head = raw[: error.start]
        if cut and (declared == "utf-8" or not head.isascii()):
            return head.decode("utf-8"), False
    if declared is not None and declared != "utf-8":
        return raw.decode(declared, errors="replace"), False
    guess = "mac_roman" if _IN_MAC_ROMAN.search(raw) else "cp1252"
    return raw.decode(guess, errors="replace"), True


def cut_to_bytes(text: str, limit: int) -> bytes:
    """Return ``text`` as UTF-8 in at most ``limit`` bytes, never cutting a letter in two."""
    return text.encode("utf-8")[:limit].decode("utf-8", errors="ignore").encode("utf-8")
