"""Names suppliers as they ask, on many photos at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.photos.credits.house_rules import load_rules
from editorial.photos.credits.naming import Advice, naming_advice
from editorial.photos.edits import edit_each
from editorial.photos.queries import find_photo

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.storage.changes import Changes
    from editorial.storage.store import Store


def advice_for(store: Store, line: str, credit_form: str = "supplier") -> Advice | None:
    """Return what the supplier of a line asks for; None where all is well."""
    return naming_advice(line, load_rules(store.home), form=credit_form)


def name_as_asked(
    store: Store, photo_ids: Sequence[uuid.UUID], *, who: str, credit_form: str = "supplier"
) -> Changes:
    """Give each photo the line by which its supplier asks to be named, where one is sure.

    Photos that follow already stay as they are. Raises `NotFound`; then nothing was changed.
    """
    rules = load_rules(store.home)
    values: dict[uuid.UUID, dict[str, Any]] = {}
    with store.read() as session:
        for photo_id in photo_ids:
            credit = find_photo(session, photo_id).credit
            advice = naming_advice(credit, rules, form=credit_form)
            if advice is not None and advice.line:
                values[photo_id] = {"credit": advice.line}
    return edit_each(store, values, who=who)
