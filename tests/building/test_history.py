"""The same articles give the same answers, however the index came to be."""

import datetime
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.checking.check import check_index
from index.engines import ENGINES
from index.records import Filters
from index.search import Searcher
from index.store import STORE_FILE
from qa.answer import answer_question
from qa.readers.rule_reader import RuleReader
from tests.fakes import WordEncoder
from tests.milvus.places import spec_of

WORDS = str.split(
    "harbour bridge bakery ferry lorry quay winter cheese lantern mayor copper orchard tunnel"
    " violin barley pilot lighthouse council flood market"
)
SOURCES = ("", "Harbour Daily", "Wire")
FILTERS = (
    Filters(),
    Filters(source="Wire"),
    Filters(after=datetime.date(2023, 2, 1), before=datetime.date(2023, 3, 1)),
)
QUESTIONS = (
    "How many lorries does the bridge carry?",
    "Who is the mayor of the harbour?",
    "winter",
    "When was the lighthouse at the orchard flooded?",
)
HITS = 60  # fewer than there are passages, so that what ranks last changes which are there
ROUNDS = 6


def article(chance: random.Random) -> str:
    """An article of a few passages; some words are common, and most runs of words its own."""
    weights = [1 / (1 + rank) for rank in range(len(WORDS))]

    def word() -> str:
        rare = chance.randrange(1000) if chance.random() < 0.5 else ""
        return f"{chance.choices(WORDS, weights)[0]}{rare}"

    sentences = [
        f"The {' '.join(word() for _ in range(chance.randrange(3, 14)))}"
        f" counted {chance.randrange(5)} {chance.choice(WORDS)}."
        for _ in range(chance.randrange(2, 30))
    ]
    day = datetime.date(2023, 1, 1) + datetime.timedelta(chance.randrange(90))
    date = day.isoformat() if chance.random() < 0.8 else ""
    title = f"{chance.choice(WORDS)} and {chance.choice(WORDS)}".capitalize()
    head = f"---\ntitle: {title}\ndate: {date}\nsource: {chance.choice(SOURCES)}\n---\n"
    return head + " ".join(sentences) + "\n"


def change(corpus: Path, chance: random.Random) -> None:
    """Add, change, copy, move and remove some articles, by chance."""
    for _ in range(60):
        file = corpus / f"n{chance.randrange(120)}.md"
        others = sorted(corpus.iterdir())
        act = chance.random()
        if act < 0.3:
            file.unlink(missing_ok=True)
        elif act < 0.5 and others:
            file.write_bytes(chance.choice(others).read_bytes())
        else:
            file.write_text(article(chance))


def told(directory: Path) -> list[tuple[object, ...]]:
    """What is found, in order, and the first answers; with the scores behind."""
    searcher = Searcher(directory, WordEncoder())
    reader = RuleReader(searcher.encode)
    found: list[tuple[object, ...]] = []
    for question in QUESTIONS:
        for filters in FILTERS:
            for hit in searcher.search(question, HITS, filters).hits:
                where = (hit.passage.article.path, hit.passage.start, hit.passage.end)
                found.append((*where, hit.passage.article.story, hit.score, hit.similarity))
            result = answer_question(searcher, reader, question, filters=filters)
            for answer in result.answers:
                found.append((answer.article.path, answer.start, answer.end, answer.text, 0.0, 0.0))
    return found


def counts_of_terms(directory: Path) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(directory / STORE_FILE)) as store:
        totals = "SELECT value FROM meta WHERE key IN ('text_terms', 'context_terms') ORDER BY key"
        return [
            *store.execute("SELECT * FROM terms ORDER BY term"),
            *store.execute(totals),
        ]


def assert_same(one: Sequence[tuple[object, ...]], other: Sequence[tuple[object, ...]]) -> None:
    assert [each[:-2] for each in one] == [each[:-2] for each in other]
    scores = [np.array([each[-2:] for each in told], np.float64) for told in (one, other)]
    assert np.abs(scores[0] - scores[1]).max() < 1e-6


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(3))
def test_an_index_that_grew_answers_as_one_made_afresh(
    tmp_path: Path, engine: str, seed: int
) -> None:
    chance, corpus, engine = random.Random(seed), tmp_path / "corpus", spec_of(engine)
    corpus.mkdir()
    grown = tmp_path / "grown"
    for turn in range(ROUNDS):
        change(corpus, chance)
        build_index([corpus], grown, WordEncoder(), engine=engine, allow_removals=True)
        if turn in (2, ROUNDS - 1):
            fresh = tmp_path / f"fresh-{turn}"
            report = build_index([corpus], fresh, WordEncoder(), engine=engine)
            assert report.passages > 2 * HITS
            assert counts_of_terms(grown) == counts_of_terms(fresh)
            assert check_index(grown).problems == ()
            assert_same(told(grown), told(fresh))


def test_it_does_not_matter_in_which_order_articles_came(tmp_path: Path) -> None:
    chance, corpus = random.Random(7), tmp_path / "corpus"
    corpus.mkdir()
    for _ in range(3):
        change(corpus, chance)
    build_index([corpus], tmp_path / "at once", WordEncoder())
    files = sorted(corpus.iterdir())
    chance.shuffle(files)
    some = tmp_path / "some"
    some.mkdir()
    for number, file in enumerate(files, 1):
        (some / file.name).write_bytes(file.read_bytes())
        if number % 9 == 0 or number == len(files):
            build_index([some], tmp_path / "one by one", WordEncoder())
    assert_same(told(tmp_path / "one by one"), told(tmp_path / "at once"))


def test_all_engines_rank_alike(tmp_path: Path) -> None:
    chance, corpus = random.Random(11), tmp_path / "corpus"
    corpus.mkdir()
    for _ in range(3):
        change(corpus, chance)
    found = []
    for engine in ENGINES:
        build_index([corpus], tmp_path / engine, WordEncoder(), engine=engine)
        found.append(told(tmp_path / engine))
    for other in found[1:]:
        assert_same(found[0], other)


def test_of_many_that_are_alike_the_first_by_path_are_found(tmp_path: Path) -> None:
    """More than are proposed at first, so that it would be by chance which of them come."""
    corpus, chance = tmp_path / "corpus", random.Random(3)
    corpus.mkdir()
    names = [f"n{number:03d}.txt" for number in range(300)]
    last = random.Random(3).sample(names, len(names))
    for part in (last[:150], last[150:]):
        for name in part:
            (corpus / name).write_text("A green buoy marks the channel.\n")
        (corpus / chance.choice(names)).write_text("A green buoy.\n")
        build_index([corpus], tmp_path / "grown", WordEncoder())
    longer = sorted(file.name for file in corpus.iterdir() if len(file.read_text()) > 20)
    hits = Searcher(tmp_path / "grown", WordEncoder()).search("Which channel?", HITS).hits
    assert [hit.passage.article.path for hit in hits] == longer[:HITS]
