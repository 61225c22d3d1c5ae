"""What is not English is answered with the sentence that holds most of the question's words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from index.encoder import default_folder
from index.records import Article
from qa.readers.network_reader import TrainedReader
from qa.readers.sentences import find_sentences, read_sentences, together
from qa.records import ANSWERED_FROM, Reading
from tests.readers.passages import BAKERY, HANDOVER, hits_of, read
from tests.texts import any_text, texts

LANGUAGES = Path("tests/data/languages")


def article(name: str) -> str:
    return (LANGUAGES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        ("בכמה נאמד הנזק לקורבנות?", "he-1", "הנזק לקורבנות נאמד ב-6.4 מיליון שקל"),
        ("Сколько тракторов завод выпустил в прошлом году?", "ru-2", "9600 тракторов"),
        ("图书馆藏书有多少册？", "zh-2", "图书馆藏书260万册"),
        ("बचाव दल में कितने गोताखोर हैं?", "hi-1", "60 गोताखोर"),
        ("Wie viele Risse wurden im Beton gefunden?", "de-1", "27 Risse im Beton"),
        ("¿Cuántos equipos participaron en la carrera?", "es-2", "19 equipos de ocho países"),
    ],
)
def test_the_whole_sentence_answers(
    reader: TrainedReader, question: str, name: str, words: str
) -> None:
    best = read(reader, question, HANDOVER, article(name), BAKERY).answers[0]
    assert words in best.text
    assert (best.start, best.end) == best.sentence
    assert best.confidence > 0.5


def test_a_hebrew_how_much_is_not_answered_with_a_day(reader: TrainedReader) -> None:
    """Of articles that say nothing of it, in any language."""
    reading = read(reader, "כמה כסף עלתה החקירה?", HANDOVER, article("zh-1"), article("he-2"))
    assert all(one.confidence < ANSWERED_FROM for one in reading.answers)
    assert all((one.start, one.end) == one.sentence for one in reading.answers)


def test_an_english_question_has_the_words_marked_where_it_can(reader: TrainedReader) -> None:
    question = "How many suspects were handed over from northern Myanmar this year?"
    alone = read(reader, question, HANDOVER)
    among = read(reader, question, article("zh-1"), HANDOVER, article("ru-1"))
    assert among.answers[0].text == alone.answers[0].text == "4,666"
    assert among.answers[0].confidence == pytest.approx(alone.answers[0].confidence)
    assert among.hits[0].passage.article.text == HANDOVER
    assert len(among.hits) == 3
    assert among.statements[0] == among.answers[0] or among.statements[0].text == "4,666"


def test_a_name_that_a_question_shares_with_a_text_is_no_answer(reader: TrainedReader) -> None:
    found = read(reader, "Where is Villarroja?", article("es-1")).answers
    assert all(one.confidence < ANSWERED_FROM for one in found)


def test_the_surer_reading_comes_first() -> None:
    sure = read_sentences("图书馆藏书有多少册？", hits_of(Article("zh.txt", article("zh-2"))))
    unsure = read_sentences("图书馆藏书有多少册？", hits_of(Article("ja.txt", article("ja-1"))))
    both = together(unsure, sure)
    assert both.answers[0].article.path == "zh.txt"
    assert [hit.passage.article.path for hit in both.hits] == ["zh.txt", "ja.txt"]
    assert both.hits[0].score == 1.0 > both.hits[1].score
    assert {answer.hit for answer in both.answers} <= set(both.hits)
    assert {answer.hit for answer in both.statements} <= set(both.hits)
    assert together(Reading((), ()), sure).answers == sure.answers
    assert together(Reading((), ()), Reading((), ())) == Reading((), ())


def test_a_sentence_that_repeats_another_leads_less() -> None:
    question = "Wie viele Risse wurden im Beton gefunden?"
    told = "Prüfer haben 27 Risse im Beton gefunden."
    once = find_sentences(question, hits_of(Article("a.txt", f"{told} Es regnete.")))
    twice = find_sentences(question, hits_of(Article("a.txt", f"{told} {told}")))
    assert once[0].confidence > twice[0].confidence
    assert [one.features for one in twice] == [twice[0].features] * 2


def test_another_model_reads_everything(tmp_path: Path) -> None:
    """What it was trained on is not known."""
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
    BertForQuestionAnswering(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(default_folder()).save_pretrained(tmp_path)
    reading = read(TrainedReader(str(tmp_path)), "בכמה נאמד הנזק?", article("he-1"))
    assert any((one.start, one.end) != one.sentence for one in reading.answers)


@settings(
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(texts, any_text)
def test_every_answer_is_a_sentence(text: str, question: str) -> None:
    hits = hits_of(Article("a.txt", text)) if text.strip() else []
    reading = read_sentences(question, hits)
    assert {hit.passage for hit in reading.hits} == {hit.passage for hit in hits}
    for answer in (*reading.answers, *reading.statements):
        assert answer.sentence in answer.hit.passage.sentences
        assert answer.article.text[answer.start : answer.end] == answer.text
        assert 0 <= answer.confidence <= 1
    confidences = [answer.confidence for answer in reading.answers]
    assert confidences == sorted(confidences, reverse=True)
