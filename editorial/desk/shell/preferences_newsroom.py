"""Preferences of the newsroom: its name, how it credits, what stands beside an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import SectionLabel, set_kind
from editorial.desk.shell.form import Form
from editorial.system.settings import FollowLink

if TYPE_CHECKING:
    from editorial.system.settings import NewsroomSettings

_FORMS = {
    "supplier": "As the supplier writes it (REUTERS/Ana Ruiz)",
    "creator": "Creator first (Ana Ruiz / Reuters)",
}


class NewsroomPage(QScrollArea):
    """What the house is called and how it writes."""

    def __init__(self, newsroom: NewsroomSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.title = QLineEdit(newsroom.title)
        self.tagline = QLineEdit(newsroom.tagline)
        self.credit_label = QLineEdit(newsroom.credit_label)
        self.credit_form = QComboBox()
        for value, words in _FORMS.items():
            self.credit_form.addItem(words, value)
        self.credit_form.setCurrentIndex(self.credit_form.findData(newsroom.credit_form))
        self.private_out = QCheckBox("Let places and camera data go out")
        self.private_out.setChecked(newsroom.private_out)
        self.avif = QCheckBox("Make AVIF files too")
        self.avif.setChecked(newsroom.avif)
        self.headline_limit = _number(newsroom.headline_limit, 20, 200)
        self.word_target = _number(newsroom.word_target, 0, 20_000)
        self.newsletter_heading = QLineEdit(newsroom.newsletter_heading)
        self.newsletter_text = _lines(newsroom.newsletter_text)
        self.newsletter_url = QLineEdit(newsroom.newsletter_url)
        self.follow = _lines("\n".join(f"{link.label} {link.url}" for link in newsroom.follow))
        inner = QWidget()
        set_kind(inner, "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        for heading, rows in self._groups():
            column.addWidget(SectionLabel(heading))
            form = Form()
            for name, field, hint in rows:
                form.add(name, field, hint)
            column.addLayout(form.grid)
            column.addSpacing(10)
        column.addStretch(1)
        self.setWidget(inner)

    def values(self) -> dict[str, Any]:
        """Return the fields as `NewsroomSettings` takes them."""
        return {
            "title": self.title.text().strip(),
            "tagline": self.tagline.text().strip(),
            "credit_label": self.credit_label.text().strip().rstrip(":"),
            "credit_form": self.credit_form.currentData(),
            "private_out": self.private_out.isChecked(),
            "avif": self.avif.isChecked(),
            "headline_limit": self.headline_limit.value(),
            "word_target": self.word_target.value(),
            "newsletter_heading": self.newsletter_heading.text().strip(),
            "newsletter_text": self.newsletter_text.toPlainText().strip(),
            "newsletter_url": self.newsletter_url.text().strip(),
            "follow": follow_links(self.follow.toPlainText()),
        }

    def _groups(self) -> tuple[tuple[str, tuple[tuple[str, QWidget, str], ...]], ...]:
        return (
            (
                "The house",
                (
                    ("Name", self.title, "Stands at the top of every page."),
                    ("Tagline", self.tagline, ""),
                ),
            ),
            (
                "How it writes",
                (
                    ("Credit label", self.credit_label, "Stands before a credit line: Photo."),
                    ("Credit line", self.credit_form, ""),
                    ("Headline limit", self.headline_limit, "Characters; longer ones get a word."),
                    ("Word target", self.word_target, "0 for none."),
                ),
            ),
            (
                "Photos on their way out",
                (
                    (
                        "Privacy",
                        self.private_out,
                        "Unticked, a published picture says neither where nor with what camera "
                        "it was taken. Credit and rights always go with it.",
                    ),
                    (
                        "Formats",
                        self.avif,
                        "Smaller than WebP; slower to make.",
                    ),
                ),
            ),
            (
                "Beside an article",
                (
                    ("Newsletter", self.newsletter_heading, ""),
                    ("Its words", self.newsletter_text, ""),
                    ("Its address", self.newsletter_url, "Empty: no newsletter box."),
                    ("Follow us", self.follow, "One a line: a name, then its address."),
                ),
            ),
        )


def follow_links(text: str) -> tuple[FollowLink, ...]:
    """Read lines of ``name address``; a line without an address is left out."""
    links = []
    for line in text.splitlines():
        label, _, url = line.strip().rpartition(" ")
        if label.strip() and url:
            links.append(FollowLink(label.strip(), url))
    return tuple(links)


def _number(value: int, low: int, high: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(low, high)
    field.setValue(value)
    # The stylesheet's padding does not reach the line inside.
    field.lineEdit().setTextMargins(7, 0, 7, 0)
    return field


def _lines(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    set_kind(field, "field")
    field.setTabChangesFocus(True)
    field.setFixedHeight(72)
    return field
