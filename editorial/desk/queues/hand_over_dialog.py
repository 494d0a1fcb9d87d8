"""Asks to whom stories go, and once more where somebody else has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from editorial.desk.kit.widgets import TextLabel, announce
from editorial.desk.queues.name_dialog import NameDialog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class HandOverDialog(NameDialog):
    """A name, a few words for that person, and a question where stories are taken away."""

    given = Signal(str, str, bool)
    """To whom, with which words, and whether the person was asked once more."""

    def __init__(
        self,
        count: int,
        people: Sequence[str],
        having: Mapping[str, int],
        me: str,
        parent: QWidget | None = None,
    ) -> None:
        what = "this story" if count == 1 else f"these {count:,} stories"
        super().__init__("Hand over", f"Who is to have {what}?", people, "Hand over", parent)
        self._count, self._having, self._me = count, having, me
        self._was_asked = False
        self.note = QLineEdit()
        self.note.setAccessibleName("Words for whoever gets it")
        self.note.setPlaceholderText("A note for that person, if you like")
        self.question = TextLabel("", "problem")
        self.question.setWordWrap(True)
        self.question.hide()
        self.column.insertWidget(2, self.note)
        self.column.insertWidget(3, self.question)

    def accept(self) -> None:
        """Ask once more where others have a story; then tell whom it goes to."""
        if not self.name:
            return
        others = {
            name: count
            for name, count in self._having.items()
            if name.casefold() not in (self._me.casefold(), self.name.casefold())
        }
        if others and not self._was_asked:
            self._ask(others)
            return
        self.given.emit(self.name, self.note.text().strip(), bool(others))
        super().accept()

    def _ask(self, others: Mapping[str, int]) -> None:
        self._was_asked = True
        who = " and ".join(
            name if self._count == 1 else f"{name} ({count})" for name, count in others.items()
        )
        has = "has" if len(others) == 1 else "have"
        what = "this story" if self._count == 1 else "some of these"
        self.question.setText(
            f"{who} {has} {what} now. Press “Hand over all the same” to take it away from them; "
            "the record says so."
        )
        self.question.show()
        self.ok.setText("Hand over all the same")
        self.adjustSize()
        announce(self, self.question.text())

    @Slot(str)
    def _typed(self, text: str) -> None:
        super()._typed(text)
        # Another name is another question.
        self._was_asked = False
        if text and hasattr(self, "question"):
            self.question.hide()
            self.ok.setText("Hand over")
