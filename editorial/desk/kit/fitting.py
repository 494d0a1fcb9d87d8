"""How much room a row of controls wants, so that a bar can leave out what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from PySide6.QtWidgets import QBoxLayout, QWidget


def wanted_width(
    row: QBoxLayout,
    *,
    without: Container[QWidget] = (),
    asking: Container[QWidget] = (),
    narrowed: Mapping[QWidget, int] | None = None,
) -> int:
    """Return the width in px of what a row shows.

    Widgets in ``without`` do not count, those in ``asking`` do although they are hidden now;
    ``narrowed`` says to what width a widget may shrink.
    """
    margins = row.contentsMargins()
    wide, parts = margins.left() + margins.right(), 0
    for index in range(row.count()):
        item = row.itemAt(index)
        if item is None:
            continue
        widget = item.widget()
        if widget is None:
            # A stretch, or air.
            wide += item.minimumSize().width()
        elif widget in without or (widget.isHidden() and widget not in asking):
            continue
        elif narrowed and widget in narrowed:
            wide += narrowed[widget]
        else:
            widget.ensurePolished()
            wide += max(widget.sizeHint().width(), widget.minimumWidth())
        parts += 1
    return wide + max(parts - 1, 0) * row.spacing()
