"""Which program a piece of HTML comes from, told from the marks it leaves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.stories.text.pasting.pasted import Source

_GOOGLE = re.compile(r"docs-internal-guid|docs\.google\.com|googleusercontent\.com/docs")
_OUTLOOK = re.compile(
    r"\(filtered medium\)|\bx_Mso|elementToProof|divRplyFwdMsg|id=\"?appendonsend|_MailAutoSig",
)
_WORD = re.compile(
    r"urn:schemas-microsoft-com:office|Word\.Document|class=[\"']?Mso|mso-(?:list|bidi|fareast)"
    r"|\bSCXW\d|class=\"TextRun"
)
# The marks stand at the front or on every paragraph: no need to search a whole book.
_LOOK = 200_000


def source_of(html: str) -> Source:
    """Return where ``html`` was copied from; ``"web"`` when nothing tells."""
    look = html[:_LOOK]
    if _GOOGLE.search(look):
        return "google_docs"
    if _OUTLOOK.search(look):
        return "outlook"
    return "word" if _WORD.search(look) else "web"
