"""The files of watched questions, beside an index: the questions, what was answered, what changed.

The questions are a file as `qa batch` and `qa watch` read it, and can be edited; what was answered
is a state of `qa watch`, apart from the command's own; what changed is lost with little harm.
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from index.edits.folder import questions_file
from index.errors import UserError
from index.store.locks import file_lock, replace_file
from qa.questions import BatchQuestion, read_line, read_questions
from qa.rows import to_json
from qa.watch.state import Watch, locked, read_watches, to_plain, to_watch, write_watches

Json = dict[str, Any]
Signature = tuple[int, int] | None  # time of the last change in nanoseconds, size


class WatchedFiles:
    """Those of one index; where nothing may be written, what was read and what came since."""

    def __init__(self, directory: Path, writes: bool) -> None:
        self.path = questions_file(directory)
        self._state = self.path.with_name(f"{self.path.name}.page.json")
        self._log = self.path.with_name(f"{self.path.name}.changes.json")
        self._writes = writes
        self._reading = threading.Lock()
        self._memory: dict[str, Watch] = {}  # where nothing is written
        self._questions: tuple[Signature, list[BatchQuestion]] = (None, [])
        self._changes: tuple[Signature, list[Json]] = (None, [])

    def signature(self) -> Signature:
        """What tells that the file of questions was changed."""
        return _signature(self.path)

    def questions(self) -> list[BatchQuestion]:
        """The rows of the file; UserError where it cannot be read."""
        with self._reading:
            signature = self.signature()
            if self._questions[0] != signature:
                rows = list(read_questions(self.path)) if signature else []
                self._questions = (signature, rows)
            return self._questions[1]

    def add(self, question: str, filters: Mapping[str, str]) -> None:
        """Put it at the end, unless it is there. Raises UserError where it cannot be written."""
        row = to_json({"question": question, **filters}).decode()
        with self._rewriting() as lines:
            known = [each for each in map(read_line, lines) if not each.error]
            if not any(_is(each, question, filters) for each in known):
                lines.append(row)

    def remove(self, question: str, filters: Mapping[str, str]) -> None:
        """Take it out, however often it is there, rows that cannot be asked among them."""
        with self._rewriting() as lines:
            lines[:] = [line for line in lines if not _is(read_line(line), question, filters)]

    @contextmanager
    def _rewriting(self) -> Iterator[list[str]]:
        try:
            with file_lock(self.path.with_name(f"{self.path.name}.lock")):
                before = self.path.read_bytes() if self.path.exists() else b""
                text = before.decode("utf-8-sig", "surrogateescape")
                lines = [line for line in text.split("\n") if line.strip()]
                yield lines
                after = "".join(f"{line}\n" for line in lines)
                replace_file(self.path, [after.encode("utf-8", "surrogateescape")])
        except (OSError, NotImplementedError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UserError(f"{self.path.name} cannot be written: {reason}.") from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the right to say what was answered, where it is written."""
        if not self._writes:
            yield
            return
        with locked(self._state):
            yield

    def read(self, key: str) -> Watch | None:
        """What was answered at the last look. Raises UserError where that is damaged."""
        if key in self._memory:
            return self._memory[key]
        watches = read_watches(self._state)
        return to_watch(watches[key]) if key in watches else None

    def write(self, key: str, after: Watch, changes: Sequence[Json], kept: int) -> None:
        """Keep what changed, so many for a question, and then what was answered.

        The caller holds the lock. Raises UserError where it cannot be written.
        """
        if changes:
            self._append(changes, kept)
        if not self._writes:
            self._memory[key] = after
            return
        watches = read_watches(self._state)
        if watches.get(key) != (plain := to_plain(after)):
            write_watches(self._state, {**watches, key: plain})

    @property
    def latest(self) -> int:
        """The number of the latest change; 0 where there was none."""
        return max((each["number"] for each in self._read_changes()), default=0)

    def changes_of(self, question: str, filters: Mapping[str, str]) -> list[Json]:
        """What changed of it lately, the latest first."""
        own = [each for each in self._read_changes() if _names(each, question, filters)]
        return sorted(own, key=lambda each: -each["number"])

    def _append(self, changes: Sequence[Json], kept: int) -> None:
        number, known = self.latest, list(self._read_changes())
        for each in changes:
            number += 1
            before = [one for one in known if _names(one, each["question"], each["filters"])]
            for old in before[: max(0, len(before) + 1 - kept)]:
                known.remove(old)
            known.append({**each, "number": number})
        if not self._writes:
            self._changes = (self._changes[0], known)
            return
        try:
            replace_file(self._log, [to_json({"changes": known})])
        except OSError as error:
            raise UserError(f"{self._log.name} cannot be written: {error.strerror}.") from error

    def _read_changes(self) -> list[Json]:
        signature = _signature(self._log)
        if self._changes[0] != signature:
            found: list[Json] = []
            with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                rows = json.loads(self._log.read_bytes())["changes"]
                found = [each for each in rows if _is_change(each)]
            self._changes = (signature, found)
        return self._changes[1]


def _signature(file: Path) -> Signature:
    with suppress(OSError):
        status = file.stat()
        return status.st_mtime_ns, status.st_size
    return None


def _is_change(row: Any) -> bool:
    """Whether a row of the log, which anybody may have edited, is one that was kept."""
    kinds = {"number": int, "question": str, "filters": dict}
    return isinstance(row, dict) and all(type(row.get(name)) is kinds[name] for name in kinds)


def _names(row: Mapping[str, Any], question: str, filters: Mapping[str, str]) -> bool:
    return bool(row["question"] == question and row["filters"] == dict(filters))


def _is(row: BatchQuestion, question: str, filters: Mapping[str, str]) -> bool:
    """Whether a row of the file is that question with those filters, as it is listed."""
    return row.question.strip() == question and row.filters == dict(filters)
