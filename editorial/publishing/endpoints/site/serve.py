"""Show a site folder on this computer: a small web server on the loopback address only."""

from __future__ import annotations

import logging
import posixpath
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from editorial.system.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"
log = logging.getLogger(__name__)


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Handler(SimpleHTTPRequestHandler):
    """Files below one folder; nothing that starts with a dot, no lists of files."""

    server_version = "Editorial"
    sys_version = ""
    # The system's own table differs from computer to computer.
    extensions_map = {  # noqa: RUF012 - the library's own shape
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".jpg": "image/jpeg",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        "": "application/octet-stream",
    }

    def translate_path(self, path: str) -> str:
        """Return the file for an address; one that cannot exist for what is not ours to show."""
        folder = Path(self.directory).resolve()
        names = [name for name in unquote(urlsplit(path).path).split("/") if name]
        hidden = any(name.startswith(".") or "\\" in name or "\0" in name for name in names)
        wanted = folder.joinpath(*names) if not hidden else folder / ".nothing"
        if hidden or not wanted.resolve().is_relative_to(folder):
            wanted = folder / ".nothing"
        ending = "/" if posixpath.basename(urlsplit(path).path) == "" and not hidden else ""
        return f"{wanted}{ending}"

    def send_response(self, code: int, message: str | None = None) -> None:
        """Answer 410 where a story was withdrawn: its notice stands there for people to read."""
        if code == HTTPStatus.OK and self._is_withdrawn():
            code = HTTPStatus.GONE
        super().send_response(code, message)

    def _is_withdrawn(self) -> bool:
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() else page
        stories = Path(self.directory).resolve() / "stories"
        if page.suffix != ".html" or not page.resolve().is_relative_to(stories):
            return False
        with page.open("rb") as stream:
            beginning = stream.read(4096)
        # Of the pages among the stories, search engines are to forget the withdrawn ones and
        # those that lead on to another address.
        return b'content="noindex"' in beginning and b'http-equiv="refresh"' not in beginning

    def list_directory(self, path: Any) -> None:
        """Refuse: a folder without a page is a missing page."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Let a reload show what was just pushed."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal quiet; the log has it."""
        log.debug(format, *args)


def make_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of ``folder`` on 127.0.0.1; port 0 takes a free one (``server_port``).

    The caller runs ``serve_forever`` and closes it. Raises `EnvironmentProblem` when the port
    is taken.
    """
    try:
        return _Server((HOST, port), partial(_Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise EnvironmentProblem(
            f"Port {port} cannot be used: {error}.",
            next_step="Choose another one with --port, or leave it out.",
        ) from error


def serve(folder: Path, port: int = 0, *, ready: Callable[[str], None] | None = None) -> None:
    """Serve ``folder`` until Ctrl+C; ``ready`` is told the address once it answers."""
    with make_server(folder, port) as server:
        try:
            if ready:
                ready(f"http://{HOST}:{server.server_port}/")
            server.serve_forever()
        except KeyboardInterrupt:
            log.debug("Stopped by the person.")
