"""``editorial story export`` as scripts use it."""


def test_a_story_goes_out_and_comes_in_again(editorial, tmp_path):
    source = tmp_path / "a.md"
    source.write_text("---\ntitle: Slack water\ntags: [tides]\n---\n\nIt turned.\n", "utf-8")
    assert editorial("story", "import", str(source)).code == 0
    out = tmp_path / "b.docx"
    done = editorial("story", "export", "slack-water", "--out", str(out), "--json")
    assert done.code == 0, done.err
    assert done.json["file"] == str(out)
    back = editorial("story", "import", str(out), "--json", home=tmp_path / "other")
    assert back.json["title"] == "Slack water"
    refused = editorial("story", "export", "slack-water", "--out", str(tmp_path / "b.rtf"))
    assert refused.code == 2
    assert ".docx" in refused.err
