"""What may stand in a body, whatever a writer or a pasted page put there.

The allow-list is ours; nh3 (Rust's ammonia, an HTML5 parser) enforces it. Pictures still carry
their address here, so that `editorial.publishing.body` can tell which photo is meant; it lets
no ``img`` through.
"""

from __future__ import annotations

import re

import nh3

_BLOCKS = {"blockquote", "div", "hr", "p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ol", "ul", "li", "dl", "dt", "dd"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_WORDS = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q"}
_WORDS |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
TAGS = frozenset(_BLOCKS | _LISTS | _TABLES | _WORDS)
"""Elements that a sanitised body may hold, pictures aside."""

ATTRIBUTES = {
    "*": {"lang", "dir", "id", "class"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
CLASSES = frozenset({"footnote", "footnote-ref", "footnote-backref", "pull-quote"})
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "story"})
# Those of pictures only serve to name what was left out.
_SCHEMES = LINK_SCHEMES | {"photo", "data", "file"}

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SMALL_NUMBER = re.compile(r"[1-9]\d{0,2}")
# Characters that HTML forbids: controls, lone surrogates, non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Return ``text`` without characters that no page may hold."""
    return _FORBIDDEN.sub("", text)


def sanitise(html: str) -> str:
    """Return ``html`` with only what the allow-list names; ``img`` keeps its address."""
    return nh3.clean(
        html,
        tags={*TAGS, "img"},
        attributes=ATTRIBUTES,
        attribute_filter=_filter,
        clean_content_tags={"script", "style", "title", "textarea", "noscript", "iframe"},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        scheme = _SCHEME.match(value)
        allowed = scheme is None or scheme[1].lower() in LINK_SCHEMES
        return value.strip() if allowed and value.strip() else None
    if name == "class":
        kept = [word for word in value.split() if word in CLASSES]
        return " ".join(dict.fromkeys(kept)) or None
    if name == "id":
        return value if value.startswith(("fn:", "fnref")) else None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    if name == "dir":
        return value if value in {"ltr", "rtl", "auto"} else None
    if name == "align":
        return value if value in {"left", "center", "right"} else None
    if name in {"start", "colspan", "rowspan"}:
        return value if _SMALL_NUMBER.fullmatch(value) else None
    return value
