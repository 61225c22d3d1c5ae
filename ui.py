"""The page: Gleaner in a browser, and the same functions as named endpoints.

Gradio serves both (its server mode); it is imported when the page starts, so that importing this
module and asking for help cost nothing.
"""

import argparse
import contextlib
import functools
import inspect
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.arguments import Parser
from index.errors import UserError
from qa.arguments import add_reader, read_confidence

if TYPE_CHECKING:
    from gradio import Server

    from qa.page.desk import Desk

PAGE = Path(__file__).parent / "qa" / "page" / "static"
Json = dict[str, Any]
_KEPT = 24 * 60 * 60  # seconds that answers can be downloaded
_KINDS: Any = {str: (str, "text"), int: (int, "a whole number")}
_KINDS[int | None] = (int | None, "a whole number")


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C."""
    parser = Parser(prog="python ui.py", description="Gleaner in a browser.")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="default: .index")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="default: corpus")
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=7860, help="default: 7860")
    add_reader(parser)
    try:
        arguments = parser.parse_args(argv)
        arguments.min_confidence = read_confidence(arguments.min_confidence)
        with tempfile.TemporaryDirectory(prefix="gleaner-") as scratch:
            return _serve(arguments, Path(scratch))
    except UserError as error:
        print(f"ui: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _serve(arguments: argparse.Namespace, scratch: Path) -> int:
    host, port = arguments.host, arguments.port
    _check_port(host, port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: leave nothing behind
    _keep_to_this_machine(host, scratch)
    print("Starting …", file=sys.stderr, flush=True)
    from qa.page.desk import Desk

    desk = Desk(
        arguments.index,
        arguments.corpus,
        reader=arguments.reader,
        min_confidence=arguments.min_confidence,
    )
    server = build_server(desk, host, scratch)
    from index.corpus import DEFAULT_MAX_BYTES

    try:
        server.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            max_file_size=DEFAULT_MAX_BYTES,
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            ssr_mode=False,
            pwa=False,
            _frontend=False,
        )
    except OSError as error:
        raise UserError(f"The page cannot be served at {host}:{port}: {error}") from error
    print(f"Gleaner is at {_address(host, port)} (Ctrl-C stops it)", flush=True)
    threading.Thread(target=_warm, args=[desk], daemon=True).start()
    threading.Event().wait()
    return 0


def _warm(desk: "Desk") -> None:
    try:
        desk.warm()
    except UserError as error:
        print(f"ui: {error}", file=sys.stderr)


def build_server(desk: "Desk", host: str, scratch: Path) -> "Server":
    """Wire the desk's functions to endpoints, and the page to them."""
    from gradio import FileData, Server
    from starlette.responses import FileResponse, Response
    from starlette.staticfiles import StaticFiles

    from qa.batch import open_writer, to_json
    from qa.page.calls import Calls
    from qa.page.guard import Guard

    server = Server(title="Gleaner", docs_url=None, redoc_url=None, openapi_url=None)
    endpoints: dict[str, list[str]] = {}  # the names of the values that each takes
    server.add_middleware(Calls, scratch=scratch, endpoints=endpoints)
    server.add_middleware(Guard, host=host)
    server.mount("/page", StaticFiles(directory=PAGE))

    @server.api_route("/", methods=["GET", "HEAD"])
    def page() -> Response:
        return FileResponse(PAGE / "page.html")

    def endpoint(name: str, at_once: int = 8) -> Callable[[Callable[..., Any]], Any]:
        def register(function: Callable[..., Any]) -> Any:
            endpoints[name] = list(inspect.signature(function).parameters)
            return server.api(_telling(function), name=name, concurrency_limit=at_once)

        return register

    @endpoint("ask")
    def ask(
        question: str = "", top_k: int = 20, after: str = "", before: str = "", source: str = ""
    ) -> Json:
        """Answer a question. Dates are like 2023-10-31; a source is named as its articles do."""
        return desk.ask(question, top_k, desk.filters(after, before, source))

    @endpoint("article")
    def article(article: str = "", start: int | None = None, end: int | None = None) -> Json:
        """A whole article by its path, with the sentence around a place in it."""
        return desk.article(article, start, end)

    @endpoint("articles")
    def articles() -> Json:
        """Every indexed article, and what was skipped and why."""
        return desk.articles()

    @endpoint("examples")
    def examples() -> list[str]:
        """Questions that the articles at hand answer."""
        return desk.examples()

    @endpoint("status")
    def status() -> Json:
        """What the index holds, and the progress of a build under way."""
        return desk.status()

    @endpoint("batch", at_once=2)
    def batch(
        questions: FileData | None = None,
        top_k: int = 20,
        after: str = "",
        before: str = "",
        source: str = "",
    ) -> Iterator[Json]:
        """Answer a file of questions (.txt, .csv, .jsonl).

        Every report holds a row as a line of JSON; the last one says where all of them are.
        """
        _sweep(scratch)
        folder = Path(tempfile.mkdtemp(dir=scratch))
        path, name = _copied(questions, scratch, folder)
        total, rows = desk.batch(path, name, top_k, desk.filters(after, before, source))
        done = 0
        names = {kind: folder / f"answers.{kind}" for kind in ("csv", "jsonl")}
        with open_writer(names["csv"]) as to_csv, open_writer(names["jsonl"]) as to_jsonl:
            for row in rows:
                to_csv(row)
                to_jsonl(row)
                done += 1
                # A line, not a row: Gradio's client stumbles over lists that change on the way.
                yield {"done": done, "total": total, "line": to_json(row).decode()}
        downloads = {kind: f"/answers/{folder.name}/{kind}" for kind in names}
        yield {"done": done, "total": total, "downloads": downloads}

    @server.get("/answers/{folder}/{kind}")
    def answers(folder: str, kind: str) -> Response:
        path = (scratch / folder / f"answers.{kind}").resolve()
        if path.parent.parent != scratch.resolve() or not path.is_file():
            return Response("These answers are gone. Run the batch again.", 404)
        return FileResponse(path, filename=path.name)

    @endpoint("add_articles", at_once=2)
    def add_articles(files: list[FileData] | None = None) -> Iterator[Json]:
        """Save files into the corpus and reindex; the last report says what became of each."""
        _sweep(scratch)
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            copies = [
                _copied(file, scratch, Path(tempfile.mkdtemp(dir=folder))) for file in files or []
            ]
            saved = desk.add(copies)
        last: Json = {"building": None, "report": None, "error": None}
        try:
            if any(row["saved_as"] for row in saved):
                for report in desk.build():
                    yield {**last, **report, "saved": saved}
                return
        except UserError as error:  # what is saved stays: the next reindex takes it in
            last["error"] = str(error)
        yield {**last, "saved": saved}

    @endpoint("reindex", at_once=2)
    def reindex() -> Iterator[Json]:
        """Make the index match the corpus folder."""
        yield from desk.build()

    return server


def _telling(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a UserError, or what is wrong with a value, reach the caller as its message."""
    from gradio import Error

    wanted = [
        (name, _KINDS[each.annotation])
        for name, each in inspect.signature(function).parameters.items()
        if each.annotation in _KINDS
    ]

    def check(arguments: Sequence[Any]) -> None:
        names = inspect.signature(function).parameters
        given = dict(zip(names, arguments, strict=False))
        for name, (kind, words) in wanted:
            value = given.get(name)
            if name in given and (not isinstance(value, kind) or isinstance(value, bool)):
                raise UserError(f"{name} is to be {words}, not {json.dumps(value)[:100]}.")

    def told(error: UserError) -> Exception:
        return Error(str(error), print_exception=False)

    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def stream(*arguments: Any) -> Iterator[Any]:
            try:
                check(arguments)
                yield from function(*arguments)
            except UserError as error:
                raise told(error) from None

        return stream

    @functools.wraps(function)
    def call(*arguments: Any) -> Any:
        try:
            check(arguments)
            return function(*arguments)
        except UserError as error:
            raise told(error) from None

    return call


def _copied(file: Any, scratch: Path, folder: Path) -> tuple[Path, str]:
    """A copy of an uploaded file, and the name it had.

    The file itself stays: whoever uploads the same bytes under the same name shares it.
    """
    from qa.page.calls import NOT_UPLOADED, is_upload

    if not isinstance(file, dict) or not is_upload(file.get("path"), scratch):
        raise UserError(NOT_UPLOADED)
    path = Path(file["path"])
    name = str(file.get("orig_name") or path.name)
    copy = folder / f"copy{Path(name).suffix.lower()}"
    shutil.copyfile(path, copy)
    return copy, name


def _sweep(scratch: Path) -> None:
    """Remove uploads and answers that nothing has touched for a day."""
    for folder in scratch.iterdir():
        with contextlib.suppress(OSError):
            newest = max(path.stat().st_mtime for path in [folder, *folder.rglob("*")])
            if newest < time.time() - _KEPT:
                shutil.rmtree(folder, ignore_errors=True)


def _keep_to_this_machine(host: str, scratch: Path) -> None:
    """No analytics, no look at other hosts, and what is uploaded goes when the page does."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(scratch)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    for name in ("NO_PROXY", "no_proxy"):  # Gradio asks itself once whether it is up
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "localhost", host]))


def _check_port(host: str, port: int) -> None:
    """Say clearly that a port is taken, before anything slow is loaded."""
    import socket

    if not 0 < port < 65536:
        raise UserError(f"{port} is no port. Choose one from 1024 to 65535.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise UserError(
            f"The page cannot be served at {host}:{port} ({error.strerror}). "
            f"Choose another port, for example: python ui.py --port {port + 1}"
        ) from error


def _address(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Threads of the libraries may still be at work; an orderly end of theirs can crash or hang.
    os._exit(code)
