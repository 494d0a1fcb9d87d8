"""The shell's own commands: files, going places, the look, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices

from editorial.desk.kit.room import Target
from editorial.desk.shell.about import AboutDialog
from editorial.desk.shell.palette import Palette
from editorial.desk.shell.places import ELSEWHERE, fixed_places
from editorial.desk.shell.preferences import Preferences
from editorial.stories.templates import template_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editorial.desk.shell.newsroom_desk import NewsroomDesk

_SCHEMES = {
    "system": ("Look as the system has it", "monitor"),
    "light": ("Light look", "sun"),
    "dark": ("Dark look", "moon"),
}


class Commands(QObject):
    """Adds the shell's actions to the registry and carries them out."""

    def __init__(self, desk: NewsroomDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._palette: Palette | None = None
        add = desk.window.actions_.add
        add("file.new", "New story", self._new, shortcut="Ctrl+N", icon="square-pen")
        for name in template_names(desk.newsroom.home):
            action = add(f"file.new_{name}", f"New {name}", self._new_of_kind, icon="file-plus")
            action.setData(name)
        add(
            "file.assign",
            "New assignment …",
            self._assign,
            shortcut="Ctrl+Shift+N",
            icon="user-check",
            hint="Ask a writer for a story, with a brief",
        )
        add(
            "story.duplicate",
            "Duplicate the story",
            self._duplicate,
            icon="copy",
            hint="Start a draft with this story’s words, filing, photos and links",
        )
        add("file.import", "Import stories …", self._import, shortcut="Ctrl+O", icon="import")
        add(
            "file.preferences",
            "Preferences …",
            self._preferences,
            shortcut="Ctrl+,",
            icon="settings",
        )
        add("file.endpoints", "Endpoints …", self._endpoints, icon="server")
        add("file.data", "Open the data folder", self._data, icon="folder-open")
        add("file.quit", "Quit", desk.window.close, shortcut="Ctrl+Q", icon="log-out")
        add(
            "view.palette",
            "Find a story or a command …",
            self.open_palette,
            shortcut="Ctrl+K",
            icon="command",
        )
        add(
            "view.search",
            "Search every story",
            self._search,
            shortcut="Ctrl+Shift+K",
            icon="search",
        )
        add("view.filter", "Filter this queue", self._filter, shortcut="/", icon="filter")
        add(
            "view.focus",
            "Focus on the text",
            desk.toggle_focus,
            shortcut="Ctrl+Shift+F",
            icon="maximize-2",
            checkable=True,
        )
        self._add_places()
        for scheme, (title, icon) in _SCHEMES.items():
            action = add(f"view.{scheme}", title, self._scheme, icon=icon)
            action.setData(scheme)
        add("view.menu", "Show the menu", desk.window.open_menu, shortcut="F10", icon="ellipsis")
        add("help.about", "About Editorial", self._about, icon="info")
        add("help.log", "Open the folder of the log", self._log, icon="life-buoy")

    def _add_places(self) -> None:
        for place in (*fixed_places(), *ELSEWHERE):
            keys = f"Ctrl+{place.key_number}" if place.key_number else ""
            action = self._desk.window.actions_.add(
                f"view.go_{place.key}",
                f"Go to {place.title}",
                self._go,
                shortcut=keys,
                icon=place.icon or "inbox",
            )
            action.setData(place.key)

    @Slot()
    def open_palette(self) -> None:
        """Show the palette over the window."""
        if self._palette is None:
            desk = self._desk
            self._palette = Palette(self._offered, desk.jobs, desk.theme, desk.window)
            self._palette.story_chosen.connect(self._open_story)
        self._palette.open_over(self._desk.window)

    def _offered(self) -> Iterable[QAction]:
        """Return all commands, those of the room on show first."""
        room = [action for action in self._desk.room.actions() if isinstance(action, QAction)]
        known = set(map(id, room))
        others = (a for a in self._desk.window.actions_ if id(a) not in known)
        return (*room, *others)

    @Slot(object)
    def _open_story(self, story: Any) -> None:
        self._desk.go_to(Target(story=story))

    @Slot()
    def _new(self) -> None:
        self._desk.new_story()

    @Slot()
    def _new_of_kind(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._desk.new_from_template(action.data())

    @Slot()
    def _assign(self) -> None:
        place = self._desk.list.place
        self._desk.assigning.ask(section=place.title if place.section else "")

    @Slot()
    def _duplicate(self) -> None:
        story = self._desk.list.current_story
        if story is not None:
            self._desk.duplicate_story(story)

    @Slot()
    def _search(self) -> None:
        self._desk.list.focus_search()

    @Slot()
    def _filter(self) -> None:
        self._desk.list.focus_filter()

    @Slot()
    def _go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._desk.go_to(Target(place=action.data()))

    @Slot()
    def _scheme(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._desk.change_scheme(action.data())

    @Slot()
    def _import(self) -> None:
        self._desk.importing.choose()

    @Slot()
    def _preferences(self) -> None:
        desk = self._desk
        dialog = Preferences(desk.newsroom, desk.jobs, desk.theme, desk.window)
        dialog.accepted.connect(desk.settings_changed)
        dialog.open()

    @Slot()
    def _endpoints(self) -> None:
        desk = self._desk
        dialog = Preferences(desk.newsroom, desk.jobs, desk.theme, desk.window)
        dialog.accepted.connect(desk.settings_changed)
        dialog.show_endpoints()
        dialog.open()

    @Slot()
    def _about(self) -> None:
        AboutDialog(self._desk.newsroom.home, self._desk.window).open()

    @Slot()
    def _data(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.newsroom.home.root)))

    @Slot()
    def _log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.newsroom.home.log.parent)))
