"""Claim, hand over and saved filters from the command line."""

from __future__ import annotations


def test_stories_are_handed_over_and_found_by_a_saved_filter(editorial, tmp_path) -> None:
    body = tmp_path / "body.md"
    body.write_text("Forty-one ships ride at anchor. " * 20)
    for headline in ("Pilots", "Ships"):
        editorial(
            "story", "new", "--headline", headline, "--dek", "Who gains.", "--type", "Analysis",
            "--section", "Europe", "--body", str(body),
        )  # fmt: skip
        assert editorial("story", "submit", headline.lower()).code == 0
    assert editorial("story", "claim", "pilots", "--json").json["status"] == "in_edit"
    given = editorial("story", "hand-over", "pilots", "ships", "--to", "Eva Brandt")
    assert "2 handed to Eva Brandt." in given.out
    kept = editorial("filter", "save", "With Eva", "--assigned", "Eva Brandt", "--json").json
    assert kept["count"] == 2
    assert editorial("filter", "save", "Odd", "--due", "soon").code == 2
    rows = editorial("story", "list", "--filter", "with eva", "--queue", "in_edit", "--json").json
    assert [row["headline"] for row in rows] == ["Pilots"]
    assert editorial("filter", "rename", "With Eva", "Eva").code == 0
    assert [row["name"] for row in editorial("filter", "list", "--json").json] == ["Eva"]
    assert editorial("filter", "remove", "Eva").code == 0
    assert editorial("story", "list", "--filter", "Eva").code == 1
