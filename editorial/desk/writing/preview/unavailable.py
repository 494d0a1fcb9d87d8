"""Why the page cannot be shown inside the desk."""

from __future__ import annotations

from editorial.system.errors import EnvironmentProblem


class PreviewUnavailable(EnvironmentProblem):
    """Qt WebEngine is missing, or does not work on this computer."""
