"""Keeps spelling and house style beside the writer: loads them, and follows what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing.language.proof import Proof, open_proof
from editorial.desk.writing.language.underlines import Underlines
from editorial.desk.writing.text_edits import plain_text

if TYPE_CHECKING:
    import uuid

    from PySide6.QtGui import QTextBlock, QTextDocument

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.system.errors import EditorialError

AFTER_SHOWING_MS = 60
"""The story is painted first."""
_TOGGLES = {
    "view.spelling": ("Check spelling", "spelling", "spell-check"),
    "view.house_style": ("House style", "house_style", "spell-check"),
}


class Proofreader(QObject):
    """Gives each open story its `Underlines`, and those a `Proof` of the story's language."""

    loaded = Signal()
    """The open story has speller and rules; its underlines follow within moments."""

    def __init__(self, commands: StoryCommands, page: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._page, self._ctx = commands, page, commands.ctx
        self._all: dict[uuid.UUID, Underlines] = {}
        self._refused: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_SHOWING_MS)
        self._soon.timeout.connect(self._load)
        page.counted.connect(self.look)
        self._ctx.theme.changed.connect(self._dress)
        for field in (page.head.headline, page.head.dek, page.body):
            field.cursorPositionChanged.connect(self._caret_moved)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._returned)
        self._add_toggles()

    @property
    def current(self) -> Underlines | None:
        """The underlines of the story on the page."""
        draft = self._commands.draft
        if not self._is_on_show:
            return None
        found = self._all.get(draft.id) if draft is not None else None
        if found is None or not shiboken6.isValid(found) or found.draft is not draft:
            return None
        return found

    @property
    def _is_on_show(self) -> bool:
        """Whether the page is there: at the end it goes before its stories do."""
        return shiboken6.isValid(self._page) and shiboken6.isValid(self._page.body)

    @Slot()
    def look(self) -> None:
        """See whether another story, language, list of words or rule is to be followed."""
        draft = self._commands.draft
        if draft is None or not self._is_on_show:
            return
        underlines = self.current
        if underlines is None:
            underlines = Underlines(draft, self._ctx.theme.tokens, self._caret)
            self._all = {k: v for k, v in self._all.items() if shiboken6.isValid(v)}
            self._all[draft.id] = underlines
            draft.detail_changed.connect(self.look)
        proof = underlines.proof
        if proof is None or self._asks_for(proof) or self._page.draft is not draft:
            self._soon.start()
        elif proof.refresh() or underlines.is_behind:
            underlines.draw_all(self._first_in_sight())
        elif not underlines.is_drawing:
            underlines.look_around(self._page.body.textCursor().block())
        if proof is not None and proof.trouble is not None:
            self._failed(proof.trouble)

    def _asks_for(self, proof: Proof) -> bool:
        """Whether the story is to be read by another speller or other rules."""
        language, spelling, style = self._settings()
        if language != proof.language or spelling != (proof.speller is not None):
            return True
        if style != (proof.rules is not None):
            return True
        if proof.rules is None:
            return False
        from editorial.stories.text.style.loading import load_style

        return load_style(self._ctx.newsroom.home) is not proof.rules

    def _settings(self) -> tuple[str, bool, bool]:
        person, draft = self._ctx.newsroom.settings.person, self._commands.draft
        language = draft.detail.language if draft is not None else ""
        return language, person.spelling, person.house_style

    @Slot()
    def _load(self) -> None:
        underlines = self.current
        if underlines is None:
            return
        language, spelling, style = self._settings()
        self._ctx.jobs.run(
            Lane.READ,
            underlines,
            open_proof,
            self._ctx.newsroom.home,
            language,
            tuple(plain_text(underlines.draft.body).split("\n")),
            spelling=spelling,
            style=style,
            done=self._loaded,
            failed=self._failed,
            latest="proof",
        )

    def _loaded(self, proof: Proof) -> None:
        underlines = self.current
        if underlines is None or proof.language != self._settings()[0]:
            return
        underlines.set_proof(proof, self._first_in_sight())
        if proof.notice:
            self._tell_once(proof.notice)
        for problem in proof.rules.problems if proof.rules is not None else ():
            self._tell_once(problem)
        self.loaded.emit()

    def _failed(self, error: EditorialError) -> None:
        """Say what keeps the dictionary from being used, once: writing goes on without it."""
        if error.message not in self._refused:
            self._refused.add(error.message)
            self._ctx.notices.refuse(error)

    def _tell_once(self, words: str) -> None:
        if words not in self._refused:
            self._refused.add(words)
            self._ctx.notices.tell(words)

    def _first_in_sight(self) -> QTextBlock:
        body = self._page.body
        seen = body.viewport().visibleRegion().boundingRect()
        return body.cursorForPosition(QPoint(0, max(seen.top(), 0))).block()

    def _caret(self, document: QTextDocument) -> int:
        """Return where the cursor stands in a document on the page; -1 for nowhere."""
        if not self._is_on_show:
            return -1
        for field in (self._page.body, self._page.head.headline, self._page.head.dek):
            if field.document() == document:
                cursor = field.textCursor()
                return -1 if cursor.hasSelection() else cursor.position()
        return -1

    @Slot()
    def _caret_moved(self) -> None:
        underlines = self.current
        if underlines is not None:
            underlines.caret_moved()

    @Slot()
    def _dress(self) -> None:
        for underlines in self._all.values():
            if shiboken6.isValid(underlines):
                underlines.set_tokens(self._ctx.theme.tokens)

    @Slot(Qt.ApplicationState)
    def _returned(self, state: Qt.ApplicationState) -> None:
        """Follow what was changed in words.txt or style.toml meanwhile."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _add_toggles(self) -> None:
        person = self._ctx.newsroom.settings.person
        for name, (title, setting, icon) in _TOGGLES.items():
            action = self._ctx.actions.add(name, title, self._toggled, icon=icon, checkable=True)
            action.setChecked(getattr(person, setting))

    @Slot()
    def _toggled(self) -> None:
        actions, newsroom = self._ctx.actions, self._ctx.newsroom
        chosen = {setting: actions[name].isChecked() for name, (_, setting, _) in _TOGGLES.items()}
        settings = newsroom.settings.with_person(**chosen)
        self._ctx.jobs.run(
            Lane.WRITE, self, newsroom.change_settings, settings, done=self._settings_kept
        )

    def _settings_kept(self, _nothing: None) -> None:
        self._load()
