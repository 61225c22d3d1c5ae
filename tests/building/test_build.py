"""What a build does to an index: only what changed, one writer, all or nothing."""

import datetime
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.errors import UserError
from index.own_limits import own_limits
from index.reading.corpus import list_files
from index.search import Searcher
from index.store import Store
from index.store.locks import build_lock
from index.workers.limits import Limits
from tests.building.files import counts, write
from tests.fakes import WordEncoder


def test_only_what_changed_is_encoded(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    encoder = WordEncoder()
    first = build(encoder)
    assert counts(first) == (3, 0, 0, 0)
    assert first.index_version == 1
    assert (first.articles, first.passages) == (3, 3)

    encoder.encoded.clear()
    again = build(encoder)
    assert counts(again) == (0, 0, 0, 3)
    assert again.index_version == 1
    assert encoder.encoded == []

    write(corpus, "bakery.txt", "The bakery sells wheat bread now.")
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    (corpus / "harbour.txt").unlink()
    third = build(encoder)
    assert counts(third) == (1, 1, 1, 1)
    assert third.index_version == 2
    assert sorted(encoder.encoded) == [
        "A lighthouse stands on the point.",
        "The bakery sells wheat bread now.",
    ]
    found = {
        hit.passage.article.path for hit in Searcher(directory, encoder).search("the", 10).hits
    }
    assert found == {"bakery.txt", "new.txt", "2023-05-01-bridge.md"}


def test_a_change_that_keeps_size_and_time_is_seen(
    corpus: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.file_states.RACY_NS", 0)
    file = write(corpus, "bakery.txt", "Rye costs 4 crowns.")
    os.utime(file, ns=(10**18, 10**18))
    build()
    time.sleep(0.02)  # of the system's clock, which ticks less often
    write(corpus, "bakery.txt", "Rye costs 5 crowns.")
    os.utime(file, ns=(10**18, 10**18))
    assert counts(build()) == (0, 1, 0, 2)


def test_a_folder_that_lost_its_files_does_not_empty_the_index(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(12):
        write(corpus, f"buoy{number}.txt", f"Buoy {number} is green.")
    build()
    for file in corpus.rglob("buoy*"):
        file.unlink()
    with pytest.raises(UserError, match=r"files of 12 of the 15 articles.*--allow-removals"):
        build()
    assert Searcher(directory, WordEncoder()).statistics().articles == 15
    assert counts(build(allow_removals=True)) == (0, 0, 12, 3)


@pytest.mark.parametrize("how", ["emptied", "a pipe", "unreadable"])
def test_a_file_that_lost_its_articles_does_not_empty_the_index(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    """It is listed, but holds nothing, is exchanged after that, or its disk fails."""
    table = write(corpus, "buoys.csv", "text\n" + "".join(f"Buoy {n} is red.\n" for n in range(40)))
    build()
    if how == "emptied":
        table.write_text("text\n")
    else:
        write(corpus, "buoys.csv", "text\nThe buoys went.\n")
        listed = list_files([corpus])
        table.unlink()
        os.mkfifo(table) if how == "a pipe" else table.mkdir()
        monkeypatch.setattr("index.build.list_files", lambda folders: listed)
    with pytest.raises(UserError, match=r"files of (39|40) of the 43 articles.*--allow-removals"):
        build()
    monkeypatch.undo()
    assert Searcher(directory, WordEncoder()).statistics().articles == 43
    assert Store(directory).finished


def test_an_index_is_not_made_again_of_nothing(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(12):
        write(corpus, f"buoy{number}.txt", f"Buoy {number} is green.")
    build()
    assert build(rebuild=True).articles == 15
    for file in corpus.rglob("*.*"):
        file.unlink()
    with pytest.raises(UserError, match=r"files of 15 of the 15 .*--rebuild --allow-removals"):
        build(rebuild=True)
    assert Searcher(directory, WordEncoder()).statistics().articles == 15
    assert build(rebuild=True, allow_removals=True).articles == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("name", ["harbour.txt", "harbour.html"])
def test_a_file_exchanged_for_a_pipe_holds_up_nothing(
    corpus: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A text is read in the program itself, a page in a process apart; both look at its bytes."""
    (corpus / "harbour.txt").rename(corpus / name)
    listed = list_files([corpus])
    (corpus / name).unlink()
    os.mkfifo(corpus / name)
    monkeypatch.setattr("index.build.list_files", lambda folders: listed)
    report = build()
    assert [(item.path, item.reason) for item in report.skipped] == [
        (name, "cannot be read (not a regular file)")
    ]
    assert report.articles == 2


def test_a_file_exchanged_for_a_link_is_not_followed(
    corpus: Path, tmp_path: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = list_files([corpus])
    (corpus / "harbour.txt").unlink()
    (corpus / "harbour.txt").symlink_to(write(tmp_path, "secret.txt", "The key is under the mat."))
    monkeypatch.setattr("index.build.list_files", lambda folders: listed)
    report = build()
    assert [item.path for item in report.skipped] == ["harbour.txt"]
    assert report.articles == 2


def test_a_change_within_one_time_stamp_is_seen(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    file = write(corpus, "bakery.txt", "Rye costs 4 crowns.")
    stamp = file.stat().st_mtime_ns
    build()
    write(corpus, "bakery.txt", "Rye costs 5 crowns.")
    os.utime(file, ns=(stamp, stamp))
    assert counts(build()) == (0, 1, 0, 2)


def test_one_writer_at_a_time(directory: Path, build: Callable[..., BuildReport]) -> None:
    build()
    with build_lock(directory), pytest.raises(UserError, match="Another build is writing"):
        build()
    assert counts(build()) == (0, 0, 0, 3)


def test_an_interrupted_build_changes_nothing_and_loses_no_vector(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()

    class Interrupted(WordEncoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            if len(self.encoded) > 200:
                raise KeyboardInterrupt
            return super().encode(texts)

    for number in range(400):
        write(corpus, f"n{number}.txt", f"Buoy number {number} is green.")
    with pytest.raises(KeyboardInterrupt):
        build(Interrupted())
    searcher = Searcher(directory, WordEncoder())
    assert searcher.version == 1
    assert searcher.statistics().articles == 3

    encoder = WordEncoder()
    assert counts(build(encoder)) == (400, 0, 0, 3)
    assert 0 < len(encoder.encoded) < 400  # the rest was put aside by the build that was cut off
    assert searcher.search("buoy number 399", 1).hits[0].passage.article.path == "n399.txt"


def test_what_is_skipped_is_part_of_a_version(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    assert build().index_version == 1
    bad = write(corpus, "bad.pdf", "This is no PDF.")
    report = build()
    assert report.index_version == 2
    assert [item.path for item in report.skipped] == ["bad.pdf"]
    assert build().index_version == 2
    bad.unlink()
    assert build().index_version == 3
    assert Searcher(directory).skipped() == []


def test_another_size_limit_reads_the_files_again(corpus: Path, directory: Path) -> None:
    write(corpus, "large.txt", "The quarry was flooded in 1954. " * 400)
    os.utime(corpus / "large.txt", (1_600_000_000, 1_600_000_000))
    small = build_index([corpus], directory, WordEncoder(), limits=Limits(max_bytes=5_000))
    assert [item.path for item in small.skipped] == ["large.txt"]
    whole = build_index([corpus], directory, WordEncoder(), limits=Limits())
    assert (whole.added, whole.skipped) == (1, [])


@pytest.mark.parametrize("how", [{}, {"rebuild": True}, {"repair": True}])
def test_limits_are_those_of_the_build_before(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], how: dict[str, bool]
) -> None:
    write(corpus, "large.txt", "The quarry was flooded in 1954. " * 400)
    assert own_limits(directory) == Limits()
    limits = Limits(max_bytes=5_000, max_seconds=20.0)
    build_index([corpus], directory, WordEncoder(), limits=limits)
    assert own_limits(directory) == limits
    report = build(**how)
    assert [item.path for item in report.skipped] == ["large.txt"]
    assert own_limits(directory) == limits
    build_index([corpus], directory, WordEncoder(), limits=Limits(max_bytes=50_000))
    assert (build(**how).skipped, own_limits(directory)) == ([], Limits(max_bytes=50_000))


def test_an_index_inside_its_corpus_is_no_part_of_it(corpus: Path) -> None:
    for _ in range(2):
        report = build_index([corpus], corpus / "idx", WordEncoder())
        assert (report.articles, report.skipped, report.index_version) == (3, [], 1)


@pytest.mark.parametrize("inner", [".", "2023"])
def test_an_index_is_not_begun_among_articles(corpus: Path, inner: str) -> None:
    """Nor are those left out without a word that lie in a folder of the corpus that it is to be."""
    write(corpus / "2023", "lighthouse.txt", "A lighthouse stands on the point.")
    before = sorted(corpus.rglob("*"))
    with pytest.raises(UserError, match="is a folder of articles"):
        build_index([corpus], corpus / inner, WordEncoder())
    assert sorted(corpus.rglob("*")) == before
    assert build_index([corpus], corpus.parent, WordEncoder()).articles == 4


def test_watched_questions_inside_the_corpus_are_no_articles(corpus: Path) -> None:
    for ending in ("", ".lock", ".page.json", ".page.json.lock", ".changes.json"):
        row = '{"title": "Bridge", "text": "How many lorries?", "question": "How many?"}'
        (corpus / f"idx.questions.jsonl{ending}").write_text(row)
    report = build_index([corpus], corpus / "idx", WordEncoder())
    assert (report.articles, report.skipped) == (3, [])


def test_the_store_keeps_every_field(directory: Path, build: Callable[..., BuildReport]) -> None:
    build()
    with Store(directory).snapshot() as snapshot:
        article = snapshot.article("2023-05-01-bridge.md")
        assert article is not None
        assert (article.source, article.date) == ("Border Post", datetime.date(2023, 5, 1))
        assert [summary.path for summary in snapshot.articles()] == [
            "2023-05-01-bridge.md", "bakery.txt", "harbour.txt",
        ]  # fmt: skip
        assert snapshot.article("nowhere.txt") is None
