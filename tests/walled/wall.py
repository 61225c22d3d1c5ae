"""A network namespace in which all addresses lead back here, and what was sent into it."""

import ipaddress
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ELSEWHERE = "100.64.0.9"  # shared address space: neither loopback nor, to Python, private
_SETUP = (
    "ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo"
)
_IPV4, _IPV6 = 0x0800, 0x86DD
_ALL_PROTOCOLS = 3


def run_walled(arguments: list[str], **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run Python with these arguments in a network of its own."""
    command = f'{_SETUP} && exec {sys.executable} "$@"'
    return subprocess.run(
        ["unshare", "--map-root-user", "--net", "sh", "-c", command, "walled", *arguments],
        capture_output=True,
        text=True,
        **options,
    )


def why_not() -> str | None:
    """Why there can be no such network here; None if there can."""
    for name in ("unshare", "ip"):
        if shutil.which(name) is None:
            return f"{name} is not installed (util-linux, iproute2)"
    if not hasattr(socket, "AF_PACKET"):
        return "packets can be seen on Linux only"
    tried = run_walled(
        ["-c", "import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)"], env=os.environ
    )
    return tried.stderr.strip() if tried.returncode else None


class Wall:
    """Sees every packet of the namespace that is meant for another machine."""

    def __init__(self) -> None:
        self.seen: list[str] = []  # addresses, in order
        self._socket = socket.socket(
            socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ALL_PROTOCOLS)
        )
        self._socket.bind(("lo", 0))
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            frame = self._socket.recv(65535)
            kind = struct.unpack("!H", frame[12:14])[0]
            if kind == _IPV4:
                target = ipaddress.ip_address(frame[30:34])
            elif kind == _IPV6:
                target = ipaddress.ip_address(frame[38:54])
            else:
                continue
            if not target.is_loopback:
                self.seen.append(str(target))

    def since(self, before: int) -> list[str]:
        """Where packets went after so many had been seen."""
        time.sleep(0.3)  # what was sent has arrived
        return self.seen[before:]


class Elsewhere:
    """Another host's web server: any path is answered, and remembered with who asked."""

    def __init__(self, pages: dict[str, tuple[str, str]] | None = None) -> None:
        """`pages`: the type and the body at each path."""
        self.asked: list[tuple[str, str]] = []  # path, User-Agent
        answers = pages if pages is not None else {}
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                asked.append((self.path, self.headers.get("User-Agent", "")))
                kind, body = answers.get(path, ("text/plain", "elsewhere"))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()
                self.wfile.write(body.encode())

            do_POST = do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        self.port = self._server.server_address[1]
        self.pages = answers
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def at(self, host: str) -> str:
        return f"http://{host}:{self.port}"


ROOT = Path(__file__).parent.parent.parent
