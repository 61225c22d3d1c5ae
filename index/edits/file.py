"""The file of corrections: read whole, replaced whole, never half-written."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.edits.folder import edits_folder
from index.edits.outside import changed_outside
from index.edits.records import (
    Change,
    Correction,
    Corrections,
    Place,
    checked_values,
    place_of,
)
from index.errors import UserError
from index.reading.facts import SURROGATES
from index.store import Problem, Store
from index.store.locks import file_lock, replace_file, sync_folder
from index.store.snapshot import Snapshot

CORRECTIONS_FILE = "corrections.json"
FORMAT = 1
_UNTOLD = ""  # in place of the checksum: what others changed is still to be told by a build
_LOCK = "corrections.lock"
_CALLED = "The corrections of the articles"


def read_corrections(directory: Path) -> Corrections:
    """The corrections beside an index; none where there is no file of them.

    Raises UserError where it cannot be read, or is not one that Gleaner wrote or a person could.
    """
    path = edits_folder(directory) / CORRECTIONS_FILE
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Corrections(is_missing=True)
    except OSError as error:
        raise UserError(f"{_CALLED} cannot be read: {path}: {error.strerror}.") from error
    except (ValueError, RecursionError):
        raise _malformed(path, "it is not JSON") from None
    if not isinstance(data, dict) or not isinstance(data.get("corrections"), dict):
        raise _malformed(path, "it holds no corrections")
    if data.get("format") != FORMAT:
        raise _malformed(path, f"its format is {data.get('format')!r:.40}, not {FORMAT}")
    found = {}
    for name, entry in data["corrections"].items():
        try:
            found[name] = _correction(name, entry)
        except UserError as error:
            raise _malformed(path, f"{name!r:.200}: {error}") from None
    written = data.get("checksum")  # an earlier form has none, and is believed
    return Corrections(found, written is None or written == _checksum(data["corrections"]))


def known_corrections(directory: Path, snapshot: Snapshot) -> Corrections:
    """The same for who has the index: that their file is gone is as if all were taken out of it."""
    found = read_corrections(directory)
    if found.is_missing and snapshot.was_corrected:
        return Corrections(is_as_written=False)
    return found


def check_corrections(directory: Path, snapshot: Snapshot) -> list[Problem]:
    """What is wrong with their file, or was changed in it by others and not told by a build."""
    try:
        return changed_outside(known_corrections(directory, snapshot), snapshot)
    except UserError as error:
        return [Problem(str(error), "the file of corrections", "a copy of that file")]


def change_corrections(directory: Path, changes: Iterable[Change]) -> list[Change]:
    """Make changes, of articles in the index, and keep them; the next build brings them there.

    Return what makes them what they were before. Raises UserError where an article is not in the
    index, or the file of corrections cannot be read or written; then nothing is changed.
    """
    folder = edits_folder(directory)
    try:
        folder.mkdir(exist_ok=True)
        with file_lock(folder / _LOCK):
            corrections = read_corrections(directory)
            is_told = _is_told(directory, corrections)
            now, before = corrections.changed(_with_places(directory, changes))
            plain = {path: _plain(each) for path, each in sorted(now.by_path.items())}
            checksum = _checksum(plain) if is_told else _UNTOLD
            data = {"format": FORMAT, "checksum": checksum, "corrections": plain}
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            replace_file(folder / CORRECTIONS_FILE, [text.encode()])
            sync_folder(folder)
    except (OSError, NotImplementedError) as error:  # the latter of a disk without locks
        why = getattr(error, "strerror", None) or error
        raise UserError(f"{_CALLED} cannot be kept in {folder}: {why}.") from error
    return before


def _is_told(directory: Path, corrections: Corrections) -> bool:
    """Whether a build has told all that was changed in the file otherwise.

    Raises UserError where the file is gone: a new one would end what it held.
    """
    with Store(directory).snapshot() as snapshot:
        if corrections.is_missing and snapshot.was_corrected:
            path = edits_folder(directory) / CORRECTIONS_FILE
            raise UserError(
                f"{_CALLED} are gone: {path}. Put the file back; or run a build first, after which "
                "what the articles' files say counts again."
            )
        return not changed_outside(corrections, snapshot)


def _checksum(corrections: Any) -> str:
    text = json.dumps(corrections, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _with_places(directory: Path, changes: Iterable[Change]) -> list[tuple[Place, Change]]:
    pairs = []
    places: dict[str, Place] = {}
    with Store(directory).snapshot() as snapshot:
        for change in changes:
            # No path in an index holds halves of characters: it would not be text.
            path = change.article.encode("utf-8", "backslashreplace").decode()
            if path not in places:
                article = snapshot.article(path)
                if article is None:
                    raise UserError(f"There is no article {path} in the index.")
                places[path] = place_of(article)
            pairs.append((places[path], change))
    return pairs


def _correction(path: str, entry: Any) -> Correction:
    if not isinstance(entry, dict) or not isinstance(entry.get("set"), dict) or not entry["set"]:
        raise UserError("it sets nothing")
    if unknown := sorted(entry.keys() - {"file", "text", "set"}):
        raise UserError(f"it holds {unknown[0]!r:.100}, which is not known")
    file, text = entry.get("file", path), entry.get("text")
    if (
        not isinstance(file, str)
        or not isinstance(text, str | None)
        or (text is None) != (file == path)
    ):
        raise UserError("it does not say which article it is of")
    if any(map(SURROGATES.search, (path, file, text or ""))):
        raise UserError("it holds half a character")
    return Correction(file, checked_values(entry["set"]), text)


def _plain(correction: Correction) -> dict[str, Any]:
    """A correction as it lies in the file, whose reader may be a person."""
    of_several = {"file": correction.file, "text": correction.text}
    return {**(of_several if correction.text else {}), "set": dict(correction.values)}


def _malformed(path: Path, why: str) -> UserError:
    return UserError(
        f"{_CALLED} cannot be read: {path}: {why}. Mend the file, or move it away; until then the "
        "index stays as it is."
    )
