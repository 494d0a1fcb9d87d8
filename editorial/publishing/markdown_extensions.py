"""The dialect of Markdown that writers use, one reader for each thread and language.

Building a `markdown.Markdown` takes longer than rendering a short story, so each thread keeps
its own (they are not safe to share).
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from editorial.publishing.page_words import words_in

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

# Opening and closing double and single quotation marks; (CLDR, "quotationStart" and so on).
_QUOTES = {
    "en": "“”‘’",
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "pl": "„”‚’",
    "ro": "„”«»",
    "hu": "„”»«",
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "es": "«»“”",
    "it": "«»“”",
    "pt": "«»“”",
    "el": "«»“”",
    "ru": "«»„“",
    "uk": "«»„“",
    "da": "”“’‘",
    "sv": "””’’",
    "fi": "””’’",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
}
_NAMES = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
_AFTER_ELEMENT = re.compile(r"(?:^|(?<=\w))'(?=\w)")
_EXTENSIONS = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists")


class Strikethrough(Extension):
    """``~~gone~~`` becomes ``<del>gone</del>``."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Add the pattern, below links and emphasis."""
        md.inlinePatterns.register(
            SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "del"), "strikethrough", 55
        )


class Apostrophes(Extension):
    """``it's`` gets an apostrophe in every language, before quotation marks are looked for.

    The typographer would take it for a closing single quotation mark, which is another
    character in most languages.
    """

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Run after inline patterns and before the typographer."""
        md.treeprocessors.register(_ApostropheProcessor(md), "apostrophes", 6.5)


class _ApostropheProcessor(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = _INSIDE.sub("’", element.text)
            for child in element:
                if child.tail and not isinstance(child.tail, AtomicString):
                    child.tail = _AFTER_ELEMENT.sub("’", child.tail)


class _Readers(threading.local):
    def __init__(self) -> None:
        self.by_language: dict[tuple[str, str], markdown.Markdown] = {}


_readers = _Readers()


def to_html(text: str, language: str) -> str:
    """Return the HTML of ``text``; not sanitised.

    ``language`` is BCP 47 and picks the quotation marks and the words of a footnote's arrow.
    """
    primary = language.split("-")[0].lower()
    primary = primary if primary in _QUOTES else "en"
    words = words_in(language)
    reader = _readers.by_language.get((primary, words.language))
    if reader is None:
        reader = _build(primary, words.back_to_text.format(number="{}"))
        _readers.by_language[primary, words.language] = reader
    return reader.reset().convert(text)


def _build(primary: str, back_to_text: str) -> markdown.Markdown:
    configs: dict[str, dict[str, Any]] = {
        "smarty": {"substitutions": dict(zip(_NAMES, _QUOTES[primary], strict=True))},
        # As an attribute, because inline styles do not pass the sanitiser.
        "tables": {"use_align_attribute": True},
        "footnotes": {"BACKLINK_TITLE": back_to_text},
    }
    return markdown.Markdown(
        extensions=[*_EXTENSIONS, "tables", "smarty", Strikethrough(), Apostrophes()],
        extension_configs=configs,
        output_format="html",
    )
