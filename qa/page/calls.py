"""What a call may hold, looked at before anything acts on it.

Gradio fetches whatever a call names as a file, web addresses too. Here only what was uploaded to
this page can be named.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from qa.page.guard import App, Message, Receive, Send

_MOST_BYTES = 4_000_000  # of a call; files come by another way
_CALL = "/gradio_api/call/v2/"
NOT_UPLOADED = "The file was not uploaded. Upload it first."


class Calls:
    """ASGI middleware: refuses calls that name other files, or what no endpoint takes."""

    def __init__(self, app: App, scratch: Path, endpoints: Mapping[str, Collection[str]]) -> None:
        self._app = app
        self._scratch = scratch
        self._endpoints = endpoints  # the names of their values

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        is_call = scope["type"] == "http" and scope["method"] == "POST"
        if not is_call or scope["path"].rstrip("/") == "/gradio_api/upload":
            await self._app(scope, receive, send)
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if message["type"] != "http.request" or not message.get("more_body"):
                break
            if len(body) > _MOST_BYTES:
                await _refuse(send, "The call is too large.", 413)
                return
        problem = self._problem(scope, body)
        if problem:
            await _refuse(send, problem, 400)
            return
        given = False

        async def receive_again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, receive_again, send)

    def _problem(self, scope: Message, body: bytes) -> str | None:
        try:
            values = json.loads(body or b"{}")
        except (ValueError, RecursionError):
            return "The call is not JSON."
        for each in _objects(values):
            url = each.get("url")
            elsewhere = isinstance(url, str) and urlsplit(url).netloc not in ("", _host(scope))
            if "path" in each and (elsewhere or not is_upload(each["path"], self._scratch)):
                return NOT_UPLOADED
        if scope["path"].startswith(_CALL):
            return self._unknown(scope["path"].removeprefix(_CALL).rstrip("/"), values)
        return None

    def _unknown(self, name: str, values: Any) -> str | None:
        if name not in self._endpoints:
            return f"There is no endpoint {name}. Endpoints: {', '.join(sorted(self._endpoints))}."
        if not isinstance(values, dict):
            return 'The call is not a JSON object like {"question": "…"}.'
        taken = self._endpoints[name]
        for value in values:
            if value not in taken:
                return f"{name} takes no {value}. It takes: {', '.join(taken) or 'nothing'}."
        return None


def is_upload(path: Any, scratch: Path) -> bool:
    """Whether it is a file that was uploaded to this page."""
    try:
        file = Path(path).resolve()
        return file.is_relative_to(scratch.resolve()) and file.is_file()
    except (TypeError, ValueError, OSError):
        return False


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _host(scope: Message) -> str:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"host", b"").decode("latin-1")


async def _refuse(send: Send, problem: str, status: int) -> None:
    body = json.dumps({"error": problem}, ensure_ascii=False).encode("utf-8", "replace")
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
