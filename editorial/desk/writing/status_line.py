"""The line under the manuscript: length, reading time, language, and where the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.widgets import TextLabel, announce, set_kind, set_state
from editorial.desk.writing.open_draft import Saving

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QResizeEvent

    from editorial.desk.kit.theme import Theme
    from editorial.system.errors import EditorialError


class StatusLine(QWidget):
    """Says plainly whether the words are on the disk."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(30)
        self._words = TextLabel(kind="muted")
        self._minutes = TextLabel(kind="muted")
        self._language = TextLabel(kind="muted")
        self._icon = QLabel()
        self._saved = TextLabel(kind="good")
        self._saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._icon_name, self._icon_colour = "check", "good"
        self._whole = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(18)
        for label in (self._words, self._minutes, self._language):
            row.addWidget(label)
        end = QHBoxLayout()
        end.setSpacing(5)
        end.addStretch(1)
        end.addWidget(self._icon)
        end.addWidget(self._saved)
        row.addLayout(end, 1)
        theme.changed.connect(self._draw)

    @property
    def saved_text(self) -> str:
        """What the line says of the words' safety."""
        return self._whole

    def show_length(self, words: int, target: int, selected: int, minutes: int) -> None:
        """Show the number of words, of the selected ones where there are any."""
        if selected:
            text = f"{selected:,} of {words:,} words selected"
        elif target:
            text = f"{words:,} of {target:,} words"
        else:
            text = "1 word" if words == 1 else f"{words:,} words"
        self._words.setText(text)
        self._minutes.setText(f"{minutes} min read" if words else "")

    def show_language(self, tag: str) -> None:
        """Show a BCP 47 tag as people say it: “English (US)”."""
        self._language.setText(language_name(tag))

    def show_saving(
        self,
        saving: Saving,
        at: dt.datetime,
        problem: EditorialError | None,
        *,
        editable: bool,
    ) -> None:
        """Show how far the words are; ``at`` is in the person's zone."""
        before = self._saved.property("kind")
        if not editable:
            self._say("Read only", "lock", "soft", "muted")
        elif saving is Saving.SAVED:
            self._say(f"Saved on this computer {at:%H:%M}", "check", "good", "good")
        elif saving is Saving.STALE and problem is not None:
            self._say("Not saved over the other text. Both are kept.", "copy", "warn", "warn")
        elif problem is not None:
            words = " ".join(part for part in (problem.message, problem.next_step) if part)
            self._say(f"Not saved yet: {words}", "triangle-alert", "accent", "problem")
        elif saving is Saving.WAITING and before == "good":
            # Between two saves the last one is still true; words would flicker with each key.
            pass
        else:
            self._say("Saving…", "refresh-cw", "soft", "muted")
        if saving is Saving.FAILED and before != "problem":
            announce(self, self.saved_text)

    def _say(self, text: str, icon: str, colour: str, kind: str) -> None:
        self._icon_name, self._icon_colour = icon, colour
        self._whole = text
        self._saved.setAccessibleName(text)
        self._saved.setToolTip(text)
        set_state(self._saved, "kind", kind)
        self._draw()
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut a long sentence anew; the whole of it stands in the tooltip."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        known = (self._words, self._minutes, self._language)
        room = self.width() - sum(label.sizeHint().width() + 18 for label in known) - 60
        metrics = self._saved.fontMetrics()
        cut = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 40))
        self._saved.setText(cut)
        self._saved.setFixedWidth(metrics.horizontalAdvance(cut) + 2)

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(self._icon_name, self._icon_colour, 14, scale))


def language_name(tag: str) -> str:
    """Return the name of a BCP 47 tag: “English (US)”, “German”; the tag where nobody knows."""
    locale = QLocale(tag.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return tag
    name = QLocale.languageToString(locale.language())
    parts = tag.replace("_", "-").split("-")
    regions = [part for part in parts[1:] if len(part) == 2]
    return f"{name} ({regions[0].upper()})" if regions else name
