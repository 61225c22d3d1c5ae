"""What a build asks before: that all go, however few. What was moved is not gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport
from index.errors import UserError
from index.search import Searcher
from tests.building.files import counts, write
from tests.fakes import WordEncoder


def test_an_empty_folder_empties_no_small_index(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    for file in list(corpus.iterdir()):
        file.unlink()
    for how in ({}, {"rebuild": True}):
        with pytest.raises(UserError, match=r"files of 3 of the 3 articles.*--allow-removals"):
            build(**how)
    assert Searcher(directory, WordEncoder()).statistics().articles == 3
    assert counts(build(allow_removals=True)) == (0, 0, 3, 0)
    assert counts(build()) == (0, 0, 0, 0)


def test_the_only_article_may_be_exchanged_for_another(
    corpus: Path, build: Callable[..., BuildReport]
) -> None:
    (corpus / "bakery.txt").unlink()
    (corpus / "2023-05-01-bridge.md").unlink()
    build()
    (corpus / "harbour.txt").unlink()
    write(corpus, "lighthouse.txt", "A lighthouse stands on the point.")
    assert counts(build()) == (1, 0, 1, 0)


def test_files_that_were_moved_are_not_gone(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in range(12):
        write(corpus, f"buoy{number}.txt", f"Buoy {number} is green.")
    build()
    (corpus / "old").mkdir()
    for number in range(12):
        (corpus / f"buoy{number}.txt").rename(corpus / "old" / f"buoy{number}.txt")
    encoder = WordEncoder()
    assert counts(build(encoder)) == (12, 0, 12, 3)
    assert encoder.encoded == []
    for number in range(12):  # other texts, at other places
        (corpus / "old" / f"buoy{number}.txt").unlink()
        write(corpus, f"boat{number}.txt", f"Boat {number} is red.")
    with pytest.raises(UserError, match=r"files of 12 of the 15 articles.*--allow-removals"):
        build()
