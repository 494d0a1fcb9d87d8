"""Where a generator keeps pages and pictures, and at which addresses readers find them.

Told by the site's own files as far as they say, else by the generator's own habits:

========  ====================  ======================  ============================
          pages                 pictures                address of a page
========  ====================  ======================  ============================
Hugo      content/posts/        static/images/          /posts/:slug/
Jekyll    _posts/               assets/images/          /:year/:month/:day/:slug.html
Eleventy  posts/ in its input   images/ in its input    /posts/:slug/
========  ====================  ======================  ============================

Each page says its own address in its front matter, so that what Editorial tells of it is true
whatever the site's settings become.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

import yaml

from editorial.publishing.endpoints.static_site.options import see_pattern
from editorial.publishing.endpoints.static_site.trouble import SAFE
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from editorial.publishing.endpoints.static_site.options import Options

Generator = Literal["hugo", "jekyll", "eleventy"]
NAMES: dict[Generator, str] = {"hugo": "Hugo", "jekyll": "Jekyll", "eleventy": "Eleventy"}
_ENDINGS = ("toml", "yaml", "yml", "json")
_HUGO = ("hugo", "config", "config/_default/hugo", "config/_default/config")
_ELEVENTY = ("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js")
_FOLDERS = ("posts", "post", "blog", "news", "articles", "stories")
_INPUT = re.compile(r"""\binput\s*:\s*["']([\w./-]+)["']""")
_JEKYLL_STYLES = {
    "date": "/:year/:month/:day/:slug.html",
    "pretty": "/:year/:month/:day/:slug/",
    "none": "/:slug.html",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """One site in a working copy."""

    generator: Generator
    content: str
    """Folder of new pages, as seen from the working copy's, such as ``content/posts``."""
    images: str
    """Folder of pictures, likewise."""
    image_address: str
    """Where readers find that folder: a path that begins and does not end with a slash."""
    permalink: str
    base_url: str
    """Absolute, without a slash at the end; empty where nobody said."""
    raw_html: bool
    """Whether HTML in Markdown reaches readers; Hugo leaves it out unless told."""
    layout: str = ""
    """Template of a page, where it must be named."""

    @property
    def root(self) -> str:
        """The path that every address of the site begins with: empty, or such as ``/blog``."""
        return urlsplit(self.base_url).path.rstrip("/")

    def path_of(self, slug: str, section: str, day: dt.datetime) -> str:
        """Return the path of a page below the site's root, such as ``/posts/slug/``."""
        values = {
            ":slug": slug,
            ":title": slug,
            ":section": section or "stories",
            ":year": f"{day:%Y}",
            ":month": f"{day:%m}",
            ":day": f"{day:%d}",
        }
        return re.sub(r":\w+", lambda found: values[found[0]], self.permalink)

    def url(self, path: str) -> str:
        """Return the absolute address of a path below the root; empty where nobody said."""
        return f"{self.base_url}{quote(path)}" if self.base_url else ""


def layout_of(folder: Path, options: Options) -> Layout:
    """Return the layout of the site in ``folder``.

    Raises `PushRefused` where no generator shows itself, or its settings cannot be read.
    """
    generator = options.generator or _generator_in(folder)
    if generator == "hugo":
        found = _hugo(folder)
    elif generator == "jekyll":
        found = _jekyll(folder)
    else:
        found = _eleventy(folder)
    images = options.image_folder.strip("/") or found.images
    permalink = options.permalink or found.permalink
    see_pattern(permalink)
    return Layout(
        generator=generator,
        content=options.content_folder.strip("/") or found.content,
        images=images,
        image_address=(options.image_address or _served(generator, images, folder)).rstrip("/"),
        permalink=permalink,
        base_url=(options.base_url or found.base_url).rstrip("/"),
        raw_html=found.raw_html,
        layout=options.layout or found.layout,
    )


def is_site(folder: Path) -> bool:
    """Return whether a generator shows itself in ``folder``."""
    try:
        _generator_in(folder)
    except (PushRefused, OSError):
        return False
    return True


def _generator_in(folder: Path) -> Generator:
    if (folder / "_config.yml").is_file() or (folder / "_config.toml").is_file():
        return "jekyll"
    package = folder / "package.json"
    if any((folder / name).is_file() for name in _ELEVENTY) or (
        package.is_file() and "@11ty/eleventy" in package.read_text("utf-8", errors="replace")
    ):
        return "eleventy"
    if any(_present(folder, _HUGO)):
        return "hugo"
    raise PushRefused(
        f"No Hugo, Jekyll or Eleventy site shows itself in {folder}.",
        safe=SAFE,
        next_step="Give the folder that holds the site's settings, or choose the generator.",
    )


def _hugo(folder: Path) -> Layout:
    settings: dict[str, Any] = {}
    for path in _present(folder, _HUGO):
        settings |= _read(path)
    for path in _present(folder, ("config/_default/markup", "config/_default/permalinks")):
        settings.setdefault(path.stem, _read(path))
    content = str(settings.get("contentDir") or settings.get("contentdir") or "content").strip("/")
    section = _first(folder / content, _FOLDERS)
    patterns = _dict(settings.get("permalinks"))
    pattern = _dict(patterns.get("page")).get(section) or patterns.get(section)
    renderer = _dict(_dict(_dict(settings.get("markup")).get("goldmark")).get("renderer"))
    return Layout(
        generator="hugo",
        content=f"{content}/{section}",
        images="static/images",
        image_address="",
        permalink=_usable(str(pattern or "").replace(":section", section), f"/{section}/:slug/"),
        base_url=_address(settings.get("baseURL") or settings.get("baseurl")),
        raw_html=renderer.get("unsafe") is True,
    )


def _jekyll(folder: Path) -> Layout:
    settings: dict[str, Any] = {}
    for path in (folder / "_config.yml", folder / "_config.toml"):
        if path.is_file():
            settings |= _read(path)
    source = str(settings.get("source") or "").strip("./")
    inside = f"{source}/" if source else ""
    pattern = str(settings.get("permalink") or "date")
    url, base = _address(settings.get("url")), str(settings.get("baseurl") or "").strip("/")
    return Layout(
        generator="jekyll",
        content=f"{inside}_posts",
        images=f"{inside}assets/images",
        image_address="",
        permalink=_usable(
            # Jekyll puts a story's own categories first; ours would change with its section.
            _JEKYLL_STYLES.get(pattern, pattern.replace("/:categories", "")),
            _JEKYLL_STYLES["date"],
        ),
        base_url=f"{url.rstrip('/')}/{base}" if url and base else url,
        raw_html=True,
        layout="post",
    )


def _eleventy(folder: Path) -> Layout:
    told = "\n".join(
        (folder / name).read_text("utf-8", errors="replace")
        for name in _ELEVENTY
        if (folder / name).is_file()
    )
    found = _INPUT.search(told)
    source = found[1].strip("./") if found else ("src" if (folder / "src").is_dir() else "")
    inside = f"{source}/" if source and (folder / source).is_dir() else ""
    if (folder / inside / "content").is_dir() and not (folder / inside / "posts").is_dir():
        inside += "content/"
    section = _first(folder / inside, _FOLDERS)
    return Layout(
        generator="eleventy",
        content=f"{inside}{section}",
        images=f"{inside.removesuffix('content/')}images",
        image_address="",
        permalink=f"/{section}/:slug/",
        base_url="",
        raw_html=True,
    )


def _served(generator: Generator, images: str, folder: Path) -> str:
    """Return under which path a generator serves a folder of pictures, unless it is told else."""
    if generator == "hugo":
        return f"/{images.removeprefix('static/')}"
    if generator == "jekyll":
        source = _jekyll(folder).images.removesuffix("assets/images")
        return f"/{images.removeprefix(source)}"
    # Eleventy copies a folder to its place below the input folder.
    source = _eleventy(folder).images.removesuffix("images")
    return f"/{images.removeprefix(source)}"


def _usable(pattern: str, otherwise: str) -> str:
    """Return a site's own pattern where we can follow it."""
    if pattern:
        pattern = f"/{pattern.lstrip('/')}"
    pattern = re.sub(
        r":(slugorfilename|slugorcontentbasename|filename|contentbasename)", ":slug", pattern
    )
    try:
        see_pattern(pattern)
    except PushRefused:
        return otherwise
    return pattern


def _present(folder: Path, stems: tuple[str, ...]) -> list[Path]:
    paths = (folder / f"{stem}.{ending}" for stem in stems for ending in _ENDINGS)
    return [path for path in paths if path.is_file()]


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".toml":
            return tomllib.loads(text)
        return _dict(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PushRefused(
            f"The site's settings in {path.name} cannot be read ({type(error).__name__}).",
            safe=SAFE,
            next_step="Mend that file, then try again.",
        ) from error


def _first(folder: Path, names: tuple[str, ...]) -> str:
    return next((name for name in names if (folder / name).is_dir()), names[0])


def _address(value: Any) -> str:
    """Return a site's own word on its address; placeholders such as ``/`` are none."""
    text = str(value or "").strip()
    return text if re.match(r"https?://[^/\s@]+(/\S*)?$", text) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
