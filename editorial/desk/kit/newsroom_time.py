"""The newsroom's clock: planning happens in its time zone, wherever the person sits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.system.clock import utc_now
from editorial.system.errors import WrongUsage
from editorial.system.zones import computer_zone, newsroom_zone

if TYPE_CHECKING:
    import datetime as dt

    from editorial.desk.kit.context import NewsroomLike


def planning_zone(newsroom: NewsroomLike) -> dt.tzinfo:
    """Return the newsroom's zone; this computer's where the settings name one that is none.

    What is published in such a zone is refused with a word; a screen must still be drawn.
    """
    try:
        return newsroom_zone(newsroom.settings.newsroom)
    except WrongUsage:
        return computer_zone()


def planning_now(newsroom: NewsroomLike) -> dt.datetime:
    """Return the present moment on the newsroom's clock."""
    return utc_now().astimezone(planning_zone(newsroom))
