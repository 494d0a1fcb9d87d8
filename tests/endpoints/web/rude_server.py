"""A server that does not behave: garbage, pages for data, endless, slow, not to be trusted."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import ipaddress
import json
import ssl
import tempfile
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = Callable[[BaseHTTPRequestHandler, threading.Event], None]


def _whole(body: bytes, kind: str = "application/json", **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler, _closing: threading.Event) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def _raw(request: BaseHTTPRequestHandler, _closing: threading.Event) -> None:
    request.wfile.write(b"\x00\x16SSH-2.0-OpenSSH_9.2\r\n\r\n" * 3)


def _endless(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:
    """Ten gigabytes, or as far as the caller reads."""
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(10 << 30))
    request.end_headers()
    while not closing.is_set():
        request.wfile.write(b"[" * (1 << 20))


def _dripping(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while not closing.wait(0.05):
        request.wfile.write(b" ")


answers: dict[str, Answer] = {
    "garbage": _whole(b"\x93\xff\x00 not what was asked \xfe"),
    "page": _whole(b"<!doctype html><title>Welcome to Hotel Wi-Fi</title>", "text/html"),
    "no HTTP": _raw,
    "another shape": _whole(json.dumps({"hello": ["world"]}).encode()),
    "a bare word": _whole(b'"ok"'),
    "nested too deep": _whole(b"[" * 200_000),
    "packed bomb": _whole(gzip.compress(b" " * (300 << 20), 9), Content_Encoding="gzip"),
    "unknown packing": _whole(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"),
    "endless": _endless,
    "dripping": _dripping,
}


class RudeServer:
    """Gives each caller the same answer, and keeps what it heard in `heard`."""

    def __init__(
        self, answer: Answer | None = None, *, redirect_to: str = "", tls: bool = False
    ) -> None:
        self.heard: list[tuple[str, str, dict[str, str]]] = []
        """Method, path and headers of each call."""
        self._closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                server.heard.append((self.command, self.path, dict(self.headers)))
                self.close_connection = True
                with contextlib.suppress(OSError):
                    if redirect_to:
                        self.send_response(302)
                        self.send_header("Location", redirect_to + self.path)
                        self.send_header("Content-Length", "0")
                        self.end_headers()
                    elif answer is not None:
                        answer(self, server._closing)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve

            def log_message(self, *_args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_args: object) -> None:
                """A caller that hangs up is what these tests are about."""

        self._http = Server(("127.0.0.1", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(_own_certificate())
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> RudeServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@cache
def _own_certificate() -> Path:
    """Return a file with a key and a certificate that nobody but itself vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = Path(tempfile.mkdtemp(prefix="ed-tls-")) / "own.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
