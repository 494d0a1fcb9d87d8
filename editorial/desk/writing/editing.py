"""The keys and buttons of the manuscript."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from editorial.desk.writing import text_edits
from editorial.desk.writing.footnotes import add_footnote
from editorial.desk.writing.linking.link_dialog import LinkDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.desk.writing.body_editor import BodyEditor
    from editorial.desk.writing.commands import StoryCommands

# name, title, keys
_MARKS = (
    ("bold", "Bold", "Ctrl+B"),
    ("italic", "Italic", "Ctrl+I"),
    ("link", "Link…", ""),
    ("heading", "Heading", "Ctrl+Alt+2"),
    ("subheading", "Smaller heading", "Ctrl+Alt+3"),
    ("quote", "Quote", "Ctrl+Shift+."),
    ("list", "List", "Ctrl+Shift+8"),
    ("numbered", "Numbered list", "Ctrl+Shift+7"),
    ("footnote", "Footnote", "Ctrl+Alt+F"),
)
_OTHERS = (
    ("photo", "Insert photo…", "Ctrl+Shift+P"),
    ("related", "Insert related link", "Ctrl+Shift+L"),
    ("preview", "Preview the page", "Ctrl+P"),
    ("focus", "Focus", "F11"),
    ("history", "History", "Ctrl+Shift+H"),
    ("note", "Add note", "Ctrl+Alt+M"),
    ("next_note", "Next open note", "Alt+N"),
    ("previous_note", "Open note before", "Alt+Shift+N"),
    ("answer_note", "Answer the note", "Alt+Shift+A"),
    ("resolve_note", "Resolve the note", "Alt+Shift+D"),
    ("suggest_edits", "Suggest changes", "Ctrl+Shift+E"),
    ("next_suggestion", "Next suggestion", "F8"),
    ("previous_suggestion", "Suggestion before", "Shift+F8"),
    ("accept_suggestion", "Accept the suggestion", "Alt+Shift+Y"),
    ("reject_suggestion", "Reject the suggestion", "Alt+Shift+X"),
    ("undo_step", "Undo the decision", "Ctrl+Alt+Z"),
    ("save", "Save now", "Ctrl+S"),
    ("find", "Find in this story", "Ctrl+F"),
    ("replace", "Find and replace", "Ctrl+H"),
    ("find_next", "Find next", "F3"),
    ("find_previous", "Find previous", "Shift+F3"),
    ("headings", "Go to heading…", "Ctrl+Shift+O"),
    ("checkpoint", "Keep this version…", "Ctrl+Shift+S"),
    ("versions", "Compare versions…", ""),
    ("target", "Set the word target…", ""),
    ("zoom_in", "Larger type", "Ctrl++"),
    ("zoom_out", "Smaller type", "Ctrl+-"),
    ("zoom_reset", "Type of the usual size", "Ctrl+0"),
    ("typewriter", "Typewriter scrolling", "Ctrl+Shift+T"),
    ("next_mark", "Next word or style to look at", "F7"),
    ("suggest", "Suggest what to write here", "Ctrl+."),
    ("check_again", "Check ignored words again", ""),
    ("step", "Take the next step", "Ctrl+Return"),
)

# Keys that lie beside each other or bear the same sign.
_SAME = {"Ctrl+Return": "Ctrl+Enter", "Ctrl++": "Ctrl+="}


def make_actions(owner: QWidget) -> dict[str, QAction]:
    """Return the room's actions by name, with their shortcuts, working inside ``owner``."""
    made = {}
    for name, title, keys in _MARKS + _OTHERS:
        action = QAction(title, owner)
        action.setObjectName(f"writing.{name}")
        sequences = [QKeySequence(keys)] if keys else []
        if keys in _SAME:
            sequences.append(QKeySequence(_SAME[keys]))
        action.setShortcuts(sequences)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
        made[name] = action
    return made


class Editing(QObject):
    """Lets the marks' actions change the body."""

    def __init__(
        self,
        commands: StoryCommands,
        body: BodyEditor,
        actions: dict[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._body = body
        changes: dict[str, Callable[..., object]] = {
            "bold": partial(self._wrap, "**"),
            "italic": partial(self._wrap, "*"),
            "heading": partial(self._prefix, "## "),
            "subheading": partial(self._prefix, "### "),
            "quote": partial(self._prefix, "> "),
            "list": partial(self._prefix, "- "),
            "numbered": partial(self._prefix, "1. "),
            "footnote": self._footnote,
            "link": self.link,
        }
        for name, slot in changes.items():
            actions[name].triggered.connect(slot)
        self._marks = [actions[name] for name, _, _ in _MARKS]

    def set_editable(self, is_editable: bool) -> None:
        """Grey the marks out where the words are closed."""
        for action in self._marks:
            action.setEnabled(is_editable)

    def _wrap(self, mark: str, _checked: bool = False) -> None:
        self._body.apply(partial(_call, text_edits.toggle_wrap, mark))
        self._body.setFocus()

    def _footnote(self, _checked: bool = False) -> None:
        self._body.apply(add_footnote)
        self._body.setFocus()

    def _prefix(self, prefix: str, _checked: bool = False) -> None:
        self._body.apply(partial(_call, text_edits.toggle_prefix, prefix))
        self._body.setFocus()

    @Slot()
    def link(self) -> None:
        """Make the selection a link: to an address, or to one of our stories."""
        if self._body.isReadOnly():
            return
        clipboard = QApplication.clipboard().text().strip()
        known = clipboard if text_edits.is_address(clipboard) else ""
        draft = self._commands.draft
        without = draft.id if draft else None
        dialog = LinkDialog(self._commands.ctx, without, known, self._body)
        dialog.given.connect(self._put_link)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _put_link(self, address: str) -> None:
        self._body.apply(partial(_call, text_edits.link, address))
        self._body.setFocus()


def _call(change: Callable[..., object], argument: str, cursor: object) -> None:
    change(cursor, argument)
