"""The keys of the writing desk, pressed on a real keyboard, and the Markdown that they make."""

from __future__ import annotations

import pytest


@pytest.fixture
def body(writing):
    """Return the desk with the cursor in an empty body."""
    writing.screen.press("Return", "Return")
    return writing


def test_marks_lists_and_headings(body):
    keys = body.screen
    keys.type("The harbour")
    keys.press("ctrl+shift+Left", "ctrl+b", "End", "Return")
    keys.type("stood still")
    keys.press("ctrl+shift+Left", "ctrl+i", "End", "Return")
    keys.type("What comes next")
    keys.press("ctrl+alt+2", "End", "Return")
    keys.type("- ships")
    keys.press("Return")
    keys.type("pilots")
    keys.press("Return", "Return")
    keys.type("1. first")
    keys.press("Return")
    keys.type("second")

    body.wait_for_body(
        "The **harbour**\n\nstood *still*\n\n## What comes next\n\n"
        "- ships\n- pilots\n\n1. first\n2. second"
    )

    # The same keys take the marks away again.
    keys.press("ctrl+Home", "ctrl+Right", "Right", "Right", "ctrl+b")
    body.wait_for_body(
        "The harbour\n\nstood *still*\n\n## What comes next\n\n"
        "- ships\n- pilots\n\n1. first\n2. second"
    )


def test_undo_and_redo_take_steps_that_a_writer_took(body):
    keys = body.screen
    keys.type("One paragraph")
    keys.press("Return")
    keys.type("another")
    keys.press("ctrl+shift+Left", "ctrl+b")
    body.wait_for_body("One paragraph\n\n**another**")

    keys.press("ctrl+z")
    body.wait_for_body("One paragraph\n\nanother")
    keys.press("ctrl+shift+z")
    body.wait_for_body("One paragraph\n\n**another**")
    keys.press(*["ctrl+z"] * 12)
    body.wait_for_body("")
    keys.press(*["ctrl+shift+z"] * 12)
    body.wait_for_body("One paragraph\n\n**another**")


def test_a_selection_is_typed_over_and_comes_back(body):
    keys = body.screen
    keys.type("Owners call it a dispute")
    keys.press("ctrl+a")
    keys.type("x")
    body.wait_for_body("x")

    keys.press("ctrl+z")

    body.wait_for_body("Owners call it a dispute")
