"""Preferences of the newsroom: its name, how it credits, what stands beside an article."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import Slot
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

from editorial.desk.kit.widgets import SectionLabel, TextLabel, set_kind
from editorial.desk.shell.form import Form
from editorial.system.settings import FollowLink, NewsroomSettings, clean_label
from editorial.system.zones import computer_zone, zone_label, zone_names

_FORMS = {
    "supplier": "As the supplier writes it (REUTERS/Ana Ruiz)",
    "creator": "Creator first (Ana Ruiz/Reuters)",
}
_SEPARATORS = {"/": "Ana Ruiz/Reuters", " / ": "Ana Ruiz / Reuters", " | ": "Ana Ruiz | Reuters"}
_CAPITALS = {"kept": "As written", "houses": "Agencies in capitals", "all": "All in capitals"}
_EXAMPLES = ("REUTERS/Ana Ruiz/Pool", "Bo Lindqvist/AFP via Getty Images")


class NewsroomPage(QScrollArea):
    """What the house is called and how it writes."""

    def __init__(self, newsroom: NewsroomSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.title = QLineEdit(newsroom.title)
        self.tagline = QLineEdit(newsroom.tagline)
        self._kept = newsroom
        self.time_zone = _zones(newsroom.time_zone)
        self.credit_label = QLineEdit(newsroom.credit_label)
        self.credit_label.setPlaceholderText("No label")
        self.credit_form = _choice(_FORMS, newsroom.credit_form)
        self.credit_separator = _choice(_SEPARATORS, newsroom.credit_separator)
        self.credit_capitals = _choice(_CAPITALS, newsroom.credit_capitals)
        self.credit_example = TextLabel("", "soft")
        self.credit_example.setWordWrap(True)
        self.credit_label.textChanged.connect(self._show_example)
        for box in (self.credit_form, self.credit_separator, self.credit_capitals):
            box.currentIndexChanged.connect(self._show_example)
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
        self._show_example()

    def values(self) -> dict[str, Any]:
        """Return the fields as `NewsroomSettings` takes them."""
        return {
            "title": self.title.text().strip(),
            "tagline": self.tagline.text().strip(),
            "time_zone": self.time_zone.currentData(),
            **self._credit_values(),
            "private_out": self.private_out.isChecked(),
            "avif": self.avif.isChecked(),
            "headline_limit": self.headline_limit.value(),
            "word_target": self.word_target.value(),
            "newsletter_heading": self.newsletter_heading.text().strip(),
            "newsletter_text": self.newsletter_text.toPlainText().strip(),
            "newsletter_url": self.newsletter_url.text().strip(),
            "follow": follow_links(self.follow.toPlainText()),
        }

    def _credit_values(self) -> dict[str, Any]:
        return {
            "credit_label": clean_label(self.credit_label.text()),
            "credit_form": self.credit_form.currentData(),
            "credit_separator": self.credit_separator.currentData(),
            "credit_capitals": self.credit_capitals.currentData(),
        }

    @Slot()
    def _show_example(self) -> None:
        """Show two lines as a page will print them."""
        from editorial.photos.credits.printing import printed_credit
        from editorial.publishing.page_words import credit_label

        house = dataclasses.replace(self._kept, **self._credit_values())
        self.credit_separator.setEnabled(house.credit_form == "creator")
        label = credit_label(house.language, house)
        lines = (printed_credit(line, house) for line in _EXAMPLES)
        self.credit_example.setText("\n".join(f"{label}: {x}" if label else x for x in lines))

    def _groups(self) -> tuple[tuple[str, tuple[tuple[str, QWidget, str], ...]], ...]:
        return (
            (
                "The house",
                (
                    ("Name", self.title, "Stands at the top of every page."),
                    ("Tagline", self.tagline, ""),
                    (
                        "Time zone",
                        self.time_zone,
                        "Deadlines, embargoes and publish times are on this clock, for everyone.",
                    ),
                ),
            ),
            (
                "How it writes",
                (
                    (
                        "Credit label",
                        self.credit_label,
                        "Stands before a credit line; the page sets the colon. Empty for none.",
                    ),
                    ("Credit line", self.credit_form, ""),
                    ("Separator", self.credit_separator, ""),
                    ("Capitals", self.credit_capitals, ""),
                    ("On the page", self.credit_example, ""),
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
                        "A seventh smaller than WebP; as slow again to make.",
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


def _choice(choices: dict[str, str], chosen: str) -> QComboBox:
    field = QComboBox()
    for value, words in choices.items():
        field.addItem(words, value)
    field.setCurrentIndex(field.findData(chosen))
    return field


def _zones(chosen: str) -> QComboBox:
    field = QComboBox()
    field.addItem(f"This computer’s: {zone_label(computer_zone())}", "")
    for name in zone_names():
        field.addItem(name.replace("_", " "), name)
    if field.findData(chosen) < 0:
        field.addItem(f"{chosen} (not known here)", chosen)
    field.setCurrentIndex(field.findData(chosen))
    field.setMinimumContentsLength(20)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field


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
