"""Editorial beside novelWriter and ReText: start, key to paint, memory, in one run.

The peers come from PyPI into an environment of their own, kept in the folder that
``EDITORIAL_PEERS`` names (else one in the system's temporary folder). Each round is a process of
its own with an empty home; the three take turns, so that the machine's other work falls on all.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from editorial.storage.store import Store
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.system.paths import Home
from editorial.system.settings import load_settings, save_settings
from tests.benchmarks.test_typing import manuscript

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
PEERS = ("novelWriter", "ReText")
ROUNDS = int(os.environ.get("EDITORIAL_PEER_ROUNDS", "3"))
WORDS = (10_000, 36_000)
FRAME = 0.016
"""Seconds: what a key has on a screen of 60 pictures a second."""


def peers_python() -> Path:
    """Return the Python of the peers' environment, made where there is none."""
    folder = Path(
        os.environ.get("EDITORIAL_PEERS") or Path(tempfile.gettempdir()) / "editorial-peers"
    )
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
        (folder / "made").touch()
    return python


def homes(folder: Path, text: str, python: Path) -> dict[str, Path]:
    """Give each its text in its own form, in a folder of its own."""
    made = {who: folder / who for who in ("editorial", *PEERS)}
    for place in made.values():
        place.mkdir(parents=True)
        (place / "text.md").write_text(text, "utf-8")
    home = Home(made["editorial"])
    store = Store.open(home)
    drafts.new_story(store, who=Person("Ida Holm"), headline="Long", dek="Dek", body=text)
    store.close()
    save_settings(home, load_settings(home).with_person(seen_welcome=True, name="Ida Holm"))
    subprocess.run(
        [python, HERE / "make_project.py", made["novelWriter"]],
        env=surroundings(made["novelWriter"]), check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return made


def surroundings(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "PYTEST", "DBUS_"))}
    return kept | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def drive(who: str, home: Path, python: Path) -> dict:
    """Start one of them, press the keys, and return what it told."""
    began = time.time()
    done = subprocess.run(
        [sys.executable if who == "editorial" else python, HERE / "drive.py", who, home],
        env=surroundings(home) | ({"PYTHONPATH": str(ROOT)} if who == "editorial" else {}),
        cwd=home, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    told = next((line for line in done.stdout.splitlines() if line.startswith("TOLD ")), "")
    assert told, f"{who} said nothing: {done.stdout[-800:]}\n{done.stderr[-2000:]}"
    answer = json.loads(told[5:])
    answer["first paint"] -= began
    answer["text in sight"] -= began
    return answer


def summary(rounds: list[dict]) -> dict[str, float]:
    keys = sorted(seconds for one in rounds for seconds in one["key to paint"])

    def median(name: str) -> float:
        return statistics.median(one[name] for one in rounds)

    return {
        "first paint ms": median("first paint") * 1000,
        "text in sight ms": median("text in sight") * 1000,
        "key p50 ms": keys[len(keys) // 2] * 1000,
        "key p95 ms": keys[int(len(keys) * 0.95)] * 1000,
        "Rss MB": median("Rss MB"),
        "Pss MB": median("Pss MB"),
    }


def test_editorial_beside_its_peers(tmp_path):
    python = peers_python()
    at_length = {}
    for words in WORDS:
        places = homes(tmp_path / str(words), manuscript(words), python)
        rounds: dict[str, list[dict]] = {who: [] for who in places}
        for _ in range(ROUNDS):
            for who, home in places.items():
                rounds[who].append(drive(who, home, python))
        at_length[words] = {who: summary(each) for who, each in rounds.items()}
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"\n{ROUNDS} rounds each; load average {load} on {os.cpu_count()} cores")
    for words, each in at_length.items():
        print(f"\n{words:,} words" + "".join(f"{who:>20}" for who in each))
        for name, ours in each["editorial"].items():
            cells = "".join(
                f"{told[name]:>12.1f} ({told[name] / ours:4.1f}×)" for told in each.values()
            )
            print(f"{name:<18}{cells}")
    assert all(each["editorial"]["key p95 ms"] > 0 for each in at_length.values())
