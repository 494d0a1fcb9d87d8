"""Reads what is typed as a credit or a caption, live, and offers what was read."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.jobs import Lane
from editorial.desk.photo_desk import use_cases

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme

READ_AFTER_MS = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of a credit line; ``line`` is clean, ``problems`` are sentences."""

    text: str
    line: str
    problems: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the clean line is another than the text."""
        return bool(self.line) and self.line != self.text.strip()


@dataclass(frozen=True, slots=True)
class CaptionReading:
    """A caption without the credit at its end, and that credit; "" where it has none."""

    text: str
    caption: str
    credit: str


class CreditReader(QObject):
    """Reads 120 ms after the last key, in the pool that reads; only the newest answer counts."""

    credit_read = Signal(object)
    """A `Reading`."""
    caption_read = Signal(object)
    """A `CaptionReading`."""
    naming_read = Signal(object)
    """What the supplier of a clean line asks for (`Advice`), or None."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._form = "supplier"
        self._credit = ""
        self._caption = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self._read)

    def read(self, credit: str, caption: str, form: str) -> None:
        """Ask for both to be read; ``form`` is the newsroom's way to write a credit."""
        self._credit, self._caption, self._form = credit, caption, form
        self._timer.start()

    def _read(self) -> None:
        run = self._jobs.run
        run(
            Lane.READ, self, _read_credit, self._credit, self._form,
            done=self.credit_read.emit, latest="credit",
        )  # fmt: skip
        self._jobs.read(
            self, use_cases.advice_for, self._credit, self._form,
            done=self.naming_read.emit, latest="naming",
        )  # fmt: skip
        run(
            Lane.READ, self, _read_caption, self._caption,
            done=self.caption_read.emit, latest="caption",
        )  # fmt: skip


class Offer(QWidget):
    """An icon, a sentence with its matter in bold, and the link that accepts it."""

    accepted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = ("", "", "")
        self._icon = QLabel()
        self._icon.setFixedSize(17, 18)
        self._words = QLabel()
        self._words.setObjectName("readAs")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._words.linkActivated.connect(self.accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def text(self) -> str:
        """What is offered, in words; "" when nothing is."""
        return "" if self.isHidden() else self.accessibleName()

    def offer(self, lead: str, matter: str, link: str) -> None:
        """Offer ``matter``, with a few words before it and the link's words after it."""
        self._said = (lead, matter, link)
        self.setAccessibleName(f"{lead} {matter}. {link}")
        self._words.setAccessibleName(self.accessibleName())
        self._draw()
        self.show()

    @Slot()
    def accept(self) -> None:
        """Do as the link says."""
        self.accepted.emit()

    @Slot()
    def _draw(self) -> None:
        lead, matter, link = (html.escape(words) for words in self._said)
        tokens = self._theme.tokens
        self._words.setText(
            f'{lead} <span style="color:{tokens.ink};font-weight:600">{matter}</span>&nbsp; '
            f'<a href="#" style="color:{tokens.accent};text-decoration:none">'
            f"{link.replace(' ', '&nbsp;')}</a>"
        )
        self._icon.setPixmap(pixmap("wand-sparkles", "soft", 15, self.devicePixelRatioF()))


def _read_credit(text: str, form: str) -> Reading:
    credit = use_cases.read_credit(text)
    line = credit.canonical if form == "creator" else credit.line
    problems = use_cases.credit_problems(text) if text.strip() else ()
    return Reading(text, line or "", tuple(problems))


def _read_caption(text: str) -> CaptionReading:
    caption, credit = use_cases.split_caption(text)
    return CaptionReading(text, caption, credit.line if credit is not None else "")
