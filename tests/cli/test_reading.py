"""``editorial story changes`` as scripts and people use it."""

from __future__ import annotations


def _story(editorial, tmp_path):
    source = tmp_path / "a.md"
    source.write_text(
        "---\ntitle: Slack water\nbyline: Ida Holm\ntype: QiOSK\nsection: World\n---\n\n"
        "One boat came.\n\nTwo boats left.\n",
        "utf-8",
    )
    assert editorial("story", "import", str(source)).code == 0
    assert editorial("story", "submit", "slack-water").code == 0
    words = (
        "body=One boat came.\n\nSix boats left.",
        "headline=Slack tide",
        "tags=tides",
        "slug=slack-water",
    )
    done = editorial("story", "set", "slack-water", *words)
    assert done.code == 0, done.err


def test_changes_are_told_word_by_word(editorial, tmp_path):
    _story(editorial, tmp_path)
    told = editorial("story", "changes", "slack-water")
    assert told.code == 0, told.err
    assert "since it was submitted (version " in told.out
    assert "Headline: Slack [-water-]{+tide+}" in told.out
    assert "  … [-Two-]{+Six+} boats left." in told.out
    assert "One boat came" not in told.out
    assert "Tags: {+tides+}" in told.out
    assert "  by " in told.out


def test_any_two_versions_as_json(editorial, tmp_path):
    _story(editorial, tmp_path)
    value = editorial("story", "changes", "slack-water", "--from", "1", "--json").json
    assert (value["from"], value["to"], value["since"]) == (1, None, "version 1")
    (body,) = [each for each in value["changes"] if each["field"] == "body"]
    assert (body["removed"], body["added"]) == ("Two", "Six")
    assert len(body["by"]) == 1
    assert value["count"] == len(value["changes"])
    same = editorial("story", "changes", "slack-water", "--from", "1", "--to", "1")
    assert same.out.strip() == "No changes from version 1 to version 1."


def test_a_version_that_is_not_there_is_refused(editorial, tmp_path):
    _story(editorial, tmp_path)
    refused = editorial("story", "changes", "slack-water", "--from", "99")
    assert refused.code != 0
    assert "There is no version 99 of this story." in refused.err
