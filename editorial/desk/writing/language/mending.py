"""One press on a check puts right what it names: in the words, in a caption, in a credit.

In headline, dek and body that is one step to undo; what cannot be mended is jumped to.
"""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import use_cases
from editorial.desk.writing.finding.pattern import units
from editorial.desk.writing.text_edits import one_step, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextDocument

    from editorial.desk.writing.commands import StoryCommands
    from editorial.review.checks.results import CheckResult
    from editorial.stories.text.style.finding import StyleFinding
    from editorial.system.paths import Home

_KEEP = QTextCursor.MoveMode.KeepAnchor
_RULES = {"double_space": "doubled-spaces"}
"""Checks that are not named after the rule that mends them."""


class Mending(QObject):
    """Answers the presses of the check list."""

    def __init__(self, commands: StoryCommands, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        commands.mend_wanted.connect(self.mend)

    @Slot(object)
    def mend(self, result: CheckResult) -> None:
        """Put right what a check found, or go there."""
        document = self._document(result.field)
        rule = _RULES.get(result.code, result.code.removeprefix("style:"))
        photo, role = self._photo(result.field)
        if document is not None and result.fix == "Fix it":
            self._mend_words(document, rule, result)
        elif photo is not None and result.code == "credit_in_caption":
            self._commands.write(use_cases.move_credit, photo, role, done=self._moved)
        elif photo is not None and result.code == "credit_unclean":
            self._use_credit(photo, result)
        elif photo is not None and result.code == "credit_naming" and result.mends:
            self._name_as_asked(photo)
        else:
            self._go(result)

    def _mend_words(self, document: QTextDocument, rule: str, result: CheckResult) -> None:
        draft, ctx = self._commands.draft, self._commands.ctx
        if draft is None:
            return
        text = plain_text(document)
        ctx.jobs.run(
            Lane.READ,
            self,
            _fixes,
            ctx.newsroom.home,
            text,
            draft.detail.language,
            rule,
            is_headline=document is draft.headline,
            done=partial(self._found, document, text, result),
            failed=self._commands.refuse,
            latest="mend",
        )

    def _found(
        self,
        document: QTextDocument,
        text: str,
        result: CheckResult,
        found: Sequence[StyleFinding],
    ) -> None:
        draft = self._commands.draft
        if draft is None or document not in (draft.body, draft.headline, draft.dek):
            return
        if not found or plain_text(document) != text:
            # Nothing with one right form, or the words were changed meanwhile.
            self._go(result)
            return
        cursor = QTextCursor(document)
        with one_step(cursor):
            for one in reversed(found):
                cursor.setPosition(len(units(text[: one.start])))
                cursor.setPosition(len(units(text[: one.end])), _KEEP)
                cursor.insertText(one.fix or "")
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        self._commands.ctx.notices.tell(f"Mended in {places}. Ctrl+Z takes it back.")

    def _use_credit(self, photo: uuid.UUID, result: CheckResult) -> None:
        ctx = self._commands.ctx
        ctx.jobs.write(
            self,
            use_cases.use_read_credit,
            photo,
            who=self._commands.person.name,
            credit_form=ctx.newsroom.settings.newsroom.credit_form,
            done=partial(self._credited, result),
            failed=self._commands.refuse,
        )

    def _name_as_asked(self, photo: uuid.UUID) -> None:
        ctx = self._commands.ctx
        ctx.jobs.write(
            self,
            use_cases.name_as_asked,
            (photo,),
            who=self._commands.person.name,
            credit_form=ctx.newsroom.settings.newsroom.credit_form,
            done=self._named,
            failed=self._commands.refuse,
        )

    def _named(self, _changes: object) -> None:
        self._commands.ctx.notices.tell("The credit names its supplier as it asks now.")

    def _credited(self, result: CheckResult, changes: object) -> None:
        if getattr(changes, "photos", None):
            self._commands.ctx.notices.tell("The credit is the line that was read out of it now.")
        else:
            self._go(result)

    def _moved(self, changes: object) -> None:
        words = " ".join(getattr(changes, "notices", ()))
        self._commands.ctx.notices.tell(words or "The credit stands in its own field now.")

    def _go(self, result: CheckResult) -> None:
        self._commands.jump_wanted.emit(result.field, result.quote)

    def _document(self, field: str) -> QTextDocument | None:
        draft = self._commands.draft
        if draft is None:
            return None
        return {"body": draft.body, "headline": draft.headline, "dek": draft.dek}.get(field)

    def _photo(self, field: str) -> tuple[uuid.UUID | None, str]:
        """Return the photo that a check's field names, and its role in the story."""
        place = field.partition(".")[0]
        detail = self._commands.detail
        if place == "hero" and detail is not None:
            hero = next((placed for placed in detail.photos if placed.role == "hero"), None)
            return (hero.photo_id if hero else None), "hero"
        if place.startswith("photo:"):
            return uuid.UUID(place.removeprefix("photo:")), "inline"
        return None, ""


def _fixes(
    home: Home, text: str, language: str, rule: str, *, is_headline: bool
) -> tuple[StyleFinding, ...]:
    from editorial.stories.text.style.engine import fixes
    from editorial.stories.text.style.loading import load_style

    return fixes(text, load_style(home), language, rule, is_headline=is_headline)
