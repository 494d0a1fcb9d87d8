"""The published JSON schema of ninjs 3.1 (IPTC, MIT licence beside it), formats checked too."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

_FILE = Path(__file__).with_name("ninjs-schema_3.1.json")
_ELSEWHERE = "https://geojson.org/schema/GeoJSON.json"
"""Named for places, which Editorial does not write; nothing is fetched for it."""
_OURS = frozenset({"uri", "date-time"})


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(_FILE.read_text("utf-8"))
    formats = FormatChecker()
    # Without the library that knows a format it would pass in silence.
    assert set(formats.checkers) >= _OURS
    anything = Resource.from_contents({"$schema": schema["$schema"]})
    registry = Registry().with_resource(_ELSEWHERE, anything)
    return Draft202012Validator(schema, registry=registry, format_checker=formats)


def flaws(item: Any) -> list[str]:
    """Return what the schema says against an item, each with its place."""
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(item)]
