"""Names that an endpoint has for our sections, tags and story types.

A newsroom's words stay its own: what goes to an endpoint bears the names that are used there.
Written as ``Ours = theirs; Ours too = theirs``; with nothing behind the sign it is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.kind import Choice
from editorial.publishing.piece import Term
from editorial.stories.text.words import slug_of
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from editorial.publishing.endpoints.kind import Kind
    from editorial.publishing.piece import Piece

SECTIONS, TAGS, TYPES = "sections_as", "tags_as", "types_as"
_FORM = "Ours = theirs; ours too = theirs. With nothing behind the sign it is left out."
CHOICES = (
    Choice(SECTIONS, "Sections have other names there", "", _FORM),
    Choice(TAGS, "Tags have other names there", "", _FORM),
    Choice(TYPES, "Story types have other names there", "", _FORM),
)


def choices_of(kind: Kind) -> tuple[Choice, ...]:
    """Return what can be chosen for an endpoint of a kind: its own choices, and the names."""
    return kind.choices + CHOICES


def read_names(text: str) -> dict[str, str]:
    """Return their name of each of ours, ours without regard to case.

    Raises `WrongUsage` for what has no sign, or names one of ours twice.
    """
    names: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.replace("\n", ";").split(";"))):
        ours, sign, theirs = (part.strip() for part in pair.partition("="))
        if not sign or not ours:
            raise WrongUsage(
                f"“{pair}” does not say which name stands for which.",
                next_step="Write it like: Global Crises = World; QiOSK = Briefs",
            )
        if ours.casefold() in names:
            raise WrongUsage(f"“{ours}” is named twice.", next_step="Give it one name there.")
        names[ours.casefold()] = theirs
    return names


def under_their_names(piece: Piece, options: Mapping[str, Any]) -> Piece:
    """Return the piece as it goes to an endpoint with these options."""
    sections, tags, types = (
        read_names(str(options.get(name) or "")) for name in (SECTIONS, TAGS, TYPES)
    )
    if not (sections or tags or types):
        return piece
    found = _all((piece.section, *piece.also_in), sections)
    kinds = _all((piece.type,), types)
    return replace(
        piece,
        section=found[0] if found else None,
        also_in=found[1:],
        tags=_all(piece.tags, tags),
        type=kinds[0] if kinds else None,
        related=tuple(
            replace(each, section=sections.get(each.section.casefold(), each.section))
            for each in piece.related
        ),
    )


def _all(terms: Iterable[Term | None], names: Mapping[str, str]) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    for term in terms:
        if term is None:
            continue
        name = names.get(term.name.casefold())
        new = term if name is None else Term(name, slug_of(name), term.media_topic)
        # Two of ours may be one there.
        if new.name:
            found.setdefault(new.name.casefold(), new)
    return tuple(found.values())
