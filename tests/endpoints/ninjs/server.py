"""A receiver of ninjs over HTTP push, as strict as the standard lets it be.

Signatures are checked over the raw bytes, items against the published schema. One item is kept of
each uri; the same version again changes nothing, an older one is passed over. Read off Superdesk
Newsroom: ``/push``, ``/push_binary``, ``/push_binary/{id}``. Reading back (``/items?uri=…``) and
readers' pages (``/read/{slug}``) are its own.
"""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.endpoints.ninjs.schema import flaws

KEY = "a key that both sides know"


@dataclass
class Fault:
    """What goes wrong with one call that writes.

    ``how`` is a status (``500``, ``429`` …), ``drop`` (done, but never answered), ``slow`` (done
    after ``seconds``), ``reset`` (cut off while the call is on its way) or ``page``.
    """

    how: str
    path: str = "/push"
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


class NinjsServer:
    """One receiver on loopback."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.media: dict[str, bytes] = {}
        self.pushes: list[tuple[str, str, bool]] = []
        """Uri and version of each item that was pushed, and whether it changed anything."""
        self.heard: list[tuple[str, str, dict[str, str], bytes]] = []
        self.faults: list[Fault] = []
        self.media_posts: list[str] = []
        self.tells_media = True
        self._lock = threading.RLock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                server.serve(self)

            do_GET = do_POST = _serve

            def log_message(self, *_args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_args: object) -> None:
                """Callers of these tests hang up."""

        self._http = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        fault = self._fault(request)
        if fault and fault.how == "reset":
            request.rfile.read(min(length, 100))
            request.close_connection = True
            return None
        body = request.rfile.read(length)
        if len(body) < length:
            request.close_connection = True
            return None
        self.heard.append((request.command, request.path, dict(request.headers), body))
        if fault and fault.how.isdigit():
            return self._answer(request, int(fault.how), {"message": "planned"}, fault.headers)
        if fault and fault.how == "page":
            return self._answer(request, 200, b"<!doctype html><title>Sign in</title>")
        with self._lock:
            status, answer = self._route(request, body)
        if fault and fault.how == "drop":
            request.close_connection = True
            return None
        if fault and fault.how == "slow":
            time.sleep(fault.seconds)
        return self._answer(request, status, answer)

    def _fault(self, request: BaseHTTPRequestHandler) -> Fault | None:
        if request.command == "POST":
            for fault in self.faults:
                if fault.path == request.path:
                    self.faults.remove(fault)
                    return fault
        return None

    def _answer(self, request, status: int, answer: Any, headers: dict[str, str] | None = None):
        data, kind = answer, "text/html; charset=utf-8"
        if not isinstance(answer, bytes):
            data, kind = json.dumps(answer).encode(), "application/json"
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)

    def _route(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, Any]:
        parts = urlsplit(request.path)
        if request.command == "GET":
            if parts.path.startswith("/push_binary/"):
                if not self.tells_media:
                    return 405, {"message": "POST only"}
                there = parts.path.removeprefix("/push_binary/") in self.media
                return (200, {}) if there else (404, {"message": "no such media"})
            if parts.path == "/items":
                (uri,) = parse_qs(parts.query)["uri"]
                item = self.items.get(uri)
                return (200, item) if item else (404, {"message": "no such item"})
            if parts.path.startswith("/read/"):
                return self._page(parts.path.removeprefix("/read/"))
            return 404, b"<!doctype html><title>Not found</title>"
        if not self._is_signed(request, body):
            return 403, {"message": "signature"}
        if parts.path == "/push":
            return self._take_item(body)
        if parts.path == "/push_binary":
            return self._take_media(request, body)
        return 404, b"<!doctype html><title>Not found</title>"

    def _is_signed(self, request: BaseHTTPRequestHandler, body: bytes) -> bool:
        sha1 = hmac.new(KEY.encode(), body, hashlib.sha1).hexdigest()
        if not hmac.compare_digest(request.headers["x-superdesk-signature"] or "", f"sha1={sha1}"):
            return False
        more = request.headers["x-hub-signature-256"]
        sha256 = hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
        return more is None or hmac.compare_digest(more, f"sha256={sha256}")

    def _take_item(self, body: bytes) -> tuple[int, Any]:
        item = json.loads(body)
        if found := flaws(item):
            return 422, {"message": "; ".join(found[:3])}
        known = self.items.get(item["uri"])
        is_new = known is None or int(known["version"]) < int(item["version"])
        self.pushes.append((item["uri"], item["version"], is_new))
        if is_new:
            self.items[item["uri"]] = item
        return 200, {}

    def _take_media(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, Any]:
        head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        fields = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in email.message_from_bytes(head + body).walk()
            if not part.is_multipart()
        }
        media_id, content = fields["media_id"].decode(), fields["media"]
        if not content.startswith(b"\xff\xd8"):
            return 400, {"message": "not an image"}
        self.media[media_id] = content
        self.media_posts.append(media_id)
        return 201, {"media_id": media_id}

    def _page(self, slug: str) -> tuple[int, Any]:
        """Show an item as a site of the receiver would: headline, photos with credits, text."""
        for item in self.items.values():
            if item.get("slugline") != slug or item["pubStatus"] != "usable":
                continue
            shown = [f"<h1>{item['headlines'][0]['value']}</h1>"]
            for photo in _pictures(item):
                words = {each["role"]: each["value"] for each in photo["descriptions"]}
                shown.append(f'<img alt="{words.get("alt", "")}">{words.get("credit", "")}')
            shown.append(item["bodies"][0]["value"])
            return 200, "\n".join(shown).encode()
        return 404, b"<!doctype html><title>Not found</title>"


def _pictures(item: dict[str, Any]):
    for each in item.get("associations", ()):
        if each["type"] == "picture":
            yield each
        yield from _pictures(each)
