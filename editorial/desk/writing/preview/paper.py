"""The page as it comes out of a printer, shown on the screen."""

from __future__ import annotations

import re

_PRINT = re.compile(r"@media\s+print\s*\{")
_PAGE_BOX = re.compile(r"@page\s*\{[^}]*\}")
_SHEET = """
html { background: #d9d5cd; scroll-behavior: auto; color-scheme: only light; }
body {
  width: 210mm; max-width: 100%; min-height: 297mm; margin: 16px auto; padding: 18mm 20mm;
  background: #fff; box-shadow: 0 1px 6px rgb(0 0 0 / 25%);
}
"""


def print_rules(css: str) -> str:
    """Return what a stylesheet says inside ``@media print``, without the paper's own box."""
    found = []
    for start in _PRINT.finditer(css):
        depth, end = 1, start.end()
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        found.append(css[start.end() : end - 1])
    return _PAGE_BOX.sub("", "\n".join(found))


def on_paper(html: str, css: str) -> str:
    """Return the page with its print rules in force, on a sheet of A4."""
    style = f"<style>{print_rules(css)}{_SHEET}</style>"
    before, head, after = html.partition("</head>")
    return f"{before}{style}{head}{after}" if head else f"{style}{html}"
