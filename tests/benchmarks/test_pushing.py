"""Fifty stories with two photos each to a real WordPress, beside a script with the same calls.

The script is what is left when everything is taken away that makes a push safe: it sends the very
calls of one recorded push, with ids of its own, over one connection, and writes nothing down. Both
take turns of ten stories, so that a busy machine slows both alike.
"""

from __future__ import annotations

import re
import time
import uuid

import httpx
import pytest

from editorial.publishing.endpoints.web.marks import key_slug
from tests.endpoints.conftest import SmallPictures, wordpress  # noqa: F401 - a fixture
from tests.endpoints.wordpress.site import Site
from tests.publishing.newsroom import Sender

STORIES = 50
TURN = 10


class Recorded(httpx.HTTPTransport):
    """Keeps the calls of a push and the ids that came of them."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, str, dict[str, str], bytes]] = []
        self.made: list[int] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        kept = ("content-type", "content-disposition", "accept")
        headers = {name: value for name, value in request.headers.items() if name in kept}
        self.calls.append((request.method, str(request.url), headers, body))
        answer = super().handle_request(request)
        answer.read()
        if answer.status_code == 201:
            self.made.append(answer.json()["id"])
        return answer


class Script:
    """The recorded calls again, for other stories."""

    def __init__(self, recorded: Recorded, key: str, slug: str, auth: tuple[str, str]) -> None:
        self._recorded, self._key, self._slug = recorded, key, slug
        self._http = httpx.Client(auth=auth, trust_env=False, timeout=60)

    def push(self, number: int) -> None:
        key, slug, made = uuid.uuid4().hex, f"raw-{number}", list[int]()

        def fresh(text: str) -> str:
            text = text.replace(self._key, key).replace(self._slug, slug)
            for old, new in zip(self._recorded.made, made, strict=False):
                text = re.sub(rf"(?<=[/=:,-]){old}(?![\d.])|(?<=%2C){old}(?!\d)", str(new), text)
            return text

        for method, url, headers, body in self._recorded.calls:
            is_text = "json" in headers.get("content-type", "")
            content = fresh(body.decode()).encode() if is_text else body
            answer = self._http.request(method, fresh(url), headers=headers, content=content)
            answer.raise_for_status()
            if answer.status_code == 201:
                made.append(answer.json()["id"])

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def site(tmp_path, wordpress):  # noqa: F811
    from editorial.storage.store import Store
    from editorial.system.paths import Home

    store = Store.open(Home(tmp_path / "home"))
    made = Site(store, wordpress)
    yield made
    made.close()
    store.close()


def test_fifty_stories_beside_raw_calls(site, tmp_path, wordpress, capsys):  # noqa: F811
    pieces = SmallPictures(tmp_path)

    def piece(slug):
        return pieces.piece(slug=slug, related=())

    first = piece("warm-up")
    assert site.push(first).verified
    recorded = Recorded()
    site.network = site.faults = recorded
    sample = piece("sample")
    assert site.push(sample).verified
    site.network = site.faults = httpx.HTTPTransport()
    script = Script(
        recorded, sample.story_id.hex, "sample", ("admin", wordpress.passwords["admin"])
    )
    ours = raw = 0.0
    for turn in range(STORIES // TURN):
        numbers = range(turn * TURN, (turn + 1) * TURN)
        wanted = [piece(f"ours-{number}") for number in numbers]
        for each in wanted:
            site.queue(each)
        sender = Sender(site.store, site.client, *wanted)
        start = time.perf_counter()
        rows = sender.courier.run_once()
        ours += time.perf_counter() - start
        assert len(rows) == TURN
        assert all(row.verified for row in rows), [row.message for row in rows]
        start = time.perf_counter()
        for number in numbers:
            script.push(number)
        raw += time.perf_counter() - start
    script.close()
    kept = site.admin.get("/wp/v2/posts", slug=[f"raw-{STORIES - 1}"], status="any").data
    assert len(kept) == 1
    assert key_slug(sample.story_id.hex) != kept[0]["slug"]
    calls = len(recorded.calls)
    with capsys.disabled():
        print(
            f"\n{STORIES} stories, 2 photos each, {calls} calls a story\n"
            f"{'':<28}{'seconds':>9}{'a story':>10}\n"
            f"{'Editorial, read back':<28}{ours:>9.1f}{ours / STORIES:>9.2f} s\n"
            f"{'raw httpx, no journal':<28}{raw:>9.1f}{raw / STORIES:>9.2f} s\n"
            f"{'ratio':<28}{ours / raw:>9.2f}"
        )
