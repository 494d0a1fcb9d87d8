"""A piece that an endpoint accepted and nobody can look at, as the outbox shows it."""

from __future__ import annotations

import pytest

from editorial.desk.kit.theme import Theme
from editorial.desk.outbox.model import STATE, WHAT, DeliveryModel, cell_words
from editorial.desk.outbox.offers import Offer, link_of, offers
from editorial.desk.outbox.table import OutboxTable
from editorial.publishing.accepted import WITHDRAWN_WORDS, WORDS


@pytest.fixture
def rows(delivery):
    wire = {"endpoint_name": "Coast wire", "endpoint_kind": "ninjs"}
    return (
        delivery(**wire, state="accepted", state_words="Accepted", message=f"10:42 · {WORDS}"),
        delivery(
            **wire,
            state="accepted",
            state_words="Withdrawal accepted",
            action="withdraw",
            message=f"10:42 · {WITHDRAWN_WORDS}",
        ),
        delivery(state="verified", state_words="Published", message="10:40 · checked"),
    )


def test_it_is_said_in_words_and_there_is_nothing_to_do(rows) -> None:
    accepted = rows[0]
    assert cell_words(accepted, STATE) == "Accepted"
    assert "cannot be read back" in cell_words(accepted, WHAT)
    assert cell_words(accepted, 1) == "Coast wire (ninjs push)"
    assert offers(accepted) == (Offer.OPEN_STORY,)
    assert link_of(accepted) is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_dot_is_not_that_of_what_was_seen(qtbot, qapp, fonts, rows, scheme) -> None:
    theme = Theme(scheme)
    theme.apply(qapp)
    model = DeliveryModel()
    model.set_rows(rows)
    table = OutboxTable(theme)
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(1180, 300)
    table.set_widths()
    table.show()
    image = table.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(70)}
    assert theme.status_colour("accepted").name() in colours
    assert theme.status_colour("verified").name() not in colours
    theme.deleteLater()
