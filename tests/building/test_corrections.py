"""What people corrected wins over what files say, survives everything, and is undone."""

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.edits.file import CORRECTIONS_FILE, change_corrections, read_corrections
from index.edits.folder import edits_folder
from index.edits.records import Change, change_from, plain_change
from index.errors import UserError
from index.records import Article, Filters
from index.search import Searcher
from index.store.snapshot import Snapshot
from tests.building.files import counts, write
from tests.fakes import WordEncoder

BRIDGE = "2023-05-01-bridge.md"
Build = Callable[..., BuildReport]


def article(directory: Path, path: str = BRIDGE) -> Article:
    found = Searcher(directory, WordEncoder()).article(path)
    assert found is not None
    return found


def correct(directory: Path, path: str = BRIDGE, **values: str | None) -> list[Change]:
    return change_corrections(directory, [Change(path, values)])


def test_a_correction_wins_and_is_undone(build: Build, directory: Path) -> None:
    build()
    before = article(directory)
    undo = correct(directory, source="The Other Post", date="2020-02-03")
    encoder = WordEncoder()
    assert counts(build(encoder)) == (0, 1, 0, 2)
    assert encoder.encoded == []  # neither is part of what is embedded
    now = article(directory)
    assert (now.source, now.date) == ("The Other Post", datetime.date(2020, 2, 3))
    assert now.stated == {"source": "Border Post", "date": "2023-05-01"}
    assert now.text == before.text
    searcher = Searcher(directory, WordEncoder())
    assert searcher.sources() == ["The Other Post"]
    found = searcher.search("lorries", filters=Filters(source="The Other Post"))
    assert {hit.passage.article.path for hit in found.hits} == {BRIDGE}
    assert not searcher.search("lorries", filters=Filters(source="Border Post")).hits
    assert not searcher.search("lorries", filters=Filters(after=datetime.date(2023, 1, 1))).hits
    assert counts(build()) == (0, 0, 0, 3)  # nothing is left to be done
    change_corrections(directory, undo)
    assert counts(build()) == (0, 1, 0, 2)
    after = article(directory)
    assert (after, after.stated) == (before, None)
    assert read_corrections(directory).by_path == {}


def test_only_a_title_is_encoded_again(build: Build, directory: Path) -> None:
    build()
    correct(directory, title="Lorries on the bridge")
    encoder = WordEncoder()
    build(encoder)
    assert encoder.encoded
    assert all(text.startswith("Lorries on the bridge\n") for text in encoder.encoded)
    hits = Searcher(directory, WordEncoder()).search("bridge").hits
    assert hits[0].passage.article.title == "Lorries on the bridge"
    for hit in hits:
        passage = hit.passage
        assert passage.article.text[passage.start : passage.end] == passage.text


def test_it_outlives_a_rebuild_and_a_deleted_index(build: Build, directory: Path) -> None:
    build()
    correct(directory, source="The Other Post")
    build(rebuild=True)
    assert article(directory).source == "The Other Post"
    for file in sorted(directory.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    directory.rmdir()
    build()
    assert article(directory).source == "The Other Post"
    assert article(directory).stated == {"source": "Border Post"}


def test_what_is_not_known_can_be_said(build: Build, directory: Path) -> None:
    build()
    correct(directory, source=None, date="")
    build()
    now = article(directory)
    assert (now.source, now.date) == (None, None)
    assert Searcher(directory, WordEncoder()).statistics().undated == 3


def test_it_stays_with_a_file_that_changes_and_tells_what_that_says(
    build: Build, corpus: Path, directory: Path
) -> None:
    build()
    correct(directory, source="The Other Post")
    build()
    write(corpus, BRIDGE, "---\nsource: Bridge Times\n---\nThe bridge is closed.")
    build()
    now = article(directory)
    assert (now.source, now.stated) == ("The Other Post", {"source": "Bridge Times"})
    assert now.text == "The bridge is closed."


def test_it_waits_for_a_file_that_is_gone(build: Build, corpus: Path, directory: Path) -> None:
    build()
    correct(directory, source="The Other Post")
    build()
    (corpus / BRIDGE).rename(corpus / "bridge.md")
    build()
    assert article(directory, "bridge.md").source == "Border Post"  # another path: another article
    assert list(read_corrections(directory).by_path) == [BRIDGE]
    (corpus / "bridge.md").rename(corpus / BRIDGE)
    build()
    assert article(directory).source == "The Other Post"


def test_a_row_of_a_table_is_known_by_its_text(build: Build, corpus: Path, directory: Path) -> None:
    rows = ["The ferry sank.", "The train left.", "The tram came."]
    write(corpus, "news.csv", "text,source\n" + "".join(f"{row},Wire\n" for row in rows))
    build()
    correct(directory, "news.csv#2", source="Rail News")
    build()
    assert article(directory, "news.csv#2").source == "Rail News"
    rows.insert(0, "The bus was late.")
    write(corpus, "news.csv", "text,source\n" + "".join(f"{row},Wire\n" for row in rows))
    build()
    sources = [article(directory, f"news.csv#{number}").source for number in (1, 2, 3, 4)]
    assert sources == ["Wire", "Wire", "Rail News", "Wire"]
    assert counts(build()) == (0, 0, 0, 7)
    correct(directory, "news.csv#3", date="2024-01-02")  # what was said of it stays with it
    assert list(read_corrections(directory).by_path) == ["news.csv#3"]
    build()
    now = article(directory, "news.csv#3")
    assert (now.source, now.date) == ("Rail News", datetime.date(2024, 1, 2))
    change_corrections(directory, [Change("news.csv#3", undo=("source", "date"))])
    build()
    assert article(directory, "news.csv#3").source == "Wire"


def test_the_row_that_has_its_number_now_takes_nothing_from_it(
    build: Build, corpus: Path, directory: Path
) -> None:
    def table(*rows: str) -> None:
        write(corpus, "news.csv", "text\n" + "".join(f"{row}\n" for row in rows))
        build()

    table("The ferry sank.", "The train left.")
    correct(directory, "news.csv#2", source="Rail News")
    table("The ferry sank.", "The tram came.")
    undo = correct(directory, "news.csv#2", source="Tram News")
    table("The ferry sank.", "The tram came.", "The train left.")
    sources = [article(directory, f"news.csv#{number}").source for number in (1, 2, 3)]
    assert sources == [None, "Tram News", "Rail News"]
    change_corrections(directory, undo)
    correct(directory, "news.csv#3", date="2024-01-02")
    build()
    sources = [article(directory, f"news.csv#{number}").source for number in (1, 2, 3)]
    assert sources == [None, None, "Rail News"]
    assert len(read_corrections(directory).by_path) == 1


def test_an_article_that_is_named_twice_is_read_once(
    build: Build, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    read: list[str] = []
    article_at = Snapshot.article

    def count(snapshot: Snapshot, path: str) -> Article | None:
        read.append(path)
        return article_at(snapshot, path)

    monkeypatch.setattr(Snapshot, "article", count)
    changes = [Change(BRIDGE, {"source": "A"}), Change(BRIDGE, {"title": "B"})]
    undo = change_corrections(directory, changes)
    assert read == [BRIDGE]
    assert read_corrections(directory).by_path[BRIDGE].values == {"source": "A", "title": "B"}
    change_corrections(directory, undo)
    assert read_corrections(directory).by_path == {}


def test_many_at_once_are_all_or_none(build: Build, directory: Path) -> None:
    build()
    paths = ["harbour.txt", "bakery.txt", BRIDGE]
    with pytest.raises(UserError, match=r"no article nothing\.txt"):
        change_corrections(
            directory, [Change(path, {"source": "X"}) for path in [*paths, "nothing.txt"]]
        )
    assert read_corrections(directory).by_path == {}
    undo = change_corrections(directory, [Change(path, {"source": "X"}) for path in paths])
    assert counts(build()) == (0, 3, 0, 0)
    assert Searcher(directory, WordEncoder()).sources() == ["X"]
    change_corrections(directory, [change_from(plain_change(each)) for each in undo])
    build()
    assert Searcher(directory, WordEncoder()).sources() == ["Border Post"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"date": "yesterday"}, "no date"),
        ({"date": "03/04/2023"}, "no date"),
        ({"source": "https://example.org/"}, "a name, not an address"),
        ({"title": "x" * 1001}, "longer than 1,000"),
        ({"author": "N. N."}, "cannot be corrected"),
        ({"title": 3}, "is text"),
    ],
)
def test_what_is_no_value_is_told(values: dict[str, object], problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        change_from({"article": "a.txt", "set": values})


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"article": 3},
        {"article": "a", "undo": ["path"]},
        {"article": "a", "set": 3},
        {"article": "a", "x": 1},
    ],
)
def test_what_is_no_change_is_told(data: object) -> None:
    with pytest.raises(UserError):
        change_from(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"format": 1}',
        '{"format": 2, "corrections": {}}',
        '{"format": 1, "corrections": {"a.txt": 3}}',
        '{"format": 1, "corrections": {"a.txt": {"set": {}}}}',
        '{"format": 1, "corrections": {"a.txt": {"set": {"date": "soon"}}}}',
        '{"format": 1, "corrections": {"a.txt": {"set": {"path": "b"}}}}',
        '{"format": 1, "corrections": {"a.txt": {"set": {"title": "x"}, "more": 1}}}',
        '{"format": 1, "corrections": {"a.csv#1": {"set": {"title": "x"}, "file": "a.csv"}}}',
        '{"format": 1, "corrections": {"a\\ud800": {"set": {"title": "x"}}}}',
        '{"format": 1, "corrections": {"a.txt": {"set": {"title": "\xff"}}}}',
    ],
)
def test_a_malformed_file_is_told_and_nothing_lost(
    build: Build, corpus: Path, directory: Path, text: str
) -> None:
    build()
    correct(directory, source="The Other Post")
    build()
    file = edits_folder(directory) / CORRECTIONS_FILE
    file.write_bytes(text.encode("latin-1"))
    write(corpus, "harbour.txt", "The harbour is open.")
    with pytest.raises(UserError, match="Mend the file"):
        build()
    with pytest.raises(UserError, match="Mend the file"):
        correct(directory, source="Third Post")
    assert file.read_bytes() == text.encode("latin-1")
    assert article(directory).source == "The Other Post"  # the index stays as it is
    assert "closed" in article(directory, "harbour.txt").text


def test_what_a_person_wrote_into_the_file_is_taken(build: Build, directory: Path) -> None:
    folder = edits_folder(directory)
    folder.mkdir()
    entry = {"set": {"date": "3 February 2020", "source": "  The Other\tPost "}}
    data = {"format": 1, "corrections": {BRIDGE: entry}}
    (folder / CORRECTIONS_FILE).write_text(json.dumps(data))
    build()
    now = article(directory)
    assert (now.source, now.date) == ("The Other Post", datetime.date(2020, 2, 3))


def test_what_is_kept_inside_the_corpus_is_no_article(corpus: Path) -> None:
    directory = corpus / "index"
    build_index([corpus], directory, WordEncoder())
    correct(directory, source="The Other Post")
    report = build_index([corpus], directory, WordEncoder())
    assert (report.articles, report.skipped) == (3, [])
    assert article(directory).source == "The Other Post"


def test_an_article_is_another_where_its_file_says_something_else(
    build: Build, directory: Path
) -> None:
    build()
    now = article(directory)
    assert len({replace(now, stated={"source": each}).digest for each in "AB"}) == 2
    assert replace(now, stated=None).digest == now.digest
