"""What every request to the page must satisfy and every response carries.

A page on 127.0.0.1 can be reached by any site that the same browser has open. Such a site may not
frame it, read it, post to it (cross-site request forgery), or reach it under a name of its own that
it points at this machine (DNS rebinding). The guard stands before everything of Gradio's.
"""

import ipaddress
import json
import re
import sys
from collections.abc import Awaitable, Callable, Collection, MutableMapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect

from qa.page.routes import ID, REST, Request, Route, find_route
from qa.page.sessions import Sessions

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

SESSION = "gleaner_session"  # where a request's scope names its session; None where it has none
REQUEST = "gleaner_request"  # where it says what is asked for
_STARTUP = "/gradio_api/startup-events"  # asked for once, by the launch itself
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "worker-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
# What the application is told of a request. Gradio builds addresses from others (X-Forwarded-Host),
# and opens its answers to any port of this machine where it sees an Origin.
_PASSED_ON = frozenset(
    b"host content-type content-length transfer-encoding accept accept-encoding range if-range"
    b" if-none-match if-modified-since user-agent".split()
)
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?")
_SAFE_METHODS = ("GET", "HEAD")


class Guard:
    """ASGI application around another: refuses what may not come in, adds security headers."""

    def __init__(self, app: App, names: Collection[str], sessions: Sessions) -> None:
        """`names`: what this machine is called, beside its addresses and "localhost"."""
        self._app = app
        self._names = {"localhost", *(name.strip("[]").casefold() for name in names)}
        self._sessions = sessions
        self._started = False

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # the page has no websocket
            await send({"type": "websocket.close", "code": 1008})
            return
        found = find_route(scope["method"], scope["path"])
        answer = _Answer(send, found.route if found else None)
        try:
            await self._answer(scope, receive, answer, found)
        except ClientDisconnect:
            pass
        except Exception as error:
            # A bug, ours or a library's: one line for the terminal, one for who asked.
            print(
                f"ui: {scope['method']} {scope['path'][:200]!r}: {error!r}"[:500], file=sys.stderr
            )
            await answer.fail()

    async def _answer(
        self, scope: Message, receive: Receive, send: "_Answer", found: Request | None
    ) -> None:
        headers = _joined(scope["headers"])
        if problem := self._foreign(scope["method"], scope["path"], headers):
            await respond(send, 403, problem)
            return
        if found is None and not self._is_startup(scope):
            await _refuse_unknown(send, scope["path"])
            return
        session = self._sessions.find(headers.get(b"cookie", ""))
        is_public = found is None or found.route.is_public
        if self._sessions.needs_password and not session and not is_public:
            await respond(send, 401, "This page asks for a password. Log in first: POST /login.")
            return
        if scope["path"] == "/config" and session is None:
            # Gradio's Python client begins here, and keeps the cookie it gets.
            send.cookie = self._sessions.start()
        found, query = _checked_query(found, scope["query_string"])
        kept = [pair for pair in scope["headers"] if pair[0].lower() in _PASSED_ON]
        known = {SESSION: session, REQUEST: found}
        await self._app({**scope, "headers": kept, "query_string": query, **known}, receive, send)

    def _is_startup(self, scope: Message) -> bool:
        if self._started or (scope["method"], scope["path"]) != ("GET", _STARTUP):
            return False
        self._started = True
        return True

    def _foreign(self, method: str, path: str, headers: dict[bytes, str]) -> str | None:
        """Why the request seems to come from elsewhere; None if it does not."""
        host = headers.get(b"host", "")
        if not self._is_ours(host):
            return f"This is not the address of this page: {host}"
        origin = headers.get(b"origin")
        is_read = method in _SAFE_METHODS and path not in REST  # which works for whoever asks
        if not is_read and origin and origin.partition("://")[2] != host:
            return "Another site may not use this page."
        # Browsers say where a request comes from, except to plain addresses in a network.
        site = headers.get(b"sec-fetch-site", "same-origin")
        by_hand = site == "none" and method in _SAFE_METHODS  # typed in, or a bookmark
        if site == "same-origin" or by_hand:
            return None
        opens = (headers.get(b"sec-fetch-mode"), headers.get(b"sec-fetch-dest"))
        if method == "GET" and path == "/" and opens == ("navigate", "document"):
            return None  # a link to the page
        return "Another site may not use this page."

    def _is_ours(self, host: str) -> bool:
        """An address is always meant for this machine; a name only if it is known."""
        match = _HOST.fullmatch(host)
        if not match:
            return False
        name = match["name"].strip("[]").casefold()
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class _Answer:
    """What is sent, with the headers that every answer has."""

    def __init__(self, send: Send, route: Route | None) -> None:
        self._send = send
        self._is_page = route is not None and route.is_page
        self._started = False
        self.cookie: str | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._started = True
            policy = _PAGE_POLICY if self._is_page else _DATA_POLICY
            # The page is asked for anew after an upgrade; data is kept in no cache.
            cached = b"no-cache" if self._is_page else b"no-store"
            added = [
                *_HEADERS,
                (b"content-security-policy", policy.encode()),
                (b"cache-control", cached),
            ]
            names = {name for name, _ in added}
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
            cookie = [(b"set-cookie", self.cookie.encode())] if self.cookie else []
            message = {**message, "headers": [*kept, *added, *cookie]}
        await self._send(message)

    async def fail(self) -> None:
        """End with an error, as far as nothing has been sent."""
        with suppress(Exception):  # who asked has gone
            if self._started:
                await self._send({"type": "http.response.body", "body": b""})
            else:
                problem = "That did not work. The terminal that runs Gleaner says why."
                await respond(self, 500, problem)


def _joined(pairs: Collection[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """Headers by name; one that is repeated, as cookies are, holds all its values."""
    found: dict[bytes, str] = {}
    for name, value in pairs:
        key, text = name.lower(), value.decode("latin-1")
        found[key] = f"{found[key]}; {text}" if key in found else text
    return found


def _checked_query(found: Request | None, query: bytes) -> tuple[Request | None, bytes]:
    """The request with the queue that its query names, and a query that says just that.

    What is behind would read a value that is given twice in its own way.
    """
    if found is not None and found.route.use == "rest":
        return found, query
    if found is None or found.route.use != "listen_queue" or found.id:
        return found, b""
    name = parse_qs(query.decode("latin-1")).get("session_hash", [""])[0]
    name = name if re.fullmatch(ID, name) else ""
    return Request(found.route, "", name), f"session_hash={name}".encode()


async def _refuse_unknown(send: Send, path: str) -> None:
    """Answer for a path that is not there, or not with this method."""
    if path not in REST:
        await respond(send, 404, "There is nothing at this address.")
        return
    allowed = ", ".join(REST[path])
    await respond(send, 405, f"{path} takes {allowed}.", [(b"allow", allowed.encode())])


async def respond(
    send: Send, status: int, problem: str, headers: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    """Answer with what is wrong, as JSON."""
    body = json.dumps({"error": problem}, ensure_ascii=False).encode("utf-8", "replace")
    kind = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*kind, *headers]})
    await send({"type": "http.response.body", "body": body})
