"""Entry: ``editorial`` opens the desk, ``editorial COMMAND`` is the command line."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 environment."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--photo-worker"]:
        # A frozen program has no Python to start its photo worker with: it starts itself.
        from editorial.photos.worker import main as open_pictures

        open_pictures()
        return 0
    from editorial.cli.main import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
