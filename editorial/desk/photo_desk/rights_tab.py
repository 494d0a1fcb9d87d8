"""The tab of a photo's rights: what stands in its way, on what terms, until when, how often."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import TextLabel
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.choice_field import ChoiceField
from editorial.desk.photo_desk.documents_section import DocumentsSection
from editorial.desk.photo_desk.field_section import SIDE, FieldSection
from editorial.desk.photo_desk.fields import LineField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.photo_desk.common_values import Common
    from editorial.publishing.photo_runs import PhotoRun

_TICKS = {
    "web_only": ("Web only", "It may not be printed"),
    "no_crop": ("No crop", "It is shown whole, in every shape"),
}

_PLUS = "http://ns.useplus.org/ldf/vocab/"
MINING = {
    f"{_PLUS}DMI-ALLOWED": "Allowed",
    f"{_PLUS}DMI-PROHIBITED": "Prohibited",
    f"{_PLUS}DMI-PROHIBITED-AIMLTRAINING": "Not for training AI",
    f"{_PLUS}DMI-PROHIBITED-GENAIMLTRAINING": "Not for training generative AI",
    f"{_PLUS}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING": "For search engines only",
    f"{_PLUS}DMI-PROHIBITED-SEECONSTRAINT": "Prohibited; see the terms",
    f"{_PLUS}DMI-UNSPECIFIED": "Unspecified",
}
"""The PLUS vocabulary of data mining, as IPTC Photo Metadata takes it."""


def _releases(kind: str) -> dict[str, str]:
    """Return the PLUS codes of releases, of people (MR) or property (PR)."""
    own = kind[0]
    return {
        f"{kind}-U{own}R": "Unlimited",
        f"{kind}-L{own}R": "Limited or incomplete",
        f"{kind}-NON": "None",
        f"{kind}-NAP": "Not needed",
    }


class RightsTab(QWidget):
    """LIMITS, TERMS and RELEASES, under a word on what keeps the photo from running."""

    given = Signal(object)
    """Fields (dict of name to value) to set."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._common: Common | None = None
        self.said = TextLabel("", "problem")
        self.said.setWordWrap(True)
        self.said.setContentsMargins(SIDE, 12, SIDE, 0)
        self.ticks: dict[str, QCheckBox] = {}
        self.sections = (self._build_limits(), self._build_terms(), self._build_releases())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.said)
        for section in self.sections:
            section.given.connect(self._gave)
            column.addWidget(section)
        self.documents = DocumentsSection(jobs)
        column.addWidget(self.documents)

    def _build_limits(self) -> FieldSection:
        section = FieldSection("Limits")
        ends = LineField("End of rights", "2026-12-31")
        ends.setToolTip("After this day the photo may not run any more")
        section.add_field("rights_expire_at", "Ends on", ends)
        embargo = LineField("Embargo", "2026-12-31T06:00")
        embargo.setToolTip("Before this moment (UTC) the photo may not run")
        section.add_field("embargo_until", "Embargo", embargo)
        limit = LineField("In how many stories it may run", "No limit")
        limit.setToolTip("1 for one-time use")
        section.add_field("use_limit", "Stories", limit)
        section.add_field("territory", "Territory", LineField("Territory", "UK only"))
        for name, (title, hint) in _TICKS.items():
            tick = QCheckBox(title)
            tick.setToolTip(hint)
            tick.clicked.connect(partial(self._ticked, name))
            self.ticks[name] = tick
            section.add_row(tick, under_field=True)
        return section

    def _build_terms(self) -> FieldSection:
        section = FieldSection("Terms")
        section.add_field("licence", "Licence", LineField("Licence", "CC BY-SA 4.0"))
        section.add_field("usage_terms", "Usage terms", TextField("Usage terms"))
        statement = LineField("Address of the terms", "https://…")
        section.add_field("web_statement", "Web statement", statement)
        instructions = TextField("Instructions", "Such as: mandatory credit, no archive")
        section.add_field("instructions", "Instructions", instructions)
        licensors = TextField("Licensors", "Name https://…; name https://…", lines=(1, 4))
        licensors.setToolTip("Whom to ask for a licence, with semicolons between")
        section.add_field("licensors", "Licensors", licensors)
        section.add_field("data_mining", "Data mining", ChoiceField("Data mining", MINING))
        return section

    def _build_releases(self) -> FieldSection:
        section = FieldSection("Releases")
        people = ChoiceField("Release by people", _releases("MR"))
        section.add_field("model_release", "People", people)
        things = ChoiceField("Release of property", _releases("PR"))
        section.add_field("property_release", "Property", things)
        return section

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Show the photos' values."""
        self._common = common
        for section in self.sections:
            section.show_common(common, anew=anew)
        for name, tick in self.ticks.items():
            state = common.flags.get(name)
            with QSignalBlocker(tick):
                tick.setTristate(state is None)
                tick.setCheckState(_STATES[state])
        self.documents.show_common(common)
        if anew:
            self.said.hide()
        if common.is_single:
            self._jobs.read(
                self, use_cases.photo_runs, common.ids[0], done=self._ran, latest="runs"
            )
        else:
            self.said.hide()

    def focus_field(self, name: str) -> bool:
        """Put the keyboard into a field; False where this tab has none of that name."""
        for section in self.sections:
            if (field := section.fields.get(name)) is not None:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for section in self.sections:
            section.flush()

    def _ran(self, runs: Sequence[PhotoRun]) -> None:
        from editorial.photos.rights import rights_words

        photo = self._common.first if self._common is not None else None
        if photo is None:
            return
        uses = sum(run.counts for run in runs)
        found = rights_words(photo, dt.datetime.now(dt.UTC), uses)
        told = [word for word in found if word.code not in {"rights_territory"}]
        words = [f"{word.words[:1].upper()}{word.words[1:]}." for word in told]
        if any(word.code in {"rights_expired", "rights_expiring"} for word in told):
            words += _where([run.story.headline or "Untitled" for run in runs if run.counts])
        self.said.setText("\n".join(words))
        self.said.setVisible(bool(words))

    def _ticked(self, name: str) -> None:
        self.flush()
        tick = self.ticks[name]
        tick.setTristate(False)
        self.given.emit({name: tick.isChecked()})

    @Slot(str, str)
    def _gave(self, name: str, words: str) -> None:
        self.given.emit({name: words})


def _where(headlines: Sequence[str]) -> list[str]:
    """Say in which public or scheduled stories a photo stands whose rights end."""
    if not headlines:
        return []
    named = ", ".join(f"“{headline}”" for headline in headlines[:3])
    more = f" and {len(headlines) - 3} more" if len(headlines) > 3 else ""
    return [f"It runs in {named}{more}."]


_STATES = {
    None: Qt.CheckState.PartiallyChecked,
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
}
