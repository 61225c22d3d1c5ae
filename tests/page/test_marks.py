"""What is marked in the passages beside an answer: answers, guesses, the question's words."""

from dataclasses import replace

from index.records import Article, Hit, Passage
from index.splitting.sentences import split_sentences
from qa.page.view import to_view
from qa.records import Answer
from tests.page.test_view import SEIZED, group, hit, reconciled, result, span


def test_no_other_word_is_marked_that_has_the_same_stem() -> None:
    text = "He handed over a handful of keys. The hands of a handy man hand keys over."
    article = Article("keys.md", text)
    first, second = split_sentences(text)
    hits = tuple(Hit(Passage(article, (each,)), 0.5, 0.5) for each in (first, second))
    found = replace(result((), hits, answered=False), question="Who was handed the keys?")
    marked = [[text[slice(*mark)] for mark in row["marks"]] for row in to_view(found)["evidence"]]
    assert marked == [["handed", "keys"], ["hands", "hand", "keys"]]


def test_what_other_passages_say_unsurely_is_a_guess() -> None:
    other = Article("other.md", "They seized 30 phones. Police seized 9 phones. Police had 12.")
    thirty, nine, twelve = split_sentences(other.text)
    best = Answer(*span("12"), SEIZED, 0.4, hit(SEIZED))
    sure, unsure, same = (
        Answer(
            *span(figure, other.text), sentence, confidence, Hit(Passage(other, (sentence,)), 1, 1)
        )
        for figure, sentence, confidence in (
            ("30", thirty, 0.6),
            ("9", nine, 0.54),
            ("12", twelve, 0.35),
        )
    )
    said = reconciled(group(best, same), group(sure), group(unsure))
    view = to_view(result((best, sure, unsure), (hit(SEIZED),), reconciled=said))
    guesses = {row["sentence"]: row["guess"] for row in view["evidence"]}
    assert guesses == {
        "They seized 30 phones.": False,
        "Police seized 9 phones.": True,
        "Police had 12.": False,
    }
    places = [[place["guess"] for place in each["places"]] for each in view["groups"]]
    assert places == [[False, False], [False], [True]]
