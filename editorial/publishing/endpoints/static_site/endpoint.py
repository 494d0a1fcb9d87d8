"""A static site in git as an endpoint.

1. The working copy is brought in step with its remote. 2. The story's page is found in the branch
by its key. 3. Page and pictures become one commit, of our own files alone. 4. It is pushed, where
that was asked for. What is read back is what the branch holds: the remote's, where it is pushed
there, else the working copy's own.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import AlreadyThere, Connection, EndpointBusy
from editorial.publishing.endpoints.site.layout import checked_slug
from editorial.publishing.endpoints.site.lock import only_writer
from editorial.publishing.endpoints.static_site import page as pages
from editorial.publishing.endpoints.static_site import remote_branch
from editorial.publishing.endpoints.static_site.commits import Change, commit
from editorial.publishing.endpoints.static_site.connection import test
from editorial.publishing.endpoints.static_site.escaping import one_line
from editorial.publishing.endpoints.static_site.layout import layout_of
from editorial.publishing.endpoints.static_site.reading import held_of, withdrawn
from editorial.publishing.endpoints.static_site.repository import WITHDRAWN, Repository
from editorial.publishing.endpoints.static_site.trouble import SAFE
from editorial.publishing.structured_data import shorten
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editorial.publishing.endpoints.protocol import Held, Journal, Progress
    from editorial.publishing.endpoints.static_site.git import Git
    from editorial.publishing.endpoints.static_site.layout import Layout
    from editorial.publishing.endpoints.static_site.options import Options
    from editorial.publishing.endpoints.static_site.page import Page
    from editorial.publishing.endpoints.static_site.reading import StoredPage
    from editorial.publishing.piece import Piece
    from editorial.system.settings import NewsroomSettings

_SUBJECT = 72


class GitSiteEndpoint:
    """One working copy. The remote id of a piece is its story's key."""

    def __init__(self, git: Git, options: Options, newsroom: NewsroomSettings) -> None:
        self._git, self._options, self._newsroom = git, options, newsroom
        self._seen: dict[str, str] = {}

    def check(self, *, thorough: bool = False) -> Connection:
        """Test working copy, branch, remote and rights; nothing is changed."""
        return test(self._open(), layout_of(self._git.folder, self._options), self._options)

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the branch to hold ``piece`` in one commit; return the story's key."""
        checked_slug(piece.slug, "address")
        key = journal.remote_id or journal.key
        with self._working() as repository:
            layout = layout_of(self._git.folder, self._options)
            progress(0, 3, "Working copy")
            theirs = self._in_step(repository, key)
            self._see_unchanged(repository, layout, key, theirs)
            before = repository.page("HEAD", key, layout)
            self._see_known(before, journal, key)
            page = self._page(piece, layout, key, before)
            self._see_free(repository, page, before)
            progress(1, 3, "Photos")
            files = {path: _bytes_of(file) for path, file in page.images.items()}
            files[page.path] = page.text.encode()
            change = Change(
                key=key,
                subject=_subject("Update" if before else "Publish", piece.headline),
                files=files,
                removed=self._left_over(repository, before, files),
                facts={"Editorial-Version": str(piece.version)},
            )
            # The last word before it is out; from here on it cannot be called off.
            progress(2, 3, "Commit")
            self._carry_out(repository, layout, change, journal, theirs)
            progress(3, 3, "Done")
        return key

    def look(self, remote_id: str) -> Held | None:
        """Read the page back from the branch; None when it holds none."""
        repository = self._open()
        layout = layout_of(self._git.folder, self._options)
        tip = repository.ref
        if self._options.push:
            tip = repository.fetch(repository.remote())
        page = repository.page(tip, remote_id, layout)
        self._seen[remote_id] = page.fingerprint if page else ""
        if page is not None:
            return held_of(page, remote_id, layout, repository.last_change(tip, page.path))
        return withdrawn(remote_id) if repository.is_withdrawn(tip, remote_id) else None

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Take page and pictures away; with a public note, a notice stands in their place."""
        with self._working() as repository:
            layout = layout_of(self._git.folder, self._options)
            theirs = self._in_step(repository, remote_id)
            self._see_unchanged(repository, layout, remote_id, theirs)
            before = repository.page("HEAD", remote_id, layout)
            if before is not None:
                change = self._withdrawal(repository, layout, before, remote_id, journal)
                self._carry_out(repository, layout, change, journal, theirs, step="withdraw")
            elif theirs is not None:
                # Committed in an earlier attempt, and perhaps not pushed.
                remote_branch.publish(repository, repository.remote(), remote_id, theirs)

    def address_of(self, slug: str) -> str | None:
        """Return the address of a slug; None where it holds a day or section as well."""
        layout = layout_of(self._git.folder, self._options)
        if not layout.base_url or any(
            name in layout.permalink for name in (":year", ":month", ":day", ":section")
        ):
            return None
        return layout.url(layout.permalink.replace(":slug", slug).replace(":title", slug))

    def close(self) -> None:
        """Nothing is kept open."""

    def _open(self) -> Repository:
        return Repository(self._git, self._options.branch)

    @contextmanager
    def _working(self) -> Iterator[Repository]:
        repository = self._open()
        lock = repository.git_dir / "editorial" / "lock"
        with only_writer(lock, self._git.patience):
            repository.see_ready()
            yield repository

    def _in_step(self, repository: Repository, key: str) -> str | None:
        """Bring the branch in step with its remote; return the remote's commit, if any."""
        if not self._options.push:
            return None
        return remote_branch.synchronise(repository, repository.remote(), key)

    def _see_unchanged(
        self, repository: Repository, layout: Layout, key: str, theirs: str | None
    ) -> None:
        """See that nobody changed the page since it was compared, a moment ago."""
        if key not in self._seen:
            return
        page = repository.page(theirs or repository.ref, key, layout)
        if (page.fingerprint if page else "") != self._seen[key]:
            raise EndpointBusy(
                "The page was changed in the repository just now.",
                safe="Nothing was overwritten.",
                next_step="The outbox looks at it again by itself.",
                retry_after=1.0,
            )

    def _see_known(self, before: StoredPage | None, journal: Journal, key: str) -> None:
        """Raise `AlreadyThere` for a page of this story that no receipt tells of."""
        told = journal.remote_id or any(
            journal.unknown(step) or journal.result(step) for step in ("commit", "push")
        )
        if before is None or before.withdrawn or told:
            return
        raise AlreadyThere(
            f"The site already has this story in {before.path}, though this computer has no "
            "receipt of it. Nothing was overwritten.",
            remote_id=key,
        )

    def _page(self, piece: Piece, layout: Layout, key: str, before: StoredPage | None) -> Page:
        # Where somebody moved it to another folder, it stays there.
        folder = before.path.rpartition("/")[0] if before else layout.content
        old: tuple[str, ...] = ()
        if before is not None:
            address = pages.address_path(piece, layout)
            former = (*before.old_addresses, before.address)
            old = tuple(dict.fromkeys(each for each in former if each and each != address))
        path = pages.file_of(piece, layout, folder)
        if before is not None and _stem(before.path) == _stem(path):
            # Somebody gave the file another ending, or an index of its own.
            path = before.path
        return pages.page_of(piece, layout, self._options, key=key, path=path, old_paths=old)

    def _see_free(self, repository: Repository, page: Page, before: StoredPage | None) -> None:
        if before is not None and before.path == page.path:
            return
        if repository.content("HEAD", page.path) is not None:
            raise PushRefused(
                f"{page.path} belongs to another page of the site.",
                safe=SAFE,
                next_step="Give this story another address (slug), then push again.",
            )

    def _left_over(
        self,
        repository: Repository,
        before: StoredPage | None,
        files: dict[str, bytes],
    ) -> tuple[str, ...]:
        """Return the files of the page as it was that no page shows any more."""
        if before is None:
            return ()
        old = [path for path, name in before.images.items() if name and path not in files]
        found = [
            path
            for path in old
            if not repository.mentions("HEAD", path.rpartition("/")[2], before.path)
        ]
        return (*found, *([before.path] if before.path not in files else []))

    def _withdrawal(
        self,
        repository: Repository,
        layout: Layout,
        before: StoredPage,
        key: str,
        journal: Journal,
    ) -> Change:
        note = one_line(journal.public_note)
        files: dict[str, bytes] = {}
        if note:
            text = pages.tombstone(
                layout, before, key=key, note=note, at=journal.asked_at, newsroom=self._newsroom
            )
            files[before.path] = text.encode()
        return Change(
            key=key,
            subject="Withdraw a story",
            files=files,
            removed=self._left_over(repository, before, files),
            facts={WITHDRAWN: "yes"},
        )

    def _carry_out(
        self,
        repository: Repository,
        layout: Layout,
        change: Change,
        journal: Journal,
        theirs: str | None,
        step: str = "commit",
    ) -> None:
        journal.begin(step, remote_id=change.key)
        made = commit(repository, change)
        page = repository.page(made, change.key, layout)
        mark = {"remote_id": change.key, "fingerprint": page.fingerprint if page else ""}
        if theirs is not None:
            remote_branch.publish(repository, repository.remote(), change.key, theirs)
        journal.done(step, commit=repository.git.ask("rev-parse", "HEAD").text, **mark)


def _subject(what: str, headline: str) -> str:
    return f"{what}: {shorten(one_line(headline), _SUBJECT - len(what) - 2)}"


def _stem(path: str) -> str:
    return path.rpartition(".")[0].removesuffix("/index")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PushRefused(
            f"The prepared picture {path.name} is gone.",
            safe=SAFE,
            next_step="Push again: the pictures are then made anew from their originals.",
        ) from error
