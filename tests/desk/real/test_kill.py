"""The power goes while someone types. ``EDITORIAL_KILL_ROUNDS`` says how often (30 for a release).

Typed are numbered words, a paragraph a round, so that the disk tells exactly what is missing.
"""

from __future__ import annotations

import os
import random
import threading
import time

from editorial.stories.versions import snapshot, versions

ROUNDS = int(os.environ.get("EDITORIAL_KILL_ROUNDS", "10"))
LOST_AT_MOST = 2.0
"""Seconds of typing: the promise."""
ON_THE_WAY = 1.0
"""Seconds that a key may take through a busy machine before the desk has it."""


class Typist(threading.Thread):
    """Types ``r3w1 r3w2 …`` and notes when each word was pressed."""

    def __init__(self, screen, round_: int) -> None:
        super().__init__(daemon=True)
        self._screen, self._round = screen, round_
        self._stopped = threading.Event()
        self.words: list[str] = []
        self.pressed: list[float] = []
        """The moment after the last key of each word."""

    def run(self) -> None:
        while not self._stopped.is_set():
            word = f"r{self._round}w{len(self.words)}"
            self.words.append(word)
            self._screen.type(f"{word} ")
            self.pressed.append(time.monotonic())

    def stop(self) -> None:
        self._stopped.set()
        self.join(30)


def test_at_most_two_seconds_are_lost_and_nothing_is_damaged(writing):
    keys, chance = writing.screen, random.Random(20261123)
    keys.type("Killed")
    keys.press("Return", "Return")
    keys.type("Begun.")
    before = writing.wait_for_story(headline="Killed", body="Begun.").body
    losses = []
    for round_ in range(ROUNDS):
        if round_:
            writing.start()
            writing.wait_for_title("Killed")
            keys.press("Return", "ctrl+End")
        keys.press("Return")
        typist = Typist(keys, round_)
        typist.start()
        time.sleep(chance.uniform(1.5, 4.5))
        killed = time.monotonic()
        writing.kill()
        typist.stop()

        story = writing.story()
        assert story.headline == "Killed"
        # What was there stays, and what is new is the beginning of what was typed.
        assert story.body.startswith(before.rstrip()), f"round {round_}"
        new = story.body.removeprefix(before.rstrip()).strip()
        assert " ".join(typist.words).startswith(new), f"round {round_}: {new!r}"
        whole = new.split()
        losses.append(
            killed
            - min(
                (
                    at
                    for word, at in zip(typist.words, typist.pressed, strict=False)
                    if at < killed and word not in whole
                ),
                default=killed,
            )
        )
        assert losses[-1] <= LOST_AT_MOST + ON_THE_WAY, f"round {round_}: {losses}"
        no_version_is_damaged(writing)
        assert not list(writing.home.rescue.glob("*")), "nothing had to be rescued"
        before = story.body
    assert writing.said == ""
    writing.command("doctor")


def no_version_is_damaged(desk) -> None:
    """Read every version: each is the beginning of the text that it led to."""
    story = desk.story()
    with desk.store() as store:
        for version in versions(store, story.id):
            assert story.body.startswith(snapshot(store, story.id, version.number).body.rstrip())
