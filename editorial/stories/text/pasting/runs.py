"""Runs of text as Markdown: marks joined, blanks outside of them, signs of Markdown escaped.

Written for the dialect of `editorial.publishing.markdown_extensions` (Python-Markdown), and
read the same by CommonMark.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from editorial.stories.text.pasting.blocks import Mark, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\x85]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]|"
                        r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # fmt: skip
_ALWAYS = re.compile(r"[\\`*{]")
_BRACKET = re.compile(r"\[[\[^]|\][(\[:]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINE_START = re.compile(
    r"^(?:(#{1,6}|>|[-+](?=\s|$))|(\d{1,9})([.)])(?=\s|$)|(:)(?=\s|$)|(=+|-+)\s*$)"
)
_HARD_BREAK = "  \n"
_IN_WORD = re.compile(r"\w")
_SIGNS: tuple[tuple[Mark, str], ...] = (("strong", "**"), ("em", "*"), ("del", "~~"))


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Return runs with single blanks, none at either end or beside a line break, joined."""
    tidied: list[Run] = []
    for run in runs:
        text = run.text
        if text != "\n" and not run.note:
            text = _BLANKS.sub(" ", _INVISIBLE.sub("", text))
            after_blank = not tidied or tidied[-1].text.endswith((" ", "\n"))
            if after_blank and text.startswith(" ") and not (tidied and tidied[-1].note):
                text = text[1:]
            if not text:
                continue
        elif text == "\n":
            _strip_end(tidied)
        if tidied and not run.note and not tidied[-1].note and text != "\n":
            last = tidied[-1]
            if last.text != "\n" and (last.marks, last.link) == (run.marks, run.link):
                tidied[-1] = last.with_text(last.text + text)
                continue
        tidied.append(run.with_text(text))
    while tidied and not tidied[-1].note and not tidied[-1].text.strip():
        tidied.pop()
    _strip_end(tidied)
    while tidied and tidied[0].text == "\n":
        tidied.pop(0)
    return tidied


def _strip_end(runs: list[Run]) -> None:
    while runs and not runs[-1].note and runs[-1].text != "\n":
        text = runs[-1].text.rstrip(" ")
        if text:
            runs[-1] = runs[-1].with_text(text)
            return
        runs.pop()


def to_markdown(runs: Iterable[Run], *, breaks: bool = True, heading: bool = False) -> str:
    """Return runs as inline Markdown; without ``breaks`` in one line.

    In a ``heading`` everything is bold already.
    """
    wanted = list(runs)
    if not breaks:
        wanted = [run.with_text(" ") if run.text == "\n" else run for run in wanted]
    if heading:
        wanted = [run.without("strong") for run in wanted]
    text = _with_links(_spaced(tidy(wanted)))
    lines = [escape_line_start(line) for line in text.split("\n")]
    return _HARD_BREAK.join(lines)


def _spaced(runs: list[Run]) -> list[Run]:
    """Give each blank at the edge of marks to the text outside of them."""
    spread: list[Run] = []
    for run in runs:
        text = run.text
        if run.note or text == "\n" or not (run.marks or run.link):
            spread.append(run)
            continue
        core = text.strip(" ")
        if not core:
            spread.append(run)
            continue
        before, after = text[0] == " ", text[-1] == " "
        if before:
            spread.append(run.with_text(" "))
        spread.append(run.with_text(core))
        if after:
            spread.append(run.with_text(" "))
    settled: list[Run] = []
    for index, run in enumerate(spread):
        if run.text in {" ", "\n"}:
            left = spread[index - 1] if index else None
            right = spread[index + 1] if index + 1 < len(spread) else None
            if left is None or right is None or left.note or right.note or left.link != right.link:
                run = Run(run.text)
            else:
                run = Run(run.text, left.marks & right.marks, left.link)
        settled.append(run)
    return settled


def _with_links(runs: Sequence[Run]) -> str:
    parts: list[str] = []
    for link, group in groupby(runs, key=lambda run: run.link):
        inside = list(group)
        text = _marked(inside, within_link=bool(link))
        if not link:
            parts.append(text)
        elif text.strip():
            plain = "".join(run.text for run in inside)
            if plain == link and not re.search(r"[*_&]", link) and not any(r.marks for r in inside):
                parts.append(f"<{link}>" if link.startswith("http") else f"[{text}]({link})")
            else:
                parts.append(f"[{text}]({link})")
    return "".join(parts)


def _marked(runs: Sequence[Run], *, within_link: bool, in_strong: bool = False) -> str:
    """Write runs of one link; the mark that reaches furthest goes outside the others.

    Struck text is outside of all: Python-Markdown does not find it around marks inside marks.
    """
    parts: list[str] = []
    at = 0
    while at < len(runs):
        reach = {mark: _reach(runs, at, mark) for mark, _ in _SIGNS if mark in runs[at].marks}
        if not reach:
            parts.append(_leaf(runs[at], within_link))
            at += 1
            continue
        mark = "del" if "del" in reach else max(reach, key=lambda name: reach[name])
        end = reach[mark]
        segment = [run.without(mark) for run in runs[at:end]]
        sign = dict(_SIGNS)[mark]
        if mark == "em":
            before = runs[at - 1] if at else None
            after = runs[end] if end < len(runs) else None
            sign = _em_sign(segment, before, after, in_strong=in_strong)
        inner = _marked(segment, within_link=within_link, in_strong=in_strong or mark == "strong")
        core = inner.strip(" \n")
        if core:
            front, back = inner.split(core, 1)[0], inner[len(inner.rstrip(" \n")) :]
            inner = front + sign + core + sign + back
        parts.append(inner)
        at = end
    return "".join(parts)


def _reach(runs: Sequence[Run], at: int, mark: Mark) -> int:
    struck = "del" in runs[at].marks
    while at < len(runs) and mark in runs[at].marks and ("del" in runs[at].marks) == struck:
        at += 1
    return at


def _em_sign(
    segment: Sequence[Run], before: Run | None, after: Run | None, *, in_strong: bool
) -> str:
    """Beside or around bold text the sign must differ from that of bold: ``_``.

    That one does not work within a word; the word then goes without.
    """
    edges = [run for run in (before, after) if run is not None]
    beside_strong = any("strong" in run.marks for run in edges)
    if not (in_strong or beside_strong or any("strong" in run.marks for run in segment)):
        return "*"
    left = before.text[-1:] if before is not None and not before.marks else ""
    right = after.text[:1] if after is not None and not after.marks else ""
    return "" if _IN_WORD.match(left) or _IN_WORD.match(right) else "_"


def _leaf(run: Run, within_link: bool) -> str:
    if run.note:
        return f"[^{run.note}]"
    if run.text == "\n":
        return "\n"
    if "code" in run.marks and run.text.strip():
        return _code(run.text)
    text = escape(run.text, within_link=within_link)
    for mark in ("sup", "sub"):
        if mark in run.marks and text.strip():
            text = f"<{mark}>{text}</{mark}>"
    return text


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escape(text: str, *, within_link: bool = False) -> str:
    """Escape what Markdown would read as a sign, and nothing more."""
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(lambda found: "\\" + found[0], text)
    if "_" in text:
        text = _UNDERSCORE.sub(r"\\_", text)
    if within_link or _BRACKET.search(text):
        text = text.replace("[", "\\[").replace("]", "\\]")
    if "<" in text:
        text = _TAG.sub("&lt;", text)
    return text.replace("~~", "&#126;&#126;")


def escape_line_start(line: str) -> str:
    """Escape what would make a list, quote or heading of a line of text."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match[2]:
        return f"{match[2]}\\{line[match.start(3) :]}"
    if match[4]:
        return "&#58;" + line[1:]
    if match[5] and line.startswith("="):
        return "&#61;" + line[1:]
    return "\\" + line
