"""What every request to the page must satisfy and every response carries.

A page on 127.0.0.1 can be reached by any site that the same browser has open. Such a site may not
frame it, read it, post to it (cross-site request forgery), or reach it under a name of its own that
it points at this machine (DNS rebinding). It stands before everything of Gradio's.
"""

import ipaddress
import json
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from qa.page.routes import Route, find_route
from qa.page.sessions import Sessions

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

SESSION = "gleaner_session"  # where a request's scope names its session; None where it has none
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
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if problem := self._is_foreign(scope["method"], scope["path"], headers):
            await respond(send, 403, problem)
            return
        route = find_route(scope["method"], scope["path"])
        if route is None and not self._is_startup(scope):
            await respond(send, 404, "There is nothing at this address.")
            return
        session = self._sessions.find(headers.get(b"cookie", ""))
        if self._sessions.needs_password and not session and not (route is None or route.is_public):
            await respond(send, 401, "This page asks for a password. Log in first: POST /login.")
            return
        passed_on = [pair for pair in scope["headers"] if pair[0].lower() in _PASSED_ON]
        inner = {**scope, "headers": passed_on, SESSION: session}
        # Gradio's Python client begins with its configuration, and keeps the cookie it gets there.
        begins = scope["path"] == "/config" and session is None
        cookie = self._sessions.start() if begins else None
        await self._app(inner, receive, _with_headers(send, route, cookie))

    def _is_startup(self, scope: Message) -> bool:
        if self._started or (scope["method"], scope["path"]) != ("GET", _STARTUP):
            return False
        self._started = True
        return True

    def _is_foreign(self, method: str, path: str, headers: dict[bytes, str]) -> str | None:
        """Why the request seems to come from elsewhere; None if it does not."""
        host = headers.get(b"host", "")
        if not self._is_ours(host):
            return f"This is not the address of this page: {host}"
        origin = headers.get(b"origin")
        if method not in _SAFE_METHODS and origin and urlsplit(origin).netloc != host:
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
        try:
            name = (urlsplit(f"//{host}").hostname or "").casefold()
        except ValueError:
            return False
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _with_headers(send: Send, route: Route | None, cookie: str | None) -> Send:
    is_page = route is not None and route.is_page
    added = [*_HEADERS, (b"content-security-policy", _policy(is_page))]
    # The page is asked for anew after an upgrade, not shown from a cache; data is kept nowhere.
    added.append((b"cache-control", b"no-cache" if is_page else b"no-store"))
    if cookie:
        added.append((b"set-cookie", cookie.encode()))
    replaced = {name for name, _ in added} - {b"set-cookie"}

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in replaced]
            message = {**message, "headers": [*kept, *added]}
        await send(message)

    return send_with_headers


def _policy(is_page: bool) -> bytes:
    return (_PAGE_POLICY if is_page else _DATA_POLICY).encode()


async def respond(
    send: Send, status: int, problem: str, headers: Collection[tuple[bytes, bytes]] = ()
) -> None:
    """Answer with what is wrong, as JSON."""
    body = json.dumps({"error": problem}, ensure_ascii=False).encode("utf-8", "replace")
    start = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", _policy(False)),
        *_HEADERS,
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})
