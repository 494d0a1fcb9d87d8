"""What each word of start.py prepares and runs."""

import errno
import os
import sys

import pytest
import start_commands
from start_system import CORE, PREVIEW, X11, System
from start_trouble import Trouble
from start_venv import Home


class Recorder:
    """Takes the place of what changes the computer or ends this process; keeps what was asked."""

    def __init__(self, monkeypatch, root):
        self.home = Home(root)
        self.prepared = []
        self.ran = []
        self.system = System("linux", "bookworm", True, False, {})
        self.missing = []
        for name, value in {
            "ROOT": root,
            "this_system": lambda platform: self.system,
            "is_current": lambda home, *, dev: False,
            "prepare": lambda home, *, dev: self.prepared.append(dev),
            "missing_libraries": lambda wanted: [item for item in self.missing if item in wanted],
            "install_command": lambda packages, system: "sudo apt-get install -y that",
            "become": self.become,
        }.items():
            monkeypatch.setattr(start_commands, name, value)
        monkeypatch.setattr("start_tests.provide", lambda system, log: None)
        monkeypatch.chdir(root)

    def become(self, command):
        assert command[0] == str(self.home.python)
        self.ran.append(command[1:])
        return 7


@pytest.fixture
def recorder(monkeypatch, checkout):
    return Recorder(monkeypatch, checkout)


def test_with_a_display_the_app_is_opened(recorder):
    recorder.system = recorder.system._replace(environment={"DISPLAY": ":0"})
    assert start_commands.main([]) == 7
    assert recorder.ran == [["-m", "editorial"]]
    assert recorder.prepared == [False]


def test_without_a_display_the_demo_is_run(recorder, capsys, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert start_commands.main([]) == 7
    assert recorder.ran == [["-m", "editorial", "demo"]]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "no display here" in capsys.readouterr().err


def test_other_words_are_the_apps_own_and_standard_output_stays_its_own(recorder, capsys):
    assert start_commands.main(["--home", "x y", "story", "list", "--json"]) == 7
    assert recorder.ran == [["-m", "editorial", "--home", "x y", "story", "list", "--json"]]
    assert capsys.readouterr().out == ""


def test_setup_runs_nothing(recorder, capsys):
    assert start_commands.main(["setup"]) == 0
    assert recorder.ran == []
    assert "python3 packaging/start.py" in capsys.readouterr().err


def test_test_runs_the_whole_suite_and_passes_words_on(recorder):
    assert start_commands.main(["test", "-k", "credits"]) == 7
    assert recorder.ran == [["-m", "pytest", "-k", "credits"]]
    assert recorder.prepared == [True]


@pytest.mark.parametrize(
    ("cores", "words"),
    [
        (1, []),
        (2, ["-n", "2", "--dist", "loadgroup"]),
        (16, ["-n", "4", "--dist", "loadgroup"]),
        (None, []),
    ],
)
def test_the_whole_suite_runs_on_all_cores(recorder, monkeypatch, cores, words):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    start_commands.main(["test"])
    assert recorder.ran == [["-m", "pytest", *words]]


def test_bench_runs_one_file_where_one_is_named(recorder, root):
    start_commands.main(["bench", "pyproject.toml", "-k", "rows"])
    ran = recorder.ran[0]
    assert "tests/benchmarks" not in ran
    assert ran[-3:] == ["pyproject.toml", "-k", "rows"]


def test_bench_runs_the_benchmarks(recorder):
    assert start_commands.main(["bench"]) == 7
    assert recorder.ran[0][:3] == ["-m", "pytest", "tests/benchmarks"]


def test_missing_vital_library_without_root_stops_with_the_one_command(recorder, capsys):
    recorder.missing = [CORE[1]]
    assert start_commands.main([]) == 3
    assert recorder.ran == []
    assert capsys.readouterr().err.splitlines() == [
        "Qt needs system libraries that are missing here; run: sudo apt-get install -y that"
    ]


def test_missing_preview_library_is_told_and_the_app_runs(recorder, capsys):
    recorder.missing = [PREVIEW[0]]
    assert start_commands.main(["demo"]) == 7
    assert "sudo apt-get install -y that" in capsys.readouterr().err


def test_x11_libraries_matter_only_where_there_is_x11(recorder):
    recorder.missing = list(X11)
    assert start_commands.main(["demo"]) == 7
    recorder.system = recorder.system._replace(environment={"DISPLAY": ":0"})
    assert start_commands.main([]) == 3


def test_on_other_linux_the_libraries_are_named(recorder, capsys):
    recorder.system = recorder.system._replace(has_apt=False)
    recorder.missing = [CORE[1]]
    assert start_commands.main([]) == 3
    assert CORE[1].soname in capsys.readouterr().err


def test_root_on_debian_installs_them(recorder, monkeypatch):
    asked = []

    class FakeApt:
        def __init__(self, log):
            assert log == recorder.home.root / "build" / "apt.log"

        def install(self, packages):
            asked.extend(packages)

    monkeypatch.setattr(start_commands, "Apt", FakeApt)
    recorder.system = recorder.system._replace(is_root=True)
    recorder.missing = [CORE[1]]
    assert start_commands.main([]) == 7
    assert asked == [CORE[1].package]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "Editorial cannot write"),
        (errno.EACCES, "Editorial cannot write"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_disk_trouble_is_one_sentence(recorder, monkeypatch, capsys, number, sentence):
    def prepare(home, *, dev):
        raise OSError(number, os.strerror(number), str(home.root / "build"))

    monkeypatch.setattr(start_commands, "prepare", prepare)
    assert start_commands.main([]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(sentence)
    assert str(recorder.home.root / "build") in lines[0]


def test_trouble_and_interrupt(recorder, monkeypatch, capsys):
    def trouble(home, *, dev):
        raise Trouble("No libraries today.")

    monkeypatch.setattr(start_commands, "prepare", trouble)
    assert start_commands.main([]) == 3
    assert capsys.readouterr().err == "No libraries today.\n"

    def interrupt(home, *, dev):
        raise KeyboardInterrupt

    monkeypatch.setattr(start_commands, "prepare", interrupt)
    assert start_commands.main([]) == 130


def test_lint_runs_every_check_and_fails_when_one_does(recorder, capfd):
    recorder.home.scripts.mkdir(parents=True)
    # The second check of the four that go through Python fails.
    recorder.home.python.write_text(
        '#!/bin/sh\necho "$@"\n[ "$2 $3" != "ruff format" ]\n', encoding="utf-8"
    )
    recorder.home.python.chmod(0o755)
    linter = recorder.home.scripts / "lint-imports"
    linter.write_text("#!/bin/sh\necho layers\n")
    linter.chmod(0o755)

    assert start_commands.main(["lint"]) == 1

    out, err = capfd.readouterr()
    assert "-m ruff check ." in out
    assert "-m mypy" in out
    assert "layers" in out
    assert "Not clean: ruff format." in err


def test_venv_module_is_installed_only_for_the_systems_own_python(recorder, monkeypatch):
    asked = []

    class FakeApt:
        def __init__(self, log):
            pass

        def install(self, packages):
            asked.extend(packages)

    monkeypatch.setattr(start_commands, "Apt", FakeApt)
    monkeypatch.setattr(start_commands, "has_venv_module", lambda: False)
    recorder.system = recorder.system._replace(is_root=True)
    monkeypatch.setattr(sys, "prefix", "/opt/python")
    start_commands.main(["setup"])
    assert asked == []
    monkeypatch.setattr(sys, "prefix", "/usr")
    start_commands.main(["setup"])
    assert asked == [("python{}.{}-venv".format(*sys.version_info[:2]),)]
