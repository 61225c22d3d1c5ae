"""Changes made on the page: files saved into the corpus, and the index made to match it."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.build import build_index
from index.commands import command
from index.errors import UserError
from index.own_limits import own_limits
from index.reading.corpus import READERS
from index.workers.limits import Limits
from qa.page.open_index import OpenIndex
from qa.page.uploads import safe_name, save_upload

_TICK = 0.2  # seconds between two reports of progress


class Rebuild:
    """One build at a time, whoever asks for it, with its progress for all."""

    def __init__(
        self, index: OpenIndex, patience: float = 60.0, limits: Limits | None = None
    ) -> None:
        """`patience`: how many seconds a build waits for that of another process.

        Without limits, those that the index remembers.
        """
        self.progress: dict[str, Any] | None = None  # of the build under way
        self.last_build: dict[str, Any] | None = None
        self._index = index
        self._patience = patience
        self._limits = limits
        self._building = threading.Lock()
        self._choosing = threading.Lock()
        self._next: _Job | None = None  # which has not begun
        self._allow_removals = False  # in that one

    def add(self, uploads: Sequence[tuple[Path, str]]) -> list[dict[str, Any]]:
        """Save uploaded files into the corpus; say under which name, or why not."""
        saved = []
        for upload, name in uploads:
            row: dict[str, Any] = {"name": name, "saved_as": None, "reason": None}
            try:
                if Path(safe_name(name)).suffix.lower() not in READERS:
                    raise UserError(f"not a format that can be read: {', '.join(READERS)}")
                self._check_corpus()
                corpus = self._index.corpus
                limits = self._limits or own_limits(self._index.directory)
                row["saved_as"] = save_upload(upload, name, corpus, limits.max_bytes)
            except UserError as error:
                row["reason"] = str(error)
            finally:
                upload.unlink(missing_ok=True)
            saved.append(row)
        return saved

    def run(self, allow_removals: bool = False) -> Iterator[dict[str, Any]]:
        """Make the index match the corpus, yielding progress and at last the report.

        It goes on if nobody listens any more. Most articles go only with `allow_removals`: they
        were removed here. Raises UserError where it cannot be done, or OSError.
        """
        with self._choosing:  # one that has not begun will see all that is there by now
            self._allow_removals |= allow_removals
            job = self._next = self._next or _Job(self._build)
        while not job.finished.wait(_TICK):
            yield {"building": self.progress}
        if job.error:
            raise job.error
        yield {"building": None, "report": self.last_build}

    def _build(self) -> None:
        with self._building:
            with self._choosing:
                self._next = None
                allow_removals, self._allow_removals = self._allow_removals, False
            try:
                if not allow_removals:
                    self._check_corpus()
                self._tell(0.0, "reading the articles")
                self._index.corpus.mkdir(parents=True, exist_ok=True)
                report = build_index(
                    [self._index.corpus],
                    self._index.directory,
                    self._index.loaded_encoder(),
                    progress=self._tell,
                    limits=self._limits,
                    patience=self._patience,
                    allow_removals=allow_removals,
                )
                self._index.make_ready()
                self.last_build = asdict(report)
            except BaseException:
                with self._choosing:  # what was removed here is to go with the next one
                    self._allow_removals |= allow_removals
                raise
            finally:
                self.progress = None

    def _tell(self, share: float, what: str) -> None:
        self.progress = {"share": round(share, 4), "what": what}

    def _check_corpus(self) -> None:
        """Refuse to reindex a folder that the index is not of: every article would be removed."""
        index = self._index
        if not index.exists:
            return
        paths = [each.path for each in index.searcher().articles()]
        if paths and not any(_is_there(index.corpus, path) for path in paths):
            raise UserError(
                f"None of the articles in {index.directory} is in {index.corpus}. Start the page "
                "with --corpus and the folder that was indexed, or, if they are to be removed, "
                f"run: {command('gleaner-index')} {index.corpus} --index {index.directory} "
                "--allow-removals"
            )


class _Job:
    """Work in a thread of its own; what goes wrong is kept for who waits."""

    def __init__(self, work: Any) -> None:
        self.finished = threading.Event()
        self.error: Exception | None = None
        self._work = work
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:
            self.error = error
        finally:
            self.finished.set()


def _is_there(corpus: Path, path: str) -> bool:
    """Whether the file of an article is in the corpus; a row's path is its file's and "#3"."""
    return (corpus / path).exists() or (corpus / path.rpartition("#")[0]).is_file()
