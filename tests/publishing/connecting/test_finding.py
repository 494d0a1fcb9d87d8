"""What lives at an address is found out, and what is in the way is said in plain words."""

from __future__ import annotations

import httpx
import pytest

from editorial.publishing.connecting.finding import find_kind
from editorial.system.errors import NetworkDown, WrongUsage
from tests.endpoints.ghost.server import GhostServer
from tests.outside_pages import OutsideServer


@pytest.fixture
def server():
    made = OutsideServer()
    yield made
    made.close()


class Web(httpx.BaseTransport):
    """A web of a few addresses; everything else does not answer."""

    def __init__(self, **answers: httpx.Response) -> None:
        self.answers: dict[str, httpx.Response] = {}
        self.seen: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        found = self.answers.get(str(request.url))
        if found is None:
            if any(
                url.startswith(f"{request.url.scheme}://{request.url.host}/")
                for url in self.answers
            ):
                return httpx.Response(404, text="Nothing here.", request=request)
            raise httpx.ConnectError("nobody", request=request)
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)


WORDPRESS = httpx.Response(200, json={"namespaces": ["oembed/1.0", "wp/v2"]})
PAGE = httpx.Response(200, text="<!doctype html><title>The Quay</title>")


def test_a_ghost_is_recognised():
    server = GhostServer()
    try:
        found = find_kind(server.url)
        assert (found.kind, found.address) == ("ghost", server.url)
    finally:
        server.close()


def test_a_wordpress_is_recognised_by_its_interface_or_its_link():
    web = Web()
    web.answers = {"https://quay.example/": PAGE, "https://quay.example/wp-json/": WORDPRESS}
    assert find_kind("quay.example", transport=web).kind == "wordpress"
    linked = httpx.Response(
        200, headers={"Link": '<https://quay.example/?rest_route=/>; rel="https://api.w.org/"'}
    )
    web.answers = {"https://quay.example/": linked}
    assert find_kind("https://quay.example/", transport=web).kind == "wordpress"
    assert all("authorization" not in request.headers for request in web.seen)


def test_a_site_with_micropub_names_it_in_its_page():
    web = Web()
    page = '<!doctype html><link rel="micropub" href="/micropub"><p>A site.</p>'
    web.answers = {"https://quay.example/": httpx.Response(200, text=page)}
    found = find_kind("quay.example", transport=web)
    assert (found.kind, found.address) == ("micropub", "https://quay.example")


def test_http_is_asked_by_https():
    web = Web()
    web.answers = {"https://quay.example/": PAGE, "https://quay.example/wp-json/": WORDPRESS}
    assert find_kind("http://quay.example", transport=web).address == "https://quay.example"
    assert {request.url.scheme for request in web.seen} == {"https"}


def test_a_site_that_moved_is_followed_and_told():
    web = Web()
    web.answers = {
        "https://quay.example/": httpx.Response(301, headers={"Location": "https://www.quay.example/"}),
        "https://www.quay.example/": PAGE,
        "https://www.quay.example/wp-json/": WORDPRESS,
    }  # fmt: skip
    found = find_kind("quay.example", transport=web)
    assert (found.kind, found.address) == ("wordpress", "https://www.quay.example")
    assert "sends visitors on to https://www.quay.example" in found.notices[0]


def test_a_site_without_https_is_refused_before_anything_is_typed():
    web = Web()
    web.answers = {"http://quay.example/": PAGE}
    with pytest.raises(WrongUsage, match="has no https") as caught:
        find_kind("quay.example", transport=web)
    assert "certificate" in caught.value.next_step


def test_a_site_that_leads_back_to_http_is_refused():
    web = Web()
    web.answers = {
        "https://quay.example/": httpx.Response(301, headers={"Location": "http://quay.example/"}),
        "http://quay.example/": PAGE,
    }
    with pytest.raises(WrongUsage, match="has no https"):
        find_kind("quay.example", transport=web)


def test_nobody_answers():
    with pytest.raises(NetworkDown, match=r"Nobody answered at nothing\.example"):
        find_kind("nothing.example", transport=Web())


def test_a_page_that_says_nothing_is_left_to_the_person(server):
    server.pages["/"] = "<p>Welcome</p>"
    found = find_kind(server.url)
    assert found.kind == ""
    assert "Choose the kind yourself" in found.notices[-1]


@pytest.mark.parametrize(
    "text", ["", "   ", "https://", "https://a b/", "https://u:p@quay.example", "https://[::"]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(WrongUsage):
        find_kind(text, transport=Web())


def test_a_working_copy_of_a_static_site_is_one(tmp_path):
    (tmp_path / "hugo.toml").write_text("")
    assert find_kind(str(tmp_path)).kind == "site"
    (tmp_path / ".git").mkdir()
    found = find_kind(str(tmp_path))
    assert (found.kind, found.address) == ("git", str(tmp_path))


def test_a_folder_is_a_site_folder(tmp_path):
    found = find_kind(str(tmp_path / "public"))
    assert (found.kind, found.address) == ("site", str(tmp_path / "public"))
    assert "made with the first story" in found.notices[0]
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(WrongUsage, match="is a file"):
        find_kind(str(file))
