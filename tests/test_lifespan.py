"""A life's two ends: which of them a question asks for, and where a text gives it."""

import pytest

from index.records import Article, Hit
from index.splitting.passages import split_article
from qa.language.lifespan import asked_end, end_of_life
from qa.language.question import question_form
from qa.readers.network_reader import TrainedReader
from qa.reconcile import reconcile


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("When was Ada Holm born?", "birth"),
        ("What is Ada Holm's date of birth?", "birth"),
        ("In what year did Ada Holm die?", "death"),
        ("What is the date of her death?", "death"),
        ("When was Ada Holm elected?", None),
        ("Between her birth and her death, how many years passed?", None),
    ],
)
def test_what_a_question_asks_for(question: str, end: str | None) -> None:
    assert asked_end(question_form(question).stems) == end


@pytest.mark.parametrize(
    ("text", "birth", "death"),
    [
        ("Ada Holm (June 19, 1910 – June 5, 1988) was a judge.", "June 19, 1910", "June 5, 1988"),
        ("Ada Holm (1820–1901) painted.", "1820", "1901"),
        ("Ada Holm (born Ada Lee; 3 May 1820 - 4 June 1901) sang.", "3 May 1820", "4 June 1901"),
        ("Ada Holm (c. 1820 – d. 1901) sang.", "1820", "1901"),
    ],
)
def test_each_end_is_found_wherever_a_span_touches_it(text: str, birth: str, death: str) -> None:
    at, until = text.index(birth), text.index(death) + len(death)
    for end, wanted, other in (("birth", birth, death), ("death", death, birth)):
        found = end_of_life(text, at, until, end)
        assert found is not None
        assert text[slice(*found)] == wanted
        start = text.index(other)
        assert end_of_life(text, start, start + len(other), end) is None


@pytest.mark.parametrize("text", ["It ran from 1820 to 1901.", "Sales (1820–1901 in all) rose."])
def test_what_is_no_life_stays_as_it_is(text: str) -> None:
    assert end_of_life(text, 5, 12, "birth") == (5, 12)


def test_two_articles_disagree_on_a_birth_and_neither_gives_the_death() -> None:
    texts = [
        f"Ada Holm (born {day} 1910 – June 5, 1988) was a judge. She served in Halifax."
        for day in ("June 19,", "March 3,")
    ]
    texts = [text.replace("born ", "") for text in texts]
    hits = [
        Hit(split_article(Article(f"{number}.txt", text))[0], 0.9, 0.6)
        for number, text in enumerate(texts)
    ]
    question = "When was Ada Holm born?"
    found = reconcile(question, TrainedReader().read(question, hits), 0.3)
    assert {group.answer for group in found.groups} == {"June 19, 1910", "March 3, 1910"}
