"""Endpoints and their passwords."""

from __future__ import annotations

import uuid

import pytest
from keyring.errors import NoKeyringError

from editorial.publishing import addresses
from editorial.publishing.endpoints.registry import clients
from editorial.publishing.models import Delivery
from editorial.system.errors import (
    KeyringUnavailable,
    NetworkDown,
    NotFound,
    RuleRefused,
    SignInFailed,
    WrongState,
    WrongUsage,
)
from editorial.system.secrets import Secrets
from tests.publishing.newsroom import add_story, events, queue
from tests.publishing.plain import plain_piece

PASSWORD = "abcd EFGH 1234 wxyz"


@pytest.fixture
def ring(monkeypatch):
    """A keyring in memory; ``ring.clear()`` and a raised flag make it go away."""
    import keyring

    kept = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, key: kept.get((service, key)))
    monkeypatch.setattr(
        keyring, "set_password", lambda service, key, value: kept.update({(service, key): value})
    )
    monkeypatch.setattr(keyring, "delete_password", lambda service, key: kept.pop((service, key)))
    return kept


@pytest.fixture
def secrets(ring):
    return Secrets("test")


def add(store, secrets, name="Main site", **values):
    return addresses.add_endpoint(
        store,
        secrets,
        **{
            "name": name,
            "kind": "wordpress",
            "address": "https://news.example",
            "user": "ada",
            "secret": PASSWORD,
            "who": "Ada",
        }
        | values,
    )


def test_an_endpoint_is_added_and_its_password_goes_to_the_keyring(store, secrets, ring, home):
    changes = add(store, secrets)

    (row,) = addresses.endpoints(store)
    assert changes.endpoints
    assert changes.created == row.id
    assert changes.notices == ()
    assert (row.name, row.kind, row.address, row.user) == (
        "Main site",
        "wordpress",
        "https://news.example",
        "ada",
    )
    assert list(ring.values()) == [PASSWORD]
    assert events(store) == ["endpoint added"]
    store.close()
    for file in home.root.rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes()


def test_without_a_keyring_the_person_is_told(store, secrets, monkeypatch):
    def none(*_):
        raise NoKeyringError

    monkeypatch.setattr("keyring.set_password", none)

    (notice,) = add(store, secrets).notices

    assert "until you close Editorial" in notice
    assert "EDITORIAL_SECRET_MAIN_SITE" in notice
    assert secrets.read("Main site") == PASSWORD


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("news.example", "https://news.example"),
        (" https://news.example/ ", "https://news.example"),
        ("https://news.example/wp-json/", "https://news.example"),
        ("https://news.example/blog/wp-admin", "https://news.example/blog"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ],
)
def test_addresses_are_kept_in_one_form(store, secrets, given, kept):
    add(store, secrets, address=given)
    assert addresses.endpoint(store, "Main site").address == kept


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"address": ""}, "no address"),
        ({"address": "ftp://news.example"}, "no address"),
        ({"address": "https://[news"}, "no address"),
        ({"address": "http://news.example"}, "unprotected"),
        ({"address": "https://ada:pw@news.example"}, "must not hold a password"),
        ({"user": " "}, "needs a user name"),
        ({"kind": "fax"}, "no kind"),
        ({"name": " "}, "needs a name"),
    ],
)
def test_what_cannot_work_is_refused(store, secrets, ring, values, words):
    with pytest.raises(WrongUsage, match=words):
        add(store, secrets, **values)
    assert addresses.endpoints(store) == ()
    assert ring == {}


def test_a_name_is_given_once(store, secrets):
    add(store, secrets)
    with pytest.raises(RuleRefused, match="already"):
        add(store, secrets)


def test_a_site_folder_needs_neither_address_nor_password(store, secrets):
    add(store, secrets, kind="site", address="", user="", secret="")
    assert addresses.endpoint(store, "Main site").address == ""


def test_options_are_merged_and_taken_out(store, secrets):
    add(store, secrets, options={"type_as": "none", "dek_in_content": True})
    addresses.set_options(store, "Main site", {"type_as": None, "withdraw_to": "trash"}, who="Ada")
    row = addresses.endpoint(store, "Main site")
    assert row.options == {"dek_in_content": True, "withdraw_to": "trash"}


def test_one_that_nothing_went_to_is_removed(store, secrets, ring):
    add(store, secrets)
    addresses.remove_endpoint(store, secrets, "Main site", who="Ada")

    assert addresses.endpoints(store) == ()
    assert ring == {}
    with pytest.raises(NotFound):
        addresses.remove_endpoint(store, secrets, "Main site", who="Ada")


def test_one_with_pieces_on_the_way_stays(store, secrets, ring):
    endpoint_id = add(store, secrets).created
    piece = plain_piece(uuid.UUID(int=1))
    add_story(store, piece)
    queue(store, piece, endpoint_id)

    with pytest.raises(WrongState, match="1 piece is still on the way"):
        addresses.remove_endpoint(store, secrets, "Main site", who="Ada")
    assert len(addresses.endpoints(store)) == 1
    assert len(ring) == 1


def test_one_with_a_history_leaves_the_lists_but_not_the_history(store, secrets, ring):
    from editorial.publishing import outbox

    endpoint_id = add(store, secrets).created
    piece = plain_piece(uuid.UUID(int=1))
    add_story(store, piece)
    queue(store, piece, endpoint_id)
    with store.write() as session:
        session.query(Delivery).one().state = "verified"

    addresses.remove_endpoint(store, secrets, "Main site", who="Ada")

    assert addresses.endpoints(store) == ()
    assert ring == {}
    assert outbox.deliveries(store)[0].endpoint_name.startswith("Main site (removed ")
    # The name is free again.
    add(store, secrets)
    assert len(addresses.endpoints(store)) == 1


def test_a_connection_is_tested(store, secrets, home):
    add(store, secrets, kind="site", address="", user="", secret="")
    found = addresses.test_endpoint(store, clients(home, secrets), "Main site", thorough=False)
    assert found.may_publish


def test_nobody_at_the_address(store, secrets, home, unused_port):
    add(store, secrets, address=f"http://127.0.0.1:{unused_port}")
    with pytest.raises(NetworkDown, match="Nobody answered"):
        addresses.test_endpoint(store, clients(home, secrets), "Main site", thorough=False)


def test_a_missing_password_is_asked_for(store, secrets, home, ring):
    add(store, secrets, secret="")
    with pytest.raises(SignInFailed, match="No password is kept"):
        addresses.test_endpoint(store, clients(home, secrets), "Main site", thorough=False)


def test_a_locked_keyring_is_named(store, secrets, home, monkeypatch):
    add(store, secrets)

    def locked(*_):
        raise NoKeyringError

    monkeypatch.setattr("keyring.get_password", locked)
    with pytest.raises(KeyringUnavailable, match="locked or missing"):
        addresses.test_endpoint(store, clients(home, secrets), "Main site", thorough=False)


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
