"""A page that nobody asks reads its index over, and says what is wrong; questions do not wait."""

import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.build import build_index
from index.checking.background import check_apart
from index.errors import UserError
from index.store import STORE_FILE
from qa.page.checks import Checks
from qa.page.open_index import OpenIndex
from tests.fakes import WordEncoder
from tests.served import ARTICLES, Served, start


@pytest.fixture
def index(tmp_path: Path) -> OpenIndex:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(9):
        (corpus / f"{number}.txt").write_text(f"The ferry carried {number + 1000} passengers.\n")
    build_index([corpus], tmp_path / "index", WordEncoder())
    return OpenIndex(tmp_path / "index", corpus)


def never() -> None:
    pass


def damage(directory: Path, before: bytes = b"1004", after: bytes = b"9004") -> None:
    store = directory / STORE_FILE
    data = store.read_bytes()
    assert before in data
    store.write_bytes(data.replace(before, after))


def test_a_damaged_index_is_told_and_a_mended_one_no_more(index: OpenIndex) -> None:
    checks = Checks(index, lambda: 100.0, never, every=0)
    assert checks.look()
    assert index.found is None
    damage(index.directory)
    assert checks.look()
    assert index.found is not None
    assert "the article 4.txt: its text is not what was written" in index.found
    assert f"{index.corpus} --index {index.directory} --repair" in index.found
    build_index([index.corpus], index.directory, WordEncoder(), repair=True)
    assert checks.look()
    assert index.found is None


def test_a_file_that_changed_in_silence_is_told_and_an_edited_one_not(index: OpenIndex) -> None:
    file, future = index.corpus / "4.txt", (4 * 10**18, 4 * 10**18)  # so that no clock shows it
    os.utime(file, ns=future)
    build_index([index.corpus], index.directory, WordEncoder())
    checks = Checks(index, lambda: 100.0, never, every=0)
    (index.corpus / "5.txt").write_text("The ferry was edited, and carried 1005 passengers.\n")
    (index.corpus / "6.txt").unlink()
    (index.corpus / "new.txt").write_text("The ferry came back.\n")
    assert checks.look()
    assert index.found is None
    file.write_text(file.read_text().replace("1004", "9004"))
    os.utime(file, ns=future)
    assert checks.look()
    assert index.found is not None
    assert "is not what its files hold: the file 4.txt: it changed since it was read" in index.found
    assert "5.txt" not in index.found
    build_index([index.corpus], index.directory, WordEncoder(), repair=True)
    assert checks.look()
    assert index.found is None


def test_a_corpus_that_is_not_there_is_no_damage(index: OpenIndex) -> None:
    index.corpus.rename(index.corpus.with_name("away"))
    assert Checks(index, lambda: 100.0, never, every=0).look()
    assert index.found is None


def test_it_is_read_over_when_it_changed_and_not_before(
    index: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.page.checks._LEAST", 0.0)
    checks = Checks(index, lambda: 100.0, never)
    assert [checks.look() for _ in range(3)] == [True, False, False]
    (index.corpus / "new.txt").write_text("The ferry came back.\n")
    build_index([index.corpus], index.directory, WordEncoder())
    assert [checks.look() for _ in range(2)] == [True, False]
    damage(index.directory)
    assert [checks.look() for _ in range(2)] == [True, False]
    assert index.found


def test_nothing_is_said_of_an_index_that_is_gone(index: OpenIndex) -> None:
    checks = Checks(index, lambda: 100.0, never, every=0)
    damage(index.directory)
    assert checks.look()
    assert index.found
    shutil.rmtree(index.directory)
    assert not checks.look()
    assert index.found is None


def test_a_folder_without_an_index_is_no_damage(tmp_path: Path) -> None:
    index = OpenIndex(tmp_path / "none", tmp_path)
    assert not Checks(index, lambda: 100.0, never, every=0).look()
    assert index.found is None
    with pytest.raises(UserError, match="There is no index"):
        check_apart(tmp_path / "none", never)


def test_a_check_that_was_ended_is_tried_again_and_told_where_that_goes_on(
    index: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where memory runs out, or no process can be started: it says nothing of the index."""
    ended: list[int] = []

    def end_it() -> None:
        for child in children() - others:
            ended.append(child)
            os.kill(child, signal.SIGKILL)

    others = children()
    checks = Checks(index, lambda: 100.0, end_it, every=3600)
    assert checks.look()
    assert (len(ended), index.found) == (1, None)
    assert not checks.look()  # not at once
    monkeypatch.setattr("qa.page.checks._AGAIN", 0.0)
    assert checks.look()
    assert (len(ended), index.found) == (2, None)
    assert checks.look()
    assert index.found == "What checks the index is ended again and again."
    others = children() | set(ended)
    monkeypatch.setattr(
        "qa.page.checks.check_apart", lambda *_: check_apart(index.directory, never)
    )
    assert checks.look()
    assert index.found is None
    assert not checks.look()


def test_a_process_that_cannot_be_started_is_no_problem_of_the_index(
    index: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.page.checks._AGAIN", 0.0)
    monkeypatch.setattr("sys.executable", str(index.directory / "nothing"))
    checks = Checks(index, lambda: 100.0, never, every=3600)
    found = []
    for _ in range(3):
        assert checks.look()
        found.append(index.found)
    assert found == [None, None, "The index cannot be checked: No such file or directory."]


def test_a_check_waits_between_blocks_for_those_who_ask(index: OpenIndex) -> None:
    asking, blocks = threading.Event(), 0

    def wait() -> None:
        nonlocal blocks
        blocks += 1
        asking.wait(timeout=30)

    reports = []
    thread = threading.Thread(
        target=lambda: reports.append(check_apart(index.directory, wait)), daemon=True
    )
    thread.start()
    until(lambda: blocks == 1)
    time.sleep(0.3)
    assert (blocks, reports) == (1, [])
    asking.set()
    thread.join(timeout=30)
    assert [each.articles for each in reports] == [9]
    assert blocks > 2


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="needs Linux")
def test_what_checks_gives_way_to_all_others(index: OpenIndex) -> None:
    seen, others = [], children()  # pages of other tests

    def wait() -> None:
        for child in children() - others:
            seen.append((os.sched_getscheduler(child), os.getpriority(os.PRIO_PROCESS, child)))

    check_apart(index.directory, wait)
    assert set(seen) == {(os.SCHED_IDLE, 19)}
    assert children() == others


def children() -> set[int]:
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(each) for file in found for each in file.read_text().split()}


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Served]:
    """A page that checks, over an index of its own."""
    site = start(tmp_path, ARTICLES, options=["--check-hours", "1"])
    site.call("reindex")
    yield site
    site.stop()


def test_a_page_says_what_is_damaged_though_nobody_asks_for_it(page: Served) -> None:
    assert page.call("status")["problem"] is None
    damage(page.corpus.parent / "index", b"4,666", b"9,666")
    until(lambda: page.call("status")["problem"] is not None)
    problem = page.call("status")["problem"]
    assert re.search(r"the article handover\.md: its text is not what was written", problem)
    assert "--repair" in problem
    assert page.call("ask", question="How many phones were seized in Harbin?")["answer"] == "1,312"
    assert "Traceback" not in page.log.read_text()
