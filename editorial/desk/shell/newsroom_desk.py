"""Fills the window once the newsroom is open: list, rooms, counts, commands, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox, QSplitter

from editorial.desk.kit.context import DeskContext
from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.room import Target
from editorial.desk.planning.assigning import Assigning
from editorial.desk.queues.queue_desk import QueueDesk
from editorial.desk.shell.closing import ClosingDialog
from editorial.desk.shell.commands import Commands
from editorial.desk.shell.counts import Counts, read_counts
from editorial.desk.shell.places import ELSEWHERE, MY_DRAFTS, Place, filter_place
from editorial.desk.shell.story_list import WIDTH, StoryList
from editorial.desk.shell.welcome import Welcome, load_sample
from editorial.desk.writing.bringing.list_drop import ListDrop
from editorial.desk.writing.bringing.story_import import StoryImport
from editorial.publishing import outbox
from editorial.stories import drafts, templates

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Mapping

    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.jobs import Job, Jobs
    from editorial.desk.kit.room import Room
    from editorial.desk.kit.theme import Scheme, Theme
    from editorial.desk.shell.network_watch import NetworkWatch
    from editorial.desk.shell.places import RoomName
    from editorial.desk.shell.window import MainWindow
    from editorial.desk.shell.window_memory import WindowMemory


class NewsroomDesk(QObject):
    """One open newsroom in one window. It is also the guide that rooms ask the way."""

    def __init__(
        self,
        window: MainWindow,
        newsroom: NewsroomLike,
        jobs: Jobs,
        theme: Theme,
        memory: WindowMemory,
        network: NetworkWatch,
        build_rooms: Callable[[DeskContext], Mapping[RoomName, Room]],
    ) -> None:
        super().__init__(window)
        self.window, self.newsroom, self.jobs = window, newsroom, jobs
        self.theme, self.memory, self.network = theme, memory, network
        self._room: Room | None = None
        self._sample_job: Job | None = None
        self._focused = False
        self._offline = False
        self.commands = Commands(self)
        self.context = DeskContext(
            newsroom, jobs, theme, window.actions_, window.notices, guide=self
        )
        self.importing = StoryImport(self.context, window, self)
        self.assigning = Assigning(self.context, window, self)
        self.list = StoryList(newsroom, jobs, theme)
        self.list_drop = ListDrop((self.list, self.list.view, self.list.found), self)
        self.list_drop.dropped.connect(self.importing.take)
        self.open_story: uuid.UUID | None = None
        """The story on the page, also where the list does not have it."""
        self.rooms = dict(build_rooms(self.context))
        self.queues = QueueDesk(
            self.context,
            self.list,
            window.rail,
            self._story_on_page,
            self.save_open_text,
            window,
        )
        self.queues.minute.timeout.connect(self.refresh_counts)
        self._lay_out()
        self._connect()
        self.refresh_counts()
        self._start()

    @property
    def room(self) -> Room:
        """The room on show."""
        return self._room or self.rooms["stories"]

    def go_to(self, target: Target) -> None:
        """Show a story, a photo, a delivery or a place, in the room where it belongs."""
        place = self._place_of(target)
        if place is None:
            return
        self.window.rail.show_place(place.key)
        self._enter(place, target)

    def save_open_text(self) -> bool:
        """Send every room's unsaved work to the writer; False when a room could not."""
        # Each room is asked, whatever the one before said.
        kept = [room.flush() for room in self.rooms.values()]
        return all(kept)

    def before_close(self) -> bool:
        """Save, wait for the last jobs, and say whether the window may close."""
        desk = self.window.middle
        if not desk.isEnabled():
            # Closed twice: the first time is still waiting.
            return False
        # Nothing can be typed after the last save.
        desk.setEnabled(False)
        if not self.save_open_text() and not self._may_close_unsaved():
            desk.setEnabled(True)
            return False
        ClosingDialog(self.jobs, self.window).wait()
        self.memory.keep_splitter(self.splitter)
        place = self.window.rail.current
        self.memory.keep_text("window/place", place.key if place else "")
        return True

    @Slot()
    def refresh_counts(self) -> None:
        """Count again, off the GUI thread."""
        self.jobs.read(self, read_counts, self.newsroom.person, done=self._counted, latest="counts")

    @Slot()
    def new_story(self) -> None:
        """Start a draft in the section on show, and open it."""
        self._start_draft(drafts.new_story)

    def new_from_template(self, name: str) -> None:
        """Start a draft of a kind, with the words of its template, and open it."""
        self._start_draft(templates.new_from_template, self.newsroom.home, name)

    def duplicate_story(self, story: uuid.UUID) -> None:
        """Start a draft with the words, filing, photos and links of another, and open it."""
        self.jobs.write(
            self, drafts.duplicate_story, story, who=self.newsroom.person, done=self._made
        )

    def _start_draft(self, use_case: Callable[..., Any], *args: Any) -> None:
        self.jobs.write(
            self,
            use_case,
            *args,
            who=self.newsroom.person,
            section=self.list.place.title if self.list.place.section else "",
            language=self.newsroom.settings.newsroom.language,
            done=self._made,
        )

    def change_scheme(self, scheme: Scheme) -> None:
        """Change the look now, and remember it."""
        self.theme.set_scheme(scheme)
        settings = self.newsroom.settings.with_person(scheme=scheme)
        self.jobs.run(Lane.WRITE, self, self.newsroom.change_settings, settings)

    @Slot()
    def settings_changed(self) -> None:
        """Show what depends on the settings again: whose drafts, how many."""
        self.refresh_counts()
        self.list.reload()

    @Slot()
    def toggle_focus(self) -> None:
        """Hide everything but the text, or show it again."""
        self._focused = not self._focused
        self.window.actions_["view.focus"].setChecked(self._focused)
        self.window.rail.setVisible(not self._focused)
        self.window.rail_line.setVisible(not self._focused)
        self.list.setVisible(not self._focused)
        for pane in self.room.side_panes:
            pane.setVisible(not self._focused)

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("stories")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.rooms["stories"].widget)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.memory.restore_splitter(self.splitter, [WIDTH, 1440 - 217 - WIDTH])
        self.window.stack.addWidget(self.splitter)
        for name, room in self.rooms.items():
            if name != "stories":
                self.window.stack.addWidget(room.widget)
        self.welcome = Welcome()
        self.window.stack.addWidget(self.welcome)

    def _connect(self) -> None:
        self.window.before_close = self.before_close
        self.window.rail.chosen.connect(self._place_chosen)
        self.list.story_chosen.connect(self._story_chosen)
        self.list.entered.connect(self._into_story)
        self.list.new_wanted.connect(self.new_story)
        self.list.duplicate_wanted.connect(self.duplicate_story)
        self.welcome.write_wanted.connect(self._start_writing)
        self.welcome.sample_wanted.connect(self._load_sample)
        self.welcome.stop_wanted.connect(self._stop_sample)
        self.network.changed.connect(self._network_changed)
        self.jobs.changed.connect(self._changed)
        self.jobs.refused.connect(self.window.notices.refuse)
        # A room's title is that of the story that it has just read.
        self.jobs.idle.connect(self._say_title)

    def _start(self) -> None:
        if self.newsroom.settings.person.seen_welcome:
            place = self.memory.text("window/place", MY_DRAFTS.key)
            self.go_to(Target(place=place))
        else:
            self.window.stack.setCurrentWidget(self.welcome)
            self.welcome.write.setFocus()

    def _place_of(self, target: Target) -> Place | None:
        places = {place.key: place for place in (*self.window.rail.model.places, *ELSEWHERE)}
        if target.place in places:
            return places[target.place]
        if target.photo is not None:
            return places["library"]
        if target.delivery is not None:
            return places["outbox"]
        if target.story is not None:
            here = self.list.place
            return here if self.room is self.rooms["stories"] else places["all"]
        return MY_DRAFTS

    def _enter(self, place: Place, target: Target) -> None:
        room = self._room = self.rooms[place.room]
        if place.room == "stories":
            self.list.show_place(place, target.story)
            self.window.stack.setCurrentWidget(self.splitter)
            if target.story is not None:
                self.open_story = target.story
                room.activate(target)
            elif not self.window.rail.list.hasFocus():
                self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            room.activate(target)
            self.window.stack.setCurrentWidget(room.widget)
        self._say_title()

    @Slot()
    def _say_title(self) -> None:
        title = self.room.title
        self.window.setWindowTitle(f"{title} · Editorial" if title else "Editorial")

    def _may_close_unsaved(self) -> bool:
        answer = QMessageBox.warning(
            self.window,
            "Words that are not saved",
            "Some words could not be saved. They were put into the folder “rescue” beside your "
            "data. Stay to copy them, or close all the same?",
            QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Close,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Close

    @Slot(object)
    def _place_chosen(self, place: Place) -> None:
        self._enter(place, Target(place=place.key))

    @Slot(object)
    def _story_chosen(self, story: uuid.UUID | None) -> None:
        self.open_story = story
        self.rooms["stories"].activate(Target(place=self.list.place.key, story=story))
        self._say_title()

    def _story_on_page(self) -> uuid.UUID | None:
        return self.open_story

    @Slot()
    def _into_story(self) -> None:
        self.rooms["stories"].widget.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _made(self, changes: Any) -> None:
        place = self.list.place if self.list.place.section else MY_DRAFTS
        self.go_to(Target(place=place.key, story=changes.created, field="headline"))

    @Slot(object)
    def _counted(self, counts: Counts) -> None:
        filters = [filter_place(str(row.id), row.name, row.wanted) for row in counts.filters]
        self.window.rail.set_groups(filters, counts.sections)
        self.window.rail.model.set_counts(counts.by_place)
        self.window.rail.state.set_waiting(counts.waiting)

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.stories or changes.photos or changes.outbox or changes.vocabulary:
            self.refresh_counts()
        for notice in changes.notices:
            self.window.notices.tell(notice)
        self._say_title()

    @Slot(object)
    def _network_changed(self, online: bool | None) -> None:
        was_offline, self._offline = self._offline, online is False
        self.window.rail.state.set_online(online)
        if online and was_offline:
            # What waited for the network is due now.
            self.jobs.write(self, outbox.wake)

    @Slot()
    def _start_writing(self) -> None:
        self._welcome_seen()
        self.new_story()

    @Slot()
    def _load_sample(self) -> None:
        self.welcome.begin_loading()
        self._sample_job = self.jobs.write(
            self,
            load_sample,
            self.newsroom.person,
            self.newsroom.workbench,
            self.newsroom.courier,
            progress=self.welcome.show_progress,
            done=self._sample_loaded,
        )
        self._sample_job.ended.connect(self.welcome.end_loading)
        # A sample that was stopped leaves what had come by then.
        self._sample_job.ended.connect(self.settings_changed)

    @Slot()
    def _stop_sample(self) -> None:
        if self._sample_job is not None:
            self._sample_job.cancel()

    @Slot(object)
    def _sample_loaded(self, _changes: object) -> None:
        self._welcome_seen()
        self.go_to(Target(place=MY_DRAFTS.key))

    def _welcome_seen(self) -> None:
        settings = self.newsroom.settings.with_person(seen_welcome=True)
        self.jobs.run(Lane.WRITE, self, self.newsroom.change_settings, settings)
