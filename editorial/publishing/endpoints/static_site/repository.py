"""A working copy: what stands in it, on which branch, with which remote.

Whatever is read of the site is read from a commit, never from the files in the folder: those may
hold what someone is just writing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.static_site import front_matter
from editorial.publishing.endpoints.static_site.reading import StoredPage, stored_page
from editorial.publishing.endpoints.static_site.trouble import (
    SAFE,
    gone_folder,
    no_repository,
    plain,
    trouble,
)
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from editorial.publishing.endpoints.static_site.git import Git
    from editorial.publishing.endpoints.static_site.layout import Layout

KEY = "Editorial-Key"
"""The trailer by which a commit of ours is known; its value is the story's key."""
WITHDRAWN = "Editorial-Withdrawn"
"""The trailer of a commit that took the story away."""
_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
}
_HEX = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a branch is pushed to."""

    name: str
    branch: str
    """What the branch is called there."""

    @property
    def tracking(self) -> str:
        """The ref that remembers what the remote held when it was last asked."""
        return f"refs/remotes/{self.name}/{self.branch}"


class Repository:
    """One working copy and the branch that stories go to."""

    def __init__(self, git: Git, branch: str = "") -> None:
        """``branch`` is the one to use; empty for the one that is checked out.

        Raises `PushRefused` where there is no working copy, or no such branch.
        """
        self.git = git
        if not git.folder.is_dir():
            raise gone_folder(git.folder)
        answer = git.run("rev-parse", "--is-inside-work-tree", "--absolute-git-dir")
        inside, _, folder = answer.text.partition("\n")
        if not answer.ok or inside != "true":
            raise no_repository(git.folder, answer.error)
        self.git_dir = Path(folder)
        self.top = Path(git.ask("rev-parse", "--show-toplevel").text)
        current = git.run("symbolic-ref", "--quiet", "--short", "HEAD")
        self.current = current.text if current.ok else ""
        """The branch that is checked out; empty where a lone commit is."""
        self.branch = branch or self.current
        if not self.branch:
            raise PushRefused(
                "The working copy stands on a lone commit, not on a branch.",
                safe=SAFE,
                next_step="Switch to the site's branch there: git switch main.",
            )
        if self.tip(self.ref) is None:
            raise PushRefused(
                f"The working copy has no branch {self.branch} with a commit in it.",
                safe=SAFE,
                next_step="Choose another branch for this endpoint, or make a first commit there.",
            )

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self.branch}"

    def see_ready(self) -> None:
        """Raise `PushRefused` where a commit would go astray."""
        if self.current != self.branch:
            where = f"on {self.current}" if self.current else "on a lone commit"
            raise PushRefused(
                f"The working copy stands {where}, but stories go to {self.branch}.",
                safe=SAFE,
                next_step=f"Switch back there: git switch {self.branch}.",
            )
        for name, what in _UNDER_WAY.items():
            if (self.git_dir / name).exists():
                raise PushRefused(
                    f"In the working copy {what} is under way.",
                    safe=SAFE,
                    next_step="Finish it or call it off there, then try again.",
                )

    def tip(self, ref: str) -> str | None:
        """Return the commit of a ref; None where there is no such ref."""
        answer = self.git.run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        return answer.text if answer.ok else None

    def remote(self) -> Remote:
        """Return where the branch is pushed to. Raises `PushRefused` where nowhere."""
        names = self.git.ask("remote").text.split()
        told = self.git.run("config", "--get", f"branch.{self.branch}.remote").text
        name = told if told in names else "origin" if "origin" in names else ""
        if not name and len(names) == 1:
            name = names[0]
        if not name:
            raise PushRefused(
                "The working copy knows no remote to push to.",
                safe=SAFE,
                next_step="Add one there (git remote add origin …), or switch pushing off for "
                "this endpoint.",
            )
        merge = self.git.run("config", "--get", f"branch.{self.branch}.merge").text
        branch = merge.removeprefix("refs/heads/") if told == name and merge else self.branch
        return Remote(name, branch)

    def fetch(self, remote: Remote) -> str:
        """Ask the remote for its branch and return that commit.

        Raises `NetworkDown`, `SignInFailed`, and `PushRefused` where it has no such branch.
        """
        answer = self.git.run(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            remote.name,
            f"+refs/heads/{remote.branch}:{remote.tracking}",
            network=True,
        )
        if not answer.ok:
            if "couldn't find remote ref" in answer.error:
                raise PushRefused(
                    f"The remote {remote.name} has no branch {remote.branch}.",
                    safe=SAFE,
                    next_step=f"Push it there once yourself: git push {remote.name} "
                    f"{remote.branch}.",
                )
            raise trouble(answer.error, f"reach the remote {remote.name}")
        tip = self.tip(remote.tracking)
        if tip is None:
            raise PushRefused(f"git fetched nothing: {plain(answer.error)}.", safe=SAFE)
        return tip

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Return whether ``newer`` holds all that ``older`` does."""
        return self.git.run("merge-base", "--is-ancestor", older, newer).ok

    def page(self, commit: str, key: str, layout: Layout) -> StoredPage | None:
        """Return the page of the story ``key`` in a commit; None where there is none.

        Where somebody made a copy of it, the one among the stories, else the first.
        """
        if not _HEX.fullmatch(key):
            return None
        answer = self.git.run(
            "grep", "-l", "-z", "-I", "-E", "-e", f"^{front_matter.ID}: *[\"']?{key}[\"']?",
            commit, "--", ":(glob)**/*.md", ":(glob)**/*.markdown", ":(glob)**/*.html",
            literal=False,
        )  # fmt: skip
        if answer.code > 1:
            raise trouble(answer.error, "read the site")
        paths = [path.partition(":")[2] for path in answer.text.split("\0") if path]
        for path in sorted(paths, key=lambda path: (not path.startswith(layout.content), path)):
            raw = self.content(commit, path)
            if raw is None:
                continue
            values, _ = front_matter.split(raw.decode("utf-8", errors="replace"))
            if values is None or str(values.get(front_matter.ID)) == key:
                return stored_page(path, raw, self.names(commit, shown_images(raw, layout)))
        return None

    def is_withdrawn(self, commit: str, key: str) -> bool:
        """Return whether the last commit of a story, as seen from ``commit``, took it away."""
        answer = self.git.ask(
            "log", "-1", "--fixed-strings", f"--grep={KEY}: {key}",
            f"--format=%(trailers:key={WITHDRAWN},valueonly)", commit,
        )  # fmt: skip
        return answer.text.strip() == "yes"

    def last_change(self, commit: str, path: str) -> tuple[str, str]:
        """Return when a file was last changed (ISO 8601 in UTC, without offset), and by whom."""
        answer = self.git.ask("log", "-1", "--format=%ct%x00%an", commit, "--", path)
        seconds, _, who = answer.text.partition("\0")
        moment = dt.datetime.fromtimestamp(int(seconds or 0), dt.UTC)
        return moment.replace(tzinfo=None).isoformat(), who

    def content(self, commit: str, path: str) -> bytes | None:
        """Return a file as it is in a commit; None where it is not in there."""
        answer = self.git.run("cat-file", "blob", f"{commit}:./{path}")
        return answer.out if answer.ok else None

    def names(self, commit: str, paths: tuple[str, ...]) -> dict[str, str]:
        """Return git's name of each file's content in a commit; empty for one not in there."""
        found = dict.fromkeys(paths, "")
        if paths:
            answer = self.git.ask("ls-tree", "-z", commit, "--", *paths)
            for line in filter(None, answer.text.split("\0")):
                facts, _, path = line.partition("\t")
                found[path] = facts.split()[2]
        return found

    def mentions(self, commit: str, name: str, but: str) -> bool:
        """Return whether a page other than ``but`` names a picture file."""
        answer = self.git.run(
            "grep", "-l", "-z", "-I", "-F", "-e", name, commit, "--",
            ":(glob)**/*.md", ":(glob)**/*.markdown", ":(glob)**/*.html",
            literal=False,
        )  # fmt: skip
        found = {path.partition(":")[2] for path in answer.text.split("\0") if path}
        return bool(found - {but})

    def ours(self, commits: str) -> list[tuple[str, str, str]]:
        """Return each commit of a range, the oldest first: its name, story key and first line.

        The key is empty for a commit that is not ours.
        """
        form = f"%H%x00%(trailers:key={KEY},valueonly,separator=%x2C)%x00%s%x01"
        answer = self.git.ask("log", "--reverse", "--topo-order", f"--format={form}", commits)
        found = []
        for line in answer.text.split("\x01"):
            if line.strip():
                commit, key, subject = line.strip("\n").split("\0", 2)
                found.append((commit, key.strip(), subject))
        return found


def shown_images(raw: bytes, layout: Layout) -> tuple[str, ...]:
    """Return the picture files of ours that a page names, as paths in the working copy."""
    text = raw.decode("utf-8", errors="replace")
    address = re.escape(f"{layout.image_address}/")
    # As `picture_files.file_name` makes them, below the story's own folder.
    name = r"[\w-]+/[a-z0-9-]+-\d+-[0-9a-f]{8}\.(?:jpg|webp|avif)"
    found = re.findall(rf"{address}({name})", text)
    return tuple(f"{layout.images}/{each}" for each in dict.fromkeys(found))
