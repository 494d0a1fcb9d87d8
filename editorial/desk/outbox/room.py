"""The outbox: what is going out, what waits, what needs a person, what was verified."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from editorial.desk.kit.messages import EmptyState
from editorial.desk.kit.room import Target
from editorial.desk.kit.widgets import (
    Hairline,
    LinkButton,
    PrimaryButton,
    QuietButton,
    TextLabel,
    set_kind,
)
from editorial.desk.outbox.alarm import SlotAlarm
from editorial.desk.outbox.carrier import Carrier
from editorial.desk.outbox.changing import change_of
from editorial.desk.outbox.compare import CompareDialog
from editorial.desk.outbox.model import ROW_ROLE, DeliveryModel
from editorial.desk.outbox.offers import Offer, offers
from editorial.desk.outbox.password import PasswordDialog
from editorial.desk.outbox.table import OutboxTable
from editorial.desk.outbox.testing import ask_endpoints, tested_words
from editorial.publishing import addresses, outbox
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.jobs import Progress
    from editorial.desk.outbox.testing import Tested
    from editorial.publishing.outbox_rows import DeliveryRow

_BY_KEY = {Offer.EARLIER: "Alt+Up", Offer.LATER: "Alt+Down"}
"""Offers that have a key instead of a button."""
RECENT = dt.timedelta(hours=24)
MOST = 500


class OutboxRoom(QObject):
    """A `Room`. It also keeps the courier going, whether it is on show or not."""

    title = "Outbox"
    side_panes: Sequence[QWidget] = ()

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._jobs = context.jobs
        self._older = False
        self._wanted: uuid.UUID | None = None
        self.model = DeliveryModel(self)
        self.carrier = Carrier(context.newsroom.courier, context.jobs, self)
        self.widget = QWidget()
        set_kind(self.widget, "paper")
        self.widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self.carrier.sending.connect(self._sending)
        self.carrier.refused.connect(context.notices.refuse)
        self._jobs.changed.connect(self._changed)
        self.alarm = SlotAlarm(context, self)
        self.reload()
        self.carrier.go()
        self.alarm.look()

    def activate(self, target: Target) -> None:
        """Show the table, with the target's delivery chosen."""
        self._wanted = target.delivery
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Return True: nothing here is unsaved."""
        return True

    def actions(self) -> Sequence[QAction]:
        """Return what applies to the chosen delivery, and the room's two buttons."""
        row = self.current
        applies = offers(row) if row is not None else ()
        return (self._push_action, self._test_action, *(self._offered[o] for o in applies))

    @property
    def current(self) -> DeliveryRow | None:
        """The chosen delivery."""
        chosen = self.table.selectionModel().selectedRows()
        return chosen[0].data(ROW_ROLE) if chosen else None

    @Slot()
    def reload(self) -> None:
        """Read the deliveries again."""
        since = None if self._older else utc_now() - RECENT
        self._jobs.read(
            self, outbox.deliveries, since=since, limit=MOST, done=self._listed, latest="rows"
        )

    def _build(self) -> None:
        self._make_actions()
        title = TextLabel("Outbox", "title")
        self.test_button = QuietButton(
            "Test connection", "plug-zap", "Ask each endpoint who we are"
        )
        self.test_button.clicked.connect(self._test)
        self.push_button = PrimaryButton("Push now", "send", "Send everything that waits")
        self.push_button.clicked.connect(self._push)
        head = QWidget()
        head.setFixedHeight(47)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(title, 1)
        row.addWidget(self.test_button)
        row.addWidget(self.push_button)
        self.table = OutboxTable(self._context.theme)
        self.table.setModel(self.model)
        self.table.set_widths()
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.table.link_clicked.connect(self._link)
        self.table.activated.connect(self._entered)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.addActions([self._offered[offer] for offer in _BY_KEY])
        self.empty = EmptyState(
            "Nothing is on its way",
            "Approve a story and push it under Publish. It waits here until the endpoint has it, "
            "with or without a network.",
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Hairline())
        column.addWidget(self._pages, 1)
        column.addWidget(self._offer_bar())
        column.addWidget(Hairline())
        column.addWidget(self._foot())

    def _make_actions(self) -> None:
        add = self._context.actions.add
        self._push_action = add("outbox.push", "Push now", self._push, icon="send")
        self._test_action = add("outbox.test", "Test the connection", self._test, icon="plug-zap")
        self._offered: dict[Offer, QAction] = {}
        for offer in Offer:
            action = QAction(offer.label, self)
            action.setData(offer)
            action.triggered.connect(self._offer_chosen)
            if offer in _BY_KEY:
                action.setShortcut(QKeySequence(_BY_KEY[offer]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._offered[offer] = action

    def _offer_bar(self) -> QWidget:
        """Build the real buttons of the chosen row, for keyboard and screen reader."""
        self._bar = QWidget()
        column = QVBoxLayout(self._bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        column.addLayout(row)
        row.setSpacing(6)
        self._buttons: dict[Offer, QuietButton] = {}
        for offer in Offer:
            if offer in _BY_KEY:
                continue
            button = QuietButton(offer.label, offer.icon)
            button.clicked.connect(self._offered[offer].trigger)
            self._buttons[offer] = button
            row.addWidget(button)
        row.addStretch(1)
        self._bar.hide()
        return self._bar

    def _foot(self) -> QWidget:
        self._count = TextLabel("", "muted")
        self._more = LinkButton("Show older")
        self._more.clicked.connect(self._show_older)
        foot = QWidget()
        foot.setFixedHeight(30)
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._count)
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(TextLabel("Sign-in is kept in the system keyring", "muted"))
        return foot

    @Slot(object)
    def _listed(self, rows: Sequence[DeliveryRow]) -> None:
        row = self.current
        wanted = self._wanted or (row.id if row is not None else None)
        self._wanted = None
        self.model.set_rows(rows)
        number = self.model.number_of(wanted) if wanted is not None else -1
        chosen = self.current
        if number >= 0 and (chosen is None or chosen.id != wanted):
            self.table.selectRow(number)
        self._pages.setCurrentWidget(self.table if rows else self.empty)
        when = "" if self._older else " in the last 24 hours"
        count = f"{MOST:,}, the newest" if len(rows) >= MOST else f"{len(rows):,}"
        self._count.setText(f"{count}{when}")
        self._more.setVisible(not self._older)
        self._show_offers()

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.outbox or changes.endpoints:
            self.reload()

    @Slot(object)
    def _sending(self, progress: Progress) -> None:
        about: Any = progress.about
        if not self.model.show_progress(about, progress.done, progress.total, progress.what):
            self.reload()

    @Slot()
    def _chosen(self) -> None:
        self._show_offers()

    def _show_offers(self) -> None:
        row = self.current
        applies = offers(row) if row is not None else ()
        for offer, button in self._buttons.items():
            button.setVisible(offer in applies)
        self._bar.setVisible(row is not None)

    @Slot()
    def _offer_chosen(self) -> None:
        action, row = self.sender(), self.current
        if isinstance(action, QAction) and row is not None:
            offer = Offer(action.data())
            # A key is there for every row.
            if offer in offers(row):
                self._do(offer, row)

    @Slot(object, object)
    def _link(self, row: DeliveryRow, offer: Offer) -> None:
        self._do(offer, row)

    @Slot()
    def _entered(self) -> None:
        row = self.current
        if row is not None:
            self._do(offers(row)[0], row)

    @Slot(object)
    def _menu(self, place: Any) -> None:
        row = self.current
        if row is None:
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._offered[offer] for offer in offers(row)])
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _do(self, offer: Offer, row: DeliveryRow) -> None:
        if offer is Offer.COMPARE:
            dialog = CompareDialog(row, self._context.theme, self.widget)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._comparing = row.id
            dialog.decided.connect(self._decided)
            dialog.open()
        elif offer is Offer.RETRY:
            self._jobs.write(self, outbox.retry_now, row.id)
        elif offer is Offer.OPEN_PAGE:
            QDesktopServices.openUrl(QUrl(row.url))
        elif offer is Offer.SIGN_IN:
            self._ask_password(row)
        elif (change := change_of(offer, row, self._context.newsroom.person.name)) is not None:
            use_case, arguments, words = change
            self._jobs.write(self, use_case, *arguments, **words)
        else:
            self._context.guide.go_to(Target(story=row.story_id))

    def _ask_password(self, row: DeliveryRow) -> None:
        dialog = PasswordDialog(row.endpoint_name, self.widget)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self._password_given)
        dialog.open()

    @Slot(str, str)
    def _password_given(self, name: str, secret: str) -> None:
        newsroom = self._context.newsroom
        self._jobs.write(
            self,
            addresses.change_secret,
            newsroom.secrets,
            name,
            secret,
            who=newsroom.person.name,
            done=self._password_kept,
        )

    @Slot(object)
    def _password_kept(self, changes: Any) -> None:
        words = " ".join(changes.notices) or "The password is kept. What waited goes on."
        self._context.notices.tell(words)

    @Slot(str)
    def _decided(self, decision: str) -> None:
        self._jobs.write(
            self,
            outbox.decide,
            self._comparing,
            decision,
            who=self._context.newsroom.person.name,
        )

    @Slot()
    def _push(self) -> None:
        # What waits for the network is due now; the change wakes the carrier.
        self._jobs.write(self, outbox.wake, done=self._woken)

    @Slot(object)
    def _woken(self, _changes: object) -> None:
        self.carrier.go()

    @Slot()
    def _test(self) -> None:
        self.test_button.setEnabled(False)
        job = self._jobs.network(
            self, ask_endpoints, self._context.newsroom.clients, done=self._tested
        )
        job.ended.connect(self._test_ended)

    @Slot()
    def _test_ended(self) -> None:
        self.test_button.setEnabled(True)

    @Slot(object)
    def _tested(self, found: tuple[Tested, ...]) -> None:
        trouble = next((each.error for each in found if each.error is not None), None)
        if trouble is not None:
            self._context.notices.refuse(trouble)
        else:
            self._context.notices.tell(tested_words(found))

    @Slot()
    def _show_older(self) -> None:
        self._older = True
        self.reload()
