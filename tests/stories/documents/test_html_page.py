"""Saved pages as stories."""

import pytest

from editorial.stories.importing import import_story
from editorial.stories.text.documents.html_page import read_html
from editorial.system.errors import BadFile
from tests.generate.photos import agency_jpeg

PAGE = """<!doctype html><html lang="en-GB"><head><title>Slack water – The Log</title>
<meta name="author" content="Ida Holm"></head><body><nav>Home</nav><h1>Slack water</h1>
<figure><img src="page%20files/quay.jpg" alt="The quay"><figcaption>At dawn.</figcaption></figure>
<p>It turned &ldquo;early&rdquo;.</p><p><img src="gone.jpg" alt="gone">Later.</p></body></html>"""


def test_a_saved_page_comes_with_the_pictures_beside_it(store, person, workbench, tmp_path):
    (tmp_path / "page files").mkdir()
    agency_jpeg(tmp_path / "page files" / "quay.jpg")
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    done = import_story(store, path, who=person, workbench=workbench)
    assert done.story.headline == "Slack water"
    assert "It turned “early”." in done.story.body
    (placed,) = done.story.photos
    assert (placed.caption, placed.alt) == ("At dawn.", "The quay")
    assert any("gone.jpg" in words for words in done.warnings)
    assert read_html(path).metadata == {
        "title": "Slack water – The Log", "author": "Ida Holm", "language": "en-GB",
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-2"])
def test_pages_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "a.html"
    stated = "" if encoding.startswith("utf") else f"<meta charset={encoding}>"
    path.write_bytes(f"<html><head>{stated}</head><p>Zürich</p>".encode(encoding))
    assert read_html(path).body == "Zürich"


@pytest.mark.parametrize("data", [b"", b"  \n", b"PK\x03\x04\x00\x00"])
def test_what_is_no_page_is_told(tmp_path, data):
    path = tmp_path / "a.html"
    path.write_bytes(data)
    with pytest.raises(BadFile):
        read_html(path)
