"""The process that holds a folder of embedded Milvus, for all others that read or write it.

The embedded form lets one process open a folder. Page, command lines and builds are several, so
that none of them opens it: whoever comes first starts a keeper, which serves them all by a socket
in the folder, open to this user alone and to no network. Each holds a shared lock as long as it
lives; when nobody does any more, the keeper ends. One that was killed is started again.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from index.engines.milvus.installed import EMBEDDED, check_installed
from index.errors import UnavailableError
from index.store.locks import replace_file

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

DATA = "data"  # what Milvus keeps, in the folder
LOG = "keeper.log"
_ADDRESS, _CLIENTS, _SOCKET = "address", "clients.lock", "socket"
_OF = "?"  # before the number of the process
_LONGEST_PATH = 100  # bytes, of a socket's
_LINGERS = 5.0  # seconds after the last client: the next command finds it ready
_TICK = 0.25  # seconds
_STARTS_IN = 60.0  # seconds, at most
_START = (
    "import sys; folder, *sys.path[:] = sys.argv[1:]; "
    "from index.engines.milvus.keeper import main; main(folder)"
)

_locks: dict[Path, BinaryIO] = {}  # of this process, each held as long as it lives


def uri_of(said: str) -> str:
    """What a client connects to, of what keeper_address gives."""
    return said.partition(_OF)[0]


def keeper_address(folder: Path, failed: str | None = None) -> str:
    """Where the keeper of a folder is to be reached; one is started where there is none.

    No two keepers have the same. `failed`: one that nobody answered at. Raises UserError where none
    can be started.
    """
    check_installed(EMBEDDED)
    if fcntl is None:
        raise UnavailableError(
            "The embedded form of Milvus needs Linux or macOS. Name a server: "
            "--engine milvus=http://127.0.0.1:19530"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _hold(folder)
        deadline, process = time.monotonic() + _STARTS_IN, None
        while time.monotonic() < deadline:
            said = _said(folder)
            if said is not None and said != failed:
                return said
            if process is None or process.poll() is not None:
                process = _start(folder, "wb" if process is None else "ab")
            time.sleep(_TICK / 5)
    except OSError as error:
        raise UnavailableError(f"The folder of Milvus {folder} cannot be used: {error}.") from error
    raise UnavailableError(
        f"Milvus in {folder} does not start; {folder / LOG} says why. Should what it keeps be "
        "damaged, delete the folder: the next build makes it again, and encodes nothing."
    )


def _hold(folder: Path) -> None:
    """Have the keeper know that this process may ask it."""
    stream = _locks.get(folder)
    if stream is None or not _is_file(stream, folder / _CLIENTS):
        stream = _locks[folder] = (folder / _CLIENTS).open("ab")
        fcntl.flock(stream, fcntl.LOCK_SH)  # waits for one that is just about to end


def _is_file(stream: BinaryIO, path: Path) -> bool:
    """Whether that is open, and not another that was there before the folder was deleted."""
    return path.exists() and os.path.samestat(os.fstat(stream.fileno()), path.stat())


def _said(folder: Path) -> str | None:
    try:
        return (folder / _ADDRESS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _start(folder: Path, mode: str) -> "subprocess.Popen[bytes]":
    with (folder / LOG).open(mode) as log:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(folder), *sys.path],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,  # Ctrl-C of the command that starts it is not for the others
            env={**os.environ, "PYTHON_DOTENV_DISABLED": "1"},
        )  # fmt: skip


def main(name: str) -> None:
    """Hold the folder until nobody needs it any more."""
    folder = Path(name)
    from milvus_lite.adapter.grpc.server import start_server_in_thread

    socket = _socket(folder)
    os.umask(0o077)
    # Raises where another keeper holds the folder. It joins the two with a colon: an address that
    # gRPC knows, and no port is opened.
    server, database, _ = start_server_in_thread(str(folder / DATA), host="unix", port=str(socket))
    replace_file(folder / _ADDRESS, [f"unix:{socket}{_OF}{os.getpid()}".encode()])
    with (folder / _CLIENTS).open("ab") as clients:
        _wait_for_last(clients)
        with suppress(OSError):  # the folder itself may be gone
            (folder / _ADDRESS).unlink()
        server.stop(grace=2).wait()
        database.close()


def _socket(folder: Path) -> Path:
    socket = folder.resolve() / _SOCKET
    if len(os.fsencode(socket)) <= _LONGEST_PATH:
        return socket
    return Path(tempfile.mkdtemp(prefix="gleaner-milvus-")) / _SOCKET


def _wait_for_last(clients: BinaryIO) -> None:
    """Return once nobody has needed it for a while; who comes then waits until it has ended."""
    free_since: float | None = None
    while True:
        time.sleep(_TICK)
        try:
            fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            free_since = None
            continue
        if free_since is not None and time.monotonic() - free_since >= _LINGERS:
            return
        fcntl.flock(clients, fcntl.LOCK_UN)
        free_since = free_since if free_since is not None else time.monotonic()
