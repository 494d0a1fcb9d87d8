"""Whether data has the shape that a system promises: what does not is no answer of that system."""

from __future__ import annotations

from typing import Any

Shape = type | tuple[type, ...] | dict[str, Any] | list[Any]
"""A type or several; an object with at least these keys; or ``[shape]``, a list of such items."""


def fits(value: Any, shape: Shape) -> bool:
    """Return whether ``value`` has at least what ``shape`` asks for. True and False are no ints."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(
            name in value and fits(value[name], inner) for name, inner in shape.items()
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if isinstance(value, bool):
        return shape is bool or (isinstance(shape, tuple) and bool in shape)
    return isinstance(value, shape)
