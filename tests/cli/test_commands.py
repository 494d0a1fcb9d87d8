from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generate import hostile, photos

STORY = """---
title: "Why the pilots strike"
dek: Who gains from the wait.
type: Analysis
section: Global Crises
also_in: [Asia-Pacific]
tags: [shipping, labour]
byline: Ida Holm and Per Lund
date: 2026-11-20
slug: pilots
hero: hero.jpg
hero_caption: The outer harbour at first light.
hero_credit: "Photo credit: : Ana Ruiz / Shutterstock.com"
hero_alt: Pilot boats moored at a stone quay
related:
  - not-here-yet
  - {title: Elsewhere, url: "https://example.org/x", section: World, excerpt: Words., image: other.jpg, caption: A quay., credit: "AP Photo/Jo Berg"}
---
For nine days the pilot boats have stayed in port. %s

![A tug at a pier](inline.jpg "A tug at the pier, noon.")

The end.
"""  # noqa: E501


@pytest.fixture
def story_file(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    photos.agency_jpeg(folder / "hero.jpg", caption="Old caption", credit="")
    photos.agency_jpeg(folder / "inline.jpg", caption="Tug", credit="REUTERS/Ana Ruiz", seed=2)
    photos.agency_jpeg(folder / "other.jpg", caption="", credit="", seed=3)
    path = folder / "story.md"
    path.write_text(STORY % ("Forty-one ships ride at anchor in sight of the town. " * 20))
    return path


def test_a_script_takes_a_story_from_file_to_page(editorial, story_file) -> None:
    taken = editorial("story", "import", str(story_file), "--json").json
    assert {k: taken[k] for k in ("slug", "title", "status")} == {
        "slug": "pilots",
        "title": "Why the pilots strike",
        "status": "draft",
    }
    assert len(taken["photos"]) == 3
    assert any("not-here-yet" in words for words in taken["warnings"])
    assert any("New section: “Global Crises”" in words for words in taken["warnings"])

    shown = editorial("story", "show", "pilots", "--json").json
    assert shown["byline"] == ["Ida Holm", "Per Lund"]
    assert shown["dated_at"].startswith("2026-11-20T12:00")
    hero = next(p for p in shown["photos"] if p["role"] == "hero")
    assert hero["photo"]["credit_line"] == "Ana Ruiz / Shutterstock.com"
    assert hero["caption"] == "The outer harbour at first light."
    inline = next(p for p in shown["photos"] if p["role"] == "inline")
    assert (inline["alt"], inline["caption"]) == ("A tug at a pier", "A tug at the pier, noon.")
    assert shown["links"][0]["url"] == "https://example.org/x"
    assert {"notes", "events", "versions", "deliveries"} <= set(shown)

    # A page elsewhere among the related pieces, which nobody has asked whether it answers.
    checked = editorial("story", "check", "pilots", "--json").json
    assert [line["code"] for line in checked] == ["link_unchecked"]
    assert editorial("story", "submit", "pilots").code == 0
    assert editorial("story", "claim", taken["id"], "--json").json["status"] == "in_edit"
    assert editorial("story", "approve", "pilots", "--json").json["status"] == "ready"
    pushed = editorial("push", "pilots", "--to", "site", "--json")
    assert pushed.code == 0
    assert pushed.json["state"] == "verified"
    assert pushed.json["verified"] is True
    assert pushed.json["differences"] == []
    assert pushed.json["url"].endswith("/pilots/")
    again = editorial("push", "pilots", "--to", "site", "--json").json
    assert (again["remote_id"], again["verified"]) == (pushed.json["remote_id"], True)
    assert editorial("story", "list", "--queue", "published", "--json").json[0]["slug"] == "pilots"
    assert len(editorial("outbox", "list", "--json").json) == 2
    assert editorial("outbox", "run", "--json").json == []


def test_the_page_is_written_as_a_file(editorial, story_file, tmp_path) -> None:
    editorial("story", "import", str(story_file))
    out = tmp_path / "out" / "page.html"
    assert editorial("page", "pilots", "--out", str(out), "--json").json["file"] == str(out)
    html = out.read_text("utf-8")
    assert "Photo:" in html
    assert "Ana Ruiz / Shutterstock.com" in html
    assert (out.parent / "page-files").is_dir()


def test_importing_twice_makes_one_story(editorial, story_file) -> None:
    first = editorial("story", "import", str(story_file), "--json").json
    second = editorial("story", "import", str(story_file), "--json").json
    assert second["id"] == first["id"]
    assert "already here" in second["warnings"][0]


def test_plain_text_gives_headline_and_body(editorial, tmp_path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A short note\n\nThe committee voted.\n")
    taken = editorial("story", "import", str(path), "--json").json
    assert taken["title"] == "A short note"
    assert (
        editorial("story", "show", taken["slug"], "--json").json["body"] == "The committee voted."
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.md", b"", "is empty"),
        ("blank.md", b" \n\n ", "is empty"),
        ("binary.md", b"\x00\x01\x02" * 50, "binary"),
        (
            "yaml.md",
            b"---\ntitle: a: b: c\n---\ntext",
            "front matter that cannot be read in line 2",
        ),
        ("list.md", b"---\n- a\n- b\n---\ntext", "no list of keys"),
        ("open.md", b"---\ntitle: x\ntext goes on", "without an end"),
        ("date.md", b"---\ntitle: x\ndate: soonish\n---\ntext", "date that cannot be read"),
        ("story.pdf", b"%PDF-1.4", "not a story file"),
    ],
)
def test_a_bad_story_file_is_named_and_nothing_comes_in(
    editorial, tmp_path, name, content, words
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = editorial("story", "import", str(path), "--json")
    assert answer.code == 1
    assert words in answer.json["error"]["message"]
    assert name in answer.json["error"]["message"]
    assert answer.json["error"]["next_step"]
    assert editorial("story", "list", "--json").json == []


def test_a_missing_story_file_and_a_missing_picture(editorial, tmp_path) -> None:
    assert "does not exist" in editorial("story", "import", str(tmp_path / "no.md")).err
    path = tmp_path / "s.md"
    path.write_text("---\ntitle: X\nhero: gone.jpg\n---\nText.\n\n![a](also-gone.png)\n")
    taken = editorial("story", "import", str(path), "--json")
    assert taken.code == 0
    assert sum("is not there" in words for words in taken.json["warnings"]) == 2


def test_text_that_is_not_utf8_is_read_with_a_warning(editorial, tmp_path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Café\n\nDéjà vu.".encode("cp1252"))
    taken = editorial("story", "import", str(path), "--json").json
    assert taken["title"] == "Café"
    assert "not in UTF-8" in taken["warnings"][0]


def test_good_photos_come_in_although_others_are_refused(editorial, tmp_path) -> None:
    good = photos.agency_jpeg(tmp_path / "good.jpg", caption="A quay", credit="AFP/Jo Berg")
    hostile.truncated_jpeg(tmp_path / "cut.jpg")
    hostile.text_as_jpeg(tmp_path / "text.jpg")
    hostile.empty(tmp_path / "empty.jpg")
    hostile.bomb_png(tmp_path / "bomb.png")
    hostile.sparse(tmp_path / "huge.jpg")
    answer = editorial("photo", "import", str(tmp_path), str(tmp_path / "gone.jpg"), "--json")
    assert answer.code == 1
    by_name = {Path(row["file"]).name: row for row in answer.json}
    assert by_name["good.jpg"]["error"] == ""
    assert by_name["good.jpg"]["credit"]["line"] == "AFP/Jo Berg"
    assert by_name["good.jpg"]["width"] > 0
    for name in ("cut.jpg", "text.jpg", "empty.jpg", "bomb.png", "huge.jpg", "gone.jpg"):
        assert name in by_name[name]["error"], name
        assert by_name[name]["id"] is None
    again = editorial("photo", "import", str(good), "--json")
    assert again.code == 0
    assert again.json[0]["id"] == by_name["good.jpg"]["id"]
    assert len(editorial("photo", "list", "--json").json) == 1


def test_a_photo_is_shown_and_set(editorial, tmp_path) -> None:
    photos.agency_jpeg(tmp_path / "a.jpg", caption="A quay", credit="AFP/Jo Berg")
    photo = editorial("photo", "import", str(tmp_path / "a.jpg"), "--json").json[0]
    changed = editorial(
        "photo", "set", "a.jpg", "alt=Boats at a quay", "keywords=port, boats", "--json"
    ).json
    assert changed["id"] == photo["id"]
    assert changed["keywords"] == ["port", "boats"]
    assert editorial("photo", "show", photo["id"], "--json").json["alt"] == "Boats at a quay"
    wrong = editorial("photo", "set", "a.jpg", "colour=red", "--json")
    assert wrong.code == 2
    assert "colour" in wrong.json["error"]["message"]


def test_papers_of_a_photo_come_and_go(editorial, tmp_path) -> None:
    photos.agency_jpeg(tmp_path / "quay.jpg")
    (tmp_path / "terms.pdf").write_bytes(b"%PDF-1.7 terms")
    editorial("photo", "import", str(tmp_path / "quay.jpg"))
    rights = ("use_limit=1", "web_only=yes", "rights_expire_at=2030-12-31", "territory=UK only")
    row = editorial("photo", "set", "quay.jpg", *rights, "--json").json
    assert (row["use_limit"], row["web_only"]) == (1, True)
    assert row["rights_expire_at"].startswith("2030-12-31T23:59:59")
    added = editorial("photo", "document", "add", "quay.jpg", str(tmp_path / "terms.pdf"), "--json")
    paper = added.json[0]["id"]
    assert "Licence" in editorial("photo", "document", "list", "quay.jpg").out
    saved = tmp_path / "copy.pdf"
    assert editorial("photo", "document", "save", paper, str(saved)).code == 0
    assert saved.read_bytes() == b"%PDF-1.7 terms"
    assert editorial("photo", "document", "remove", paper).code == 0
    assert editorial("photo", "document", "list", "quay.jpg", "--json").json == []


def test_credits_are_read_one_a_line(editorial) -> None:
    lines = 'Photo credit: : Ana Ruiz / Shutterstock.com\n"REUTERS/Jo Berg/Pool ||"\n\n'
    out = editorial("photo", "credit", "-", stdin=lines).out.splitlines()
    assert [json.loads(line)["line"] for line in out] == [
        "Ana Ruiz / Shutterstock.com",
        "REUTERS/Jo Berg/Pool",
        "",
    ]
    one = editorial("photo", "credit", "Name via AP", "--json").json
    assert (one["creators"], one["chain"], one["pool"]) == (["Name"], ["AP"], False)
    assert 0 <= one["confidence"] <= 1


def test_a_return_with_a_note_and_what_follows(editorial, story_file) -> None:
    editorial("story", "import", str(story_file))
    editorial("story", "submit", "pilots")
    assert editorial("story", "return", "pilots").code == 2
    assert editorial("story", "return", "pilots", "--note", "Who says so?").code == 0
    shown = editorial("story", "show", "pilots", "--json").json
    assert shown["status"] == "returned"
    assert shown["notes"][0]["text"] == "Who says so?"
    refused = editorial("push", "pilots", "--to", "site", "--json")
    assert refused.code == 1
    assert "returned" in refused.json["error"]["message"]
    editorial("story", "submit", "pilots")
    blocked = editorial("story", "approve", "pilots", "--json")
    assert blocked.code == 1
    assert "notes_open" in {f["code"] for f in blocked.json["error"]["findings"]}
    editorial("story", "resolve", shown["notes"][0]["id"])
    assert editorial("story", "approve", "pilots").code == 0
    assert editorial("story", "spike", "pilots", "--json").json["status"] == "spiked"
    assert editorial("story", "restore", "pilots", "--json").json["status"] == "draft"


def test_setting_fields(editorial, story_file, tmp_path) -> None:
    editorial("story", "import", str(story_file))
    body = tmp_path / "body.md"
    body.write_text("New words.")
    changed = editorial(
        "story", "set", "pilots", "title=A new headline", f"body=@{body}", "tags=a,b",
        "due=2026-11-22T17:00+01:00", "hero_alt=A quay", "related=", "--json",
    ).json  # fmt: skip
    assert changed["title"] == "A new headline"
    assert changed["body"] == "New words."
    assert changed["tags"] == ["a", "b"]
    assert changed["due_at"] == "2026-11-22T16:00:00+00:00"
    assert next(p for p in changed["photos"] if p["role"] == "hero")["alt"] == "A quay"
    assert changed["links"] == []
    assert changed["slug"] == "pilots"
    for words in ("colour=red", "no-sign", "due=soon"):
        assert editorial("story", "set", "pilots", words).code == 2


def test_backup_and_restore_on_another_home(editorial, story_file, tmp_path) -> None:
    editorial("story", "import", str(story_file))
    file = tmp_path / "news.zip"
    assert editorial("backup", str(file), "--json").json["bytes"] > 0
    other = tmp_path / "other"
    assert editorial("restore", str(file), "--json", home=other).json["before"] is None
    shown = editorial("story", "show", "pilots", "--json", home=other).json
    assert shown["title"] == "Why the pilots strike"
    assert editorial("doctor", "--full", home=other).code == 0


def test_the_doctor_sees_a_missing_and_a_changed_original(editorial, tmp_path) -> None:
    photos.agency_jpeg(tmp_path / "a.jpg", caption="A", credit="AP")
    photo = editorial("photo", "import", str(tmp_path / "a.jpg"), "--json").json[0]
    original = Path(photo["original"])
    original.chmod(0o644)
    original.write_bytes(b"other")
    assert editorial("doctor").code == 0
    full = editorial("doctor", "--full", "--json")
    assert full.code == 3
    assert any("has changed" in finding["message"] for finding in full.json)
    original.unlink()
    assert "is missing" in editorial("doctor").out


def test_a_damaged_database_is_refused_and_what_is_readable_is_saved(
    editorial, story_file, tmp_path
) -> None:
    editorial("story", "import", str(story_file))
    database = tmp_path / "home" / "editorial.db"
    data = bytearray(database.read_bytes())
    page = data.index(b"Forty-one ships") // 4096 * 4096
    data[page : page + 4096] = b"\xff" * 4096
    database.write_bytes(bytes(data))
    answer = editorial("doctor", "--json")
    assert answer.code == 3
    assert any("is damaged" in f["message"] for f in answer.json)
    assert database.read_bytes() == bytes(data)
    export = editorial("doctor", "--export", str(tmp_path / "saved"), "--json")
    assert export.code == 1
    assert (export.json["saved"], export.json["lost"]) == (0, 1)
    (file,) = (tmp_path / "saved").glob("*.md")
    assert "Why the pilots strike" in file.read_text("utf-8")


def test_every_story_of_a_sound_database_is_exported_and_comes_back(
    editorial, story_file, tmp_path
) -> None:
    editorial("story", "import", str(story_file))
    saved = editorial("doctor", "--export", str(tmp_path / "saved"), "--json").json
    assert (saved["saved"], saved["lost"]) == (1, 0)
    (file,) = (tmp_path / "saved").glob("*.md")
    back = editorial("story", "import", str(file), "--json", home=tmp_path / "new").json
    assert (back["slug"], back["title"]) == ("pilots", "Why the pilots strike")


def test_a_newer_database_is_refused(editorial, tmp_path) -> None:
    from pysqlite3 import dbapi2

    editorial("story", "list")
    with dbapi2.connect(str(tmp_path / "home" / "editorial.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    answer = editorial("story", "list", "--json")
    assert answer.code == 3
    assert "newer Editorial" in answer.json["error"]["message"]


def test_a_home_that_is_a_file_is_refused(editorial, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    answer = editorial("story", "list", "--json", home=tmp_path / "file")
    assert answer.code == 3
    assert "is a file" in answer.json["error"]["message"]


def test_wrong_usage_is_two_and_help_teaches(editorial) -> None:
    assert editorial("story", "fly").code == 2
    assert editorial("story").code == 2
    assert editorial("story", "show", "nothing-here", "--json").code == 1
    assert editorial("push", "nothing", "--to", "nowhere", "--json").json["error"]["message"]
    help_ = editorial("--help")
    assert help_.code == 0
    for words in ("story import", "push", "Exit codes", "site serve"):
        assert words in help_.out
    assert "hero_caption" in editorial("story", "import", "--help").out


def test_settings_are_shown_and_set(editorial) -> None:
    values = editorial(
        "settings", "person.name=Ida Holm", "newsroom.headline_limit=60", "--json"
    ).json
    assert values["person"]["name"] == "Ida Holm"
    assert editorial("story", "new", "--headline", "x" * 61).code == 0
    story = editorial("story", "list", "--json").json[0]
    found = editorial("story", "check", story["id"], "--json").json
    assert any("the site cuts at 60" in f["message"] for f in found)
    assert all(set(f) >= {"code", "level", "field", "message"} for f in found)
    assert editorial("settings", "person.shoe=43").code == 2


def test_an_endpoint_that_nobody_answers_at(editorial, story_file) -> None:
    added = editorial(
        "endpoint", "add", "main", "--kind", "wordpress", "--url", "http://127.0.0.1:9",
        "--user", "ida", "--password-stdin", "--json", stdin="secret words\n",
    )  # fmt: skip
    assert added.code == 0
    assert "secret words" not in added.out
    env = {"EDITORIAL_SECRET_MAIN": "secret words"}
    tested = editorial("endpoint", "test", "main", "--json", **env)
    assert tested.code == 3
    editorial("story", "import", str(story_file))
    editorial("story", "submit", "pilots")
    editorial("story", "approve", "pilots")
    pushed = editorial("push", "pilots", "--to", "main", "--json", **env)
    assert pushed.code == 3
    assert pushed.json["state"] == "waiting"
    assert editorial("story", "show", "pilots", "--json").json["status"] == "ready"
    assert editorial("endpoint", "remove", "main").code == 1
    assert [e["name"] for e in editorial("endpoint", "list", "--json").json] == ["site", "main"]


def test_the_database_holds_no_password(editorial, tmp_path) -> None:
    editorial(
        "endpoint", "add", "main", "--kind", "wordpress", "--url", "http://127.0.0.1:9",
        "--user", "ida", "--password-stdin", stdin="very-secret-words\n",
    )  # fmt: skip
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file():
            assert b"very-secret-words" not in path.read_bytes(), path


def test_the_site_is_served_on_loopback(editorial, story_file, tmp_path) -> None:
    import os
    import subprocess
    import sys
    import urllib.request

    editorial("story", "import", str(story_file))
    for step in ("submit", "approve"):
        editorial("story", step, "pilots")
    url = editorial("push", "pilots", "--to", "site", "--json").json["url"]
    path = "/" + url.split("/", 3)[3]
    server = subprocess.Popen(
        [sys.executable, "-m", "editorial", "--home", str(tmp_path / "home"), "site", "serve",
         "--port", "0", "--json"],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        address = json.loads(server.stdout.readline())["url"]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address.rstrip("/") + path) as answer:
            assert "Why the pilots strike" in answer.read().decode()
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()
