"""An index that was made before Gleaner knew of something is brought up to date."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import build_index as command
from index.build import BuildReport
from index.errors import UserError
from index.search import Searcher
from index.store import STORE_FILE
from index.store.seal import seal_meta
from tests.building.files import counts, seal, write
from tests.fakes import WordEncoder


def forget_authors(directory: Path) -> None:
    """Leave an index as if it was made before Gleaner knew of them."""
    with closing(sqlite3.connect(directory / STORE_FILE)) as store, store:
        store.execute("UPDATE articles SET digest = x'00' WHERE author IS NOT NULL")
        store.execute("UPDATE articles SET author = NULL")
        seal(store)
        store.execute("ALTER TABLE articles DROP COLUMN author")
        store.execute("UPDATE meta SET value = '1 title date' WHERE key = 'recipe'")
        store.execute("UPDATE files SET digest = x'00'")
        seal_meta(store)


def test_an_index_that_lacks_a_fact_is_brought_up_to_date(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    write(corpus, "by.txt", "The quay reopens\nBy Ada Byron\n\nThe quay of Lowhaven reopened.")
    build()
    forget_authors(directory)
    told = r"did not know of: author\. Bring it up to date: python"
    with pytest.raises(UserError, match=told):
        Searcher(directory)
    encoder = WordEncoder()
    report = build(encoder)
    assert counts(report) == (0, 1, 0, 3)  # those of which nothing new is known stay
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
