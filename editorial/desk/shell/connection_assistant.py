"""Connects a new endpoint: an address, what lives there, the sign-in, what it may do; then add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.messages import Notice
from editorial.desk.kit.widgets import (
    PrimaryButton,
    ProgressLine,
    QuietButton,
    TextLabel,
    announce,
)
from editorial.desk.shell.form import Form
from editorial.publishing import addresses
from editorial.publishing.connecting.finding import find_kind
from editorial.publishing.connecting.trying import lines_of, try_connection
from editorial.publishing.endpoints.registry import KINDS

if TYPE_CHECKING:
    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.jobs import Job, Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.publishing.connecting.finding import Found
    from editorial.publishing.endpoints.kind import Kind
    from editorial.publishing.endpoints.protocol import Connection
    from editorial.system.errors import EditorialError


class ConnectionAssistant(QDialog):
    """One window, filled from above: each answer opens what is asked next."""

    added = Signal(str)
    """The name of the endpoint that was added."""

    def __init__(
        self, newsroom: NewsroomLike, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._newsroom, self._jobs = newsroom, jobs
        self._job: Job | None = None
        self.setWindowTitle("Add an endpoint")
        self.setMinimumWidth(560)
        self.address = QLineEdit()
        self.address.setAccessibleName("Address or folder")
        self.address.setPlaceholderText("example.org, or a folder such as /home/ida/site")
        self.address.textChanged.connect(self._address_typed)
        self.look = QuietButton("Find out", "search", "See what lives at that address")
        self.look.clicked.connect(self._look)
        self.address.returnPressed.connect(self._look)
        self.kind = QComboBox()
        for known in KINDS.values():
            self.kind.addItem(known.title, known.name)
        self.kind.setCurrentIndex(-1)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.name, self.user, self.secret = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("Such as Main site")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.notice = Notice(theme)
        self.notice.hide()
        self.found = TextLabel("")
        self.found.setWordWrap(True)
        self.progress = ProgressLine("Asking the site")
        self.progress.hide()
        self.test = QuietButton("Test", "plug-zap", "Sign in and see what may be done there")
        self.test.clicked.connect(self._test)
        self.add = PrimaryButton("Add")
        self.add.clicked.connect(self._add)
        self.stop = QuietButton("Close")
        self.stop.clicked.connect(self.reject)
        self._build()
        self._address_typed("")
        self._show_kind(None)

    def reject(self) -> None:
        """Close the window; what is under way is dropped, and nothing was kept."""
        if self._job is not None:
            self._job.cancel()
        self.secret.clear()
        super().reject()

    def _build(self) -> None:
        words = TextLabel(
            "Where do your stories go? Type the address of your site; Editorial finds out what it "
            "is. Nothing is signed in to before you press Test.",
            "muted",
        )
        words.setWordWrap(True)
        first = QHBoxLayout()
        first.addWidget(self.address, 1)
        first.addWidget(self.look)
        self._form = QWidget()
        form = Form()
        form.grid.setContentsMargins(0, 0, 0, 0)
        form.add("Kind", self.kind)
        form.add("Name", self.name)
        self._user_label = TextLabel("User name", "soft")
        self._secret_label = TextLabel("Password", "soft")
        self._hint = TextLabel("", "muted")
        self._hint.setWordWrap(True)
        for label, field in ((self._user_label, self.user), (self._secret_label, self.secret)):
            row = form.grid.rowCount()
            label.setBuddy(field)
            form.grid.addWidget(label, row, 0)
            form.grid.addWidget(field, row, 1)
        form.grid.addWidget(self._hint, form.grid.rowCount(), 1)
        self._form.setLayout(form.grid)
        last = QHBoxLayout()
        last.addWidget(self.test)
        last.addStretch(1)
        last.addWidget(self.stop)
        last.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addLayout(first)
        column.addWidget(self._form)
        column.addWidget(self.found)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addLayout(last)

    # What lives there.

    @Slot(str)
    def _address_typed(self, text: str) -> None:
        self.look.setEnabled(bool(text.strip()))

    @Slot()
    def _look(self) -> None:
        if self.address.text().strip():
            self._begin("Looking at the address")
            self._run(_find, self.address.text(), done=self._show_found)

    def _show_found(self, found: Found) -> None:
        self.address.setText(found.address)
        if found.kind:
            self.kind.setCurrentIndex(self.kind.findData(found.kind))
            said = f"Found: {found.title}."
        else:
            self.kind.setCurrentIndex(-1)
            said = ""
            self._form.show()
        self._tell((said, *found.notices))
        if not self.name.text().strip():
            self.name.setText(_name_for(found.address))
        self._first_field().setFocus()

    @Slot(int)
    def _kind_chosen(self, _number: int) -> None:
        self._show_kind(KINDS.get(self.kind.currentData() or ""))

    def _show_kind(self, kind: Kind | None) -> None:
        self._form.setVisible(kind is not None)
        user = kind.user if kind is not None else None
        secret = kind.secret if kind is not None else None
        for asked, label, field in (
            (user, self._user_label, self.user),
            (secret, self._secret_label, self.secret),
        ):
            label.setVisible(asked is not None)
            field.setVisible(asked is not None)
            if asked is not None:
                label.setText(asked.label)
                field.setAccessibleName(asked.label)
                field.setAccessibleDescription(asked.hint)
                field.setPlaceholderText(asked.example)
        hints = [asked.hint for asked in (user, secret) if asked is not None and asked.hint]
        self._hint.setText(" ".join(hints))
        self._hint.setVisible(bool(hints))
        self.test.setEnabled(kind is not None)
        self.add.setEnabled(kind is not None)
        self._fit()

    def _fit(self) -> None:
        """Give wrapped lines the height that they need at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _first_field(self) -> QWidget:
        for field in (self.user, self.secret):
            if not field.isHidden() and not field.text():
                return field
        return self.test if self.kind.currentIndex() >= 0 else self.kind

    # The test, and keeping it.

    @Slot()
    def _test(self) -> None:
        self._begin("Signing in")
        self._run(
            try_connection,
            kind=self.kind.currentData(),
            address=self.address.text(),
            user=self.user.text(),
            secret=self.secret.text(),
            done=self._tested,
        )

    def _tested(self, connection: Connection) -> None:
        self._tell(lines_of(connection))
        self.add.setFocus()

    @Slot()
    def _add(self) -> None:
        name = self.name.text().strip()
        self._begin("Adding it")
        self._job = self._jobs.write(
            self,
            addresses.add_endpoint,
            self._newsroom.secrets,
            name=name,
            kind=self.kind.currentData(),
            address=self.address.text(),
            user=self.user.text(),
            secret=self.secret.text().strip(),
            who=self._newsroom.person.name,
            done=self._added,
            failed=self._refused,
        )

    def _added(self, changes: Any) -> None:
        self._over()
        self.secret.clear()
        self.added.emit(self.name.text().strip())
        if changes.notices:
            # Such as that the password is kept for this session only: not to be overlooked.
            self._tell(changes.notices)
            self._form.setEnabled(False)
            self.add.setEnabled(False)
            self.test.setEnabled(False)
            self.stop.setFocus()
        else:
            self.accept()

    def _run(self, use_case: Any, *args: Any, done: Any, **words: Any) -> None:
        self._job = self._jobs.read(
            self, use_case, *args, done=done, failed=self._refused, latest="assistant", **words
        )
        self._job.ended.connect(self._over)

    def _begin(self, what: str) -> None:
        self.notice.hide()
        self.found.setText("")
        self.progress.set_progress(0, 0)
        self.progress.setAccessibleName(what)
        self.progress.show()
        announce(self, what)
        for button in (self.look, self.test, self.add):
            button.setEnabled(False)

    @Slot()
    def _over(self) -> None:
        self.progress.hide()
        self._address_typed(self.address.text())
        known = self.kind.currentIndex() >= 0
        self.test.setEnabled(known)
        self.add.setEnabled(known)

    def _tell(self, lines: tuple[str, ...]) -> None:
        self.found.setText("\n".join(line for line in lines if line))
        announce(self, self.found.text())
        self._fit()

    @Slot(object)
    def _refused(self, error: EditorialError) -> None:
        self._over()
        self.notice.refuse(error)
        self.notice.show()
        self._fit()


def _find(_store: object, text: str) -> Found:
    """Find a kind; every job gets the store first."""
    return find_kind(text)


def _name_for(address: str) -> str:
    host = address.rpartition("://")[2].strip("/").rpartition("/")[2] if address else ""
    return host.removeprefix("www.").partition(":")[0][:40]
