"""Keep the branch in step with its remote, and push to it: never by force.

Where the remote moved on, our commits that it lacks are made anew on top of its own (a rebase of
commits that touch our files alone; nothing uncommitted in the folder is touched). Where it changed
one of those files, nothing is made: a person must look.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.static_site.trouble import SAFE, plain, trouble
from editorial.system.errors import EditorialError, NetworkDown, PushRefused

if TYPE_CHECKING:
    from editorial.publishing.endpoints.static_site.repository import Remote, Repository

_TRIES = 4
_MOVED = re.compile(r"\[rejected\]|fetch first|non-fast-forward|cannot lock ref|stale info")


class Overtaken(Exception):
    """The remote changed a file that one of our commits changes as well."""

    def __init__(self, path: str, subject: str) -> None:
        super().__init__(path)
        self.path, self.subject = path, subject


def synchronise(repository: Repository, remote: Remote, key: str) -> str:
    """Fetch, and bring the branch to hold all that the remote does; return the remote's commit.

    Commits of other stories that the remote lacks are kept, on top; those of the story ``key``
    are left off where they are in the way, since it is about to be committed whole.
    Raises `PushRefused` for commits of others that were never pushed: they are not ours to.
    """
    theirs = repository.fetch(remote)
    own = repository.ours(f"{theirs}..{repository.ref}")
    foreign = [(commit, subject) for commit, of, subject in own if not of]
    if foreign:
        count = len(foreign)
        which = f"“{foreign[-1][1][:60]}”"
        raise PushRefused(
            f"The working copy holds a commit that was never pushed: {which}."
            if count == 1
            else f"The working copy holds {count} commits that were never pushed; the last is "
            f"{which}.",
            safe=SAFE,
            next_step=f"Push or remove what is not Editorial's there (git log {remote.name}/"
            f"{remote.branch}..{repository.branch}), then try again.",
        )
    if not repository.is_ancestor(theirs, repository.ref):
        try:
            replay(repository, theirs, leave_off=key)
        except Overtaken as error:
            raise PushRefused(
                f"{error.path} was changed at the remote, and here by “{error.subject}”, which "
                "was not pushed yet.",
                safe="Both versions are kept: nothing was overwritten.",
                next_step="Let that story go out first, or mend it there by hand (git rebase).",
            ) from error
    return theirs


def publish(repository: Repository, remote: Remote, key: str, theirs: str) -> None:
    """Push the branch to the remote, which held ``theirs`` when it was last asked.

    Raises `NetworkDown` (whether it arrived is unknown), `SignInFailed`, `EndpointBusy`, and
    `PushRefused` where the remote refuses: then our commit is taken back.
    """
    for _ in range(_TRIES):
        tip = repository.git.ask("rev-parse", repository.ref).text
        if repository.is_ancestor(tip, theirs):
            return
        answer = repository.git.run(
            "push",
            "--porcelain",
            "--no-follow-tags",
            "--recurse-submodules=no",
            remote.name,
            f"{tip}:refs/heads/{remote.branch}",
            network=True,
        )
        if answer.ok:
            return
        said = f"{answer.text}\n{answer.error}"
        if "[remote rejected]" not in said and _MOVED.search(said):
            theirs = _catch_up(repository, remote, key)
            continue
        error = _refusal(said, remote)
        if isinstance(error, PushRefused):
            # Left on the branch it would go along with the next story, or stop it.
            _take_back(repository, theirs, key)
        raise error
    raise EndpointBusy(
        f"The remote {remote.name} changes faster than git can push.",
        safe=SAFE,
        next_step="The outbox tries again by itself.",
        retry_after=10.0,
    )


def try_push(repository: Repository, remote: Remote) -> EditorialError | None:
    """Ask whether a push would be taken, changing nothing; return what stands in the way."""
    answer = repository.git.run(
        "push", "--porcelain", "--dry-run", remote.name,
        f"{remote.tracking}:refs/heads/{remote.branch}",
        network=True,
    )  # fmt: skip
    return None if answer.ok else _refusal(f"{answer.text}\n{answer.error}", remote)


def replay(repository: Repository, onto: str, *, leave_off: str = "") -> None:
    """Make our commits that ``onto`` lacks anew on top of it, and move the branch there.

    Raises `Overtaken` before anything is moved, `PushRefused` where uncommitted work in the
    folder lies in the way.
    """
    git = repository.git
    old = git.ask("rev-parse", repository.ref).text
    base = git.ask("merge-base", old, onto).text
    moved = set(_paths(repository, base, onto))
    new = onto
    for commit, of, subject in repository.ours(f"{onto}..{old}"):
        if of == leave_off:
            continue
        entries = _entries(repository, commit)
        for path in entries:
            if path in moved:
                raise Overtaken(path, subject)
        new = _again(repository, commit, entries, new)
    _move(repository, old, new)


def _catch_up(repository: Repository, remote: Remote, key: str) -> str:
    """Follow a remote that moved on while we worked; return its commit."""
    theirs = repository.fetch(remote)
    if repository.is_ancestor(theirs, repository.ref):
        return theirs
    try:
        replay(repository, theirs)
    except Overtaken as error:
        _take_back(repository, theirs, key)
        raise EndpointBusy(
            f"{error.path} was changed at the remote just now.",
            safe="Both versions are kept: nothing was overwritten.",
            next_step="The outbox looks at it again by itself.",
            retry_after=1.0,
        ) from error
    return theirs


def _take_back(repository: Repository, theirs: str, key: str) -> None:
    """Take the story's commits that the remote lacks off the branch; git keeps them by a ref."""
    tip = repository.git.ask("rev-parse", repository.ref).text
    repository.git.run("update-ref", f"refs/editorial/taken-back/{key}", tip)
    base = repository.git.ask("merge-base", tip, theirs).text
    replay(repository, base, leave_off=key)


def _refusal(said: str, remote: Remote) -> EditorialError:
    what = f"push to the remote {remote.name}"
    found = re.search(r"\[remote rejected\] \((.+)\)", said)
    if found is None:
        if "failed to push some refs" in said and "unable to access" not in said:
            return PushRefused(
                f"A check before the push (a hook) refused it: {plain(said)}.",
                safe=SAFE,
                next_step="Mend what it names, then try again.",
            )
        error = trouble(said, what)
        if isinstance(error, PushRefused):
            return NetworkDown(error.message, safe=SAFE, next_step="The outbox tries again.")
        return error
    remarks = [
        line.removeprefix("remote:").strip()
        for line in said.splitlines()
        if line.startswith("remote:")
    ]
    words = " / ".join(filter(None, [*remarks[:3], found[1]]))
    return PushRefused(
        f"The remote {remote.name} refused the push: {words}.",
        safe=SAFE,
        next_step=f"Ask who keeps the repository whether you may push to {remote.branch}.",
    )


def _paths(repository: Repository, old: str, new: str) -> list[str]:
    answer = repository.git.ask("diff", "--name-only", "-z", "--no-renames", old, new)
    return [path for path in answer.text.split("\0") if path]


def _entries(repository: Repository, commit: str) -> dict[str, tuple[str, str]]:
    """Return mode and content's name of each file that a commit changes, by path."""
    answer = repository.git.ask(
        "diff-tree", "-r", "-z", "--no-renames", "--no-commit-id", "--root", commit
    )
    parts = [part for part in answer.text.split("\0") if part]
    found = {}
    for facts, path in zip(parts[::2], parts[1::2], strict=True):
        _, mode, _, name, _ = facts.split()
        found[path] = (mode, name)
    return found


def _again(
    repository: Repository, commit: str, entries: dict[str, tuple[str, str]], parent: str
) -> str:
    """Return a commit like ``commit`` on top of ``parent``; the folder is not touched."""
    git = repository.git
    index = repository.git_dir / "editorial" / f"index-{secrets.token_hex(6)}"
    index.parent.mkdir(exist_ok=True)
    own = {"GIT_INDEX_FILE": str(index)}
    try:
        git.ask("read-tree", parent, variables=own)
        lines = b"".join(
            f"{'0' if mode == '000000' else mode} {name}\t{path}\0".encode()
            for path, (mode, name) in entries.items()
        )
        git.ask("update-index", "-z", "--index-info", given=lines, variables=own)
        tree = git.ask("write-tree", variables=own).text
    finally:
        index.unlink(missing_ok=True)
    facts = git.ask("log", "-1", "--format=%an%x00%ae%x00%aI%x00%B", commit).text
    name, email, date, message = facts.split("\0", 3)
    author = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": date}
    made = git.ask(
        "commit-tree", tree, "-p", parent, "-F", "-", given=message.encode(), variables=author
    )
    return made.text


def _move(repository: Repository, old: str, new: str) -> None:
    """Move branch, index and folder from one commit to another; what others changed stays."""
    if old == new:
        return
    git = repository.git
    git.run("update-index", "-q", "--refresh")
    answer = git.run("read-tree", "-m", "-u", old, new)
    if not answer.ok:
        error = trouble(answer.error, "take over what the remote has")
        if not isinstance(error, PushRefused):
            raise error
        raise PushRefused(
            f"The remote changed files that are also changed in the working copy, where nobody "
            f"committed them: {plain(answer.error)}.",
            safe="Neither was touched.",
            next_step="Commit them or take them back there, then try again.",
        )
    git.ask("update-ref", "-m", "editorial: follow the remote", repository.ref, new, old)
