"""Which words passages hold, and how many passages hold each: as damage finds them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.build import BuildReport
from index.checking.check import check_index
from index.engines.bm25 import K1, B, Weighing, idf
from index.search import Searcher
from index.store import LOST_COUNTS, STORE_FILE, Store
from index.store.terms import TermsTable, is_whole_count
from index.terms import pack_terms, question_stems, term
from tests.building.files import write
from tests.fakes import WordEncoder

QUESTION = "How many lorries does the bridge carry?"


def harm(directory: Path, statement: str) -> None:
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        assert store.execute(statement).rowcount > 0


def scores(directory: Path) -> dict[str, float]:
    hits = Searcher(directory, WordEncoder()).search(QUESTION).hits
    return {hit.passage.article.path: hit.score for hit in hits}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE terms SET in_text = in_text + 2",
        "UPDATE terms SET in_text = 'many'",
        "UPDATE terms SET sum = sum + 1",
        "UPDATE terms SET term = term + 1",
        "DELETE FROM terms",
        f"DELETE FROM terms WHERE term = {term('lorri')}",
    ],
)
def test_damaged_counts_are_told_and_counted_again(
    directory: Path, build: Callable[..., BuildReport], statement: str
) -> None:
    build()
    before = scores(directory)
    harm(directory, statement)
    notice = Searcher(directory, WordEncoder()).search(QUESTION).notice
    assert notice is not None
    assert LOST_COUNTS in notice
    assert [each.where for each in check_index(directory).problems] == ["the table of terms"]
    encoder = WordEncoder()
    assert [each.where for each in build(encoder).mended] == ["the table of terms"]
    assert encoder.encoded == []
    assert check_index(directory).problems == ()
    assert scores(directory) == before


@pytest.mark.parametrize("value", ["x''", "x'ffffffff'", "x'00000000'", "NULL", "'bridge'"])
def test_a_passage_whose_terms_are_damaged_is_told_and_mended(
    directory: Path, build: Callable[..., BuildReport], value: str
) -> None:
    build()
    before = scores(directory)
    bridge = "(SELECT id FROM articles WHERE path LIKE '%bridge%')"
    harm(directory, f"UPDATE passages SET terms = {value} WHERE article = {bridge}")
    notice = Searcher(directory, WordEncoder()).search(QUESTION).notice
    assert notice is not None
    assert "the words of passage" in notice
    assert "its terms are not what was written" in {e.what for e in check_index(directory).problems}
    build()
    assert check_index(directory).problems == ()
    assert scores(directory) == before


def test_a_count_that_is_damaged_stays_told_when_it_is_added_to() -> None:
    store = sqlite3.connect(":memory:")
    store.execute("CREATE TABLE meta (key PRIMARY KEY, value)")
    store.execute("CREATE TABLE terms (term INTEGER PRIMARY KEY, in_text, in_context, sum)")
    passage = pack_terms("Nine ships waited.", "Ships")

    def change(count: int) -> None:
        table = TermsTable(store)
        for _ in range(count):
            table.put(passage)
        table.finish({})

    def whole() -> set[int]:
        return {row[0] for row in store.execute("SELECT * FROM terms") if is_whole_count(row)}

    change(3)
    every = {term(stem) for stem in ("nine", "ship", "wait")}
    assert whole() == every
    store.execute("UPDATE terms SET in_text = 8 WHERE term = ?", (term("ship"),))
    assert whole() == every - {term("ship")}
    change(2)
    assert whole() == every - {term("ship")}
    assert len(every) == store.execute("SELECT count(*) FROM terms").fetchone()[0]


def test_a_term_that_no_passage_has_any_more_is_not_kept(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    write(corpus, "whale.txt", "A whale was seen beside the bridge.")
    build()

    def is_known(stem: str) -> bool:
        with Store(directory).snapshot() as snapshot:
            return term(stem) in snapshot.term_statistics([term(stem)]).counts

    assert is_known("whale")
    (corpus / "whale.txt").unlink()
    build()
    assert not is_known("whale")
    assert is_known("bridg")


def test_a_weight_is_what_the_formula_says(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    """Three passages of 11, 9 and 12 words; "lorries" is in one of them, and in no title."""
    build()
    with Store(directory).snapshot() as snapshot:
        ids, _ = snapshot.changes_since(0)
        found = Weighing(snapshot, [*map(term, question_stems("lorries"))]).scores(ids)
        lengths = {id: len(passage.text.split()) for id, passage in snapshot.passages(ids).items()}
    (holder,) = (id for id, score in found.items() if score)
    mean = sum(lengths.values()) / 3
    times = (K1 + 1) / (1 + K1 * (1 - B + B * lengths[holder] / mean))
    assert found[holder] == pytest.approx(idf(3, 1) * times)
