"""The page: Gleaner in a browser, and the same functions as named endpoints.

What serves them is imported when the page starts, so that importing this module and asking for help
cost nothing.
"""

import argparse
import errno
import getpass
import ipaddress
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.arguments import Parser
from index.commands import command
from index.errors import UserError
from qa.arguments import add_reader, read_confidence

if TYPE_CHECKING:
    from qa.page.answering import Answering

_PASSWORD = "GLEANER_PASSWORD"
_IN_THE_OPEN = (
    "The page is open to other machines. Without TLS, whoever can read the wire between reads the "
    "password, questions and articles too: use a network that you trust, or a proxy with TLS."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C."""
    try:
        arguments = _parser().parse_args(argv)
        arguments.min_confidence = read_confidence(arguments.min_confidence)
        arguments.host = arguments.host.strip("[]")
        _check_port(arguments.host, arguments.port)
        arguments.password = _read_password(arguments)
        with tempfile.TemporaryDirectory(prefix="gleaner-") as scratch:
            return _serve(arguments, Path(scratch))
    except UserError as error:
        print(f"ui: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> Parser:
    parser = Parser(prog=command("gleaner-page"), description="Gleaner in a browser.")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="default: .index")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="default: corpus")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="default: 127.0.0.1; any other than this machine's own asks for a password",
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        help="what browsers call this page, where a proxy with TLS stands before it",
    )
    parser.add_argument("--port", type=int, default=7860, help="default: 7860")
    parser.add_argument(
        "--password",
        nargs="?",
        const="",
        metavar="WORDS",
        help=f"what the page asks for; without WORDS it is asked for here. {_PASSWORD} in the "
        "environment says the same, and other users of this machine cannot read it there",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="nobody adds articles or reindexes on the page"
    )
    add_reader(parser)
    return parser


def _read_password(arguments: argparse.Namespace) -> str | None:
    """The password of the page. Raises UserError where other machines could come in without one."""
    password: str | None = os.environ.pop(_PASSWORD, None) or None
    if arguments.password is not None:
        password = arguments.password or getpass.getpass("Password for the page: ")
        if not password:
            raise UserError("A password cannot be empty.")
    if arguments.name or not _is_this_machine(arguments.host):
        from qa.page.sessions import MIN_PASSWORD

        if password is None:
            given = f"--name {arguments.name[0]}" if arguments.name else f"--host {arguments.host}"
            raise UserError(
                f"{given} lets other machines in. Set a password for them, "
                f"with --password or in {_PASSWORD}."
            )
        if len(password) < MIN_PASSWORD:
            raise UserError(f"Other machines can try: take {MIN_PASSWORD} characters or more.")
    return password


def _is_this_machine(host: str) -> bool:
    """Whether only this machine reaches the host; one that is unknown is told of elsewhere."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(
        ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_loopback for each in found
    )


def _serve(arguments: argparse.Namespace, scratch: Path) -> int:
    host, port = arguments.host, arguments.port
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: leave nothing behind
    _prepare_environment(scratch)
    print("Starting …", file=sys.stderr, flush=True)
    is_open = bool(arguments.name) or not _is_this_machine(host)
    if is_open:
        print(_IN_THE_OPEN, file=sys.stderr, flush=True)
    from index.reading.corpus import DEFAULT_MAX_BYTES
    from qa.page.answering import Answering
    from qa.page.open_index import OpenIndex
    from qa.page.server import build_server
    from qa.page.sessions import Sessions

    index = OpenIndex(arguments.index, arguments.corpus, arguments.read_only)
    answering = Answering(index, arguments.reader, arguments.min_confidence)
    own = socket.gethostname()
    names = [host, own, f"{own}.local", *arguments.name] if is_open else [host]
    sessions = Sessions(port, arguments.password)
    server = build_server(index, answering, scratch, sessions, names)
    try:
        server.launch(
            server_name=f"[{host}]" if ":" in host else host,
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
            num_workers=0,
            _frontend=False,
        )
    except OSError as error:
        raise UserError(f"The page cannot be served at {host}:{port}: {error}") from error
    print(f"Gleaner is at {_address(host, port)} (Ctrl-C stops it)", flush=True)
    threading.Thread(target=_warm, args=[answering], daemon=True).start()
    threading.Event().wait()
    return 0


def _warm(answering: "Answering") -> None:
    try:
        answering.warm()
    except UserError as error:
        print(f"ui: {error}", file=sys.stderr)


def _prepare_environment(scratch: Path) -> None:
    """No analytics, no look at other hosts, nothing by chance from the environment.

    Variables of Gradio's can open a second server, watch folders, or change addresses; a proxy's
    name would be looked up; what is uploaded goes when the page does.
    """
    for name in list(os.environ):
        if (
            name.startswith("GRADIO_")
            or name in ("SYSTEM", "SPACE_ID")
            or name.lower() in ("http_proxy", "https_proxy", "all_proxy")
        ):
            del os.environ[name]
    os.environ["FORWARDED_ALLOW_IPS"] = ""  # whoever asks may not say that he is somebody else
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(scratch)
    os.environ["HF_HUB_OFFLINE"] = "1"  # models are downloaded by the command line, if at all
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


def _check_port(host: str, port: int) -> None:
    """Say clearly that a port is taken, before anything slow is loaded."""
    if not 0 < port < 65536:
        raise UserError(f"{port} is no port. Choose one from 1024 to 65535.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        busy = error.errno in (errno.EADDRINUSE, errno.EACCES)
        example = f"{command('gleaner-page')} --port {port + 1}"
        next_step = f"port, for example: {example}" if busy else "--host."
        raise UserError(
            f"The page cannot be served at {host}:{port} ({error.strerror}). Choose another "
            f"{next_step}"
        ) from error


def _address(host: str, port: int) -> str:
    """Where a browser finds the page; "all addresses" is none."""
    if host == "0.0.0.0":
        host = socket.gethostname()
    elif host == "::":
        host = "::1"
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def run() -> NoReturn:
    """The program `gleaner-page`: serve, and end at once."""
    code = main()
    sys.stdout.flush()
    # Threads of the libraries may still be at work; an orderly end of theirs can crash or hang.
    os._exit(code)


if __name__ == "__main__":
    run()
