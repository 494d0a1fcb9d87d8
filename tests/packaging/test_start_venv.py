"""When .venv is made, kept, mended or made anew."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import start_pip
import start_venv
from start_trouble import Trouble

THIS = "{}.{}".format(*sys.version_info[:2])


class FakePip:
    """Stands in for the two slow steps: makes what they would make and counts its calls."""

    def __init__(self):
        self.created = 0
        self.installed = []
        self.fail_with = None

    def create_venv(self, venv, log):
        self.created += 1
        scripts = venv / ("Scripts" if sys.platform == "win32" else "bin")
        scripts.mkdir(parents=True)
        python = scripts / ("python.exe" if sys.platform == "win32" else "python")
        python.write_bytes(b"")
        settings = f"version = {THIS}.1\ncommand = {sys.executable} -m venv {venv}\n"
        (venv / "pyvenv.cfg").write_text(settings)

    def install(self, python, root, log, unfinished, *, dev):
        assert unfinished.exists()
        if self.fail_with:
            raise self.fail_with
        self.installed.append(dev)


@pytest.fixture
def pip(monkeypatch):
    fake = FakePip()
    monkeypatch.setattr(start_pip, "create_venv", fake.create_venv)
    monkeypatch.setattr(start_pip, "install", fake.install)
    monkeypatch.setattr(start_pip, "answers", lambda python: True)
    return fake


@pytest.fixture
def place(checkout):
    return start_venv.Home(checkout)


def test_first_run_makes_and_installs_second_does_nothing(pip, place):
    assert start_venv.prepare(place, dev=False) is True
    assert start_venv.prepare(place, dev=False) is False
    assert (pip.created, pip.installed) == (1, [False])
    assert not place.unfinished.exists()


def test_tests_add_their_tools_and_serve_the_app_too(pip, place):
    start_venv.prepare(place, dev=False)
    start_venv.prepare(place, dev=True)
    assert start_venv.prepare(place, dev=False) is False
    assert (pip.created, pip.installed) == (1, [False, True])


@pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/constraints.txt"])
def test_changed_requirements_are_installed_into_the_same_venv(pip, place, changed):
    start_venv.prepare(place, dev=False)
    with (place.root / changed).open("a") as file:
        file.write("\n# changed\n")
    assert start_venv.prepare(place, dev=False) is True
    assert (pip.created, pip.installed) == (1, [False, False])


def test_interrupted_set_up_begins_anew(pip, place, capsys):
    pip.fail_with = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        start_venv.prepare(place, dev=False)
    assert not start_venv.is_current(place, dev=False)

    pip.fail_with = None
    start_venv.prepare(place, dev=False)

    assert pip.created == 2
    assert "interrupted" in capsys.readouterr().err
    assert start_venv.is_current(place, dev=False)


def test_a_set_up_killed_while_changing_a_good_venv_is_noticed(pip, place):
    start_venv.prepare(place, dev=False)
    place.unfinished.touch()
    assert not start_venv.is_current(place, dev=False)
    start_venv.prepare(place, dev=False)
    assert pip.created == 2


def test_moved_folder_is_noticed(pip, place, tmp_path, capsys):
    start_venv.prepare(place, dev=False)
    moved = start_venv.Home(tmp_path / "elsewhere")
    shutil.move(place.root, moved.root)

    assert start_venv.prepare(moved, dev=False) is True

    assert pip.created == 2
    assert "the folder was moved" in capsys.readouterr().err


def test_a_venv_of_another_python_is_made_anew(pip, place, capsys):
    start_venv.prepare(place, dev=False)
    place.stamp.unlink()
    settings = place.venv / "pyvenv.cfg"
    settings.write_text(settings.read_text().replace(f"version = {THIS}", "version = 3.10"))

    start_venv.prepare(place, dev=False)

    assert pip.created == 2
    assert f"made by Python 3.10, and this is Python {THIS}" in capsys.readouterr().err


def test_a_venv_whose_python_is_gone_is_made_anew(pip, place, capsys):
    start_venv.prepare(place, dev=False)
    place.python.unlink()
    start_venv.prepare(place, dev=False)
    assert pip.created == 2
    assert "does not run any more" in capsys.readouterr().err


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"fingerprint": 1}', "\udcff"])
def test_a_damaged_stamp_only_means_installing_again(pip, place, stamp):
    start_venv.prepare(place, dev=False)
    place.stamp.write_bytes(stamp.encode("utf-8", "surrogateescape"))
    assert start_venv.prepare(place, dev=False) is True
    assert json.loads(place.stamp.read_text())["dev"] is False
    assert pip.created == 1


def test_an_adopted_venv_without_stamp_is_kept(pip, place):
    pip.create_venv(place.venv, place.log)
    start_venv.prepare(place, dev=True)
    assert (pip.created, pip.installed) == (1, [True])


def test_missing_venv_module_names_the_debian_package(pip, place, monkeypatch):
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "ensurepip" else object()
    )
    with pytest.raises(Trouble, match=f"apt-get install -y python{THIS}-venv"):
        start_venv.prepare(place, dev=False)


def test_a_nearly_full_disk_is_told_before_anything_is_made(pip, place, monkeypatch):
    usage = shutil.disk_usage(place.root)._replace(free=40_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Trouble, match="Only 40 MB are free"):
        start_venv.prepare(place, dev=False)
    assert pip.created == 0


def test_two_set_ups_at_once_wait_for_each_other(checkout):
    """Two processes hold the lock one after the other, never together."""
    script = """
import sys, time
from pathlib import Path
sys.path.insert(0, "packaging")
import start_venv
with start_venv._only_one(start_venv.Home(Path.cwd())):
    with open("order", "a") as file:
        for step in range(20):
            file.write(sys.argv[1]); file.flush(); time.sleep(0.005)
"""
    both = [
        subprocess.Popen([sys.executable, "-c", script, name], cwd=checkout, stderr=subprocess.PIPE)
        for name in "ab"
    ]
    for process in both:
        process.communicate()
        assert process.returncode == 0
    assert (checkout / "order").read_text() in ("a" * 20 + "b" * 20, "b" * 20 + "a" * 20)


@pytest.fixture
def offline(monkeypatch):
    """A pip that finds nobody to ask, whatever this computer is set to."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)


def test_offline_is_one_sentence_and_leaves_a_venv_to_go_on_from(checkout, offline):
    def set_up():
        return subprocess.run(
            [sys.executable, "packaging/start.py", "setup"],
            cwd=checkout,
            capture_output=True,
            text=True,
            check=False,
        )

    first = set_up()
    assert first.returncode == 3, first.stderr
    assert first.stdout == ""
    last = first.stderr.strip().splitlines()[-1]
    log = checkout / "build" / "setup.log"
    assert last.startswith("The libraries could not be downloaded: check the connection")
    assert last.endswith(f"then run the same command again (details: {log}).")
    assert "Traceback" not in first.stderr
    assert "127.0.0.1" in log.read_text("utf-8")
    made = (checkout / ".venv" / "pyvenv.cfg").stat().st_mtime_ns

    second = set_up()
    assert second.returncode == 3
    assert (checkout / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


def test_the_venv_is_where_the_readme_says(root):
    assert start_venv.Home(root).venv == Path(root) / ".venv"
