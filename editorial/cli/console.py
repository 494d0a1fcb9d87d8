"""What a command says: sentences for a person, or one JSON value for a script."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from editorial.system.errors import ChecksFailed, EditorialError


class Console:
    """Standard output and error of one command.

    With ``--json``, standard output gets exactly one JSON value and nothing else.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, text: str = "") -> None:
        """Tell a person; silent for a script."""
        if not self.as_json:
            sys.stdout.write(text + "\n")

    def aside(self, text: str) -> None:
        """Tell on standard error, whoever listens."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def value(self, value: Any) -> None:
        """Give a script its value; silent for a person."""
        if self.as_json:
            self.line(value)

    def line(self, value: Any) -> None:
        """Write a JSON value on one line."""
        sys.stdout.write(json.dumps(plain(value), ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def progress(self, done: int, total: int, what: str) -> None:
        """Show how far a long job is, on standard error and only to a person."""
        if self.as_json or not sys.stderr.isatty():
            return
        text = f"{done} of {total} {what}"[:78] if done < total else ""
        sys.stderr.write(f"\r{text:<78}\r")
        sys.stderr.flush()

    def refuse(self, error: EditorialError) -> int:
        """Say what is wrong and return the exit code."""
        self.aside(f"editorial: {error.message}")
        for sentence in (error.safe, error.next_step):
            if sentence:
                self.aside(f"  {sentence}")
        words: dict[str, Any] = {
            "kind": type(error).__name__,
            "message": error.message,
            "safe": error.safe,
            "next_step": error.next_step,
        }
        if isinstance(error, ChecksFailed):
            words["findings"] = [plain(finding) for finding in error.findings]
        self.value({"error": words})
        return error.exit_code


def plain(value: Any) -> Any:
    """Return ``value`` as JSON: ids and moments as text, spans in seconds, rows as objects."""
    to_json = getattr(value, "to_json", None)
    if callable(to_json):
        return plain(to_json())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            entry.name: plain(getattr(value, entry.name)) for entry in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, uuid.UUID | Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
