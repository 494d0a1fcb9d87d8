"""The desk is painted before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlalchemy", "alembic", "PIL", "markdown", "jinja2", "exiv2", "editorial.storage")


def test_the_room_brings_nothing_heavy_along():
    code = (
        "import sys; import editorial.desk.writing.room; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
