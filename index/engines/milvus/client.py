"""Calls to a Milvus, by a connection that all questions of a process share.

Whatever is called may be called twice: rows are put by their ids, and deleted by them. So a call
that failed, or took too long, is tried once more, by a new connection.
"""

import logging
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from index.commands import command
from index.engines.milvus.address import TOKEN, Address, credentials
from index.engines.milvus.installed import CLIENT, check_installed
from index.engines.milvus.keeper import keeper_address, uri_of
from index.errors import UnavailableError, first_line

if TYPE_CHECKING:
    from pymilvus import MilvusClient

SECONDS = 10.0  # that a call of a question may take at a server
_EMBEDDED_SECONDS = 120.0  # in a folder, where the first one makes what finds words
WRITING_SECONDS = 300.0  # that a call of a build may
_CONNECTING_SECONDS = 10.0
_NO_DOTENV = "PYTHON_DOTENV_DISABLED"
_OPTIONS = {"grpc.enable_http_proxy": 0}  # a server is reached directly, or not at all
# The embedded form takes pings between calls for an attack; a socket needs none.
_SOCKET_OPTIONS = {"grpc.keepalive_time_ms": 2**31 - 1, "grpc.keepalive_permit_without_calls": 0}
T = TypeVar("T")
Call = Callable[["MilvusClient"], T]

_connections: dict[Address, "Connection"] = {}
_opening = threading.Lock()


class MissingError(Exception):
    """What was asked for is not there: a collection that was deleted."""


class Connection:
    """One address. Safe to use from several threads."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connecting = threading.Lock()
        self._client: MilvusClient | None = None
        self._keeper: str | None = None

    @property
    def seconds(self) -> float:
        """How long a call of a question may take."""
        return SECONDS if self.address.is_server else _EMBEDDED_SECONDS

    def call(self, work: "Call[T]", collection: str | None = None) -> T:
        """What `work` returns; it is done once more where it failed.

        `collection`: has to be loaded for it. Raises MissingError where it is not there, and
        UserError, with the address, where the second try fails as well.
        """
        client: MilvusClient | None = None
        try:
            client = self._connected()
            return work(client)
        except failures() as error:
            failure: Exception = error
        try:
            client = self._connected(instead_of=client)
            if collection is not None:
                if not client.has_collection(collection, timeout=self.seconds):
                    raise MissingError(collection) from failure
                client.load_collection(collection, timeout=WRITING_SECONDS)
            return work(client)
        except failures() as error:
            raise self._unavailable(error) from error

    def _connected(self, instead_of: "MilvusClient | None" = None) -> "MilvusClient":
        """The client of all threads; another one than that which failed."""
        with self._connecting:
            if self._client is None or self._client is instead_of:
                old, self._client = self._client, None
                if old is not None:
                    old.close()
                self._client = self._connect()
            return self._client

    def _connect(self) -> "MilvusClient":
        make = _client_class()
        if self.address.is_server:
            return make(
                uri=self.address.text, timeout=_CONNECTING_SECONDS, dedicated=True,
                grpc_options=_OPTIONS, **credentials(),
            )  # fmt: skip
        self._keeper = keeper_address(self.address.folder)
        more: Any = {"timeout": _CONNECTING_SECONDS, "dedicated": True}
        more["grpc_options"] = _SOCKET_OPTIONS
        try:
            return make(uri=uri_of(self._keeper), **more)
        except failures():  # it was killed
            self._keeper = keeper_address(self.address.folder, failed=self._keeper)
            return make(uri=uri_of(self._keeper), **more)

    def _unavailable(self, error: Exception) -> UnavailableError:
        if not self.address.is_server:
            return UnavailableError(
                f"Milvus in {self.address} does not answer ({_reason(error)}). Try again; if it "
                f"stays so, delete that folder: the next build makes it again, and encodes nothing."
            )
        what = "cannot be reached" if _is_away(error) else "refuses what it is asked"
        return UnavailableError(
            f"Milvus at {self.address} {what} ({_reason(error)}). See that it runs, and "
            f"that {TOKEN} is what it asks for, if it asks; or search without it: "
            f"{command('gleaner-index')} CORPUS --index DIR --engine local"
        )


def connection(address: Address) -> Connection:
    """The connection to that address that this process shares. Nothing is sent yet."""
    check_installed(CLIENT)
    with _opening:
        if address not in _connections:
            _connections[address] = Connection(address)
        return _connections[address]


def failures() -> tuple[type[Exception], ...]:
    """What is raised where a call fails, or nobody answers."""
    from grpc import RpcError
    from pymilvus.exceptions import MilvusException

    # The last two: of a client that another thread has closed, for it had failed.
    return (RpcError, MilvusException, ValueError, AttributeError)


def _client_class() -> "type[MilvusClient]":
    """The client, without what it does beside its work: read .env files, and print errors."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # a connection that is lost is told by us
    known = os.environ.get(_NO_DOTENV)
    os.environ[_NO_DOTENV] = "1"
    try:
        from pymilvus import MilvusClient
    finally:
        if known is None:
            del os.environ[_NO_DOTENV]
    for name in ("pymilvus", "grpc"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    found: type[MilvusClient] = MilvusClient
    return found


def _is_away(error: Exception) -> bool:
    """Whether nobody answered, or not in time."""
    from grpc import RpcError, StatusCode
    from pymilvus.client.types import Status

    code = error.code() if isinstance(error, RpcError) else getattr(error, "code", None)
    away = (StatusCode.UNAVAILABLE, StatusCode.DEADLINE_EXCEEDED, Status.CONNECT_FAILED)
    return code in away or isinstance(error, (ValueError, AttributeError))


def _reason(error: Exception) -> str:
    said: Any = getattr(error, "message", "") or first_line(error)
    text = str(said).splitlines()[0] if str(said) else type(error).__name__
    return text[:200].rstrip(". ")
