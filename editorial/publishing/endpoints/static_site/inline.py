"""The words of one line: emphasis, links, code, footnote marks.

Emphasis in Markdown depends on what stands beside its marks (CommonMark 0.31, “left-flanking
delimiter run”). Where the marks would not be taken for marks, HTML is written, or they are left
off.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.static_site import escaping
from editorial.publishing.markup import INLINE, Element, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKS = {"em": "*", "i": "*", "cite": "*", "var": "*", "strong": "**", "b": "**",
          "del": "~~", "s": "~~", "strike": "~~"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inline:
    """Writes words with what marks them."""

    raw_html: bool
    footnotes: bool
    guarded_code: re.Pattern[str]
    """What code must not hold, since a template language would act on it."""

    def is_guarded(self, text: str) -> bool:
        """Return whether ``text`` as code would be taken for a template."""
        return bool(self.guarded_code.search(text))

    def line(
        self, children: Iterable[Element | str], *, start: bool = True, breaks: bool = True
    ) -> str:
        """Return the words of ``children``, on one line unless there are hard breaks.

        ``start``: what they begin with begins a line; without ``breaks`` those become blanks.
        """
        text = self._words(list(children), inside=frozenset())
        lines = [re.sub(r" {2,}", " ", line).strip(" ") for line in text.split("\n")]
        lines = [line for line in lines if line.strip()]
        if start:
            lines = [escaping.line_start(line) for line in lines]
        return ("  \n" if breaks else " ").join(lines)

    def _words(self, children: Sequence[Element | str], inside: frozenset[str]) -> str:
        parts: list[str] = []
        for number, child in enumerate(children):
            if isinstance(child, str):
                parts.append(escaping.words(child.replace("\n", " ").replace("\r", " ")))
                continue
            before = parts[-1][-1:] if parts and parts[-1] else ""
            after = _first_char(children[number + 1 :])
            parts.append(self._element(child, before, after, inside))
        return "".join(parts)

    def _element(self, element: Element, before: str, after: str, inside: frozenset[str]) -> str:
        name = element.name
        if name == "br":
            return "\n"
        if name not in INLINE:
            # A block where none belongs: its words, apart from what is beside them.
            return f" {self._words(element.children, inside)} "
        if name == "code":
            return self._code(element, inside)
        if name == "a":
            return self._link(element, inside)
        if name == "sup" and self.footnotes and (number := _footnote(element)):
            return f"[^{number}]"
        if mark := _MARKS.get(name, ""):
            return self._marked(element, mark, before, after, inside)
        words = self._words(element.children, inside)
        if name == "span" and not element.attributes:
            return words
        return self._tagged(element, words)

    def _marked(
        self, element: Element, mark: str, before: str, after: str, inside: frozenset[str]
    ) -> str:
        words = self._words(element.children, inside | {mark})
        core = words.strip(" \n")
        if not core or mark in inside:
            return words
        ends = {core[0], core[-1]}
        if "\n" in core or ends & set("*~") or before in {"*", "~", "_"}:
            return self._tagged(element, words)
        lead, tail = _blanks_around(words)
        if inside & {"*", "**"} and mark != "~~":
            # Two marks of one kind beside each other would be taken for a third.
            if before.isalnum() or after.isalnum() or "_" in ends:
                return self._tagged(element, words)
            other = mark.replace("*", "_")
            return f"{lead}{other}{core}{other}{tail}"
        fits = _flanks(core[0], before if not lead else " ") and _flanks(
            core[-1], after if not tail else " "
        )
        if not fits:
            return self._tagged(element, words)
        return f"{lead}{mark}{core}{mark}{tail}"

    def _tagged(self, element: Element, words: str) -> str:
        if not self.raw_html or not words.strip():
            return words
        bare = write(Element("", {}, [Element(element.name, element.attributes)]))
        opening = bare.removesuffix(f"</{element.name}>")
        return f"{escaping.markup(opening)}{words}</{element.name}>"

    def _code(self, element: Element, inside: frozenset[str]) -> str:
        if any(isinstance(child, Element) for child in element.children):
            return self._tagged(Element("code"), self._words(element.children, inside))
        text = escaping.one_line("".join(_texts(element)))
        if not text:
            return ""
        if self.is_guarded(text) or "|" in text or text[0] == "`" or text[-1] == "`":
            written = escaping.words(text)
            return self._tagged(Element("code"), written)
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * (longest + 1)
        return f"{fence}{text}{fence}"

    def _link(self, element: Element, inside: frozenset[str]) -> str:
        address = escaping.address(element.attributes.get("href", ""))
        words = " ".join(self._words(element.children, inside).split("\n"))
        if not address:
            return words
        title = element.attributes.get("title", "")
        told = f' "{escaping.html(escaping.one_line(title))}"' if title else ""
        return f"[{words}]({address}{told})"


def _blanks_around(words: str) -> tuple[str, str]:
    start, end = len(words) - len(words.lstrip(" \n")), len(words.rstrip(" \n"))
    return words[:start], words[end:]


def _flanks(inner: str, outer: str) -> bool:
    """Tell whether a mark between ``outer`` and ``inner`` (which it marks) is one."""
    if _is_blank(inner):
        return False
    return not _is_punctuation(inner) or _is_blank(outer) or _is_punctuation(outer)


def _is_blank(char: str) -> bool:
    return not char or char.isspace()


def _is_punctuation(char: str) -> bool:
    # A reference begins with & and ends with ;, and stands for punctuation.
    return unicodedata.category(char)[0] in "PS"


def _first_char(children: Sequence[Element | str]) -> str:
    for child in children:
        if isinstance(child, str):
            if child:
                return child[0]
        elif child.name == "br":
            return "\n"
        elif child.name in _MARKS:
            return "*"
        elif child.name == "a" or child.name == "sup":
            return "["
        elif text := "".join(_texts(child)):
            return text[0]
    return ""


def _footnote(element: Element) -> str:
    """Return the number that a footnote mark names; empty where it is none."""
    link = next((child for child in element.children if isinstance(child, Element)), None)
    if link is None or "footnote-ref" not in link.classes:
        return ""
    found = re.fullmatch(r"#fn-(\d+)", link.attributes.get("href", ""))
    return found[1] if found else ""


def _texts(element: Element) -> list[str]:
    found: list[str] = []
    for child in element.children:
        found += [child] if isinstance(child, str) else _texts(child)
    return found
