"""What a build does to an index, as whoever asks sees it."""

import datetime
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import build_index as command
from index.build import BuildReport, build_index
from index.engines.local import LocalEngine
from index.engines.vector_file import VECTORS_FILE
from index.errors import UserError
from index.records import Filters
from index.search import Searcher
from index.store import STORE_FILE, Store
from index.store.locks import build_lock
from tests.fakes import WordEncoder


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, "harbour.txt", "The harbour was closed on Monday. Nine ships waited outside it.")
    write(folder, "bakery.txt", "The bakery sells rye bread. It opens before dawn.")
    write(
        folder,
        "2023-05-01-bridge.md",
        "---\nsource: Border Post\n---\n"
        "The bridge carries 400 lorries a day. It was built in 1931.",
    )
    return folder


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def build(corpus: Path, directory: Path) -> Callable[..., BuildReport]:
    def run(encoder: WordEncoder | None = None, rebuild: bool = False) -> BuildReport:
        return build_index([corpus], directory, encoder or WordEncoder(), rebuild)

    return run


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged


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


def test_a_change_within_one_time_stamp_is_seen(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    file = write(corpus, "bakery.txt", "Rye costs 4 crowns.")
    stamp = file.stat().st_mtime_ns
    build()
    write(corpus, "bakery.txt", "Rye costs 5 crowns.")
    os.utime(file, ns=(stamp, stamp))
    assert counts(build()) == (0, 1, 0, 2)


def test_the_best_hit_comes_first_and_knows_its_place(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    hits = (
        Searcher(directory, WordEncoder()).search("How many lorries does the bridge carry?", 2).hits
    )
    passage = hits[0].passage
    assert passage.article.path == "2023-05-01-bridge.md"
    assert passage.article.date == datetime.date(2023, 5, 1)
    assert passage.article.text[passage.start : passage.end] == passage.text
    assert hits[0].score == 1.0
    assert hits[0].score > hits[1].score


def test_a_passages_own_text_has_similarity_one(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    text = "The bakery sells rye bread. It opens before dawn."
    hit = Searcher(directory, WordEncoder()).search(text, 1).hits[0]
    assert hit.similarity == pytest.approx(1.0, abs=1e-6)


def test_filters_leave_only_what_they_name(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    searcher = Searcher(directory, WordEncoder())

    def paths(filters: Filters) -> set[str]:
        return {hit.passage.article.path for hit in searcher.search("the bridge", 10, filters).hits}

    bridge = {"2023-05-01-bridge.md"}
    day = datetime.date(2023, 5, 1)
    assert paths(Filters(source="Border Post")) == bridge
    assert paths(Filters(after=day)) == bridge
    assert paths(Filters(before=day)) == bridge
    assert paths(Filters(after=day + datetime.timedelta(1))) == set()
    assert paths(Filters(before=day - datetime.timedelta(1))) == set()
    assert paths(Filters(source="Nobody")) == set()
    assert searcher.statistics().undated == 2
    assert searcher.statistics(Filters(after=day)).articles == 1


def test_an_open_searcher_sees_the_new_version(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    searcher = Searcher(directory, WordEncoder())
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path != "new.txt"
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    (corpus / "bakery.txt").unlink()
    build()
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path == "new.txt"
    assert all(
        hit.passage.article.path != "bakery.txt" for hit in searcher.search("bakery", 10).hits
    )
    build(rebuild=True)
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path == "new.txt"
    assert searcher.version == 3


def test_another_encoder_is_an_error_that_says_what_to_do(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    with pytest.raises(UserError, match=r"--encoder other --rebuild"):
        build(WordEncoder("other"))
    with pytest.raises(UserError, match=r"built with the encoder words@1"):
        Searcher(directory, WordEncoder("other"))
    searcher = Searcher(directory, WordEncoder())
    assert searcher.search("bridge", 1).hits
    other = WordEncoder("other", dimension=32)
    build(other, rebuild=True)
    assert Searcher(directory, other).search("bridge", 1).hits
    with pytest.raises(UserError, match="built with the encoder other@1"):
        searcher.search("bridge", 1)


def test_no_index_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no index .* Run: python build_index\.py"):
        Searcher(tmp_path / "nowhere")


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


def derived_files(directory: Path) -> list[Path]:
    folders = [f for f in directory.glob("lexical-*/*") if not f.name.startswith(".")]
    files = [directory / VECTORS_FILE, directory / "lexical.json", *sorted(folders)]
    return [file for file in files if file.suffix != ".lock"]


def test_damaged_or_missing_derived_files_are_made_again(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(50):
        write(corpus, f"n{number}.txt", f"Buoy number {number} is green. So is boat {number}.")
    build()
    question = "which buoy is number 17"

    def found() -> list[tuple[str, float]]:
        hits = Searcher(directory, WordEncoder()).search(question).hits
        return [(hit.passage.article.path, hit.score) for hit in hits]

    expected = found()
    assert expected[0][0] == "n17.txt"
    chance = random.Random(7)
    kept = directory.with_name("kept")
    shutil.copytree(directory, kept)
    assert len(derived_files(directory)) > 5
    for name in [file.relative_to(directory) for file in derived_files(directory)]:
        for damage in ("delete", "truncate", "flip", "empty", "garbage"):
            file = directory / name
            data = bytearray(file.read_bytes())
            if damage == "delete":
                file.unlink()
            elif damage == "truncate":
                file.write_bytes(data[: len(data) // 2])
            elif damage == "flip" and data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                file.write_bytes(data)
            elif damage == "empty":
                file.write_bytes(b"")
            else:
                file.write_bytes(chance.randbytes(500))
            assert found() == expected, (name, damage)
            shutil.rmtree(directory)
            shutil.copytree(kept, directory)


def test_derived_files_of_an_older_version_are_brought_up_to_date(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    old = {name: (directory / name).read_bytes() for name in (VECTORS_FILE, "lexical.json")}
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    (corpus / "bakery.txt").unlink()
    build()
    for name, data in old.items():
        (directory / name).write_bytes(data)
    searcher = Searcher(directory, WordEncoder())
    assert searcher.search("lighthouse", 1).hits[0].passage.article.path == "new.txt"
    assert all(
        hit.passage.article.path != "bakery.txt" for hit in searcher.search("bakery", 10).hits
    )


def test_a_damaged_store_is_named_and_a_rebuild_sets_it_aside(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    file = directory / STORE_FILE
    whole = file.read_bytes()
    file.write_bytes(b"This is no database. " * 500)
    with pytest.raises(UserError, match="--rebuild"):
        Searcher(directory, WordEncoder())
    with pytest.raises(UserError, match="--rebuild"):
        build()
    assert counts(build(rebuild=True)) == (3, 0, 0, 0)
    assert (directory / "store.damaged-1.sqlite").read_bytes().startswith(b"This is no database")
    hits = Searcher(directory, WordEncoder()).search("bakery", 1).hits
    assert hits[0].passage.article.path == "bakery.txt"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError, match="--rebuild"):
        Searcher(directory, WordEncoder()).search("bakery")


def test_an_index_of_another_schema_is_named(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    import sqlite3

    build()
    with sqlite3.connect(directory / STORE_FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match="another version of Gleaner"):
        Searcher(directory, WordEncoder())
    build(rebuild=True)
    assert Searcher(directory, WordEncoder()).search("bakery", 1)


def test_questions_are_answered_while_a_build_writes(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    """Readers always see one whole version: each one's articles all carry its number."""
    for number in range(20):
        write(corpus, f"n{number}.txt", f"Buoy {number} carries mark v0.")
    build()
    searcher = Searcher(directory, WordEncoder())
    searcher.search("buoy")
    done = threading.Event()
    seen: list[set[str]] = []
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            while not done.is_set():
                hits = searcher.search("buoy carries mark", 100).hits
                seen.append({h.passage.text.split()[-1] for h in hits if "Buoy" in h.passage.text})
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for version in range(1, 6):
            for number in range(20):
                write(corpus, f"n{number}.txt", f"Buoy {number} carries mark v{version}.")
            build(WordEncoder(delay=0.005))
            time.sleep(0.05)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert not failures
    assert len(seen) > 20
    assert all(len(marks) == 1 for marks in seen), seen
    assert set.union(*seen) >= {"v0.", "v5."}


def test_a_reader_of_the_old_store_does_not_undo_a_rebuild(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    old = Searcher(directory, WordEncoder())
    with Store(directory).snapshot() as stale:
        build(rebuild=True)
        after = {file: file.read_bytes() for file in derived_files(directory)}
        # As a question does that was asked just before the rebuild.
        assert LocalEngine(directory).view(stale, None)
        assert {file: file.read_bytes() for file in derived_files(directory)} == after
    assert old.search("lorries", 1).hits[0].passage.article.path == "2023-05-01-bridge.md"


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


def forget_authors(directory: Path) -> None:
    """Leave an index as if it was made before Gleaner knew of them."""
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        store.execute("ALTER TABLE articles DROP COLUMN author")
        store.execute("UPDATE meta SET value = '1 title date' WHERE key = 'recipe'")
        store.execute("UPDATE files SET digest = x'00'")
        store.execute("UPDATE articles SET digest = x'00'")


def test_an_index_that_lacks_a_fact_is_brought_up_to_date(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    write(corpus, "by.txt", "The quay reopens\nBy Ada Byron\n\nThe quay of Lowhaven reopened.")
    build()
    forget_authors(directory)
    with pytest.raises(UserError, match=r"did not know of: author\. Bring it up to date: python"):
        Searcher(directory)
    encoder = WordEncoder()
    build(encoder)
    article = Searcher(directory).article("by.txt")
    assert article is not None
    assert article.author == "Ada Byron"
    assert encoder.encoded == []  # nothing but what is known of it has changed


def test_the_command_that_brings_an_index_up_to_date(tmp_path: Path) -> None:
    """With the real encoder, which is the one that the index names."""
    file = write(tmp_path / "corpus", "by.txt", "Author: Ada Byron\n\nThe quay reopened.")
    arguments = [str(file.parent), "--index", str(tmp_path / "index")]
    assert command.main(arguments) == 0
    forget_authors(tmp_path / "index")
    assert command.main(arguments) == 0
    article = Searcher(tmp_path / "index").article("by.txt")
    assert article is not None
    assert article.author == "Ada Byron"


def test_another_size_limit_reads_the_files_again(corpus: Path, directory: Path) -> None:
    write(corpus, "large.txt", "The quarry was flooded in 1954. " * 400)
    os.utime(corpus / "large.txt", (1_600_000_000, 1_600_000_000))
    small = build_index([corpus], directory, WordEncoder(), max_bytes=5_000)
    assert [item.path for item in small.skipped] == ["large.txt"]
    whole = build_index([corpus], directory, WordEncoder())
    assert (whole.added, whole.skipped) == (1, [])


def test_an_index_inside_its_corpus_is_no_part_of_it(corpus: Path) -> None:
    for _ in range(2):
        report = build_index([corpus], corpus / "idx", WordEncoder())
        assert (report.articles, report.skipped, report.index_version) == (3, [], 1)


def test_a_store_that_lost_its_version_is_named_and_can_be_rebuilt(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    import sqlite3

    build()
    with sqlite3.connect(directory / STORE_FILE) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'version'")
    with pytest.raises(UserError, match="--rebuild"):
        Searcher(directory, WordEncoder()).search("bakery")
    with pytest.raises(UserError, match="--rebuild"):
        build()
    build(rebuild=True)
    assert Searcher(directory, WordEncoder()).search("bakery", 1).hits


def test_wrong_arguments_are_a_user_error(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--bogus"], ["--max-mb", "nan"], ["--max-mb", "0"], ["--max-mb", "x"]):
        assert command.main(wrong) == 1
        assert "build_index: " in capsys.readouterr().err


def test_command_line_reports_json_and_exit_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the real encoder."""
    folder = tmp_path / "corpus"
    write(folder, "a.txt", "The harbour was closed on Monday.")
    write(folder, "bad.pdf", "This is no PDF.")
    index = str(tmp_path / "index")
    assert command.main([str(folder), "--index", index, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == [
        "added", "updated", "removed", "unchanged", "skipped", "articles", "passages",
        "index_version", "seconds",
    ]  # fmt: skip
    assert (report["added"], report["articles"], report["index_version"]) == (1, 1, 1)
    assert [item["path"] for item in report["skipped"]] == ["bad.pdf"]
    assert report["skipped"][0]["reason"]

    assert command.main([str(folder), "--index", index, "--strict"]) == 2
    assert "bad.pdf" in capsys.readouterr().out
    assert command.main([str(tmp_path / "nowhere"), "--index", index]) == 1
    assert "nowhere" in capsys.readouterr().err


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


def test_an_index_that_cannot_be_written_can_be_asked(
    directory: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    (directory / VECTORS_FILE).unlink()
    before = {file: file.stat().st_mtime_ns for file in directory.rglob("*")}
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything
    hits = Searcher(directory, WordEncoder()).search("bridge", 1).hits
    assert hits[0].passage.article.path == "2023-05-01-bridge.md"
    assert {file: file.stat().st_mtime_ns for file in directory.rglob("*")} == before


@pytest.mark.skipif(os.name != "posix", reason="needs SIGINT")
def test_watch_follows_the_folder_until_it_is_interrupted(corpus: Path, directory: Path) -> None:
    """The real command with the real encoder."""
    process = subprocess.Popen(
        [sys.executable, "build_index.py", str(corpus), "--index", str(directory), "--watch"],
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def wait_for(path: str, there: bool) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and process.poll() is None:
            if Store(directory).finished:
                with Store(directory).snapshot() as snapshot:
                    if (snapshot.article(path) is not None) == there:
                        return
            time.sleep(0.1)
        raise AssertionError(f"{path}: not {'there' if there else 'gone'} in time")

    try:
        wait_for("bakery.txt", True)
        write(corpus, "new.txt", "A lighthouse stands on the point.")
        wait_for("new.txt", True)
        (corpus / "bakery.txt").unlink()
        wait_for("bakery.txt", False)
        away = corpus.with_name("away")
        corpus.rename(away)
        time.sleep(1)
        away.rename(corpus)
        write(corpus, "late.txt", "It was repainted in May.")
        wait_for("late.txt", True)
        wait_for("new.txt", True)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 0, errors
        assert "Traceback" not in errors
    finally:
        process.kill()


def test_searching_leaves_the_threads_as_they_were(tmp_path: Path) -> None:
    """FAISS and torch share one number of threads: a search must not slow what follows it."""
    import faiss

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The ferry carries 400 passengers.", encoding="utf-8")
    build_index([corpus], tmp_path / "index", WordEncoder())
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    try:
        assert Searcher(tmp_path / "index", WordEncoder()).search("ferry").hits
        assert faiss.omp_get_max_threads() == 3
    finally:
        faiss.omp_set_num_threads(before)
