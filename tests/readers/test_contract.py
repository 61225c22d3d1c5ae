"""The contract of qa/readers/protocol.py: what every reader does, however it reads."""

from itertools import combinations

import pytest

from index.build import build_index
from index.records import Article
from index.search import Searcher
from qa.language.words import same_words
from qa.readers.open import READERS, open_reader
from qa.readers.protocol import Reader
from qa.records import DEFAULT_READER
from tests.fakes import WordEncoder
from tests.readers.passages import BAKERY, HANDOVER, hits_of

QUESTIONS = (
    "How many suspects were handed over?",
    "What does the bakery sell?",
    "Why?",
    "...",
    "全年共移交多少嫌疑人？",
    "כמה חשודים נמסרו?",
)


@pytest.fixture(scope="module", params=[DEFAULT_READER, *READERS])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(BAKERY, encoding="utf-8")
    build_index([folder], folder / "index", WordEncoder())
    return open_reader(Searcher(folder / "index", WordEncoder()), request.param)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_slices_best_first_and_distinct(reader: Reader, question: str) -> None:
    hits = hits_of(
        Article("a.txt", BAKERY, title="The bakery"),
        Article("b.txt", HANDOVER),
        Article("c.txt", "报告称，全年共移交嫌疑人四千余名。\n\n# Notes\n\n- 5 a.m.\n"),
    )
    reading = reader.read(question, hits)
    passages = {hit.passage for hit in hits}
    assert {hit.passage for hit in reading.hits} == passages
    assert len(reading.hits) == len(hits)
    for answer in reading.answers:
        start, end = answer.sentence
        assert start <= answer.start < answer.end <= end
        assert answer.text.strip() == answer.text
        assert answer.hit.passage in passages
        assert answer.sentence in answer.hit.passage.sentences
        assert 0 <= answer.confidence <= 1
    confidences = [answer.confidence for answer in reading.answers]
    assert confidences == sorted(confidences, reverse=True)
    for one, other in combinations(reading.answers, 2):
        assert not one.overlaps(other)
        assert not same_words(one.text, other.text)


def test_no_hits_no_answers(reader: Reader) -> None:
    reading = reader.read("How many?", [])
    assert (reading.answers, reading.hits) == ((), ())
