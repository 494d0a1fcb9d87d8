"""Words in Markdown that stay words: for Goldmark, kramdown, markdown-it and Python-Markdown.

A backslash means something else to each of them; a character reference (``&#42;``) means the
same to all, is text wherever it stands, and is no brace to Liquid, Nunjucks or Hugo's shortcodes.
"""

from __future__ import annotations

import re
from html import escape

# What may begin markup anywhere: emphasis, code, links, HTML, tables, templates, maths.
_ANYWHERE = re.compile(
    r"[*_`\[\]{}<>\\|~^]|==|\$\$|\+\+|&(?=#|\w+;)"
    # What some would make a link of, though the writer did not.
    r"|(?<=\w):(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)"
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_IN_ADDRESS = re.compile(r"[^\w\-.~:/?#@!$',;=+%&]|&(?=#?\w+;)")


def words(text: str) -> str:
    """Return ``text`` so that it is read as these words, in the middle of a line."""
    return _ANYWHERE.sub(_reference, text)


def line_start(line: str) -> str:
    """Return a written line that begins no heading, list, rule or definition."""
    if line[:1] in {"#", "+", ":", "=", "-"}:
        return _reference(line[0]) + line[1:]
    return _NUMBER.sub(lambda found: f"{found[1]}{_reference(found[2])}", line)


def address(url: str) -> str:
    """Return an address as it stands between a link's parentheses."""
    return _IN_ADDRESS.sub(_reference, url)


def html(text: str) -> str:
    """Return ``text`` for inside HTML that stands in Markdown: no marks, no templates."""
    return markup(escape(text))


def markup(text: str) -> str:
    """Return HTML so that neither Markdown nor a template language finds its own marks in it."""
    return re.sub(r"[*_`{}\[\]\\|~^$]", _reference, text)


def one_line(text: str) -> str:
    """Return ``text`` with single blanks and no line breaks of any kind."""
    return " ".join(text.split())


def _reference(found: re.Match[str] | str) -> str:
    text = found if isinstance(found, str) else found[0]
    return "".join("&amp;" if char == "&" else f"&#{ord(char)};" for char in text)
