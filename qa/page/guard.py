"""What every request to the page must satisfy and every response carries.

A page on 127.0.0.1 can be reached by any site that the same browser has open. Such a site may not
frame it, post to it (cross-site request forgery), or reach it under a name of its own that it
points at this machine (DNS rebinding).
"""

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Guard:
    """ASGI middleware: refuses what comes from elsewhere, adds the security headers."""

    def __init__(self, app: App, host: str) -> None:
        self._app = app
        self._host = host.strip("[]").casefold()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        problem = self._problem(scope["method"], headers)
        if problem:
            await _refuse(send, problem)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
                if not scope["path"].startswith("/gradio_api"):
                    # The page is asked for anew after an upgrade, not shown from a cache.
                    message["headers"].append((b"cache-control", b"no-cache"))
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _problem(self, method: str, headers: dict[bytes, str]) -> str | None:
        host = headers.get(b"host", "")
        if not self._is_ours(host):
            return f"This is not the address of this page: {host}"
        origin = headers.get(b"origin")
        if method not in _SAFE_METHODS and origin and urlsplit(origin).netloc != host:
            return "Another site may not use this page."
        return None

    def _is_ours(self, host: str) -> bool:
        """An address is always meant for this machine; a name only if it is known."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").casefold()
        except ValueError:
            return False
        if name in ("localhost", self._host):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


async def _refuse(send: Send, problem: str) -> None:
    body = problem.encode()
    length = str(len(body)).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": 403, "headers": headers + _HEADERS})
    await send({"type": "http.response.body", "body": body})
