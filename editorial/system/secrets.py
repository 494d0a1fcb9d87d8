"""Passwords live in the system's keyring, never in a file of ours.

Where there is no keyring, an environment variable can hold a password
(``EDITORIAL_SECRET_<NAME>``), or it is kept in memory for this session only, and the
person is told so.
"""

from __future__ import annotations

import os
import re

from editorial.system.errors import KeyringUnavailable

SERVICE = "Editorial"


def variable_of(name: str) -> str:
    """Return the environment variable that may hold the secret of endpoint ``name``."""
    return "EDITORIAL_SECRET_" + re.sub(r"\W+", "_", name).strip("_").upper()


class Secrets:
    """Reads and writes the secrets of one data folder.

    ``scope`` keeps two data folders on one computer apart.
    """

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self._session: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """Return the secret: environment variable, this session, then the keyring.

        Returns None where none was ever kept. Raises `KeyringUnavailable` where the keyring
        cannot be asked and nothing else holds it.
        """
        if value := os.environ.get(variable_of(name)):
            return value
        if name in self._session:
            return self._session[name]
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(SERVICE, self._key(name))
        except KeyringError as error:
            raise _unavailable(name) from error

    def keep(self, name: str, value: str) -> bool:
        """Keep a secret; return True when the keyring holds it, False for this session only."""
        import keyring
        from keyring.errors import KeyringError

        self._session[name] = value
        try:
            keyring.set_password(SERVICE, self._key(name), value)
            # Some keyrings take a password and keep nothing (keyring.backends.null).
            kept = keyring.get_password(SERVICE, self._key(name)) == value
        except KeyringError:
            # NoKeyringError, InitError and KeyringLocked: the caller tells the person.
            return False
        if kept:
            del self._session[name]
        return kept

    def forget(self, name: str) -> bool:
        """Remove a secret everywhere; return False where a closed keyring may still hold it."""
        self._session.pop(name, None)
        import keyring
        from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, self._key(name))
        except (PasswordDeleteError, NoKeyringError):
            # There was none, or no keyring at all that could hold one.
            return True
        except KeyringError:
            return False
        return True

    def _key(self, name: str) -> str:
        return f"{self._scope}/{name}"


def _unavailable(name: str) -> KeyringUnavailable:
    return KeyringUnavailable(
        f"The password for “{name}” cannot be read: this computer's keyring is locked or missing.",
        safe="Your stories are safe; the piece waits in the outbox.",
        next_step=f"Unlock the keyring, or set {variable_of(name)} for this session.",
    )
