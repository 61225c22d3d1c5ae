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
from index.store.remembered import count_of_damaged

LEAST_REMOVED = 10  # articles; fewer are removed without a question, unless none is left


@dataclass(frozen=True, slots=True)
class Guard:
    """Asks before most articles of an index go, or all that there are."""

    directory: Path
    before: int  # articles that it held, where it may be made again
    how: str  # the option that makes it so

    @classmethod
    def of(
        cls, store: Store, rebuild: bool, repair: bool, allow_removals: bool, files: int
    ) -> "Guard | None":
        """The guard of an index, which need not be; none where its articles are to go.

        Raises UserError at once where it is to be made again of no `files`: whatever else is wrong
        with it, that would be the end of it.
        """
        if allow_removals:
            return None
        is_anew = rebuild or repair
        how = " --rebuild" if rebuild else " --repair" if repair else ""
        guard = cls(store.directory, _held(store) if is_anew else 0, how)
        if is_anew and not files:
            guard.check_anew(0)
        return guard

    def check_anew(self, added: int) -> None:
        """The same for an index that is made again, of `added` articles."""
        self.check(self.before, self.before - added, added)

    def check(self, held: int, removed: int, added: int = 0) -> None:
        """Raise UserError where too many go: of `held` articles `removed`, while `added` come."""
        is_most = removed >= LEAST_REMOVED and removed > held / 2
        is_all = 0 < held <= removed and not added
        if not is_most and not is_all:
            return
        raise UserError(
            f"The files of {removed} of the {held} articles in {self.directory} are gone, hold "
            "less than they did or cannot be read; it is left as it was. Look whether the folders "
            "are the right ones, and their disk is there. If the articles are to go: "
            f"{command('gleaner-index')} CORPUS --index {self.directory}{self.how} --allow-removals"
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
    """How many articles an index holds; of one too damaged to tell, one at least."""
    with suppress(UserError), store.snapshot() as snapshot:
        return snapshot.statistics().articles
    return count_of_damaged(store.path)
