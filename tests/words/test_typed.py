"""What was typed: a question, or words to be found as they stand."""

import pytest
from hypothesis import given

from index.errors import UserError
from qa.settings import Looking, Order, read_order
from qa.words import Sought, read_typed
from tests.texts import quick, texts

QUESTIONS = [
    "How many suspects were handed over?",
    "Who?",
    "who won",
    "what happened",
    "suspects handed over Myanmar",
    "price of rice",
    "number of arrests",
    "total arrests of",
    "Who said “I was not rude”",
    'how many "scam compounds" were raided',
    "is it true",
    "谁赢了",
    "公安部说了什么",
    "police raid on the compound near the border with Laos",
    "Suspects handed over at the border",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_questions(text: str) -> None:
    assert read_typed(text).tries == ()
    assert read_typed(text, "words").tries[0].texts


@pytest.mark.parametrize(
    ("text", "phrases", "words"),
    [
        ('"handed over"', ["handed over"], []),
        ("“handed over”", ["handed over"], []),
        ("„handed over“", ["handed over"], []),
        ("« handed over »", ["handed over"], []),
        ("»handed over«", ["handed over"], []),
        ("「電信」", ["電信"], []),
        ("'handed over'", ["handed over"], []),
        ("‘don’t stop’", ["don’t stop"], []),
        ('"handed over,"', ["handed over"], []),
        ('“mixed marks"', ["mixed marks"], []),
        ('"handed over" to police in "Myanmar"', ["handed over", "Myanmar"], ["police"]),
        ('"who is he"', ["who is he"], []),
        ('"scam" 4,666', ["scam", "4,666"], []),
        ("Myanmar", [], ["Myanmar"]),
        ("WHO", [], ["WHO"]),
        ("WHO report", [], ["WHO", "report"]),
        ("scam compounds", [], ["scam", "compounds"]),
        ("the minister", [], ["minister"]),
        ("the", [], ["the"]),
        ("4,666", ["4,666"], []),
        ("anti-fraud", ["anti-fraud"], []),
        ("电信诈骗", ["电信诈骗"], []),
        ("Zhang Wei", ["Zhang Wei"], []),
        ("Will Smith", ["Will Smith"], []),
        ("Ministry of Public Security", ["Ministry of Public Security"], []),
        ("aung san suu kyi", ["aung san suu kyi"], []),
        ("Boeing 737 MAX", ["Boeing 737 MAX"], []),
        ('"fraud', [], ["fraud"]),
        ("“handed over", [], ["handed"]),
        ("Myanmar”", [], ["Myanmar"]),
        ("'suspects", [], ["suspects"]),
        ("「诈骗", ["诈骗"], []),
        ('"handed over" "Myanmar', ["handed over"], ["Myanmar"]),
        ('5" pipe', ["5"], ["pipe"]),
    ],
)
def test_words(text: str, phrases: list[str], words: list[str]) -> None:
    first = read_typed(text).tries[0]
    assert (list(first.phrases), list(first.words)) == (phrases, words)
    assert read_typed(text, "question").tries == ()


def test_a_name_of_many_words_may_be_a_question() -> None:
    assert read_typed("Ministry of Public Security").may_ask
    assert read_typed("aung san suu kyi").may_ask
    assert not read_typed("Zhang Wei").may_ask
    assert not read_typed('"Ministry of Public Security"').may_ask
    assert read_typed("Zhang Wei").tries[1] == Sought((), ("Zhang", "Wei"))


@quick
@given(texts, texts)
def test_whatever_is_typed_is_read(one: str, other: str) -> None:
    for text in (one, f'"{one}" {other}', f"“{one}”"):
        for typed in ("", "words", "question"):
            for sought in read_typed(text[:1000], typed).tries:
                assert all(any(map(str.isalnum, each)) for each in sought.texts)


def test_wrong_values_are_told() -> None:
    with pytest.raises(UserError, match="question or words, not as prose"):
        Looking("prose")
    with pytest.raises(UserError, match="offset -1"):
        Looking(offset=-1)
    with pytest.raises(UserError, match="relevance, newest, oldest, not upwards"):
        read_order("upwards")
    assert read_order("") is Order.RELEVANCE
