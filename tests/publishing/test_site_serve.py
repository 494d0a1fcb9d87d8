"""The small web server: the site and nothing but the site, on this computer only."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from editorial.publishing.endpoints.site.serve import make_server
from editorial.system.errors import EnvironmentProblem
from tests.publishing.diary import Diary
from tests.publishing.pieces import NEWSROOM


@pytest.fixture
def folder(tmp_path, piece):
    site = SiteEndpoint(tmp_path / "site", NEWSROOM, "http://127.0.0.1:8050/")
    site.push(piece, Diary(), lambda *_: None)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return tmp_path / "site"


@pytest.fixture
def server(folder):
    with make_server(folder) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def get(server, path, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_a_story_that_moved_is_not_gone(server, folder, pieces, piece):
    moved = pieces.piece(slug="moved", story_id=piece.story_id)
    SiteEndpoint(folder, NEWSROOM, "http://127.0.0.1:8050/").push(moved, Diary(), lambda *_: None)
    answer, body = get(server, f"/stories/{piece.slug}/")
    assert answer.status == 200
    assert b"has moved" in body


def test_a_withdrawn_story_is_gone_and_its_notice_is_read(server, folder, piece):
    address = f"/stories/{piece.slug}/"
    assert get(server, address)[0].status == 200
    SiteEndpoint(folder, NEWSROOM, "http://127.0.0.1:8050/").withdraw(str(piece.story_id), Diary())
    for path in (address, address + "index.html"):
        answer, body = get(server, path)
        assert answer.status == 410
        assert b"has been withdrawn" in body
        assert b'<meta name="robots" content="noindex">' in body
    assert get(server, "/")[0].status == 200
    assert get(server, "/404.html")[0].status == 200


def test_it_listens_on_this_computer_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_pages_and_files_have_the_right_types(server, folder, piece):
    story = f"/stories/{piece.slug}"
    names = {path.suffix: path.name for path in (folder / "stories" / piece.slug).iterdir()}
    style = next(folder.glob("assets/*.css")).name
    for path, media_type in (
        ("/", "text/html; charset=utf-8"),
        ("/?x=1", "text/html; charset=utf-8"),
        (f"{story}/", "text/html; charset=utf-8"),
        (f"{story}/index.html", "text/html; charset=utf-8"),
        (f"{story}/{names['.jpg']}", "image/jpeg"),
        (f"{story}/{names['.webp']}", "image/webp"),
        (f"/assets/{style}", "text/css; charset=utf-8"),
        ("/assets/fonts/inter-latin-400-normal.woff2", "font/woff2"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ):
        answer, body = get(server, path)
        assert (answer.status, answer.getheader("Content-Type")) == (200, media_type), path
        assert len(body) == int(answer.getheader("Content-Length"))
        assert get(server, path, "HEAD")[1] == b""


def test_a_folder_without_its_slash_is_sent_there(server, piece):
    answer, _ = get(server, f"/stories/{piece.slug}")
    assert answer.status == 301
    assert answer.getheader("Location").endswith(f"/stories/{piece.slug}/")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing", "/stories/", "/assets/", "/../secret.txt", "/%2e%2e/secret.txt",
        "/stories/../../secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/link.txt",
        "/.editorial/", "/.editorial/lock", "/%2eeditorial/lock", "//etc/passwd", "/x%00y",
        "/.editorial/articles/", "/index.html/x",
    ],
)  # fmt: skip
def test_everything_else_is_a_missing_page(server, path):
    answer, body = get(server, path)
    assert answer.status == 404, path
    assert b"There is no page at this address" in body
    assert b"secret" not in body


def test_a_taken_port_is_named(server, folder):
    with pytest.raises(EnvironmentProblem, match=str(server.server_port)):
        make_server(folder, server.server_port)


def test_serving_ends_with_ctrl_c(folder):
    program = (
        "import sys; from pathlib import Path\n"
        "from editorial.publishing.endpoints.site.serve import serve\n"
        "serve(Path(sys.argv[1]), ready=lambda address: print(address, flush=True))\n"
        "print('ended')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        address = running.stdout.readline().strip()
        port = int(address.removeprefix("http://127.0.0.1:").rstrip("/"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=30)
    assert (running.returncode, out, errors) == (0, "ended\n", "")
