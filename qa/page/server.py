"""The page's server: what it does as named endpoints, behind the guard.

Gradio serves them (its server mode); it is imported when the page starts, not before.
"""

import functools
import inspect
import json
import secrets
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request as HttpRequest
from gradio import Error, FileData, Request, Server
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from index.errors import UserError
from qa.batch import open_writer, to_json
from qa.page.answering import Answering
from qa.page.calls import Calls
from qa.page.guard import SESSION, Guard
from qa.page.library import Library
from qa.page.open_index import OpenIndex
from qa.page.rebuild import Rebuild
from qa.page.routes import STATIC
from qa.page.sessions import Claims, Sessions, TooManyTriesError
from qa.page.uploads import copy_upload, sweep

Json = dict[str, Any]
Endpoint = Callable[[str], Callable[[Callable[..., Any]], Callable[..., Any]]]
_KINDS: Any = {str: (str, "text"), int: (int, "a whole number")}
_KINDS[int | None] = (int | None, "a whole number")
_KINDS[FileData | None] = (dict | None, "an uploaded file")
_KINDS[list[FileData] | None] = (list | None, "a list of uploaded files")
_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
_MAX_FORM = 10_000  # bytes of a log-in
_LOG_IN = "This page asks for a password."
_FAILED = "That did not work. The terminal that runs Gleaner says why."


class GuardedServer(Server):
    """Gradio's server with the guard before all of it, its own middleware included."""

    def __init__(
        self,
        names: Collection[str],
        sessions: Sessions,
        scratch: Path,
        endpoints: dict[str, list[str]],
    ) -> None:
        super().__init__(title="Gleaner", docs_url=None, redoc_url=None, openapi_url=None)
        self._names = names
        self._sessions = sessions
        self._scratch = scratch
        self._endpoints = endpoints

    def build_middleware_stack(self) -> Any:
        calls = Calls(super().build_middleware_stack(), self._scratch, self._endpoints)
        return Guard(calls, self._names, self._sessions)


def build_server(
    index: OpenIndex,
    answering: Answering,
    scratch: Path,
    sessions: Sessions,
    names: Collection[str] = (),
) -> Server:
    """Wire what the page does to endpoints, and the page to them.

    `names` is what this machine is called beside "localhost". Where the index is for reading only,
    no endpoint adds articles or reindexes.
    """
    endpoints: dict[str, list[str]] = {}  # the names of the values that each takes
    server = GuardedServer(names, sessions, scratch, endpoints)

    def endpoint(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            parameters = inspect.signature(function).parameters.values()
            endpoints[name] = [each.name for each in parameters if each.annotation is not Request]
            at_once = 2 if inspect.isgeneratorfunction(function) else 8  # the former take long
            server.api(_errors_to_client(function), name=name, concurrency_limit=at_once)
            return function

        return register

    _add_page(server, sessions)
    rebuild = Rebuild(index)
    _add_questions(endpoint, answering)
    _add_articles(endpoint, Library(index), answering, rebuild)
    _add_batch(server, endpoint, answering, scratch)
    if not index.read_only:
        _add_changes(endpoint, rebuild, scratch)
    return server


def _add_page(server: Server, sessions: Sessions) -> None:
    server.mount("/page", StaticFiles(directory=STATIC))

    @server.api_route("/", methods=["GET", "HEAD"])
    def page() -> Response:
        return FileResponse(STATIC / "page.html")

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


def _add_questions(endpoint: Endpoint, answering: Answering) -> None:
    @endpoint("ask")
    def ask(
        question: str = "", top_k: int = 20, after: str = "", before: str = "", source: str = ""
    ) -> Json:
        """Answer a question. Dates are like 2023-10-31; a source is named as its articles do."""
        return answering.ask(question, top_k, answering.filters(after, before, source))

    @endpoint("examples")
    def examples() -> list[str]:
        """Questions that the articles at hand answer."""
        return answering.examples()


def _add_articles(
    endpoint: Endpoint, library: Library, answering: Answering, rebuild: Rebuild
) -> None:
    @endpoint("article")
    def article(article: str = "", start: int | None = None, end: int | None = None) -> Json:
        """A whole article by its path, with the sentence around a place in it."""
        return library.article(article, start, end)

    @endpoint("articles")
    def articles() -> Json:
        """Every indexed article, and what was skipped and why."""
        return library.articles()

    @endpoint("status")
    def status() -> Json:
        """What the index holds, and the progress of a build under way."""
        return {
            **library.status(),
            "ready": answering.is_ready,
            "building": rebuild.progress,
            "last_build": rebuild.last_build,
        }


def _add_batch(server: Server, endpoint: Endpoint, answering: Answering, scratch: Path) -> None:
    answers = Claims()

    @endpoint("batch")
    def batch(
        request: Request,
        questions: FileData | None = None,
        top_k: int = 20,
        after: str = "",
        before: str = "",
        source: str = "",
    ) -> Iterator[Json]:
        """Answer a file of questions (.txt, .csv, .jsonl).

        Every report holds a row as a line of JSON; the last one says where all of them are.
        """
        sweep(scratch)
        folder = scratch / secrets.token_urlsafe(32)
        folder.mkdir()
        path, name = copy_upload(questions, scratch, folder)
        total, rows = answering.batch(path, name, top_k, answering.filters(after, before, source))
        done = 0
        names = {kind: folder / f"answers.{kind}" for kind in _TYPES}
        with open_writer(names["csv"]) as to_csv, open_writer(names["jsonl"]) as to_jsonl:
            for row in rows:
                to_csv(row)
                to_jsonl(row)
                done += 1
                # A line, not a row: Gradio's client stumbles over lists that change on the way.
                yield {"done": done, "total": total, "line": to_json(row).decode()}
        answers.add(folder.name, _session_of(request))
        downloads = {kind: f"/answers/{folder.name}/{kind}" for kind in names}
        yield {"done": done, "total": total, "downloads": downloads}

    @server.api_route("/answers/{folder}/{kind}", methods=["GET", "HEAD"])
    def download(folder: str, kind: str, request: HttpRequest) -> Response:
        path = scratch / folder / f"answers.{kind}"
        if not answers.holds(folder, request.scope[SESSION]) or not path.is_file():
            problem = "These answers are gone, or another session's. Run the batch again."
            return JSONResponse({"error": problem}, 404)
        return FileResponse(path, filename=path.name, media_type=_TYPES[kind])


def _add_changes(endpoint: Endpoint, rebuild: Rebuild, scratch: Path) -> None:
    @endpoint("add_articles")
    def add_articles(files: list[FileData] | None = None) -> Iterator[Json]:
        """Save files into the corpus and reindex; the last report says what became of each."""
        sweep(scratch)
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            copies = [
                copy_upload(file, scratch, Path(tempfile.mkdtemp(dir=folder)))
                for file in files or []
            ]
            saved = rebuild.add(copies)
        last: Json = {"building": None, "report": None, "error": None}
        try:
            if any(row["saved_as"] for row in saved):
                for report in rebuild.run():
                    yield {**last, **report, "saved": saved}
                return
        except UserError as error:  # what is saved stays: the next reindex takes it in
            last["error"] = str(error)
        yield {**last, "saved": saved}

    @endpoint("reindex")
    def reindex() -> Iterator[Json]:
        """Make the index match the corpus folder."""
        yield from rebuild.run()


def _session_of(request: Request) -> str | None:
    http = request.request
    session: str | None = http.scope.get(SESSION) if http is not None else None
    return session


def _errors_to_client(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a UserError, or what is wrong with a value, reach the caller as its message."""
    parameters = inspect.signature(function).parameters

    def check(arguments: Sequence[Any]) -> None:
        for (name, parameter), value in zip(parameters.items(), arguments, strict=False):
            kind, words = _KINDS.get(parameter.annotation, (object, ""))
            if words and (not isinstance(value, kind) or isinstance(value, bool)):
                raise UserError(f"{name} is to be {words}, not {json.dumps(value)[:100]}.")

    def told(error: Exception) -> Exception:
        """What the caller is told; a bug, ours or a library's, is a line for the terminal."""
        if isinstance(error, UserError):
            return Error(str(error), print_exception=False)
        print(f"ui: {function.__name__}: {error!r}"[:500], file=sys.stderr)
        return Error(_FAILED, print_exception=False)

    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def stream(*arguments: Any) -> Iterator[Any]:
            try:
                check(arguments)
                yield from function(*arguments)
            except Exception as error:
                raise told(error) from None

        return stream

    @functools.wraps(function)
    def call(*arguments: Any) -> Any:
        try:
            check(arguments)
            return function(*arguments)
        except Exception as error:
            raise told(error) from None

    return call
