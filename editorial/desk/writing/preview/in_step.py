"""Keeps the page and the manuscript at the same place: whichever is scrolled leads the other."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor

from editorial.desk.writing.preview.places import (
    Blocks,
    PageLayout,
    blocks_of,
    first_lines,
    translate,
)
from editorial.desk.writing.text_edits import plain_text

if TYPE_CHECKING:
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.preview.engine import StoryPage

_LEADS_MS = 300
"""So long after it was scrolled by hand, the other one's movements are only echoes."""
_AFTER_MS = 30
_LAYOUT = """(() => {
  const body = document.querySelector('[data-part=body]');
  if (!body) return '';
  const from = window.scrollY, parts = [...body.children];
  return JSON.stringify({
    tops: parts.map(part => part.getBoundingClientRect().top + from),
    headings: parts.flatMap((part, at) => /^H[1-6]$/.test(part.tagName) ? [at] : []),
    end: body.getBoundingClientRect().bottom + from,
  });
})()"""


class TextPlaces(QObject):
    """The manuscript's side: which block stands at the top of what is seen."""

    def __init__(self, manuscript: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._known: tuple[object, int] | None = None
        self._firsts: tuple[int, ...] = ()
        self._blocks = Blocks(0)

    @property
    def blocks(self) -> Blocks:
        """The Markdown blocks of the body as it is on the screen."""
        self._look()
        return self._blocks

    def place(self) -> float:
        """Return the place at the top of what is seen."""
        page, head = self._manuscript.page, self._manuscript.head.height()
        value = page.scroll_bar.value()
        if value < head or not self._blocks_there():
            return -1 + value / max(head, 1) if value < head else 0
        body = self._manuscript.body
        line = body.cursorForPosition(QPoint(2, 2)).block().blockNumber()
        at = max(bisect_right(self._firsts, line) - 1, 0)
        top, bottom = self._edges(at)
        return at + min(max(-top / max(bottom - top, 1), 0), 1)

    def show(self, place: float) -> None:
        """Scroll the manuscript to a place."""
        bar, head = self._manuscript.page.scroll_bar, self._manuscript.head.height()
        if place < 0 or not self._blocks_there():
            bar.setValue(round((place + 1) * head))
            return
        at = min(int(place), len(self._firsts) - 1)
        top, bottom = self._edges(at)
        down = top + (bottom - top) * min(place - at, 1)
        bar.setValue(round(max(bar.value(), head) + down))

    def _blocks_there(self) -> bool:
        self._look()
        return bool(self._firsts)

    def _look(self) -> None:
        document = self._manuscript.body.document()
        known = (document, document.revision())
        if known != self._known:
            self._known = known
            text = plain_text(document)
            self._firsts, self._blocks = first_lines(text), blocks_of(text)

    def _edges(self, at: int) -> tuple[int, int]:
        """Return where a block begins and ends, in px below the body's visible top."""
        body = self._manuscript.body
        document = body.document()
        top = body.cursorRect(QTextCursor(document.findBlockByNumber(self._firsts[at]))).top()
        if at + 1 < len(self._firsts):
            after = document.findBlockByNumber(self._firsts[at + 1])
            return top, body.cursorRect(QTextCursor(after)).top()
        last = QTextCursor(document)
        last.movePosition(QTextCursor.MoveOperation.End)
        return top, body.cursorRect(last).bottom()


class InStep(QObject):
    """Leads the page by the manuscript, and the manuscript by the page."""

    settled = Signal()
    """The page stands where it belongs."""

    def __init__(
        self, manuscript: Manuscript, page: StoryPage, world: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._text = TextPlaces(manuscript, self)
        self._page, self._world = page, world
        self._layout: PageLayout | None = None
        self._place = self._text.place()
        self._stopped = False
        self._leader = ""
        self._leads = self._timer(_LEADS_MS, self._nobody_leads)
        self._text_soon = self._timer(_AFTER_MS, self._follow_text)
        self._page_soon = self._timer(_AFTER_MS, self._ask_page)
        self._layout_soon = self._timer(_AFTER_MS, self.read_layout)
        manuscript.page.scroll_bar.valueChanged.connect(self._text_scrolled)
        page.scrollPositionChanged.connect(self._page_scrolled)
        page.contentsSizeChanged.connect(self._layout_soon.start)

    @property
    def place(self) -> float:
        """Where both stand, as a place of the manuscript."""
        return self._place

    def stop(self) -> None:
        """Ask the page nothing any more: it goes now, and answers what was asked with nothing."""
        self._stopped = True
        self._page.scrollPositionChanged.disconnect(self._page_scrolled)
        self._page.contentsSizeChanged.disconnect(self._layout_soon.start)
        self._manuscript.page.scroll_bar.valueChanged.disconnect(self._text_scrolled)
        for timer in self.findChildren(QTimer):
            timer.stop()

    @Slot()
    def read_layout(self) -> None:
        """Measure the page, and put it where the manuscript's place is now."""
        self._page.runJavaScript(_LAYOUT, self._world, self._measured)

    @Slot()
    def begin(self) -> None:
        """Take the manuscript's place: another story, or the first page, is on show."""
        self._place = self._text.place()

    def _measured(self, told: object) -> None:
        if self._stopped:
            return
        if not isinstance(told, str) or not told:
            self.settled.emit()
            return
        found = json.loads(told)
        blocks = Blocks(len(found["tops"]), tuple(found["headings"]))
        self._layout = PageLayout(blocks, tuple(found["tops"]), found["end"])
        self._show_on_page()

    def _show_on_page(self) -> None:
        if self._layout is None:
            return
        place = translate(self._place, self._text.blocks, self._layout.blocks)
        top = self._layout.top_of(place)
        self._lead("text")
        code = f"window.scrollTo({{top: {top:.1f}, behavior: 'instant'}}); window.scrollY"
        self._page.runJavaScript(code, self._world, self._moved)

    def _moved(self, _top: object) -> None:
        if not self._stopped:
            self.settled.emit()

    @Slot()
    def _text_scrolled(self) -> None:
        if self._leader != "page":
            self._lead("text")
            self._text_soon.start()

    @Slot()
    def _page_scrolled(self) -> None:
        if self._leader != "text":
            self._lead("page")
            self._page_soon.start()

    @Slot()
    def _follow_text(self) -> None:
        self._place = self._text.place()
        self._show_on_page()

    @Slot()
    def _ask_page(self) -> None:
        self._page.runJavaScript("window.scrollY", self._world, self._page_at)

    def _page_at(self, top: object) -> None:
        if self._stopped or self._layout is None or not isinstance(top, int | float):
            return
        place = self._layout.place_at(float(top))
        self._place = translate(place, self._layout.blocks, self._text.blocks)
        self._lead("page")
        self._text.show(self._place)

    def _lead(self, who: str) -> None:
        self._leader = who
        self._leads.start()

    @Slot()
    def _nobody_leads(self) -> None:
        self._leader = ""

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
