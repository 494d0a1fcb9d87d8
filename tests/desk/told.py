"""Stand-ins for the shell: what the desk said, and where it wanted to go."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class ToldNotices:
    """Keeps what the desk said."""

    told: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    then: object = None

    def tell(self, text, *, action="", then=None):
        self.told.append(text)
        self.then = then

    def refuse(self, error, *, action="", then=None):
        self.refused.append(error)
        self.then = then

    def clear(self):
        self.refused.clear()


@dataclass
class ToldGuide:
    """Keeps where the desk wanted to go."""

    targets: list = field(default_factory=list)

    def go_to(self, target):
        self.targets.append(target)
