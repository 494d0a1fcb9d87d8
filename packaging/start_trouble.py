"""What the set-up says: progress on standard error, and the one sentence that ends a run.

Standard output belongs to the app (``start.py story list --json`` must print JSON only).
"""

import errno
import sys
from pathlib import Path

EXIT_ENVIRONMENT = 3
SPACE_NEEDED_MB = 1500


class Trouble(Exception):
    """Something about this computer stops the set-up; the message says what to do next."""


def say(text: str) -> None:
    """One line to the person."""
    print(text, file=sys.stderr, flush=True)


def explain_os_error(error: OSError, root: Path) -> str:
    """One sentence for a failed file operation below ``root``."""
    where = error.filename or root
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full ({where}); free about {SPACE_NEEDED_MB / 1000:.1f} GB, "
            "then run the same command again."
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"Editorial cannot write {where}; copy its folder to a place that is yours, "
            "then run the same command there."
        )
    return f"{error.strerror or error} ({where}); mend that, then run the same command again."
