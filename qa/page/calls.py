"""What a call may hold, looked at before anything acts on it.

Gradio fetches whatever a call names as a file, web addresses too. Here only what the same session
uploaded to this page can be named, and only who made a call can read its answer.
"""

import contextlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from qa.page.guard import REQUEST, SESSION, App, Message, Receive, Send, respond
from qa.page.quota import FullError, Quota
from qa.page.replies import Replies
from qa.page.routes import ID, Request
from qa.page.sessions import Claims
from qa.page.turns import RETRY_AFTER, BusyError, Turns
from qa.page.uploads import NOT_UPLOADED, is_upload

MAX_CALL_BYTES = 4_000_000  # files come by another way
MAX_UPLOAD_BYTES = 200_000_000  # of one request, all files together
_QUEUED = frozenset(("data", "fn_index", "session_hash", "event_data", "trigger_id"))
_NOT_YOURS = "This call was made in another session, or is over."
_NO_FORM = "An upload is a form with files, as browsers and curl -F send it."
_FORM = re.compile(rb"multipart/form-data;.*\bboundary=\"?(?P<boundary>[\w'()+,./:=?-]{1,70})\"?.*")


class Calls:
    """ASGI application around Gradio's: refuses calls that name what is not the caller's."""

    def __init__(
        self,
        app: App,
        uploads: Quota,
        endpoints: Mapping[str, Collection[str]],
        turns: Turns,
        replies: Replies,
    ) -> None:
        self._app = app
        self._turns = turns
        self._replies = replies
        self._endpoints = endpoints  # the names of their values
        self._uploads = uploads
        self._events = Claims()  # by the id that a call got
        self._queues = Claims()  # by the name that a client gave its own

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        request: Request | None = scope.get(REQUEST)
        use = request.route.use if request else "own"
        if request is None or use in ("own", "describe"):
            await self._app(scope, receive, send)
        elif use == "upload":
            await self._upload(scope, receive, send)
        elif use in ("listen", "listen_queue"):
            await self._listen(scope, receive, send, request)
        else:
            await self._call(scope, receive, send, request)

    async def _upload(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        form = _FORM.fullmatch(headers.get(b"content-type", b""))
        if not form:
            await respond(send, 400, _NO_FORM)
            return
        size = int(headers.get(b"content-length", MAX_UPLOAD_BYTES))
        if size > MAX_UPLOAD_BYTES:
            await respond(send, 413, "The files are too large to be sent at once.")
            return
        # Nothing but the boundary: a character set would be looked up, whatever it is.
        headers[b"content-type"] = b"multipart/form-data; boundary=" + form["boundary"]
        headers.pop(b"accept-encoding", None)
        inner = {**scope, "headers": list(headers.items())}
        try:
            with self._uploads.receiving(size):
                await self._take_upload(inner, receive, send)
        except FullError as error:
            await respond(send, 507, str(error))

    async def _take_upload(self, scope: Message, receive: Receive, send: Send) -> None:
        took = 0

        async def receive_some() -> Message:
            nonlocal took
            message = await receive()
            took += len(message.get("body", b""))
            # Who does not say how much there is, is cut off.
            return message if took <= MAX_UPLOAD_BYTES else {"type": "http.disconnect"}

        def note(answer: Any) -> None:
            for path in answer if isinstance(answer, list) else []:
                self._uploads.add(str(path), scope[SESSION])

        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        try:
            await self._app(scope, receive_some, _reading(keep, note))
        except TypeError as error:
            if "GradioUploadFile" not in str(error):
                raise
            await respond(send, 400, _NO_FORM)  # a field of that name that is no file
            return
        for message in answer:
            await send(message)

    async def _listen(self, scope: Message, receive: Receive, send: Send, request: Request) -> None:
        """Send the events of a call, or of a client's queue, to who made it."""
        name, session = request.id, scope[SESSION]
        claims = self._events if request.route.use == "listen" else self._queues
        is_first = "heartbeat" in scope["path"]  # begun before the queue's first call
        if is_first:
            claims.take(name, session)
        is_kept = is_first or self._replies.holds(name)
        if not name or not is_kept or not claims.holds(name, session):
            await respond(send, 404, _NOT_YOURS)
            return
        if request.route.use == "listen":  # its events are told once
            claims.forget(name)
        async with self._replies.listening(name):
            await self._app(scope, receive, send)

    async def _call(self, scope: Message, receive: Receive, send: Send, request: Request) -> None:
        body = await _body(receive)
        if body is None:
            await respond(send, 413, "The call is too large.")
            return
        try:
            values = json.loads(body or b"{}")
            json.dumps(values, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            await respond(send, 400, "The call holds half a character.")
            return
        except (ValueError, RecursionError):
            await respond(send, 400, "The call is not JSON.")
            return
        if problem := self._problem(scope, values, request):
            await respond(send, 400, problem)
            return
        try:
            with self._entering(scope, values, request):
                await self._pass_on(scope, receive, send, values)
        except BusyError as error:
            await respond(send, 503, str(error), [(b"retry-after", b"%d" % RETRY_AFTER)])

    def _entering(
        self, scope: Message, values: Mapping[str, Any], request: Request
    ) -> contextlib.AbstractContextManager[None]:
        if request.route.use == "cancel":
            return contextlib.nullcontext()
        name = request.name or list(self._endpoints)[values["fn_index"]]
        return self._turns.enter(name, scope[SESSION])

    async def _pass_on(
        self, scope: Message, receive: Receive, send: Send, values: Mapping[str, Any]
    ) -> None:
        """Let Gradio have a call that was looked at."""
        checked, given = json.dumps(values).encode(), False
        queue = values.get("session_hash")

        async def receive_checked() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": checked, "more_body": False}

        def note(answer: Any) -> None:
            event = answer.get("event_id") if isinstance(answer, dict) else None
            if isinstance(event, str):
                self._events.add(event, scope[SESSION])
                self._replies.expect(queue or event, is_once=not queue)

        length = str(len(checked)).encode()
        headers = {**dict(scope["headers"]), b"content-length": length}
        headers.pop(b"transfer-encoding", None)
        headers.pop(b"accept-encoding", None)
        await self._app(
            {**scope, "headers": list(headers.items())}, receive_checked, _reading(send, note)
        )
        await self._replies.sweep()

    def _problem(self, scope: Message, values: Any, request: Request) -> str | None:
        if not isinstance(values, dict):
            return 'The call is not a JSON object like {"question": "…"}.'
        for each in _objects(values):
            if "path" in each or "url" in each:
                if not self._is_own_upload(each, scope[SESSION]):
                    return NOT_UPLOADED
                path, name = each["path"], each.get("orig_name")
                each.clear()
                each |= {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
        if request.route.use == "call":
            return self._unknown(request.name, values)
        name = values.get("session_hash")
        if not isinstance(name, str) or not re.fullmatch(ID, name):
            return "session_hash is the name of a queue: up to 64 letters, digits, - and _."
        if not self._queues.take(name, scope[SESSION]):
            return _NOT_YOURS
        if request.route.use == "join":
            return self._misfit(values)
        event = values.get("event_id")
        if not isinstance(event, str) or not self._events.holds(event, scope[SESSION]):
            return _NOT_YOURS
        return self._wrong_number(values.get("fn_index"))

    def _is_own_upload(self, file: Mapping[str, Any], session: str | None) -> bool:
        path, name = file.get("path"), file.get("orig_name")
        return (
            not file.get("url")
            and isinstance(path, str)
            and (name is None or isinstance(name, str))
            and is_upload(path, self._uploads.scratch)
            and self._uploads.holds(path, session)
        )

    def _unknown(self, name: str, values: Mapping[str, Any]) -> str | None:
        if name not in self._endpoints:
            return f"There is no endpoint {name}. Endpoints: {', '.join(sorted(self._endpoints))}."
        taken = self._endpoints[name]
        for value in values:
            if value not in taken:
                return f"{name} takes no {value}. It takes: {', '.join(taken) or 'nothing'}."
        return None

    def _misfit(self, values: Mapping[str, Any]) -> str | None:
        """What is wrong with a queued call, which names its endpoint by number, values by place."""
        if extra := sorted(values.keys() - _QUEUED):
            return f"A queued call takes no {extra[0]}."
        number, data = values.get("fn_index"), values.get("data")
        if problem := self._wrong_number(number):
            return problem
        name, taken = list(self._endpoints.items())[number or 0]
        if not isinstance(data, list) or len(data) != len(taken):
            return f"{name} takes {len(taken)} values, as a list."
        return None

    def _wrong_number(self, number: Any) -> str | None:
        """Why it is not the number of an endpoint, if it is none."""
        last = len(self._endpoints) - 1
        if type(number) is not int or not 0 <= number <= last:
            return f"There is no endpoint {number}. Endpoints: 0 to {last}."
        return None


async def _body(receive: Receive) -> bytes | None:
    """A request's body; None where it is larger than a call may be."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_CALL_BYTES:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def _reading(send: Send, note: Callable[[Any], None]) -> Send:
    """Send an answer's JSON on whole, once it has been looked at."""
    start: Message | None = None
    body = bytearray()

    async def send_noted(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
            return
        body.extend(message.get("body", b""))
        if message.get("more_body") or start is None:
            return
        with contextlib.suppress(ValueError):  # an error's text
            note(json.loads(body))
        await send(start)
        await send({**message, "body": bytes(body)})

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
