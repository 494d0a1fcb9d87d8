"""The tab of publishing: what each endpoint holds of this story, and sending it there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMessageBox, QWidget

from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.kit.widgets import (
    LinkButton,
    PrimaryButton,
    QuietButton,
    StatusDot,
    TextLabel,
)
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.correction_section import CorrectionSection
from editorial.desk.writing.inspector.moment_field import MomentField
from editorial.desk.writing.inspector.pane import Card, LineField, Pane, empty
from editorial.desk.writing.inspector.withdraw_section import WithdrawSection
from editorial.desk.writing.manuscript import local_now
from editorial.desk.writing.reason import ask_reason
from editorial.desk.writing.undoing import UNDO_SECONDS
from editorial.stories.workflow import Status, Step, steps_from
from editorial.system import time_words
from editorial.system.clock import utc_now
from editorial.system.errors import EditorialError, ReasonNeeded, WrongUsage

if TYPE_CHECKING:
    import uuid

    from editorial.desk.writing.commands import StoryCommands
    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.held_copies import Holding
    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.storage.changes import Changes
    from editorial.stories.rows import StoryDetail

GRACE = dt.timedelta(minutes=2)
"""How long a planned piece may be under way before it counts as missed."""
_OPEN = frozenset({"queued", "waiting", "sending", "published", "needs_person"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """The endpoints, and of one story the newest delivery to each and what each holds."""

    endpoints: tuple[EndpointRow, ...]
    newest: dict[uuid.UUID, DeliveryRow]
    holdings: dict[uuid.UUID, Holding]


class PublishPane(Pane):
    """WHERE IT GOES, WHEN, and the address that readers will see."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(commands, "Publish", parent)
        self._where = self.add_section("Where it goes")
        self._go = self.add_section("Send it")
        self.push = PrimaryButton("Push")
        self.push.clicked.connect(self._push)
        self._why = TextLabel("", "muted")
        self._why.setWordWrap(True)
        self._go.rows.addWidget(self.push, 0, Qt.AlignmentFlag.AlignLeft)
        self._go.rows.addWidget(self._why)
        self._when = self.add_section("Schedule")
        self.publish_at = MomentField(commands, "Publish at", "tomorrow 6:00", hour=None)
        self.schedule = QuietButton("Schedule", "calendar-clock")
        self.schedule.clicked.connect(self._schedule)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.publish_at, 1)
        line.addWidget(self.schedule)
        self._when.rows.addLayout(line)
        self._when.rows.addWidget(self.publish_at.own_clock)
        self.publish_at.given.connect(self._moment_given)
        self.publish_at.taken.connect(self._moment_taken)
        self.embargo = MomentField(commands, "Embargo", "none", hour=None)
        self.embargo.given.connect(self.embargo.take)
        self.embargo.taken.connect(self._embargo_taken)
        under = QHBoxLayout()
        under.setSpacing(8)
        words = TextLabel("Embargo until", "soft")
        words.setBuddy(self.embargo)
        under.addWidget(words)
        under.addWidget(self.embargo, 1)
        self._when.rows.addLayout(under)
        self._when.rows.addWidget(self.embargo.own_clock)
        self._planned = TextLabel("", "muted")
        self._planned.setWordWrap(True)
        self._when.rows.addWidget(self._planned)
        self.correction = CorrectionSection(
            commands, self.add_section("Corrections and updates"), self
        )
        self._address = self.add_section("Address")
        self.slug = LineField("Slug in the address", "From the headline")
        self.slug.given.connect(self._slug_given)
        self._canonical = TextLabel("", "muted")
        self._canonical.setWordWrap(True)
        self._canonical.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._address.rows.addWidget(self.slug)
        self._address.rows.addWidget(self._canonical)
        self.withdrawal = WithdrawSection(commands, self.add_section("Withdraw"), self)
        self._boxes: dict[uuid.UUID, QCheckBox] = {}
        self._outlook = Outlook((), {}, {})

    def refresh(self) -> None:
        """Show what is known at once and read endpoints and deliveries anew."""
        detail = self.commands.detail
        if detail is None:
            return
        self.slug.show_words(detail.slug)
        self.slug.setReadOnly(not self.commands.is_editable)
        self._show_plan()
        self._show_push()
        self.correction.refresh()
        self.withdrawal.refresh()
        self.commands.read(_outlook, done=self._show, latest="outlook", owner=self)

    def show_story(self) -> None:
        """Show another story."""
        self.slug.reset("")
        self.publish_at.forget()
        self.embargo.forget()
        self.correction.forget()
        self.withdrawal.forget()
        self._boxes.clear()
        self._outlook = Outlook((), {}, {})
        empty(self._where.rows)
        super().show_story()

    @property
    def chosen(self) -> tuple[uuid.UUID, ...]:
        """The ids of the endpoints that are ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def _show(self, outlook: Outlook) -> None:
        detail = self.commands.detail
        if detail is None:
            return
        ticked = {key: box.isChecked() for key, box in self._boxes.items()}
        self._outlook = outlook
        self._boxes = {}
        empty(self._where.rows)
        for number, endpoint in enumerate(outlook.endpoints):
            is_on = ticked.get(endpoint.id, endpoint.id in outlook.newest or number == 0)
            newest = outlook.newest.get(endpoint.id)
            self._where.rows.addWidget(self._card(endpoint, newest, is_on))
        if not outlook.endpoints:
            self._where.say(
                "No endpoint yet. Add one under File ▸ Endpoints: a site, or WordPress."
            )
        first = next(iter(outlook.newest.values()), None)
        if first is not None and first.url:
            self._canonical.setText(first.url)
        elif outlook.endpoints:
            base = outlook.endpoints[0].address.rstrip("/")
            self._canonical.setText(f"{base}/…/{detail.slug}")
        self._show_push()

    def _card(self, endpoint: EndpointRow, newest: DeliveryRow | None, is_on: bool) -> Card:
        card = Card()
        box = QCheckBox(endpoint.name)
        box.setAccessibleName(f"Send to {endpoint.name}")
        box.setChecked(is_on)
        box.toggled.connect(self._show_push)
        self._boxes[endpoint.id] = box
        card.column.addWidget(box)
        if newest is None:
            card.add_words("This story was never sent there.", "muted")
            return card
        theme = self.commands.ctx.theme
        card.column.addWidget(StatusDot(theme, newest.state, newest.state_words))
        when = time_words.say_past(newest.updated_at, local_now())
        card.add_words(f"{when} · version {newest.version_number}", "muted")
        held = self._outlook.holdings.get(endpoint.id)
        if held is not None and held.at is not None:
            card.add_words(held.words, "" if held.is_current else "problem")
        if newest.message:
            card.add_words(newest.message, "soft")
        if newest.url:
            link = LinkButton("Open the page")
            link.setToolTip(newest.url)
            link.clicked.connect(partial(_open_address, newest.url))
            card.column.addWidget(link)
        for difference in newest.differences[:4]:
            card.add_words(
                f"{difference.get('field', '')}: sent “{difference.get('expected', '')}”, "
                f"found “{difference.get('found', '')}”",
                "problem",
            )
        detail = self.commands.detail
        if (
            detail is not None
            and newest.state in ("verified", "accepted", "published")
            and newest.action == "publish"
            and Step.WITHDRAW in steps_from(detail.status, self.commands.person)
        ):
            withdraw = LinkButton("Withdraw from there…")
            withdraw.clicked.connect(partial(self._withdraw, endpoint))
            card.column.addWidget(withdraw)
        return card

    @Slot()
    def _show_push(self) -> None:
        detail = self.commands.detail
        if detail is None:
            return
        offered = steps_from(detail.status, self.commands.person)
        approve = Step.APPROVE in offered
        publish = Step.PUBLISH in offered
        self.push.setText("Approve and push" if approve else "Push")
        self.push.setAccessibleName(self.push.text())
        under_way = any(
            row.state in _OPEN - {"published"} and row.endpoint_id in self.chosen
            for row in self._outlook.newest.values()
        )
        why = ""
        if not (approve or publish):
            why = f"A story that is {detail.status.label.lower()} does not go out. " + (
                "Submit it first." if Step.SUBMIT in offered else ""
            )
        elif not self.chosen:
            why = "Choose where it goes."
        elif under_way:
            why = "It is on its way there. The outbox shows how far."
        self._why.setText(why.strip())
        self._why.setVisible(bool(why))
        self.push.setEnabled(not why or (under_way and publish))

    def _show_plan(self) -> None:
        detail = self.commands.detail
        if detail is None:
            return
        offered = steps_from(detail.status, self.commands.person)
        scheduled = detail.status is Status.SCHEDULED
        self.publish_at.show_moment(detail.publish_at)
        self.embargo.show_moment(detail.embargo_at)
        self.embargo.setReadOnly(scheduled)
        self.schedule.setText("Take off the schedule" if scheduled else "Schedule")
        self.schedule.setAccessibleName(self.schedule.text())
        can = Step.UNSCHEDULE in offered if scheduled else Step.SCHEDULE in offered
        self.schedule.setEnabled(can)
        self.publish_at.setReadOnly(scheduled and not can)
        if scheduled and detail.publish_at and detail.publish_at < utc_now() - GRACE:
            words = "Its time has passed and it is not public. Push it now, or give another time."
        elif scheduled:
            words = "It goes out by itself at that time, when this computer is on."
        elif can:
            words = ""
        else:
            words = "An approved story can be scheduled."
        self._planned.setText(words)
        self._planned.setVisible(bool(words))

    @Slot()
    def _push(self) -> None:
        detail, draft = self.commands.detail, self.commands.draft
        if detail is not None and draft is not None:
            # Words that are not on the disk yet are this person's own: they go along.
            revision = detail.revision if draft.is_clean else None
            draft.save()
            self._send(detail, self.chosen, revision)

    def _send(
        self,
        detail: StoryDetail,
        endpoints: tuple[uuid.UUID, ...],
        revision: int | None,
        reason: str = "",
    ) -> None:
        approve = Step.APPROVE in steps_from(detail.status, self.commands.person)
        deed = "Approve" if approve else "Push"

        def done(changes: Changes) -> None:
            told = f"Leaves in {UNDO_SECONDS} seconds, by itself; nothing to do."
            if approve:
                self.commands.undoing.offer_step(detail.id, told)
            else:
                self.commands.undoing.offer_deliveries(changes.deliveries, told)

        def failed(error: EditorialError) -> None:
            if isinstance(error, ReasonNeeded):
                why = ask_reason(error, deed, self)
                if why:
                    self._send(detail, endpoints, revision, why)
            else:
                self.commands.refuse(error)

        self.commands.write(
            use_cases.approve_and_queue if approve else use_cases.queue_pushes,
            endpoint_ids=endpoints,
            revision=revision,
            reason=reason,
            undo_seconds=UNDO_SECONDS,
            done=done,
            failed=failed,
        )

    def _queued(self, _: object) -> None:
        now = local_now()
        self.commands.ctx.notices.tell(f"Queued {now:%H:%M}. Goes out by itself; nothing to do.")

    @Slot()
    def _schedule(self) -> None:
        detail = self.commands.detail
        if detail is None:
            return
        if detail.status is Status.SCHEDULED:
            self.commands.write(use_cases.unschedule)
            return
        self.publish_at.take()

    @Slot()
    def _moment_given(self) -> None:
        if self.commands.detail and self.commands.detail.status is Status.SCHEDULED:
            self.publish_at.take()

    @Slot(object)
    def _moment_taken(self, moment: dt.datetime | None) -> None:
        detail = self.commands.detail
        if detail is None:
            return
        if moment is None:
            error = WrongUsage(
                "No time is given.", next_step="Write it like tomorrow 6:00, then Schedule."
            )
            self.commands.refuse(error)
        elif detail.status is Status.SCHEDULED:
            self.commands.write(use_cases.reschedule, at=moment)
        else:
            self._plan(detail, self.chosen, moment)

    def _plan(
        self,
        detail: StoryDetail,
        endpoints: tuple[uuid.UUID, ...],
        moment: dt.datetime,
        reason: str = "",
    ) -> None:
        def done(_: object) -> None:
            words = time_words.say(moment, planning_now(self.commands.ctx.newsroom))
            self.commands.undoing.offer_step(detail.id, f"Scheduled: {words}.")

        def failed(error: EditorialError) -> None:
            if isinstance(error, ReasonNeeded):
                why = ask_reason(error, "Schedule", self)
                if why:
                    self._plan(detail, endpoints, moment, why)
            else:
                self.commands.refuse(error)

        self.commands.write(
            use_cases.schedule,
            endpoints,
            at=moment,
            revision=detail.revision,
            reason=reason,
            done=done,
            failed=failed,
        )

    @Slot(object)
    def _embargo_taken(self, moment: dt.datetime | None) -> None:
        self.commands.file(embargo_at=moment)

    @Slot(str)
    def _slug_given(self, slug: str) -> None:
        self.commands.file(slug=slug)

    def _withdraw(self, endpoint: EndpointRow) -> None:
        answer = QMessageBox.question(
            self,
            "Withdraw",
            f"Take this story out of sight at {endpoint.name}?\n\n"
            "The story and its history stay here; it can be brought back.",
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Ok:
            self.commands.write(use_cases.queue_withdrawal, endpoint.id, done=self._queued)


def _outlook(store: Any, story_id: uuid.UUID) -> Outlook:
    newest: dict[uuid.UUID, DeliveryRow] = {}
    for row in use_cases.deliveries(store, story_id=story_id):
        known = newest.get(row.endpoint_id)
        if known is None or row.created_at > known.created_at:
            newest[row.endpoint_id] = row
    held = {row.endpoint_id: row for row in use_cases.holdings(store, story_id)}
    return Outlook(use_cases.endpoints(store), newest, held)


def _open_address(url: str) -> None:
    QDesktopServices.openUrl(QUrl(url) if "://" in url else QUrl.fromLocalFile(url))
