"""Keeps an index from losing most of its articles at once: a disk may not be there."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.commands import command
from index.errors import UserError
from index.store import Store
from index.store.checksums import text_checksum

LEAST_REMOVED = 10  # articles; fewer are removed without a question, unless none is left


@dataclass(frozen=True, slots=True)
class Guard:
    """Asks before most articles of an index go, or all that there are."""

    directory: Path
    rebuilt: int | None  # articles that it held, where it is made again

    @classmethod
    def of(cls, store: Store, rebuild: bool, allow_removals: bool) -> "Guard | None":
        """The guard of an index, which need not be; none where its articles are to go."""
        return None if allow_removals else cls(store.directory, _held(store) if rebuild else None)

    @property
    def is_rebuilt(self) -> bool:
        return self.rebuilt is not None

    def check(self, held: int, removed: int, added: int = 0) -> None:
        """Raise UserError where too many go: of `held` articles `removed`, while `added` come."""
        if self.rebuilt is not None:
            held, removed = self.rebuilt, self.rebuilt - added
        is_most = removed >= LEAST_REMOVED and removed > held / 2
        is_all = 0 < held <= removed and not added
        if not is_most and not is_all:
            return
        again = " --rebuild" if self.rebuilt is not None else ""
        raise UserError(
            f"The files of {removed} of the {held} articles in {self.directory} are gone, hold "
            "less than they did or cannot be read; it is left as it was. Look whether the folders "
            "are the right ones, and their disk is there. If the articles are to go: "
            f"{command('gleaner-index')} CORPUS --index {self.directory}{again} --allow-removals"
        )


class Lost:
    """The articles whose file is gone, but for those whose text came back in another."""

    def __init__(self, sums: Iterable[bytes]) -> None:
        """`sums`: the text_checksum of each."""
        self._sums = Counter(sums)
        self.count = self._sums.total()

    def find(self, text: str) -> None:
        """This text is that of an article that came."""
        if self.count and self._sums[known := text_checksum(text.encode())]:
            self._sums[known] -= 1
            self.count -= 1


def _held(store: Store) -> int:
    """How many articles an index holds; none where that cannot be told."""
    with suppress(UserError), store.snapshot() as snapshot:
        return snapshot.statistics().articles
    return 0
