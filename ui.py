# PYTHON_ARGCOMPLETE_OK: shells may ask this what comes next, as `python ui.py`.
"""The page: Gleaner in a browser, and the same functions as named endpoints.

What serves them is imported when the page starts, so that importing this module and asking for help
cost nothing.
"""

import argparse
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.arguments import Parser, folder
from index.commands import command, open_streams
from index.completion import with_completion
from index.errors import UserError, fit_to_show
from qa.options import add_reader, chosen_confidence
from qa.page.access import IN_THE_OPEN, PASSWORD_VARIABLE, Access, read_access
from qa.page.environment import prepare_environment
from qa.page.lighter_gradio import lighten
from qa.page.memory import keep_small, share_heaps
from qa.page.scratch import remove_unfinished, scratch_folder

if TYPE_CHECKING:
    from qa.page.answering import Answering
    from qa.page.open_index import OpenIndex


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C."""
    open_streams()
    try:
        arguments = with_completion(_parser()).parse_args(argv)
        arguments.min_confidence = chosen_confidence(arguments)
        if arguments.max_waiting < 1:
            raise UserError("--max-waiting is a number of questions, 1 or more.")
        if not 0 <= arguments.check_hours < 1e5:
            raise UserError("--check-hours is a number of hours, or 0.")
        access = read_access(arguments.host, arguments.port, arguments.name, arguments.password)
        with scratch_folder() as scratch:
            _serve(arguments, access, scratch)
    except UserError as error:
        print(f"ui: {fit_to_show(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> Parser:
    parser = Parser(prog=command("gleaner-page"), description="Gleaner in a browser.")
    parser.add_argument("--index", type=folder, default=Path(".index"), help="default: .index")
    parser.add_argument("--corpus", type=folder, default=Path("corpus"), help="default: corpus")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="default: 127.0.0.1; any other than this machine's own asks for a password",
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        help="what browsers call this page, where a proxy with TLS stands before it; may be given "
        "several times",
    )
    parser.add_argument("--port", type=int, default=7860, help="default: 7860")
    parser.add_argument(
        "--password",
        nargs="?",
        const="",
        metavar="WORDS",
        help="what the page asks for; without WORDS it is asked for here. "
        f"{PASSWORD_VARIABLE} in the environment says the same, and other users of this machine "
        "cannot read it there",
    )
    parser.add_argument(
        "--read-only",
        action="store_true",
        help="nobody adds, edits or removes articles, reindexes, or adds and ends watches on the "
        "page",
    )
    _add_limits(parser)
    add_reader(parser)
    return parser


def _add_limits(parser: Parser) -> None:
    parser.add_argument(
        "--max-waiting",
        type=int,
        default=32,
        metavar="N",
        help="questions that wait before the next is told that the page is busy; default: 32",
    )
    parser.add_argument(
        "--check-hours",
        type=float,
        default=6,
        metavar="N",
        help="how often an idle page reads the index over for damage, beside after each change; "
        "0: never; default: 6",
    )


def _serve(arguments: argparse.Namespace, access: Access, scratch: Path) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: leave nothing behind
    prepare_environment(scratch)
    share_heaps()
    if not arguments.read_only:
        remove_unfinished(arguments.corpus)
    print(f"Starting at {access.url} …", file=sys.stderr, flush=True)
    if access.is_open:
        print(IN_THE_OPEN, file=sys.stderr, flush=True)
    gc.disable()  # until all is loaded that stays: a tenth of what loading takes
    from qa.page.answering import Answering
    from qa.page.open_index import OpenIndex

    index = OpenIndex(arguments.index, arguments.corpus, arguments.read_only)
    answering = Answering(index, arguments.reader, arguments.min_confidence)
    # The models load while the server is imported.
    threading.Thread(target=_warm, args=[answering, index], daemon=True).start()
    lighten()
    from qa.page.server import build_server, launch
    from qa.page.sessions import Sessions

    sessions = Sessions(access.port, access.password)
    waiting = arguments.max_waiting
    server = build_server(index, answering, scratch, sessions, access.names, waiting)
    launch(server, access)
    print(f"Gleaner is at {access.url} (Ctrl-C stops it)", flush=True)
    gc.freeze()
    gc.enable()
    if arguments.check_hours:
        _check_now_and_then(index, answering, arguments.check_hours * 3600)
    threading.Thread(target=index.follow, daemon=True).start()
    try:
        keep_small(server.uploads.sweep)
    finally:
        index.close()


def _check_now_and_then(index: "OpenIndex", answering: "Answering", every: float) -> None:
    from qa.page.checks import Checks

    checks = Checks(index, answering.idle_seconds, answering.wait_for_others, every)
    threading.Thread(target=checks.run, daemon=True).start()


def _warm(answering: "Answering", index: "OpenIndex") -> None:
    from qa.page.open_index import NoIndexError

    try:
        answering.warm()
    except UserError as error:
        told = str(error)
        if index.read_only and isinstance(error, NoIndexError):  # nobody at the page can make it
            how = f"{command('gleaner-index')} {index.corpus} --index {index.directory}"
            told = f"There is no index at {index.directory}. Make it with {how}."
        print(f"ui: {told}", file=sys.stderr)


def run() -> NoReturn:
    """The program `gleaner-page`: serve, and end at once."""
    code = main()
    sys.stdout.flush()
    # Threads of the libraries may still be at work; an orderly end of theirs can crash or hang.
    os._exit(code)


if __name__ == "__main__":
    run()
