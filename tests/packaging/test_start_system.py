"""Which system libraries Qt needs where, and the apt-get commands for them."""

import sys
from pathlib import Path

import pytest
import start_system
from start_system import CORE, PREVIEW, WAYLAND, X11, Apt, Library, System
from start_trouble import Trouble

ALSA = ("libasound2", "libasound2t64")

BOOKWORM_POLICY = """\
libasound2:
  Installed: (none)
  Candidate: 1.2.8-1+b1
  Version table:
     1.2.8-1+b1 500
        500 mirror bookworm/main amd64 Packages
libgl1:
  Installed: 1.6.0-1
  Candidate: 1.6.0-1
"""
NOBLE_POLICY = """\
libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1ubuntu0.1
"""


def linux(codename="bookworm", *, has_apt=True, is_root=False, **environment):
    return System("linux", codename, has_apt, is_root, environment)


@pytest.fixture
def apt_knows(monkeypatch):
    """Fix what the package lists hold: a set of names that can be installed."""

    def fix(*names):
        def answer(packages):
            policy = "".join(f"{name}:\n  Candidate: 1\n" for name in names)
            return start_system.read_policy(policy, packages)

        monkeypatch.setattr(start_system, "known_to_apt", answer)

    return fix


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_window_can_be_seen(environment, platform, expected):
    assert System(platform, "", False, False, environment).has_display is expected


def test_wanted_libraries_follow_the_display():
    assert start_system.wanted_libraries(linux(), for_tests=False) == CORE + PREVIEW
    assert set(X11) <= set(start_system.wanted_libraries(linux(DISPLAY=":0"), for_tests=False))
    assert set(X11) <= set(start_system.wanted_libraries(linux(), for_tests=True))
    wayland = start_system.wanted_libraries(linux(WAYLAND_DISPLAY="w"), for_tests=False)
    assert set(WAYLAND) <= set(wayland)
    assert not set(X11) & set(wayland)
    mac = System("darwin", "", False, False, {})
    assert start_system.wanted_libraries(mac, for_tests=True) == ()


def test_missing_libraries_are_those_the_linker_cannot_find(monkeypatch):
    nowhere = Library("libnowhere-at-all.so.7", ("libnowhere7",))
    here = Library("libhere.so.6", ("libhere6",))
    monkeypatch.setattr(start_system, "_linker_cache", lambda: {"libhere.so.6"})
    assert start_system.missing_libraries([here, nowhere]) == [nowhere]


def test_policy_picks_the_name_that_can_be_installed():
    packages = [ALSA, ("libgl1",)]
    assert start_system.read_policy(BOOKWORM_POLICY, packages) == (["libasound2", "libgl1"], [])
    assert start_system.read_policy(NOBLE_POLICY, packages) == (["libasound2t64"], [("libgl1",)])
    assert start_system.read_policy("", packages) == ([], packages)


@pytest.mark.parametrize(
    ("codename", "name"),
    [
        ("bookworm", "libasound2"),
        ("jammy", "libasound2"),
        ("noble", "libasound2t64"),
        ("trixie", "libasound2t64"),
        ("", "libasound2t64"),
    ],
)
def test_without_package_lists_the_release_decides_the_name(apt_knows, codename, name):
    apt_knows()
    command = start_system.install_command([ALSA, ("libgl1",)], linux(codename))
    assert command == f"sudo apt-get install -y {name} libgl1"


def test_package_lists_decide_before_the_release(apt_knows):
    apt_knows("libasound2t64", "libgl1")
    command = start_system.install_command([ALSA, ("libgl1",)], linux("bookworm"))
    assert command == "sudo apt-get install -y libasound2t64 libgl1"


def test_reads_os_release(tmp_path):
    path = tmp_path / "os-release"
    path.write_text('# note\nID=linuxmint\nID_LIKE="ubuntu debian"\nUBUNTU_CODENAME=jammy\n')
    assert start_system.read_os_release(path)["ID_LIKE"] == "ubuntu debian"
    assert start_system.read_os_release(tmp_path / "none") == {}


class FakeApt(Apt):
    """Records the commands; ``codes`` are the exit codes of its installs, in order."""

    def __init__(self, log, *codes):
        super().__init__(log)
        self.codes = list(codes)
        self.ran = []

    def _run(self, command):
        self.ran.append([word for word in command if not word.startswith(("-", "DPkg"))][1:])
        if "update" in command:
            return 0, ""
        code = self.codes.pop(0)
        return code, "E: Unable to fetch some archives\n" if code else ""


@pytest.fixture
def no_root_needed(monkeypatch):
    monkeypatch.setattr(Path, "mkdir", lambda *args, **kwargs: None)


def test_apt_updates_only_when_needed(apt_knows, no_root_needed, tmp_path):
    apt_knows("libgl1")
    apt = FakeApt(tmp_path / "log", 0)
    apt.install([("libgl1",)])
    assert apt.ran == [["install", "libgl1"]]


def test_apt_updates_and_tries_again_after_a_stale_list(apt_knows, no_root_needed, tmp_path):
    apt_knows("libgl1")
    apt = FakeApt(tmp_path / "log", 100, 0)
    apt.install([("libgl1",)])
    assert apt.ran == [["install", "libgl1"], ["update"], ["install", "libgl1"]]


def test_apt_failure_is_one_sentence_with_the_log(apt_knows, no_root_needed, tmp_path):
    apt_knows("libgl1")
    apt = FakeApt(tmp_path / "log", 100, 100)
    with pytest.raises(Trouble, match="could not install libgl1: Unable to fetch") as caught:
        apt.install([("libgl1",)])
    assert str(tmp_path / "log") in str(caught.value)


def test_apt_names_a_package_that_nobody_has(apt_knows, no_root_needed, tmp_path):
    apt_knows()
    apt = FakeApt(tmp_path / "log")
    with pytest.raises(Trouble, match="knows no package libgl1"):
        apt.install([("libgl1",)])
    assert apt.ran == [["update"]]


def test_this_system_is_seen_as_it_is():
    system = start_system.this_system(sys.platform)
    assert system.platform == sys.platform
    assert isinstance(system.is_root, bool)
