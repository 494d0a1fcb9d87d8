"""Test the connection of a static site: git, working copy, branch, remote, rights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import Connection
from editorial.publishing.endpoints.static_site import remote_branch
from editorial.publishing.endpoints.static_site.layout import NAMES
from editorial.publishing.endpoints.static_site.trouble import plain
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from editorial.publishing.endpoints.static_site.layout import Layout
    from editorial.publishing.endpoints.static_site.options import Options
    from editorial.publishing.endpoints.static_site.repository import Repository


def test(repository: Repository, layout: Layout, options: Options) -> Connection:
    """Return what is there and what may be done. Raises as pushing does."""
    git = repository.git
    found = re.search(r"\d+(\.\d+)+", git.ask("--version").text)
    notices = [
        f"Stories go to {layout.content} on the branch {repository.branch}, "
        f"pictures to {layout.images}."
    ]
    may = True
    try:
        repository.see_ready()
    except PushRefused as error:
        may = False
        notices.append(f"{error.message} {error.next_step}")
    identity = git.run("var", "GIT_COMMITTER_IDENT")
    who = identity.text.rpartition(">")[0] + ">" if identity.ok else ""
    if not identity.ok:
        may = False
        notices.append(
            f"git does not know in whose name to commit ({plain(identity.error)}). "
            "Give this endpoint a name and an e-mail address."
        )
    if options.push:
        may = _remote_notices(repository, notices) and may
    else:
        notices.append("Commits stay in the working copy: someone else must push them.")
    if not layout.base_url:
        notices.append(
            "The site's address on the web is not known, so stories cannot link to each other. "
            "Give it as base_url."
        )
    notices += _working_copy_notices(repository)
    notices += _generator_notices(layout, repository)
    return Connection(
        system=f"{NAMES[layout.generator]} site in git {found[0] if found else ''}".strip(),
        user=who or "nobody yet",
        may_publish=may,
        notices=tuple(notices),
    )


# pytest takes any function of that name for a test.
test.__test__ = False  # type: ignore[attr-defined]


def _remote_notices(repository: Repository, notices: list[str]) -> bool:
    remote = repository.remote()
    theirs = repository.fetch(remote)
    refused = remote_branch.try_push(repository, remote)
    if refused is not None:
        notices.append(refused.message)
    else:
        notices.append(f"The remote {remote.name} answers, and takes pushes to {remote.branch}.")
    foreign = [c for c in repository.ours(f"{theirs}..{repository.ref}") if not c[1]]
    if foreign:
        count = f"{len(foreign)} commits" if foreign[1:] else "1 commit"
        notices.append(f"{count} of others here were never pushed; push them first.")
    return refused is None and not foreign


def _working_copy_notices(repository: Repository) -> list[str]:
    changed = repository.git.ask("status", "--porcelain", "-z", "--no-renames").text
    count = len([entry for entry in changed.split("\0") if entry])
    if not count:
        return []
    files = "1 file is" if count == 1 else f"{count} files are"
    return [f"{files} changed here and not committed; Editorial leaves such files alone."]


def _generator_notices(layout: Layout, repository: Repository) -> list[str]:
    folder = repository.git.folder
    if layout.generator == "hugo" and not layout.raw_html:
        return [
            "Hugo leaves out HTML here (markup.goldmark.renderer.unsafe is off): underlining, "
            "small print and merged table cells become plain words."
        ]
    if layout.generator != "eleventy":
        return []
    notices = []
    settings = [*folder.glob("eleventy.config.*"), *folder.glob(".eleventy.js")]
    told = "".join(path.read_text("utf-8", errors="replace") for path in settings)
    if layout.images.rpartition("/")[2] not in told:
        notices.append(
            f"Eleventy copies {layout.images} only when its settings say so: "
            f'eleventyConfig.addPassthroughCopy("{layout.images}").'
        )
    # A folder's own data name the template for all its pages.
    own = layout.content.rpartition("/")[2]
    data = [*(folder / layout.content).glob(f"{own}.json"),
            *(folder / layout.content).glob(f"{own}.11tydata.*")]  # fmt: skip
    if not layout.layout and not data:
        notices.append(
            f"Nothing names a template for the pages in {layout.content}: choose one here "
            f"(layout), or write {own}.json there."
        )
    return notices
