"""The contract of index/engines/protocol.py: what every engine does, whatever it is made of."""

import datetime
import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.engines import DEFAULT_ENGINE, ENGINES, Candidates, View, bases, open_engine
from index.errors import UserError
from index.records import Filters
from index.search import Searcher
from index.store import STAGING_FILE, STORE_FILE, Snapshot, Store
from index.store.locks import BUILD_LOCK, PUBLISHING_LOCK
from index.wanted import Term
from tests.fakes import WordEncoder
from tests.milvus.places import spec_of

EVERYTHING = Filters()
ENCODER = WordEncoder()


class Shelf:
    """An index over a folder of dated, sourced articles, with one engine."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.corpus, self.directory = folder / "corpus", folder / "index"
        self.engine = engine
        self.corpus.mkdir()

    def put(self, name: str, text: str, date: str = "", source: str = "") -> None:
        head = f"---\ntitle: {name}\ndate: {date}\nsource: {source}\n---\n"
        (self.corpus / f"{name}.md").write_text(head + text + "\n")

    def build(self, rebuild: bool = False) -> None:
        build_index([self.corpus], self.directory, ENCODER, rebuild=rebuild, engine=self.engine)

    def view(self, snapshot: Snapshot, before: View | None = None) -> View:
        view = open_engine(self.engine, self.directory).view(snapshot, before)
        assert view is not None
        return view


CODED = "as where there are many vectors"


@pytest.fixture(params=[*ENGINES, CODED])
def shelf(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    if request.param == CODED:
        monkeypatch.setattr(bases, "QUANTISED_FROM", 8)
    shelf = Shelf(tmp_path, DEFAULT_ENGINE if request.param == CODED else spec_of(request.param))
    for number in range(30):
        date = f"2023-{1 + number % 12:02d}-15" if number % 5 else ""
        source = ("Harbour Daily", "Wire", "")[number % 3]
        shelf.put(f"n{number}", f"Buoy {number} is green and weighs {number} tons.", date, source)
    shelf.build()
    return shelf


@pytest.fixture
def snapshot(shelf: Shelf) -> Iterator[Snapshot]:
    with Store(shelf.directory).snapshot() as snapshot:
        yield snapshot


def ids_of(snapshot: Snapshot) -> dict[str, int]:
    """Passage ids by the article's name."""
    added, _ = snapshot.changes_since(0)
    return {
        passage.article.path.removesuffix(".md"): id
        for id, passage in snapshot.passages(added).items()
    }


def test_what_holds_words_in_its_title_or_in_its_text(shelf: Shelf, snapshot: Snapshot) -> None:
    view = shelf.view(snapshot)
    for stem, in_text, in_titles in (("n7", 0, 1), ("green", 30, 0)):
        assert len(view.holding(Term(stem), 99, EVERYTHING)) == in_text
        assert len(view.holding(Term(stem), 99, EVERYTHING, in_titles=True)) == in_titles


def find(view: View, question: str, count: int = 100, filters: Filters = EVERYTHING) -> set[int]:
    found = view.candidates(question, ENCODER.encode([question])[0], count, filters)
    return {*found.similarities, *found.word_scores}


def test_the_store_says_which_engine_an_index_uses(shelf: Shelf, snapshot: Snapshot) -> None:
    assert snapshot.engine == shelf.engine
    shelf.engine = DEFAULT_ENGINE if shelf.engine != DEFAULT_ENGINE else "memory"
    shelf.build()
    with Store(shelf.directory).snapshot() as later:
        assert later.edition.version == snapshot.edition.version + 1
        assert later.engine == shelf.engine
    build_index([shelf.corpus], shelf.directory, ENCODER, rebuild=True)
    with Store(shelf.directory).snapshot() as later:
        assert later.engine == shelf.engine  # kept by who says nothing of it


def test_an_engine_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"engine sundial.*local.*--engine local"):
        open_engine("sundial", tmp_path)


def test_a_view_reflects_its_snapshot(shelf: Shelf, snapshot: Snapshot) -> None:
    view = shelf.view(snapshot)
    assert view.edition == snapshot.edition
    assert find(view, "buoy") == set(ids_of(snapshot).values())


def test_best_first_and_no_more_than_asked_for(shelf: Shelf, snapshot: Snapshot) -> None:
    view, ids = shelf.view(snapshot), ids_of(snapshot)
    question = "which buoy is 17"
    found = view.candidates(question, ENCODER.encode([question])[0], 5, EVERYTHING)
    for scores in (found.similarities, found.word_scores):
        assert len(scores) == 5
        assert list(scores.values()) == sorted(scores.values(), reverse=True)
        assert ids["n17"] in scores


def test_cosines_are_exact(shelf: Shelf, snapshot: Snapshot) -> None:
    view, ids = shelf.view(snapshot), sorted(ids_of(snapshot).values())
    vector = ENCODER.encode(["Buoy 3 is red"])[0]
    stored = {
        id: float(np.dot(row.astype(np.float64), vector.astype(np.float64)))
        for batch, rows in snapshot.vectors(ids)
        for id, row in zip(batch.tolist(), rows, strict=True)
    }
    found = view.similarities(vector, [*ids, 10**9])
    assert found.keys() == stored.keys()
    assert found == pytest.approx(stored, abs=1e-6)
    near = view.candidates("x", vector, 7, EVERYTHING).similarities
    assert near == {id: found[id] for id in sorted(ids, key=lambda id: (-found[id], id))[:7]}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(after=datetime.date(2023, 6, 1)),
        Filters(before=datetime.date(2023, 6, 15)),
        Filters(datetime.date(2023, 3, 15), datetime.date(2023, 3, 15)),
        Filters(source="Wire"),
        Filters(after=datetime.date(2023, 6, 1), source="Harbour Daily"),
        Filters(source="Nobody"),
        Filters(after=datetime.date(2030, 1, 1)),
    ],
)
def test_filters_are_conditions(shelf: Shelf, snapshot: Snapshot, filters: Filters) -> None:
    def fits(date: datetime.date | None, source: str | None) -> bool:
        if filters.source not in (None, source):
            return False
        if date is None:
            return not (filters.after or filters.before)
        return (filters.after or date) <= date <= (filters.before or date)

    view = shelf.view(snapshot)
    left = set()
    for name, id in ids_of(snapshot).items():
        article = snapshot.article(f"{name}.md")
        assert article is not None
        if fits(article.date, article.source):
            left.add(id)
    assert find(view, "which buoy is green", filters=filters) == left
    # Those of a change as well as those of the base.
    shelf.put("later", "Buoy 99 is green too.", "2023-07-07", "Wire")
    shelf.build()
    with Store(shelf.directory).snapshot() as next_snapshot:
        advanced = shelf.view(next_snapshot, view)
        if fits(datetime.date(2023, 7, 7), "Wire"):
            left.add(ids_of(next_snapshot)["later"])
        assert find(advanced, "which buoy is green", filters=filters) == left


def test_a_view_stays_as_it_is_while_the_index_goes_on(shelf: Shelf, snapshot: Snapshot) -> None:
    view, before = shelf.view(snapshot), ids_of(snapshot)
    shelf.put("new", "A lighthouse stands on the point.")
    (shelf.corpus / "n3.md").unlink()
    shelf.put("n4", "Buoy 4 was painted red.")
    shelf.build()
    with Store(shelf.directory).snapshot() as later:
        after = ids_of(later)
        advanced = shelf.view(later, view)
        assert advanced.edition == later.edition
        assert find(advanced, "buoy lighthouse") == set(after.values())
        fresh = shelf.view(later)
        vector = ENCODER.encode(["Buoy 9 is green"])[0]
        ids = sorted(after.values())
        assert advanced.similarities(vector, ids) == fresh.similarities(vector, ids)
        assert advanced.similarities(vector, [before["n3"], before["n4"]]) == {}
    assert find(view, "buoy lighthouse") == set(before.values())
    assert view.edition == snapshot.edition
    assert shelf.view(snapshot, view).edition == snapshot.edition


@pytest.mark.parametrize("least", [0, 20, 1_000])
def test_many_changes_come_to_the_same_as_one(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    """Whether new bases are made always, at times, or never."""
    monkeypatch.setattr("index.engines.vectors.LEAST_REWRITE", least)
    chance = random.Random(5)
    view = None
    for version in range(12):
        for _ in range(8):
            number = chance.randrange(60)
            if chance.random() < 0.3:
                (shelf.corpus / f"n{number}.md").unlink(missing_ok=True)
            else:
                shelf.put(f"n{number}", f"Buoy {number}, round {version}.", "2024-01-01", "Wire")
        shelf.build()
        with Store(shelf.directory).snapshot() as snapshot:
            view = shelf.view(snapshot, view)
            fresh = shelf.view(snapshot)
            for filters in (EVERYTHING, Filters(source="Wire")):
                for question in ("buoy 7", "round 3", "lighthouse"):
                    vector = ENCODER.encode([question])[0]
                    assert view.candidates(question, vector, 20, filters) == fresh.candidates(
                        question, vector, 20, filters
                    )


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_of_nothing(tmp_path: Path, engine: str) -> None:
    shelf = Shelf(tmp_path, spec_of(engine))
    shelf.build()
    with Store(shelf.directory).snapshot() as snapshot:
        assert find(shelf.view(snapshot), "buoy") == set()


def kept_files(directory: Path) -> list[Path]:
    """What the engine keeps: whatever is neither the store's nor a lock."""
    others = (STORE_FILE, STAGING_FILE, BUILD_LOCK, PUBLISHING_LOCK, ".tantivy-")
    files = [file for file in sorted(directory.rglob("*")) if file.is_file()]
    return [file for file in files if not file.name.startswith(others)]


@pytest.mark.parametrize("harm", ["lost", "damaged", "behind"])
def test_what_is_kept_can_be(shelf: Shelf, harm: str) -> None:
    vector = ENCODER.encode(["buoy 7"])[0]

    def found(view: View) -> tuple[Mapping[int, float], set[int]]:
        candidates = view.candidates("buoy 7", vector, 100, EVERYTHING)
        return candidates.similarities, {*candidates.word_scores}

    before = {file: file.read_bytes() for file in kept_files(shelf.directory)}
    shelf.put("n7", "Buoy 7 was painted red.")
    (shelf.corpus / "n3.md").unlink()
    shelf.build()
    with Store(shelf.directory).snapshot() as snapshot:
        expected = found(shelf.view(snapshot))
        for file in kept_files(shelf.directory):
            if harm == "damaged":
                file.write_bytes(b"This is no index. " * 50)
            else:
                file.unlink()
        if harm == "behind":
            for file, data in before.items():
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(data)
        again = shelf.view(snapshot)
        assert again.edition == snapshot.edition
        assert found(again) == expected
        assert harm != "lost" or kept_files(shelf.directory) == []  # who reads writes nothing
    shelf.build()  # the next build mends it
    with Store(shelf.directory).snapshot() as snapshot:
        assert found(shelf.view(snapshot)) == expected


def test_a_view_of_an_earlier_snapshot_is_exact_or_none(shelf: Shelf, snapshot: Snapshot) -> None:
    shelf.put("new", "A lighthouse stands on the point.")
    (shelf.corpus / "n3.md").unlink()
    shelf.build()
    view = open_engine(shelf.engine, shelf.directory).view(snapshot, None)
    if view is not None:
        assert view.edition == snapshot.edition
        assert find(view, "buoy lighthouse") == set(ids_of(snapshot).values())


def test_several_threads_find_the_same(shelf: Shelf, snapshot: Snapshot) -> None:
    view = shelf.view(snapshot)
    questions = [f"which buoy is {number}" for number in range(30)] * 4
    vectors = ENCODER.encode(questions)

    def ask(number: int) -> Candidates:
        with Store(shelf.directory).snapshot() as own:  # a thread's, as its view is
            filters = Filters(source="Wire")
            found = shelf.view(own, view)
            return found.candidates(questions[number], vectors[number], 10, filters)

    expected = [ask(number) for number in range(len(questions))]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(len(questions)))) == expected


def test_questions_are_answered_through_it(shelf: Shelf) -> None:
    hits = Searcher(shelf.directory, ENCODER).search("which buoy is 17", 3).hits
    assert hits[0].passage.article.path == "n17.md"
