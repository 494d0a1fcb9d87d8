"""What stands above the body: kicker, headline, dek, byline and date, hero photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import caps_font, serif_font
from editorial.desk.writing.hero_strip import HeroStrip
from editorial.desk.writing.line_edit import LineEdit
from editorial.desk.writing.open_draft import DEK, HEADLINE

if TYPE_CHECKING:
    import datetime as dt

    from editorial.desk.kit.theme import Theme
    from editorial.stories.rows import StoryDetail


class Head(QWidget):
    """The fields of a story that are words, in the order in which they are read."""

    byline_given = Signal(object)
    """The names (tuple of text) that the byline was changed to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kicker = QLabel()
        self.kicker.setObjectName("kicker")
        self.kicker.setFont(caps_font(12))
        self.kicker.setTextFormat(Qt.TextFormat.PlainText)
        self.headline = LineEdit(
            "Headline", "Headline", serif_font(HEADLINE[0], HEADLINE[1]), HEADLINE[2]
        )
        self.headline.setObjectName("headline")
        self.dek = LineEdit(
            "Dek", "Dek: one sentence that says why to read on", serif_font(DEK[0]), DEK[2]
        )
        self.dek.setObjectName("dek")
        self._by = QLabel("By")
        self._by.setObjectName("by")
        self.byline = _BylineEdit()
        self.byline.given.connect(self.byline_given)
        self._date = QLabel()
        self._date.setObjectName("date")
        self.hero = HeroStrip(theme)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._by)
        line.addWidget(self.byline)
        line.addWidget(self._date)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 34, 0, 20)
        column.setSpacing(0)
        column.addWidget(self.kicker)
        column.addSpacing(6)
        column.addWidget(self.headline)
        column.addSpacing(8)
        column.addWidget(self.dek)
        column.addSpacing(10)
        column.addLayout(line)
        column.addSpacing(16)
        column.addWidget(self.hero)

    def show_detail(self, detail: StoryDetail, now: dt.datetime, *, editable: bool) -> None:
        """Show kicker, byline and date of a story; ``now`` is aware, in the person's zone."""
        parts = [part for part in (detail.type, detail.section) if part]
        self.kicker.setText("  |  ".join(parts) if parts else "No type or section yet")
        self.byline.show_names(detail.byline)
        moment = detail.dated_at or detail.published_at or detail.publish_at or now
        local = moment.astimezone(now.tzinfo)
        self._date.setText(f"·  {local.day} {local:%B %Y}")
        for field in (self.headline, self.dek, self.byline):
            field.setReadOnly(not editable)


class _BylineEdit(QLineEdit):
    """Names with commas between, as wide as they are."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("byline")
        self.setAccessibleName("Byline")
        self.setPlaceholderText("who?")
        self.setToolTip("Names, with commas between")
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._names: tuple[str, ...] = ()
        self.textChanged.connect(self._fit)
        self.editingFinished.connect(self._give)
        self._fit()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show names that were read; while the person types, what is typed stays."""
        self._names = names
        if not self.hasFocus():
            with QSignalBlocker(self):
                self.setText(", ".join(names))
            self._fit()

    @Slot()
    def _fit(self) -> None:
        words = self.text() or self.placeholderText()
        self.setFixedWidth(min(self.fontMetrics().horizontalAdvance(words) + 10, 420))

    @Slot()
    def _give(self) -> None:
        names = tuple(" ".join(part.split()) for part in self.text().split(",") if part.strip())
        if names != self._names and not self.isReadOnly():
            self._names = names
            self.given.emit(names)
