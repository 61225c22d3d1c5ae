"""Which hits are read: all where the answer is in doubt, the promising ones beside a sure one."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.build import build_index
from index.records import Article, Hit
from index.search import Searcher
from index.splitting.passages import split_article
from qa.readers.calibration import load_calibration
from qa.readers.candidates import CandidateFinder
from qa.readers.network import Network, Scores
from qa.readers.network_reader import TrainedReader
from qa.readers.promising import FIRST, score_hits
from tests.readers.passages import BAKERY, HANDOVER
from tests.storm import STORM

SURE = "How many suspects originating from northern Myanmar were handed over?"
NOBODY_SAYS = "Who painted the ceiling of the chapel?"
CALIBRATION = load_calibration()


class Counting:
    """The network, and what it was given to read."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.read: list[str] = []

    def score(self, question: str, texts: Sequence[str]) -> list[Scores]:
        self.read += texts
        return self._network.score(question, texts)


@pytest.fixture
def counting(network: Network) -> Counting:
    return Counting(network)


def ranked(*scores: float) -> list[Hit]:
    """HANDOVER first, then passages that say nothing of it, as retrieval would rank them."""
    texts = [HANDOVER, *(f"{BAKERY} Its oven {at} is new." for at in range(1, len(scores)))]
    passages = [split_article(Article(f"{at}.txt", text))[0] for at, text in enumerate(texts)]
    return [Hit(passage, score, score / 2) for passage, score in zip(passages, scores, strict=True)]


def score(counting: Counting, question: str, hits: Sequence[Hit]) -> list[Scores | None]:
    finder = CandidateFinder(question, hits)
    return score_hits(finder, counting, CALIBRATION)  # type: ignore[arg-type]


def test_a_sure_answer_leaves_out_what_retrieval_thinks_nothing_of(counting: Counting) -> None:
    hits = ranked(1.0, *[0.5] * (FIRST - 1), 0.9, 0.02, 0.01)
    scores = score(counting, SURE, hits)
    assert [one is not None for one in scores] == [True] * (FIRST + 1) + [False] * 2
    assert counting.read == [hit.passage.text for hit in hits[:-2]]


def test_all_is_read_where_nothing_surely_answers(counting: Counting) -> None:
    hits = ranked(1.0, *[0.5] * (FIRST - 1), 0.9, 0.02, 0.01)
    assert all(score(counting, NOBODY_SAYS, hits))
    assert len(counting.read) == len(hits)


@pytest.mark.parametrize("count", [0, 1, FIRST, FIRST + 1])
def test_any_number_of_hits(counting: Counting, count: int) -> None:
    scores = score(counting, SURE, ranked(*[1.0] * (FIRST + 1))[:count])
    assert len(scores) == count
    assert all(scores)


def test_what_is_not_read_is_shown_behind_the_rest_as_retrieval_ordered_it() -> None:
    hits = ranked(1.0, *[0.5] * (FIRST - 1), 0.02, 0.01, 0.015)
    found = TrainedReader().read(SURE, hits).hits
    assert len(found) == len(hits)
    assert [hit.passage.article.path for hit in found[-3:]] == ["8.txt", "10.txt", "9.txt"]
    shown = [hit.score for hit in found]
    assert shown == sorted(shown, reverse=True)
    assert min(shown) > 0


def test_scores_are_those_of_reading_everything(network: Network, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in [*STORM.items(), ("handover.txt", HANDOVER), ("bakery.txt", BAKERY)]:
        (folder / Path(name).name).write_text(text, encoding="utf-8")
    build_index([folder], tmp_path / "index")
    searcher = Searcher(tmp_path / "index")
    questions = [SURE, NOBODY_SAYS, "What does the bakery sell?", "How many people died?"]
    random.Random(1).shuffle(questions)
    for question in questions:
        hits = searcher.search(question, 20).hits
        every = network.score(question, [hit.passage.text for hit in hits])
        finder = CandidateFinder(question, hits)
        found = score_hits(finder, network, CALIBRATION)
        for one, whole in zip(found, every, strict=True):
            assert one is None or one.spans == whole.spans
            assert one is None or abs(one.answers - whole.answers) < 0.5
