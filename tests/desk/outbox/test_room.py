"""The room on a real newsroom and its embedded site."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from editorial.desk.kit.context import DeskContext
from editorial.desk.kit.jobs import Jobs
from editorial.desk.kit.room import Target
from editorial.desk.outbox.model import WHAT
from editorial.desk.outbox.offers import Offer
from editorial.desk.outbox.room import OutboxRoom
from editorial.desk.shell.actions import Actions
from editorial.desk.shell.closing import destroy
from editorial.desk.shell.notice_bar import NoticeBar
from editorial.publishing import addresses, outbox
from editorial.stories.drafts import new_story, open_story
from editorial.stories.versions import versions


class Guide:
    def __init__(self) -> None:
        self.went: list[Target] = []

    def go_to(self, target: Target) -> None:
        self.went.append(target)


@pytest.fixture
def newsroom(home):
    from editorial.app import open_newsroom

    opened = open_newsroom(home)
    yield opened
    opened.close()


@pytest.fixture
def story(newsroom):
    who = newsroom.person
    return new_story(
        newsroom.store,
        who=who,
        headline="Middle ports, big stakes",
        dek="Who sets the table.",
        body="Words enough to stand on a page. " * 20,
        type="Reporting",
        section="Asia-Pacific",
        byline=("Ana Ruiz",),
    ).created


@pytest.fixture
def queue(newsroom, story):
    """Put the story on its way to the site, and return its delivery's id."""

    def put():
        from editorial.stories.versions import checkpoint

        store = newsroom.store
        checkpoint(store, story, "pushed", who=newsroom.person)
        site = addresses.endpoint(store, "site")
        detail = open_story(store, story)
        with store.write() as session:
            return outbox.queue(
                session,
                story_id=story,
                endpoint_id=site.id,
                version_number=versions(store, story)[0].number,
                revision=detail.revision,
                who="Ana",
                now=store.now(),
            )

    return put


@pytest.fixture
def room(newsroom, theme, qtbot):
    jobs = Jobs(newsroom.store)
    notices = NoticeBar(theme)
    made = OutboxRoom(DeskContext(newsroom, jobs, theme, Actions(notices), notices, Guide()))
    made.widget.resize(1224, 900)
    made.widget.show()
    assert jobs.wait_idle()
    yield made
    jobs.close()
    destroy(made.widget)
    destroy(made)
    destroy(notices)
    destroy(jobs)


def test_an_empty_outbox_says_how_it_fills(room):
    assert room._pages.currentWidget() is room.empty
    assert room._count.text() == "0 in the last 24 hours"


def test_what_is_queued_goes_out_by_itself_and_is_read_back(room, queue):
    queue()
    room.push_button.click()
    assert room._jobs.wait_idle(60_000)
    (row,) = room.model.rows
    assert row.state == "verified"
    assert row.differences == ()
    assert "checked" in room.model.index(0, WHAT).data()
    assert room._pages.currentWidget() is room.table


def test_a_delivery_is_shown_with_its_buttons(room, queue, monkeypatch):
    delivery = queue()
    room.carrier.go()
    assert room._jobs.wait_idle(60_000)
    room.activate(Target(delivery=delivery))
    assert room._jobs.wait_idle()
    assert room.current.id == delivery
    visible = {offer for offer, button in room._buttons.items() if not button.isHidden()}
    assert visible == {Offer.OPEN_PAGE, Offer.OPEN_STORY}
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    room._buttons[Offer.OPEN_PAGE].click()
    assert opened == [room.current.url]
    room._buttons[Offer.OPEN_STORY].click()
    assert room._context.guide.went == [Target(story=room.current.story_id)]


def test_a_waiting_delivery_can_be_called_off(room, queue, newsroom, monkeypatch):
    monkeypatch.setattr(newsroom.courier, "run_once", lambda limit=None, progress=None: ())
    delivery = queue()
    room.activate(Target(delivery=delivery))
    assert room._jobs.wait_idle()
    room._buttons[Offer.CANCEL].click()
    assert room._jobs.wait_idle()
    assert room.model.rows[0].state == "cancelled"
    room._context.notices.clear()
    room._do(Offer.CANCEL, room.model.rows[0])
    heard: list[object] = []
    room._jobs.refused.connect(heard.append)
    assert room._jobs.wait_idle()
    assert "already out or over" in heard[0].message


def test_a_live_copy_that_someone_changed_waits_for_a_decision(room, queue, newsroom):
    queue()
    room.carrier.go()
    assert room._jobs.wait_idle(60_000)
    (row,) = room.model.rows
    pages = list(newsroom.home.site.rglob("*middle-ports*/index.html"))
    page = pages[0] if pages else next(newsroom.home.site.rglob("*middle-ports*.html"))
    page.write_text(page.read_text("utf-8").replace("big stakes", "small stakes"), "utf-8")
    delivery = queue()
    room.carrier.go()
    assert room._jobs.wait_idle(60_000)
    room.activate(Target(delivery=delivery))
    assert room._jobs.wait_idle()
    assert room.current.state == "needs_person"
    assert room.actions()[2].text() == "Compare"
    room._comparing = delivery
    room._decided("overwrite")
    assert room._jobs.wait_idle(60_000)
    states = {each.id: each.state for each in room.model.rows}
    assert states[delivery] == "verified"
    assert "big stakes" in page.read_text("utf-8")
    assert row.id != delivery


def test_the_connection_is_tested_and_told(room):
    room.test_button.click()
    assert room._jobs.wait_idle()
    assert "“site” answers" in room._context.notices.text
    assert room.test_button.isEnabled()


def test_older_deliveries_are_shown_on_demand(room):
    room._more.click()
    assert room._jobs.wait_idle()
    assert room._count.text() == "0"
    assert room._more.isHidden()


def test_held_moved_and_let_go_by_keyboard(room, queue, newsroom, qtbot):
    """A delivery to an endpoint that rests: it stays until the endpoint goes on."""
    from editorial.publishing import holding

    endpoint_id = addresses.endpoints(newsroom.store)[0].id
    holding.pause_endpoint(newsroom.store, endpoint_id, who="Ada")
    queue()
    room.reload()
    qtbot.waitUntil(lambda: len(room.model.rows) == 1)
    room.table.selectRow(0)
    row = room.current
    assert row.state_words == "Resting"
    wake = room._buttons[Offer.WAKE]
    assert wake.isVisibleTo(room.widget)
    assert not room._buttons[Offer.SIGN_IN].isVisibleTo(room.widget)
    wake.setFocus()
    qtbot.keyClick(wake, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: room.model.rows[0].state == "verified", timeout=20_000)


def test_a_password_is_asked_once_and_kept(room, newsroom, qtbot, monkeypatch):
    from editorial.desk.outbox.password import PasswordDialog

    dialog = PasswordDialog("Main site")
    qtbot.addWidget(dialog)
    given: list[tuple[str, str]] = []
    dialog.given.connect(lambda name, secret: given.append((name, secret)))
    dialog.show()
    qtbot.keyClicks(dialog.field, "  s3cret pass ")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given == [("Main site", "s3cret pass")]
    assert dialog.field.text() == ""
