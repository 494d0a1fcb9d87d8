"""Remotes that are away, closed or strange, and what git's own words become."""

from __future__ import annotations

import http.server
import threading

import pytest

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.static_site.endpoint import GitSiteEndpoint
from editorial.publishing.endpoints.static_site.git import Git
from editorial.publishing.endpoints.static_site.options import Options
from editorial.publishing.endpoints.static_site.trouble import plain, trouble
from editorial.system.errors import (
    DiskFull,
    HomeUnusable,
    NetworkDown,
    PushRefused,
    SignInFailed,
)
from tests.endpoints.static_site.remote import GitRemote
from tests.endpoints.static_site.repositories import Repositories, git
from tests.publishing.pieces import NEWSROOM


@pytest.fixture
def repositories(tmp_path):
    return Repositories(tmp_path / "site", "hugo")


class Server:
    """Answers every request of git with one status, and hears what it was told."""

    def __init__(self, status: int) -> None:
        heard: list[str] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                heard.append(self.headers.get("Authorization") or "")
                self.send_response(status)
                if status == 401:
                    self.send_header("WWW-Authenticate", 'Basic realm="git"')
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.heard = heard
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/site.git"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def check(repositories):
    return GitSiteEndpoint(Git(repositories.copy), Options(), NEWSROOM).check()


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, SignInFailed), (403, SignInFailed), (503, NetworkDown), (404, PushRefused)],
)
def test_what_the_remote_answers_is_told_apart(repositories, status, error):
    server = Server(status)
    try:
        git(repositories.copy, "remote", "set-url", "origin", server.url)
        with pytest.raises(error) as told:
            check(repositories)
    finally:
        server.close()
    assert told.value.safe
    assert told.value.next_step


def test_a_password_in_the_address_is_in_no_message(repositories):
    server = Server(403)
    try:
        address = server.url.replace("http://", "http://ada:geheim@")
        git(repositories.copy, "remote", "set-url", "origin", address)
        with pytest.raises(SignInFailed) as told:
            check(repositories)
    finally:
        server.close()
    assert "geheim" not in str(told.value)
    assert "geheim" not in plain(f"fatal: unable to access '{address}/': x")


def test_a_remote_that_nobody_answers_for_waits(store, repositories, piece):
    server = Server(200)
    server.close()
    git(repositories.copy, "remote", "set-url", "origin", server.url)

    row = GitRemote(store, repositories).push(piece)

    assert row.state == "waiting", row.message
    assert git(repositories.copy, "status", "--porcelain") == ""


def test_a_remote_that_never_answers_is_given_up(repositories):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/site.git"
        git(repositories.copy, "remote", "set-url", "origin", url)
        copy = Git(repositories.copy, network_seconds=1.0)
        with pytest.raises(NetworkDown, match="longer than 1 second"):
            GitSiteEndpoint(copy, Options(), NEWSROOM).check()


def test_a_site_in_a_folder_of_its_repository(store, tmp_path, piece, pieces):
    """Only its own folder is written, also where commits are made anew on a remote's."""
    whole = Repositories(tmp_path / "whole", "hugo")
    copy = whole.copy
    (copy / "docs").mkdir()
    for name in ("hugo.toml", "content", "layouts"):
        git(copy, "mv", name, "docs/")
    git(copy, "commit", "--quiet", "--message=Move")
    git(copy, "push", "--quiet")
    site = Repositories.__new__(Repositories)
    site.__dict__ |= whole.__dict__ | {"copy": copy / "docs"}
    remote = GitRemote(store, site, push=False)
    assert remote.push(piece).verified
    # Committed here while pushing was off; then the remote moves on, and pushing is switched on.
    whole.someone_pushes("about.md", "About us")
    remote.options["push"] = True
    other = pieces.piece(slug="another", headline="Another of that day")

    row = remote.push(other)

    assert row.verified, (row.message, row.differences)
    for slug in (piece.slug, "another"):
        assert f"docs/content/posts/{slug}.md" in whole.files()
    assert whole.commits()[:3] == [
        "Publish: Another of that day",
        f"Publish: {piece.headline}",
        "Change about.md",
    ]
    assert git(copy, "status", "--porcelain") == ""
    assert (copy / "about.md").read_text() == "About us"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote "
         "repository.", SignInFailed),
        ("Host key verification failed.\nfatal: Could not read from remote repository.",
         SignInFailed),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled",
         SignInFailed),
        ("remote: Permission to ada/site.git denied to ben.\nfatal: unable to access "
         "'https://x/': The requested URL returned error: 403", SignInFailed),
        ("ERROR: Repository not found.\nfatal: Could not read from remote repository.",
         PushRefused),
        ("ssh: Could not resolve hostname nowhere: Name or service not known", NetworkDown),
        ("fatal: unable to access 'https://x/': Failed to connect to x port 443", NetworkDown),
        ("fatal: Unable to create '/s/.git/index.lock': File exists.", EndpointBusy),
        ("error: unable to create file a: No space left on device", DiskFull),
        ("error: insufficient permission for adding an object to repository database",
         HomeUnusable),
        ("*** Please tell me who you are.", PushRefused),
        ("fatal: something new", PushRefused),
    ],
)  # fmt: skip
def test_gits_own_words_become_ours(said, kind):
    error = trouble(said, "reach the remote origin")
    assert type(error) is kind
    assert error.safe
    assert error.next_step
