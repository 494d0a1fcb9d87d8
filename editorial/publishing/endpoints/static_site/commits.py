"""Make one commit of our own files, and of nothing else that lies in the working copy.

What is about to be written is noted first in ``.git/editorial/KEY.json`` (SHA-256 of each file),
so that after a crash what we left half-way is told from what someone else wrote there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.static_site.repository import KEY
from editorial.publishing.endpoints.static_site.trouble import SAFE, plain, trouble
from editorial.system.errors import HomeUnusable, PushRefused
from editorial.system.files import disk_errors, write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from editorial.publishing.endpoints.static_site.repository import Repository

_GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit does; paths as seen from the working copy's folder."""

    key: str
    subject: str
    """The first line of its message."""
    files: Mapping[str, bytes]
    removed: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """Further trailers."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All that it touches."""
        return tuple(dict.fromkeys([*self.files, *self.removed]))

    @property
    def message(self) -> str:
        """The commit's message, with trailers."""
        trailers = {KEY: self.key, **self.facts}
        lines = "\n".join(f"{name}: {value}" for name, value in trailers.items())
        return f"{self.subject}\n\n{lines}\n"


def commit(repository: Repository, change: Change) -> str:
    """Bring the branch to hold ``change`` and return its commit.

    That is the one before where it already holds it. Raises `PushRefused` where somebody's
    uncommitted work lies in the way, or git or one of the repository's hooks refuses: then the
    files are as they were.
    """
    before = repository.git.ask("rev-parse", "HEAD").text
    _see_free(repository, change)
    note = _note_of(repository, change.key)
    marks = {path: _digest(data) for path, data in change.files.items()}
    marks |= dict.fromkeys(change.removed, _GONE)
    write_atomically(note, json.dumps({**_noted(note), **_lists(marks, _noted(note))}).encode())
    _write(repository, change)
    git = repository.git
    tracked = set(git.ask("ls-files", "-z", "--", *change.paths).text.split("\0"))
    known = tuple(path for path in change.paths if path in change.files or path in tracked)
    try:
        if known:
            git.ask("add", "--all", "--", *known)
        touched = _changed_from(repository, before, change.paths)
        if touched:
            # Its own index: what others have staged stays staged, and out of this commit.
            answer = git.run(
                "commit", "--quiet", "--cleanup=whitespace", "--file=-", "--only", "--", *touched,
                given=change.message.encode(),
            )  # fmt: skip
            if not answer.ok and git.ask("rev-parse", "HEAD").text == before:
                raise _refused(repository, f"{answer.error}\n{answer.text}")
    except (PushRefused, HomeUnusable):
        if _put_back(repository, change):
            note.unlink(missing_ok=True)
        raise
    note.unlink(missing_ok=True)
    return git.ask("rev-parse", "HEAD").text


def _see_free(repository: Repository, change: Change) -> None:
    """Raise `PushRefused` where our paths hold work that nobody committed, or never may."""
    for path in change.paths:
        place = repository.git.folder / path
        inside = place.parent.resolve()
        if not inside.is_relative_to(repository.top.resolve()) or place.is_symlink():
            raise PushRefused(
                f"{path} leads out of the working copy by a link.",
                safe=SAFE,
                next_step="Choose another folder for this endpoint.",
            )
    if change.files:
        ignored = repository.git.run(
            "check-ignore",
            "-z",
            "--stdin",
            given="\0".join(change.files).encode(),
            literal=False,
        )
        if ignored.ok and ignored.out:
            path = ignored.text.split("\0")[0]
            raise PushRefused(
                f"The working copy's .gitignore leaves out {path}.",
                safe=SAFE,
                next_step="Mend .gitignore, or choose another folder for this endpoint.",
            )
    noted = _noted(_note_of(repository, change.key))
    found = repository.git.ask(
        "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *change.paths
    )
    prefix = repository.git.ask("rev-parse", "--show-prefix").text
    for entry in filter(None, found.text.split("\0")):
        path = entry[3:].removeprefix(prefix)
        place = repository.git.folder / path
        if not place.is_file():
            # Taken away by hand or by us: nothing of it can be lost.
            continue
        with disk_errors(place):
            data = place.read_bytes()
        if data == change.files.get(path) or _digest(data) in noted.get(path, []):
            continue
        raise PushRefused(
            f"{path} holds changes in the working copy that nobody committed.",
            safe="Neither they nor the site were touched.",
            next_step="Commit them or take them back there, then try again.",
        )


def _write(repository: Repository, change: Change) -> None:
    for path, data in change.files.items():
        place = repository.git.folder / path
        try:
            with disk_errors(place):
                if place.is_file() and place.read_bytes() == data:
                    continue
            write_atomically(place, data)
        except (NotADirectoryError, FileExistsError, IsADirectoryError) as error:
            raise PushRefused(
                f"{path} cannot be written: something else has that name.",
                safe=SAFE,
                next_step="Look at the working copy, then try again.",
            ) from error
    for path in change.removed:
        place = repository.git.folder / path
        with disk_errors(place):
            place.unlink(missing_ok=True)
        _drop_empty(place.parent, repository.git.folder)


def _changed_from(repository: Repository, before: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of ``paths`` differ in the index from a commit."""
    answer = repository.git.ask(
        "diff", "--cached", "--name-only", "-z", "--no-renames", "--relative", before, "--", *paths
    )
    return tuple(path for path in answer.text.split("\0") if path)


def _put_back(repository: Repository, change: Change) -> bool:
    """Bring our paths back to what the branch holds; return whether that went well."""
    git = repository.git
    if not git.run("reset", "--quiet", "HEAD", "--", *change.paths).ok:
        return False
    names = repository.names("HEAD", change.paths)
    there = [path for path, name in names.items() if name]
    if there and not git.run("checkout", "--quiet", "HEAD", "--", *there).ok:
        return False
    for path, name in names.items():
        if not name:
            (git.folder / path).unlink(missing_ok=True)
            _drop_empty((git.folder / path).parent, git.folder)
    return True


def _refused(repository: Repository, said: str) -> Exception:
    error = trouble(said, "commit the story")
    if isinstance(error, EndpointBusy) or "who you are" in said or "ident name" in said:
        return error
    hooks = repository.git.ask("rev-parse", "--git-path", "hooks").text
    folder = repository.git.folder / hooks
    if any((folder / name).exists() for name in ("pre-commit", "commit-msg")):
        return PushRefused(
            f"The repository's own check (a hook) refused the commit: {plain(said)}.",
            safe=SAFE,
            next_step="Mend what it names, then try again.",
        )
    return error


def _note_of(repository: Repository, key: str) -> Path:
    return repository.git_dir / "editorial" / f"{key}.json"


def _noted(note: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _lists(marks: Mapping[str, str], before: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {path: [*before.get(path, []), mark] for path, mark in marks.items()}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _drop_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
