"""The index that the page works on: opened when it is first needed, once."""

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal, NoReturn

from index.encoder import Encoder
from index.errors import UserError
from index.reading.corpus import holds_files
from index.search import Searcher
from index.store import Store

_PAUSE = 2.0  # seconds between two looks at which version is the last
Missing = Literal["never", "gone"]  # was it never made, or is it there no more


class NoIndexError(UserError):
    """There is no index to ask."""


class OpenIndex:
    """An index's directory, the folder that it is of, and its searcher."""

    def __init__(self, directory: Path, corpus: Path, read_only: bool = False) -> None:
        self.directory = directory
        self.corpus = corpus
        self.read_only = read_only
        self.found: str | None = None  # what is wrong with it, as a check has found
        self._opening = threading.Lock()
        self._searcher: Searcher | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a finished index; UserError where that cannot be told."""
        return Store(self.directory).finished

    @property
    def missing(self) -> Missing | None:
        """How the index of files that are there is missing; None where it is not.

        Raises UserError where that cannot be told.
        """
        if self.exists or not holds_files(self.corpus):
            return None
        return "gone" if self._searcher else "never"

    def searcher(self) -> Searcher:
        """Raises NoIndexError where there is no index, yet or any more."""
        with self._opening:
            if not self.exists:
                raise NoIndexError(self._told())
            if self._searcher is None:
                self._searcher = Searcher(self.directory, serves_on=True)
            return self._searcher

    def make_ready(self) -> None:
        """Have every question after this be asked of what is the last version now.

        Where that cannot be, who asks next is told.
        """
        with suppress(UserError):
            if self._searcher is not None and self.exists:
                self._searcher.make_ready()

    def follow(self) -> NoReturn:
        """Make ready what other programs commit, so that who asks then need not wait for it."""
        while True:
            time.sleep(_PAUSE)
            self.make_ready()

    def close(self) -> None:
        """Leave nothing beside the index that was open; nobody asks any more."""
        if self._searcher is not None:
            self._searcher.close()

    def loaded_encoder(self) -> Encoder | None:
        """The encoder of what is open; None where nothing is, or its folder was deleted."""
        with self._opening:
            return self._searcher.encoder if self._searcher and self.exists else None

    def _told(self) -> str:
        """What is told of there being no index: what a person at the page can do."""
        if self._searcher or holds_files(self.corpus):
            what = "The index is missing" if self._searcher else "The articles are not indexed yet"
            if self.read_only:
                return f"{what}. Whoever started this page can see to it."
            return f"{what}. Reindex, on the Articles tab, makes it from the files."
        if self.read_only:
            return f"There are no articles yet. They belong into {self.corpus}."
        return "There are no articles yet. Add some on the Articles tab."
