"""The measuring beside other systems: what is worked out, and that nothing is left out of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.peers.record import Passage, Question, Said, Sample, read_sample
from benchmarks.peers.systems import OURS
from benchmarks.peers.table import behind, to_table
from benchmarks.peers.worker import HARBOURS, add, ask, search


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    texts = ("The bakery sells rye bread.", "The harbour froze in January.")
    passages = tuple(Passage(f"{n}.txt", text, "Town") for n, text in enumerate(texts))
    questions = (
        Question("When did the harbour freeze?", ("January", "in January"), "1.txt"),
        Question("What is sold?", ("rye bread",), "0.txt"),
    )
    return Sample(tmp_path, tmp_path, tmp_path, passages, ("Who?",), questions)


class Words:
    """Finds by shared words; answers with the last word. Keeps what was called."""

    def __init__(self, sample: Sample, forgets: bool = False) -> None:
        self.passages = list(sample.passages)
        self.forgets = forgets
        self.kept = 0

    def prepare(self) -> None:
        pass

    def build(self) -> int:
        return len(self.passages)

    def open(self, reads: bool) -> None:
        pass

    def search(self, question: str) -> Sequence[str]:
        return [passage.article for passage in self._nearest(question)]

    def answer(self, question: str) -> Said:
        best = self._nearest(question)[0]
        return Said(best.text.strip(".").split()[-1], best.article)

    def add(self, passage: Passage) -> None:
        if not self.forgets:
            self.passages.append(passage)

    def keep(self) -> None:
        self.kept += 1

    def _nearest(self, question: str) -> list[Passage]:
        words = set(question.strip("?").split())
        return sorted(self.passages, key=lambda one: -len(words & set(one.text.split())))


def test_a_sample_comes_back_as_it_was_kept(sample: Sample) -> None:
    sample.write()
    assert read_sample(sample.folder) == sample


def test_what_is_added_is_found_and_kept(sample: Sample) -> None:
    system = Words(sample)
    figures = add(system, sample)
    assert len(figures["found"]) == len(HARBOURS) == system.kept
    assert all(a <= b for a, b in zip(figures["found"], figures["kept"], strict=True))
    with pytest.raises(SystemExit, match="not found"):
        add(Words(sample, forgets=True), sample)


def test_the_table_holds_figures_and_ratios(sample: Sample) -> None:
    asked, found = ask(Words(sample), sample), search(Words(sample), sample)
    assert asked["said"] == [("January", "1.txt"), ("bread", "0.txt")]
    ours = {"ask": {**asked, "took": [10, 30], "memory": 200.0}, "search": found}
    peer = {"ask": {"said": [("", ""), ("", "")], "took": [5, 60], "memory": 400.0}}
    lines = to_table({OURS: ours, "peer": peer}, sample)
    assert f"| | {OURS} | peer |" == lines[0]
    assert "| question p50, ms | 20 | 32 (1.62) |" in lines
    assert "| asking, most memory, MB | 200 | 400 (2.00) |" in lines
    assert "| first answer: EM | 0.500 | 0.000 (0.00) |" in lines
    assert "| first answer: right article | 1.000 |  |" in lines
    assert "| recall@1, by retrieval | 1.000 |  |" in lines


def test_the_rows_where_we_are_behind_are_named(sample: Sample) -> None:
    asked = ask(Words(sample), sample)
    ours = {"ask": {**asked, "took": [10, 30], "memory": 200.0}}
    faster = {**asked, "took": [5, 60], "memory": 400.0}
    assert behind({OURS: ours, "peer": {"ask": faster}}, sample) == []
    faster["took"] = [5, 6]
    assert behind({OURS: ours, "peer": {"ask": faster}}, sample) == [
        "question p50, ms: peer",
        "question p95, ms: peer",
    ]
