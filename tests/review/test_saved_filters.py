"""Filters kept under a name: own, ordered, and taken back after a removal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.review import saved_filters as saved
from editorial.review.queue_filter import DUE, QUEUES, SORTS, WHOSE, QueueFilter
from editorial.stories.people import Person
from editorial.system.errors import NotFound, RuleRefused, WrongUsage


@pytest.fixture
def keep(store, person):
    def make(name, **wanted):
        return saved.save_filter(store, name, QueueFilter(**wanted), who=person).created

    return make


def names(store, person):
    return [row.name for row in saved.saved_filters(store, person)]


def test_a_filter_comes_back_as_it_was(store, person, keep):
    keep("Late in Europe", queue="late", section="europe", open_notes=True)
    found = saved.named_filter(store, " late in  EUROPE", person)
    assert found.wanted == QueueFilter("late", section="europe", open_notes=True)
    assert saved.saved_filters(store, Person("Eva Brandt")) == ()
    with pytest.raises(NotFound):
        saved.named_filter(store, "Another", person)


def test_names_are_needed_and_own(store, person, keep):
    first = keep("First")
    second = keep("Second")
    with pytest.raises(WrongUsage):
        keep("  ")
    with pytest.raises(RuleRefused, match="First"):
        keep("first")
    with pytest.raises(RuleRefused):
        saved.rename_filter(store, second, "FIRST", who=person)
    saved.rename_filter(store, first, "FIRST", who=person)
    assert names(store, person) == ["FIRST", "Second"]


def test_moving_stops_at_the_ends(store, person, keep):
    first = keep("A")
    keep("B")
    last = keep("C")
    saved.move_filter(store, first, 1, who=person)
    assert names(store, person) == ["B", "A", "C"]
    saved.move_filter(store, last, -9, who=person)
    assert names(store, person) == ["C", "B", "A"]


def test_a_removed_filter_is_taken_back_where_it_stood(store, person, keep):
    keep("A")
    keep("B", due="today")
    keep("C")
    removed = saved.named_filter(store, "B", person)
    saved.remove_filter(store, removed.id, who=person)
    assert names(store, person) == ["A", "C"]
    with pytest.raises(NotFound):
        saved.remove_filter(store, removed.id, who=person)
    saved.restore_filter(store, removed, who=person)
    assert names(store, person) == ["A", "B", "C"]
    assert saved.named_filter(store, "B", person) == removed


@given(
    wanted=st.builds(
        QueueFilter, queue=st.sampled_from(QUEUES), section=st.text(max_size=8),
        sort=st.sampled_from(SORTS), whose=st.sampled_from(WHOSE), due=st.sampled_from(DUE),
        open_notes=st.booleans(), text=st.text(max_size=8),
    )
)  # fmt: skip
def test_any_filter_survives_its_keeping(wanted):
    assert saved._filter_of(saved._differences(wanted)) == wanted
