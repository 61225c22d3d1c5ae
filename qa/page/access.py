"""Where the page is served, and who may come in: told before anything slow is loaded."""

import errno
import getpass
import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from index.commands import command
from index.errors import UserError

PASSWORD_VARIABLE = "GLEANER_PASSWORD"
MIN_PASSWORD = 8  # characters, where other machines can try
IN_THE_OPEN = (
    "The page is open to other machines. Without TLS, whoever can read the wire between reads the "
    "password, questions and articles too: use a network that you trust, or a proxy with TLS."
)


@dataclass(frozen=True, slots=True)
class Access:
    """The address that the page is served at, and what lets people in."""

    host: str
    port: int
    names: tuple[str, ...]  # what browsers may call this machine, beside "localhost"
    password: str | None
    is_open: bool  # whether other machines can reach it

    @property
    def url(self) -> str:
        """Where a browser finds the page; "all addresses" is none."""
        name = {"0.0.0.0": socket.gethostname(), "::": "::1"}.get(self.host, self.host)
        return f"http://{_bracketed(name)}:{self.port}/"

    @property
    def server_name(self) -> str:
        """The host, as servers take it."""
        return _bracketed(self.host)


def read_access(host: str, port: int, names: Sequence[str], password: str | None) -> Access:
    """The access that arguments ask for; a password of "" is asked for at the terminal.

    Raises UserError where the port cannot be had, or other machines could come in without a
    password.
    """
    host = host.strip("[]")
    _check_port(host, port)
    is_open = bool(names) or not is_this_machine(host)
    given = read_password(password)
    if is_open:
        what = f"--name {names[0]}" if names else f"--host {host}"
        _check_password(given, what)
        own = socket.gethostname()
        return Access(host, port, (host, own, f"{own}.local", *names), given, is_open)
    return Access(host, port, (host,), given, is_open)


def read_password(password: str | None) -> str | None:
    """The password from the argument, the environment or, where it is "", the terminal."""
    kept: str | None = os.environ.pop(PASSWORD_VARIABLE, None) or None
    if password is None:
        return kept
    password = password or getpass.getpass("Password for the page: ")
    if not password:
        raise UserError("A password cannot be empty.")
    return password


def is_this_machine(host: str) -> bool:
    """Whether only this machine reaches the host; one that is unknown is told of elsewhere."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(
        ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_loopback for each in found
    )


def _check_password(password: str | None, argument: str) -> None:
    if password is None:
        raise UserError(
            f"{argument} lets other machines in. Set a password for them, "
            f"with --password or in {PASSWORD_VARIABLE}."
        )
    if len(password) < MIN_PASSWORD:
        raise UserError(f"Other machines can try: take {MIN_PASSWORD} characters or more.")


def _check_port(host: str, port: int) -> None:
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


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
