"""Requests that never end, over real sockets: each is given up, and nobody else is hurt."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import uvicorn

from qa.page.connections import Limits, limit_connections
from tests.served import Served

QUICK = Limits(open=8, head=0.4, idle=1, window=0.4, progress=1_000)
HEAD = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
LONG = 20.0  # seconds that nothing here takes


class Counting:
    """An application that takes a body and says how much it was, or that it broke off."""

    def __init__(self) -> None:
        self.broken_off = threading.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        size, more = 0, scope["type"] == "http"
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.broken_off.set()
                return
            size += len(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        answer = b"x" * 30_000_000 if scope["path"] == "/large" else str(size).encode()
        await send({"type": "http.response.body", "body": answer})


@pytest.fixture(scope="module")
def counting() -> Counting:
    return Counting()


@pytest.fixture(scope="module")
def port(counting: Counting) -> Iterator[int]:
    config = uvicorn.Config(counting, port=0, log_level="error", lifespan="off")
    limit_connections(config, QUICK)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(LONG)


def connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=LONG)
    connection.settimeout(LONG)
    return connection


def drip(connection: socket.socket, part: bytes, pause: float = 0.05) -> bytes:
    """Send a part again and again until the other end has had enough; what it says then."""
    deadline = time.monotonic() + LONG
    with contextlib.suppress(OSError):
        while time.monotonic() < deadline:
            connection.sendall(part)
            time.sleep(pause)
            with contextlib.suppress(BlockingIOError):
                if connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) is not None:
                    break
    return rest_of(connection)


def rest_of(connection: socket.socket) -> bytes:
    """All that comes until the connection is closed."""
    found = b""
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            found += part
    return found


def is_told(said: bytes) -> bool:
    return said.startswith(b"HTTP/1.1 408") and b"Send it again" in said


def test_who_connects_and_says_nothing_is_let_go(port: int) -> None:
    with connect(port) as connection:
        assert rest_of(connection) == b""


def test_a_head_that_comes_a_line_at_a_time_is_given_up(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(HEAD)
        assert is_told(drip(connection, b"X-More: 1\r\n"))


def test_a_body_that_comes_a_byte_at_a_time_is_given_up(port: int, counting: Counting) -> None:
    counting.broken_off.clear()
    with connect(port) as connection:
        connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
        assert is_told(drip(connection, b"x"))
    assert counting.broken_off.wait(LONG)


@pytest.mark.parametrize("end", [b"Content-Length: 9\r\n\r\nabc", b"X-More: 1\r\n"])
def test_a_request_that_stops_half_way_is_given_up(port: int, end: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(HEAD + end)
        assert is_told(rest_of(connection))


def test_the_second_request_of_a_connection_has_to_come_too(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(HEAD + b"Content-Length: 0\r\n\r\n")
        said = b""
        while not said.endswith(b"0\r\n\r\n"):
            said += connection.recv(1000)
        assert is_told(drip(connection, b"G"))


def test_an_idle_connection_is_closed(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(HEAD + b"Content-Length: 0\r\n\r\n")
        said = rest_of(connection)
        assert said.startswith(b"HTTP/1.1 200")
        assert b"408" not in said


def test_who_closes_one_half_is_let_go(port: int, counting: Counting) -> None:
    counting.broken_off.clear()
    with connect(port) as connection:
        connection.sendall(HEAD + b"Content-Length: 9\r\n\r\nabc")
        connection.shutdown(socket.SHUT_WR)
        assert rest_of(connection) == b""
    assert counting.broken_off.wait(LONG)


def test_a_long_upload_that_goes_on_is_taken_whole(port: int) -> None:
    part, parts = b"x" * 2000, 30
    with connect(port) as connection:
        size = len(part) * parts
        connection.sendall(HEAD + f"Content-Length: {size}\r\nConnection: close\r\n\r\n".encode())
        for _ in range(parts):  # far longer than any limit, and with pauses
            connection.sendall(part)
            time.sleep(0.07)
        assert str(size).encode() in rest_of(connection)


def test_an_answer_that_nobody_takes_is_given_up(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(QUICK.window * 4)
        assert len(rest_of(connection)) < 30_000_000


def test_an_answer_that_is_taken_slowly_comes_whole(port: int) -> None:
    taken = 0
    with connect(port) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        while part := connection.recv(1_000_000):
            taken += len(part)
            time.sleep(0.03)
    assert taken > 30_000_000


def test_beyond_the_limit_who_has_asked_nothing_gives_way(port: int) -> None:
    with contextlib.ExitStack() as stack:
        silent = [stack.enter_context(connect(port)) for _ in range(QUICK.open)]
        asking = stack.enter_context(connect(port))
        asking.sendall(HEAD + b"Content-Length: 0\r\n\r\n")
        assert asking.recv(1000).startswith(b"HTTP/1.1 200")
        assert rest_of(silent[0]) == b""


def test_beyond_the_limit_all_of_which_ask_one_is_told_to_wait(port: int) -> None:
    with contextlib.ExitStack() as stack:
        busy = [stack.enter_context(connect(port)) for _ in range(QUICK.open)]
        for each in busy:
            each.sendall(HEAD + b"Content-Length: 9\r\n\r\nabc")
        time.sleep(0.1)
        late = stack.enter_context(connect(port))
        said = rest_of(late)
        assert said.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 5" in said.lower()
        assert b"Too many connections" in said


def test_the_page_itself_goes_by_these_limits(site: Served) -> None:
    host, port = site.url.removeprefix("http://").split(":")
    with contextlib.ExitStack() as stack:
        silent = [
            stack.enter_context(socket.create_connection((host, int(port))))
            for _ in range(Limits().open + 20)
        ]
        assert httpx.get(site.url, trust_env=False).status_code == 200
        silent[0].settimeout(LONG)
        assert silent[0].recv(1) == b""
    assert site.call("status")["articles"]
    assert "Traceback" not in site.log.read_text()
