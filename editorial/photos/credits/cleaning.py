"""Mending the text itself, before anything in it is understood."""

from __future__ import annotations

import html
import re
import unicodedata

#: Longer texts are read only as far as this (characters); the raw text is kept whole.
LONGEST = 6000

_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,400}>|<https?://[^<>\s]{1,400}>")
_CONTROLS = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]")
_UNSEEN = re.compile(
    "[\u0080-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff"
    "\ud800-\udfff\ufffd]"
)
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_NEWLINE = re.compile(r" ?\n[ \n]*")
_COLONS = re.compile(r"[:：](?:\s*[:：])+")
# UTF-8 read as cp1252: a lead byte and its followers. A no-break space follows only A with a hat.
_FOLLOWERS = (
    "\u0080-\u009f\u00a1-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122"
)
_MOJIBAKE = re.compile(f"[\u00c2\u00c3]\u00a0|[\u00c2-\u00f4][{_FOLLOWERS}]{{1,3}}")
_COPYRIGHT = re.compile(r"\(\s*c\s*\)|&copy;?|©+", re.IGNORECASE)
_PLACEHOLDER_XS = re.compile(r"\bx{2,}([a-z]{3,})x{2,}\b", re.IGNORECASE)
_ONLY_XS = re.compile(r"\s*\bx{4,}\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3}|~~)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~)(?!\w)")
_PLAIN = str.maketrans({"\\": "/", "（": "(", "）": ")", "［": "[", "］": "]"})
_OPEN = "([{（【"
_CLOSE = ")]}）】"
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|St|Dr|fot|ph|[A-Z]|[A-Z]\.[A-Z]|e\.V|S\.p\.A)\.$"
)
_JUNK = ' \t\n:：;,.|/\\#*~_-–—=+<>·•^!?`\u00b4"“”„«»'


def clean(text: str) -> str:
    """Return ``text`` mended: NFC, no HTML, no mojibake, single spaces, newlines kept single."""
    text = _CONTROLS.sub("", html.unescape(_TAG.sub("", text[:LONGEST])))
    text = unicodedata.normalize("NFC", _without_unseen(text.replace("\r", "\n")))
    text = _AROUND_NEWLINE.sub("\n", _SPACES.sub(" ", text))
    text = _COPYRIGHT.sub("©", text)
    text = _ONLY_XS.sub("", _PLACEHOLDER_XS.sub(r"\1", text)) if "xx" in text.lower() else text
    return text.strip()


def _without_unseen(text: str) -> str:
    """Mend and take out unseen marks until nothing changes: either may uncover the other."""
    before = None
    while text != before:
        before = text
        text = _UNSEEN.sub("", mend_mojibake(text))
    return text


def mend_mojibake(text: str) -> str:
    """Return ``text`` with UTF-8 that was read as cp1252 read as UTF-8 (``Â©`` becomes ``©``)."""
    if not _MOJIBAKE.search(text):
        return text
    return _MOJIBAKE.sub(lambda found: _decoded(found.group()), text)


def _decoded(run: str) -> str:
    for length in range(len(run), 1, -1):
        try:
            return run[:length].encode("cp1252").decode("utf-8") + run[length:]
        except UnicodeError:
            continue
    return run


def polish(text: str) -> str:
    """Return ``text`` as one tidy line: no junk at its ends, brackets in pairs, single colons."""
    text = _MARKDOWN.sub("", text.replace("\n", " ")) if any(c in text for c in "*_~") else text
    text = _SPACES.sub(" ", _COLONS.sub(":", text.translate(_PLAIN)))
    before = None
    while text != before:
        before = text
        text = _strip_end(unwrap(pair_brackets(text)))
    return text


def _strip_end(text: str) -> str:
    text = text.lstrip(_JUNK)
    bare = text.rstrip(_JUNK)
    dotted = bare + "." if text[len(bare) : len(bare) + 1] == "." else ""
    return dotted if dotted and _ABBREVIATION.search(dotted) else bare


def unwrap(text: str) -> str:
    """Return ``text`` without one pair of brackets that holds all of it."""
    if (
        len(text) > 1
        and text[0] in _OPEN
        and text[-1] in _CLOSE
        and closing(text, 0) == len(text) - 1
    ):
        return text[1:-1].strip()
    return text


def closing(text: str, start: int) -> int:
    """Return where the bracket opened at ``start`` is closed, or -1."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] in _OPEN:
            depth += 1
        elif text[index] in _CLOSE:
            depth -= 1
            if depth == 0:
                return index
    return -1


def pair_brackets(text: str) -> str:
    """Return ``text`` without the brackets that have no partner."""
    if not any(mark in text for mark in _OPEN + _CLOSE):
        return text
    waiting: list[int] = []
    alone: set[int] = set()
    for index, mark in enumerate(text):
        if mark in _OPEN:
            waiting.append(index)
        elif mark in _CLOSE:
            if waiting:
                waiting.pop()
            else:
                alone.add(index)
    alone.update(waiting)
    if not alone:
        return text
    return "".join(" " if index in alone else mark for index, mark in enumerate(text)).strip()
