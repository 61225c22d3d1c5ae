"""Parts and who plays them."""

import re

import numpy as np
import pytest

from index.records import Article, Hit, Passage
from qa.language.parts import asks_who_plays, is_part
from qa.readers.candidates import find_candidates
from qa.readers.network import Scores
from tests.statements import ask, reasons, said, shown

PART = "is a part, not who plays it"


@pytest.mark.parametrize(
    "question",
    [
        "Who plays Nora Vey in Saltmarsh?",
        "who played the judge in tin roofs",
        "who voices the fox",
        "Who originally portrayed the widow?",
        "which actor played nora vey",
        "who was the actress who plays nora",
    ],
)
def test_who_plays_a_part_is_asked(question: str) -> None:
    assert asks_who_plays(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote Saltmarsh?",
        "who plays for norvik",
        "Who is playing against Holm on Sunday?",
        "What part did Anna Kim play?",
        "What role does trade play?",
        "Who played the bass guitar on Salt?",
        "who plays norvik next",
        "Who plays Norvik in the semi-final?",
        "Who plays Norvik on Sunday?",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_who_plays(question)


@pytest.mark.parametrize(
    ("text", "parts", "players"),
    [
        ("Anna Kim played Nora Vey, and Per Lund the mayor.", ["Nora Vey"], ["Anna Kim"]),
        ("Anna Kim is known as Nora Vey.", ["Nora Vey"], ["Anna Kim"]),
        ("Anna Kim took the role of the young widow Nora Vey.", ["Nora Vey"], ["Anna Kim"]),
        (
            "Her roles in films, including Nora Vey in Saltmarsh and Ida in Rust, won prizes.",
            ["Nora Vey", "Ida"],
            [],
        ),
        ("Nora Vey (Anna Kim) opens a shop.", ["Nora Vey"], ["Anna Kim"]),
        ("Nora Vey ( played by Anna Kim ) opens a shop.", ["Nora Vey"], ["Anna Kim"]),
        ("Nora Vey is a fictional widow, portrayed by Anna Kim.", ["Nora Vey"], ["Anna Kim"]),
        ("Nora was played as a child by Eva Kim.", [], ["Eva Kim"]),
        ("Nora is a character played by Anna Kim (born 1970).", [], ["Anna Kim"]),
        ("The role of Nora went to Anna Kim.", ["Nora"], ["Anna Kim"]),
        ("Nora Vey, played by Anna Kim, is a fictional widow.", ["Nora Vey"], ["Anna Kim"]),
        ("Nora Vey, a baker, is a fictional widow.", ["Nora Vey"], []),
        ("Anna Kim plays Nora Vey, who is a fictional widow.", ["Nora Vey"], ["Anna Kim"]),
        ("With Anna Kim playing the widow and Per Lund the judge.", [], ["Anna Kim", "Per Lund"]),
        ("As an adult Anna Kim played Nora Vey.", ["Nora Vey"], ["Anna Kim"]),
        ("It has Anna Kim as a young Nora Vey.", ["Nora Vey"], ["Anna Kim"]),
        ("Playing the widow is Anna Kim.", [], ["Anna Kim"]),
        ("It has stars such as Anna Kim in it.", [], ["Anna Kim"]),
        ("In small roles it has actors including Anna Kim.", [], ["Anna Kim"]),
    ],
)
def test_parts_are_told_from_players(text: str, parts: list[str], players: list[str]) -> None:
    told = {name: is_part("", text, text.index(name), text.index(name) + len(name))
            for name in parts + players}  # fmt: skip
    assert told == {**dict.fromkeys(parts, True), **dict.fromkeys(players, False)}


def test_the_question_tells_the_part_of_two_names() -> None:
    text = "It stars Anna Kim (Nora Vey) and others."
    start = text.index("Anna Kim")
    for question, is_one in (("who plays nora vey", False), ("who plays the widow", True)):
        assert is_part(question, text, start, start + len("Anna Kim")) is is_one


def test_a_part_is_no_candidate_for_who_plays_it() -> None:
    text = "Anna Kim played Nora Vey."
    tokens = tuple(found.span() for found in re.finditer(r"\w+|[.]", text))
    starts, ends = np.full((2, len(tokens)), -9, np.float32)
    starts[[0, 3]] = ends[[1, 4]] = 5
    hit = Hit(Passage(Article("a.txt", text), ((0, len(text)),)), 1.0, 0.5)
    scores = [Scores(starts, ends, tokens, 1.0)]
    for question, names in (
        ("Who played Nora Vey?", {"Anna Kim"}),
        ("Whom did Anna Kim play?", {"Anna Kim", "Nora Vey"}),
    ):
        found = {one.text for one in find_candidates(question, [hit], scores)}
        assert found & {"Anna Kim", "Nora Vey"} == names


@pytest.mark.parametrize("sure", [0.6, 0.95])
def test_a_part_is_refused_for_who_plays_it(sure: float) -> None:
    text = "Steve married the teacher Nora Vey (Anna Kim) in spring."
    found = ask(
        "who plays steve's wife", said(text, "Nora Vey", sure), said(text, "Anna Kim", sure)
    )
    assert (shown(found), reasons(found)) == (["Anna Kim"], [PART])
    assert shown(ask("whom did steve marry", said(text, "Nora Vey", sure))) == ["Nora Vey"]
