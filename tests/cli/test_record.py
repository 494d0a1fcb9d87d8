"""``editorial story record``, ``correction``, ``holders`` and ``withdraw`` as scripts use them."""

from __future__ import annotations

import json


def _published(editorial, tmp_path):
    source = tmp_path / "a.md"
    body = "It turned before noon, and the boats went out again with the tide. " * 4
    source.write_text(
        "---\ntitle: Slack water\nbyline: Elin Maraschek\ntype: QiOSK\nsection: World\n---\n\n"
        f"{body}\n",
        "utf-8",
    )
    site = str(tmp_path / "site")
    for words in (
        ("story", "import", str(source)),
        ("endpoint", "add", "Site", "--kind", "site", "--url", site),
        ("story", "submit", "slack-water"),
        ("story", "approve", "slack-water", "--to", "Site"),
        ("outbox", "run"),
    ):
        done = editorial(*words)
        assert done.code == 0, (words, done.out, done.err)


def test_a_story_is_corrected_recorded_and_withdrawn(editorial, tmp_path):
    _published(editorial, tmp_path)
    assert editorial("story", "correct", "slack-water").code == 0
    done = editorial("story", "correction", "slack-water", "It was noon.", "--json")
    assert done.code == 0, done.err
    assert done.json["endpoints"][0]["current"] is False
    assert editorial("outbox", "run").code == 0
    assert editorial("story", "holders", "slack-water", "--json").json["endpoints"][0]["current"]

    out, pdf = tmp_path / "record.json", tmp_path / "record.pdf"
    written = editorial("story", "record", "slack-water", "--out", str(out), "--json")
    assert written.code == 0, written.err
    printed = editorial("story", "record", "slack-water", "--out", str(pdf), "--json")
    assert printed.code == 0, printed.err
    assert pdf.read_bytes().startswith(b"%PDF")
    told = editorial("story", "record", "slack-water")
    assert "published a correction: “It was noon.”" in told.out

    checked = editorial("story", "record", "slack-water", "--verify", str(out))
    assert checked.code == 0, checked.out
    values = json.loads(out.read_text("utf-8"))
    values["entries"][0]["who"] = "Nobody"
    out.write_text(json.dumps(values), "utf-8")
    forged = editorial("story", "record", "slack-water", "--verify", str(out), "--json")
    assert forged.code == 1
    assert "Entry 1" in forged.json["problem"]
    assert editorial("story", "record", "slack-water", "--out", str(tmp_path / "x.txt")).code == 2

    gone = editorial("story", "withdraw", "slack-water", "--reason", "Wrong", "--json")
    assert gone.code == 0, gone.err
    assert editorial("outbox", "run").code == 0
    assert editorial("story", "show", "slack-water", "--json").json["status"] == "withdrawn"
