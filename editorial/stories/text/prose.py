"""What of a manuscript is prose: all else is covered, so that no rule of language meets it.

`cover` keeps every position: each character that is no prose becomes `COVER`, line ends stay.
"""

from __future__ import annotations

import re

COVER = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: no letter, no space, no mark that a rule looks for."""

_FENCE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n(?! {0,3}(?P=fence))[^\n]*)*"
    r"(?:\n {0,3}(?P=fence)[`~]*[ \t]*$)?",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?=[A-Za-z_]+:).*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:)[ \t]")
_INDENTED = re.compile(r"^(?: {4}|\t)(?=[^\n]*\S)", re.MULTILINE)

_SUFFIXES = (
    "com|org|net|edu|gov|int|io|info|eu|uk|us|de|fr|ch|at|it|es|nl|se|no|dk|fi|pl|ru|cn|jp|au|ca|tv"
    "|jpe?g|png|gif|webp|tiff?|svg|pdf|docx?|xlsx?|pptx?|odt|md|txt|html?|css|js|json|toml|csv|zip"
    "|py|mp3|mp4"
)
# Each with a character or two without which it cannot be there: most texts have few of them.
_UNREAD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("`", re.compile(r"(?<!`)(`+)(?!`)[^`](?:(?!\n[ \t]*\n).){0,2000}?(?<!`)\1(?!`)", re.DOTALL)),
    ("`", re.compile(r"(?<!`)`[^`\n]`(?!`)")),
    ("<!--", re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)),
    # Addresses of links and pictures, with their titles; one level of brackets may be inside.
    ("](", re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")),
    ("]:", re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+[^\n]*$", re.MULTILINE)),
    ("[^", re.compile(r"\[\^[^\]\n]+\]:?")),
    ("][", re.compile(r"(?<=\])\[[^\]\n]*\]")),
    ("<", re.compile(r"<(?=[A-Za-z/!])[^<>\n]{1,1000}>")),
    ("{", re.compile(r"\{:?[^{}\n]*\}")),
    ("://", re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>]+?(?=[.,;:!?)\]”’\"']*(?:\s|$|<))")),
    ("www.", re.compile(r"\bwww\.[^\s<>]+?(?=[.,;:!?)\]”’\"']*(?:\s|$|<))")),
    ("@", re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w+")),
    ("#", re.compile(r"(?<![\w#])#\w+")),
    (
        ":",
        re.compile(
            r"\b(?:photo|story):[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}"
            r"|\bmailto:[^\s)>]+"
        ),
    ),
    ("&", re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")),
    (".", re.compile(rf"(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:{_SUFFIXES})(?![\w-])(?:/[^\s)>]*)?")),
    # A name of a program: an underscore inside a word is no emphasis.
    ("_", re.compile(r"(?<![\w])[^\W_]+(?:_+[^\W_]+)+(?!\w)")),
    ("--", re.compile(r"^(?=[^\n]*--)[ \t:|-]+$", re.MULTILINE)),
    ("*", re.compile(r"^[ \t]*\*(?:[ \t]*\*){2,}[ \t]*$", re.MULTILINE)),
)  # fmt: skip


def cover(text: str) -> str:
    """Return ``text`` with code, addresses, HTML, marks of footnotes and the like covered.

    Same length; line ends stay. For a whole manuscript, or for one block of it that the caller
    knows to be no code.
    """
    if text.startswith("---"):
        text = _FRONT_MATTER.sub(_covered, text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(_covered, text)
    if "    " in text or "\t" in text:
        text = _cover_indented(text)
    for sign, pattern in _UNREAD:
        if sign in text:
            text = pattern.sub(_covered, text)
    return text


def _covered(match: re.Match[str]) -> str:
    found = match.group()
    if "\n" not in found:
        return COVER * len(found)
    return "\n".join(COVER * len(line) for line in found.split("\n"))


def _cover_indented(text: str) -> str:
    """Cover indented code: not the inside of a list item or of a footnote, which is prose."""
    out: list[str] = []
    done = 0
    for match in _INDENTED.finditer(text):
        start = match.start()
        if start < done:
            continue
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _LIST_ITEM.match(text, start) or not _begins_code(text, start, done):
            continue
        out += [text[done:start], COVER * (end - start)]
        done = end
    return "".join(out) + text[done:]


def _begins_code(text: str, start: int, covered_to: int) -> bool:
    """Whether the indented line at ``start`` stands alone, or goes on with code above it."""
    if start == 0 or (covered_to and covered_to == start - 1):
        return True
    if not text.startswith("\n\n", start - 2):
        return False
    # The last line at the margin decides: under a list item or a footnote this is its inside.
    at = start - 1
    while at > 0:
        begin = text.rfind("\n", 0, at) + 1
        line = text[begin:at]
        if line.strip() and not line.startswith(("    ", "\t")):
            return not _LIST_ITEM.match(line)
        at = begin - 1
    return True
