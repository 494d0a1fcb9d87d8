"""``editorial demo``: the whole job, from a draft to a page that is read back and verified.

Everything is done by the use cases that the desk and the command line use. Each step says
what came of it; the first that is not as it should be ends the demo with an error.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from editorial.system.errors import EditorialError, HomeUnusable
from editorial.system.paths import Home, resource

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.app import Newsroom
    from editorial.cli.console import Console

_HERO = "Shutterstock_1068582437-1-scaled.jpg"
_INLINE = "treaty-table.jpg"
_CREDITS = {
    _HERO: "Dimitrije Ostojic / Shutterstock.com",
    _INLINE: "© POOL via ZUMA Press Wire",
}
_HEADLINE = "What the tug crews say about the queue"


class DemoFailed(EditorialError):
    """A step of the demo did not come out as it should."""


class _Account:
    """Tells each step, and insists on what it should have come to."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self.steps: list[str] = []

    def tell(self, text: str) -> None:
        self.steps.append(text)
        self._console.say(f"{time.monotonic() - self._began:5.1f} s  {text}")

    def insist(self, holds: object, what: str) -> None:
        if not holds:
            raise DemoFailed(
                f"The demo did not come out right: {what}.",
                next_step="Please report this with the lines above.",
            )


def run_demo(out: Path, console: Console) -> int:
    """Run the demo with everything in ``out``. Raises `DemoFailed` or `HomeUnusable`."""
    from editorial.app import open_newsroom

    home = Home(out / "home")
    if home.root.exists() and any(home.root.iterdir()):
        raise HomeUnusable(
            f"{home.root} is not empty.",
            safe="Nothing was changed.",
            next_step="Give the demo a folder of its own with --out DIR.",
        )
    account = _Account(console)
    with closing(open_newsroom(home)) as newsroom:
        newsroom.change_settings(newsroom.settings.with_person(name="Elin Maraschek"))
        photos = _photos(newsroom, account)
        _sample(newsroom, account)
        story_id = _draft(newsroom, account, photos)
        _file(newsroom, account, story_id, photos)
        row = _publish(newsroom, account, story_id)
        page = _page(newsroom, account, story_id, row, out)
        screens = _screens(newsroom, account, out)
    console.say()
    console.say(f"The site:     {home.site / 'index.html'}")
    console.say(f"The story:    {page}")
    console.say(f"The desk:     {out / 'screens'} ({len(screens)} pictures)")
    console.say(f"Its data:     {home.root}")
    console.say(f"Look at it:   editorial --home {home.root} site serve")
    console.value(
        {
            "out": str(out),
            "home": str(home.root),
            "site": str(home.site),
            "page": str(page),
            "screens": [str(path) for path in screens],
            "steps": account.steps,
            "delivery": {"state": row.state, "url": row.url, "verified": row.verified},
        }
    )
    return 0


def _photos(newsroom: Newsroom, account: _Account) -> dict[str, uuid.UUID]:
    """Import two photos with embedded IPTC and mend what is wrong with them."""
    from editorial.photos.credits.captions import split_caption
    from editorial.photos.edits import edit_photo, use_read_credit
    from editorial.photos.ingest import import_photos
    from editorial.photos.queries import photo

    store, who = newsroom.store, newsroom.person.name
    folder = resource("sample", "photos")
    results, _ = import_photos(
        store, [folder / _HERO, folder / _INLINE], who=who, workbench=newsroom.workbench
    )
    found = {result.file.name: result.photo for result in results if result.photo}
    account.insist(set(found) == {_HERO, _INLINE}, "a photo was refused")
    for name, row in found.items():
        account.tell(f"Imported {name}; its credit came as “{row.credit_raw}”")
    hero, inline = found[_HERO], found[_INLINE]
    for row in (hero, inline):
        use_read_credit(store, row.id, who=who)
        caption, credit = split_caption(row.caption)
        if credit is not None:
            edit_photo(store, row.id, who=who, caption=caption)
            account.tell(f"Took the credit out of the caption “{caption}”")
    edit_photo(
        store,
        hero.id,
        who=who,
        caption="Tugs wait off the outer harbour, 20 November 2026.",
        alt="Dark water and a low coast under a pale morning sky",
    )
    if not inline.alt:
        edit_photo(
            store,
            inline.id,
            who=who,
            alt="A long table with papers and empty chairs before a window",
        )
    for name, photo_id in ((_HERO, hero.id), (_INLINE, inline.id)):
        row = photo(store, photo_id)
        account.insist(not row.problems, f"{name} still has a problem: {row.problems}")
        account.insist(row.credit == _CREDITS[name], f"{name} is credited “{row.credit}”")
        account.tell(f"Mended {name}; the credit is now “{row.credit}”")
    return {"hero": hero.id, "inline": inline.id}


def _sample(newsroom: Newsroom, account: _Account) -> None:
    from editorial.app import SITE
    from editorial.publishing.addresses import endpoint
    from editorial.publishing.outbox import deliveries
    from editorial.publishing.sample_newsroom import load_sample

    changes = load_sample(
        newsroom.store,
        who=newsroom.person,
        workbench=newsroom.workbench,
        courier=newsroom.courier,
        endpoint_id=endpoint(newsroom.store, SITE).id,
    )
    rows = deliveries(newsroom.store)
    account.insist(rows and all(row.verified for row in rows), "a sample story did not arrive")
    account.tell(f"Loaded the sample newsroom: {len(changes.stories)} stories, {len(rows)} pushes")


def _draft(newsroom: Newsroom, account: _Account, photos: dict[str, uuid.UUID]) -> uuid.UUID:
    from editorial.stories.drafts import new_story, open_story, save_text

    store, who = newsroom.store, newsroom.person
    queue = open_story(store, "middle-ports-big-stakes")
    body = resource("sample", "demo", "what-the-tug-crews-say.md").read_text("utf-8")
    body = body.replace("{queue}", str(queue.id)).replace("{inline}", str(photos["inline"]))
    made = new_story(store, who=who, headline=_HEADLINE)
    account.insist(made.created, "no draft was made")
    story = open_story(store, made.created)  # type: ignore[arg-type]
    # As it is typed: some paragraphs at a time, each saved.
    paragraphs = body.split("\n\n")
    base = story.text_revision
    for count in range(1, len(paragraphs) + 1):
        base = save_text(
            store,
            story.id,
            who=who,
            base=base,
            headline=_HEADLINE,
            dek="Nine boats, forty people, and one sheet of paper that nobody has read.",
            body="\n\n".join(paragraphs[:count]),
        ).text_revision
    story = open_story(store, story.id)
    account.insist(story.body == body, "the saved text is not the typed one")
    account.tell(
        f"Drafted “{story.headline}”, {story.word_count} words, saved {len(paragraphs)} times"
    )
    return story.id


def _file(
    newsroom: Newsroom, account: _Account, story_id: uuid.UUID, photos: dict[str, uuid.UUID]
) -> None:
    from editorial.review.decisions import take_step
    from editorial.review.readiness import check_story
    from editorial.stories.drafts import open_story
    from editorial.stories.filing import file_story
    from editorial.stories.placements import place_hero
    from editorial.stories.related import link_story
    from editorial.stories.workflow import Step

    store, who = newsroom.store, newsroom.person
    file_story(
        store,
        story_id,
        who=who,
        type="Reporting",
        section="Global Crises",
        also_in=["Europe"],
        tags=["shipping", "labour", "ports"],
    )
    place_hero(store, story_id, photos["hero"], who=who)
    link_story(store, story_id, "middle-ports-big-stakes", who=who)
    link_story(store, story_id, "who-pays-when-the-lighthouse-goes-dark", who=who)
    findings = [result for result in check_story(store, story_id) if result.level != "pass"]
    account.insist(not findings, f"checks found {[result.message for result in findings]}")
    account.tell("Filed, tagged and linked; every check passes")
    take_step(store, story_id, Step.SUBMIT, who=who)
    take_step(store, story_id, Step.CLAIM, who=who)
    read = open_story(store, story_id)
    take_step(store, story_id, Step.APPROVE, who=who, revision=read.revision)
    account.tell("Submitted, claimed and approved")


def _publish(newsroom: Newsroom, account: _Account, story_id: uuid.UUID) -> Any:
    from editorial.app import SITE
    from editorial.publishing.addresses import endpoint
    from editorial.publishing.release import queue_push
    from editorial.stories.drafts import open_story

    place = endpoint(newsroom.store, SITE)
    queued = queue_push(newsroom.store, story_id, place.id, who=newsroom.person)
    account.insist(queued.created, "nothing was queued")
    row = newsroom.courier.deliver(queued.created)  # type: ignore[arg-type]
    account.insist(row.verified, f"the push is {row.state}: {row.message} {row.differences}")
    status = open_story(newsroom.store, story_id).status
    account.insist(status == "published", f"the story is {status}")
    account.tell(f"Pushed to the site, read back: {row.message}")
    return row


def _page(newsroom: Newsroom, account: _Account, story_id: uuid.UUID, row: Any, out: Path) -> Path:
    """Look at what the site now holds: the page, its data for machines, its pictures."""
    import html as html_entities

    from editorial.photos.metadata.reading import read_metadata
    from editorial.publishing.preview import render_preview
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, story_id)
    site = newsroom.home.site
    pages = [path for path in site.rglob("index.html") if path.parent.name == story.slug]
    account.insist(len(pages) == 1, f"the story stands {len(pages)} times on the site")
    html = html_entities.unescape(pages[0].read_text("utf-8"))
    for words, what in (
        (story.headline, "the headline"),
        (_CREDITS[_HERO], "the hero's credit"),
        (_CREDITS[_INLINE], "the inline photo's credit"),
        ('"NewsArticle"', "the structured data"),
        ('"creditText"', "the credit in the structured data"),
        ("Keep reading", "the related stories"),
        ("Elin Maraschek", "the byline"),
    ):
        account.insist(words in html, f"{what} is missing on the page")
    account.insist("Photo: :" not in html and "||" not in html, "a credit on the page is unclean")
    pictures = sorted(site.rglob(f"{story.slug}-hero*.jpg"))
    account.insist(pictures, "the hero's file is missing")
    for picture in pictures:
        credit = read_metadata(picture).credit
        account.insist(
            credit == _CREDITS[_HERO],
            f"{picture.name} carries the credit “{credit}”",
        )
    account.tell(f"Checked the page and the credit inside {len(pictures)} picture files")
    render_preview(
        newsroom.store,
        story_id,
        out / "page.html",
        workbench=newsroom.workbench,
        newsroom=newsroom.settings.newsroom,
    )
    return pages[0]


def _screens(newsroom: Newsroom, account: _Account, out: Path) -> tuple[Path, ...]:
    # The pictures are taken without a screen, so that they look the same everywhere.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from editorial.desk.shell.snapshots import save_snapshots

    screens = save_snapshots(newsroom, out / "screens")
    empty = [path.name for path in screens if path.stat().st_size < 10_000]
    account.insist(len(screens) >= 4 and not empty, f"pictures are missing or empty: {empty}")
    account.tell(f"Took {len(screens)} pictures of the desk")
    return screens
