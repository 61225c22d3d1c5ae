"""The page's server: the page and its endpoints, behind the guard.

Gradio serves them (its server mode); it is imported when the page starts, not before.
"""

import functools
import inspect
import os
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request as HttpRequest
from gradio import Request, Server, http_server
from gradio.server_messages import ProcessCompletedMessage
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from index.errors import UserError
from index.reading.corpus import DEFAULT_MAX_BYTES
from qa.page.access import Access
from qa.page.answering import Answering
from qa.page.calls import Calls
from qa.page.client_errors import BUSY, MAX_SECONDS, WAITED_TOO_LONG, errors_to_client, in_time
from qa.page.connections import limit_connections
from qa.page.corpus_files import NoFileError
from qa.page.editing import Editing
from qa.page.endpoints import ANSWER_TYPES, Endpoints
from qa.page.guard import SESSION, Guard
from qa.page.library import Library
from qa.page.open_index import OpenIndex
from qa.page.originals import Originals
from qa.page.quota import Quota
from qa.page.rebuild import Rebuild
from qa.page.reference import reference_files
from qa.page.replies import Replies
from qa.page.rest import Rest, build_rest
from qa.page.sessions import Sessions, TooManyTriesError
from qa.page.static_files import StaticFiles
from qa.page.turns import MAX_WAITING, Endpoint, Line, Turns
from qa.page.watching import Watching

_MAX_FORM = 10_000  # bytes of a log-in
_EDITS = ("correct_articles", "remove_articles", "restore_articles")
_LONG = ("batch", "add_articles", "reindex", *_EDITS)  # they report their progress
_SHARED = {"answer": "ask", "search": "ask"}  # who asks over HTTP stands in the page's line
_LOOK = 0.01  # s; Gradio's own queue looks each ms: 5 % of a core for a page that nobody asks
_LOG_IN = "This page asks for a password."


class GuardedServer(Server):
    """Gradio's server with the guard before all of it, its own middleware included."""

    def __init__(
        self,
        names: Collection[str],
        sessions: Sessions,
        uploads: Quota,
        endpoints: Mapping[str, list[str]],
        max_waiting: int,
    ) -> None:
        """`endpoints`: each one's name, and those of the values that it takes."""
        super().__init__(title="Gleaner", docs_url=None, redoc_url=None, openapi_url=None)
        self._names = names
        self._sessions = sessions
        self.uploads = uploads
        self._endpoints = endpoints
        self._max_waiting = max_waiting

    def build_middleware_stack(self) -> Any:
        blocks: Any = self.get_blocks()
        blocks._queue.sleep_when_free = _LOOK
        turns = Turns(_lines(blocks), self._max_waiting, _SHARED)
        replies = Replies(blocks._queue, functools.partial(give_up_overdue, blocks._queue, turns))
        gradio = super().build_middleware_stack()
        calls = Calls(gradio, self.uploads, self._endpoints, turns, replies)
        rest = build_rest(calls)
        app = Rest(calls, rest)
        return Guard(StaticFiles(app, reference_files(rest.openapi())), self._names, self._sessions)


def build_server(
    index: OpenIndex,
    answering: Answering,
    scratch: Path,
    sessions: Sessions,
    names: Collection[str] = (),
    max_waiting: int = MAX_WAITING,
) -> GuardedServer:
    """Wire what the page does to endpoints.

    `names` is what this machine is called beside "localhost"; `max_waiting` how many calls of an
    endpoint wait before the next is told that the page is busy. Where the index is for reading
    only, no endpoint adds articles or reindexes.
    """
    rebuild, watching = Rebuild(index), Watching(index, answering)
    editing, library = Editing(index, rebuild), Library(index)
    uploads = Quota(scratch)
    endpoints = Endpoints(answering, library, rebuild, editing, watching, uploads)
    changing = () if index.read_only else endpoints.CHANGING
    offered = endpoints.READING + changing + endpoints.PLAIN
    functions = {name: getattr(endpoints, name) for name in offered}
    values = {name: _values_of(function) for name, function in functions.items()}
    server = GuardedServer(names, sessions, uploads, values, max_waiting)
    for name, function in functions.items():
        line = _SHARED.get(name, name)
        at_once = _at_once(line)
        if name not in _LONG:
            function = in_time(function, at_once)
        server.api(
            errors_to_client(function), name=name, concurrency_id=line, concurrency_limit=at_once
        )
    _add_sessions(server, sessions)
    _add_downloads(server, endpoints)
    _add_originals(server, Originals(index))
    return server


class _LimitedServer(http_server.Server):
    """What Gradio starts, with limits that it has no words for."""

    def __init__(self, config: Any, *rest: Any, **named: Any) -> None:
        limit_connections(config)
        super().__init__(config, *rest, **named)


def launch(server: Server, access: Access) -> None:
    """Serve from threads of its own. Raises UserError where the address cannot be had."""
    http_server.Server = _LimitedServer  # type: ignore[misc]
    try:
        server.launch(
            server_name=access.server_name,
            server_port=access.port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            max_threads=64,  # more than all that runs at once: else one endpoint waits for another
            max_file_size=DEFAULT_MAX_BYTES,
            state_session_capacity=64,  # each call leaves one, of 20 kB, that nobody needs
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            ssr_mode=False,
            pwa=False,
            num_workers=0,
            _frontend=False,
        )
    except OSError as error:
        where = f"{access.host}:{access.port}"
        raise UserError(f"The page cannot be served at {where}: {error}") from error


def _at_once(name: str) -> int:
    """How many calls of an endpoint run at once.

    More questions than cores would all be late instead of some; who reports progress waits himself.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    long = dict.fromkeys(_LONG, 8)
    # They take long, and what a person waits for comes first.
    few = {"examples": 1, "check": 1, "read_draft": 1}
    return {"ask": min(max(2, cores or 2), 16), **few, **long}.get(name, 2)


def _lines(blocks: Any) -> dict[str, Endpoint]:
    """The lines in which Gradio keeps the calls of each endpoint, made fair."""
    queue, found = blocks._queue, {}

    def running(name: str) -> list[str | None]:
        jobs = [event for job in queue.active_jobs if job for event in job]
        return [_session_of(event) for event in jobs if event.concurrency_id == name]

    for function in blocks.fns.values():
        queue.create_event_queue_for_fn(function)
        name = function.concurrency_id
        if name in found:  # it shares a line
            continue
        kept = queue.event_queue_per_concurrency_id[name]
        kept.queue = line = Line(_session_of)
        of_this = functools.partial(running, name)
        found[name] = Endpoint(line, kept.concurrency_limit, of_this, name in _LONG)
    return found


async def give_up_overdue(queue: Any, turns: Turns) -> None:
    """Tell whoever waits for a turn longer than a call may take, and let him wait no more."""
    for event in turns.overdue(time.monotonic() - MAX_SECONDS):
        problem = {"error": WAITED_TOO_LONG, "title": BUSY}
        queue.send_message(event, ProcessCompletedMessage(output=problem, success=False))
        await queue.remove_from_queue(event._id)


def _session_of(event: Any) -> str | None:
    session: str | None = event.request.scope[SESSION]
    return session


def _values_of(endpoint: Any) -> list[str]:
    parameters = inspect.signature(endpoint).parameters.values()
    return [each.name for each in parameters if each.annotation is not Request]


def _add_sessions(server: Server, sessions: Sessions) -> None:
    @server.post("/session")
    def session(request: HttpRequest) -> Response:
        """What the page asks for before its first call."""
        if request.scope[SESSION]:
            return Response(status_code=204)
        if sessions.needs_password:
            return JSONResponse({"error": _LOG_IN}, 401)
        return Response(status_code=204, headers={"set-cookie": sessions.start()})

    @server.post("/login")
    async def login(request: HttpRequest) -> Response:
        """As a form: password=…; Gradio's Python client sends a username too, which is ignored."""
        form = b""
        async for part in request.stream():
            form += part
            if len(form) > _MAX_FORM:
                return JSONResponse({"error": "That is no password."}, 413)
        password = parse_qs(form.decode("utf-8", "replace")).get("password", [""])[0]
        address = request.client.host if request.client else ""
        try:
            cookie = sessions.log_in(password, address)
        except TooManyTriesError as error:
            wait = {"retry-after": str(error.seconds)}
            return JSONResponse({"error": str(error)}, 429, wait)
        except UserError as error:
            return JSONResponse({"error": str(error)}, 401)
        return JSONResponse({"success": True}, headers={"set-cookie": cookie})


def _add_downloads(server: Server, endpoints: Endpoints) -> None:
    @server.api_route("/answers/{folder}/{kind}", methods=["GET", "HEAD"])
    def download(folder: str, kind: str, request: HttpRequest) -> Response:
        path = endpoints.answers_file(folder, kind, request.scope[SESSION])
        if path is None:
            problem = "These answers are gone, or another session's. Run the batch again."
            return JSONResponse({"error": problem}, 404)
        return FileResponse(path, filename=path.name, media_type=ANSWER_TYPES[kind])


def _add_originals(server: Server, originals: Originals) -> None:
    @server.api_route("/original/{path:path}", methods=["GET", "HEAD"])
    def original(path: str, request: HttpRequest) -> Response:
        """The file of an article; only GET sends it."""
        try:
            found = originals.open(path)
        except NoFileError as error:
            return JSONResponse({"error": str(error)}, 404)
        except UserError as error:
            return JSONResponse({"error": str(error)}, 503)
        if request.method == "HEAD":
            found.stream.close()
            return Response(headers=found.headers)
        return StreamingResponse(found.blocks(), headers=found.headers)
