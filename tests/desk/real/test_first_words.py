"""From the first start to words on the disk, with a keyboard and nothing else."""

from __future__ import annotations


def test_the_first_story_is_kept(writing):
    keys = writing.screen
    keys.type("Harbour pilots begin a strike")
    keys.press("Return")
    keys.type("Forty-one ships ride at anchor.")
    keys.press("Return")
    keys.type("The pilots stayed ashore.")
    keys.press("Return")
    keys.type("Owners call it a wage dispute.")

    story = writing.wait_for_story(
        headline="Harbour pilots begin a strike",
        dek="Forty-one ships ride at anchor.",
        body="The pilots stayed ashore.\n\nOwners call it a wage dispute.",
    )
    assert story.word_count == 10
    writing.wait_for_title("Harbour pilots begin a strike")
    assert writing.said == ""


def test_closing_the_window_saves_what_was_typed_just_before(writing):
    writing.screen.type("Headline")
    writing.screen.press("Return", "Return")
    writing.screen.type("The last words before the window went")

    assert writing.close_window() == 0

    assert writing.story().body == "The last words before the window went"
    assert writing.said == ""


def test_quitting_by_the_keyboard_saves_as_well(writing):
    writing.screen.press("Return", "Return")
    writing.screen.type("Typed and quit")
    writing.screen.press("ctrl+q")

    assert writing.wait() == 0

    assert writing.story().body == "Typed and quit"
