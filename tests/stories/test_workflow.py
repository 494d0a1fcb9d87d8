from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.stories.people import Person, Role
from editorial.stories.workflow import TABLE, Status, Step, steps_from, transition
from editorial.system.errors import NotAllowed, WrongState

everyone = Person("All", frozenset(Role))


def test_each_step_stands_once_in_the_table() -> None:
    assert sorted(row.step for row in TABLE) == sorted(Step)


def test_the_straight_way_to_publication() -> None:
    status = Status.DRAFT
    for step in (Step.SUBMIT, Step.CLAIM, Step.APPROVE, Step.PUBLISH, Step.CORRECT, Step.PUBLISH):
        status = transition(status, step, everyone).target
    assert status is Status.PUBLISHED


def test_every_state_can_be_reached_and_left() -> None:
    reached = {Status.DRAFT}
    for _ in Status:
        reached |= {row.target for row in TABLE if row.sources & reached}
    assert reached == set(Status)
    assert all(steps_from(status, everyone) for status in Status)


@given(st.sampled_from(Status), st.sampled_from(Step), st.frozensets(st.sampled_from(Role)))
def test_a_step_is_taken_only_from_its_sources_by_its_roles(status, step, roles) -> None:
    person = Person("P", roles)
    row = next(row for row in TABLE if row.step is step)
    if status not in row.sources:
        with pytest.raises(WrongState):
            transition(status, step, person)
    elif not (roles & row.roles or Role.CHIEF in roles):
        with pytest.raises(NotAllowed, match="may not"):
            transition(status, step, person)
    else:
        assert transition(status, step, person) is row
        assert step in steps_from(status, person)


@given(st.lists(st.sampled_from(Step), max_size=30), st.frozensets(st.sampled_from(Role)))
def test_nothing_is_published_without_an_editors_approval(steps, roles) -> None:
    """Whatever a person tries, a story is public only after someone approved it."""
    person, status, approved = Person("P", roles), Status.DRAFT, False
    for step in steps:
        try:
            row = transition(status, step, person)
        except (WrongState, NotAllowed):
            continue
        status = row.target
        approved = (approved or step is Step.APPROVE) and status is not Status.DRAFT
        if status in {Status.READY, Status.SCHEDULED, Status.PUBLISHED}:
            assert approved
