"""``editorial push``, ``withdraw`` and ``outbox``: sending, and what became of it."""

from __future__ import annotations

import sys
import uuid
from typing import TYPE_CHECKING, Any

from editorial.cli.console import plain
from editorial.cli.wiring import Commands, add, add_group

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.publishing.missed import MissedSlot
    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.system.errors import EditorialError

# What a script is told by the exit code: arrived; a person must decide; the network must return.
_EXIT = {"verified": 0, "accepted": 0, "published": 0, "waiting": 3, "queued": 3}


def add_commands(commands: Commands) -> None:
    """Add the commands."""
    push = add(commands, "push", _push, "publish a story, read it back and compare")
    push.add_argument("story")
    push.add_argument("--to", required=True, metavar="NAME", help="an endpoint")
    push.add_argument("--reason", default="", help="why warnings are passed; kept in the record")
    withdraw = add(commands, "withdraw", _withdraw, "take a published story out of sight")
    withdraw.add_argument("story")
    withdraw.add_argument("--from", dest="to", required=True, metavar="NAME", help="an endpoint")
    group = add_group(commands, "outbox", "what is on its way, what needs you, what arrived")
    add(group, "list", _list, "list deliveries, those that need you first")
    sending = add(
        group,
        "run",
        _run,
        "send everything that is due; exit code 1 after a missed slot",
        description="Send everything that is due. With --forever it goes on until it is stopped "
        "(Ctrl+C, or the system's own way), one line for each delivery, with --json one JSON "
        "value a line. One such service runs on a data folder; open windows go on sending too.",
    )
    sending.add_argument("--forever", action="store_true", help="wait for more, as a service does")
    add(group, "missed", _missed, "list what should be public by now and is not")
    for name, help_ in (("retry", "send a delivery again now"), ("cancel", "call a delivery off")):
        parser = add(group, name, _retry if name == "retry" else _cancel, help_)
        parser.add_argument("delivery", type=uuid.UUID)
    for name, run, help_ in (
        ("hold", _hold, "hold a delivery back"),
        ("let-go", _let_go, "let a delivery go on that was held back"),
    ):
        add(group, name, run, help_).add_argument("delivery", type=uuid.UUID)
    move = add(group, "move", _move, "change the order in which deliveries go out")
    move.add_argument("delivery", type=uuid.UUID)
    move.add_argument("place", choices=("first", "earlier", "later", "last"))
    decide = add(group, "decide", _decide, "decide about a live copy that somebody changed")
    decide.add_argument("delivery", type=uuid.UUID)
    decide.add_argument("decision", choices=("overwrite", "keep_live"))


def _push(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import endpoint
    from editorial.publishing.release import queue_push

    place = endpoint(newsroom.store, options.to)
    queued = queue_push(
        newsroom.store, options.story, place.id, who=newsroom.person, reason=options.reason
    )
    return _deliver(newsroom, queued.created, console)


def _withdraw(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.addresses import endpoint
    from editorial.publishing.release import queue_withdrawal

    place = endpoint(newsroom.store, options.to)
    queued = queue_withdrawal(newsroom.store, options.story, place.id, who=newsroom.person)
    return _deliver(newsroom, queued.created, console)


def _deliver(newsroom: Newsroom, delivery_id: uuid.UUID | None, console: Console) -> int:
    assert delivery_id is not None  # queueing always says what it queued
    row = newsroom.courier.deliver(
        delivery_id, lambda _, done, total, what: console.progress(done, total, what)
    )
    _tell(row, console)
    console.value(_result(row))
    return _EXIT.get(row.state, 1)


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.outbox import deliveries

    rows = deliveries(newsroom.store)
    for row in rows:
        _tell(row, console)
    if not rows:
        console.say("The outbox is empty. `editorial push STORY --to NAME` sends a story.")
    console.value([plain(row) | _result(row) for row in rows])
    return 0


def _run(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    if options.forever:
        return _run_forever(newsroom, console)
    rows = newsroom.courier.run_once(
        progress=lambda _, done, total, what: console.progress(done, total, what)
    )
    for row in rows:
        _tell(row, console)
    if not rows:
        console.say("Nothing is due.")
    console.value([plain(row) | _result(row) for row in rows])
    code = max((_EXIT.get(row.state, 1) for row in rows), default=0)
    return max(code, tell_missed(newsroom, console))


def tell_missed(newsroom: Newsroom, console: Console) -> int:
    """Tell on standard error of slots that were missed since the last look; 1 for any."""
    from editorial.publishing.missed import NEXT_STEP, raise_alarms

    alarms = raise_alarms(newsroom.store)
    for alarm in alarms:
        console.aside(f"editorial: missed: {alarm.message} {alarm.why} {NEXT_STEP}")
    return 1 if alarms else 0


def _missed(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.missed import missed_slots

    slots = missed_slots(newsroom.store)
    for slot in slots:
        console.say(f"{slot.message} {slot.why}")
    if not slots:
        console.say("No publish time was missed.")
    console.value([plain(slot) for slot in slots])
    return 1 if slots else 0


def _run_forever(newsroom: Newsroom, console: Console) -> int:
    import signal
    import threading

    from editorial.publishing.missed import NEXT_STEP
    from editorial.publishing.outbox_service import run_forever

    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())

    def told(row: DeliveryRow) -> None:
        _tell(row, console)
        console.value(_result(row))
        # A service's lines go to a log through a pipe.
        sys.stdout.flush()

    def trouble(error: EditorialError) -> None:
        console.aside(str(error))

    def missed(slot: MissedSlot) -> None:
        console.aside(f"editorial: missed: {slot.message} {slot.why} {NEXT_STEP}")

    console.say("Sending what is due, for as long as this runs. Ctrl+C stops it.")
    run_forever(newsroom.store, newsroom.courier, stop, told=told, trouble=trouble, missed=missed)
    console.say("Stopped. What was under way goes on at the next start.")
    return 0


def _retry(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.outbox import retry_now

    retry_now(newsroom.store, options.delivery)
    return _deliver(newsroom, options.delivery, console)


def _cancel(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.outbox import cancel

    cancel(newsroom.store, options.delivery, who=newsroom.person.name)
    return _show(newsroom, options.delivery, console)


def _hold(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.holding import hold

    hold(newsroom.store, options.delivery, who=newsroom.person.name)
    return _show(newsroom, options.delivery, console)


def _let_go(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.holding import let_go

    let_go(newsroom.store, options.delivery, who=newsroom.person.name)
    return _show(newsroom, options.delivery, console)


def _move(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.holding import move

    move(newsroom.store, options.delivery, options.place)
    return _show(newsroom, options.delivery, console)


def _show(newsroom: Newsroom, delivery_id: uuid.UUID, console: Console) -> int:
    from editorial.publishing.outbox import delivery

    row = delivery(newsroom.store, delivery_id)
    _tell(row, console)
    console.value(_result(row))
    return 0


def _decide(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.outbox import decide

    made = decide(newsroom.store, options.delivery, options.decision, who=newsroom.person.name)
    if made.created is not None:
        return _deliver(newsroom, made.created, console)
    return _show(newsroom, options.delivery, console)


def _tell(row: DeliveryRow, console: Console) -> None:
    console.say(f"{row.state_words:<20} {row.headline} → {row.endpoint_name}")
    if row.message:
        console.say(f"{'':<20} {row.message}")
    if row.url:
        console.say(f"{'':<20} {row.url}")
    for difference in row.differences:
        console.say(
            f"{'':<20} {difference['field']}: ours “{difference['expected']}”, "
            f"theirs “{difference['found']}”"
        )


def _result(row: DeliveryRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "state": row.state,
        "url": row.url,
        "remote_id": row.remote_id,
        "verified": row.verified,
        "differences": [dict(difference) for difference in row.differences],
        "message": row.message,
    }
