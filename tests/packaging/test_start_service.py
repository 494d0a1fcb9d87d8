"""The outbox as a service: the files are what each system reads, with this folder's program."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import start_service
from start_trouble import Trouble

PROGRAM = Path("/srv/my news/50%/.venv/bin/editorial")


def test_the_unit_runs_this_program_whatever_its_path():
    text = start_service.unit_text(PROGRAM, "/data/a b")
    assert 'ExecStart="/srv/my news/50%%/.venv/bin/editorial" outbox run --forever\n' in text
    assert 'Environment="EDITORIAL_HOME=/data/a b"\n' in text
    assert text.count("ExecStart=") == 1


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_understands_the_unit(tmp_path):
    program = tmp_path / "a b" / "editorial"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "editorial-outbox.service"
    unit.write_text(start_service.unit_text(program))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "editorial-outbox.service" not in done.stderr, done.stderr


def test_the_agent_runs_this_program():
    agent = plistlib.loads(start_service.agent_bytes(PROGRAM, "/data"))
    assert agent["ProgramArguments"] == [str(PROGRAM), "outbox", "run", "--forever"]
    assert agent["EnvironmentVariables"]["EDITORIAL_HOME"] == "/data"
    assert agent["RunAtLoad"] is True


def test_the_task_runs_this_program():
    task = ElementTree.fromstring(start_service.task_bytes(PROGRAM))
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert task.findtext(".//t:Command", namespaces=space) == str(PROGRAM)
    assert task.findtext(".//t:Arguments", namespaces=space) == "outbox run --forever"
    assert task.findtext(".//t:MultipleInstancesPolicy", namespaces=space) == "IgnoreNew"


def test_install_and_remove_write_and_take_away_one_file(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(start_service, "_run", asked.append)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    unit = tmp_path / ".config" / "systemd" / "user" / "editorial-outbox.service"
    assert start_service.service("install", PROGRAM, "linux", tmp_path) == 0
    assert unit.is_file()
    assert ["systemctl", "--user", "enable", "--now", "editorial-outbox"] in asked
    assert start_service.service("remove", PROGRAM, "linux", tmp_path) == 0
    assert not unit.exists()
    assert start_service.service("status", PROGRAM, "linux", tmp_path) == 1


def test_a_system_without_services_is_told_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="outbox run --forever"):
        start_service.service("install", PROGRAM, "linux", tmp_path)


def test_an_unknown_word_is_refused(tmp_path):
    with pytest.raises(Trouble, match="install, remove or status"):
        start_service.service("", PROGRAM, "linux", tmp_path)
