"""Who acts: a name and the roles that the person holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in the newsroom."""

    WRITER = "writer"
    EDITOR = "editor"
    PHOTO = "photo"
    PUBLISHER = "publisher"
    CHIEF = "chief"


@dataclass(frozen=True, slots=True)
class Person:
    """The one at the keyboard. The chief may do what any other role may."""

    name: str
    roles: frozenset[Role] = frozenset(Role)

    def holds(self, role: Role) -> bool:
        """Return whether the person may act in ``role``."""
        return role in self.roles or Role.CHIEF in self.roles
