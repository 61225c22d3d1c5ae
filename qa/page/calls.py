"""What a call may hold, looked at before anything acts on it.

Gradio fetches whatever a call names as a file, web addresses too. Here only what the same session
uploaded to this page can be named, and only who made a call can read its answer.
"""

import contextlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException

from qa.page.guard import SESSION, App, Message, Receive, Send, respond
from qa.page.sessions import Claims
from qa.page.uploads import NOT_UPLOADED, is_upload

_MAX_BYTES = 4_000_000  # of a call; files come by another way
_LOGIN = "/login"  # a form
_UPLOAD = "/gradio_api/upload"
_CALL = "/gradio_api/call/v2/"
_JOIN = "/gradio_api/queue/join"
_DATA = "/gradio_api/queue/data"
_HEARTBEAT = "/gradio_api/heartbeat/"
_CANCEL = "/gradio_api/cancel"
_QUEUED = frozenset(("data", "fn_index", "session_hash", "event_data", "trigger_id"))
_NOT_YOURS = "This call was made in another session, or is over."


class Calls:
    """ASGI middleware: refuses calls that name other files, what no endpoint takes, what is not
    the caller's."""

    def __init__(self, app: App, scratch: Path, endpoints: Mapping[str, Collection[str]]) -> None:
        self._app = app
        self._scratch = scratch
        self._endpoints = endpoints  # the names of their values
        self._uploads = Claims()  # by path
        self._calls = Claims()  # by event id, or by the name of a client's queue

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        if path == _LOGIN:
            await self._app(scope, receive, send)
        elif path == _UPLOAD:
            await self._app(_plain(scope), receive, _reading(send, self._note_uploads(scope)))
        elif path.startswith(_CALL) and scope["method"] == "GET":
            await self._listen(scope, receive, send, path.rpartition("/")[2])
        elif path == _DATA:
            names = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])
            await self._listen(scope, receive, send, names[0])
        elif path.startswith(_HEARTBEAT):
            self._calls.take(path.rpartition("/")[2], scope.get(SESSION))  # before the first call
            await self._listen(scope, receive, send, path.rpartition("/")[2])
        elif path and scope["method"] == "POST":
            await self._call(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _listen(self, scope: Message, receive: Receive, send: Send, name: str) -> None:
        """Send the events of a call, or of a client's queue, to who made it."""
        if not self._calls.holds(name, scope.get(SESSION)):
            await respond(send, 404, _NOT_YOURS)
            return
        try:
            await self._app(scope, receive, send)
        except RuntimeError as error:
            if not isinstance(error.__cause__, HTTPException):
                raise
            # Of a call that is over Gradio says so in the stream, then breaks it off.
            await send({"type": "http.response.body", "body": b""})
        finally:
            if scope["path"].startswith(_CALL):  # its events are told once
                self._calls.forget(name)

    async def _call(self, scope: Message, receive: Receive, send: Send) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > _MAX_BYTES:
                await respond(send, 413, "The call is too large.")
                return
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        if problem := self._problem(scope, body):
            await respond(send, 400, problem)
            return
        given = False

        async def receive_again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(_plain(scope), receive_again, _reading(send, self._note_call(scope)))

    def _problem(self, scope: Message, body: bytes) -> str | None:
        try:
            values = json.loads(body or b"{}")
        except (ValueError, RecursionError):
            return "The call is not JSON."
        if not isinstance(values, dict):
            return 'The call is not a JSON object like {"question": "…"}.'
        for each in _objects(values):
            if ("path" in each or "url" in each) and not self._is_own_upload(each, scope):
                return NOT_UPLOADED
        if scope["path"].startswith(_CALL):
            return self._unknown(scope["path"].removeprefix(_CALL), values)
        if scope["path"] in (_JOIN, _CANCEL):
            name = values.get("session_hash")
            if not isinstance(name, str) or not self._calls.take(name, scope.get(SESSION)):
                return _NOT_YOURS
        return self._misfit(values) if scope["path"] == _JOIN else None

    def _misfit(self, values: Mapping[str, Any]) -> str | None:
        """What is wrong with a queued call, which names its endpoint by number, values by place."""
        if extra := sorted(values.keys() - _QUEUED):
            return f"A queued call takes no {extra[0]}."
        number, data = values.get("fn_index"), values.get("data")
        names = list(self._endpoints)
        if not isinstance(number, int) or not 0 <= number < len(names):
            return f"There is no endpoint {number}. Endpoints: 0 to {len(names) - 1}."
        taken = self._endpoints[names[number]]
        if not isinstance(data, list) or len(data) != len(taken):
            return f"{names[number]} takes {len(taken)} values, as a list."
        return None

    def _is_own_upload(self, file: Mapping[str, Any], scope: Message) -> bool:
        path = file.get("path")
        return (
            not file.get("url")
            and is_upload(path, self._scratch)
            and self._uploads.holds(str(path), scope.get(SESSION))
        )

    def _unknown(self, name: str, values: Mapping[str, Any]) -> str | None:
        if name not in self._endpoints:
            return f"There is no endpoint {name}. Endpoints: {', '.join(sorted(self._endpoints))}."
        taken = self._endpoints[name]
        for value in values:
            if value not in taken:
                return f"{name} takes no {value}. It takes: {', '.join(taken) or 'nothing'}."
        return None

    def _note_uploads(self, scope: Message) -> Callable[[Any], None]:
        def note(answer: Any) -> None:
            for path in answer if isinstance(answer, list) else []:
                self._uploads.add(str(path), scope.get(SESSION))

        return note

    def _note_call(self, scope: Message) -> Callable[[Any], None]:
        def note(answer: Any) -> None:
            event = answer.get("event_id") if isinstance(answer, dict) else None
            if isinstance(event, str):
                self._calls.add(event, scope.get(SESSION))

        return note


def _plain(scope: Message) -> Message:
    """The request, asking for an answer that is not compressed."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
    return {**scope, "headers": headers}


def _reading(send: Send, note: Callable[[Any], None]) -> Send:
    """Send an answer's JSON on whole, once it has been looked at."""
    start: Message | None = None
    body = b""

    async def send_noted(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
            return
        body += message.get("body", b"")
        if message.get("more_body") or start is None:
            return
        with contextlib.suppress(ValueError):  # an error's text
            note(json.loads(body))
        await send(start)
        await send({**message, "body": body})

    return send_noted


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
