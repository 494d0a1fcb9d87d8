"""What is checked, as plain values: the rules know no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editorial.stories.workflow import Gate, Status

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping

    from editorial.photos.credits.house_rules import HouseRules
    from editorial.review.checks.levels import CheckLevels
    from editorial.review.checks.results import Level
    from editorial.review.link_answers import LinkState
    from editorial.review.similar import Twin
    from editorial.stories.snapshot import StorySnapshot
    from editorial.stories.text.spelling.speller import Speller
    from editorial.stories.text.style.engine import StyleRules


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the library knows of a photo."""

    file_name: str
    caption: str
    alt: str
    decorative: bool
    credit: str
    rights_expire_at: dt.datetime | None = None
    embargo_until: dt.datetime | None = None
    use_limit: int | None = None
    uses: int = 0
    """Other stories in which it ran or is going to."""
    rating: int = 0
    web_only: bool = False
    territory: str = ""
    content_credentials: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A story before a gate, with all that the rules need to know about its surroundings."""

    story: StorySnapshot
    gate: Gate
    now: dt.datetime
    is_short_post: bool = False
    """A rubric's short post (QiOSK) needs no dek and no photo."""
    word_count: int = 0
    photos: Mapping[uuid.UUID, PhotoFacts] = field(default_factory=dict)
    linked: Mapping[uuid.UUID, tuple[str, Status]] = field(default_factory=dict)
    """Headline and status of each story that is linked to or related."""
    open_notes: int = 0
    open_suggestions: int = 0
    headline_limit: int = 70
    style: StyleRules | None = None
    """The house style; without it nothing is said about style."""
    ignored_words: frozenset[str] = frozenset()
    """Words that are right in this story."""
    speller: Speller | None = None
    """For the story's language; without it nothing is said about spelling."""
    credit_rules: HouseRules | None = None
    """How suppliers want to be named; without it nothing is said about that."""
    credit_form: str = "supplier"
    """The newsroom's form of a credit line, supplier or creator."""
    related_photos: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """The hero of each related story of ours: it is shown beside its headline."""

    publish_at: dt.datetime | None = None
    """When it is planned to go out; None for at once."""
    embargo_at: dt.datetime | None = None
    """Until when nothing of it may be public."""
    twins: tuple[Twin, ...] = ()
    """Public stories with nearly the same headline."""
    slug_holder: str = ""
    """Headline of the story that has this one's slug without the number at its end."""
    web_links: tuple[LinkState, ...] = ()
    """The pages elsewhere to which it leads, and what they answered."""
    type_slug: str = ""
    levels: CheckLevels | None = None
    """The levels in force; without them each rule speaks for itself."""

    @property
    def goes_at(self) -> dt.datetime:
        """The moment for which rights have to hold."""
        return max(self.publish_at or self.now, self.now)

    @property
    def later(self) -> Level:
        """The level of what may still be missing at submission, but not in public."""
        return "warn" if self.gate is Gate.SUBMIT else "block"
