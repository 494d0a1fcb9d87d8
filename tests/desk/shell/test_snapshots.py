"""The pictures of the desks."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from editorial.desk.kit.tokens import DARK, LIGHT
from editorial.desk.shell import snapshots


def test_each_desk_is_drawn_in_both_schemes(newsroom, write, fonts, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "VIEWS", (("write", "my_drafts"), ("outbox", "outbox")))
    monkeypatch.setattr(snapshots, "_CALM_MS", 20)
    write("Why the harbour pilots are striking now", body="Words. " * 50)
    saved = snapshots.save_snapshots(newsroom, tmp_path / "out")
    names = [path.name for path in saved]
    assert names == ["write-light.png", "write-dark.png", "outbox-light.png", "outbox-dark.png"]
    for path in saved:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1440, 900)
        tokens = DARK if "dark" in path.name else LIGHT
        assert picture.pixelColor(3, 600) == QColor(tokens.rail)
    qapp.setStyleSheet("")
