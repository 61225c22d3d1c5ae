"""How long a connection may keep the page waiting, and how many there may be.

Uvicorn limits what stays idle between two requests, and waits without end for a request whose head
or body never ends. Here it has a time to come in, as has an answer to be taken.
"""

import asyncio
import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

UNREADABLE = "That is no HTTP request, or its address and headers are too long."
TOO_SLOW = "The request did not come in for too long. Send it again."
TOO_MANY = "Too many connections are open. Try again in a moment."


@dataclass(frozen=True, slots=True)
class Limits:
    """What connections may cost. Seconds, bytes."""

    open: int = 400  # connections; many systems give a process 1,024 files
    head: float = 20.0  # until a request's head is there
    idle: int = 15  # between two requests; the page's scripts ask for the state every few seconds
    window: float = 20.0  # in which of a body or an answer …
    progress: int = 4_000  # … so much has to be passed on
    lost: int = 60  # until a peer that no longer answers is given up


def limit_connections(config: Config, limits: Limits = Limits()) -> None:
    """Let a server that has not started yet serve by these limits."""
    config.http = partial(Connection, limits=limits)  # type: ignore[assignment]
    config.timeout_keep_alive = limits.idle


class Connection(H11Protocol):
    """A connection that is closed when what it is to bring does not come."""

    def __init__(self, *values: Any, limits: Limits, **named: Any) -> None:
        super().__init__(*values, **named)
        self._limits = limits
        self._awaited: Any = None  # of the client: h11's states
        self._timer: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self._took = 0  # bytes of a body, in this window

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _notice_loss(transport, self._limits.lost)
        if len(self.connections) > self._limits.open and not self._make_room():
            self._refuse(503, TOO_MANY, [(b"retry-after", b"5")])
            return
        self._await()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._timer, self._writing):
            if timer is not None:
                timer.cancel()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._took += len(data)
        super().data_received(data)
        self._await()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._await()

    def pause_writing(self) -> None:
        super().pause_writing()
        waiting = self.transport.get_write_buffer_size()
        self._writing = self.loop.call_later(self._limits.window, self._look_at_answer, waiting)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._writing is not None:
            self._writing.cancel()

    def send_400_response(self, msg: str) -> None:
        """Say it as JSON, as everything else is."""
        self._refuse(400, UNREADABLE)

    @property
    def is_between_requests(self) -> bool:
        """Whether nobody would miss it: no request is there, or it is not there whole."""
        return self.conn.their_state is h11.IDLE and not self.transport.is_closing()

    def give_way(self) -> None:
        """Close, to let another in."""
        self.transport.close()

    def _await(self) -> None:
        """Begin to wait for a head or a body, where that is what comes next."""
        is_passed_on = self.transport.get_protocol() is not self  # to what speaks websockets
        if self.conn.their_state is self._awaited or is_passed_on:
            return
        self._awaited, self._took = self.conn.their_state, 0
        if self._timer is not None:
            self._timer.cancel()
        if self._awaited is h11.IDLE:
            self._timer = self.loop.call_later(self._limits.head, self._give_up)
        elif self._awaited is h11.SEND_BODY:
            self._timer = self.loop.call_later(self._limits.window, self._look_at_body)

    def _look_at_body(self) -> None:
        # What the page itself does not take yet, is not the client's fault.
        is_slow = self._took < self._limits.progress and not self.flow.read_paused
        if is_slow or self.cycle.response_complete:
            self._give_up()
            return
        self._took = 0
        self._timer = self.loop.call_later(self._limits.window, self._look_at_body)

    def _look_at_answer(self, waited: int) -> None:
        waits = self.transport.get_write_buffer_size()
        if waited - waits < min(self._limits.progress, waited):
            self.transport.abort()
            return
        self._writing = self.loop.call_later(self._limits.window, self._look_at_answer, waits)

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True  # what answers is told
        is_begun = self._awaited is h11.SEND_BODY or bool(self.conn.trailing_data[0])
        if is_begun and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._refuse(408, TOO_SLOW)
        else:
            self.transport.close()

    def _make_room(self) -> bool:
        """Close the connection that has gone longest without a request; False if all have one."""
        waiting = [
            each
            for each in self.connections
            if isinstance(each, Connection) and each is not self and each.is_between_requests
        ]
        oldest = min(waiting, key=lambda each: each.waits_until, default=None)
        if oldest is not None:
            oldest.give_way()
        return oldest is not None

    @property
    def waits_until(self) -> float:
        """When its time is over."""
        return self._timer.when() if self._timer is not None else 0.0

    def _refuse(
        self, status: int, problem: str, headers: Sequence[tuple[bytes, bytes]] = ()
    ) -> None:
        body = json.dumps({"error": problem}).encode()
        kind = [(b"content-type", b"application/json"), (b"connection", b"close")]
        length = [(b"content-length", str(len(body)).encode())]
        for event in (
            h11.Response(
                status_code=status,
                reason=HTTPStatus(status).phrase.encode(),
                headers=[*kind, *length, *headers],
            ),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def _notice_loss(transport: asyncio.Transport, seconds: int) -> None:
    """Let the system look whether the other end is still there, where it can."""
    connection = transport.get_extra_info("socket")
    if connection is None:
        return
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    settings = {
        "TCP_KEEPIDLE": seconds // 2,
        "TCP_KEEPINTVL": seconds // 6,
        "TCP_KEEPCNT": 3,
        "TCP_USER_TIMEOUT": seconds * 1000,
    }
    for name, value in settings.items():
        if hasattr(socket, name):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
