"""A real WordPress on loopback: MariaDB on a private socket, ``php -S``, everything in one folder.

Needs the Debian packages in `PACKAGES`. Ends only what it started.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

# php8.2-cgi and micro-httpd stand in for “php” and “httpd”, so that no Apache is pulled in.
PACKAGES = (
    "php8.2-cgi",
    "php",
    "micro-httpd",
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "mariadb-server-core",
    "php-cli",
    "php-mysql",
    "php-gd",
    "php-xml",
    "php-mbstring",
    "php-curl",
)
SOURCE = Path("/usr/share/wordpress")
_HERE = Path(__file__).parent
_PHP = ("php", "-d", "sendmail_path=/bin/true")
_WORKERS = 24
"""Dropped connections cost a worker each; see faults.php."""


def missing() -> tuple[str, ...]:
    """Return the programs that are not there."""
    programs = [n for n in ("php", "mariadbd", "mariadb-install-db") if not shutil.which(n)]
    return (*programs, *(() if (SOURCE / "wp-settings.php").exists() else ("wordpress",)))


class WordPressServer:
    """One WordPress. ``folder`` must be short and without blanks (socket and installer)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.www = folder / "www"
        self._socket = folder / "db.sock"
        self._database: subprocess.Popen[bytes] | None = None
        self._web: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.version = ""
        self.passwords: dict[str, str] = {}

    def start(self) -> None:
        """Lay out the files, start both servers and install the site."""
        self._lay_out()
        self._start_database()
        installed = subprocess.run(
            [*_PHP, str(_HERE / "install.php"), str(self.www), self.url, str(self._socket)],
            capture_output=True,
            text=True,
            check=True,
        )
        site = json.loads(installed.stdout[installed.stdout.index('{"version"') :])
        self.version, self.passwords = site["version"], site["passwords"]
        self.start_web()

    def start_web(self) -> None:
        """Start the web server, anew when it runs already."""
        self._stop(self._web)
        # Workers of a parent that is gone already hold the port a little longer.
        while self._answers():
            time.sleep(0.02)
        environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": str(_WORKERS)}
        options = {
            "upload_max_filesize": "8M",
            "post_max_size": "8M",
            "memory_limit": "256M",
            "opcache.enable_cli": "1",
            "opcache.revalidate_freq": "0",
            "sendmail_path": "/bin/true",
            "display_errors": "0",
            "log_errors": "1",
            "error_log": str(self.folder / "php.log"),
        }
        command = ["php", *(f"-d{name}={value}" for name, value in options.items())]
        command += ["-S", f"127.0.0.1:{self.port}", "-t", str(self.www), str(_HERE / "router.php")]
        self._web = self._spawn(command, "web.log", environment)
        self._wait_for(self._answers, self._web, "web.log")

    def stop(self) -> None:
        """Stop both servers."""
        self._stop(self._web)
        self._stop(self._database)

    def _lay_out(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(SOURCE, self.www, ignore_dangling_symlinks=True, dirs_exist_ok=True)
        content = self.www / "wp-content"
        for name in ("uploads", "mu-plugins"):
            (content / name).mkdir(exist_ok=True)
        shutil.copy(_HERE / "faults.php", content / "mu-plugins")
        salts = ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")
        settings = {
            "DB_NAME": "wordpress",
            "DB_USER": "root",
            "DB_PASSWORD": "",
            "DB_HOST": f"localhost:{self._socket}",
            "DB_CHARSET": "utf8mb4",
            "DB_COLLATE": "",
            "WP_HOME": self.url,
            "WP_SITEURL": self.url,
            # Application passwords over plain http are for local sites only.
            "WP_ENVIRONMENT_TYPE": "local",
            "FS_METHOD": "direct",
            **{f"{name}_{end}": secrets.token_hex(16) for name in salts for end in ("KEY", "SALT")},
        }
        lines = ["<?php", *(f"define('{name}', '{value}');" for name, value in settings.items())]
        lines += [
            f"define('{name}', {value});"
            for name, value in {
                "WP_HTTP_BLOCK_EXTERNAL": "true",
                "AUTOMATIC_UPDATER_DISABLED": "true",
                "WP_AUTO_UPDATE_CORE": "false",
                "DISABLE_WP_CRON": "true",
                "WP_DEBUG": "false",
            }.items()
        ]
        lines += [
            "$table_prefix = 'wp_';",
            "if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');",
        ]
        lines += ["require_once ABSPATH . 'wp-settings.php';", ""]
        configuration = self.www / "wp-config.php"
        configuration.unlink(missing_ok=True)
        configuration.write_text("\n".join(lines))

    def _start_database(self) -> None:
        data = self.folder / "db"
        user = f"--user={getpass.getuser()}"
        subprocess.run(
            [
                *("mariadb-install-db", "--no-defaults", f"--datadir={data}", user),
                *("--skip-test-db", "--auth-root-authentication-method=normal"),
                "--innodb-log-file-size=8M",
            ],
            capture_output=True,
            check=True,
        )
        command = ["mariadbd", "--no-defaults", user, f"--datadir={data}"]
        command += [f"--socket={self._socket}", f"--pid-file={self.folder / 'db.pid'}"]
        command += ["--skip-networking", "--skip-grant-tables", "--performance-schema=OFF"]
        command += ["--skip-log-bin", "--innodb-buffer-pool-size=64M", "--max-connections=60"]
        # A test's data need not survive a power cut.
        command += ["--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0"]
        command += ["--innodb-doublewrite=0", "--innodb-use-native-aio=0"]
        self._database = self._spawn(command, "db.log", dict(os.environ))
        self._wait_for(self._socket.exists, self._database, "db.log")

    def _spawn(
        self, command: list[str], log: str, environment: dict[str, str]
    ) -> subprocess.Popen[bytes]:
        with (self.folder / log).open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=self.www,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def _wait_for(self, ready, process: subprocess.Popen[bytes], log: str) -> None:
        for _ in range(1200):
            if ready():
                return
            if process.poll() is not None:
                break
            time.sleep(0.05)
        tail = (self.folder / log).read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{process.args[0]} did not start:\n{tail}")  # type: ignore[index]

    @staticmethod
    def _stop(process: subprocess.Popen[bytes] | None) -> None:
        """End a process that we started, with the children in its own group."""
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
