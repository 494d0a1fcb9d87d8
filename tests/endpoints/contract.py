"""What every kind of endpoint must do. Its tests are one class:

    class TestGhost(OnlineContract):
        @pytest.fixture
        def remote(self, store, ghost): ...     # a tests.endpoints.remote.Remote

`Contract` is for all kinds, `OnlineContract` for those behind an address on the web. The piece
has a hero, a photo in the text, a related story with a photo, notes of corrections and more than
one author; see `tests.publishing.pieces`.
"""

from __future__ import annotations

import dataclasses
import re

import pytest

from editorial.publishing import outbox, readback
from editorial.publishing.endpoints.protocol import Interrupted
from editorial.system.errors import EditorialError, EnvironmentProblem, PushRefused
from tests.endpoints.web.rude_server import RudeServer, answers
from tests.publishing.pieces import later

FLAWS = (
    re.compile(r"(?i)(?:photo|credit)[^<>{}]{0,20}:\s*:"),
    re.compile(r"\|\|\s*</"),
    re.compile(r'alt="[^"]*(?:\.jpe?g|-scaled)'),
    re.compile(r"\(Credit Image"),
)
"""What must never stand on a page."""


class Contract:
    """Exactly once, read back, truthful: for every kind."""

    @pytest.fixture
    def story(self, piece, pieces):
        return dataclasses.replace(piece, corrections=(pieces.correction(),))

    def test_it_says_who_we_are_and_what_we_may_do(self, remote):
        client = remote.client()
        try:
            found = client.check()
        finally:
            client.close()
        assert found.system
        assert found.may_publish

    def test_a_piece_arrives_once_and_is_read_back(self, remote, story):
        row = remote.push(story)

        assert row.verified, (row.state, row.message, row.differences)
        assert remote.copies(story) == 1
        assert remote.picture_files(story) >= 2
        seen = remote.seen(story)
        assert readback.normal(story.headline) in readback.normal(seen)
        for line in readback.credits_of(story):
            assert line in seen
        assert story.corrections[0].text in seen
        assert not [flaw.pattern for flaw in FLAWS if flaw.search(seen)]

    def test_what_is_read_back_is_what_was_sent(self, remote, story):
        row = remote.push(story)
        client = remote.client()
        held, again = client.look(row.remote_id), client.look(row.remote_id)
        client.close()

        assert held is not None
        assert held.public
        assert not readback.differences(readback.expected(story), held)
        assert held.links == story.links
        assert again is not None
        assert held.fingerprint == again.fingerprint

    def test_the_same_again_changes_nothing(self, remote, story):
        first = remote.push(story)
        pictures = remote.picture_files(story)
        again = remote.push(story, revision=2)

        assert again.verified, (again.message, again.differences)
        assert again.remote_id == first.remote_id
        assert (remote.copies(story), remote.picture_files(story)) == (1, pictures)

    def test_an_update_replaces_the_words_at_the_same_address(self, remote, story):
        # A headline of its own: sites list their other stories below.
        story = dataclasses.replace(story, headline="What the log left out")
        first = remote.push(story)
        updated = later(story, headline="What the log says, and who wrote it")
        row = remote.push(updated)

        assert row.verified, (row.message, row.differences)
        assert (row.remote_id, row.url) == (first.remote_id, first.url)
        assert remote.copies(story) == 1
        assert updated.headline in remote.seen(updated)
        assert story.headline not in remote.seen(updated)

    def test_an_edit_at_the_far_end_is_shown_and_not_overwritten(self, remote, story):
        remote.push(story)
        remote.edit(story, "Changed at the far end")

        row = remote.push(later(story))

        assert row.state == "needs_person", row.message
        found = {(d["field"], d["found"]) for d in row.differences}
        assert ("headline", "Changed at the far end") in found
        assert "Changed at the far end" in remote.seen(story)

        decided = remote.decide(later(story), row, "overwrite")
        assert decided.verified, (decided.message, decided.differences)
        assert story.headline in remote.seen(story)
        assert remote.copies(story) == 1

    def test_an_edit_at_the_far_end_can_stay(self, remote, story):
        remote.push(story)
        remote.edit(story, "Changed at the far end")
        row = remote.push(later(story))

        remote.decide(later(story), row, "keep_live")

        assert "Changed at the far end" in remote.seen(story)

    def test_a_withdrawn_story_is_seen_by_nobody_and_can_come_back(self, remote, story):
        remote.push(story)

        row = remote.withdraw(story)
        assert row.state == "verified", row.message
        assert story.body_text[:60] not in remote.seen(story)
        client = remote.client()
        held = client.look(row.remote_id)
        client.close()
        assert held is None or not held.public

        back = remote.push(later(story))
        assert back.verified, (back.state, back.message, back.differences)
        assert remote.copies(story) == 1
        assert story.headline in remote.seen(story)

    def test_a_push_cut_short_at_any_step_goes_on_to_one_copy(self, remote, story):
        """The program closes at each step in turn; the next start goes on from the journal."""
        delivery_id = remote.queue(story)
        for stop_at in range(40):
            stop = _StopAt(stop_at)
            try:
                row = remote.send(story, delivery_id, progress=stop)
            except Interrupted:
                continue
            break
        assert row.verified, (row.state, row.message, row.differences)
        assert remote.copies(story) == 1
        assert remote.picture_files(story) == len(_pictures(story)) * self.files_a_picture

    files_a_picture = 1
    """How many files the far end holds of one picture."""

    def test_a_push_called_off_leaves_nothing_for_readers(self, remote, story):
        delivery_id = remote.queue(story)

        def call_off(_id, done, _total, _what):
            if done == 0:
                outbox.cancel(remote.store, delivery_id, who="Ada")

        row = remote.send(story, delivery_id, progress=call_off)

        assert row.state == "cancelled", row.message
        assert story.body_text[:60] not in remote.seen(story)

        sent = remote.push(story)
        assert sent.verified, (sent.message, sent.differences)
        assert remote.copies(story) == 1

    def test_two_stories_stay_two(self, remote, story, pieces):
        other = pieces.piece(slug=f"{story.slug}-other", headline="Another story of that day")
        assert remote.push(story).verified
        assert remote.push(other).verified

        assert (remote.copies(story), remote.copies(other)) == (1, 1)
        assert other.headline in remote.seen(other)

    def test_a_body_with_scripts_never_reaches_readers(self, remote, story):
        """Bodies are cleaned when a piece is made; an endpoint adds nothing that runs, either."""
        remote.push(story)

        scripts = re.findall(r"<script(?![^>]*ld\+json)[^>]*>.*?</script>", remote.seen(story))
        assert not [script for script in scripts if story.headline in script]
        assert "javascript:" not in remote.seen(story)


class OnlineContract(Contract):
    """What is asked besides of kinds behind an address on the web."""

    @pytest.mark.parametrize("how", ["before", "after", "half"])
    def test_any_lost_call_ends_with_one_copy(self, remote, story, how):
        """Each writing call of a push is lost in turn, one a push, in one delivery after another.

        `Lossy` counts them, so that a kind which calls more often is tested more often.
        """
        number = 0
        while True:
            # A first push and an update of each story: both ways of writing lose each call.
            each = dataclasses.replace(
                story,
                story_id=_other_id(story, number),
                slug=f"{story.slug}-{how}-{number}",
            )
            remote.forget_pictures()
            remote.network.lose(number, how)
            row = remote.push(each, attempts=4)
            assert row.verified, (how, number, row.state, row.message, row.differences)
            assert remote.copies(each) == 1, (how, number)
            assert remote.picture_files(each) == len(_pictures(each)) * self.files_a_picture, (
                how,
                number,
            )
            if not remote.network.is_over:
                break
            number += 1
        assert number >= 2

    @pytest.mark.parametrize("name", sorted(answers))
    def test_a_bad_answer_is_told_and_nothing_is_lost(self, remote, story, name):
        """Garbage, a page, another shape, too much, too slow: said clearly, with the address."""
        with RudeServer(answers[name]) as rude:
            client = remote.client(address=rude.url)
            with pytest.raises((EnvironmentProblem, PushRefused)) as told:
                client.check()
            client.close()
        assert told.value.safe
        assert rude.url.removeprefix("http://") in told.value.message

    def test_a_redirect_to_another_host_is_told_and_no_secret_goes_there(self, remote):
        with RudeServer(answers["page"]) as other, RudeServer(redirect_to=other.url) as rude:
            client = remote.client(address=rude.url)
            with pytest.raises(PushRefused) as told:
                client.check()
            client.close()
        assert other.url in told.value.message
        assert other.heard == []

    def test_a_self_signed_certificate_is_refused_before_anything_is_sent(self, remote):
        with RudeServer(answers["page"], tls=True) as rude:
            client = remote.client(address=rude.url)
            with pytest.raises(EditorialError, match="certificate"):
                client.check()
            client.close()
        assert rude.heard == []

    def test_a_silent_address_waits(self, remote, story):
        with RudeServer(answers["page"]) as gone:
            address = gone.url
        client = remote.client(address=address)
        with pytest.raises(EnvironmentProblem, match="Nobody answered"):
            client.check()
        client.close()


class _StopAt:
    """Ends the program at one step."""

    def __init__(self, number: int) -> None:
        self._left = number

    def __call__(self, *_: object) -> None:
        if self._left == 0:
            raise Interrupted
        self._left -= 1


def _pictures(piece):
    """Return the pictures that stand on the page, each once: hero, text, related."""
    found = {picture.photo_id: picture for picture in piece.pictures}
    for entry in piece.related:
        if entry.picture and entry.url:
            found.setdefault(entry.picture.photo_id, entry.picture)
    return tuple(found.values())


def _other_id(piece, number):
    import uuid

    return uuid.uuid5(piece.story_id, f"lost {number}")
