"""The record of a story: complete, in order, in plain words, sealed."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import select

import editorial
from editorial.publishing.outbox import Decision
from editorial.publishing.record import event_words, sealed
from editorial.publishing.record.story_record import story_record
from editorial.stories import versions
from editorial.stories.models import Event
from editorial.stories.workflow import Step
from editorial.system.errors import BadFile


def _constants(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    return []


def _written_kinds() -> set[str]:
    """Every kind of story event that the code writes."""
    found = {step.value for step in Step} | set(get_args(Decision))
    for path in Path(editorial.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name == "record" and len(node.args) > 1:
                found.update(_constants(node.args[1]))
            if name == "Event":
                for word in node.keywords:
                    found.update(_constants(word.value) if word.arg == "what" else [])
            if "_tell" in (name, getattr(node.func, "attr", "")) and "desk" not in path.parts:
                for value in node.args:
                    found.update(_constants(value))
    # What happens to an endpoint belongs to no story.
    return {kind for kind in found if not kind.startswith("endpoint")}


def test_every_kind_of_event_has_plain_words() -> None:
    written = _written_kinds()
    assert {"created", "note_resolved", "withdrawn", "overwrite", "return"} <= written
    assert written - event_words.KNOWN == set()


def test_an_event_of_a_later_version_is_told_all_the_same() -> None:
    assert event_words.say("brand_new", {"by": "hand", "none": None}) == "brand new (by: hand)"


def test_it_holds_every_event_and_every_version_in_order(store, story_id) -> None:
    record = story_record(store, story_id)
    with store.read() as session:
        kinds = session.scalars(select(Event.what).where(Event.story_pk.is_not(None))).all()
    told = [entry.kind for entry in record.entries if entry.source == "event"]
    assert sorted(told) == sorted(kinds)
    assert set(told) <= event_words.KNOWN
    numbers = {entry.version for entry in record.entries}
    assert {row.number for row in versions.versions(store, story_id)} <= numbers
    moments = [entry.at for entry in record.entries]
    assert moments == sorted(moments)


def test_it_says_what_was_done_in_plain_words(store, story_id) -> None:
    entries = story_record(store, story_id).entries
    said = [entry.sentence for entry in entries]
    assert "Ida Holm returned it to its writer with a note: “Put it on the record.”" in said
    assert "Ida Holm wrote a note: “Which berth?”" in said
    assert "Ida Holm published a correction: “It is 42.”" in said
    assert "Ida Holm withdrew it, because: “Libel”; readers are told: “We took it down.”" in said
    assert any(line.startswith("Ida Holm placed the photo photo-1.jpg") for line in said) or any(
        "hero photo" in line for line in said
    )
    assert "Site was read back: readers no longer see it" in said
    corrected = next(entry for entry in entries if entry.kind == "correction")
    assert any("Forty-one" in text and "Forty-two" in text for _, text in corrected.details)
    approved = next(entry for entry in entries if entry.kind == "approve")
    assert (approved.status_from, approved.status_to) == ("submitted", "ready")


def test_a_whole_file_is_whole_and_every_change_shows(store, story_id, tmp_path) -> None:
    record = story_record(store, story_id)
    path = sealed.write_record(record, tmp_path / "record.json")
    values = sealed.read_record(path)
    assert sealed.flaw(values) == ""
    assert sealed.differs(values, record) == ""
    for index in range(len(values["entries"])):
        for name in values["entries"][index]:
            changed = json.loads(path.read_text("utf-8"))
            changed["entries"][index][name] = "forged"
            assert sealed.flaw(changed), (index, name)
        shorter = json.loads(path.read_text("utf-8"))
        del shorter["entries"][index]
        assert sealed.flaw(shorter)
    for name in ("made_at", "newsroom", "story", "time_zone"):
        changed = json.loads(path.read_text("utf-8"))
        changed[name] = "forged"
        assert "head" in sealed.flaw(changed)


def test_a_forged_chain_differs_from_the_newsrooms_own(store, story_id) -> None:
    record = story_record(store, story_id)
    values = sealed.as_json(record)
    values["entries"][3]["who"] = "Somebody else"
    assert "Entry 4" in sealed.differs(values, record)


def test_an_older_file_still_agrees_when_the_story_went_on(store, story_id, house) -> None:
    values = sealed.as_json(story_record(store, story_id))
    house.step(story_id, Step.RESTORE)
    assert sealed.differs(values, story_record(store, story_id)) == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "editorial-story-record/1"}'])
def test_another_file_is_refused(tmp_path, text) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(BadFile, match="no record"):
        sealed.read_record(path)
