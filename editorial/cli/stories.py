"""``editorial story …``: write, import, list, show, set, check."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.cli.console import plain
from editorial.cli.wiring import Commands, add, add_group, moment, pairs
from editorial.system.errors import BadFile, WrongUsage
from editorial.system.time_words import END_OF_DAY

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.stories.outside.page_facts import PageFacts
    from editorial.stories.rows import StoryDetail

_FILING = ["type", "section", "also_in", "tags", "byline", "slug", "language", "assigned_to"]
_MOMENTS = {
    "due_at": END_OF_DAY,
    # A day alone would leave open whether its morning is meant.
    "embargo_at": None,
    "publish_at": None,
    "dated_at": dt.time(12),
}
"""Each with the hour that a day alone means."""
_ALIASES = {
    "title": "headline",
    "date": "dated_at",
    "due": "due_at",
    "embargo": "embargo_at",
    "publish": "publish_at",
    "assigned": "assigned_to",
    "words": "word_target",
}
_PICTURE = ("hero", "hero_caption", "hero_alt")

_SET_HELP = """
Set fields of a story: editorial story set SLUG FIELD=VALUE …

Words:    headline, dek, body (a text, or @FILE to read it from a file, @- from standard input)
Filing:   type, section, also_in, tags, byline (names with commas), slug, language, assigned_to
Dates:    due, embargo, publish, date, like 2026-11-22T17:00, "Fri 18:00", "in 2 hours" or
          "18:00 Europe/Berlin"; on the newsroom's clock where no zone is named
Length:   words (a number, 0 for no target, empty for the newsroom's)
Photo:    hero (a photo's id, or empty to take it out), hero_caption, hero_alt
Related:  related (slugs or addresses with commas; replaces the list; pages are looked up)
"""


def add_commands(commands: Commands) -> Commands:
    """Add the commands; return the group, so that others can join it."""
    group = add_group(commands, "story", "write, import, list, check and move stories")
    new = add(group, "new", _new, "start a draft")
    new.add_argument("--headline", default="")
    new.add_argument("--dek", default="")
    new.add_argument("--type", default="", help="story type, such as Analysis")
    new.add_argument("--section", default="")
    new.add_argument("--byline", action="append", help="a name; may be given again")
    new.add_argument(
        "--body", default="", metavar="FILE", help="a Markdown file; - reads standard input"
    )
    take_in = add(
        group,
        "import",
        _import,
        "take in a story file with its pictures",
        description="Take in Markdown with YAML front matter (title, dek, type, section, also_in, "
        "tags, byline, date, slug, language, hero, hero_caption, hero_credit, hero_alt, related) "
        "or plain text, whose first line is the headline. Pictures are paths beside the file.",
    )
    take_in.add_argument("file", type=Path)
    listing = add(group, "list", _list, "list stories, newest first")
    listing.add_argument(
        "--queue", default="all", help="my_drafts, submitted, in_edit, ready, late …"
    )
    listing.add_argument("--section", default="", help="a section's slug")
    listing.add_argument("--type", default="", help="a story type's slug")
    listing.add_argument("--writer", default="")
    listing.add_argument("--sort", default="newest", help="newest, oldest, due or headline")
    listing.add_argument("--whose", default="", help="mine or unclaimed; else the whole desk's")
    listing.add_argument("--assigned", default="", metavar="NAME", help="whoever has it")
    listing.add_argument("--due", default="", help="overdue, today, week or none")
    listing.add_argument("--open-notes", action="store_true", help="only with unsettled notes")
    listing.add_argument("--filter", default="", metavar="NAME", help="a saved filter")
    listing.add_argument("--search", default="", metavar="WORDS")
    listing.add_argument("--limit", type=int, default=200)
    add(group, "show", _show, "show everything of a story").add_argument("story")
    setting = add(group, "set", _set, "set fields of a story", description=_SET_HELP)
    setting.add_argument("story")
    setting.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    check = add(group, "check", _check, "say what is still missing before a story can go out")
    check.add_argument("story")
    check.add_argument(
        "--for", dest="gate", choices=("submit", "approve", "publish"), default="approve",
        help="submitting asks less than approving (the default) and publishing",
    )  # fmt: skip
    check.add_argument("--links", action="store_true", help="ask first whether links answer")
    return group


def _new(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.drafts import new_story, open_story

    body = text_of("@" + options.body) if options.body else ""
    made = new_story(
        newsroom.store,
        who=newsroom.person,
        headline=options.headline,
        dek=options.dek,
        body=body,
        type=options.type,
        section=options.section,
        byline=options.byline,
        language=newsroom.settings.newsroom.language,
    )
    story = open_story(newsroom.store, _created(made.created))
    console.say(f"Draft “{story.headline or 'without a headline'}” is {story.slug} ({story.id}).")
    console.value(brief(story))
    return 0


def _import(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.importing import import_story

    done = import_story(
        newsroom.store, options.file, who=newsroom.person, workbench=newsroom.workbench
    )
    story = done.story
    console.say(f"“{story.headline}” is {story.slug} ({story.id}), {story.word_count} words.")
    for result in done.photos:
        if result.photo is not None:
            console.say(f"  photo {result.file.name}: {result.photo.credit or 'no credit yet'}")
    for warning in done.warnings:
        console.say(f"  note: {warning}")
    console.value(
        brief(story)
        | {"photos": [plain(result) for result in done.photos], "warnings": list(done.warnings)}
    )
    return 0


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.queue_filter import QueueFilter
    from editorial.review.queues import story_keys, story_rows
    from editorial.review.saved_filters import named_filter
    from editorial.stories.search import search

    wanted = QueueFilter(
        queue=options.queue,
        section=options.section,
        type=options.type,
        writer=options.writer,
        sort=options.sort,
        whose=options.whose,
        assigned=options.assigned,
        due=options.due,
        open_notes=options.open_notes,
    )
    if options.filter:
        kept = named_filter(newsroom.store, options.filter, newsroom.person).wanted
        # What is asked for on top of the saved filter goes before it.
        asked = {f.name: getattr(wanted, f.name) for f in fields(wanted)}
        plain_wish = QueueFilter()
        wanted = replace(
            kept, **{name: v for name, v in asked.items() if v != getattr(plain_wish, name)}
        )
    keys = story_keys(newsroom.store, wanted, newsroom.person)
    if options.search:
        hits = {hit.story.id for hit in search(newsroom.store, options.search, options.limit)}
        rows = [row for row in story_rows(newsroom.store, keys) if row.id in hits]
    else:
        rows = list(story_rows(newsroom.store, keys[: max(0, options.limit)]))
    for row in rows:
        kicker = " · ".join(part for part in (row.type, row.section) if part)
        console.say(f"{row.status.label:<11} {row.word_count:>6} words  {row.slug}")
        console.say(
            f"{'':<11} {row.headline or 'No headline yet'}" + (f"  [{kicker}]" if kicker else "")
        )
    if not rows:
        console.say("No story here. Start one with `editorial story new`.")
    console.value([plain(row) | {"title": row.headline} for row in rows])
    return 0


def _show(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.queries import photo_rows
    from editorial.publishing.outbox import deliveries
    from editorial.review.notes import notes
    from editorial.stories.drafts import open_story
    from editorial.stories.events import events
    from editorial.stories.versions import versions

    store = newsroom.store
    story = open_story(store, options.story)
    photos = {row.id: row for row in photo_rows(store, [p.photo_id for p in story.photos])}
    told = notes(store, story.id)
    sent = deliveries(store, story_id=story.id)
    history = versions(store, story.id)
    kicker = " | ".join(part for part in (story.type, story.section) if part)
    console.say(
        f"{kicker}\n{story.headline}\n{story.dek}\nBy {', '.join(story.byline) or 'nobody'}"
    )
    console.say(f"{story.status.label} · {story.word_count} words · {story.slug} · {story.id}\n")
    for placed in story.photos:
        photo = photos[placed.photo_id]
        console.say(f"{placed.role} photo: {photo.file_name}: {photo.credit or 'no credit'}")
    for link in story.links:
        console.say(f"related: {link.title} ({link.url or link.slug})")
    for note in told:
        console.say(
            f"note by {note.author}{' (resolved)' if note.resolved_at else ''}: {note.text}"
        )
    for delivery in sent:
        console.say(f"{delivery.endpoint_name}: {delivery.state_words}. {delivery.message}")
    console.say(f"{len(history)} versions\n\n{story.body}")
    console.value(
        plain(story)
        | {
            "title": story.headline,
            "photos": [
                plain(placed)
                | {"id": str(placed.photo_id), "photo": plain(photos[placed.photo_id])}
                for placed in story.photos
            ],
            "links": plain(story.links),
            "notes": plain(told),
            "events": plain(events(store, story.id)),
            "versions": plain(history),
            "deliveries": plain(sent),
        }
    )
    return 0


def _set(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.stories.drafts import open_story, save_text
    from editorial.stories.filing import file_story

    fields = {_ALIASES.get(name, name): value for name, value in pairs(options.fields).items()}
    known = {"headline", "dek", "body", "related", "word_target", *_PICTURE, *_FILING, *_MOMENTS}
    if unknown := sorted(set(fields) - known):
        raise WrongUsage(
            f"A story has no field “{unknown[0]}”.",
            next_step=f"The fields are: {', '.join(sorted(known))}.",
        )
    store, who = newsroom.store, newsroom.person
    story = open_story(store, options.story)
    words = {name: text_of(fields[name]) for name in ("headline", "dek", "body") if name in fields}
    if words:
        old = {"headline": story.headline, "dek": story.dek, "body": story.body}
        save_text(store, story.id, who=who, base=story.text_revision, **(old | words))
    filing: dict[str, Any] = {name: fields[name] for name in _FILING if name in fields}
    if "word_target" in fields:
        filing["word_target"] = _number(fields["word_target"])
    filing |= {
        name: moment(newsroom, fields[name], hour=hour)
        for name, hour in _MOMENTS.items()
        if name in fields
    }
    if filing:
        for notice in file_story(store, story.id, who=who, **filing).notices:
            console.say(f"note: {notice}")
    _set_hero(newsroom, story, fields, console)
    if "related" in fields:
        _set_related(newsroom, story, fields["related"])
    story = open_story(store, story.id)
    console.say(f"{story.slug}: {', '.join(sorted(fields))} set.")
    console.value(plain(story) | {"title": story.headline})
    return 0


def _set_hero(
    newsroom: Newsroom, story: StoryDetail, fields: dict[str, str], console: Console
) -> None:
    from editorial.photos.queries import photo
    from editorial.stories.placements import place_hero, remove_hero

    if not set(fields) & set(_PICTURE):
        return
    if fields.get("hero") == "":
        remove_hero(newsroom.store, story.id, who=newsroom.person)
        return
    present = story.hero
    if "hero" in fields:
        photo_id = photo(newsroom.store, fields["hero"]).id
    elif present is not None:
        photo_id = present.photo_id
    else:
        raise WrongUsage("The story has no hero photo yet.", next_step="Set hero=PHOTO first.")
    kept = present if present is not None and present.photo_id == photo_id else None
    changes = place_hero(
        newsroom.store,
        story.id,
        photo_id,
        who=newsroom.person,
        caption=fields.get("hero_caption", kept.caption if kept else None),
        alt=fields.get("hero_alt", kept.alt if kept else None),
    )
    for notice in changes.notices:
        console.say(f"note: {notice}")


def _set_related(newsroom: Newsroom, story: StoryDetail, value: str) -> None:
    from editorial.stories.related import link_page, link_story, unlink

    store, who = newsroom.store, newsroom.person
    wanted = [item.strip() for item in value.split(",") if item.strip()]
    for link in story.links:
        if not ({link.slug, link.url, str(link.story_id)} & set(wanted)):
            unlink(store, story.id, link.id, who=who)
    for item in wanted:
        if "://" in item:
            if all(link.url != item for link in story.links):
                facts = _page_facts(newsroom, item)
                link_page(
                    store,
                    story.id,
                    who=who,
                    url=item,
                    title=facts.title or item if facts else item,
                    section=facts.section if facts else "",
                    excerpt=facts.excerpt if facts else "",
                )
        else:
            link_story(store, story.id, item, who=who)


def _page_facts(newsroom: Newsroom, address: str) -> PageFacts | None:
    """Return what a page says of itself; None where it cannot be read, which is told."""
    from editorial.stories.outside.outside_page import look_up
    from editorial.system.errors import EnvironmentProblem, RuleRefused

    try:
        return look_up(newsroom.store, address)
    except (EnvironmentProblem, RuleRefused) as error:
        sys.stderr.write(f"{error.message} The link has its address for a title.\n")
        return None


def _check(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.checks.all_checks import findings
    from editorial.review.readiness import check_story
    from editorial.stories.workflow import Gate

    if options.links:
        from editorial.review.link_answers import ask_links

        ask_links(newsroom.store, options.story, again=True, progress=console.progress)
    results = check_story(newsroom.store, options.story, Gate(options.gate))
    signs = {"pass": "ok   ", "note": "look ", "warn": "why? ", "block": "stop "}
    for result in results:
        console.say(f"{signs[result.level]} {result.message}")
    console.value([finding.to_json() for finding in findings(results)])
    return 0


def brief(story: StoryDetail) -> dict[str, Any]:
    """Return what every story command tells a script first."""
    return {
        "id": str(story.id),
        "slug": story.slug,
        "title": story.headline,
        "status": story.status.value,
    }


def text_of(value: str) -> str:
    """Return the value itself, or what ``@FILE`` holds."""
    if not value.startswith("@"):
        return value
    if value == "@-":
        return sys.stdin.read()
    try:
        return Path(value[1:]).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            f"{value[1:]} cannot be read as text.",
            safe="Nothing was changed.",
            next_step="Give a text file in UTF-8.",
        ) from error


def _number(value: str) -> int | None:
    if not value.strip():
        return None
    if not value.strip().isdecimal():
        raise WrongUsage(f"“{value}” is no number of words.", next_step="Write it like words=800.")
    return int(value)


def _created(created: Any) -> Any:
    assert created is not None  # a creating use case always says what it made
    return created
