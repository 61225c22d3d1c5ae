"""The trained reader: what it marks, how it orders, and what happens when its weights are bad."""

import dataclasses
import json
import shutil
import threading
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import qa.readers.network as networks
from index.encoder import default_folder
from index.errors import UserError
from index.records import Article, Hit, Passage
from index.splitting.passages import split_article
from qa.__main__ import main
from qa.readers.calibration import CALIBRATION_FILE, load_calibration
from qa.readers.candidates import find_candidates
from qa.readers.mark import find_spans
from qa.readers.network import Network, Scores, has_bfloat16, load_network
from qa.readers.network_reader import TrainedReader, order
from qa.records import Reading
from tests.texts import any_text, texts

HANDOVER = (
    "A total of 706 people suspected of fraud in Myanmar have been handed over to police in the "
    "latest crackdown. Reported cases have fallen by 24 percent since August, according to "
    "Vice-Minister of Public Security Wang Zhizhong on Tuesday.\n"
    "This year, a total of 4,666 suspects involved in fraud originating from northern Myanmar "
    "have been handed over to Chinese authorities, including 205 fugitives."
)
RAIDS = "Police seized 329 billion yuan ($51.6 billion) in payments and 3,120 vehicles."
BAKERY = "The bakery on Mill Lane sells rye bread. It opens at 5 a.m. and has nine ovens."


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    return TrainedReader()


def hits_of(*articles: Article) -> list[Hit]:
    """Every passage, as if retrieval had found all of them equally good."""
    return [Hit(passage, 0.9, 0.5) for article in articles for passage in split_article(article)]


def read(reader: TrainedReader, question: str, *written: str) -> Reading:
    articles = [Article(f"{number}.txt", text) for number, text in enumerate(written)]
    return reader.read(question, hits_of(*articles))


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


def marked(text: str, first: str, last: str, sentences: Sequence[str] = ()) -> str:
    """The span of scores that are high for these two words, each a token."""
    tokens, at = [], 0
    for word in text.replace(",", " , ").replace(".", " . ").split():
        at = text.index(word, at)
        tokens.append((at, at + len(word)))
        at += len(word)
    words = [text[a:b] for a, b in tokens]
    starts = np.array([float(word == first) * 9 for word in words], np.float32)
    ends = np.array([float(word == last) * 9 for word in words], np.float32)
    spans, at = [], 0
    for sentence in sentences or [text]:
        at = text.index(sentence, at)
        spans.append((at, at + len(sentence)))
    passage = Passage(Article("a.txt", text), tuple(spans))
    found = find_spans(Scores(starts, ends, tuple(tokens), 0.0), passage, 1)[0]
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "first", "last", "span"),
    [
        ("They held 4,666 suspects", "4", "4", "4,666"),
        ("They held 4,666 suspects", "666", "666", "4,666"),
        ("It cost 1.95 billion", "1", "billion", "1.95 billion"),
        ("Born on Oct 19,2021 there", "Oct", "19", "Oct 19"),
        ("Born on Oct 19,2021 there", "2021", "2021", "2021"),
        ("in 2005\n700 people", "700", "700", "700"),
        ("handed over by\nMyanmar police", "Myanmar", "Myanmar", "Myanmar"),
        ("on 22.10.2023 there", "10", "10", "22.10.2023"),
        ("it says (( a there", "((", "a", "a"),
        ("grew 4 (5) 6) fold", "4", "6)", "4 (5) 6"),
        ("said Ann , who left", "Ann", ",", "Ann"),
        ("He came to the U.S. early", "the", "S", "the U.S."),
        ("It is (so they say) big", "(so", "they", "so they"),
        ("It cost 3 yuan ($ 5 ) then", "3", "5", "3 yuan"),
        ("It is ( so they say ) big", "so", "say", "so they say"),
        ("警察 说 4,666 人", "4", "人", "4,666 人"),
        (
            "中国公安部说诈骗案件下降了",
            "中国公安部说诈骗案件下降了",
            "中国公安部说诈骗案件下降了",
            "中国公安部说诈骗案件下降了",
        ),
        ("suspects790,000 were held", "suspects790", "were", "suspects790,000 were"),
    ],
)
def test_spans_are_whole(text: str, first: str, last: str, span: str) -> None:
    assert marked(text, first, last) == span


def test_a_span_stays_in_its_sentence() -> None:
    text = "The first ends here now. The second goes on"
    sentences = ["The first ends here now.", "The second goes on"]
    assert marked(text, "here", "second", sentences) in ("here", "here now", "second", "The second")


def test_spans_of_a_passage_do_not_overlap(network: Network) -> None:
    passage = split_article(Article("a.txt", HANDOVER))[0]
    scores = network.score("How many people?", [passage.text])[0]
    found = sorted(find_spans(scores, passage, 5), key=lambda span: span.start)
    assert len(found) == 5
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_scores_do_not_depend_on_what_is_read_beside(network: Network) -> None:
    alone = network.score("What does the bakery sell?", [BAKERY])[0]
    beside = network.score("What does the bakery sell?", [HANDOVER * 3, BAKERY])[1]
    np.testing.assert_allclose(alone.starts, beside.starts, atol=0.15)
    assert alone.spans == beside.spans
    assert alone.answers == pytest.approx(beside.answers, abs=0.15)


def test_bfloat16_marks_what_float32_marks(network: Network) -> None:
    if not has_bfloat16():
        pytest.skip("this processor has no bfloat16")
    hits = hits_of(Article("a.txt", HANDOVER), Article("b.txt", BAKERY))
    passages = [hit.passage.text for hit in hits]
    questions = ["How many ovens are there?", "Who is Vice-Minister?", "How many fugitives?"]

    def answers(network: Network) -> list[tuple[str, float]]:
        found = []
        for question in questions:
            candidates = find_candidates(question, hits, network.score(question, passages))
            best = order(candidates, hits, load_calibration()).answers[0]
            found.append((best.text, round(best.confidence, 1)))
        return found

    fast = answers(network.run_in_bfloat16(True))
    plain = answers(network.run_in_bfloat16(False))
    assert [text for text, _ in fast] == [text for text, _ in plain]
    for (_, a), (_, b) in zip(fast, plain, strict=True):
        assert a == pytest.approx(b, abs=0.1)


@pytest.mark.parametrize("question", ["why " * 500, "경찰이 " * 100, "为" * 400])
def test_what_is_too_long_is_read_as_far_as_possible(network: Network, question: str) -> None:
    """A Korean syllable is three tokens."""
    scores = network.score(question, ["word " * 3000])[0]
    assert 100 < len(scores.spans) < 512


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


def test_weights_that_were_changed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "reader.safetensors"
    data = bytearray(networks.WEIGHTS.read_bytes())
    data[len(data) // 2] ^= 1
    bad.write_bytes(data)
    monkeypatch.setattr(networks, "WEIGHTS", bad)
    with pytest.raises(UserError, match=r"not the expected ones .* git checkout"):
        TrainedReader().read("What?", hits_of(Article("a.txt", BAKERY)))


def test_missing_weights_end_the_command_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from index.build import build_index

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(BAKERY, encoding="utf-8")
    build_index([corpus], tmp_path / "index")
    monkeypatch.setattr(networks, "WEIGHTS", tmp_path / "reader.safetensors")
    assert main(["ask", "What is sold?", "--index", str(tmp_path / "index")]) == 1
    error = capsys.readouterr().err
    assert "weights" in error
    assert "No such file" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("content", [None, "", "[]", '{"ranking": {}}', '{"ranking": 3}', "NaN"])
def test_a_bad_calibration_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "confidence.json"
    if content == "NaN":
        constants = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
        constants["ranking"]["span"] = float("nan")
        content = json.dumps(constants)
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"calibration .*confidence.json cannot be used.*Delete it"):
        load_calibration(file)


def test_the_exported_reader_answers_alike(tmp_path: Path, reader: TrainedReader) -> None:
    from transformers import AutoModelForQuestionAnswering

    from training.export import export

    export(tmp_path / "model")
    exported = TrainedReader(str(tmp_path / "model"))
    for question in ("What does the bakery sell?", "How many fugitives were handed over?"):
        expected = read(reader, question, HANDOVER, BAKERY).answers
        found = read(exported, question, HANDOVER, BAKERY).answers
        assert [one.text for one in found] == [one.text for one in expected]
        sure = [one.confidence for one in expected]
        assert [one.confidence for one in found] == pytest.approx(sure, abs=1e-3)
    model = AutoModelForQuestionAnswering.from_pretrained(tmp_path / "model")
    assert type(model).__name__ == "BertForQuestionAnswering"


def test_any_extractive_model_can_read(tmp_path: Path) -> None:
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    folder = tmp_path / "other"
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
    BertForQuestionAnswering(config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(default_folder()).save_pretrained(folder)
    reading = read(TrainedReader(str(folder)), "What is sold?", BAKERY)
    assert len(reading.answers) in (1, 2)  # one a sentence
    assert len(reading.hits) == 1


def test_a_model_with_another_kind_of_tokenizer(tmp_path: Path) -> None:
    """Byte-level tokens, no token types, and offsets that count the space before a word."""
    from tokenizers import ByteLevelBPETokenizer
    from transformers import RobertaConfig, RobertaForQuestionAnswering, RobertaTokenizerFast

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    words = ByteLevelBPETokenizer()
    words.train_from_iterator([HANDOVER, BAKERY], vocab_size=400, special_tokens=special)
    words.save(str(tmp_path / "tokenizer.json"))
    tokenizer = RobertaTokenizerFast(
        tokenizer_file=str(tmp_path / "tokenizer.json"), trim_offsets=False, model_max_length=128
    )
    folder = tmp_path / "other"
    tokenizer.save_pretrained(folder)
    config = RobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=130,
    )
    RobertaForQuestionAnswering(config).save_pretrained(folder)
    scores = load_network(str(folder)).score("What is sold?", [BAKERY])[0]
    spans = [BAKERY[start:end] for start, end in scores.spans]
    assert all(span == span.strip() for span in spans)
    assert "".join(spans) == "".join(BAKERY.split())
    assert read(TrainedReader(str(folder)), "What is sold?", BAKERY).answers


def test_a_model_with_its_own_calibration(tmp_path: Path) -> None:
    from training.export import export

    export(tmp_path / "model")
    constants = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    constants["confidence"] = dict.fromkeys(constants["confidence"], 0.0)
    (tmp_path / "model" / "confidence.json").write_text(json.dumps(constants), encoding="utf-8")
    answer = read(TrainedReader(str(tmp_path / "model")), "What is sold?", BAKERY).answers[0]
    assert answer.confidence == 0.5


@pytest.mark.parametrize("kind", ["missing", "empty", "damaged", "encoder", "not numbers"])
def test_a_reader_that_cannot_be_loaded_is_named(tmp_path: Path, kind: str) -> None:
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    folder = tmp_path / "model"
    if kind == "empty":
        folder.mkdir()
    if kind in ("damaged", "encoder"):
        shutil.copytree(default_folder(), folder)
    if kind == "damaged":
        (folder / "model.safetensors").write_bytes(b"not weights")
    if kind == "not numbers":
        config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
        model = BertForQuestionAnswering(config)
        model.qa_outputs.bias.data.fill_(float("nan"))
        model.save_pretrained(folder)
        AutoTokenizer.from_pretrained(default_folder()).save_pretrained(folder)
    with pytest.raises(UserError, match=r"reader .*model cannot be loaded.*--reader"):
        TrainedReader(str(folder)).read("What?", hits_of(Article("a.txt", BAKERY)))


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
