"""The pieces that a credit is made of, while it is read."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What one piece of a credit says."""

    CREATOR = "creator"
    HOUSE = "house"
    FLAG = "flag"
    LICENCE = "licence"
    CLIENT = "client"


class Part(NamedTuple):
    """One piece: ``text`` is the house's name for it, ``typed`` the supplier's, cleaned.

    ``joint`` is what stands between it and the piece before ("/", " via ", ", ").
    ``role`` is a house's role in the gazetteer ("" when it is unknown) or a flag's name.
    ``sure`` is False where the piece was guessed or its spelling mended.
    """

    kind: Kind
    text: str
    typed: str
    joint: str = "/"
    role: str = ""
    sure: bool = True
    title: str | None = None
    courtesy: bool = False


class Draft(NamedTuple):
    """A credit half read: ``text`` is what is still to be understood."""

    text: str
    parts: tuple[Part, ...] = ()
    lead: str = ""
    made: str = ""
    by: bool = False
    mandatory: bool = False
    licence: str | None = None
    licence_typed: str = ""
    work_title: str | None = None
    supplier_ref: str | None = None
    restrictions: tuple[str, ...] = ()
    public_domain: bool = False
    listed: bool = False
    #: Words were left out that may not belong to the credit at all.
    lost: bool = False
    doubts: float = 0.0
