"""Who asks: a browser's or a client's session, and the password where there is one.

A session is a random value in a cookie that scripts cannot read and other sites cannot send. What
was uploaded or answered in one session is given to no other. Where there is no password, a value
that this page did not give counts as well: a session outlives a restart.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from index.errors import UserError

_TOKEN = re.compile(r"[\w-]{43}")
_MAX_SESSIONS = 1_000
_MAX_ADDRESSES = 10_000
_FREE_TRIES = 3  # wrong passwords from an address before it has to wait
_LONGEST_WAIT = 60.0  # seconds


class TooManyTriesError(UserError):
    """Wrong passwords came too fast from an address; `seconds` says when it may try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many wrong passwords. Try again in {seconds} s.")
        self.seconds = seconds


class Sessions:
    """The sessions of one page. Without a password, whoever asks may start one."""

    def __init__(
        self, port: int, password: str | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.cookie = f"gleaner-{port}"  # browsers share cookies among the ports of a host
        self._password = _digest(password) if password is not None else None
        self._tries = _Tries(clock)
        self._let_in: OrderedDict[str, None] = OrderedDict()  # tokens, least recently used first
        self._lock = threading.Lock()

    @property
    def needs_password(self) -> bool:
        return self._password is not None

    def find(self, cookies: str) -> str | None:
        """The session that a Cookie header names; None where it names none that counts."""
        # By hand: one odd cookie, of another program at this address, spoils all for a parser.
        pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
        tokens = [token for name, _, token in pairs if name == self.cookie]
        for token in filter(_TOKEN.fullmatch, tokens):
            if not self.needs_password:
                return token
            with self._lock:
                if token in self._let_in:
                    self._let_in.move_to_end(token)
                    return token
        return None

    def start(self) -> str:
        """A Set-Cookie header that begins a session, where no password is asked for."""
        return self._set_cookie(secrets.token_urlsafe(32))

    def log_in(self, password: str, address: str) -> str:
        """A Set-Cookie header that begins a session for who knows the password.

        Raises TooManyTriesError where the address has to wait, UserError where it is wrong.
        """
        self._tries.check(address)
        if self._password is None or not hmac.compare_digest(_digest(password), self._password):
            self._tries.note_wrong(address)
            raise UserError("That is not the password.")
        self._tries.forget(address)
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._let_in[token] = None
            if len(self._let_in) > _MAX_SESSIONS:
                self._let_in.popitem(last=False)
        return self._set_cookie(token)

    def _set_cookie(self, token: str) -> str:
        return f"{self.cookie}={token}; HttpOnly; SameSite=Strict; Path=/"


class _Tries:
    """How long an address has to wait after wrong passwords: twice as long after each."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()  # count, free again at
        self._lock = threading.Lock()

    def check(self, address: str) -> None:
        with self._lock:
            _, free_at = self._wrong.get(_network(address), (0, 0.0))
        if (seconds := free_at - self._clock()) > 0:
            raise TooManyTriesError(int(seconds) + 1)

    def note_wrong(self, address: str) -> None:
        with self._lock:
            network = _network(address)
            count = self._wrong.get(network, (0, 0.0))[0] + 1
            # The power is bounded: a number of a thousand digits would be slow itself.
            wait = min(_LONGEST_WAIT, 2.0 ** min(count - _FREE_TRIES, 10))
            free_at = self._clock() + (wait if count >= _FREE_TRIES else 0.0)
            self._wrong[network] = (count, free_at)
            self._wrong.move_to_end(network)
            if len(self._wrong) > _MAX_ADDRESSES:
                self._wrong.popitem(last=False)

    def forget(self, address: str) -> None:
        with self._lock:
            self._wrong.pop(_network(address), None)


class Claims:
    """Which session may have what: uploads, answers, calls under way. The oldest are forgotten."""

    def __init__(self, limit: int = 10_000) -> None:
        self._owners: OrderedDict[str, set[str | None]] = OrderedDict()
        self._limit = limit
        self._lock = threading.Lock()

    def add(self, thing: str, session: str | None) -> None:
        """Let the session have it too (two can upload the same bytes)."""
        with self._lock:
            self._add(thing, session)

    def holds(self, thing: str, session: str | None) -> bool:
        """Whether the session may have it."""
        with self._lock:
            return session in self._owners.get(thing, ())

    def forget(self, thing: str) -> None:
        """Let nobody have it any more."""
        with self._lock:
            self._owners.pop(thing, None)

    def take(self, thing: str, session: str | None) -> bool:
        """Whether the session may have it; what nobody has yet becomes its own."""
        with self._lock:
            if session in self._owners.setdefault(thing, {session}):
                self._add(thing, session)
                return True
            return False

    def _add(self, thing: str, session: str | None) -> None:
        self._owners.setdefault(thing, set()).add(session)
        self._owners.move_to_end(thing)
        if len(self._owners) > self._limit:
            self._owners.popitem(last=False)


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()


def _network(address: str) -> str:
    """The address, or its /64: an IPv6 host has as many addresses as it likes."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address
