"""One story under two hands at once: the desk and the command line. Neither text is lost."""

from __future__ import annotations

from editorial.stories.versions import snapshot, versions
from tests.desk.real.screen import wait_for

THEIRS = "The other hand wrote this meanwhile."


def kept_texts(desk) -> set[str]:
    """Return the body as it stands and the bodies of all versions."""
    story = desk.story()
    with desk.store() as store:
        numbers = [version.number for version in versions(store, story.id)]
        return {story.body, *(snapshot(store, story.id, number).body for number in numbers)}


def rescued_words(desk) -> str:
    """Return what the files of the rescue folder hold; nothing when there are none."""
    folder = desk.home.rescue
    return "".join(path.read_text("utf-8") for path in folder.glob("*.json")) if folder.exists() \
        else ""  # fmt: skip


def test_both_texts_are_kept_and_a_kill_takes_neither(writing):
    keys = writing.screen
    keys.type("Two hands")
    keys.press("Return", "Return")
    keys.type("Mine from before. ")
    story = writing.wait_for_story(headline="Two hands", body="Mine from before. ")

    # The desk does not know of it: its next save grew from an older text.
    keys.type("Mine typed")
    writing.command("story", "set", story.slug, f"body={THEIRS}")
    keys.type(" at the same time.")

    # The last words to come are a version, or in the rescue file, whichever save met the other's.
    mine = "Mine from before. Mine typed at the same time."
    wait_for("both texts", lambda: THEIRS in kept_texts(writing) and (
        mine in kept_texts(writing) or mine in rescued_words(writing)
    ))  # fmt: skip

    keys.type(" Mine after the question.")
    wait_for("the rescue file", lambda: "Mine after the question." in rescued_words(writing))
    writing.kill()

    assert writing.story().body == THEIRS
    rescued = rescued_words(writing)
    assert f"{mine} Mine after the question." in rescued

    # The next start shows the newer text and leaves the rescued words where they are.
    writing.start()
    writing.wait_for_title("Two hands")
    keys.press("Return")
    assert writing.close_window() == 0
    assert writing.story().body == THEIRS
    assert rescued_words(writing) == rescued
    assert THEIRS in kept_texts(writing)


def test_words_from_elsewhere_come_to_an_untouched_page(writing):
    keys = writing.screen
    keys.type("Quiet page")
    keys.press("Return", "Return")
    keys.type("First words.")
    story = writing.wait_for_story(headline="Quiet page", body="First words.")
    assert writing.close_window() == 0

    writing.command("story", "set", story.slug, f"body={THEIRS}")
    writing.start()
    writing.wait_for_title("Quiet page")
    keys.press("Return", "ctrl+End")
    keys.type(" And mine.")

    writing.wait_for_body(f"{THEIRS} And mine.")
