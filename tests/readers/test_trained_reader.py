"""What the trained reader answers, how it orders, and how sure it is."""

import dataclasses
import threading

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from index.records import Article, Hit
from index.splitting.passages import split_article
from qa.readers.calibration import load_calibration
from qa.readers.candidates import find_candidates
from qa.readers.network import Scores
from qa.readers.network_reader import TrainedReader, order
from qa.records import Reading
from tests.readers.passages import BAKERY, HANDOVER, hits_of, read
from tests.texts import any_text, texts

RAIDS = "Police seized 329 billion yuan ($51.6 billion) in payments and 3,120 vehicles."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many suspects were handed over from northern Myanmar this year?", "4,666"),
        ("how many suspects handed over this year from northern myanmar", "4,666"),
        ("How many of those handed over were fugitives?", "205"),
        ("By how much have reported cases fallen since August?", "24 percent"),
        ("Who is Vice-Minister of Public Security?", "Wang Zhizhong"),
        ("What does the bakery sell?", "rye bread"),
        ("How many ovens does the bakery have?", "nine"),
        ("How much money was seized?", "329 billion yuan"),
    ],
)
def test_the_words_that_a_person_would_mark(
    reader: TrainedReader, question: str, answer: str
) -> None:
    best = read(reader, question, HANDOVER, BAKERY, RAIDS).answers[0]
    assert best.text == answer
    assert best.article.text[best.start : best.end] == answer


def test_the_passage_that_answers_comes_first(reader: TrainedReader) -> None:
    reading = read(reader, "What does the bakery sell?", HANDOVER, HANDOVER, BAKERY)
    assert reading.hits[0].passage.article.text == BAKERY
    assert [hit.score for hit in reading.hits] == sorted(
        (hit.score for hit in reading.hits), reverse=True
    )
    assert len(reading.hits) == 3


def test_surer_of_what_is_there_than_of_what_is_not(reader: TrainedReader) -> None:
    there = read(reader, "What does the bakery sell?", HANDOVER, BAKERY).answers[0]
    absent = read(reader, "Who painted the ceiling of the chapel?", HANDOVER, BAKERY).answers[0]
    assert there.confidence > 0.5
    assert absent.confidence < 0.2


def test_copies_of_an_answer_do_not_contest_it(reader: TrainedReader) -> None:
    """A wire story printed by several papers is as sure as printed by one."""
    question = "What does the bakery sell?"
    once = read(reader, question, HANDOVER, BAKERY).answers[0]
    often = read(reader, question, HANDOVER, *[BAKERY] * 6).answers[0]
    assert often.text == once.text
    assert often.confidence > once.confidence - 0.1


def test_no_hits_no_answers(reader: TrainedReader) -> None:
    assert reader.read("How many?", []) == Reading((), ())


@settings(
    deadline=None,
    max_examples=30,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(texts, any_text)
def test_every_answer_is_a_slice_of_its_sentence(
    reader: TrainedReader, text: str, question: str
) -> None:
    reading = reader.read(question, hits_of(Article("a.txt", text)) if text.strip() else [])
    for answer in reading.answers:
        low, high = answer.sentence
        assert low <= answer.start < answer.end <= high
        assert answer.article.text[answer.start : answer.end] == answer.text
        assert 0 <= answer.confidence <= 1
    confidences = [answer.confidence for answer in reading.answers]
    assert confidences == sorted(confidences, reverse=True)


def test_one_reader_for_several_threads() -> None:
    reader = TrainedReader()
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda: found.append(read(reader, "What is sold?", BAKERY).answers[0].text)
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["rye bread"] * 4


def test_ranking_falls_back_on_retrieval_where_reading_says_nothing() -> None:
    """Equal scores of the network leave retrieval's order."""
    passages = [
        split_article(Article(f"{number}.txt", "Rain fell all day."))[0] for number in range(3)
    ]
    hits = [
        Hit(passage, score, 0.5) for passage, score in zip(passages, (0.2, 0.9, 0.5), strict=True)
    ]
    flat = Scores(np.zeros(2, np.float32), np.zeros(2, np.float32), ((0, 4), (5, 9)), 0.0)
    reading = order(find_candidates("Rain?", hits, [flat] * 3), hits, load_calibration())
    assert [hit.passage.article.path for hit in reading.hits] == ["1.txt", "2.txt", "0.txt"]


def test_records_are_frozen(reader: TrainedReader) -> None:
    answer = read(reader, "What is sold?", BAKERY).answers[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.start = 0  # type: ignore[misc]
