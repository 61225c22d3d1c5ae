"""Where a Milvus is: a folder of its embedded form, or a server; and what is known of it beside.

What follows `milvus=` is recorded in the index, so that it holds no secret: a token, and what TLS
needs, come from the environment alone, at every start.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from index.errors import UserError

FOLDER = "milvus"  # in the index's directory, where no address is given
TOKEN, CA, CERTIFICATE, KEY = (  # environment variables
    f"GLEANER_MILVUS_{name}" for name in ("TOKEN", "CA", "CERTIFICATE", "KEY")
)
_SCHEMES = ("http", "https")
_EXAMPLES = "milvus, milvus=FOLDER or milvus=http://127.0.0.1:19530"


@dataclass(frozen=True, slots=True)
class Address:
    """A folder, or the URI of a server."""

    text: str

    @property
    def is_server(self) -> bool:
        return "://" in self.text

    @property
    def folder(self) -> Path:
        return Path(self.text)

    def __str__(self) -> str:
        return self.text


def address_of(where: str, directory: Path) -> Address:
    """What `where` names, for the index in `directory`; UserError where it names nothing fit."""
    return Address(recorded(where) or str((directory / FOLDER).resolve()))


def recorded(where: str) -> str:
    """The same as it is recorded in an index: a folder by its whole path; "" for the index's own.

    Raises UserError where it cannot be an address, or holds a secret.
    """
    if not where or "://" not in where:
        return str(Path(where).expanduser().resolve()) if where else ""
    try:
        parts = urlsplit(where)
        port = parts.port  # ValueError where it is none
    except ValueError as error:
        raise UserError(f"{_shown(where)} is no address: {error}. Give {_EXAMPLES}.") from error
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UserError(
            f"The address of Milvus is recorded in the index, so that it may hold no secret: give "
            f"{_bare(parts)}, and put the token into the environment variable {TOKEN}."
        )
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise UserError(f"{_shown(where)} is no address of a Milvus server. Give {_EXAMPLES}.")
    database = parts.path.strip("/")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port or 19530}" + (f"/{database}" if database else "")


def credentials() -> dict[str, str]:
    """What the environment says for a server, as the client takes it."""
    names = {TOKEN: "token", CA: "ca_pem_path", CERTIFICATE: "client_pem_path"}
    names[KEY] = "client_key_path"
    found = {given: os.environ[name] for name, given in names.items() if os.environ.get(name)}
    if set(found) - {"token"} == {"ca_pem_path"}:  # nobody but the server shows a certificate
        found["server_pem_path"] = found.pop("ca_pem_path")
    return found


def _bare(parts: SplitResult) -> str:
    """The address without what may be a secret."""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _shown(where: str) -> str:
    """An address that may be told: what stands before an @ may be a secret."""
    scheme, _, rest = where.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"
