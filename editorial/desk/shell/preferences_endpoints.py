"""Preferences of the endpoints: where pieces are pushed to, and whether the door opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.messages import Notice
from editorial.desk.kit.widgets import (
    PrimaryButton,
    QuietButton,
    SectionLabel,
    set_kind,
)
from editorial.desk.shell.connection_assistant import ConnectionAssistant
from editorial.desk.shell.endpoint_options import EndpointOptions
from editorial.publishing import addresses
from editorial.publishing.connecting.trying import lines_of
from editorial.publishing.endpoints.registry import KINDS

if TYPE_CHECKING:
    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import Connection
    from editorial.system.errors import EditorialError


class EndpointsPage(QWidget):
    """The list, a test and options for each, and the way to another one."""

    def __init__(
        self, newsroom: NewsroomLike, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._newsroom, self._jobs, self._theme = newsroom, jobs, theme
        self._rows: tuple[EndpointRow, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("Endpoints")
        self.list.setMinimumHeight(90)
        self.list.currentRowChanged.connect(self._chosen)
        self.test = QuietButton("Test connection", "plug-zap")
        self.test.clicked.connect(self._test)
        self.add = PrimaryButton("Add an endpoint…")
        self.add.clicked.connect(self._add)
        self.options = QuietButton("Options…", "sliders-horizontal")
        self.options.clicked.connect(self._options)
        self.remove = QuietButton("Remove", "trash-2")
        self.remove.clicked.connect(self._remove)
        self.notice = Notice(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        column.addWidget(SectionLabel("Where pieces go"))
        frame = QFrame()
        set_kind(frame, "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.list)
        column.addWidget(frame, 1)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.test)
        row.addWidget(self.options)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.notice)
        self._chosen(-1)
        jobs.changed.connect(self._changed)
        self._reload()

    def _current(self) -> EndpointRow | None:
        number = self.list.currentRow()
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def _reload(self) -> None:
        self._jobs.read(self, addresses.endpoints, done=self._listed, latest="endpoints")

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.endpoints:
            self._reload()

    @Slot(object)
    def _listed(self, rows: tuple[EndpointRow, ...]) -> None:
        current = self._current()
        self._rows = rows
        self.list.clear()
        for row in rows:
            where = row.address or "in your data folder"
            kind = KINDS[row.kind].title if row.kind in KINDS else row.kind
            words = f"{row.name}   {kind}, {where}"
            self.list.addItem(QListWidgetItem(words))
        names = [row.name for row in rows]
        if names:
            wanted = current.name if current is not None and current.name in names else names[-1]
            self.list.setCurrentRow(names.index(wanted))

    @Slot(int)
    def _chosen(self, number: int) -> None:
        self.test.setEnabled(number >= 0)
        self.options.setEnabled(number >= 0)
        self.remove.setEnabled(number >= 0)

    @Slot()
    def _add(self) -> None:
        assistant = ConnectionAssistant(self._newsroom, self._jobs, self._theme, self)
        assistant.added.connect(self._added)
        assistant.open()

    @Slot(str)
    def _added(self, name: str) -> None:
        self.notice.tell(f"“{name}” was added.")

    @Slot()
    def _options(self) -> None:
        row = self._current()
        if row is not None:
            dialog = EndpointOptions(row, self)
            dialog.chosen.connect(self._set_options)
            dialog.open()

    @Slot(str, object)
    def _set_options(self, name: str, values: dict[str, Any]) -> None:
        self._jobs.write(
            self,
            addresses.set_options,
            name,
            values,
            who=self._newsroom.person.name,
            done=self._options_set,
            failed=self._refused,
        )

    @Slot(object)
    def _options_set(self, _changes: object) -> None:
        self.notice.tell("Kept. It holds for what goes out from now on.")

    @Slot()
    def _test(self) -> None:
        row = self._current()
        if row is not None:
            self._test_named(row.name)

    def _test_named(self, name: str) -> None:
        self.test.setEnabled(False)
        job = self._jobs.network(
            self,
            addresses.test_endpoint,
            self._newsroom.clients,
            name,
            thorough=True,
            done=self._tested,
            failed=self._refused,
        )
        job.ended.connect(self._test_ended)

    @Slot()
    def _test_ended(self) -> None:
        self.test.setEnabled(self._current() is not None)

    @Slot(object)
    def _tested(self, connection: Connection) -> None:
        self.notice.tell(connection_words(connection))

    @Slot()
    def _remove(self) -> None:
        row = self._current()
        if row is None:
            return
        self._jobs.write(
            self,
            addresses.remove_endpoint,
            self._newsroom.secrets,
            row.name,
            who=self._newsroom.person.name,
            done=self._removed,
            failed=self._refused,
        )

    @Slot(object)
    def _removed(self, _changes: object) -> None:
        self.notice.tell("It was removed, with its password.")

    @Slot(object)
    def _refused(self, error: EditorialError) -> None:
        self.notice.refuse(error)


def connection_words(connection: Connection) -> str:
    """Say in one line what a test of a connection found."""
    return " ".join(lines_of(connection))
