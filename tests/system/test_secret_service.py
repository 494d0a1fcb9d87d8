"""A real Secret Service: gnome-keyring on a message bus of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import real

ROOT = Path(__file__).parents[2]
PASSWORD = "abcd EFGH 1234 ijkl 5678 mnop"
WANTED = ("dbus-run-session", "gnome-keyring-daemon")
HAS_OWNER = """
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
with open_dbus_connection("SESSION") as connection:
    question = new_method_call(bus, "NameHasOwner", "s", ("org.freedesktop.secrets",))
    raise SystemExit(0 if connection.send_and_get_reply(question).body[0] else 1)
"""
READ = """
import sys
from pathlib import Path
from editorial.system.paths import Home
from editorial.system.secrets import Secrets
print(Secrets(str(Home(Path(sys.argv[1])).root)).read(sys.argv[2]))
"""


@pytest.fixture
def secret_service(tmp_path):
    """Return the environment in which an unlocked Secret Service answers."""
    if not sys.platform.startswith("linux"):
        real.require("Secret Service", "it belongs to Linux; this system has its own keyring")
    if not all(map(shutil.which, WANTED)):
        trouble = "install the packages gnome-keyring and dbus"
        if real.may_install():
            trouble = real.install("gnome-keyring", "dbus") or trouble
        if not all(map(shutil.which, WANTED)):
            real.require("Secret Service", trouble)
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DBUS_", "GNOME_", "EDITORIAL_", "PYTHON_KEYRING"))
    }
    env |= {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONUTF8": "1",
    }
    daemon = "exec gnome-keyring-daemon --unlock --foreground --components=secrets"
    bus = subprocess.Popen(
        [
            *("dbus-run-session", "--", "sh", "-c"),
            f'echo "$DBUS_SESSION_BUS_ADDRESS"; {daemon} >&2',
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=env,
    )
    assert bus.stdin is not None
    assert bus.stdout is not None
    env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    bus.stdin.write("the keyring's own password")
    bus.stdin.close()
    try:
        for _ in range(100):
            asked = subprocess.run([sys.executable, "-c", HAS_OWNER], env=env, check=False)
            if asked.returncode == 0:
                break
            time.sleep(0.1)
        else:
            pytest.fail("gnome-keyring-daemon did not come up")
        yield env
    finally:
        bus.terminate()
        bus.wait(timeout=20)
        bus.stdout.close()


def test_a_password_is_kept_in_one_process_read_in_another_and_removed(
    secret_service, tmp_path
) -> None:
    home = tmp_path / "news"

    def editorial(*words: str, stdin: str = "") -> dict:
        done = subprocess.run(
            [sys.executable, "-m", "editorial", "--home", str(home), *words, "--json"],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=secret_service,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def kept() -> str:
        done = subprocess.run(
            [sys.executable, "-c", READ, str(home), "Main site"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=secret_service,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    added = editorial(
        *("endpoint", "add", "Main site", "--url", "https://news.example.org", "--user", "ida"),
        *("--kind", "wordpress"),
        "--password-stdin",
        stdin=PASSWORD + "\n",
    )
    assert added["warnings"] == []
    assert kept() == PASSWORD
    # On the disk it lies in the keyring's own file, encrypted, and not with us.
    keyrings = list((tmp_path / "share" / "keyrings").iterdir())
    assert keyrings
    files = [path for folder in (home, tmp_path / "share") for path in folder.rglob("*")]
    assert not any(PASSWORD.encode() in path.read_bytes() for path in files if path.is_file())

    assert editorial("endpoint", "remove", "Main site")["warnings"] == []
    assert kept() == "None"
