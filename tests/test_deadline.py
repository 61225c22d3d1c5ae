"""A question has a limit of time, whoever asks it."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

import index.search
from index.build import build_index
from index.records import Hit
from index.search import Searcher
from qa.__main__ import main
from qa.answer import Answerer
from qa.assistants.tools import Tools
from qa.batch import answer_batch
from qa.deadline import IN_PARTS, TooSlowError, check_time, within
from qa.draft import check_draft, check_quote
from qa.page.answering import Answering
from qa.page.open_index import OpenIndex
from qa.questions import BatchQuestion
from qa.readers.network_reader import TrainedReader
from qa.readers.open import RULES
from qa.readers.rule_reader import RuleReader
from qa.reconcile import reconcile
from qa.records import Reading
from qa.settings import Looking, Settings
from qa.words import find_typed
from tests.fakes import WordEncoder

QUESTION = "How many ships waited?"


@pytest.fixture
def searcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    monkeypatch.setattr(index.search, "load_encoder", lambda name: WordEncoder(name))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "harbour.txt").write_text("Nine ships waited outside the harbour on Monday.\n")
    build_index([corpus], tmp_path / ".index", WordEncoder())
    return Searcher(tmp_path / ".index", WordEncoder())


def test_time_is_up_in_the_thread_that_it_was_given_to_and_no_longer() -> None:
    check_time()
    with within(math.inf):
        check_time()
        with within(0), pytest.raises(TooSlowError, match="given up after 0 s"):
            check_time()
        check_time()
    with within(0), within(math.inf), pytest.raises(TooSlowError):
        check_time()
    check_time()


def test_every_step_of_an_answer_looks_at_the_time(searcher: Searcher) -> None:
    """Reading between its batches, putting side by side between its statements."""
    hits = searcher.search(QUESTION).hits
    network = TrainedReader().load()
    reading = RuleReader(searcher.encode).read(QUESTION, hits)
    assert reconcile(QUESTION, reading, 0.0).groups
    with within(0):
        with pytest.raises(TooSlowError):
            network.score(QUESTION, ["Nine ships waited."])
        with pytest.raises(TooSlowError):
            reconcile(QUESTION, reading, 0.0)


class Slow:
    """A reader for which some questions take all the time that there is."""

    def __init__(self, reader: RuleReader) -> None:
        self._reader = reader

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        with within(0 if "slow" in question else math.inf):
            check_time()
            return self._reader.read(question, hits)


def test_a_question_of_a_batch_that_takes_too_long_is_a_row_with_its_error(
    searcher: Searcher,
) -> None:
    answerer = Answerer(searcher, Slow(RuleReader(searcher.encode)))
    asked = [BatchQuestion(text) for text in (QUESTION, "How slow is it?", QUESTION)]
    rows = list(answer_batch(answerer, asked))
    assert [row["answer"] for row in rows] == ["Nine", None, "Nine"]
    assert "The question was given up after 0 s." in rows[1]["error"]


def test_assistants_and_callers_are_told(searcher: Searcher) -> None:
    reader = RuleReader(searcher.encode)
    with pytest.raises(TooSlowError, match="Ask it again"):
        Answerer(searcher, reader, max_seconds=0).answer(QUESTION)
    assert Answerer(searcher, reader, max_seconds=math.inf).answer(QUESTION).answers
    with pytest.raises(TooSlowError):
        Tools(searcher.directory, RULES, max_seconds=0).ask(QUESTION)


def test_a_search_for_words_looks_at_the_time_article_by_article(searcher: Searcher) -> None:
    text = '"Nine ships"'
    found = find_typed(searcher, text)
    assert found is not None
    assert found.passages == 1
    with within(0), pytest.raises(TooSlowError, match="The question was given up after 0 s"):
        find_typed(searcher, text)
    with pytest.raises(TooSlowError):
        Tools(searcher.directory, RULES, max_seconds=0).search(text)


def test_a_check_looks_at_the_time_claim_by_claim(searcher: Searcher) -> None:
    draft = "It said “Nine ships waited outside the harbour”. It said “ten boats left the harbour”."
    claims = check_draft(draft, searcher)
    assert next(claims).verdict == "exact"
    with within(0, "draft", IN_PARTS):
        with pytest.raises(TooSlowError, match=r"The draft was given up after 0 s\. Send it in"):
            next(claims)
        with pytest.raises(TooSlowError):
            check_quote(draft[9:46], searcher)
    with pytest.raises(TooSlowError, match="The quotation"):
        Tools(searcher.directory, RULES, max_seconds=0).verify_quote(draft[9:46])


def test_a_page_gives_up_a_search_for_words(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = Answering(OpenIndex(searcher.directory, searcher.directory), RULES)
    settings = Settings()
    assert answering.find('"Nine ships"', settings, Looking()) is not None
    monkeypatch.setattr("qa.page.answering.MAX_SECONDS", 0.0)
    with pytest.raises(TooSlowError):
        answering.find('"Nine ships"', settings, Looking())


@pytest.mark.parametrize(
    "typed", [["search", '"Nine ships"'], ["ask", '"Nine ships"'], ["check", "draft.txt"]]
)
def test_commands_have_a_limit(
    searcher: Searcher, typed: list[str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(searcher.directory.parent)
    Path("draft.txt").write_text("It said “Nine ships waited outside the harbour”.")
    assert main(typed) == 0
    capsys.readouterr()
    assert main([*typed, "--max-seconds", "1e-9"]) == 1
    said = capsys.readouterr()
    assert (said.out, "was given up after 1e-09 s" in said.err) == ("", True)
    assert main([*typed, "--max-seconds", "0"]) == 1
    assert "is no number of seconds" in capsys.readouterr().err
