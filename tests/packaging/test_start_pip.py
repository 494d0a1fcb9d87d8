"""pip's failures, as pip words them, become one sentence that says what to do next."""

from pathlib import Path

import pytest
import start_pip
from start_trouble import Trouble

LOG = Path("/somewhere/build/setup.log")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: "
            "[Errno 28] No space left on device\n",
            "The disk is full: free about 1.5 GB",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by "
            "'NewConnectionError(...: Failed to establish a new connection: [Errno -3] Temporary "
            "failure in name resolution')': /simple/hatchling/\n"
            "ERROR: Could not find a version that satisfies the requirement hatchling>=1.27\n"
            "ERROR: No matching distribution found for hatchling>=1.27\n",
            "The libraries could not be downloaded: check the connection",
        ),
        (
            "ERROR: Exception:\npip._vendor.urllib3.exceptions.ReadTimeoutError: "
            "HTTPSConnectionPool(host='...', port=443): Read timed out.\n",
            "The libraries could not be downloaded: check the connection",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement pyside6<6.12\n"
            "ERROR: No matching distribution found for pyside6<6.12,>=6.8\n",
            "There is no build of pyside6<6.12,>=6.8 for this computer's Python",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: "
            "'/x/.venv/lib'\n",
            "pip may not write where it must",
        ),
        (
            "ERROR: Cannot install a and b because these package versions have conflicts.\n"
            "ERROR: ResolutionImpossible: for help visit the documentation\n",
            "The libraries could not be installed: ERROR: ResolutionImpossible",
        ),
        ("", "The libraries could not be installed: it ended with code 9"),
    ],
)
def test_explains(output, sentence):
    text = start_pip.explain(output, 9, LOG)
    assert text.startswith(sentence)
    assert "then run the same command again" in text
    assert f"(details: {LOG})" in text
    assert "\n" not in text


@pytest.fixture
def fake_python(tmp_path):
    """A "Python" that prints as pip would and ends with code 1."""

    def make(*lines):
        path = tmp_path / "python"
        said = "\n".join(f"echo '{line}'" for line in lines)
        path.write_text(f"#!/bin/sh\n{said}\nexit 1\n")
        path.chmod(0o755)
        return path

    return make


def test_a_failed_download_leaves_the_venv_as_good_as_before(fake_python, tmp_path):
    unfinished = tmp_path / "unfinished"
    unfinished.touch()
    python = fake_python("Collecting nh3", "ERROR: HTTP error 503 while getting nh3")
    with pytest.raises(Trouble, match="could not be downloaded"):
        start_pip.install(python, tmp_path, tmp_path / "build" / "log", unfinished, dev=False)
    assert not unfinished.exists()


def test_a_failure_while_writing_asks_for_a_new_venv(fake_python, tmp_path, capsys):
    unfinished = tmp_path / "unfinished"
    unfinished.touch()
    python = fake_python(
        "  Downloading pillow-13.0.0-cp311-cp311-manylinux_2_28_x86_64.whl (7.1 MB)",
        "  Downloading idna-3.20-py3-none-any.whl (70 kB)",
        "Installing collected packages: pillow, idna",
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    )
    log = tmp_path / "build" / "log"
    with pytest.raises(Trouble, match="The disk is full"):
        start_pip.install(python, tmp_path, log, unfinished, dev=True)
    assert unfinished.exists()
    assert capsys.readouterr().err.splitlines() == ["  pillow (7.1 MB)", "  writing the files"]
    assert ".[dev]" in log.read_text()
    assert "idna-3.20" in log.read_text()


def test_python_that_does_not_run_does_not_answer(tmp_path):
    assert start_pip.answers(tmp_path / "nothing") is False
