"""What others change in the file of corrections counts, and is told once."""

from pathlib import Path

import pytest

from index.checking.check import check_index
from index.edits.file import CORRECTIONS_FILE, change_corrections, read_corrections
from index.edits.folder import edits_folder
from index.edits.records import Change
from index.errors import UserError
from index.store import Store
from tests.building.files import write
from tests.building.test_corrections import BRIDGE, Build, article, correct

_MINE = f"the correction of {BRIDGE}"


def edit(directory: Path, old: str, new: str) -> None:
    file = edits_folder(directory) / CORRECTIONS_FILE
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_figure_that_rotted_counts_and_is_told_once(build: Build, directory: Path) -> None:
    build()
    correct(directory, date="2023-10-31")
    assert build().mended == []
    edit(directory, "2023-10-31", "2013-10-31")
    [told] = build().mended
    what = "changed outside Gleaner: date 2013-10-31 instead of 2023-10-31"
    assert (told.where, told.what) == (_MINE, what)
    assert str(article(directory).date) == "2013-10-31"
    assert build().mended == []
    correct(directory, "bakery.txt", source="Wire")
    assert read_corrections(directory).is_as_written
    assert build().mended == []


def test_what_is_written_otherwise_with_the_same_values_is_nothing_to_tell(
    build: Build, directory: Path
) -> None:
    build()
    correct(directory, date="2023-10-31")
    build()
    edit(directory, "\n", "\n  ")
    assert read_corrections(directory).is_as_written
    edit(directory, '"checksum": "', '"checksum": "0')
    assert build().mended == []


def test_what_was_added_and_taken_out_by_hand_is_told(build: Build, directory: Path) -> None:
    build()
    correct(directory, date="2023-10-31", source=None)
    build()
    edit(directory, '"source": null', '"title": "The bridge"')
    [told] = build().mended
    assert told.what == (
        "changed outside Gleaner: source what its file says instead of not known, "
        "title The bridge instead of what its file says"
    )


def test_a_change_by_gleaner_hides_none_by_others(build: Build, directory: Path) -> None:
    build()
    correct(directory, date="2023-10-31")
    build()
    edit(directory, "2023-10-31", "2013-10-31")
    correct(directory, "bakery.txt", source="Wire")
    assert _MINE in [each.where for each in build().mended]
    assert build().mended == []
    change_corrections(directory, [Change("bakery.txt", undo=("source",))])
    assert read_corrections(directory).is_as_written


def test_a_row_of_a_table_that_moved_is_the_same(
    build: Build, corpus: Path, directory: Path
) -> None:
    write(corpus, "t.csv", "text\nThe ferry sank.\nThe buoy is red.\n")
    build()
    with Store(directory).snapshot() as snapshot:
        path = next(each.path for each in snapshot.articles() if each.path.startswith("t.csv"))
    correct(directory, path, source="Wire")
    build()
    write(corpus, "t.csv", "text\nA lamp fell.\nThe ferry sank.\nThe buoy is red.\n")
    build()
    edit(directory, '"checksum": "', '"checksum": "0')
    assert build().mended == []


def test_what_waits_for_an_article_is_not_told_again_and_again(
    build: Build, corpus: Path, directory: Path
) -> None:
    build()
    correct(directory, "bakery.txt", source="Wire")
    build()
    edit(directory, '"bakery.txt"', '"lighthouse.txt"')
    assert [each.where for each in build().mended] == ["the correction of bakery.txt"]
    assert build().mended == []
    write(corpus, "lighthouse.txt", "A lighthouse stands on the point.")
    build()
    assert article(directory, "lighthouse.txt").source == "Wire"
    assert build().mended == []


def test_a_file_without_a_checksum_is_believed(build: Build, directory: Path) -> None:
    build()
    correct(directory, date="2023-10-31")
    build()
    checksum = (edits_folder(directory) / CORRECTIONS_FILE).read_text().splitlines()[2]
    assert "checksum" in checksum
    edit(directory, f"{checksum}\n", "")
    edit(directory, "2023-10-31", "2013-10-31")
    assert build().mended == []
    assert str(article(directory).date) == "2013-10-31"


def test_that_the_file_is_gone_is_told_once_and_none_is_begun_over_it(
    build: Build, directory: Path
) -> None:
    build()
    correct(directory, date="2023-10-31")
    build()
    (edits_folder(directory) / CORRECTIONS_FILE).unlink()
    with pytest.raises(UserError, match=r"are gone: .*Put the file back"):
        correct(directory, "bakery.txt", source="Wire")
    assert [each.where for each in check_index(directory).problems] == [_MINE]
    [told] = build().mended
    assert told.where == _MINE
    assert told.what == "changed outside Gleaner: date what its file says instead of 2023-10-31"
    assert build().mended == []
    correct(directory, "bakery.txt", source="Wire")
    assert build().mended == []


def test_a_check_tells_of_a_file_that_is_cut_off(build: Build, directory: Path) -> None:
    build()
    correct(directory, date="2023-10-31")
    build()
    assert check_index(directory).problems == ()
    file = edits_folder(directory) / CORRECTIONS_FILE
    file.write_text(file.read_text()[:40])
    [problem] = check_index(directory).problems
    assert (problem.where, "it is not JSON" in problem.what) == ("the file of corrections", True)
