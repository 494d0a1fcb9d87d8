"""Passwords: environment, session, keyring; and what is said when no keyring can be had."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError

from editorial.system.errors import KeyringUnavailable
from editorial.system.secrets import SERVICE, Secrets, variable_of


class MemoryKeyring(KeyringBackend):
    """A keyring that is open."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError("not found")
        del self.held[service, username]


class ClosedKeyring(MemoryKeyring):
    """A keyring that answers everything with one error."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def _refuse(self, *_words: str) -> None:
        raise self.error

    set_password = get_password = delete_password = _refuse  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def _keyring_is_put_back():
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def ring() -> MemoryKeyring:
    made = MemoryKeyring()
    keyring.set_keyring(made)
    return made


CLOSED = [NoKeyringError("none"), InitError("no collection"), KeyringLocked("locked")]


def test_a_secret_goes_to_the_keyring_and_nowhere_else(ring) -> None:
    secrets = Secrets("/data/home")
    assert secrets.keep("Main site", "word pass")
    assert ring.held == {(SERVICE, "/data/home/Main site"): "word pass"}
    assert secrets.read("Main site") == "word pass"
    # Read by another process of the same home.
    assert Secrets("/data/home").read("Main site") == "word pass"


def test_two_homes_do_not_share_a_secret(ring) -> None:
    Secrets("/one").keep("site", "1")
    Secrets("/two").keep("site", "2")
    assert Secrets("/one").read("site") == "1"
    Secrets("/one").forget("site")
    assert Secrets("/two").read("site") == "2"
    assert Secrets("/one").read("site") is None


def test_a_secret_never_kept_is_none(ring) -> None:
    assert Secrets("/home").read("nobody") is None
    assert Secrets("/home").forget("nobody")


def test_a_new_secret_takes_the_place_of_the_old(ring) -> None:
    secrets = Secrets("/home")
    secrets.keep("site", "old")
    secrets.keep("site", "new")
    assert secrets.read("site") == "new"
    assert list(ring.held.values()) == ["new"]


def test_the_environment_goes_first(ring, monkeypatch) -> None:
    secrets = Secrets("/home")
    secrets.keep("Main site", "from the keyring")
    monkeypatch.setenv("EDITORIAL_SECRET_MAIN_SITE", "from the environment")
    assert secrets.read("Main site") == "from the environment"
    monkeypatch.setenv("EDITORIAL_SECRET_MAIN_SITE", "")
    assert secrets.read("Main site") == "from the keyring"


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("site", "EDITORIAL_SECRET_SITE"),
        ("Main site", "EDITORIAL_SECRET_MAIN_SITE"),
        ("news.example.org", "EDITORIAL_SECRET_NEWS_EXAMPLE_ORG"),
        ("(old)", "EDITORIAL_SECRET_OLD"),
    ],
)
def test_the_variable_is_named_after_the_endpoint(name, variable) -> None:
    assert variable_of(name) == variable


@pytest.mark.parametrize("error", CLOSED, ids=lambda error: type(error).__name__)
def test_without_an_open_keyring_a_secret_lasts_for_the_session(error) -> None:
    keyring.set_keyring(ClosedKeyring(error))
    secrets = Secrets("/home")
    assert not secrets.keep("site", "word")
    assert secrets.read("site") == "word"
    secrets.forget("site")
    with pytest.raises(KeyringUnavailable):
        secrets.read("site")


@pytest.mark.parametrize("error", CLOSED, ids=lambda error: type(error).__name__)
def test_a_secret_that_cannot_be_asked_for_is_told_with_the_way_out(error) -> None:
    keyring.set_keyring(ClosedKeyring(error))
    with pytest.raises(KeyringUnavailable, match="Main site") as caught:
        Secrets("/home").read("Main site")
    assert "EDITORIAL_SECRET_MAIN_SITE" in caught.value.next_step
    assert "waits in the outbox" in caught.value.safe


@pytest.mark.parametrize("error", CLOSED, ids=lambda error: type(error).__name__)
def test_the_environment_needs_no_keyring(error, monkeypatch) -> None:
    keyring.set_keyring(ClosedKeyring(error))
    monkeypatch.setenv(variable_of("site"), "word")
    assert Secrets("/home").read("site") == "word"


def test_forgetting_tells_when_a_locked_keyring_may_still_hold_it() -> None:
    keyring.set_keyring(ClosedKeyring(KeyringLocked("locked")))
    assert not Secrets("/home").forget("site")
    keyring.set_keyring(NoKeyring())
    assert Secrets("/home").forget("site")


def test_a_keyring_that_keeps_nothing_is_not_believed() -> None:
    keyring.set_keyring(ForgetfulKeyring())
    secrets = Secrets("/home")
    assert not secrets.keep("site", "word")
    assert secrets.read("site") == "word"
