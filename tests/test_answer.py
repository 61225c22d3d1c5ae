"""A question's way from an index to a result."""

from datetime import date
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import UserError
from index.records import Filters
from index.search import Searcher
from qa.answer import answer_question
from qa.readers.rule_reader import RuleReader
from qa.records import Result
from qa.rows import FIELDS, to_row
from tests.fakes import Saying, WordEncoder

FERRY = (
    "---\ntitle: The new ferry\ndate: 2023-05-01\nsource: Border Post\n---\n"
    "The ferry carries 400 passengers across the fjord. It was built in 1931.\r\n\r\n"
    "Its captain is proud of it. The fare is 12 euros.\r\n"
)
BAKERY = "The bakery sells rye bread. It opens before dawn. It has 9 ovens."


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferry.md").write_bytes(FERRY.encode())
    (corpus / "bakery.txt").write_text(BAKERY, encoding="utf-8")
    build_index([corpus], tmp_path / "index", WordEncoder())
    return Searcher(tmp_path / "index", WordEncoder())


def ask(searcher: Searcher, question: str, filters: Filters = Filters()) -> Result:
    reader = RuleReader(searcher.encode)
    return answer_question(searcher, reader, question, filters=filters)


def test_a_result_has_its_answer_and_what_was_searched(searcher: Searcher) -> None:
    result = ask(searcher, "How many passengers does the ferry carry?")
    assert result.answered
    best = result.answers[0]
    assert best.text == "400"
    assert best.sentence_text == "The ferry carries 400 passengers across the fjord."
    assert best.article.title == "The new ferry"
    assert result.hits[0].passage.article.path == "ferry.md"
    assert result.index_version == searcher.version
    assert result.searched.articles == 2


def test_nothing_relevant_is_not_an_answer(searcher: Searcher) -> None:
    result = ask(searcher, "Who wrote the symphony about Antarctic penguins?")
    assert not result.answered
    row = to_row(result)
    assert row["answer"] is None
    assert row["sentence"] is None
    nearest = row["alternatives"][0]
    assert nearest["sentence"] == result.answers[0].sentence_text
    assert row["confidence"] == nearest["confidence"]


def test_a_filter_that_leaves_nothing(searcher: Searcher) -> None:
    result = ask(searcher, "How many passengers?", Filters(source="Nobody"))
    assert (result.answered, result.answers, result.hits) == (False, (), ())
    assert result.searched.articles == 0
    assert to_row(result)["confidence"] == 0.0


def test_filters_leave_the_other_articles(searcher: Searcher) -> None:
    result = ask(searcher, "How many ovens?", Filters(source="Border Post"))
    assert {hit.passage.article.path for hit in result.hits} == {"ferry.md"}


@pytest.mark.parametrize("question", ["", " \n\t", "\x00\x07", "?!", "…", "\ud800"])
def test_a_question_without_words_cannot_be_asked(searcher: Searcher, question: str) -> None:
    with pytest.raises(UserError, match="question"):
        ask(searcher, question)


def test_a_question_that_is_too_long_says_how_long(searcher: Searcher) -> None:
    with pytest.raises(UserError) as refusal:
        ask(searcher, "a" * 4213)
    assert (
        str(refusal.value)
        == "The question is 4,213 characters long; the limit is 1,000. Shorten it."
    )
    ask(searcher, "a" * 1000)


@pytest.mark.parametrize(
    "question",
    [
        "how many\x00passengers\x1b[31m",
        "how many \ud83d passengers",
        "ferry'); DROP TABLE articles; --",
        '"ferry AND (carries',
        "*" * 40 + " ferry",
        "渡船载多少乘客",
        "كم عدد الركاب؟",
        "FERRY" * 150,
        "a b c d e f g h " * 60,
        "%s %n {0} {question} \\x",
        "🛳 ferry?",
    ],
)
def test_odd_questions_are_questions(searcher: Searcher, question: str) -> None:
    result = ask(searcher, question)
    assert result.hits or not result.answered
    result.question.encode()


def test_a_row_has_every_field_in_order_and_is_verbatim(searcher: Searcher) -> None:
    row = to_row(ask(searcher, "How much is the fare?"), "q7")
    assert tuple(row) == FIELDS
    assert (row["id"], row["answer"], row["date"]) == ("q7", "12 euros", "2023-05-01")
    assert row["source"] == "Border Post"
    assert row["alternatives"]
    for answer in [row, *row["alternatives"]]:
        article = searcher.article(answer["article"])
        assert article is not None
        assert article.text[answer["start"] : answer["end"]] == answer["answer"]
        sentence = article.text[answer["sentence_start"] : answer["sentence_end"]]
        assert sentence == answer["sentence"]
        assert answer["answer"] in answer["sentence"]
    for passage in row["passages"]:
        assert searcher.article(passage["article"]) is not None
        assert passage["start"] < passage["end"]


def test_a_corrected_figure_is_never_the_first_answer(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    note = "[Editor's note: Several figures in this article were wrong by a factor of ten.]"
    raids = f"{note}\n\nIn all 410,000 suspects were handed over from Myanmar.\n"
    (corpus / "raids.txt").write_text(raids, encoding="utf-8")
    (corpus / "later.txt").write_text(
        "Officials now say 41,000 suspects were handed to them.\n",
        encoding="utf-8",
    )
    build_index([corpus], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    reader = RuleReader(searcher.encode)
    question = "How many suspects were handed over from Myanmar?"
    hits = searcher.search(question).hits
    assert reader.read(question, hits).answers[0].text == "410,000"
    result = answer_question(searcher, reader, question, min_confidence=0.1)
    assert result.answers[0].text == "41,000"
    assert [group.corrected for group in result.reconciled.groups] == [False, True]
    assert to_row(result)["groups"][1]["places"][0]["correction"]["text"] == note


@pytest.mark.parametrize(
    ("own", "stated", "answered"),
    [(0.1, 0.8, True), (0.1, 0.5, True), (0.5, 0.1, True), (0.1, 0.49, False)],
)
def test_articles_that_differ_are_an_answer(
    tmp_path: Path, own: float, stated: float, answered: bool
) -> None:
    for name, count in (("a", "41"), ("b", "52"), ("c", "63")):
        (tmp_path / f"{name}.txt").write_text(f"The storm killed {count} people.", "utf-8")
    build_index([tmp_path], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    question = "How many people did the storm kill?"
    result = answer_question(searcher, Saying(r"\d+", own, stated), question)
    row = to_row(result)
    assert (row["answered"], row["agree"]) == (answered, False if answered else None)
    assert bool(row["groups"]) is answered
    if answered:
        assert row["confidence"] == max(own, stated)
        assert row["answer"] == row["groups"][0]["answer"]
        # Each is as sure as its article says so, whatever its rivals.
        others = [one["confidence"] for one in row["alternatives"][: len(row["groups"]) - 1]]
        assert others == [group["confidence"] for group in row["groups"][1:]]


def test_what_is_refused_is_no_answer_however_sure_the_reader_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police in Laos arrested 80 people.", "utf-8")
    build_index([tmp_path], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    question = "How many people did police in Thailand arrest?"
    result = answer_question(searcher, Saying(r"\d+", 0.9, 0.9), question)
    assert not result.answered
    assert [each.reason for each in result.reconciled.refused] == ["about Laos, not Thailand"]
    assert to_row(result)["alternatives"][0]["answer"] == "80"


def test_what_corrects_a_figure_is_seen_where_it_is_not_among_the_passages_read(
    tmp_path: Path,
) -> None:
    for name in "abcd":
        told = f"The storm killed 140 people in Lowry, report {name} says."
        (tmp_path / f"{name}.txt").write_text(told, "utf-8")
    note = "Correction: an earlier article wrongly said that 140 people were killed."
    (tmp_path / "z.txt").write_text(f"{note}\n\nThe right number is 104 people.", "utf-8")
    build_index([tmp_path], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    question = "How many people did the storm kill in Lowry?"
    result = answer_question(searcher, Saying(r"\d+", 0.6, 0.8), question, top_k=2)
    assert all(hit.passage.article.path != "z.txt" for hit in result.hits)
    assert len(result.hits) == 2
    best = result.answers[0]
    assert (best.text, best.article.path) == ("104", "z.txt")
    assert best.article.text[best.start : best.end] == "104"
    assert best.sentence_text == "The right number is 104 people."
    assert [group.answer for group in result.reconciled.groups] == ["104", "140"]
    assert [group.corrected for group in result.reconciled.groups] == [False, True]
    row = to_row(result)
    assert (row["answer"], row["correction"]) == ("104", None)
    assert row["alternatives"][0]["correction"]["text"] == note


def test_where_a_correction_does_not_say_what_is_right_its_article_is_read(tmp_path: Path) -> None:
    for name in "abcd":
        told = f"The storm killed 140 people in Lowry, report {name} says."
        (tmp_path / f"{name}.txt").write_text(told, "utf-8")
    note = "Correction: an earlier article wrongly said that 140 people were killed in Lowry."
    (tmp_path / "z.txt").write_text(f"{note}\n\nA hospital counts 104 people killed.", "utf-8")
    build_index([tmp_path], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    question = "How many people did the storm kill in Lowry?"
    reader = Saying(r"1\d\d(?= people killed| people in)", 0.6, 0.8)
    result = answer_question(searcher, reader, question, top_k=2)
    assert [group.answer for group in result.reconciled.groups] == ["104", "140"]
    assert (result.answers[0].text, result.answers[0].article.path) == ("104", "z.txt")


def test_what_a_later_note_says_is_not_read_as_of_a_day_before(tmp_path: Path) -> None:
    article = (
        "---\ndate: 2023-10-31\n---\nPolice handed over 4,666 suspects, the ministry said.\n\n"
        "Correction, 20 November 2023: The number of suspects is 4,606.\n"
    )
    (tmp_path / "a.md").write_text(article, "utf-8")
    build_index([tmp_path], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    question = "How many suspects did police hand over?"
    for day, is_seen in ((date(2023, 11, 1), False), (date(2023, 11, 20), True)):
        reader = Saying("4,606" if is_seen else "4,6.6", 0.6, 0.8)
        result = answer_question(searcher, reader, question, as_of=day)
        assert result.answers[0].text == ("4,606" if is_seen else "4,666")
        seen = " ".join(hit.passage.text for hit in result.hits)
        assert ("4,606" in seen) is is_seen
