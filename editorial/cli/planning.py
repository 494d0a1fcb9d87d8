"""``editorial plan`` and ``story assign|brief``: what is to be written, by whom, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.cli.console import plain
from editorial.cli.stories import brief, text_of
from editorial.cli.wiring import Commands, add, add_group, moment, planning_now
from editorial.system.errors import WrongUsage
from editorial.system.local_times import start_of_day
from editorial.system.time_words import say
from editorial.system.zones import newsroom_zone, zone_label

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_story_commands(group: Commands) -> None:
    """Add the commands to ``story``."""
    assign = add(group, "assign", _assign, "ask a writer for a story, with a brief")
    assign.add_argument("--to", required=True, metavar="NAME", help="the writer")
    assign.add_argument("--headline", required=True, help="to work with")
    assign.add_argument("--section", default="")
    assign.add_argument("--type", default="")
    assign.add_argument("--due", default="", help='like "Fri 18:00"')
    assign.add_argument("--words", type=int, default=None, help="how many it is to have")
    assign.add_argument(
        "--brief", default="", metavar="TEXT", help="or @FILE, or @- for standard input"
    )
    change = add(group, "brief", _brief, "show a story's brief, or write it anew")
    change.add_argument("story")
    change.add_argument("text", nargs="?", help="the new words, @FILE, or @-; empty takes it away")


def _assign(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.assignments import assign_story
    from editorial.stories.drafts import open_story

    made = assign_story(
        newsroom.store,
        who=newsroom.person,
        to=options.to,
        headline=options.headline,
        brief=text_of(options.brief),
        section=options.section,
        type=options.type,
        due_at=moment(newsroom, options.due),
        word_target=options.words,
        language=newsroom.settings.newsroom.language,
    )
    assert made.created is not None  # an assignment always is a story
    story = open_story(newsroom.store, made.created)
    for notice in made.notices:
        console.say(notice)
    console.say(f"“{story.headline}” is assigned to {story.assigned_to}: {story.slug}.")
    console.value(brief(story))
    return 0


def _brief(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.assignments import change_brief
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, options.story)
    if options.text is not None:
        change_brief(newsroom.store, story.id, text_of(options.text), who=newsroom.person)
        story = open_story(newsroom.store, story.id)
    console.say(story.brief or "This story has no brief.")
    console.value({"id": str(story.id), "slug": story.slug, "brief": story.brief})
    return 0


def add_commands(commands: Commands) -> None:
    """Add ``plan``."""
    group = add_group(commands, "plan", "what is due, scheduled and published, day by day")
    for name, run, help_ in (
        ("day", _day, "the section budget of a day"),
        ("week", _week, "the calendar of a week"),
    ):
        parser = add(group, name, run, help_)
        parser.add_argument("date", nargs="?", default="today", help='like tomorrow or "24 Nov"')
        parser.add_argument("--section", default="", help="a section's slug")
        if name == "day":
            parser.add_argument("--csv", action="store_true", help="as CSV")
    move = add(group, "move", _move, "move a deadline, an embargo or a publish time")
    move.add_argument("story")
    move.add_argument("what", choices=("due", "scheduled", "embargo"))
    move.add_argument("to", help='like "Fri 18:00"')


def _day(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.budget import as_csv, as_text, budget

    found = budget(newsroom.store, _date(newsroom, options.date), section=options.section)
    console.say((as_csv(found) if options.csv else as_text(found)).rstrip("\r\n"))
    console.value(
        {
            "day": found.day.isoformat(),
            "time_zone": zone_label(found.zone),
            "sections": [
                {
                    "section": part.section,
                    "words": part.words,
                    "target": part.target,
                    "without_photo": part.without_photo,
                    "stories": [plain(row) for row in part.rows],
                }
                for part in found.sections
            ],
        }
    )
    return 0


def _week(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    import datetime as dt

    from editorial.review.calendar import calendar

    day = _date(newsroom, options.date)
    first = day - dt.timedelta(days=day.weekday())
    zone = newsroom_zone(newsroom.settings.newsroom)
    start = start_of_day(first, zone)
    end = start_of_day(first + dt.timedelta(days=7), zone)
    entries = calendar(newsroom.store, start, end, section=options.section)
    shown = None
    for entry in entries:
        local = entry.at.astimezone(zone)
        if local.date() != shown:
            shown = local.date()
            console.say(f"{local:%A} {local.day} {local:%B}")
        late = "  late" if entry.is_late else ""
        console.say(f"  {local:%H:%M} {entry.kind:<9} {entry.headline or entry.slug}{late}")
    if not entries:
        console.say("Nothing is planned in this week.")
    console.value(
        {
            "from": first.isoformat(),
            "time_zone": zone_label(zone),
            "entries": [plain(entry) for entry in entries],
        }
    )
    return 0


def _move(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.replanning import move_entry
    from editorial.stories.drafts import open_story

    to = moment(newsroom, options.to, hour=None)
    if to is None:
        raise WrongUsage("No time is given.", next_step='Write it like "Fri 18:00".')
    story = open_story(newsroom.store, options.story)
    move_entry(newsroom.store, story.id, options.what, to, who=newsroom.person)
    console.say(f"{story.slug}: {options.what} {say(to, planning_now(newsroom))}.")
    console.value(brief(open_story(newsroom.store, story.id)))
    return 0


def _date(newsroom: Newsroom, words: str) -> dt.date:
    found = moment(newsroom, words)
    if found is None:
        raise WrongUsage("No day is given.", next_step="Write it like today or 24 Nov.")
    return found.astimezone(newsroom_zone(newsroom.settings.newsroom)).date()
