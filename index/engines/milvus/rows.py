"""What Milvus holds of each passage: its vector, its words with Gleaner's own weights, its facts.

An engine's own BM25 counts by segment or shard, and drifts. So each term has the weight here that
bm25.py gives it, of the mean lengths that a collection was begun with; a question brings idf, of
its own edition. An inner product is then the BM25 of a passage, but for how the means have moved
since, and nobody takes it for more than a proposal: what is proposed is weighed again.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.engines.bm25 import K1, B, mean_lengths
from index.records import Filters
from index.store import Snapshot, Terms
from index.terms import analyzer, term
from index.wanted import RUNS, Term

ID, DENSE, WORDS, DATE, SOURCE = "id", "dense", "words", "date", "source"
MARKER_ID = 0  # of the row that says what the others reflect; passages count from 1
LONGEST_SOURCE = 60_000  # characters as written; of a longer one its sum
_HIGHEST = 2**32 - 2  # number of a sparse vector's dimension
_OF_CONTEXT = 0x9E3779B9  # moves the terms of contexts away from those of texts
_NOTHING = _HIGHEST - 1  # where a passage has no words: no vector may be empty
_GRAM = 2  # letters

Sparse = dict[int, float]
Means = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as Milvus holds it."""

    id: int
    dense: Vectors  # float32 (dimension,)
    words: Sparse
    date: int  # proleptic ordinal; 0 for none
    source: str  # as source_text writes it

    def plain(self) -> dict[str, Any]:
        return {
            ID: self.id, DENSE: self.dense, WORDS: self.words, DATE: self.date,
            SOURCE: self.source,
        }  # fmt: skip


def rows_of(snapshot: Snapshot, ids: Sequence[int], means: Means) -> Iterator[Row]:
    """Rows of those of these passages that are whole."""
    vectors = {
        id: row
        for held, matrix in snapshot.vectors(ids)
        for id, row in zip(held.tolist(), matrix, strict=True)
    }
    packed, grams = snapshot.terms(ids), _grams_of(snapshot, ids)
    known = {id: packed[id] for id in ids if id in vectors and id in packed}
    words = dict(zip(known, sparse_of(list(known.values()), means), strict=True))
    for id, date, source in snapshot.dates_and_sources(list(known)):
        sparse = {**dict.fromkeys(grams.get(id, ()), 1.0), **words[id]} or {_NOTHING: 1.0}
        yield Row(id, vectors[id], sparse, date_number(date), source_text(source))


def sparse_of(packed: Sequence[bytes], means: Means) -> Iterator[Sparse]:
    """The terms of passages with their weights, idf left out."""
    if not packed:
        return
    read = Terms.of(packed)
    norms = K1 * (1 - B + B * read.lengths / np.array(means))
    bounds = np.concatenate([[0], np.cumsum(read.lengths.ravel())])
    for row in range(len(packed)):
        found: Sparse = {}
        for field in (0, 1):
            part = slice(bounds[2 * row + field], bounds[2 * row + field + 1])
            terms, times = np.unique(read.terms[part], return_counts=True)
            weights = (times * (K1 + 1) / (times + norms[row, field])).tolist()
            found |= zip(dimensions(terms, field), weights, strict=True)
        yield found


def dimensions(terms: NDArray[Any], field: int) -> list[int]:
    """The dimensions of terms in a text (0) or a context (1)."""
    moved = terms.astype(np.uint64) ^ (_OF_CONTEXT if field else 0)
    found: list[int] = np.minimum(moved, _HIGHEST).tolist()
    return found


def dimension_of(stem: str, field: int) -> int:
    return dimensions(np.array([term(stem)]), field)[0]


def means_of(snapshot: Snapshot) -> Means:
    """Terms of the average passage of an edition, in text and context."""
    text, context = mean_lengths(snapshot.term_statistics([])).tolist()
    return text, context


def gain(now: Means, then: Means) -> float:
    """How many times as much a passage may weigh now as with the means it was written with.

    A weight is times * (K1 + 1) / (times + norm), and norm is linear in one by the mean length: it
    shrinks by no more than the mean grew, so that the weight grows by no more than that.
    """
    return max(1.0, now[0] / then[0], now[1] / then[1])


def date_number(date: datetime.date | None) -> int:
    return date.toordinal() if date else 0


def source_text(source: str | None) -> str:
    """A source in letters that mean nothing in a filter, whatever it holds; "" for none."""
    if source is None:
        return ""
    text = "=" + quote(source, safe="", errors="backslashreplace")
    if len(text) <= LONGEST_SOURCE:
        return text
    return "sha256:" + hashlib.sha256(source.encode("utf-8", "backslashreplace")).hexdigest()


def condition(filters: Filters, highest: int, above: int = MARKER_ID) -> str:
    """What a row fulfils that the filters leave, and that is no later than the id `highest`."""
    parts = [f"{ID} > {above}", f"{ID} <= {highest}"]
    if filters.after or filters.before:
        parts.append(f"{DATE} >= {max(1, date_number(filters.after))}")
    if filters.before:
        parts.append(f"{DATE} <= {date_number(filters.before)}")
    if filters.source is not None:
        parts.append(f'{SOURCE} == "{source_text(filters.source)}"')
    return " and ".join(parts)


def _grams_of(snapshot: Snapshot, ids: Sequence[int]) -> Mapping[int, set[int]]:
    """By passage, what finds a part of a term, where a term is a run of words (wanted.py)."""
    found: dict[int, set[int]] = {}
    for entry in snapshot.entries(ids):
        for field, text in enumerate((entry.text, entry.context)):
            if RUNS.search(text):
                runs = [stem for stem in analyzer().analyze(text) if Term(stem).is_part]
                each = {gram for stem in runs for gram in _grams(stem)}
                found.setdefault(entry.id, set()).update(gram_of(gram, field) for gram in each)
    return found


def _grams(stem: str) -> set[str]:
    """Its letters, and its neighbours."""
    return {*stem, *(stem[at : at + _GRAM] for at in range(len(stem) - _GRAM + 1))}


def gram_of(part: str, field: int) -> int:
    """The dimension that every passage has whose terms have this part, of the given field."""
    return dimension_of(f"part {part[:_GRAM]}", field)
