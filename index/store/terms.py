"""In how many passages of an edition each term occurs, kept beside the passages' own terms.

A table counts them for the whole edition, so that a score depends on the articles that there are
and on nothing else: neither on how they came, nor on what was there before.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.store.checksums import is_terms_of
from index.store.damage import Damage
from index.store.schema import batches, marks, set_meta

TOTALS = ("text_terms", "context_terms")  # of all passages, repeats counted; in the store's meta
_TALLIED = 4_096  # passages whose terms are counted in one go
_WRITTEN = 250_000  # terms whose counts are held before they are written
# What a row of the table is known to be whole by is linear in its counts: a change adds to it, and
# what was damaged before stays told.
_OF_TERM, _OF_TEXT, _OF_CONTEXT, _MASK = 40_503, 1_000_003, 67_108_859, (1 << 48) - 1
_ADD = f"""
INSERT INTO terms VALUES (?1, ?2, ?3, (?1 * {_OF_TERM} + ?4) & {_MASK})
ON CONFLICT (term) DO UPDATE SET
    in_text = in_text + ?2, in_context = in_context + ?3, sum = (sum + ?4) & {_MASK}
"""
_FORGET = "DELETE FROM terms WHERE term = ? AND in_text = 0 AND in_context = 0"

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TermStatistics:
    """What the weights of an edition's terms are made from."""

    passages: int
    text_terms: int  # of all passages together, repeats counted
    context_terms: int
    counts: Mapping[int, tuple[int, int]]  # passages with a term in their text, in their context


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of some passages, field by field: text and context of the first, and so on."""

    terms: NDArray[np.uint32]
    fields: Numbers  # of each term: 2 * the passage's position, 1 more for its context
    lengths: Numbers  # (passages, 2): how many terms text and context have

    @classmethod
    def of(cls, packed: Sequence[bytes]) -> "Terms":
        """What index/terms.py packed, of passages whose terms are whole."""
        every = np.frombuffer(b"".join(packed), "<u4")
        sizes = np.array([len(each) // 4 for each in packed], np.int64)
        heads = np.cumsum(sizes) - sizes
        in_text = every[heads].astype(np.int64)
        lengths = np.stack([in_text, sizes - 1 - in_text], axis=1)
        fields = np.repeat(np.arange(2 * len(packed)), lengths.ravel())
        return cls(np.delete(every, heads), fields, lengths)

    def tally(self) -> "Tally":
        """In how many of these passages each term occurs."""
        first = np.ones(len(self.terms), bool)  # of its field: the terms of each are in order
        first[1:] = (self.terms[1:] != self.terms[:-1]) | (self.fields[1:] != self.fields[:-1])
        terms, is_context = self.terms[first].astype(np.int64), self.fields[first] & 1
        return _summed(terms, np.stack([1 - is_context, is_context], axis=1))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of passages by term; the terms ascend."""

    terms: Numbers
    counts: Numbers  # (terms, 2): passages with it in their text, in their context

    def __len__(self) -> int:
        return len(self.terms)


def _summed(terms: Numbers, counts: Numbers) -> Tally:
    """One row a term, of rows of which several may be of one."""
    distinct, which = np.unique(terms, return_inverse=True)
    sums = [np.bincount(which, weights=column, minlength=len(distinct)) for column in counts.T]
    return Tally(distinct, np.stack(sums, axis=1).astype(np.int64))


class Tallying:
    """Counts passages by their terms as they come and go, many at a time."""

    def __init__(self) -> None:
        self._waiting: dict[int, list[bytes]] = {1: [], -1: []}
        self._parts: list[Tally] = []
        self.totals = np.zeros(2, np.int64)  # terms in texts, in contexts

    def add(self, packed: bytes, sign: int = 1) -> None:
        """A passage with these terms has come, or gone (-1)."""
        waiting = self._waiting[sign]
        waiting.append(packed)
        if len(waiting) >= _TALLIED:
            self._count(sign)

    def __len__(self) -> int:
        """Counts that are held."""
        return sum(map(len, self._parts))

    def take(self) -> Tally:
        """What was counted since it was last taken; of a term that came and went as often, 0."""
        for sign in self._waiting:
            self._count(sign)
        parts, self._parts = self._parts, []
        if not parts:
            return Tally(np.zeros(0, np.int64), np.zeros((0, 2), np.int64))
        return _summed(
            np.concatenate([part.terms for part in parts]),
            np.concatenate([part.counts for part in parts]),
        )

    def _count(self, sign: int) -> None:
        waiting, self._waiting[sign] = self._waiting[sign], []
        if waiting:
            read = Terms.of(waiting)
            tally = read.tally()
            self.totals += sign * read.lengths.sum(axis=0)
            self._parts.append(Tally(tally.terms, sign * tally.counts))
            held = len(self._parts[0])
            if len(self) - held > max(held, _WRITTEN):
                self._parts = [self.take()]


class TermsTable:
    """The part of a change that counts terms."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._tallying = Tallying()
        self._is_lost = False

    def put(self, packed: bytes) -> None:
        """A passage with these terms has come."""
        self._tallying.add(packed)
        if len(self._tallying) > _WRITTEN:
            self._write()

    def remove(self, passage: int, packed: Any, written: Any) -> None:
        """A passage goes; `packed` and `written` are its terms and their checksum, as they are."""
        if is_terms_of(passage, packed, written):
            self._tallying.add(packed, -1)
        else:
            self.recount()

    def recount(self) -> None:
        """Have all be counted again at the end: what was counted is not to be trusted."""
        self._is_lost = True

    def finish(self, said: Mapping[str, Any]) -> None:
        """Write what has come and gone; `said` is what the store said of itself before."""
        before = [int(said.get(name, 0)) for name in TOTALS]
        if self._is_lost:
            self._sql.execute("DELETE FROM terms")
            self._tallying, before = Tallying(), [0, 0]
            query = "SELECT id, terms, terms_sum FROM passages"
            for passage, packed, written in self._sql.execute(query):
                if is_terms_of(passage, packed, written):
                    self._tallying.add(packed)
        self._write()
        for name, held, came in zip(TOTALS, before, self._tallying.totals.tolist(), strict=True):
            set_meta(self._sql, name, held + came)

    def _write(self) -> None:
        tally = self._tallying.take()
        if not len(tally):
            return
        sums = tally.counts @ np.array([_OF_TEXT, _OF_CONTEXT])
        rows = np.column_stack([tally.terms, tally.counts, sums])[tally.counts.any(axis=1)]
        self._sql.executemany(_ADD, rows.tolist())
        fewer = rows[(rows[:, 1:3] < 0).any(axis=1), :1]
        self._sql.executemany(_FORGET, fewer.tolist())


def read_terms(
    connection: sqlite3.Connection, damage: Damage, passages: Sequence[int]
) -> dict[int, bytes]:
    """The packed terms of these passages; what is damaged is left out, and noted."""
    found: dict[int, bytes] = {}
    for batch in batches(passages):
        query = f"SELECT id, terms, terms_sum FROM passages WHERE id IN ({marks(batch)})"
        rows = connection.execute(query, batch).fetchall()
        found |= {row[0]: row[1] for row in rows if is_terms_of(*row)}
        for id in set(batch) - found.keys():
            damage.note(f"the words of passage {id}")
    return found


def read_statistics(
    connection: sqlite3.Connection, damage: Damage, said: Mapping[str, Any], terms: Sequence[int]
) -> TermStatistics:
    """The counts of these terms; one that no passage has, or whose row is damaged, has none."""
    counts = {}
    for batch in batches(terms):
        for row in _rows(connection, f"WHERE term IN ({marks(batch)})", batch):
            if is_whole_count(row):
                counts[row[0]] = (row[1], row[2])
            else:
                damage.note(LOST_COUNTS)
    totals = [int(said.get(name, 0)) for name in TOTALS]
    return TermStatistics(int(said.get("passages", 0)), totals[0], totals[1], counts)


LOST_COUNTS = "in how many passages words occur"


def is_whole_count(row: Sequence[Any]) -> bool:
    """Whether a row of the table is what was written."""
    if not all(isinstance(each, int) for each in row):
        return False
    term, in_text, in_context, written = row
    made = term * _OF_TERM + in_text * _OF_TEXT + in_context * _OF_CONTEXT
    return bool(made & _MASK == written)


def _rows(
    connection: sqlite3.Connection, where: str, values: Sequence[int] = ()
) -> Iterator[tuple[Any, ...]]:
    yield from connection.execute(
        f"SELECT term, in_text, in_context, sum FROM terms {where}", values
    )


def holds(connection: sqlite3.Connection, said: Mapping[str, Any], counted: Tallying) -> bool:
    """Whether the table and the totals are what was counted of every passage."""
    tally = counted.take()
    expected = zip(tally.terms.tolist(), tally.counts.tolist(), strict=True)
    for row in _rows(connection, "ORDER BY term"):
        term, counts = next(expected, (None, None))
        if not is_whole_count(row) or term != row[0] or counts != [*row[1:3]]:
            return False
    is_all = next(expected, None) is None
    return is_all and [said.get(name) for name in TOTALS] == counted.totals.tolist()
