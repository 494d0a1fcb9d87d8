"""The order of the house form: people first, the supplier last."""

from __future__ import annotations

from editorial.photos.credits.parts import Kind, Part
from editorial.photos.credits.vocabulary import words

_Parts = tuple[Part, ...]

_GIVERS = frozenset(["institution", "government", "agency", "outlet"])
_INSTITUTIONS = frozenset(["institution", "government"])
_NEVER_GIVERS = frozenset(["wire", "distributor"])


def arrange(parts: _Parts) -> list[Part]:
    """Return the parts creator first; an agency that leads its own form goes behind the names.

    ``REUTERS/Kevin Lamarque/Pool`` has a leader (the agency), names (all up to the next known
    house) and no tail; its house form is names, leader, tail.
    """
    parts = _giver_first(parts)
    leader, names, tail = _cut(parts)
    if not leader or not _says_who(names):
        return _people_first(parts)
    names = tuple(part._replace(joint="/") for part in names)
    leader = (leader[0]._replace(joint="/"), *leader[1:])
    people = [part for part in names if part.kind is Kind.CREATOR]
    houses = [part for part in names if part.kind is Kind.HOUSE]
    flags = [part for part in names if part.kind in {Kind.FLAG, Kind.LICENCE}]
    clients = [part for part in names if part.kind is Kind.CLIENT]
    # A house behind a supplier gave the photo to it; behind an institution it is a part of it.
    gave = leader[-1].role not in _GIVERS or any(part.role == "handout" for part in flags)
    if gave:
        return _people_first((*people, *houses, *flags, *leader, *clients, *tail))
    return _people_first((*people, *flags, *leader, *houses, *clients, *tail))


def house_joint(part: Part) -> str:
    """Return what joins a part to the one before it in the house form."""
    if part.kind is Kind.CLIENT:
        return " for "
    word = part.joint.strip(" ,/").casefold()
    return " via " if word in words("words", "via") else "/"


def _cut(parts: _Parts) -> tuple[_Parts, _Parts, _Parts]:
    """Return leader, names and tail."""
    leading = next((index for index, part in enumerate(parts) if not _is_known(part)), len(parts))
    givers = _givers(parts, leading)
    leading -= givers
    if leading and parts[leading - 1].role in _INSTITUTIONS and not _names_people(parts):
        leading = 0
    behind = parts[leading:]
    until = givers + _until_known(behind[givers:])
    return parts[:leading], behind[:until], behind[until:]


def _givers(parts: _Parts, leading: int) -> int:
    """Return how many of the leading houses gave the handout that follows ("EPA/NASA HANDOUT")."""
    if leading == len(parts) or parts[leading].role != "handout":
        return 0
    count = 0
    while count < leading and parts[leading - count - 1].role in _GIVERS:
        count += 1
    return count


def _until_known(parts: _Parts) -> int:
    """Return how many parts stand before the next known house.

    Behind a lone "handout" the next house is its giver, and belongs to the names.
    """
    for index, part in enumerate(parts):
        given = index == 1 and parts[0].role == "handout" and part.role != "distributor"
        if _is_known(part) and not (given and "/" in part.joint):
            return index
    return len(parts)


def _giver_first(parts: _Parts) -> _Parts:
    """Return ``Handout/Port authority`` with the giver in front."""
    if len(parts) < 2 or parts[0].role != "handout" or parts[1].kind is not Kind.HOUSE:
        return parts
    if parts[1].role in _NEVER_GIVERS or house_joint(parts[1]) != "/":
        return parts
    return (parts[1], parts[0]._replace(joint="/"), *parts[2:])


def _is_known(part: Part) -> bool:
    return part.kind is Kind.HOUSE and bool(part.role) and not part.courtesy


def _names_people(parts: _Parts) -> bool:
    return any(part.kind is Kind.CREATOR for part in parts)


def _says_who(parts: _Parts) -> bool:
    """Whether the names hold more than "file" or a licence."""
    return any(
        part.kind in {Kind.CREATOR, Kind.HOUSE}
        or part.role in {"pool", "handout", "stringer", "courtesy"}
        for part in parts
    )


def _people_first(parts: _Parts) -> list[Part]:
    people = [part for part in parts if part.kind is Kind.CREATOR]
    return [*people, *(part for part in parts if part.kind is not Kind.CREATOR)]
