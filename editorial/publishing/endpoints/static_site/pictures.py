"""A picture in a page's Markdown, with caption and credit, and read back out of it.

Hugo's figure shortcode prints ``caption`` and then ``attr``, both read as Markdown; the credit is
``attr``. What stands before the credit line (``Photo``) ends there in ``&#58;``, a colon that no
other place writes so; by that it is told apart when read back.
"""

from __future__ import annotations

import dataclasses
import html
import re
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.static_site import escaping
from editorial.publishing.figures import caption_element

if TYPE_CHECKING:
    from editorial.publishing.piece import Picture

_COLON = "&#58;"
_APART = "&#8288;&#32;"
"""Hugo puts caption and credit together with nothing between them, and takes blanks away that one
begins or ends with: a word joiner, which nobody sees, keeps the blank after it."""
_SHORTCODE = re.compile(r"\{\{<\s*figure\s+(.*?)\s*>\}\}")
_PARAMETER = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|(\S+))')


def as_html(picture: Picture, address: str, *, words: bool = True) -> str:
    """Return a figure as HTML on one line; without ``words``, the credit alone below it."""
    size = picture.largest_jpeg
    image = (
        f'<img src="{escaping.html(address)}" alt="{escaping.html(escaping.one_line(picture.alt))}"'
        f' width="{size.width}" height="{size.height}" loading="lazy">'
    )
    caption = escaping.markup(escaping.one_line(caption_element(_shown(picture, words=words))))
    return f"<figure>{image}{caption}</figure>"


def as_shortcode(picture: Picture, address: str, *, words: bool = True) -> str:
    """Return a figure as Hugo's shortcode."""
    size = picture.largest_jpeg
    parameters = [f'src="{html.escape(address)}"']
    if alt := escaping.one_line(picture.alt):
        # Plain text to Hugo; between backticks nothing has a meaning.
        plain = alt.replace("`", "’").replace("{{", "{ {").replace("}}", "} }")
        parameters.append(f"alt=`{plain}`")
    parameters += [f'width="{size.width}"', f'height="{size.height}"', 'loading="lazy"']
    caption = _shortcode_words(picture.caption) if words else ""
    if caption:
        parameters.append(f'caption="{caption}"')
    if credit := _shortcode_words(picture.credit):
        label = _shortcode_words(picture.credit_label)
        before = f"{label}{_COLON} " if label else ""
        parameters.append(f'attr="{_APART if caption else ""}{before}{credit}"')
    return f"{{{{< figure {' '.join(parameters)} >}}}}"


def shortcodes_as_html(markdown: str) -> str:
    """Return Markdown with each figure shortcode as the HTML that readers get."""
    return _SHORTCODE.sub(_figure, markdown)


def _figure(found: re.Match[str]) -> str:
    values = {
        name: quoted or raw or bare for name, quoted, raw, bare in _PARAMETER.findall(found[1])
    }
    caption = values.get("caption", "")
    label, colon, credit = values.get("attr", "").removeprefix(_APART).partition(f"{_COLON} ")
    if not colon:
        label, credit = "", label
    said = [caption] if caption else []
    if credit:
        before = f'<span class="credit-label">{label}:</span> ' if label else ""
        said.append(f'<span class="credit">{before}{credit}</span>')
    alt = escaping.html(values.get("alt", ""))
    return (
        f'<figure><img src="{values.get("src", "")}" alt="{alt}">'
        f"<figcaption>{' '.join(said)}</figcaption></figure>"
    )


def _shortcode_words(text: str) -> str:
    return escaping.words(escaping.one_line(text)).replace('"', "&quot;")


def _shown(picture: Picture, *, words: bool) -> Picture:
    return picture if words else dataclasses.replace(picture, caption="")
