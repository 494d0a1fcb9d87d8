"""House style and own words from the command line."""

from __future__ import annotations


def test_style_is_found_and_mended(editorial, tmp_path) -> None:
    body = tmp_path / "body.md"
    body.write_text("The the harbour.\n\nAn advisor waits...  TK, `the the`.")
    editorial("story", "new", "--headline", "An E-mail came", "--body", str(body))
    (story_id,) = [row["id"] for row in editorial("story", "list", "--json").json]
    shown = editorial("story", "style", story_id)
    assert shown.code == 0
    assert "look  body, line 3: “advisor”: here we write “adviser” [adviser]" in shown.out
    assert "stop  body, line 3: “TK”: still to come [to-come]" in shown.out
    found = editorial("story", "style", story_id, "--json").json
    assert found["fixed"] == 0
    assert [(f["field"], f["rule_id"], f["fix"]) for f in found["findings"]][:2] == [
        ("headline", "email", "Email"),
        ("body", "doubled-words", "The"),
    ]
    fixed = editorial("story", "style", story_id, "--fix", "--json").json
    assert fixed["fixed"] == 5
    assert [f["rule_id"] for f in fixed["findings"]] == ["to-come"]
    story = editorial("story", "show", story_id, "--json").json
    assert story["headline"] == "An Email came"
    assert story["body"] == "The harbour.\n\nAn adviser waits… TK, `the the`."
    assert editorial("story", "style", story_id, "--fix", "--json").json["fixed"] == 0


def test_a_slip_in_the_newsrooms_file_is_said(editorial, tmp_path) -> None:
    editorial("story", "new", "--headline", "Pilots")
    (tmp_path / "home" / "style.toml").write_text("[pattern.x]\nfind = '('\n")
    (story_id,) = [row["id"] for row in editorial("story", "list", "--json").json]
    answer = editorial("story", "style", story_id)
    assert "Nothing is against the house style." in answer.out
    assert "style.toml, line 1: the rule “x” is left out" in answer.err


def test_own_words_are_kept_and_heeded(editorial, tmp_path) -> None:
    body = tmp_path / "body.md"
    body.write_text("Varnmouth’s pilots.")
    editorial("story", "new", "--headline", "Pilots", "--body", str(body))
    assert "misspelt: Varnmouth’s" in editorial("story", "check", "pilots").out
    assert editorial("words", "list", "--json").json == []
    assert editorial("words", "add", "Varnmouth", "towage", "--json").json == {
        "added": ["Varnmouth", "towage"]
    }
    assert editorial("words", "list").out == "towage\nVarnmouth\n"
    assert "misspelt" not in editorial("story", "check", "pilots").out
    assert editorial("words", "remove", "towage").code == 0
    assert editorial("words", "remove", "towage").code == 1
    assert editorial("words", "add", "two words").code == 2
    assert (tmp_path / "home" / "words.txt").read_text("utf-8").endswith("\nVarnmouth\n")
