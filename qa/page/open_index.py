"""The index that the page works on: opened when it is first needed, once."""

import threading
from pathlib import Path

from index.commands import command
from index.encoder import Encoder
from index.errors import UserError
from index.search import Searcher
from index.store import Store


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

    def searcher(self) -> Searcher:
        """Raises UserError where there is no index yet."""
        with self._opening:
            if self._searcher is None:
                if not self.exists:
                    here = "Run" if self.read_only else "Add some on the Articles tab, or run"
                    raise UserError(
                        f"There are no articles yet. {here}: "
                        f"{command('gleaner-index')} {self.corpus} --index {self.directory}"
                    )
                self._searcher = Searcher(self.directory)
            return self._searcher

    def loaded_encoder(self) -> Encoder | None:
        """The encoder of what is open; None where nothing is, or its folder was deleted."""
        with self._opening:
            return self._searcher.encoder if self._searcher and self.exists else None
