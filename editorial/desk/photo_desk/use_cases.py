"""The use cases that the photo desk asks for, imported when they are first called.

They bring SQLAlchemy and Pillow with them, which the first paint does not wait for.
"""

from __future__ import annotations

from editorial.desk.writing.use_cases import (
    UseCase,
    edit_photo,
    import_photos,
    photo_ids,
    read_credit,
    use_read_credit,
)

photo_rows = UseCase("editorial.stories.photo_uses", "photo_rows")
queue_counts = UseCase("editorial.stories.photo_uses", "queue_counts")
library_ids = UseCase("editorial.stories.photo_uses", "library_ids")
use_read_credits = UseCase("editorial.photos.edits", "use_read_credits")
undo = UseCase("editorial.photos.history", "undo")
last_action = UseCase("editorial.photos.history", "last_action")
pairs_of = UseCase("editorial.photos.pairs", "pairs_of")
call_different = UseCase("editorial.photos.pairs", "call_different")
keep_one = UseCase("editorial.photos.pairs", "keep_one")
templates = UseCase("editorial.photos.templates", "templates")
save_template = UseCase("editorial.photos.templates", "save_template")
apply_entries = UseCase("editorial.photos.templates", "apply_entries")
load_codes = UseCase("editorial.photos.codes", "load_codes")
find_hits = UseCase("editorial.photos.replacing", "find_hits")
replace_words = UseCase("editorial.photos.replacing", "replace_words")
begin_import = UseCase("editorial.photos.imports", "begin")
run_import = UseCase("editorial.photos.imports", "run")
unfinished_imports = UseCase("editorial.photos.imports", "unfinished")
forget_import = UseCase("editorial.photos.imports", "forget")
look_at_folder = UseCase("editorial.photos.watched", "look")
edit_photos = UseCase("editorial.photos.edits", "edit_photos")
save_copies = UseCase("editorial.photos.copies", "save_copies")
photo_properties = UseCase("editorial.photos.queries", "photo_properties")
split_caption = UseCase("editorial.photos.credits.captions", "split_caption")
credit_problems = UseCase("editorial.photos.credits.problems", "credit_problems")
add_documents = UseCase("editorial.photos.documents", "add_documents")
checked_path = UseCase("editorial.photos.documents", "checked_path")
documents_of = UseCase("editorial.photos.documents", "documents_of")
remove_document = UseCase("editorial.photos.documents", "remove_document")
advice_for = UseCase("editorial.photos.house_naming", "advice_for")
name_as_asked = UseCase("editorial.photos.house_naming", "name_as_asked")
photo_runs = UseCase("editorial.publishing.photo_runs", "photo_runs")

__all__ = [
    "add_documents",
    "advice_for",
    "apply_entries",
    "begin_import",
    "call_different",
    "checked_path",
    "credit_problems",
    "documents_of",
    "edit_photo",
    "edit_photos",
    "find_hits",
    "forget_import",
    "import_photos",
    "keep_one",
    "last_action",
    "library_ids",
    "load_codes",
    "look_at_folder",
    "name_as_asked",
    "pairs_of",
    "photo_ids",
    "photo_properties",
    "photo_rows",
    "photo_runs",
    "queue_counts",
    "read_credit",
    "remove_document",
    "replace_words",
    "run_import",
    "save_copies",
    "save_template",
    "split_caption",
    "templates",
    "undo",
    "unfinished_imports",
    "use_read_credit",
    "use_read_credits",
]
