"""The sample newsroom: stories in every state, photos, and a site, for a look around.

Everything goes through the same use cases as real work: what the sample shows, works.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from editorial.photos.ingest import import_photos
from editorial.publishing.release import queue_push
from editorial.review.decisions import take_step
from editorial.review.notes import add_note, notes
from editorial.storage.changes import Changes
from editorial.stories.drafts import open_story, save_text
from editorial.stories.events import events
from editorial.stories.importing import ImportedStory, import_story, relate_by_slug
from editorial.stories.people import Person
from editorial.stories.text.spelling.speller import own_words
from editorial.stories.text.story_file import read_story_file
from editorial.stories.vocabulary import add_contributor, add_section, add_story_type
from editorial.stories.workflow import Step
from editorial.system.paths import resource
from editorial.system.settings import FollowLink, load_settings, save_settings

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.publishing.courier import Courier
    from editorial.storage.store import Store

Progress = Callable[[int, int, str], None]

# The steps that bring a draft to each state, and who takes them.
_STEPS: dict[str, tuple[tuple[Step, str], ...]] = {
    "draft": (),
    "submitted": ((Step.SUBMIT, "writer"),),
    "in_edit": ((Step.SUBMIT, "writer"), (Step.CLAIM, "editor")),
    "returned": ((Step.SUBMIT, "writer"), (Step.RETURN, "editor")),
    "ready": ((Step.SUBMIT, "writer"), (Step.CLAIM, "editor"), (Step.APPROVE, "editor")),
    "published": ((Step.SUBMIT, "writer"), (Step.CLAIM, "editor"), (Step.APPROVE, "editor")),
}
_OWN = frozenset({"draft", "returned"})
"""States in which a sample story belongs to the person who looks around."""


@dataclass(slots=True)
class _Loader:
    store: Store
    who: Person
    workbench: Workbench
    folder: Path
    facts: dict[str, Any]

    def person(self, role: str) -> Person:
        return Person(self.facts.get("people", {}).get(role, self.who.name))


def load_sample(
    store: Store,
    *,
    who: Person,
    workbench: Workbench,
    courier: Courier,
    endpoint_id: uuid.UUID,
    folder: Path | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Changes:
    """Load the sample newsroom; its published stories are pushed to ``endpoint_id``.

    ``progress`` is told (done, in all, what). When ``cancelled`` says so, what came so far
    stays and the rest is left out until it is loaded again. Loading it twice adds nothing.
    """
    folder = folder or resource("sample")
    facts = tomllib.loads((folder / "newsroom.toml").read_text("utf-8"))
    loader = _Loader(store, who, workbench, folder, facts)
    files = sorted((folder / "stories").glob("*.md"), key=_date)
    total = len(files) + 1
    changes = _furnish(loader)
    imported: list[ImportedStory] = []
    for number, path in enumerate(files):
        if cancelled is not None and cancelled():
            return changes
        if progress is not None:
            progress(number, total, path.stem.replace("-", " "))
        story = _import(loader, path)
        imported.append(story)
        changes |= replace(story.changes, notices=())
    _, added = import_photos(
        store, [folder / "photos"], who=loader.person("photo").name, workbench=workbench
    )
    changes |= replace(added, notices=())
    untouched = [story for story in imported if _is_untouched(store, story)]
    for story in untouched:
        if missing := _missing_links(store, story):
            changes |= relate_by_slug(store, story.story.id, missing, who=who)
    for story in untouched:
        changes |= _bring_to_state(loader, story)
    if progress is not None:
        progress(total - 1, total, "the site")
    changes |= _publish(loader, untouched, courier, endpoint_id)
    if progress is not None:
        progress(total, total, "")
    return changes


def _date(path: Path) -> tuple[str, str]:
    file = read_story_file(path)
    return (file.date.isoformat() if file.date else "9", path.name)


def _furnish(loader: _Loader) -> Changes:
    facts, home = loader.facts, loader.store.home
    letter = facts.get("newsletter", {})
    settings = load_settings(home).with_newsroom(
        title=facts["title"],
        tagline=facts.get("tagline", ""),
        language=facts.get("language", "en"),
        newsletter_heading=letter.get("title", "Newsletter"),
        newsletter_text=letter.get("text", ""),
        newsletter_url=letter.get("url", ""),
        follow=tuple(FollowLink(link["label"], link["url"]) for link in facts.get("follow", ())),
        rubric_type=next(
            (kind["slug"] for kind in facts.get("type", ()) if kind.get("rubric")), "qiosk"
        ),
    )
    save_settings(home, settings)
    own_words(home).add_all(facts.get("words", ()))
    changes = Changes(vocabulary=True)
    for section in facts.get("section", ()):
        changes |= add_section(
            loader.store, section["name"], description=section.get("description", "")
        )
    for kind in facts.get("type", ()):
        changes |= add_story_type(loader.store, kind["name"])
    for person in facts.get("contributor", ()):
        changes |= add_contributor(
            loader.store,
            person["name"],
            line=person.get("role", ""),
            email=person.get("email", ""),
        )
    return changes


def _import(loader: _Loader, path: Path) -> ImportedStory:
    file = read_story_file(path)
    writer = (
        loader.who
        if file.status in _OWN or not file.byline
        else Person(file.byline[0], loader.who.roles)
    )
    return import_story(loader.store, path, who=writer, workbench=loader.workbench)


def _is_untouched(store: Store, imported: ImportedStory) -> bool:
    """Whether nobody has done anything with the story since it came in, now or in a load before.

    Whatever state another one has by now is a person's choice.
    """
    return {event.what for event in events(store, imported.story.id)} <= {"created", "related"}


def _missing_links(store: Store, imported: ImportedStory) -> tuple[str, ...]:
    there = {link.slug for link in open_story(store, imported.story.id).links}
    wanted = (entry.slug for entry in imported.file.related if not entry.url)
    return tuple(slug for slug in wanted if slug and slug not in there)


def _bring_to_state(loader: _Loader, imported: ImportedStory) -> Changes:
    changes = Changes()
    file, story = imported.file, imported.story
    edits = [edit for edit in loader.facts.get("edit", ()) if edit["slug"] == story.slug]
    writer, editor = Person(story.author), loader.person("editor")
    if edits:
        changes |= _save(loader, story.id, _as_submitted(story.body, edits), writer)
    for step, role in _STEPS.get(file.status, ()):
        who = writer if role == "writer" else loader.person(role)
        note = (file.note or "Please see the checks.") if step is Step.RETURN else ""
        changes |= take_step(loader.store, story.id, step, who=who, note=note)
    if edits:
        changes |= _save(loader, story.id, story.body, editor)
    if file.note and not notes(loader.store, story.id):
        quote = _quoted(file.note, story.body)
        changes |= add_note(loader.store, story.id, who=editor, text=file.note, quote=quote)
    return changes


def _save(loader: _Loader, story_id: uuid.UUID, body: str, who: Person) -> Changes:
    story = open_story(loader.store, story_id)
    return save_text(
        loader.store,
        story_id,
        who=who,
        base=story.text_revision,
        headline=story.headline,
        dek=story.dek,
        body=body,
    ).changes


def _as_submitted(body: str, edits: list[dict[str, str]]) -> str:
    """Return the text as it was before the editor's changes."""
    for edit in edits:
        body = body.replace(edit["after"], edit["before"], 1)
    return body


def _quoted(note: str, body: str) -> str:
    """Return the first passage that a note quotes and the body has, else nothing."""
    return next((quote for quote in re.findall(r"“([^”]+)”", note) if quote in body), "")


def _publish(
    loader: _Loader, imported: list[ImportedStory], courier: Courier, endpoint_id: uuid.UUID
) -> Changes:
    public = [s for s in imported if s.file.status == "published"]
    order = {s.story.id: place for place, s in enumerate(public)}
    changes = Changes()
    publisher = loader.person("publisher")
    for story in public:
        changes |= _push(loader.store, story.story.id, endpoint_id, publisher, courier)
    # A story that names one published after it is pushed once more, now that both are public.
    for story in public:
        later = {link.story_id for link in open_story(loader.store, story.story.id).links}
        if any(order.get(target, -1) > order[story.story.id] for target in later if target):
            changes |= _push(loader.store, story.story.id, endpoint_id, publisher, courier)
    return changes


def _push(
    store: Store, story_id: uuid.UUID, endpoint_id: uuid.UUID, who: Person, courier: Courier
) -> Changes:
    changes = queue_push(store, story_id, endpoint_id, who=who)
    if changes.created is not None:
        courier.deliver(changes.created)
    return changes
