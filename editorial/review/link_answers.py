"""Whether the links of a story answer: asked in the background, kept for a while.

An answer that was good holds a day, a bad one an hour. Where nobody answers at all and no
address did, this computer is offline: then nothing is kept, and the check says “not checked”.
"""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.review.models import LinkAnswer
from editorial.storage.changes import Changes
from editorial.stories.find import story_of
from editorial.stories.outside.asking import Answer, ask
from editorial.stories.snapshot import take

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.snapshot import StorySnapshot

GOOD_HOLDS = dt.timedelta(days=1)
BAD_HOLDS = dt.timedelta(hours=1)
AT_ONCE = 6
MOST = 60
"""Links of one story that are asked; a list of a thousand would look like an attack."""
_TARGET = re.compile(r"\]\(\s*<?(https?://[^\s>()]*(?:\([^\s>()]*\)[^\s>()]*)*)", re.IGNORECASE)
_BARE = re.compile(r"<(https?://[^\s>]+)>", re.IGNORECASE)
_REFERENCE = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:\s*<?(https?://[^\s>]+)", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LinkState:
    """What is known of one address. ``answer`` is None where it was not asked lately."""

    url: str
    answer: Answer | None
    at: dt.datetime | None = None


def web_links(story: StorySnapshot) -> tuple[str, ...]:
    """Return the addresses to which text and related pages lead, each once, in order."""
    found = [
        (match.start(), match.group(1))
        for pattern in (_TARGET, _BARE, _REFERENCE)
        for match in pattern.finditer(story.body)
    ]
    links = [url for _, url in sorted(found)] + [link.url for link in story.links if link.url]
    return tuple(dict.fromkeys(url for url in links if url.lower().startswith(("http:", "https:"))))


def link_states(session: Session, urls: Iterable[str], now: dt.datetime) -> tuple[LinkState, ...]:
    """Return what is known of addresses, old answers left out."""
    wanted = list(urls)
    rows: Mapping[str, LinkAnswer] = {
        row.url: row
        for row in session.scalars(select(LinkAnswer).where(LinkAnswer.url.in_(wanted)))
    }
    return tuple(_state(url, rows.get(url), now) for url in wanted)


def unasked(store: Store, story_id: uuid.UUID | str) -> tuple[str, ...]:
    """Return the addresses of a story of which nothing is known by now. Raises `NotFound`."""
    with store.read() as session:
        urls = web_links(take(story_of(session, story_id)))[:MOST]
        states = link_states(session, urls, store.now())
    return tuple(state.url for state in states if state.answer is None)


def ask_links(
    store: Store,
    story_id: uuid.UUID | str,
    *,
    again: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    asking: Callable[[str], Answer] = ask,
) -> Changes:
    """Ask the addresses of a story that were not asked lately, or all of them ``again``.

    Takes as long as the slowest, at most some 20 seconds for six at once; ``progress`` may raise
    to stop, and what has answered by then is kept. Raises `NotFound`.
    """
    if again:
        with store.read() as session:
            urls = web_links(take(story_of(session, story_id)))[:MOST]
    else:
        urls = unasked(store, story_id)
    answers: dict[str, Answer] = {}
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="editorial-links")
    try:
        waiting = {pool.submit(asking, url): url for url in urls}
        while waiting:
            done, _ = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                answers[waiting.pop(future)] = future.result()
            if progress is not None:
                progress(len(answers), len(urls), "Asking whether links answer")
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        _keep(store, answers)
    with store.read() as session:
        key = story_of(session, story_id).id
    return Changes(stories=frozenset({key}) if answers else frozenset())


def _keep(store: Store, answers: Mapping[str, Answer]) -> None:
    if all(answer.status is None for answer in answers.values()):
        # Nobody answered anything: it is this computer that is offline.
        return
    now = store.now()
    with store.write() as session:
        for url, answer in answers.items():
            session.merge(
                LinkAnswer(
                    url=url,
                    status=answer.status,
                    words=answer.words,
                    moved_to=answer.moved_to,
                    at=now,
                )
            )


def _state(url: str, row: LinkAnswer | None, now: dt.datetime) -> LinkState:
    if row is None:
        return LinkState(url, None)
    good = row.status is not None and row.status < 400
    # A clock that was set back must not keep an answer for ever.
    if abs(now - row.at) > (GOOD_HOLDS if good else BAD_HOLDS):
        return LinkState(url, None)
    return LinkState(url, Answer(row.status, row.words, row.moved_to), row.at)
