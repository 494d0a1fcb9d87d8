"""The use cases that the writing desk asks for, imported when they are first called.

They bring SQLAlchemy, Pillow and Markdown with them, which would cost the first paint half a
second. Each is called as ``use_case(store, …)`` on one of the threads of `desk.kit.jobs`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class UseCase:
    """A function of a lower room, known by its place."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *args: Any, **words: Any) -> Any:
        """Import the module where that has not happened yet, and call the function."""
        return getattr(import_module(self._module), self._name)(*args, **words)

    def __repr__(self) -> str:
        """Name the function, for logs."""
        return f"{self._module}.{self._name}"


new_story = UseCase("editorial.stories.drafts", "new_story")
open_story = UseCase("editorial.stories.drafts", "open_story")
save_text = UseCase("editorial.review.note_following", "save_text")
restore = UseCase("editorial.stories.drafts", "restore")
change_brief = UseCase("editorial.review.assignments", "change_brief")
file_story = UseCase("editorial.stories.filing", "file_story")
sections = UseCase("editorial.stories.vocabulary", "sections")
story_types = UseCase("editorial.stories.vocabulary", "story_types")
tags = UseCase("editorial.stories.vocabulary", "tags")
contributors = UseCase("editorial.stories.vocabulary", "contributors")
place_hero = UseCase("editorial.stories.placements", "place_hero")
remove_hero = UseCase("editorial.stories.placements", "remove_hero")
words_for_placing = UseCase("editorial.stories.photo_uses", "words_for_placing")
place_inline = UseCase("editorial.stories.placements", "place_inline")
split_caption = UseCase("editorial.photos.credits.captions", "split_caption")
move_credit = UseCase("editorial.stories.caption_credit", "move_credit")
set_photo_words = UseCase("editorial.stories.placements", "set_photo_words")
link_story = UseCase("editorial.stories.related", "link_story")
link_page = UseCase("editorial.stories.related", "link_page")
ignore_words = UseCase("editorial.stories.ignored_words", "ignore_words")
check_again = UseCase("editorial.stories.ignored_words", "check_again")
unlink = UseCase("editorial.stories.related", "unlink")
look_up_page = UseCase("editorial.stories.outside.outside_page", "look_up")
take_page_picture = UseCase("editorial.stories.outside.outside_page", "take_picture")
order_links = UseCase("editorial.stories.related", "order_links")
suggest = UseCase("editorial.stories.related", "suggest")
versions = UseCase("editorial.stories.versions", "versions")
snapshot = UseCase("editorial.stories.versions", "snapshot")
checkpoint = UseCase("editorial.stories.versions", "checkpoint")
events = UseCase("editorial.stories.events", "events")
recent_stories = UseCase("editorial.stories.linked", "recent_stories")
linked_stories = UseCase("editorial.stories.linked", "linked_stories")
search = UseCase("editorial.stories.search", "search")
import_story = UseCase("editorial.stories.importing", "import_story")
unasked_links = UseCase("editorial.review.link_answers", "unasked")
ask_links = UseCase("editorial.review.link_answers", "ask_links")
check_story = UseCase("editorial.review.readiness", "check_story")
take_step = UseCase("editorial.review.decisions", "take_step")
notes = UseCase("editorial.review.note_rows", "notes")
place_of = UseCase("editorial.review.note_rows", "place_of")
suggestions = UseCase("editorial.review.suggestion_rows", "suggestions")
changes_between = UseCase("editorial.review.suggestion_places", "changes_between")
proposal_of = UseCase("editorial.review.suggestions", "proposal_of")
propose = UseCase("editorial.review.suggestions", "propose")
accept_suggestions = UseCase("editorial.review.suggestions", "accept")
reject_suggestions = UseCase("editorial.review.suggestions", "reject")
keep_unsent = UseCase("editorial.review.unsent_notes", "keep_unsent")
unsent_notes = UseCase("editorial.review.unsent_notes", "unsent_notes")
people = UseCase("editorial.review.mentions", "people")
mentions_of = UseCase("editorial.review.mentions", "mentions_of")
add_note = UseCase("editorial.review.notes", "add_note")
resolve_note = UseCase("editorial.review.notes", "resolve_note")
reopen_note = UseCase("editorial.review.notes", "reopen_note")
word_changes = UseCase("editorial.review.compare", "word_changes")
endpoints = UseCase("editorial.publishing.addresses", "endpoints")
deliveries = UseCase("editorial.publishing.outbox", "deliveries")
approve_and_queue = UseCase("editorial.publishing.release", "approve_and_queue")
queue_pushes = UseCase("editorial.publishing.release", "queue_pushes")
queue_withdrawal = UseCase("editorial.publishing.release", "queue_withdrawal")
schedule = UseCase("editorial.publishing.release", "schedule")
reschedule = UseCase("editorial.publishing.replanning", "reschedule")
unschedule = UseCase("editorial.publishing.release", "unschedule")
undo_step = UseCase("editorial.publishing.undoing", "undo_step")
cancel_delivery = UseCase("editorial.publishing.outbox", "cancel")
publish_correction = UseCase("editorial.publishing.corrections", "publish_correction")
what_changed = UseCase("editorial.publishing.corrections", "what_changed")
holdings = UseCase("editorial.publishing.held_copies", "holdings")
withdraw = UseCase("editorial.publishing.withdrawal", "withdraw")
story_record = UseCase("editorial.publishing.record.story_record", "story_record")
record_as_json = UseCase("editorial.publishing.record.sealed", "as_json")
write_record = UseCase("editorial.publishing.record.sealed", "write_record")
render_preview = UseCase("editorial.publishing.preview", "render_preview")
export_story = UseCase("editorial.publishing.exporting.export", "export_story")
photos_by_id = UseCase("editorial.photos.queries", "photo_rows")
photo_ids = UseCase("editorial.photos.queries", "photo_ids")
import_photos = UseCase("editorial.photos.ingest", "import_photos")
edit_photo = UseCase("editorial.photos.edits", "edit_photo")
use_read_credit = UseCase("editorial.photos.edits", "use_read_credit")
name_as_asked = UseCase("editorial.photos.house_naming", "name_as_asked")
read_credit = UseCase("editorial.photos.credits.reading", "read_credit")
