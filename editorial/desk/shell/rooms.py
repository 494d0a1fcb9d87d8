"""Builds the rooms. Imported when the newsroom is open: it brings every use case with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.desk.outbox.room import OutboxRoom
from editorial.desk.photo_desk.room import PhotoDeskRoom
from editorial.desk.planning.room import CalendarRoom
from editorial.desk.writing.room import WritingRoom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.room import Room
    from editorial.desk.shell.places import RoomName


def build_rooms(context: DeskContext) -> Mapping[RoomName, Room]:
    """Return each room by the name that the rail's places use."""
    return {
        "stories": WritingRoom(context),
        "photos": PhotoDeskRoom(context),
        "outbox": OutboxRoom(context),
        "calendar": CalendarRoom(context),
    }
