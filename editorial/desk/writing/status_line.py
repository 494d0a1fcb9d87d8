"""The line under the manuscript: length, reading time, language, and where the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editorial.desk.kit.fonts import ui_font
from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.widgets import LinkButton, TextLabel, announce, set_kind
from editorial.desk.writing.open_draft import Saving

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from editorial.desk.kit.theme import Theme
    from editorial.system.errors import EditorialError


_ICON = 14


# A button that reads as the labels beside it do.
_QUIET = "QPushButton { color: palette(placeholder-text); padding: 1px 0; font-weight: 400; }"


class StatusLine(QWidget):
    """Says plainly whether the words are on the disk."""

    words_pressed = Signal()
    """The count of words was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(30)
        self.setMinimumWidth(280)
        self.word_count = 0
        self._words = LinkButton("", "Set the word target")
        self._words.setStyleSheet(_QUIET)
        self._words.clicked.connect(self.words_pressed)
        self._minutes = TextLabel(kind="muted")
        self._language = TextLabel(kind="muted")
        self._saved = _SavedLabel(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(18)
        for label in (self._words, self._minutes, self._language):
            row.addWidget(label)
        row.addWidget(self._saved, 1)

    @property
    def saved_text(self) -> str:
        """What the line says of the words' safety."""
        return self._saved.words

    def show_length(self, words: int, target: int, selected: int, minutes: int) -> None:
        """Show the number of words, of the selected ones where there are any."""
        self.word_count = words
        if selected:
            text = f"{selected:,} of {words:,} words selected"
        elif target:
            text = f"{words:,} of {target:,} words"
        else:
            text = "1 word" if words == 1 else f"{words:,} words"
        self._words.setText(text)
        self._words.setAccessibleName(text)
        self._minutes.setText(f"{minutes} min read" if words else "")
        self._fit()

    def show_sitting(self, more: int) -> None:
        """Say how many words came, or went, since the story was opened."""
        said = f"{abs(more):,} words {'more' if more > 0 else 'fewer'} since you opened it. "
        self._words.setToolTip(f"{said if more else ''}Press to set the word target.")
        self._words.setAccessibleDescription(self._words.toolTip())

    def show_language(self, tag: str) -> None:
        """Show a BCP 47 tag as people say it: “English (US)”."""
        self._language.setText(language_name(tag))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for: where the words are is always said whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._saved.wanted_width() - 2 * 14
        for label in (self._words, self._minutes, self._language):
            room -= label.sizeHint().width() + 18
            label.setVisible(room >= 0)

    def show_saving(
        self,
        saving: Saving,
        at: dt.datetime,
        problem: EditorialError | None,
        *,
        editable: bool,
    ) -> None:
        """Show how far the words are; ``at`` is in the person's zone."""
        before = self._saved.colour
        if not editable:
            self._say("Read only", "lock", "muted")
        elif saving is Saving.SAVED:
            self._say(f"Saved on this computer {at:%H:%M}", "check", "good")
        elif saving is Saving.STALE and problem is not None:
            self._say("Not saved over the other text. Both are kept.", "copy", "warn")
        elif problem is not None:
            words = " ".join(part for part in (problem.message, problem.next_step) if part)
            self._say(f"Not saved yet: {words}", "triangle-alert", "accent")
        elif saving is Saving.WAITING and before == "good":
            # Between two saves the last one is still true; words would flicker with each key.
            pass
        else:
            self._say("Saving…", "refresh-cw", "muted")
        if saving is Saving.FAILED and before != "accent":
            announce(self, self.saved_text)

    def _say(self, text: str, icon: str, colour: str) -> None:
        self._saved.say(text, icon, colour)
        self._fit()


class _SavedLabel(QWidget):
    """An icon and a sentence at the right edge, cut where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self._colour = "check", "good"
        self.words = ""
        self.setMinimumWidth(60)
        self.setFont(ui_font(12))
        theme.changed.connect(self.update)

    @property
    def colour(self) -> str:
        """The token that the sentence is written in."""
        return self._colour

    def wanted_width(self) -> int:
        """Return the width in px of icon and sentence in full."""
        return self.fontMetrics().horizontalAdvance(self.words) + _ICON + 6

    def say(self, words: str, icon: str, colour: str) -> None:
        """Show another sentence."""
        self.words, self._icon, self._colour = words, icon, colour
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and sentence."""
        painter = QPainter(self)
        painter.setFont(ui_font(12))
        metrics = painter.fontMetrics()
        room = self.width() - _ICON - 6
        words = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        left = self.width() - metrics.horizontalAdvance(words)
        painter.setPen(self._theme.colour(self._colour))
        area = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)
        scale = self.devicePixelRatioF()
        picture = pixmap(self._icon, self._colour, _ICON, scale)
        painter.drawPixmap(left - _ICON - 6, (self.height() - _ICON) // 2, picture)


def language_name(tag: str) -> str:
    """Return the name of a BCP 47 tag: “English (US)”, “German”; the tag where nobody knows."""
    locale = QLocale(tag.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return tag
    name = QLocale.languageToString(locale.language())
    parts = tag.replace("_", "-").split("-")
    regions = [part for part in parts[1:] if len(part) == 2]
    return f"{name} ({regions[0].upper()})" if regions else name
