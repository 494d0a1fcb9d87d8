"""The newsroom's clock: planning happens in its time zone, wherever the person sits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.system.clock import utc_now
from editorial.system.zones import shown_zone

if TYPE_CHECKING:
    import datetime as dt

    from editorial.desk.kit.context import NewsroomLike


def planning_zone(newsroom: NewsroomLike) -> dt.tzinfo:
    """Return the newsroom's zone, so that a screen can be drawn. See `shown_zone`."""
    return shown_zone(newsroom.settings.newsroom)


def planning_now(newsroom: NewsroomLike) -> dt.datetime:
    """Return the present moment on the newsroom's clock."""
    return utc_now().astimezone(planning_zone(newsroom))
