"""A site with Micropub and a media endpoint, as the W3C recommendation has them.

https://www.w3.org/TR/micropub/; besides, the extensions that many servers have: ``post-status``,
``mp-slug``, the list of posts (``q=source`` without an address) and of uploads.
"""

from __future__ import annotations

import email
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.endpoints.ninjs.server import Fault

TOKEN = "a token with the right to create"


class Trouble(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, error: str, words: str = "") -> None:
        super().__init__(error)
        self.status = status
        self.body = {"error": error, "error_description": words or error}


class MicropubServer:
    """One site on loopback."""

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, Any]] = {}
        """Properties by the post's path; ``deleted`` is our own."""
        self.media: dict[str, bytes] = {}
        self.heard: list[tuple[str, str, dict[str, str], bytes]] = []
        self.faults: list[Fault] = []
        self.named_in = "header"
        """Where the front page names the endpoint: ``header``, ``html`` or ``nowhere``."""
        self.endpoint = "/micropub?site=main"
        self.config: dict[str, Any] = {
            "media-endpoint": "/media-in",
            "syndicate-to": [{"uid": "https://social.example/@harbour", "name": "Social"}],
        }
        self.lists = True
        self.knows_undelete = True
        self.accepts = 201
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
            return
        body = request.rfile.read(length)
        if len(body) < length:
            request.close_connection = True
            return
        self.heard.append((request.command, request.path, dict(request.headers), body))
        headers: dict[str, str] = {}
        try:
            if fault and fault.how.isdigit():
                headers = fault.headers
                raise Trouble(int(fault.how), "planned")
            if fault and fault.how == "slow":
                time.sleep(fault.seconds)
            with self._lock:
                status, answer, headers = self._route(request, body)
        except Trouble as trouble:
            status, answer = trouble.status, trouble.body
        if fault and fault.how == "drop":
            request.close_connection = True
            return
        data, kind = answer, "text/html; charset=utf-8"
        if not isinstance(answer, bytes):
            data, kind = json.dumps(answer).encode(), "application/json"
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)

    def _fault(self, request: BaseHTTPRequestHandler) -> Fault | None:
        if request.command == "POST":
            for fault in self.faults:
                if request.path.startswith(fault.path):
                    self.faults.remove(fault)
                    return fault
        return None

    def _route(self, request: BaseHTTPRequestHandler, body: bytes):
        parts = urlsplit(request.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/":
            return self._front()
        if parts.path in ("/micropub", "/media-in"):
            if request.headers.get("Authorization") != f"Bearer {TOKEN}":
                raise Trouble(401, "unauthorized")
            if parts.path == "/media-in":
                return self._on_media(request, query, body)
            if request.command == "GET":
                return self._ask(query)
            return self._change(json.loads(body))
        return self._page(parts.path)

    def _front(self):
        headers = (
            {"Link": f'<{self.endpoint}>; rel="micropub"'} if self.named_in == "header" else {}
        )
        link = f'<link rel="micropub" href="{self.endpoint}">' if self.named_in == "html" else ""
        return 200, f"<!doctype html><title>Site</title>{link}".encode(), headers

    def _ask(self, query: dict[str, str]):
        if query.get("q") == "config":
            return 200, self.config, {}
        if query.get("q") != "source":
            raise Trouble(400, "invalid_request")
        if "url" in query:
            return 200, self._shown(self._path(query["url"])), {}
        if not self.lists:
            raise Trouble(400, "invalid_request", "url is missing")
        items = [self._shown(path) for path, post in self.posts.items() if not post.get("deleted")]
        return 200, {"items": items[::-1][: int(query.get("limit", 10))]}, {}

    def _shown(self, path: str) -> dict[str, Any]:
        post = self.posts.get(path)
        if post is None or post.get("deleted"):
            raise Trouble(404, "not_found")
        return {"type": ["h-entry"], "properties": {**post, "url": [self.url + path]}}

    def _path(self, url: str) -> str:
        if not url.startswith(f"{self.url}/"):
            raise Trouble(400, "invalid_request", "another site's post")
        return url.removeprefix(self.url)

    def _change(self, body: dict[str, Any]):
        if "action" not in body:
            return self._create(body)
        path = self._path(body["url"])
        post = self.posts.get(path)
        action = body["action"]
        if action == "undelete":
            if post is None or not self.knows_undelete:
                raise Trouble(400, "invalid_request")
            post.pop("deleted", None)
            return 204, b"", {}
        if post is None or post.get("deleted"):
            raise Trouble(404, "not_found")
        if action == "delete":
            post["deleted"] = True
        elif action == "update":
            for values in body.get("replace", {}).values():
                if not isinstance(values, list):
                    raise Trouble(400, "invalid_request", "values must be lists")
            post.update(body.get("replace", {}))
            for name in body.get("delete", []):
                post.pop(name, None)
        else:
            raise Trouble(400, "invalid_request")
        return 204, b"", {}

    def _create(self, body: dict[str, Any]):
        if body.get("type") != ["h-entry"]:
            raise Trouble(400, "invalid_request")
        properties = dict(body["properties"])
        (slug,) = properties.pop("mp-slug")
        names = (slug, *(f"{slug}-{number}" for number in range(2, 99)))
        path = next(f"/{name}" for name in names if f"/{name}" not in self.posts)
        self.posts[path] = {k: v for k, v in properties.items() if not k.startswith("mp-")}
        return self.accepts, b"", {"Location": self.url + path}

    def _on_media(self, request: BaseHTTPRequestHandler, query: dict[str, str], body: bytes):
        if request.command == "GET":
            if query.get("q") != "source" or not self.lists:
                raise Trouble(400, "invalid_request")
            return 200, {"items": [{"url": self.url + path} for path in self.media][::-1]}, {}
        head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        for part in email.message_from_bytes(head + body).walk():
            name = part.get_filename()
            if name is None:
                continue
            assert part.get_param("name", header="content-disposition") == "file"
            content = part.get_payload(decode=True)
            if not content.startswith(b"\xff\xd8"):
                raise Trouble(400, "invalid_request", "no image")
            path = f"/media/{len(self.media):03}-{name}"
            self.media[path] = content
            return 201, b"", {"Location": path}
        raise Trouble(400, "invalid_request", "no file")

    def _page(self, path: str):
        post = self.posts.get(path)
        if post is None or post.get("deleted") or post["post-status"] != ["published"]:
            return 404, b"<!doctype html><title>Not found</title>", {}
        photo = "".join(
            f'<img src="{each["value"]}" alt="{each["alt"]}">' for each in post.get("photo", ())
        )
        page = f"<h1>{post['name'][0]}</h1>{photo}{post['content'][0]['html']}"
        return 200, page.encode(), {}
