"""Checking and repairing an index, and what is told of an exchanged one."""

import dataclasses
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import build_index as command
from index.build import BuildReport
from index.checking.check import check_index
from index.checking.repair import repair_index
from index.errors import UserError
from index.search import Searcher
from index.store import LATEST_FILE, STORE_FILE, Store
from index.store import latest as latest_file
from tests.building.files import counts, write
from tests.fakes import WordEncoder
from tests.torture.damage import SILENT, campaign

SEEDS = 40


def run(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        for statement in statements:
            store.execute(statement)


def best(directory: Path, question: str) -> str:
    return Searcher(directory, WordEncoder()).search(question, 1).hits[0].passage.text


def test_damage_by_chance_is_told_or_mended(tmp_path: Path) -> None:
    """`python -m tests.torture.damage --count 500` does the same many times."""
    counted = campaign(tmp_path, range(SEEDS))
    assert sum(counted.values()) == SEEDS
    assert not any(counted[went] for went in SILENT), counted
    assert counted["told"] > SEEDS / 5


def test_a_whole_index_is_whole(directory: Path, build: Callable[..., BuildReport]) -> None:
    build()
    report = check_index(directory)
    assert (report.problems, report.articles, report.index_version) == ((), 3, 1)
    (directory / "vectors.faiss").unlink()
    assert [each.where for each in check_index(directory).problems] == ["the file vectors.faiss"]
    with pytest.raises(UserError, match="There is no index"):
        check_index(directory / "nowhere")


def test_another_figure_in_the_store_is_not_shown(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    run(directory, "UPDATE articles SET text = replace(text, '400', '900')")
    found = Searcher(directory, WordEncoder()).search("How many lorries a day?")
    assert not any("lorries" in hit.passage.text for hit in found.hits)
    assert len(found.hits) == 2
    assert found.notice is not None
    assert "the article 2023-05-01-bridge.md" in found.notice
    assert "--repair" in found.notice
    with pytest.raises(UserError, match="damaged"):
        Searcher(directory, WordEncoder()).article("2023-05-01-bridge.md")

    encoder = WordEncoder()
    report = build(encoder)
    assert counts(report) == (0, 1, 0, 2)
    assert [each.where for each in report.mended] == ["the article 2023-05-01-bridge.md"]
    assert encoder.encoded == []
    assert best(directory, "How many lorries a day?").startswith("The bridge carries 400 lorries")
    assert Searcher(directory, WordEncoder()).search("lorries").notice is None


def test_a_passage_whose_number_was_damaged_leaves_nothing_beside_the_store(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(40):
        write(corpus, f"buoy{number}.txt", f"Buoy {number} is green.")
    build()
    run(directory, "UPDATE passages SET id = 0 WHERE id = (SELECT max(id) FROM passages)")
    assert counts(build()) == (0, 1, 0, 42)
    assert check_index(directory).problems == ()
    assert Searcher(directory, WordEncoder()).search("buoy").notice is None


def test_a_store_beyond_mending_is_made_again_of_what_is_encoded(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(40):
        write(corpus, f"n{number}.txt", f"Buoy number {number} is green. " * 20)
    whole = build()
    data = bytearray((directory / STORE_FILE).read_bytes())
    data[:100] = bytes(100)
    page = len(data) // 8192 // 2 * 8192
    data[page : page + 8192] = bytes(8192)
    (directory / STORE_FILE).write_bytes(data)
    with pytest.raises(UserError, match="--repair"):
        build()
    report = repair_index([corpus], directory, WordEncoder())
    assert report.left == ()
    assert "set aside as store.damaged-1.sqlite" in "".join(each.what for each in report.mended)
    assert (report.build.articles, report.build.index_version) == (43, whole.index_version + 1)

    run(directory, "DELETE FROM meta WHERE key = 'version'")
    encoder = WordEncoder()
    assert repair_index([corpus], directory, encoder).left == ()
    assert encoder.encoded == []


def test_a_store_of_before_is_told_and_brought_up_to_date(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    earlier = (directory / STORE_FILE).read_bytes()
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    build()
    open_before = Searcher(directory, WordEncoder())
    open_before.search("lighthouse")
    (directory / STORE_FILE).write_bytes(earlier)
    for searched in (open_before, None):
        with pytest.raises(UserError, match=r"version 1, and version 2 was committed.*Bring it up"):
            (searched or Searcher(directory, WordEncoder())).search("lighthouse")
    assert check_index(directory).problems
    (corpus / "new.txt").write_text("A windmill stands on the point.")
    report = build()
    assert report.index_version == 3  # no version is given twice
    assert "not the one that was last written" in report.mended[0].what
    assert best(directory, "windmill point") == "A windmill stands on the point."
    assert check_index(directory).problems == ()


def test_an_index_brought_back_whole_is_searched_by_who_has_it_open(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    kept = directory.with_name("kept")
    shutil.copytree(directory, kept)
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    build()
    searcher = Searcher(directory, WordEncoder())
    assert "lighthouse" in searcher.search("lighthouse", 1).hits[0].passage.text
    for name in (STORE_FILE, LATEST_FILE):  # but not what is derived
        shutil.copy2(kept / name, directory / name)
    found = searcher.search("lighthouse harbour")
    assert found.index_version == 1
    assert not any("lighthouse" in hit.passage.text for hit in found.hits)
    (corpus / "new.txt").write_text("A windmill stands on the point.")
    assert build().index_version == 2  # the same version, another commit
    assert not any("lighthouse" in hit.passage.text for hit in searcher.search("lighthouse").hits)
    assert "windmill" in best(directory, "windmill")


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_a_build_that_ends_beside_its_commit_leaves_one_of_two(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    build()
    write(corpus, "new.txt", "A lighthouse stands on the point.")
    written = []

    def write_latest(where: Path, latest: latest_file.Latest) -> None:
        written.append(latest)
        if moment == "after the commit" and len(written) == 2:
            raise KeyboardInterrupt
        latest_file.write_latest(where, latest)
        if moment == "before the commit":
            raise KeyboardInterrupt

    monkeypatch.setattr("index.store.write_latest", write_latest)
    with pytest.raises(KeyboardInterrupt):
        build()
    monkeypatch.undo()
    found = Searcher(directory, WordEncoder()).search("lighthouse")
    assert found.index_version == (1 if moment == "before the commit" else 2)
    assert found.notice is None
    assert build().mended == []
    assert best(directory, "lighthouse").startswith("A lighthouse")


def test_without_the_small_file_it_is_searched_with_a_word(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    (directory / LATEST_FILE).write_bytes(b"{}")
    notice = Searcher(directory, WordEncoder()).search("bakery").notice
    assert notice is not None
    assert LATEST_FILE in notice
    build()
    assert Searcher(directory, WordEncoder()).search("bakery").notice is None


def test_a_build_reads_over_only_what_somebody_touched(
    directory: Path, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    read: list[Store] = []
    monkeypatch.setattr("index.store.scan", lambda connection: read.append(connection))
    build()
    assert read == []


def test_how_far_the_reading_over_is_is_told(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    told: list[tuple[float, str]] = []
    build(repair=True, progress=lambda share, what: told.append((share, what)))
    shares = [share for share, what in told if what == "reading the index over"]
    assert len(shares) > 2
    assert shares == sorted(shares)


def test_a_damaged_path_is_told_wherever_it_is_shown(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A flipped bit makes of a letter a byte that is no UTF-8, or one that moves the cursor."""
    build()
    for damage in (b"\xe8arbour.txt", b"\x08arbour.txt"):
        whole = (directory / STORE_FILE).read_bytes()
        (directory / STORE_FILE).write_bytes(whole.replace(b"harbour.txt", damage))
        for arguments in ([], ["--json"]):
            assert command.main([str(corpus), "--index", str(directory), "--check", *arguments])
            told = capsys.readouterr().out
            told.encode()
            assert "the article \N{REPLACEMENT CHARACTER}arbour.txt" in told
            assert "\b" not in told
        notice = Searcher(directory, WordEncoder()).search("Which harbour was closed?").notice
        assert notice is not None
        notice.encode()
        mended = json.dumps(dataclasses.asdict(build(repair=True)), ensure_ascii=False)
        assert json.loads(mended)["mended"]
        mended.encode()
        assert check_index(directory).problems == ()


@pytest.mark.parametrize("word", [b"indexarticles_source", b"CREATE TABLE meta", b"(file)"])
def test_a_damaged_form_is_told_though_sqlites_own_words_are_no_text(
    corpus: Path,
    directory: Path,
    build: Callable[..., BuildReport],
    capsys: pytest.CaptureFixture[str],
    word: bytes,
) -> None:
    """SQLite quotes what it cannot make sense of, as it is."""
    build()
    data = bytearray((directory / STORE_FILE).read_bytes())
    data[data.index(word) + len(word) - 3] ^= 0x80
    (directory / STORE_FILE).write_bytes(data)
    assert command.main([str(corpus), "--index", str(directory), "--check", "--json"]) == 1
    assert "malformed database schema" in capsys.readouterr().out
    for ask in (build, lambda: Searcher(directory, WordEncoder()).search("harbour")):
        with pytest.raises(UserError, match="--repair"):
            ask()
    assert build(repair=True).articles == 3
    assert check_index(directory).problems == ()


def test_a_path_that_is_no_text_is_no_article(
    directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    assert Searcher(directory, WordEncoder()).article("half\ud83d.txt") is None


def test_the_commands(corpus: Path, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the real encoder."""
    arguments = [str(corpus), "--index", str(directory)]
    assert command.main(arguments) == 0
    assert command.main([*arguments, "--check"]) == 0
    assert "is whole: 3 articles" in capsys.readouterr().out
    run(directory, "UPDATE articles SET source = 7 WHERE source IS NOT NULL")
    assert command.main([*arguments, "--check"]) == 1
    told = capsys.readouterr().out
    assert "damaged the article 2023-05-01-bridge.md" in told
    assert "mended from the corpus" in told
    assert command.main([*arguments, "--check", "--json"]) == 1
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert list(problem) == ["what", "where", "mended_from"]
    assert command.main([*arguments, "--repair"]) == 0
    assert "mended the article 2023-05-01-bridge.md" in capsys.readouterr().out
    assert command.main([*arguments, "--check"]) == 0
    assert command.main([*arguments, "--check", "--rebuild"]) == 1
    assert "do not go together" in capsys.readouterr().err
