"""A server of Milvus on a port of this machine: the embedded form's own, to be ended at will."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

_SERVE = (
    "import sys; from milvus_lite.adapter.grpc.server import run_server; "
    "run_server(sys.argv[1], host='127.0.0.1', port=int(sys.argv[2]))"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One that can be started, killed, started again and made to hang."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self.uri = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", _SERVE, str(self._folder), str(self.port)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)
        raise TimeoutError(self.uri)

    def kill(self) -> None:
        self.send(signal.SIGKILL)
        assert self._process is not None
        self._process.wait()

    def send(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)
