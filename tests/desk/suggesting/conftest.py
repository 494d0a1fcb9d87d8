"""The desk and the stories of the review's tests."""

from __future__ import annotations

from tests.desk.reviewing.conftest import (  # noqa: F401
    desk,
    editor,
    endpoint,
    in_order,
    returned_once,
    submitted,
    writer,
)
