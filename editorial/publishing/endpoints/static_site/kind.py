"""A static site in git as a kind of endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.endpoints.kind import Asked, Choice, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets


def _make(row: EndpointRow, home: Home, _secrets: Secrets) -> EndpointClient:
    from pathlib import Path

    from editorial.publishing.endpoints.static_site.endpoint import GitSiteEndpoint
    from editorial.publishing.endpoints.static_site.git import Git
    from editorial.publishing.endpoints.static_site.options import read_options
    from editorial.system.errors import PushRefused
    from editorial.system.settings import load_settings

    options = read_options(row.options)
    names = {"user.name": options.author_name, "user.email": options.author_email}
    folder = Path(row.address).expanduser()
    if not folder.is_absolute():
        raise PushRefused(
            f"“{row.address}” is no whole path of a folder.",
            safe="Your story is safe on this computer.",
            next_step="Add the endpoint again with one such as /home/ada/site.",
        )
    git = Git(folder, settings=names)
    return GitSiteEndpoint(git, options, load_settings(home).newsroom)


def _recognise(folder: Path) -> bool:
    from editorial.publishing.endpoints.static_site.layout import is_site

    in_git = any((place / ".git").exists() for place in (folder, *folder.parents))
    return in_git and is_site(folder)


KIND = Kind(
    "git",
    "Static site in git",
    _make,
    Asked(
        "Folder",
        "A git working copy of the site, best one that nobody else works in.",
        "/home/ada/site",
    ),
    online=False,
    recognise_folder=_recognise,
    choices=(
        Choice(
            "generator",
            "Made with",
            "",
            choices=(
                ("", "found out from the folder"),
                ("hugo", "Hugo"),
                ("jekyll", "Jekyll"),
                ("eleventy", "Eleventy"),
            ),
        ),
        Choice(
            "base_url",
            "Address on the web",
            "",
            "Such as https://example.org/. Empty: as the site's own settings say.",
        ),
        Choice(
            "permalink",
            "Addresses of stories",
            "",
            "Such as /:year/:month/:slug/, with :section and :day besides. Empty: as the site "
            "has them.",
        ),
        Choice("content_folder", "Folder of stories", "", "Such as content/posts or _posts."),
        Choice("image_folder", "Folder of photos", "", "Such as static/images."),
        Choice(
            "image_address",
            "Where readers find that folder",
            "",
            "Such as /images. Empty: as the generator serves it.",
        ),
        Choice("branch", "Branch", "", "Empty: the one that is checked out."),
        Choice(
            "push",
            "Push to the remote",
            True,
            "Off: stories are committed here, and someone else pushes them.",
        ),
        Choice("author_name", "Name in commits", "", "Empty: git's own."),
        Choice("author_email", "E-mail address in commits", ""),
        Choice("layout", "Template of a story", "", "Empty: the site's own; Jekyll's is post."),
        Choice(
            "hero_in_content",
            "Hero photo above the text",
            True,
            "Switch this off only for a theme that prints the image with its caption and credit.",
        ),
        Choice("related_in_content", "Related stories below the text", True),
    ),
)
