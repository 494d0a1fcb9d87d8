"""The pictures of the desks."""

from __future__ import annotations

from PySide6.QtCore import qInstallMessageHandler, qWarning
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


def test_the_page_is_in_its_picture(newsroom, write, fonts, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "VIEWS", (("preview", "my_drafts"), ("write", "my_drafts")))
    monkeypatch.setattr(snapshots, "_CALM_MS", 60)
    write("Why the harbour pilots are striking now", body="Words. " * 50)
    preview, _, write_light, _ = snapshots.save_snapshots(newsroom, tmp_path / "out")
    assert (preview.name, write_light.name) == ("preview-light.png", "write-light.png")
    # The page's own white stands where the inspector's desk colour is without it.
    page, desk = QImage(str(preview)), QImage(str(write_light))
    assert page.pixelColor(1300, 850) == QColor("#ffffff")
    assert desk.pixelColor(1300, 850) == QColor(LIGHT.desk)
    qapp.setStyleSheet("")


def test_only_the_noise_of_no_screen_is_left_out(capsys):
    said = []

    def note(_kind, _place, message):
        said.append(message)

    before = qInstallMessageHandler(note)
    try:
        with snapshots.without_screen_noise():
            qWarning("This plugin does not support propagateSizeHints()")
            qWarning("Something else is wrong")
        qWarning("This plugin does not support propagateSizeHints()")
        assert said == [
            "Something else is wrong",
            "This plugin does not support propagateSizeHints()",
        ]
        qInstallMessageHandler(None)
        with snapshots.without_screen_noise():
            qWarning("This plugin does not support propagateSizeHints()")
            qWarning("Something else is wrong")
        assert capsys.readouterr().err == "Something else is wrong\n"
    finally:
        qInstallMessageHandler(before)
