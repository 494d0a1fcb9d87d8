"""``editorial demo``: whole as a process of its own, and honest when something goes wrong."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from editorial.cli import demo
from editorial.cli.main import run
from tests.cli.conftest import ROOT

STEPS = ["_photos", "_sample", "_draft", "_file", "_publish", "_page", "_screens"]


def test_the_demo_goes_from_a_draft_to_a_verified_page(tmp_path) -> None:
    out = tmp_path / "the demo"
    done = subprocess.run(
        [sys.executable, "-m", "editorial", "demo", "--out", str(out), "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"},
        timeout=550,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["delivery"]["verified"] is True
    assert told["delivery"]["state"] == "verified"
    assert len(told["steps"]) >= 8
    page = (out / "home" / "site" / "index.html").read_text("utf-8")
    assert "What the tug crews say about the queue" in page
    assert (out / "page.html").is_file()
    assert len(told["screens"]) >= 4
    sizes = set()
    for path in told["screens"]:
        with Path(path).open("rb") as picture:
            head = picture.read(24)
        assert head.startswith(b"\x89PNG")
        sizes.add(struct.unpack(">II", head[16:24]))
    assert all(width >= 1000 and height >= 600 for width, height in sizes)
    assert "Traceback" not in done.stderr


def test_a_home_that_is_not_empty_is_left_alone(tmp_path, capsys) -> None:
    mine = tmp_path / "home" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert run(["demo", "--out", str(tmp_path)]) == 3
    assert "is not empty" in capsys.readouterr().err
    assert list(tmp_path.rglob("*")) == [mine.parent, mine]
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("step", STEPS)
def test_the_first_step_that_fails_ends_it_with_an_error(
    tmp_path, monkeypatch, capsys, step
) -> None:
    done: list[str] = []

    def stand_in(name):
        def work(newsroom, account, *_rest):
            done.append(name)
            account.tell(name)
            account.insist(name != step, f"{name} is sabotaged")
            return ()

        return work

    for name in STEPS:
        monkeypatch.setattr(demo, name, stand_in(name))
    assert run(["demo", "--out", str(tmp_path), "--json"]) == 1
    captured = capsys.readouterr()
    assert f"{step} is sabotaged" in captured.err
    assert json.loads(captured.out)["error"]["kind"] == "DemoFailed"
    assert done == STEPS[: STEPS.index(step) + 1]


def test_a_wrong_credit_in_the_library_is_noticed(tmp_path, monkeypatch, capsys) -> None:
    """Nothing is taken on trust: a photo that is mended wrongly ends the demo."""
    from editorial.photos import edits

    def wrongly(store, photo_id, *, who):
        return edits.edit_photo(store, photo_id, who=who, credit="POOL via ZUMA")

    monkeypatch.setattr(edits, "use_read_credit", wrongly)
    assert run(["demo", "--out", str(tmp_path)]) == 1
    assert "is credited “POOL via ZUMA”" in capsys.readouterr().err
