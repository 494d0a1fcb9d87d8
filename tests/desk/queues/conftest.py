"""The desk of the shell's tests, with stories that stand somewhere in the workflow."""

from __future__ import annotations

import pytest

from editorial.desk.kit.room import Target
from editorial.review.decisions import take_step
from editorial.stories.people import Person
from editorial.stories.workflow import Step
from tests.desk.shell.conftest import build_desk, desk, newsroom, write  # noqa: F401

KIM = Person("Kim Lee")


@pytest.fixture
def submit(newsroom, write):  # noqa: F811
    """Make a story that waits for an editor; return its id."""

    def make(headline="Why the pilots strike", **fields):
        story = write(
            headline, dek="Who gains.", type="Analysis", body="Forty-one ships. " * 40, **fields
        )
        take_step(newsroom.store, story, Step.SUBMIT, who=newsroom.person)
        return story

    return make


@pytest.fixture
def show(desk):  # noqa: F811
    """Go to a place of the rail, and wait until its list is there."""

    def go(place):
        desk.go_to(Target(place=place))
        assert desk.jobs.wait_idle()

    return go
