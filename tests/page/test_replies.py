"""What the page keeps of calls: only while somebody may come for it."""

import asyncio
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from qa.page.replies import Replies
from qa.page.server import give_up_overdue
from qa.page.turns import Endpoint, Line, Turns
from tests.page.clients import client
from tests.served import Served

CALL = "/gradio_api/call/v2"


class Queue:
    """What Gradio keeps, by name."""

    def __init__(self, *names: str) -> None:
        self.pending_messages_per_session: dict[str, Any] = dict.fromkeys(names, 1)
        self.pending_event_ids_session: dict[str, Any] = dict.fromkeys(names, 1)
        self.stopped: list[str] = []

    async def clean_events(self, session_hash: str) -> None:
        self.stopped.append(session_hash)

    def kept(self) -> list[str]:
        assert self.pending_messages_per_session.keys() == self.pending_event_ids_session.keys()
        return list(self.pending_messages_per_session)


async def nothing() -> None:
    """Where nothing waits."""


def test_what_nobody_fetches_is_forgotten_after_a_while() -> None:
    async def run() -> None:
        now = SimpleNamespace(time=0.0)
        queue = Queue("a", "b", "c")
        replies = Replies(queue, nothing, patience=10, clock=lambda: now.time)
        for name in ("a", "b", "c"):
            replies.expect(name, is_once=True)
            now.time += 4
        async with replies.listening("a"):  # it takes long
            now.time = 13.5
            await replies.sweep()
            assert queue.kept() == ["a", "b", "c"]
            now.time = 15
            await replies.sweep()
            assert queue.kept() == ["a", "c"]
            assert [replies.holds(name) for name in ("a", "b", "c")] == [True, False, True]
        assert queue.kept() == ["c"]
        assert queue.stopped == ["b", "a"]

    asyncio.run(run())


def test_of_too_many_the_oldest_is_forgotten() -> None:
    async def run() -> None:
        names = [f"call-{number}" for number in range(9)]
        queue = Queue(*names)
        replies = Replies(queue, nothing, limit=4)
        for name in names:
            replies.expect(name, is_once=True)
            await replies.sweep()
        assert queue.kept() == names[-4:]

    asyncio.run(run())


def test_a_clients_queue_goes_on_from_one_call_to_the_next() -> None:
    async def run() -> None:
        now = SimpleNamespace(time=0.0)
        queue = Queue("mine")
        replies = Replies(queue, nothing, patience=10, clock=lambda: now.time)
        for _ in range(3):
            async with replies.listening("mine"), replies.listening("mine"):
                replies.expect("mine", is_once=False)
                now.time += 20
                await replies.sweep()
            now.time += 9
            await replies.sweep()
            assert queue.kept() == ["mine"]
        now.time += 2
        await replies.sweep()
        assert queue.kept() == []

    asyncio.run(run())


def test_who_waits_too_long_is_told() -> None:
    from gradio.queueing import Queue as GradioQueue

    line = Line(lambda _: None)
    queue: Any = SimpleNamespace(
        delete_lock=asyncio.Lock(),
        event_queue_per_concurrency_id={"ask": SimpleNamespace(queue=line)},
        event_ids_to_events={},
        pending_messages_per_session={"early": asyncio.Queue(), "late": asyncio.Queue()},
    )
    queue.send_message = partial(GradioQueue.send_message, queue)
    queue.remove_from_queue = partial(GradioQueue.remove_from_queue, queue)
    for name, waits in (("early", 1000.0), ("late", 1.0)):
        since = time.monotonic() - waits
        event = SimpleNamespace(
            _id=name, session_hash=name, concurrency_id="ask", alive=True, enqueue_time=since
        )
        queue.event_ids_to_events[name] = event
        line.append(event)
    asyncio.run(give_up_overdue(queue, Turns({"ask": Endpoint(line, 1, list)}, 9)))
    assert [event._id for event in line] == ["late"]
    told = queue.pending_messages_per_session["early"].get_nowait()
    assert "Ask again" in told.output["error"]
    assert queue.pending_messages_per_session["late"].empty()


def held(site: Served) -> tuple[int, int]:
    """How many files and threads the page has."""
    folder = Path(f"/proc/{site.process.pid}")
    return len(list((folder / "fd").iterdir())), len(list((folder / "task").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc")
def test_clients_that_go_away_leave_no_files_and_no_threads(site: Served) -> None:
    """Before the reply is fetched, and while it is waited for."""
    with client(site) as mine:
        mine.post("/session").raise_for_status()
        for at in range(30):
            started = mine.post(f"{CALL}/status", json={}).raise_for_status()
            if at % 2:
                url = f"{site.url}{CALL}/status/{started.json()['event_id']}"
                with httpx.stream("GET", url, cookies=mine.cookies, trust_env=False) as events:
                    assert events.status_code == 200
            if at == 9:
                before = held(site)
    deadline = time.monotonic() + 20
    while any(now > then + 3 for now, then in zip(held(site), before, strict=True)):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert "Traceback" not in site.log.read_text()


def test_a_reply_that_was_fetched_is_gone(site: Served) -> None:
    with client(site) as mine:
        mine.post("/session").raise_for_status()
        event = mine.post(f"{CALL}/status", json={}).json()["event_id"]
        assert "event: complete" in mine.get(f"{CALL}/status/{event}").text
        for name in (event, "f" * 32):
            answer = mine.get(f"{CALL}/status/{name}")
            assert answer.status_code == 404
            assert "is over" in answer.json()["error"]
