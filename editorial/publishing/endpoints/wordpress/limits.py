"""Tries how large a file a site's server lets through, leaving nothing behind.

WordPress does not tell over its interface. What is sent is no file that it keeps: by its name
it is of no allowed type, which WordPress says after it has read it; a server in between that
takes less says so before (413).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.endpoints.wordpress.errors import Refused, ServerFailed
from editorial.system.errors import NetworkDown

if TYPE_CHECKING:
    from editorial.publishing.endpoints.wordpress.client import Client

SIZES = (8 << 20, 2 << 20, 900 << 10)
"""Bytes, the largest first. Web servers as they come let 1 MB (nginx) or 2 MB (PHP) through."""


def taken(client: Client) -> int | None:
    """Return the largest of `SIZES` that was let through; 0 for none, None where it is unclear."""
    for size in SIZES:
        try:
            answer = client.upload(
                "/wp/v2/media",
                bytes(size),
                {
                    "Content-Type": "application/octet-stream",
                    "Content-Disposition": 'attachment; filename="size-test.editorial"',
                },
            )
        except Refused as no:
            if no.status != 413:
                return size
        except (ServerFailed, NetworkDown):
            return None
        else:
            # A site that keeps everything: take it away again.
            client.delete(f"/wp/v2/media/{answer.data['id']}", force=True)
            return size
    return 0


def words(taken_bytes: int) -> str:
    """Say in a sentence that the limit is low, and who can raise it."""
    size = f"{taken_bytes / (1 << 20):.0f} MB" if taken_bytes >= 1 << 20 else "about 1 MB"
    over = f"over {size}" if taken_bytes else "of a photo's size"
    return (
        f"The site's server lets no file {over} through, so larger photos will be refused. Ask its "
        "host to raise the limit (nginx: client_max_body_size)."
    )
