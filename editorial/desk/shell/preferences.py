"""Preferences: the person, the newsroom, the endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.messages import Notice
from editorial.desk.kit.widgets import PrimaryButton, QuietButton
from editorial.desk.shell.preferences_endpoints import EndpointsPage
from editorial.desk.shell.preferences_newsroom import NewsroomPage
from editorial.desk.shell.preferences_person import PersonPage
from editorial.desk.shell.preferences_writing import WritingPage

if TYPE_CHECKING:
    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme


class Preferences(QDialog):
    """Settings take effect when they are saved; endpoints at once."""

    def __init__(
        self, newsroom: NewsroomLike, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self.resize(640, 600)
        self._newsroom, self._jobs, self._theme = newsroom, jobs, theme
        settings = newsroom.settings
        self.person = PersonPage(settings.person)
        self.writing = WritingPage(settings.person)
        self.newsroom = NewsroomPage(settings.newsroom)
        self.endpoints = EndpointsPage(newsroom, jobs, theme)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Pages of the preferences")
        self.tabs.addTab(self.person, "You")
        self.tabs.addTab(self.writing, "Writing")
        self.tabs.addTab(self.newsroom, "Newsroom")
        self.tabs.addTab(self.endpoints, "Endpoints")
        self.notice = Notice(theme)
        cancel = QuietButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 10, 20, 16)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs, 1)
        notice = QVBoxLayout()
        notice.setContentsMargins(20, 0, 20, 0)
        notice.addWidget(self.notice)
        column.addLayout(notice)
        column.addLayout(buttons)

    def show_endpoints(self) -> None:
        """Open at the endpoints."""
        self.tabs.setCurrentWidget(self.endpoints)

    @Slot()
    def _save(self) -> None:
        settings = self._newsroom.settings
        settings = settings.with_person(**self.person.values(), **self.writing.values())
        settings = settings.with_newsroom(**self.newsroom.values())
        self.save.setEnabled(False)
        self._jobs.run(
            Lane.WRITE,
            self,
            self._newsroom.change_settings,
            settings,
            done=self._saved,
            failed=self._refused,
        )

    @Slot(object)
    def _saved(self, _nothing: object) -> None:
        self._theme.set_scheme(self._newsroom.settings.person.scheme)
        self.accept()

    @Slot(object)
    def _refused(self, error: object) -> None:
        self.save.setEnabled(True)
        self.notice.refuse(error)  # type: ignore[arg-type]
