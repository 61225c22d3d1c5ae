"""Serve assistants: over standard input and output, or to this machine over HTTP."""

import errno
import os
import signal
import socket
import sys
import threading
from typing import Any, NoReturn

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from index.commands import STOPPED, command
from index.errors import UserError
from qa.assistants.server import build_server
from qa.assistants.tools import Tools
from qa.page.connections import limit_connections
from qa.page.guard import App, Message, Receive, Send, respond

HOST = "127.0.0.1"
PATH = "/mcp"
MAX_BODY = 1_000_000  # bytes of a request
_HINT = "Waiting for an assistant on standard input. How one is told of it: docs/assistants.md"


def serve_stdio(tools: Tools) -> NoReturn:
    """Serve the one who started this program, until standard input ends, and end it at once.

    Nothing but the protocol goes to standard output: what else is printed goes to standard error.
    """
    # A thread waits for input, and an orderly end would wait for the thread.
    signal.signal(signal.SIGINT, lambda *_: os._exit(STOPPED))
    if sys.stdin.isatty():
        print(_HINT, file=sys.stderr)
    server = build_server(tools)
    _warm(tools)
    anyio.run(_serve_stdio, server)
    sys.stderr.flush()
    # Threads of the libraries may still be at work; an orderly end of theirs can crash or hang.
    os._exit(0)


def serve_http(tools: Tools, port: int) -> None:
    """Serve assistants of this machine at /mcp of the port, until Ctrl-C.

    Raises UserError where the port cannot be had.
    """
    listening = _listen(port)
    app = build_server(tools).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,  # nothing is kept of who asks
        max_request_body_size=MAX_BODY,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[f"{name}:{port}" for name in (HOST, "localhost")],
            allowed_origins=[f"http://{name}:{port}" for name in (HOST, "localhost")],
        ),
    )
    config = uvicorn.Config(
        _calls_alone(app),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    limit_connections(config)
    _warm(tools)
    print(
        f"Gleaner is at http://{HOST}:{port}{PATH} (Ctrl-C stops it)", file=sys.stderr, flush=True
    )
    uvicorn.Server(config).run(sockets=[listening])


def _calls_alone(app: App) -> App:
    """Let in nothing but calls: no stream that stays open without end, no other address."""

    async def called(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != PATH:
            await respond(send, 404, f"There is nothing at this address. Assistants ask at {PATH}.")
        elif scope["type"] == "http" and scope["method"] != "POST":
            await respond(send, 405, "Assistants ask by POST.", [(b"allow", b"POST")])
        else:
            await app(scope, receive, send)

    return called


async def _serve_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        example = f"{command('gleaner')} mcp --http {port + 1}"
        hint = f" Choose another, for example: {example}" if taken else ""
        problem = f"Port {port} of {HOST} cannot be had ({error.strerror}).{hint}"
        raise UserError(problem) from error
    return listening


def _warm(tools: Tools) -> None:
    """Load what the first question needs, beside; what is wrong is told to who asks, too."""

    def warm() -> None:
        try:
            tools.warm()
        except UserError as error:
            print(f"gleaner: {error}", file=sys.stderr, flush=True)

    threading.Thread(target=warm, daemon=True).start()
