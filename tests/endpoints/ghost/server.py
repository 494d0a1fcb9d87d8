"""A Ghost as its Admin API behaves, for every run of the tests.

A real one takes minutes to install, so this stands in for it; `tests/endpoints/ghost/remote.py`
runs the same tests on a real one where there is one. What it does was read off Ghost 5.130:
tokens are checked, ``updated_at`` collides, slugs are made unique, tags are matched by their
exact name, HTML outside of a card loses its comments, images keep their name with a number
behind it where it is taken, e-mail goes out with the call that publishes.
"""

from __future__ import annotations

import datetime as dt
import email
import json
import re
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

_FIELDS = (
    "title",
    "slug",
    "status",
    "custom_excerpt",
    "feature_image",
    "feature_image_alt",
    "feature_image_caption",
    "codeinjection_head",
    "codeinjection_foot",
    "canonical_url",
    "published_at",
    "visibility",
    "featured",
)
_CARD = re.compile(r"<!--kg-card-begin: html-->(.*?)<!--kg-card-end: html-->", re.DOTALL)


class Trouble(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, kind: str, message: str, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = {"errors": [{"message": message, "type": kind, "code": code}]}


class GhostServer:
    """One site on loopback."""

    def __init__(self) -> None:
        self.key_id, self.secret = secrets.token_hex(12), secrets.token_hex(32)
        self.posts: dict[str, dict[str, Any]] = {}
        self.tags: list[dict[str, Any]] = []
        self.images: dict[str, bytes] = {}
        self.users = [{"id": "1", "name": "Owner"}, {"id": "2", "name": "Ana Ruiz"}]
        self.mails: list[str] = []
        """Ids of the posts that were sent by e-mail."""
        self.now = lambda: dt.datetime.now(dt.UTC)
        self._lock = threading.RLock()
        self._number = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                server.serve(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve

            def date_time_string(self, timestamp=None) -> str:
                return super().date_time_string(server.now().timestamp())

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

    @property
    def key(self) -> str:
        return f"{self.key_id}:{self.secret}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(length)
        if len(body) < length:
            request.close_connection = True
            return
        try:
            with self._lock:
                status, answer = self._route(request, body)
        except Trouble as trouble:
            status, answer = trouble.status, trouble.body
        data, kind = answer, "application/octet-stream"
        if not isinstance(answer, bytes):
            data, kind = json.dumps(answer).encode(), "application/json; charset=utf-8"
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(data)

    def _route(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, Any]:
        parts = urlsplit(request.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.startswith("/content/images/"):
            found = self.images.get(parts.path)
            return (200, found) if found is not None else (404, b"")
        if not parts.path.startswith("/ghost/api/admin/"):
            return self._page(parts.path)
        what, _, rest = parts.path.removeprefix("/ghost/api/admin/").partition("/")
        if what == "site":
            # As Ghost tells everybody.
            site = {"title": "Test Newsroom", "url": self.url, "version": "5.130"}
            return 200, {"site": site}
        self._check(request)
        rest = rest.strip("/")
        if what == "config":
            return 200, {"config": {"version": "5.130.6", "title": "Test Newsroom"}}
        if what == "users":
            if rest == "me":
                raise Trouble(404, "NotFoundError", "User not found.")
            return 200, {"users": self.users}
        if what == "images":
            return 201, {"images": [self._take_image(request, body)]}
        if what == "tags":
            return 200, {"tags": self._find_tags(query)}
        if what == "posts":
            return self._on_posts(request.command, rest, query, body)
        raise Trouble(404, "NotFoundError", "Resource not found")

    def _check(self, request: BaseHTTPRequestHandler) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Ghost":
            raise Trouble(403, "NoPermissionError", "Authorization failed")
        try:
            claims = jwt.decode(
                token,
                bytes.fromhex(self.secret),
                ["HS256"],
                audience="/admin/",
                options={"verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError as error:
            raise Trouble(401, "UnauthorizedError", f"Invalid token: {error}", "INVALID_JWT") from (
                error
            )
        now = self.now().timestamp()
        if not claims["iat"] - 60 <= now < claims["exp"] or claims["exp"] - claims["iat"] > 300:
            raise Trouble(401, "UnauthorizedError", "Invalid token: jwt expired", "INVALID_JWT")

    def _on_posts(
        self, method: str, rest: str, query: dict[str, str], body: bytes
    ) -> tuple[int, Any]:
        if method == "GET" and not rest:
            return 200, {"posts": [self._shown(post) for post in self._find_posts(query)]}
        if method == "POST":
            values = json.loads(body)["posts"][0]
            self._number += 1
            post = {
                "id": f"{self._number:024x}",
                "created_at": self._stamp(),
                "html": None,
                "tags": [],
                "authors": [{"id": "1"}],
                "visibility": "public",
                "status": "draft",
            }
            self._write(post, values, query)
            self.posts[post["id"]] = post
            return 201, {"posts": [self._shown(post)]}
        post = self.posts.get(rest)
        if post is None:
            raise Trouble(404, "NotFoundError", "Resource not found error, cannot read post.")
        if method == "DELETE":
            del self.posts[rest]
            return 204, b""
        if method == "PUT":
            values = json.loads(body)["posts"][0]
            if "updated_at" not in values:
                raise Trouble(422, "ValidationError", "Validation failed for updated_at.")
            if values["updated_at"] != post["updated_at"]:
                raise Trouble(
                    409,
                    "UpdateCollisionError",
                    "Saving failed! Someone else is editing this post.",
                    "UPDATE_COLLISION",
                )
            self._write(post, values, query)
        return 200, {"posts": [self._shown(post)]}

    def _write(self, post: dict[str, Any], values: dict[str, Any], query: dict[str, str]) -> None:
        if len(values.get("title") or "") > 255:
            raise Trouble(422, "ValidationError", "Title cannot be longer than 255 characters.")
        if len(values.get("feature_image_alt") or "") > 191:
            raise Trouble(422, "ValidationError", "Feature image alt text too long.")
        if len(values.get("custom_excerpt") or "") > 300:
            raise Trouble(422, "ValidationError", "Excerpt cannot be longer than 300 characters.")
        was = post["status"]
        post.update({name: values[name] for name in _FIELDS if name in values})
        if "slug" in values:
            post["slug"] = self._free_slug(values["slug"], post.get("id", ""))
        if "html" in values:
            html = values["html"] or ""
            if _CARD.search(html) is not None:
                # A comment at the top of a card is dropped; one inside of an element stays.
                html = re.sub(r"(<!--kg-card-begin: html-->\s*)<!--(?!kg).*?-->", r"\1", html)
            else:
                html = re.sub(r"<!--.*?-->|<script.*?</script>", "", html, flags=re.DOTALL)
            post["html"] = html
        if "tags" in values:
            post["tags"] = [self._tag(tag) for tag in values["tags"]]
        if "authors" in values:
            post["authors"] = [{"id": author["id"]} for author in values["authors"]]
        public = ("published", "scheduled")
        if post["status"] in public and was not in public and query.get("newsletter"):
            self.mails.append(post["id"])
        post["updated_at"] = self._stamp()

    def _shown(self, post: dict[str, Any]) -> dict[str, Any]:
        public = post["status"] == "published"
        url = f"{self.url}/{post['slug']}/" if public else f"{self.url}/p/{post['id']}/"
        return {**{name: post.get(name) for name in _FIELDS}, **post, "lexical": None, "url": url}

    def _find_posts(self, query: dict[str, str]) -> list[dict[str, Any]]:
        wanted = re.search(r"tag:([\w-]+)", query.get("filter", ""))
        return [
            post
            for post in self.posts.values()
            if wanted is None or wanted[1] in {tag["slug"] for tag in post["tags"]}
        ]

    def _find_tags(self, query: dict[str, str]) -> list[dict[str, Any]]:
        wanted = re.search(r"slug:\[(.*)\]", query.get("filter", ""))
        slugs = set(wanted[1].split(",")) if wanted else None
        return [tag for tag in self.tags if slugs is None or tag["slug"] in slugs]

    def _tag(self, asked: dict[str, str]) -> dict[str, Any]:
        for tag in self.tags:
            if tag["id"] == asked.get("id") or tag["name"] == asked.get("name"):
                return tag
        name = asked["name"]
        plain = re.sub(r"[^a-z0-9]+", "-", name.removeprefix("#").lower()).strip("-")
        slug = f"hash-{plain}" if name.startswith("#") else plain
        taken = {tag["slug"] for tag in self.tags}
        free = next(s for s in (slug, *(f"{slug}-{n}" for n in range(2, 99))) if s not in taken)
        made = {
            "id": f"t{len(self.tags):023x}",
            "name": name,
            "slug": free,
            "visibility": "internal" if name.startswith("#") else "public",
        }
        self.tags.append(made)
        return made

    def _free_slug(self, slug: str, own: str) -> str:
        taken = {post["slug"] for post in self.posts.values() if post["id"] != own}
        return next(s for s in (slug, *(f"{slug}-{n}" for n in range(2, 99))) if s not in taken)

    def _take_image(self, request: BaseHTTPRequestHandler, body: bytes) -> dict[str, str]:
        head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        message = email.message_from_bytes(head + body)
        for part in message.walk():
            name = part.get_filename()
            if name is None:
                continue
            content = part.get_payload(decode=True)
            if not content.startswith(b"\xff\xd8"):
                raise Trouble(400, "ValidationError", "Please select a valid image.")
            stem, _, ending = name.rpartition(".")
            folder = f"/content/images/{self.now():%Y/%m}"
            names = (name, *(f"{stem}-{number}.{ending}" for number in range(1, 99)))
            path = next(f"{folder}/{n}" for n in names if f"{folder}/{n}" not in self.images)
            self.images[path] = content
            return {"url": self.url + path, "ref": name}
        raise Trouble(422, "ValidationError", "Please select an image.")

    def _page(self, path: str) -> tuple[int, Any]:
        for post in self.posts.values():
            if post["status"] == "published" and path == f"/{post['slug']}/":
                hero = ""
                if post.get("feature_image"):
                    hero = (
                        f'<figure><img src="{post["feature_image"]}" '
                        f'alt="{post.get("feature_image_alt") or ""}"><figcaption>'
                        f"{post.get('feature_image_caption') or ''}</figcaption></figure>"
                    )
                page = (
                    f"<html><head>{post.get('codeinjection_head') or ''}</head><body>"
                    f"<h1>{post['title']}</h1>{hero}{post['html']}</body></html>"
                )
                return 200, page.encode()
        return 404, b"<!doctype html><title>Page not found</title>"

    def _stamp(self) -> str:
        self._number += 1
        moment = self.now() + dt.timedelta(milliseconds=self._number % 900)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
