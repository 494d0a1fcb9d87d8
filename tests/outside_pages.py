"""Pages of other houses, served on loopback."""

from __future__ import annotations

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = """<!doctype html><html><head>
<title>The queue | The Quay</title>
<meta property="og:title" content="The queue off Varnmouth">
<meta property="og:site_name" content="The Quay">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Quay"},
 {"@type": ["NewsArticle"], "headline": "The queue off Varnmouth &amp; beyond",
  "description": "Who <b>counts</b> the ships.", "articleSection": ["World", "Ports"],
  "image": [{"@type": "ImageObject", "contentUrl": "%s",
             "creditText": "Photo credit: : Ana Ruiz / AP ||"}]}]}
</script></head><body><p>Text.</p></body></html>"""


class OutsideServer:
    """Answers what a test puts into `pages` (HTML), `files` and `moved`."""

    def __init__(self) -> None:
        self.pages: dict[str, str | bytes] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.moved: dict[str, str] = {}
        self.endless: set[str] = set()
        self.packed: dict[str, tuple[str, bytes]] = {}
        """Bodies with the name of how they are packed."""
        self.dripping: dict[str, bytes] = {}
        """Answers of which one byte comes now and then, for ever."""
        self.closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def article(self, picture: str = "") -> str:
        return ARTICLE % picture

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path
        if path in self.moved:
            request.send_response(302)
            request.send_header("Location", self.moved[path])
            request.end_headers()
        elif path in self.endless:
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.end_headers()
            try:
                request.wfile.write(self.article().encode())
                while True:
                    request.wfile.write(b"<p>more</p>" * 6000)
            except OSError:
                return
        elif path in self.packed:
            encoding, body = self.packed[path]
            request.send_response(200)
            request.send_header("Content-Type", "text/html; charset=utf-8")
            request.send_header("Content-Encoding", encoding)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            with contextlib.suppress(OSError):
                request.wfile.write(body)
        elif path in self.dripping:
            with contextlib.suppress(OSError):
                request.wfile.write(self.dripping[path])
                while not self.closing.wait(0.02):
                    request.wfile.write(b"a")
        elif path in self.pages or path in self.files:
            page = self.pages.get(path)
            body = page.encode() if isinstance(page, str) else page
            kind = "text/html; charset=utf-8" if isinstance(page, str) else "text/html"
            if body is None:
                kind, body = self.files[path]
            request.send_response(200)
            request.send_header("Content-Type", kind)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)
        else:
            request.send_error(404)

    def close(self) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
