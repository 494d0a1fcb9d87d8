"""What git says when it does not do what it was asked, in words that help.

git has no codes for its reasons, only English sentences (`LC_ALL=C`); those below are of git 2.30
to 2.50, OpenSSH and curl.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.system.errors import (
    DiskFull,
    EditorialError,
    HomeUnusable,
    NetworkDown,
    PushRefused,
    SignInFailed,
)

if TYPE_CHECKING:
    from pathlib import Path

SAFE = "Your story is safe on this computer, and the site is as it was."
_CREDENTIALS = re.compile(r"(\w+://)[^/@\s]+@")
_LOCKED = re.compile(r"Unable to create '(.+?\.lock)': File exists|cannot lock ref|\.lock': File e")
_SIGN_IN = re.compile(
    r"Authentication failed|could not read (Username|Password)|terminal prompts disabled"
    r"|Permission denied \(|invalid credentials|HTTP 40[13]|returned error: 40[13]"
    r"|Host key verification failed|Permission to .+ denied",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"Could not resolve|Connection (refused|timed out|reset|closed)|Failed to connect|unreachable"
    r"|Couldn't connect|Operation timed out|early EOF|hung up unexpectedly|RPC failed"
    r"|SSL|TLS|certificate|returned error: 5\d\d|does not appear to be a git repository"
    r"|Could not read from remote|unable to access|No route to host|unexpected disconnect",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"repository (?:'[^']*' )?not found", re.IGNORECASE)
_WHO = re.compile(r"Please tell me who you are|empty ident name|unable to auto-detect email")
_FULL = re.compile(r"No space left on device|Disk quota exceeded")
_CLOSED = re.compile(r"Permission denied|insufficient permission|Read-only file system")


def trouble(said: str, what: str, *, safe: str = SAFE) -> EditorialError:
    """Return the error for what git said while it did ``what``, such as ``reach origin``."""
    words = plain(said)
    if _FULL.search(said):
        return DiskFull(
            f"The disk is full, so git could not {what}.",
            safe=safe,
            next_step="Make some room on the disk, then try again.",
        )
    if _LOCKED.search(said):
        return locked(_LOCKED.search(said))
    if _SIGN_IN.search(said):
        return SignInFailed(
            f"git could not {what}: the remote did not accept the sign-in ({words}).",
            safe=safe,
            next_step="Sign in once with git in a terminal (ssh key or credential helper), so "
            "that it no longer asks, then let the endpoint go on.",
        )
    if _UNKNOWN.search(said):
        return PushRefused(
            f"git could not {what}: the remote knows no such repository, or not for this account.",
            safe=safe,
            next_step="Look at the remote's address (git remote -v) and at the account's rights.",
        )
    if _NETWORK.search(said):
        return NetworkDown(
            f"git could not {what}: {words}.",
            safe=safe,
            next_step="The outbox tries again by itself.",
        )
    if _WHO.search(said):
        return PushRefused(
            "git does not know in whose name to commit.",
            safe=safe,
            next_step="Give the endpoint a name and e-mail address for its commits.",
        )
    if _CLOSED.search(said):
        return HomeUnusable(
            f"git could not {what}: this account may not write there ({words}).",
            safe=safe,
            next_step="Allow writing to the working copy and its .git folder.",
        )
    return PushRefused(
        f"git could not {what}: {words}.",
        safe=safe,
        next_step="Look at the working copy, then try again.",
    )


def locked(found: re.Match[str] | None) -> EndpointBusy:
    """Return the error for a repository that another git holds."""
    name = found.group(1) if found and found.group(1) else "a lock file in .git"
    return EndpointBusy(
        "Another git is at work in the working copy.",
        safe=SAFE,
        next_step="The outbox tries again by itself. If no git is running there, one was cut off: "
        f"then delete {name}.",
        retry_after=5.0,
    )


def plain(said: str) -> str:
    """Return the end of what git said, on one line, without credentials."""
    lines = [
        re.sub(r"^(fatal|error|remote|hint): ?", "", line.strip())
        for line in said.splitlines()
        if line.strip() and not line.startswith(("hint:", "To "))
    ]
    return (
        _CREDENTIALS.sub(r"\1", " / ".join(line for line in lines[-4:] if line))[-500:].rstrip(".")
        or "it said nothing"
    )


def missing_git() -> PushRefused:
    """Return the error for a computer without git."""
    return PushRefused(
        "git is not installed on this computer.",
        safe=SAFE,
        next_step="Install it from https://git-scm.com, then try again.",
    )


def gone_folder(folder: Path) -> PushRefused:
    """Return the error for a working copy that is not there."""
    return PushRefused(
        f"There is no folder {folder}.",
        safe=SAFE,
        next_step="Clone the site there, or give the endpoint the folder of its working copy.",
    )


def no_repository(folder: Path, said: str) -> PushRefused:
    """Return the error for a folder in which git will not work."""
    if "dubious ownership" in said:
        return PushRefused(
            f"git does not trust {folder}: it belongs to another account.",
            safe=SAFE,
            next_step=f"If it is yours, run: git config --global --add safe.directory {folder}",
        )
    return PushRefused(
        f"{folder} is no git working copy.",
        safe=SAFE,
        next_step="Clone the site there, or give the endpoint the folder of its working copy.",
    )
