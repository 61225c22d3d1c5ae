"""Endpoints called from within the server: in the same line as every other call of theirs."""

import json
from typing import Any

from qa.page.client_errors import (
    BUSY,
    DAMAGED,
    FAILED,
    NO_ARTICLE,
    NO_INDEX,
    TOO_LARGE,
    UNAVAILABLE,
)
from qa.page.guard import REQUEST, SESSION, App, Message, Receive
from qa.page.routes import find_route
from qa.page.turns import RETRY_AFTER

_KEPT = ("type", "asgi", "http_version", "scheme", "server", "client", SESSION)
_STATUS = {
    NO_ARTICLE: 404, TOO_LARGE: 413, FAILED: 500, BUSY: 503, NO_INDEX: 503, DAMAGED: 503,
    UNAVAILABLE: 503,
}  # fmt: skip
SAID = {  # what names parts of the index: for the terminal, not for who asks over HTTP
    FAILED: "That did not work. The terminal that runs Gleaner says why.",
    DAMAGED: "The index is damaged. The Articles tab of the page says how it is mended.",
    UNAVAILABLE: "The index cannot be asked as it is. The page says why.",
}
_GONE = "The call was given up before it was answered."


class RefusedError(Exception):
    """A call that was not answered: the status, and what its caller is told."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem

    @property
    def headers(self) -> dict[str, str]:
        return {"retry-after": str(RETRY_AFTER)} if self.status == 503 else {}


class InnerCalls:
    """Makes a call as a client does, and waits for what it returns."""

    def __init__(self, app: App) -> None:
        self._app = app  # what checks calls and puts them into their lines

    async def call(self, name: str, body: bytes | None, scope: Message, receive: Receive) -> Any:
        """What an endpoint returns for a JSON object of its values; raises RefusedError.

        `scope` and `receive` are those of the request that it is for: it is given up with that.
        Without a body the request's own is the call's.
        """
        path = f"/gradio_api/call/v2/{name}"
        waiting = [] if body is None else [{"type": "http.request", "body": body}]

        async def receive_body() -> Message:
            return waiting.pop() if waiting else await receive()

        status, content = await self._ask("POST", path, scope, receive_body)
        started = json.loads(content)
        if status != 200:
            raise RefusedError(status, started.get("error") or SAID[FAILED])
        path = f"{path}/{started['event_id']}"
        status, content = await self._ask("GET", path, scope, receive)
        event, _, data = content.decode().strip().rpartition("\n\n")[2].partition("\ndata: ")
        if status != 200 or event not in ("event: complete", "event: error"):
            raise RefusedError(503, _GONE)
        if event == "event: error":
            raise _refused(json.loads(data))
        return json.loads(data)[0]

    async def _ask(
        self, method: str, path: str, scope: Message, receive: Receive
    ) -> tuple[int, bytes]:
        answer, status = bytearray(), 0

        async def keep(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            answer.extend(message.get("body", b""))

        inner = {
            **{name: scope[name] for name in _KEPT},
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
            REQUEST: find_route(method, path),
        }
        await self._app(inner, receive, keep)
        return status, bytes(answer)


def _refused(error: Any) -> RefusedError:
    title, problem = (error["title"], error["error"]) if isinstance(error, dict) else (FAILED, "")
    return RefusedError(_STATUS.get(title, 422), SAID.get(title, problem))
