"""An index that is written while it is asked."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import UserError
from index.records import Hit
from index.search import Searcher
from qa.answer import Answerer
from qa.questions import BatchQuestion
from qa.readers.protocol import Reader
from qa.readers.rule_reader import RuleReader
from qa.records import Reading
from qa.settings import Settings
from qa.watch.records import Report
from qa.watch.state import read_watches, to_watch
from qa.watch.watch import Way, watch
from tests.fakes import WordEncoder

QUESTIONS = ("How many lorries does the bridge carry?", "How many boats does the ferry line own?")


class Meddling:
    """The rules, while somebody writes the index: so many times, as a question is read."""

    def __init__(self, reader: Reader, write: Callable[[], None], times: int) -> None:
        self._reader, self._write, self._times = reader, write, times

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        if self._times:
            self._times -= 1
            self._write()
        return self._reader.read(question, hits)


class Folder:
    """A folder of articles with its index, whose figures grow at each writing."""

    def __init__(self, place: Path) -> None:
        self.place, self.figure = place, 400
        (place / "corpus").mkdir()
        self.write()

    def write(self) -> None:
        self.figure += 1
        for name, text in (
            ("bridge.txt", f"The bridge carries {self.figure} lorries a day."),
            ("ferry.txt", f"The ferry line owns {self.figure} boats in all."),
        ):
            (self.place / "corpus" / name).write_text(text, encoding="utf-8")
        build_index([self.place / "corpus"], self.place / "index", WordEncoder())

    def watch(self, times: int) -> Report:
        def answerer() -> Answerer:
            searcher = Searcher(self.place / "index", WordEncoder())
            return Answerer(searcher, Meddling(RuleReader(searcher.encode), self.write, times))

        way = Way(self.place / "index", Settings(), "rules", "rules", answerer)
        rows = [BatchQuestion(each) for each in QUESTIONS]
        return watch(rows, self.place / "state.json", way, lambda report: None)

    def answers(self) -> set[str]:
        """What is remembered of the first answers."""
        (plain,) = read_watches(self.place / "state.json").values()
        firsts = [each.first for each in to_watch(plain).standings.values()]
        return {first.answer for first in firsts if first}


def test_every_answer_is_of_the_version_that_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.watch(times=0).index_version == 1
    assert folder.answers() == {"401"}
    folder.write()
    report = folder.watch(times=3)
    assert report.index_version == 5
    assert folder.answers() == {"405"}
    assert [change.was.first.answer for change in report.changes if change.was.first] == ["401"] * 2
    assert {cause.how for change in report.changes for cause in change.difference.because} == {
        "changed"
    }
    assert folder.watch(times=0).asked == 0


def test_one_that_never_rests_is_told_of(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.watch(times=0)
    folder.write()
    with pytest.raises(UserError, match="changed 10 times while it was asked"):
        folder.watch(times=1000)
    assert folder.answers() == {"401"}
