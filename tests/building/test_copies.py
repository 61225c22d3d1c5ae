"""Copies are found when articles are indexed, and stay found as articles come, change and go."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.copies.fold import MAX_COMPARED, Folding
from index.records import Article
from index.splitting.passages import split_article
from index.store import STORE_FILE, Change, MadeBy, Store
from tests.building.files import seal, write
from tests.building.stories import REPORT, groups, prose, stories
from tests.fakes import WordEncoder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def test_a_round_up_that_quotes_a_paragraph_is_no_copy(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    write(corpus, "a.txt", "\n\n".join(REPORT))
    write(corpus, "b.txt", f"The week\n\n{prose(1)}\n\nIt was reported: {REPORT[4]}\n\n{prose(2)}")
    build()
    assert groups(directory) == set()


def test_a_book_makes_no_story_of_the_articles_that_it_holds(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(4):
        write(corpus, f"{number}.txt", prose(number))
    write(corpus, "book.txt", "\n\n".join(prose(number) for number in range(40)))
    build()
    assert groups(directory) == set()


def test_an_article_without_copies_is_a_story_by_itself(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    write(corpus, "a.txt", prose(1))
    write(corpus, "b.txt", "… !")
    write(corpus, "c.txt", "… !")
    build()
    assert stories(directory) == {"a.txt": "a.txt", "b.txt": "b.txt", "c.txt": "c.txt"}


def three_copies(corpus: Path) -> set[str]:
    """Three that are copies of one another, and one that is not."""
    write(corpus, "a.txt", "\n\n".join(REPORT))
    write(corpus, "b.txt", "\n\n".join(REPORT[:6]))
    write(corpus, "c.txt", "\n\n".join(["Another headline", *REPORT[1:5], REPORT[6]]))
    write(corpus, "d.txt", prose(3))
    return {"a.txt", "b.txt", "c.txt"}


@pytest.mark.parametrize("gone", ["a.txt", "b.txt", "c.txt"])
def test_the_others_stay_copies_when_one_goes(
    gone: str, corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    paths = three_copies(corpus)
    build()
    assert groups(directory) == {frozenset(paths)}
    (corpus / gone).unlink()
    build()
    assert groups(directory) == {frozenset(paths - {gone})}
    assert set(stories(directory).values()) <= stories(directory).keys()


@pytest.mark.parametrize("changed", ["a.txt", "b.txt", "c.txt"])
def test_one_that_changes_leaves_its_story_and_comes_back(
    changed: str, corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    paths = three_copies(corpus)
    build()
    before = (corpus / changed).read_text()
    write(corpus, changed, prose(9))
    build()
    assert groups(directory) == {frozenset(paths - {changed})}
    write(corpus, changed, before)
    build()
    assert groups(directory) == {frozenset(paths)}


def test_the_order_in_which_articles_come_makes_no_difference(corpus: Path, tmp_path: Path) -> None:
    three_copies(corpus)
    write(corpus, "e.txt", "\n\n".join(REPORT[2:4]))
    files = sorted(corpus.glob("*.txt"))
    seen = set()
    for seed in range(6):
        chance, folder = random.Random(seed), tmp_path / f"{seed}"
        for file in chance.sample(files, len(files)):
            write(folder, file.name, file.read_text())
            build_index([folder], tmp_path / f"index{seed}", WordEncoder())
        seen.add(tuple(sorted(stories(tmp_path / f"index{seed}").items())))
    assert len(seen) == 1


def test_more_copies_than_are_compared_are_one_story(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(60):
        write(corpus, f"{number:02}.txt", f"Paper {number}\n\n{prose(1)}")
    build()
    assert [len(group) for group in groups(directory)] == [60]


def test_a_build_without_changes_does_nothing(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    three_copies(corpus)
    version = build().index_version
    before = rows(directory)
    assert build().index_version == version
    assert rows(directory) == before


def rows(directory: Path) -> list[list[tuple[int | None, ...]]]:
    """All that the index holds about copies."""
    with closing(sqlite3.connect(directory / STORE_FILE)) as store:
        return [
            store.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("fingerprints", "copies")
        ]


def test_nothing_is_left_of_what_is_gone(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    three_copies(corpus)
    build()
    write(corpus, "d.txt", prose(4))
    build()
    for file in corpus.glob("*.txt"):
        file.unlink()
    build(allow_removals=True)
    assert rows(directory) == [[], []]


def test_what_an_earlier_recipe_found_is_found_again(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    paths = three_copies(corpus)
    build()
    before = rows(directory)
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        store.execute("UPDATE meta SET value = 'an earlier one' WHERE key = 'copies'")
        store.execute("UPDATE fingerprints SET value = value + 1")
        store.execute("UPDATE copies SET original = NULL, words = 1")
        seal(store)
    build()
    assert groups(directory) == {frozenset(paths)}
    assert rows(directory) == before


@contextmanager
def change_of(directory: Path) -> Iterator[Change]:
    encoder = WordEncoder()
    with Store(directory).change(MadeBy(encoder.name, encoder.identity)) as change:
        yield change


def put(change: Change, folding: Folding, articles: Sequence[Article]) -> None:
    """Put articles as a build does."""
    for article in articles:
        passages = split_article(article)
        keys = [f"{article.path} {number}".encode() for number in range(len(passages))]
        vectors = WordEncoder().encode([passage.text for passage in passages]).astype("<f4")
        known = {key: row.tobytes() for key, row in zip(keys, vectors, strict=True)}
        folding.forget(article.path)
        change.put_article(article.path, article, passages, keys, known)
        folding.add(article.path)
    folding.finish(lambda: None)


def cost_of_one_more(directory: Path, many: int) -> tuple[int, int]:
    """The pairs compared, and the rows about copies written, for one article beside so many.

    All of them share a paragraph, and the one is a copy of one of them.
    """
    notice = "The editors thank all readers for their letters, which are read with great interest."
    with change_of(directory) as change:
        folding = Folding(change.copies)
        put(change, folding, [
            Article(f"{number}.txt", f"{prose(number, 5)}\n\n{notice}") for number in range(many)
        ])  # fmt: skip
    before = rows(directory)
    with change_of(directory) as change:
        folding = Folding(change.copies)
        put(
            change,
            folding,
            [Article("new.txt", f"A headline\n\n{prose(many // 2, 5)}\n\n{notice}")],
        )
    after = rows(directory)
    assert sum(row[2] is not None for row in after[1]) == 1
    written = sum(len(set(new) - set(old)) for new, old in zip(after, before, strict=True))
    assert set(before[0]) <= set(after[0])
    assert len(set(before[1]) - set(after[1])) <= 1  # the one, should it be the shorter
    return folding.compared, written


def test_the_work_is_in_proportion_to_what_is_new(tmp_path: Path) -> None:
    few, few_rows = cost_of_one_more(tmp_path / "few", 40)
    many, many_rows = cost_of_one_more(tmp_path / "many", 400)
    assert 1 <= few <= MAX_COMPARED
    assert many <= few
    assert abs(many_rows - few_rows) < 20  # the texts differ, and so do their fingerprints


KILLED = """
import os, signal, sys
from pathlib import Path
from index.build import build_index
from index.store import CopiesTable
from tests.fakes import WordEncoder
noted = CopiesTable.put_link
def put_link(self, link):
    noted(self, link)
    os.kill(os.getpid(), signal.SIGKILL)
CopiesTable.put_link = put_link
build_index([Path(sys.argv[1])], Path(sys.argv[2]), WordEncoder())
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_build_killed_while_it_finds_copies_leaves_all_as_it_was(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    """The moments of tests/building/test_crash.py are random; this one is not."""
    write(corpus, "a.txt", "\n\n".join(REPORT))
    build()
    before = rows(directory), stories(directory)
    paths = three_copies(corpus)
    command = [sys.executable, "-c", KILLED, str(corpus), str(directory)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert (rows(directory), stories(directory)) == before
    build()
    assert groups(directory) == {frozenset(paths)}
