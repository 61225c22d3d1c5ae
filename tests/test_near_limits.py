"""What a question takes for granted and an article says nothing of: refused, with why."""

import pytest

from qa.reconcile.limits.names import namesake
from qa.reconcile.limits.unknown import find_unknown
from tests.statements import ask, reasons, said, shown


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("What did Ann Lee say about oysters?", "The sea is cold, Ann Lee said.",
         "The sea is cold", "says nothing of oysters"),
        ("When did the strike at the yard end?", "The yard said on 3 May that it was full.",
         "3 May", "says nothing of strike"),
        ("How many people were in the yard when the crane toppled?", "The yard has 40 people.",
         "40", "says nothing of what toppled"),
        ("How many guests were hurt in the hotel?", "The hotel has 90 guests.", "90",
         "says nothing of injuries"),
        ("How many people work for Open Hands?", "Open Hands said that 131 people had died.",
         "131", "counts deaths"),
        ("How many drivers will the firm hire?", "The firm will dismiss 38 drivers.", "38",
         "tells of the opposite"),
        ("When did the yard open its office?", "The yard will open its office in May 2027.",
         "May 2027", "was still to come on 2023-11-02"),
        ("How much does the manager earn?", "The manager has the 18 on his back.", "18",
         "not a sum of money"),
        ("How much did Munich Re pay?", "The broker Hallam Re paid 90 million euros.",
         "90 million euros", "about Hallam Re, not Munich Re"),
    ],
)  # fmt: skip
def test_what_an_article_does_not_tell_of_is_no_answer(
    question: str, text: str, answer: str, reason: str
) -> None:
    found = ask(question, said(text, answer, date="2023-11-02", title="The yard"))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("What did Ann Lee say about the oyster?", "Oysters are safe, Ann Lee said.",
         "Oysters are safe"),
        ("When did the strike at the yard end?", "The strike ended on 3 May.", "3 May"),
        ("How many people died in the crash?", "The crash killed 40 people.", "40"),
        ("How many people lost their lives?", "The crash killed 40 people.", "40"),
        ("How many people were on board?", "The 40 people on board died.", "40"),
        ("How many drivers will the firm hire?", "It will hire 38 drivers and dismiss none.", "38"),
        ("When is the new office due?", "The office is due in May 2027.", "May 2027"),
        ("How much did Munich Re pay?", "Munich Re, not Hallam Re, paid 90 million euros.",
         "90 million euros"),
        ("How much did the coat cost?", "The coat was sold for 18 in the end.", "18"),
        ("How long is the tunnel?", "The tunnel is 14 kilometres long.", "14 kilometres"),
    ],
)  # fmt: skip
def test_what_it_does_tell_of_is(question: str, text: str, answer: str) -> None:
    found = ask(question, said(text, answer, date="2023-11-02", title="The yard"))
    assert shown(found) == [answer]


@pytest.mark.parametrize(
    ("name", "text", "other"),
    [
        ("Munich Re", "the broker Hallam Re said", "Hallam Re"),
        ("Munich Re", "the broker Re said", None),
        ("Munich Re", "Munich Re and Hallam Re", None),
        ("Teresa Rakoto", "its head, Teresa Dumba, said", "Teresa Dumba"),
        ("Erik Torvald", "Mr Torvald said", None),
        ("Joe Byron", "Joseph Byron said", None),
        ("Civic Party", "the Labour Party", None),
        ("Ann Lee", "nobody", None),
    ],
)
def test_a_name_that_shares_a_word_is_another(name: str, text: str, other: str | None) -> None:
    assert namesake(name, text) == other


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("deaths from the storm in beira", ["beira"]),
        ("how many trains did deutsche bahn sell", ["deutsche bahn"]),
        ("how many died in the gotthard tunnel", ["gotthard"]),
        ("wind in Port louis", ["louis"]),
        ("how many people lived in poverty", ["poverty"]),  # what cannot be counted is not told
        ("how many died in the flood", []),
        ("how many houses in the vilage", []),
        ("deaths from drowning", []),
        ("how many trucks were stopped", []),
    ],
)
def test_names_in_small_letters_that_no_passage_has(question: str, found: list[str]) -> None:
    known = {"deaths", "storm", "trains", "tunnel", "wind", "people", "died", "village", "houses"}
    spans = find_unknown(question, known, {"tunnel"})
    assert [question[start:end] for start, end in spans] == found
