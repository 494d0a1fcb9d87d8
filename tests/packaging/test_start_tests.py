"""What the tests need from the system: got where possible, else one line each, never a failure."""

import pytest
import start_system
import start_tests
from start_system import System
from start_tests import Need
from start_trouble import Trouble

JUDGE = Need("the tests of judging", ("no-such-judge",), (("judge-perl",),))
KEYS = Need("the tests of keys", ("no-such-key",), (("keys",), ("bus",)), linux_only=True)
MET = Need("the tests of Python", ("python3",), (("python3",),))


def system(platform="linux", *, has_apt=False, is_root=False):
    return System(platform, "bookworm", has_apt, is_root, {})


@pytest.fixture
def needs(monkeypatch):
    monkeypatch.setattr(start_tests, "NEEDS", (JUDGE, KEYS, MET))
    everything = "".join(f"{name}:\n  Candidate: 1\n" for name in ("judge-perl", "keys", "bus"))
    monkeypatch.setattr(
        start_system,
        "known_to_apt",
        lambda packages: start_system.read_policy(everything, packages),
    )


class FakeApt:
    """Fails for all packages together, and for ``bad`` alone."""

    asked: list[list[str]]

    def __init__(self, bad=()):
        self.bad = set(bad)
        self.asked = []

    def __call__(self, log):
        return self

    def install(self, packages):
        names = [names[0] for names in packages]
        self.asked.append(names)
        if self.bad & set(names):
            raise Trouble(f"apt-get could not install {' '.join(names)}.")


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.setattr(start_tests, "not_installed", list)


def test_says_in_one_line_each_what_is_not_run(needs, tmp_path, capsys):
    start_tests.provide(system(), tmp_path / "log")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Not run: the tests of judging. They need no-such-judge")
    assert lines[1].startswith("Not run: the tests of keys.")


def test_on_debian_without_root_the_line_has_the_command(needs, tmp_path, capsys):
    start_tests.provide(system(has_apt=True), tmp_path / "log")
    lines = capsys.readouterr().err.splitlines()
    assert lines[1] == (
        "Not run: the tests of keys. To have them: sudo apt-get install -y keys bus"
    )


def test_other_systems_are_not_asked_for_what_only_linux_has(needs, tmp_path, capsys):
    start_tests.provide(system("darwin"), tmp_path / "log")
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(".")[0] for line in lines] == ["Not run: the tests of judging"]


def test_root_on_debian_installs_what_is_missing(needs, nothing_installed, tmp_path, monkeypatch):
    apt = FakeApt()
    monkeypatch.setattr(start_tests, "Apt", apt)
    start_tests.provide(system(has_apt=True, is_root=True), tmp_path / "log")
    assert apt.asked == [["judge-perl", "keys", "bus"]]


def test_one_bad_package_does_not_cost_the_others(
    needs, nothing_installed, tmp_path, monkeypatch, capsys
):
    apt = FakeApt(bad=["judge-perl"])
    monkeypatch.setattr(start_tests, "Apt", apt)
    start_tests.provide(system(has_apt=True, is_root=True), tmp_path / "log")
    assert apt.asked == [["judge-perl", "keys", "bus"], ["judge-perl"], ["keys", "bus"]]
    assert "could not install judge-perl." in capsys.readouterr().err


def test_a_need_is_met_by_commands_and_files(tmp_path):
    assert start_tests.is_met(MET)
    assert not start_tests.is_met(MET._replace(files=(str(tmp_path / "none"),)))
    assert not start_tests.is_met(JUDGE)
