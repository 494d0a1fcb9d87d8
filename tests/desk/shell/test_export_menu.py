"""The submenu File ▸ Export."""

from __future__ import annotations


def test_it_stands_in_the_file_menu_and_in_the_palette(desk):
    entries = [entry.text() for entry in desk.window.menu("file").actions()]
    assert "Export" in entries
    assert entries.index("Export") == entries.index("Preferences …") - 1
    names = [entry.objectName() for entry in desk.window.menu("export").actions()]
    assert names == ["export.pdf", "export.docx", "export.md", "export.html"]
    assert {action.objectName() for action in desk.window.actions_} >= set(names)
