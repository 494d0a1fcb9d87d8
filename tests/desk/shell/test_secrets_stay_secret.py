"""No password of any kind of endpoint is in a file, a log, a backup, an error or a crash report."""

from __future__ import annotations

import base64
import logging
import zipfile

import httpx
import pytest

from editorial.desk.shell.faults import FaultWatch
from editorial.publishing import addresses, outbox
from editorial.publishing.endpoints.registry import KINDS
from editorial.publishing.endpoints.web.client import WebClient
from editorial.publishing.release import queue_push
from editorial.review.decisions import take_step
from editorial.storage.backup import back_up
from editorial.stories.drafts import new_story
from editorial.stories.workflow import Step
from editorial.system.errors import EditorialError
from tests.endpoints.web.rude_server import RudeServer, answers

GHOST_SECRET = "ab" * 32
SECRETS = {
    "wordpress": "hush WORD press pass",
    "ghost": f"{'1f' * 12}:{GHOST_SECRET}",
    "ninjs": "hush-ninjs-key-7731",
    "micropub": "hush-micropub-token-7731",
}


def forms(kind, secret):
    """Yield a secret as it might be written by mistake."""
    plain = secret.replace(" ", "")
    yield from (secret, plain)
    for text in (secret, plain, f"ana:{secret}"):
        yield base64.b64encode(text.encode()).decode()
    if kind == "ghost":
        yield GHOST_SECRET


def test_every_kind_that_asks_for_a_secret_is_tried():
    assert {kind.name for kind in KINDS.values() if kind.secret is not None} == set(SECRETS)


@pytest.fixture
def no_keyring(monkeypatch):
    """Keep secrets for this session only, the way in which most could go wrong."""
    from keyring.errors import NoKeyringError

    def none(*_args):
        raise NoKeyringError

    for name in ("set_password", "get_password", "delete_password"):
        monkeypatch.setattr(f"keyring.{name}", none)


@pytest.fixture
def impatient(monkeypatch):
    """Wait a second for an answer: some of these servers never give one."""
    real = WebClient.__init__

    def init(self, address, **words):
        real(self, address, **words | {"timeout": httpx.Timeout(1.0), "seconds": 1.0})

    monkeypatch.setattr(WebClient, "__init__", init)


@pytest.mark.parametrize("answer", ["garbage", "page", "no HTTP"])
@pytest.mark.usefixtures("no_keyring", "impatient")
def test_no_secret_is_written_anywhere(newsroom, caplog, tmp_path, qtbot, answer):
    store, who = newsroom.store, newsroom.person
    faults, said = FaultWatch(newsroom.home), []
    story = new_story(
        store, who=who, headline="A short note", type="QiOSK", section="World",
        body="Forty-one ships ride at anchor in sight of the town. " * 4,
    ).created  # fmt: skip
    take_step(store, story, Step.SUBMIT, who=who)
    take_step(store, story, Step.APPROVE, who=who)
    with RudeServer(answers[answer]) as server, caplog.at_level(logging.DEBUG):
        for kind, secret in SECRETS.items():
            made = addresses.add_endpoint(
                store, newsroom.secrets, name=kind, kind=kind, address=server.url,
                user="ana", secret=secret, who=who.name,
            )  # fmt: skip
            said += made.notices
            said.append(str(addresses.change_secret(
                store, newsroom.secrets, kind, secret, who=who.name
            )))  # fmt: skip
            row = addresses.endpoint(store, kind)
            said.append(repr(row))
            client = newsroom.clients(row)
            said.append(repr(client))
            client.close()
            try:
                addresses.test_endpoint(store, newsroom.clients, kind, thorough=False)
            except EditorialError as error:
                said.append(str(error))
                # As if it had been a fault of ours: the report names frames, not their values.
                faults.report(error)
            queued = queue_push(store, story, row.id, who=who)
            delivered = newsroom.courier.deliver(queued.created)
            said += [delivered.message, str(delivered.differences)]
            assert not delivered.verified
    said += [row.message for row in outbox.deliveries(store)]
    report = (newsroom.home.log.parent / "last-fault.txt").read_text()
    assert "Traceback" in report
    file = back_up(newsroom.home, tmp_path / "backup.zip")
    with zipfile.ZipFile(file) as archive:
        packed = b"".join(archive.read(name) for name in archive.namelist())
    written = b"".join(
        path.read_bytes() for path in newsroom.home.root.rglob("*") if path.is_file()
    )
    assert b"A short note" in written
    assert b"A short note" in packed
    for kind, secret in SECRETS.items():
        for form in forms(kind, secret):
            assert form not in caplog.text, kind
            assert form not in "\n".join(said), kind
            assert form not in report, kind
            assert form.encode() not in written, kind
            assert form.encode() not in packed, kind
        # It is held for this session all the same.
        assert newsroom.secrets.read(kind) == secret
