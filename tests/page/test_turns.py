"""Who comes next, who is told that the page is busy, and what takes too long."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui
from index.errors import UserError
from qa.page.client_errors import in_time
from qa.page.turns import BusyError, Endpoint, Line, Turns
from tests.page.clients import call, client
from tests.served import ARTICLES, Served, start

WHO = "Who?"


def line_of(*calls: str) -> Line:
    """A line of calls like "a1", of the session "a"."""
    line = Line(lambda call: call[0])
    for each in calls:
        line.append(each)
    return line


def drained(line: Line) -> list[str]:
    order = []
    while line:
        order.append(line[0])
        line.remove(line[0])
    return order


def test_sessions_take_turns_however_many_calls_each_has() -> None:
    line = line_of("a1", "a2", "a3", "b1", "c1", "b2")
    assert drained(line) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_who_comes_while_others_are_served_waits_for_one_of_each() -> None:
    line = line_of("a1", "a2", "a3", "a4", "a5")
    for taken in ("a1", "a2"):
        line.remove(taken)
    line.append("b1")
    assert drained(line) == ["a3", "b1", "a4", "a5"]


def test_who_takes_calls_back_loses_nothing_by_it() -> None:
    line = line_of("a1", "a2", "b1", "b2")
    for taken in ("b1", "b2"):
        line.remove(taken)
    line.append("b3")
    assert drained(line) == ["a1", "b3", "a2"]
    with pytest.raises(ValueError, match="x"):
        line.remove("x")


def test_beyond_a_length_one_is_told_to_come_later() -> None:
    line = line_of("a1", "b1", "c1")
    turns = Turns({"ask": Endpoint(line, 2, lambda: [None, None])}, 4)
    with turns.enter("ask", "d"), pytest.raises(BusyError, match=r"busy.* again in a moment"):
        turns.enter("ask", "e").__enter__()
    with turns.enter("ask", "e"):
        pass


def test_one_session_does_not_fill_the_line() -> None:
    line = line_of("a1", "a2")
    turns = Turns({"ask": Endpoint(line, 2, lambda: [None, None])}, 4)
    with pytest.raises(BusyError, match="many of yours"):
        turns.enter("ask", "a").__enter__()
    with turns.enter("ask", "b"):
        pass


def test_one_session_does_not_take_all_of_what_takes_long() -> None:
    turns = Turns({"batch": Endpoint(line_of(), 8, lambda: ["a", "a"], is_long=True)}, 4)
    with pytest.raises(BusyError, match="many of yours"):
        turns.enter("batch", "a").__enter__()
    with turns.enter("batch", "b"), turns.enter("batch", "b"):
        pass


def test_who_need_not_wait_is_let_in_however_short_the_line() -> None:
    turns = Turns({"ask": Endpoint(line_of(), 2, lambda: [None])}, 1)
    with turns.enter("ask", "a"):
        pass


def test_what_takes_too_long_is_told_and_holds_nobody_up() -> None:
    going_on = threading.Event()

    def slow(wait: bool) -> str:
        if wait:
            going_on.wait()
        return "done"

    async def run() -> None:
        limited = in_time(slow, 2, seconds=0.2)
        with pytest.raises(UserError, match=r"longer than 0.2 s .*again"):
            await limited(True)
        assert await limited(False) == "done"

    try:
        asyncio.run(run())
    finally:
        going_on.set()


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page whose lines are short."""
    folder = tmp_path_factory.mktemp("short")
    site = start(folder, {"a.txt": ARTICLES["harbin.txt"]}, options=["--max-waiting", "4"])
    site.call("reindex")
    site.call("ask", question=WHO)
    yield site
    site.stop()


def test_a_page_that_is_busy_says_so_at_once(short: Served) -> None:
    """Calls come faster than a question is answered; all are answered or told to come later."""
    with client(short) as asking, client(short) as another:
        for each in (asking, another):
            each.post("/session").raise_for_status()
        path = "/gradio_api/call/v2/ask"
        answers = [asking.post(path, json={"question": WHO}) for _ in range(40)]
        told = [each for each in answers if each.status_code == 503]
        assert told
        assert all(int(answer.headers["retry-after"]) > 0 for answer in told)
        assert all("Ask again" in answer.json()["error"] for answer in told)
        # Another session is let in beside the one that asks so much.
        assert call(another, "ask", question=WHO)["question"] == WHO
        for answer in answers:
            if answer.status_code == 200:
                events = asking.get(f"{path}/{answer.json()['event_id']}").text
                assert "event: complete" in events
    assert "Traceback" not in short.log.read_text()


def test_a_line_has_room_for_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ui.main(["--max-waiting", "0", "--index", str(tmp_path)]) == 1
    assert "1 or more" in capsys.readouterr().err
