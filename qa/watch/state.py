"""What was answered at the last run, in a file beside the questions.

It does not lie in the index: an index that is deleted and made again is when its answers are to be
compared. It holds a watch of each index and of each way of asking, is replaced whole, and carries a
checksum. A run that is killed leaves it as it was: the next one tells again what that one told.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import UserError
from index.store import EditionId
from index.store.locks import file_lock, replace_file
from qa.watch.records import Standing

FORMAT = 1
ENDING = ".watched.json"  # after the whole name of the file of questions


@dataclass(frozen=True, slots=True)
class Watch:
    """One index, asked in one way: what it held, and what the questions came to."""

    edition: EditionId
    reader: str  # which weights read it
    articles: Mapping[str, str]  # path to digest, of all that it held
    standings: Mapping[str, Standing] = field(default_factory=dict)  # by a question's key


def state_file(questions: Path, named: Path | None = None) -> Path:
    """Where the answers to that file of questions are kept. UserError where it is that file."""
    if not (questions if named is None else named).name:
        raise UserError(f"{named or questions} is no file. Name a file of questions.")
    if named is None:
        return questions.with_name(f"{questions.name}{ENDING}")
    if named.exists() and questions.exists() and named.samefile(questions):
        raise UserError(f"--state {named} is the file of questions itself. Name another.")
    return named


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the right to write the state; who comes second waits. UserError where it cannot be."""
    if not file.parent.is_dir():  # which the lock would make
        raise UserError(f"There is no folder {file.parent} to keep what was answered in.")
    with ExitStack() as held:
        try:
            held.enter_context(file_lock(file.with_name(f"{file.name}.lock")))
        except (OSError, NotImplementedError) as error:
            raise UserError(_cannot_write(file, error)) from error
        yield


def read_watches(file: Path) -> dict[str, Any]:
    """All watches of the file, as they are written; UserError where it is damaged."""
    if file.exists() and not file.is_file():  # a pipe may never end, a device never does
        raise UserError(f"Cannot read {file}: it is no regular file.")
    try:
        data = json.loads(file.read_bytes())
        written = data.pop("checksum")
        if data["format"] != FORMAT or _checksum(data) != written:
            raise ValueError
        return dict(data["watches"])
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UserError(f"Cannot read {file}: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(
            f"{file} is damaged, or of another version of Gleaner: what was answered before is not "
            "known. Delete it to begin again from now."
        ) from None


def to_watch(plain: Mapping[str, Any]) -> Watch:
    """A watch as `read_watches` gives it."""
    standings = {key: Standing.from_plain(each) for key, each in plain["standings"].items()}
    edition = EditionId.from_plain(plain["edition"])
    return Watch(edition, plain["reader"], plain["articles"], standings)


def write_watches(file: Path, watches: Mapping[str, Any]) -> None:
    """Replace the file; the caller holds its lock. UserError where it cannot be written."""
    data: dict[str, Any] = {"format": FORMAT, "watches": dict(watches)}
    data["checksum"] = _checksum(data)
    try:
        replace_file(file, [_json(data)])
    except OSError as error:
        raise UserError(_cannot_write(file, error)) from error


def to_plain(watch: Watch) -> dict[str, Any]:
    """A watch as it is written."""
    return dataclasses.asdict(watch)


def _cannot_write(file: Path, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or error
    return f"Cannot write {file}, which keeps what was answered: {reason}. Name another: --state"


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, sort_keys=True).encode()  # escaped: halves of characters stay exact


def _checksum(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(_json(data)).hexdigest()
