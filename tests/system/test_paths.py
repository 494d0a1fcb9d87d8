"""Where the data lies, and where the program's own files lie."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from editorial.system import paths
from editorial.system.errors import HomeUnusable
from editorial.system.paths import HOME_VARIABLE, Home, resource

ROOT = Path(__file__).parents[2]


def test_the_argument_goes_before_the_variable_and_that_before_the_system(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "named"))
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *a, **k: str(tmp_path / "system"))
    assert Home.locate(tmp_path / "chosen").root == tmp_path / "chosen"
    assert Home.locate().root == tmp_path / "named"
    monkeypatch.setenv(HOME_VARIABLE, "")
    assert Home.locate().root == tmp_path / "system"
    monkeypatch.delenv(HOME_VARIABLE)
    assert Home.locate().root == tmp_path / "system"


def test_a_relative_folder_stays_the_same_when_the_working_folder_changes(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Home.locate(Path("here")).root == tmp_path / "here"
    monkeypatch.setenv(HOME_VARIABLE, "there")
    assert Home.locate().root == tmp_path / "there"


def test_the_tilde_means_the_persons_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME" if sys.platform != "win32" else "USERPROFILE", str(tmp_path))
    assert Home.locate(Path("~/news")).root == tmp_path / "news"


def test_everything_lies_inside_the_home(home) -> None:
    names = [name for name, value in vars(Home).items() if isinstance(value, property)]
    assert len(names) >= 8
    for name in names:
        assert getattr(home, name).is_relative_to(home.root), name


def test_preparing_makes_the_folder_and_leaves_no_trace_in_it(home) -> None:
    home.prepare()
    home.prepare()
    assert list(home.root.iterdir()) == []


def test_a_file_in_the_homes_place_is_not_touched(tmp_path) -> None:
    file = tmp_path / "home"
    file.write_text("mine")
    with pytest.raises(HomeUnusable, match="is a file") as caught:
        Home(file).prepare()
    assert "--home" in caught.value.next_step
    assert file.read_text() == "mine"


def test_a_home_below_a_file_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(HomeUnusable):
        Home(tmp_path / "file" / "home").prepare()


def test_a_read_only_home_is_told_as_such(home, monkeypatch) -> None:
    def refuse(self, data):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(HomeUnusable, match="may not write"):
        home.prepare()


def test_resources_of_a_checkout_lie_beside_the_package() -> None:
    assert resource("page") == ROOT / "resources" / "page"
    assert resource("sample", "newsroom.toml").is_file()


def test_resources_of_a_wheel_lie_inside_the_package(tmp_path, monkeypatch) -> None:
    inside = tmp_path / "site-packages" / "editorial" / "_resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(inside.parent / "system" / "paths.py"))
    assert resource("page", "article.html") == inside / "page" / "article.html"


def test_resources_of_a_bundle_lie_where_it_unpacks(tmp_path, monkeypatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons") == tmp_path / "resources" / "icons"


def test_missing_resources_are_told_with_the_way_out(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "editorial" / "system" / "paths.py"))
    with pytest.raises(HomeUnusable, match="resources") as caught:
        resource("page")
    assert "Install" in caught.value.next_step
