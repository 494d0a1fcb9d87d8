"""The table of deliveries: its model, its links, its drawing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from editorial.desk.outbox.model import COLUMNS, STATE, WHAT, DeliveryModel, endpoint_words
from editorial.desk.outbox.offers import Offer, link_of, offers
from editorial.desk.outbox.table import OutboxTable, link_rect

STORY = Offer.OPEN_STORY
WAITING = (
    Offer.RETRY,
    Offer.HOLD,
    Offer.FIRST,
    Offer.EARLIER,
    Offer.LATER,
    Offer.CANCEL,
    STORY,
)
DIFFERENCE = {"field": "headline", "expected": "Ours", "found": "Theirs"}


def test_the_model_keeps_its_contract(delivery, qtmodeltester):
    model = DeliveryModel()
    qtmodeltester.check(model)
    model.set_rows([delivery(), delivery(state="verified", state_words="Published")])
    qtmodeltester.check(model)
    assert model.columnCount() == len(COLUMNS)
    assert model.headerData(WHAT, Qt.Orientation.Horizontal) == "What happened"


def test_progress_changes_one_row_in_place(delivery):
    model = DeliveryModel()
    rows = [delivery(), delivery()]
    model.set_rows(rows)
    touched: list[int] = []
    model.dataChanged.connect(lambda first, last: touched.append(first.row()))
    assert model.show_progress(rows[1].id, 2, 3, "Photo 2 of 3")
    assert touched == [1]
    assert model.index(1, STATE).data() == "Sending, 2 of 3"
    assert model.index(1, WHAT).data() == "Photo 2 of 3"
    assert model.index(0, STATE).data() == "Queued"
    assert not model.show_progress(delivery().id, 1, 3, "")


def test_the_same_deliveries_do_not_jump(delivery):
    model = DeliveryModel()
    row = delivery()
    model.set_rows([row])
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.set_rows([row])
    assert resets == []
    model.set_rows([row, delivery()])
    assert resets == [True]


def test_an_endpoint_is_named_with_its_kind(delivery):
    assert endpoint_words(delivery()) == "Main site (WordPress)"
    assert endpoint_words(delivery(endpoint_name="site", endpoint_kind="site")) == "site"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "queued"}, WAITING),
        ({"state": "waiting"}, WAITING),
        ({"state": "queued", "held": True}, (Offer.LET_GO, *WAITING[2:])),
        ({"state": "queued", "resting": True}, (Offer.WAKE, *WAITING[1:])),
        (
            {"state": "needs_person", "asks_sign_in": True},
            (Offer.SIGN_IN, Offer.RETRY, Offer.CANCEL, STORY),
        ),
        ({"state": "sending"}, (Offer.CANCEL, Offer.OPEN_STORY)),
        ({"state": "failed"}, (Offer.RETRY, Offer.OPEN_STORY)),
        ({"state": "cancelled"}, (Offer.OPEN_STORY,)),
        ({"state": "verified", "url": "https://x"}, (Offer.OPEN_PAGE, Offer.OPEN_STORY)),
        (
            {"state": "needs_person", "differences": (DIFFERENCE,)},
            (Offer.COMPARE, Offer.RETRY, Offer.CANCEL, Offer.OPEN_STORY),
        ),
    ],
)
def test_what_can_be_done_follows_the_state(delivery, fields, expected):
    assert offers(delivery(**fields)) == expected


def test_a_row_that_needs_a_person_carries_a_link(delivery):
    assert link_of(delivery()) is None
    assert link_of(delivery(state="failed")) is Offer.RETRY
    assert link_of(delivery(state="needs_person")) is Offer.RETRY
    assert link_of(delivery(state="needs_person", asks_sign_in=True)) is Offer.SIGN_IN
    assert link_of(delivery(state="needs_person", differences=(DIFFERENCE,))) is Offer.COMPARE


def test_the_link_can_be_clicked_and_the_words_beside_it_not(delivery, theme, qtbot):
    table = OutboxTable(theme)
    qtbot.addWidget(table)
    model = DeliveryModel()
    table.setModel(model)
    table.set_widths()
    table.resize(1224, 500)
    table.show()
    changed = delivery(
        state="needs_person",
        state_words="Needs you",
        message="The live copy was changed on the site at 09:12.",
        differences=(DIFFERENCE,),
    )
    model.set_rows([delivery(state="sending", progress=(2, 3)), changed])
    assert not table.grab().isNull()
    followed: list[tuple[object, object]] = []
    table.link_clicked.connect(lambda row, offer: followed.append((row, offer)))
    cell = table.visualRect(model.index(1, WHAT))
    link = link_rect(changed, cell)
    assert cell.contains(link)
    view = table.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(20, 15))
    assert followed == []
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=link.center())
    assert followed == [(changed, Offer.COMPARE)]


def test_a_long_message_has_its_link_inside_the_cell(delivery, theme, qtbot):
    table = OutboxTable(theme)
    qtbot.addWidget(table)
    model = DeliveryModel()
    table.setModel(model)
    table.set_widths()
    table.resize(1000, 300)
    row = delivery(
        state="failed", message="The site refused the piece because the author may not publish."
    )
    model.set_rows([row])
    cell = table.visualRect(model.index(0, WHAT))
    assert cell.contains(link_rect(row, cell))


def test_a_narrow_table_keeps_room_for_what_happened(delivery, theme, qtbot):
    table = OutboxTable(theme)
    qtbot.addWidget(table)
    model = DeliveryModel()
    table.setModel(model)
    table.set_widths()
    table.resize(883, 500)
    table.show()
    model.set_rows([delivery()])
    qtbot.waitUntil(lambda: table.columnWidth(WHAT) >= 240)
    table.resize(1224, 500)
    qtbot.waitUntil(lambda: table.columnWidth(0) == 420)
    # What the person has drawn stays.
    table.setColumnWidth(0, 300)
    table.resize(1063, 500)
    qtbot.wait(20)
    assert table.columnWidth(0) == 300
