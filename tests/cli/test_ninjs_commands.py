"""ninjs push from the command line, against a receiver on loopback."""

from __future__ import annotations

import pytest

from tests.endpoints.ninjs.server import KEY, NinjsServer
from tests.generate import photos

STORY = (
    """---
title: Why the pilots strike
dek: Who gains from the wait.
type: Analysis
section: Global Crises
byline: Ida Holm
slug: pilots
hero: hero.jpg
hero_caption: The outer harbour at first light.
hero_credit: Ana Ruiz/Shutterstock.com
hero_alt: Pilot boats moored at a stone quay
---
For nine days the pilot boats have stayed in port. """
    + "Forty-one ships ride at anchor. " * 40
)


@pytest.fixture
def receiver():
    server = NinjsServer()
    yield server
    server.close()


@pytest.fixture
def approved(editorial, tmp_path):
    path = tmp_path / "story.md"
    path.write_text(STORY)
    photos.agency_jpeg(tmp_path / "hero.jpg", caption="", credit="")
    editorial("story", "import", str(path))
    editorial("story", "submit", "pilots")
    assert editorial("story", "approve", "pilots").code == 0


def add(editorial, receiver, *options):
    words = [word for option in options for word in ("--option", option)]
    added = editorial(
        "endpoint", "add", "wire", "--kind", "ninjs", "--url", f"{receiver.url}/push",
        "--password-stdin", *words, "--json", stdin=f"{KEY}\n",
    )  # fmt: skip
    assert added.code == 0, added.err
    assert KEY not in added.out + added.err


ENV = {"EDITORIAL_SECRET_WIRE": KEY}


def test_push_update_correct_withdraw(editorial, receiver, approved) -> None:
    add(editorial, receiver, f"read_url={receiver.url}/items?uri={{uri}}")
    tested = editorial("endpoint", "test", "wire", "--json", **ENV)
    assert (tested.code, tested.json["system"]) == (0, "ninjs 3.1 push")

    pushed = editorial("push", "pilots", "--to", "wire", "--json", **ENV)
    assert (pushed.code, pushed.json["state"]) == (0, "verified"), pushed.out
    (uri,) = receiver.items
    assert uri == pushed.json["remote_id"]
    assert uri.startswith("urn:uuid:")
    assert "Ana Ruiz/Shutterstock.com" in str(receiver.items[uri]["associations"])
    assert len(receiver.media) == 1

    assert editorial("story", "correct", "pilots").code == 0
    assert editorial("story", "correction", "pilots", "It was ten days.", **ENV).code == 0
    sent = editorial("outbox", "run", "--json", **ENV).json
    assert [row["state"] for row in sent] == ["verified"]
    assert "It was ten days." in receiver.items[uri]["edNote"]

    assert editorial(
        "story", "withdraw", "pilots", "--reason", "Libel", "--public-note", "Taken down."
    ).code == 0  # fmt: skip
    editorial("outbox", "run", **ENV)
    item = receiver.items[uri]
    assert (item["pubStatus"], item["edNote"]) == ("canceled", "Taken down.")
    assert "Libel" not in str(receiver.heard)
    versions = [int(version) for _, version, _ in receiver.pushes]
    assert versions == sorted(set(versions))


def test_where_nothing_can_be_read_a_script_is_told(editorial, receiver, approved) -> None:
    add(editorial, receiver)
    pushed = editorial("push", "pilots", "--to", "wire", "--json", **ENV)

    assert pushed.code == 0
    assert (pushed.json["state"], pushed.json["verified"]) == ("accepted", False)
    assert "cannot be read back" in pushed.json["message"]
    shown = editorial("story", "holders", "pilots", "--json").json
    assert "cannot be read back" in str(shown)
    assert "as it should be" not in editorial("story", "record", "pilots").out


def test_a_wrong_key_is_named(editorial, receiver) -> None:
    add(editorial, receiver)
    told = editorial("endpoint", "test", "wire", "--json", EDITORIAL_SECRET_WIRE="another")
    assert told.code == 3
    assert "did not accept our signature" in told.json["error"]["message"]
