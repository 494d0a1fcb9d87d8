"""``editorial photo export`` and ``photo write`` as scripts use them."""

from __future__ import annotations

from editorial.photos.metadata.reading import read_metadata
from tests.generate import photos


def test_copies_go_out_and_the_file_itself_only_when_confirmed(editorial, tmp_path):
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    assert editorial("photo", "import", str(path)).code == 0
    assert editorial("photo", "set", "a.jpg", "credit=Zoë/NSP").code == 0
    out = tmp_path / "out"
    done = editorial("photo", "export", "a.jpg", "--to", str(out), "--size", "200", "--json")
    assert done.code == 0, done.err
    (copy,) = done.json
    assert copy["file"] == str(out / "a-200.jpg")
    assert read_metadata(out / "a-200.jpg").credit == "Zoë/NSP"
    before = path.read_bytes()
    asked = editorial("photo", "write", "a.jpg", str(path), "--json")
    assert asked.code == 2
    assert "--confirm" in asked.json["error"]["next_step"]
    assert path.read_bytes() == before
    assert editorial("photo", "write", "a.jpg", str(path), "--confirm").code == 0
    assert read_metadata(path).credit == "Zoë/NSP"
    assert editorial("photo", "export", "b.jpg", "--to", str(out)).code != 0
