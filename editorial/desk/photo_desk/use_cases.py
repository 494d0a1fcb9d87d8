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

photo_rows = UseCase("editorial.photos.queries", "photo_rows")
queue_counts = UseCase("editorial.photos.queries", "queue_counts")
edit_photos = UseCase("editorial.photos.edits", "edit_photos")
split_caption = UseCase("editorial.photos.credits.captions", "split_caption")
credit_problems = UseCase("editorial.photos.credits.problems", "credit_problems")
photo_runs = UseCase("editorial.publishing.photo_runs", "photo_runs")

__all__ = [
    "credit_problems",
    "edit_photo",
    "edit_photos",
    "import_photos",
    "photo_ids",
    "photo_rows",
    "photo_runs",
    "queue_counts",
    "read_credit",
    "split_caption",
    "use_read_credit",
]
