"""One story to several endpoints: each with names of its own, each with a state of its own."""

from __future__ import annotations

import dataclasses
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.publishing import addresses, corrections, outbox, release, withdrawal
from editorial.publishing.endpoints.mapping import read_names, under_their_names
from editorial.publishing.held_copies import holdings
from editorial.publishing.piece import Term
from editorial.storage.store import Store
from editorial.stories.workflow import Status, Step
from editorial.system.errors import WrongUsage
from tests.publishing.house import IDA, House
from tests.publishing.newsroom import Clock
from tests.publishing.pieces import PieceFactory


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(home, migrated_database, clock):
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def house(store, workbench, clock):
    return House(store, workbench, clock)


@pytest.fixture
def piece(tmp_path):
    return PieceFactory(tmp_path).piece()


def names(piece):
    return (
        piece.type.name if piece.type else None,
        [term.name for term in piece.terms],
        [term.name for term in piece.tags],
    )


def test_a_piece_goes_under_the_names_that_are_used_there(piece):
    options = {
        "sections_as": "global crises = World; Asia-Pacific = World",
        "tags_as": "Ports = Harbours; Strikes & lockouts =",
        "types_as": "Analysis = Background",
    }
    mapped = under_their_names(piece, options)
    assert names(mapped) == ("Background", ["World"], ["Harbours"])
    assert mapped.section.slug == "world"
    assert under_their_names(piece, {}) is piece
    # The newsroom's own words are untouched, and everything else goes as it is.
    assert names(piece)[1] == ["Global Crises", "Asia-Pacific"]
    same = dataclasses.replace(
        mapped, type=piece.type, section=piece.section, also_in=piece.also_in, tags=piece.tags,
        related=piece.related,
    )  # fmt: skip
    assert same == piece


def test_a_section_that_is_left_out_gives_way_to_the_next(piece):
    mapped = under_their_names(piece, {"sections_as": "Global Crises ="})
    assert mapped.section == Term("Asia-Pacific", "asia-pacific")
    assert mapped.also_in == ()


@pytest.mark.parametrize("text", ["World", "= World", "A = B; a = C"])
def test_names_that_cannot_be_read_are_refused_when_they_are_set(house, text):
    house.endpoint("site")
    with pytest.raises(WrongUsage):
        addresses.set_options(house.store, "site", {"sections_as": text}, who="Ida")


@given(
    st.dictionaries(
        st.text("abc XYZ", min_size=1).filter(str.strip), st.text("abc xyz"), max_size=5
    )
)
def test_names_are_read_as_they_are_written(wanted):
    wanted = {ours.strip().casefold(): theirs.strip() for ours, theirs in wanted.items()}
    text = "; ".join(f"{ours.upper()} = {theirs}" for ours, theirs in wanted.items())
    assert read_names(text) == wanted


def test_each_endpoint_has_its_names_and_its_state_and_one_failure_is_no_other_s(house, store):
    near, far = house.endpoint("near"), house.endpoint("far")
    addresses.set_options(store, "far", {"sections_as": "World = Abroad"}, who="Ida")
    story = house.story()
    house.step(story, Step.SUBMIT, Step.APPROVE)
    queued = release.queue_pushes(store, story, [near, far], who=IDA).deliveries
    assert len(queued) == 2
    # What is to be the far site is a file.
    house.folder("far").parent.mkdir(parents=True, exist_ok=True)
    house.folder("far").write_text("no folder")
    house.courier.run_once()
    states = {row.endpoint_name: row.state for row in outbox.deliveries(store)}
    assert states["near"] == "verified"
    assert states["far"] in ("waiting", "needs_person", "failed")
    assert house.status(story) is Status.PUBLISHED
    shown = {held.endpoint_name: held for held in holdings(store, story)}
    assert shown["near"].is_current
    assert shown["far"].at is None
    # It is mended, and that one alone goes out.
    house.folder("far").unlink()
    house.clock.forward(hours=1)
    late = next(row for row in outbox.deliveries(store) if row.endpoint_name == "far")
    outbox.retry_now(store, late.id)
    house.courier.run_once()
    assert "Abroad" in house.page("far", story)
    assert "Abroad" not in house.page("near", story)
    assert house.states(story) == ["verified", "verified"]


def test_correction_and_withdrawal_reach_every_one_that_got_it(house, store):
    near, far, third = (house.endpoint(name) for name in ("near", "far", "third"))
    story = house.published("A short note", near, far)
    house.step(story, Step.CORRECT)
    house.edit(story, headline="A shorter note")
    corrections.publish_correction(store, story, "The headline was wrong.", who=IDA)
    house.courier.run_once()
    for name in ("near", "far"):
        page = house.page(name, story)
        assert "A shorter note" in page
        assert "The headline was wrong." in page
    assert not house.folder("third").exists()
    house.clock.forward(minutes=5)
    withdrawal.withdraw(store, story, reason="Wrong after all.", note="Withdrawn.", who=IDA)
    house.courier.run_once()
    for name in ("near", "far"):
        assert "A shorter note" not in house.page(name, story)
    assert house.status(story) is Status.WITHDRAWN
    assert third not in {held.endpoint_id for held in holdings(store, story) if held.at}
