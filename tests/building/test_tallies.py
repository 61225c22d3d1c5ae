"""How much there is of each day and source: kept as it would be counted, under checksums."""

import datetime
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.checking.check import check_index
from index.records import Filters, Statistics
from index.search import Searcher
from index.store import STORE_FILE, Store
from index.store.seal import seal_meta
from tests.building.files import write
from tests.fakes import WordEncoder

SOURCES = (None, "Wire", "Post", "*", "@", "-", "")
DAYS = (None, datetime.date(2020, 2, 28), datetime.date(2021, 1, 1), datetime.date(2023, 5, 1))
EVERY = [
    Filters(after, before, source)
    for after, before, source in product(DAYS, DAYS, (*SOURCES, "Nobody"))
]


def article(folder: Path, number: int, chance: random.Random) -> None:
    source, day = chance.choice(SOURCES), chance.choice(DAYS)
    head = f"source: '{source}'\n" * (source is not None) + f"date: {day}\n" * (day is not None)
    text = f"Buoy {number} is green. " * chance.choice((1, 80))
    write(folder, f"n{number}.md", f"---\n{head}---\n{text}" if head else text)


def by_hand(directory: Path, filters: Filters) -> Statistics:
    """What the filters leave, counted in the articles' rows."""
    with Store(directory).snapshot() as snapshot:
        left = [
            each
            for each in snapshot.articles()
            if (filters.source is None or each.source == filters.source)
            and (filters.after is None or (each.date and each.date >= filters.after))
            and (filters.before is None or (each.date and each.date <= filters.before))
        ]
    dates = [each.date for each in left if each.date]
    return Statistics(
        len(left),
        sum(each.passages for each in left),
        len(left) - len(dates),
        min(dates, default=None),
        max(dates, default=None),
    )


def run(directory: Path, statement: str) -> int:
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        return store.execute(statement).rowcount


@pytest.fixture
def many(corpus: Path, directory: Path) -> Path:
    """An index that was built, added to, changed and taken from."""
    chance = random.Random(11)
    for count in (40, 60):
        for number in range(count):
            if chance.random() < 0.2:
                (corpus / f"n{number}.md").unlink(missing_ok=True)
            elif number >= count - 40:
                article(corpus, number, chance)
        build_index([corpus], directory, WordEncoder())
    return directory


def test_what_is_kept_is_what_is_there(many: Path) -> None:
    assert check_index(many).problems == ()
    searcher = Searcher(many, WordEncoder())
    for filters in EVERY:
        assert searcher.statistics(filters) == by_hand(many, filters), filters
    with searcher.edition() as edition:
        assert not list(edition.damage)
        named = {each.source for each in edition.store.articles() if each.source is not None}
        assert edition.store.sources() == sorted(named)


def test_counting_reads_no_articles(many: Path) -> None:
    searcher, asked = Searcher(many, WordEncoder()), list[str]()
    with searcher.edition() as edition:
        edition.statistics()
        edition.store._sql.set_trace_callback(asked.append)
        for filters in EVERY[1:90]:
            edition.statistics(filters)
    assert asked
    assert all(" FROM tallies " in statement for statement in asked), asked


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE tallies SET articles = 9 WHERE source = '=Wire' AND date = '=2021-01-01'",
        "UPDATE tallies SET passages = 0.5 WHERE source = '*' AND date = '=2021-01-01'",
        "UPDATE tallies SET date = '=3021-01-01' WHERE date = '=2021-01-01'",
        "UPDATE tallies SET source = '=Wired' WHERE source = '=Wire' AND date = '=2021-01-01'",
        "UPDATE tallies SET date = '=Wired' WHERE source = '@' AND date = '=Wire'",
        "DELETE FROM tallies WHERE source = '=Wire' AND date = '=2021-01-01'",
        "DELETE FROM tallies WHERE source = '@' AND date = '=Wire'",
        "DELETE FROM tallies WHERE source = '=Wire'",
        "DELETE FROM tallies WHERE date = '*'",
    ],
)
def test_a_count_that_is_damaged_is_told_and_not_used(corpus: Path, many: Path, harm: str) -> None:
    assert run(many, harm)
    wire = Filters(after=DAYS[1], source="Wire")
    searcher = Searcher(many, WordEncoder())
    assert searcher.statistics(wire) == by_hand(many, wire)
    with searcher.edition() as edition:
        assert list(edition.damage), harm
    assert [each.where for each in check_index(many).problems if "days and sources" in each.where]
    encoder = WordEncoder()
    report = build_index([corpus], many, encoder)
    assert [each.where for each in report.mended] == ["the table of days and sources"]
    assert encoder.encoded == []
    assert check_index(many).problems == ()


def test_another_source_of_an_article_moves_no_count(many: Path) -> None:
    """Silent until its row is read: what is counted is what was written."""
    wire = Filters(source="Wire")
    expected = by_hand(many, wire)
    assert expected.articles
    run(many, "UPDATE articles SET source = 'Post' WHERE source = 'Wire'")
    assert Searcher(many, WordEncoder()).statistics(wire) == expected


def test_a_damaged_article_that_goes_has_all_counted_anew(corpus: Path, many: Path) -> None:
    """As where nothing told the build to read the store over."""
    (corpus / "n50.md").unlink()
    with Store(many).snapshot() as snapshot:
        state = (many / STORE_FILE).stat()
        assert snapshot.article("n50.md")
    run(many, "UPDATE articles SET source = 'Elsewhere' WHERE path = 'n50.md'")
    data = (many / STORE_FILE).read_bytes()
    (many / STORE_FILE).write_bytes(data)
    os.utime(many / STORE_FILE, ns=(state.st_atime_ns, state.st_mtime_ns))
    build_index([corpus], many, WordEncoder())
    searcher = Searcher(many, WordEncoder())
    for filters in EVERY:
        assert searcher.statistics(filters) == by_hand(many, filters), filters


def test_a_store_that_keeps_no_counts_yet_is_counted_and_gets_them(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    """As an earlier version of Gleaner left it."""
    build()
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        store.execute("DROP TABLE tallies")
        store.execute("DELETE FROM meta WHERE key = 'tallied'")
        seal_meta(store)
    searcher, post = Searcher(directory, WordEncoder()), Filters(source="Border Post")
    for _ in range(2):
        assert searcher.statistics() == by_hand(directory, Filters())
        assert (searcher.statistics(post).articles, searcher.sources()) == (1, ["Border Post"])
        with searcher.edition() as edition:
            assert not list(edition.damage)
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        assert build().mended == []
        assert check_index(directory).problems == ()
