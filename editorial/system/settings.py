"""Settings of the person and the newsroom: one small JSON file, written atomically."""

from __future__ import annotations

import dataclasses
import getpass
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from editorial.system.errors import HomeUnusable
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from editorial.system.paths import Home

T = TypeVar("T")
Scheme = Literal["system", "light", "dark"]
CreditForm = Literal["supplier", "creator"]
CreditSeparator = Literal["/", " / ", " | "]
CreditCapitals = Literal["kept", "houses", "all"]
Lit = Literal["paragraph", "sentence", "all"]
_CHOICES: dict[str, tuple[str, ...]] = {
    "scheme": get_args(Scheme),
    "lit": get_args(Lit),
    "credit_form": get_args(CreditForm),
    "credit_separator": get_args(CreditSeparator),
    "credit_capitals": get_args(CreditCapitals),
}


@dataclass(frozen=True, slots=True)
class FollowLink:
    """A place where readers can follow the newsroom."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """Who sits at this computer. ``roles`` are names of `editorial.stories.people.Role`.

    On a computer without a shared newsroom one person holds every role.
    """

    name: str = ""
    roles: tuple[str, ...] = ("writer", "editor", "photo", "publisher", "chief")
    scheme: Scheme = "system"
    seen_welcome: bool = False
    autopair: bool = True
    """Whether quotes, brackets and marks are closed as they are opened."""
    lit: Lit = "paragraph"
    """What focus mode leaves undimmed."""
    typewriter: bool = False
    """Whether the line that is written stays at one height of the page."""
    spelling: bool = True
    """Whether words that are in no dictionary are underlined."""
    house_style: bool = True
    """Whether what is against the house style is underlined."""
    watched_folder: str = ""
    """Pictures that are put there come into the library by themselves; empty for none."""


@dataclass(frozen=True, slots=True)
class NewsroomSettings:
    """What the house is called and how it writes."""

    title: str = "Our newsroom"
    tagline: str = ""
    language: str = "en"
    time_zone: str = ""
    newsletter_heading: str = "Newsletter"
    newsletter_text: str = ""
    newsletter_url: str = ""
    follow: tuple[FollowLink, ...] = ()
    credit_label: str = "Photo"
    """Stands before a credit line, without a colon; empty for no label."""
    credit_form: CreditForm = "supplier"
    credit_separator: CreditSeparator = "/"
    """Between the names of a line that is printed creator first."""
    credit_capitals: CreditCapitals = "kept"
    """Whether agencies, or whole credit lines, are printed in capitals."""
    private_out: bool = False
    """Whether place, position and camera data go out inside pictures."""
    avif: bool = False
    """Whether pages get AVIF files too: a seventh smaller than WebP, and as slow again to make."""
    headline_limit: int = 70
    word_target: int = 900
    rubric_type: str = "qiosk"
    """Slug of the story type whose short posts stand in a box of their own."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in ``settings.json``."""

    person: PersonSettings = field(default_factory=PersonSettings)
    newsroom: NewsroomSettings = field(default_factory=NewsroomSettings)

    def with_person(self, **changes: Any) -> Settings:
        """Return a copy with fields of the person changed."""
        return dataclasses.replace(self, person=dataclasses.replace(self.person, **changes))

    def with_newsroom(self, **changes: Any) -> Settings:
        """Return a copy with fields of the newsroom changed."""
        return dataclasses.replace(self, newsroom=dataclasses.replace(self.newsroom, **changes))


def load_settings(home: Home) -> Settings:
    """Read the settings; where there is no file yet, the defaults.

    Keys that this version does not know are left out; raises `HomeUnusable` for a file that
    is not ours to read.
    """
    try:
        raw = json.loads(home.settings.read_text("utf-8"))
        return Settings(
            person=_read(PersonSettings, raw.get("person", {})),
            newsroom=_read(NewsroomSettings, raw.get("newsroom", {})),
        )
    except FileNotFoundError:
        return Settings(person=PersonSettings(name=_login_name()))
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise HomeUnusable(
            f"The settings file {home.settings} cannot be read ({error}).",
            safe="Your stories are untouched.",
            next_step="Mend the file, or move it away to start with the defaults.",
        ) from error


def save_settings(home: Home, settings: Settings) -> None:
    """Write the settings. Raises `DiskFull` or `HomeUnusable`; then the old ones stand."""
    data = json.dumps(dataclasses.asdict(settings), indent=2, ensure_ascii=False)
    write_atomically(home.settings, data.encode("utf-8") + b"\n")


def clean_label(text: str) -> str:
    """Return a credit label without the colons that the page sets itself."""
    return " ".join(text.split()).strip(" :：")


def choices(name: str) -> tuple[str, ...]:
    """Return what a setting of that name can be, nothing where it is free."""
    return _CHOICES.get(name, ())


def _read(kind: type[T], raw: object) -> T:
    if not isinstance(raw, dict):
        raise TypeError(f"{raw!r} is no list of settings")
    values: dict[str, Any] = {}
    for entry in dataclasses.fields(kind):  # type: ignore[arg-type]
        if entry.name in raw:
            values[entry.name] = _value(entry, raw[entry.name])
    return kind(**values)


def _value(entry: dataclasses.Field[Any], value: Any) -> Any:
    """Return a value of the file as the field holds it. Raises `TypeError` or `ValueError`."""
    is_list = isinstance(entry.default, tuple)
    # Exactly that type: True is no number of words.
    if not (isinstance(value, list) if is_list else type(value) is type(entry.default)):
        raise TypeError(f"{entry.name} is {value!r}")
    if (known := _CHOICES.get(entry.name)) and value not in known:
        raise ValueError(f"{entry.name} is {value!r}, not one of {', '.join(known)}")
    if entry.name == "follow":
        return tuple(FollowLink(str(link["label"]), str(link["url"])) for link in value)
    return tuple(str(item) for item in value) if is_list else value


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "Writer"
