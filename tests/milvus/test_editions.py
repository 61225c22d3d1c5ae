"""A version in Milvus is seen whole, and by who reads the one before not at all."""

import datetime
import random
from pathlib import Path

import pytest

from index.engines import open_engine
from index.engines.milvus import engine as milvus_engine
from index.engines.milvus import marker as markers
from index.engines.milvus import update as updates
from index.engines.milvus.view import MilvusView
from index.records import Filters
from index.wanted import Some, Term
from tests.milvus.folders import Folder, found_in, ids_in
from tests.milvus.places import milvus


def test_who_reads_goes_on_undisturbed_through_many_builds(folder: Folder) -> None:
    with folder.snapshot() as snapshot:
        view, before = folder.view(snapshot), set(ids_in(snapshot))
        for number in range(5):
            folder.remove(f"n{number}")
            folder.put(f"m{number}", f"Buoy {number} was laid later.")
            folder.build()
            assert found_in(view, "buoy green") == before
        assert isinstance(folder.view(snapshot), MilvusView)  # who comes now may still read it
        with folder.snapshot() as last:
            assert found_in(folder.view(last), "buoy green") == set(ids_in(last))
            assert len(before - set(ids_in(last))) == 5


def test_what_nobody_reads_any_more_is_deleted(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markers, "GRACE", 0.0)
    monkeypatch.setattr(milvus_engine, "GRACE", 0.0)
    with folder.snapshot() as snapshot:
        view, before = folder.view(snapshot), set(ids_in(snapshot))
        folder.remove("n3")
        folder.put("n4", "Buoy 4 was painted red.")
        folder.build()
        folder.put("n5", "Buoy 5 was painted blue.")
        folder.build()
        collection = folder.collection()
        with folder.snapshot() as last:
            marker = collection.marker()
            assert marker is not None
            assert list(collection.ids(marker.highest)) == ids_in(last)
        # Whoever has the first version open looks whether it is there, and goes on without.
        assert isinstance(view, MilvusView)
        assert found_in(view, "buoy green") == before
        assert view.kept.lost.is_set()
        assert open_engine(snapshot.engine, folder.directory).view(snapshot, None) is None


def test_a_version_that_was_never_brought_there_is_not_read_there(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a build was killed between its commit and that."""
    with monkeypatch.context() as patched:
        patched.setattr(updates.Update, "run", lambda self, repair: None)
        folder.put("between", "A lighthouse stands on the point.")
        folder.build()
    with folder.snapshot() as between:
        assert not isinstance(folder.view(between), MilvusView)
        assert found_in(folder.view(between), "lighthouse") == set(ids_in(between))
        folder.remove("between")
        folder.build()
        assert open_engine(between.engine, folder.directory).view(between, None) is None
    with folder.snapshot() as last:
        view = folder.view(last)
        assert isinstance(view, MilvusView)
        assert found_in(view, "lighthouse buoy") == set(ids_in(last))
        assert set(folder.collection().ids(last.highest_id)) == set(ids_in(last))


def test_what_a_killed_build_had_put_is_taken_out_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows were put, and went from the store before the marker said that they were there."""
    with monkeypatch.context() as patched:
        patched.setattr("index.engines.milvus.collection.Collection.mark", _fail)
        folder.put("between", "A lighthouse stands on the point.")
        with pytest.raises(KeyboardInterrupt):
            folder.build()
    folder.remove("between")
    folder.build()
    with folder.snapshot() as last:
        assert list(folder.collection().ids(last.highest_id)) == ids_in(last)
        assert isinstance(folder.view(last), MilvusView)


def _fail(*_: object) -> None:
    raise KeyboardInterrupt


def test_weights_are_made_again_where_lengths_have_moved(folder: Folder) -> None:
    before = folder.collection().name
    with folder.snapshot() as snapshot:
        view, held = folder.view(snapshot), set(ids_in(snapshot))
        for number in range(20):
            folder.put(f"long{number}", "The council counted barley on the quay again. " * 9)
        folder.build()
        assert folder.collection().name != before
        assert found_in(view, "buoy green") == held  # by who reads the one before
        assert isinstance(view, MilvusView)
        assert not view.kept.lost.is_set()
    with folder.snapshot() as last:
        assert isinstance(folder.view(last), MilvusView)


@pytest.mark.parametrize(
    "source",
    ['O"Neil', "back\\slash", '" or id > 0 or source == "', "100%", "", "Ü – 新闻", "a" * 30_000],
)
def test_a_source_is_a_source_whatever_it_holds(tmp_path: Path, source: str) -> None:
    folder = Folder(tmp_path, milvus())
    folder.fill(3)
    written = source.replace("\\", "\\\\").replace('"', '\\"')
    folder.put("odd", "Buoy 99 is odd.", source=f'"{written}"')
    folder.build()
    with folder.snapshot() as snapshot:
        path = next(a for a in snapshot.articles() if a.path == "odd.md")
        view = folder.view(snapshot)
        every, named = set(ids_in(snapshot)), path.source
        odd = {
            id for id, _, held in snapshot.dates_and_sources(sorted(every))
            if held == named
        }  # fmt: skip
        assert isinstance(view, MilvusView)
        if named is not None:
            assert len(odd) == 1
            assert found_in(view, "buoy odd green", Filters(source=named)) == odd
        assert found_in(view, "buoy", Filters(source=source + "x")) == set()


def test_words_of_scripts_that_run_together_are_found_by_a_part(tmp_path: Path) -> None:
    """As by the local engine."""
    found = {}
    for engine in ("local", milvus()):
        folder = Folder(tmp_path / engine.partition("=")[0], engine)
        folder.fill(5)
        folder.put("korean", "항구는 월요일에 폐쇄되었다. 등대지기는 남았다.")
        folder.put("thai", "ท่าเรือปิดในวันจันทร์")
        folder.build()
        with folder.snapshot() as snapshot:
            view = folder.view(snapshot)
            found[engine] = [
                sorted(view.holding(wanted, 99, Filters()))
                for wanted in (
                    Term("등대"), Term("วัน"), Term("항"), Term("없다"),
                    Some((Term("green"), Term("등대")), every=False),
                    Some((Term("월요"), Term("등대")), every=True),
                )
            ]  # fmt: skip
    one, other = found.values()
    assert one == other
    assert [len(each) for each in one] == [1, 1, 1, 0, 6, 1]


def test_more_than_are_given_at_once_are_all_found(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("collection", "words"):
        monkeypatch.setattr(f"index.engines.milvus.{module}.MOST_FOUND", 4)
    with folder.snapshot() as snapshot:
        found = folder.view(snapshot).holding(Term("green"), 999, Filters())
        assert sorted(found) == ids_in(snapshot)
        assert len(folder.view(snapshot).holding(Term("green"), 7, Filters())) == 7


@pytest.mark.parametrize("seed", range(2))
def test_mixed_changes_come_to_what_the_local_engine_has(tmp_path: Path, seed: int) -> None:
    """The same passages, in the same order, with the same scores, to the last bit."""
    chance, turns = random.Random(seed), 6
    one = Folder(tmp_path / "milvus", milvus())
    other = Folder(tmp_path / "local", "local")
    other.corpus.rmdir()
    other.corpus.symlink_to(one.corpus)
    for _ in range(turns):
        one.change(chance, 60, of=120)
        one.build()
        other.build()
        for question in ("buoy 7", "the copper tunnel and the ferry", "winter 3 quay 11", "barley"):
            for filters in (
                Filters(),
                Filters(source="buoy"),
                Filters(after=datetime.date(2023, 4, 1), before=datetime.date(2023, 8, 1)),
            ):
                assert one.hits(question, filters) == other.hits(question, filters)
    with one.snapshot() as snapshot:
        assert isinstance(one.view(snapshot), MilvusView)
