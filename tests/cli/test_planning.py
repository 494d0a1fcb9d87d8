"""Planning from the command line."""

from __future__ import annotations


def test_assign_plan_and_move(editorial) -> None:
    made = editorial(
        "story", "assign", "--to", "Ana Ruiz", "--headline", "Pilots and pensions",
        "--section", "World", "--due", "tomorrow 18:00", "--words", "650", "--brief",
        "Call the union.", "--json",
    ).json  # fmt: skip
    shown = editorial("story", "show", made["slug"], "--json").json
    assert (shown["brief"], shown["word_target"]) == ("Call the union.", 650)
    day = editorial("plan", "day", "tomorrow", "--json").json
    assert [row["slug"] for row in day["sections"][0]["stories"]] == [made["slug"]]
    text = editorial("plan", "day", "tomorrow", "--section", "world").out
    assert "0 of 650 words" in text
    assert editorial("plan", "day", "tomorrow", "--csv").out.startswith("section,slug,headline")
    editorial("plan", "move", made["slug"], "due", "2026-12-24 09:00")
    week = editorial("plan", "week", "2026-12-24", "--json").json
    assert week["from"] == "2026-12-21"
    assert [entry["kind"] for entry in week["entries"]] == ["due"]
    assert "Pilots and pensions" in editorial("plan", "week", "2026-12-22").out
    assert "Nothing is planned" in editorial("plan", "day", "2027-02-03").out
    editorial("story", "brief", made["slug"], "Call the port.")
    assert editorial("story", "brief", made["slug"], "--json").json["brief"] == "Call the port."


def test_what_cannot_be_read_is_said(editorial) -> None:
    made = editorial("story", "new", "--headline", "Pilots", "--json").json
    for words in (
        ("settings", "newsroom.time_zone=Mars/Olympus"),
        ("plan", "day", "someday"),
        ("plan", "move", made["slug"], "due", "Friday"),
        ("story", "set", made["slug"], "words=many"),
        ("story", "set", made["slug"], "due=18:00 Mars/Olympus"),
    ):
        told = editorial(*words)
        assert (told.code, bool(told.err)) == (2, True), words


def test_a_missed_slot_is_told_once_with_an_exit_code(editorial, tmp_path) -> None:
    import datetime as dt

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.system.paths import Home

    editorial("story", "new", "--headline", "Pilots", "--json")
    assert editorial("outbox", "missed").code == 0
    store = Store.open(Home(tmp_path / "home"))
    with store.write() as session:
        story = session.query(Story).one()
        story.status, story.publish_at = "scheduled", store.now() - dt.timedelta(hours=1)
    store.close()
    first = editorial("outbox", "run")
    assert first.code == 1
    assert "missed: “Pilots” was to go out" in first.err
    assert "Push it now" in first.err
    assert editorial("outbox", "run").code == 0
    listed = editorial("outbox", "missed", "--json")
    assert (listed.code, [slot["slug"] for slot in listed.json]) == (1, ["pilots"])
