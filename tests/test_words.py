"""Text to words: what is one, in any script."""

import pytest

from qa.language.words import content_stems, same_words, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("क्रिकेट टीम का कप्तान कौन है? यह है।", "क्रिकेट टीम का कप्तान कौन है यह है"),
        ("שָׁלוֹם עוֹלָם.", "שָׁלוֹם עוֹלָם"),
        ("مُتْحَف البحر", "مُتْحَف البحر"),
        ("Ein cafe\u0301, O'Neill’s 4,666", "Ein cafe\u0301 O'Neill’s 4,666"),
        ("790,000suspects", "790,000 suspects"),
        ("新图书馆 カメラ 서울", "新 图 书 馆 カ メ ラ 서 울"),
    ],
)
def test_marks_stand_within_words(text: str, words: str) -> None:
    assert [text[one.start : one.end] for one in tokens(text)] == words.split()


def test_words_with_and_without_points_are_the_same() -> None:
    assert content_stems("שָׁלוֹם cafe\u0301") == content_stems("שלום café")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("approved", "not approved"),
        ("approved", "never approved"),
        ("approved", "wasn’t approved"),
        ("approve the plan", "failed to approve the plan"),
        ("approved", "yet to be approved"),
        ("guilty", "not guilty"),
        ("binding", "non-binding"),
        ("voted for the bill", "voted against the bill"),
        ("before the war", "after the war"),
        ("with a permit", "without a permit"),
        ("above the bridge", "below the bridge"),
    ],
)
def test_what_is_denied_or_turned_around_is_not_the_same(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not same_words(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kapoor", "Raj Kapoor"),
        ("not approved", "was not approved"),
        ("not approved", "never approved"),
        ("not only the mayor", "the mayor"),
        ("No. 3", "number no. 3"),
        ("the UN", "UN"),
        ("the failed bank Norda", "Norda"),
        ("before the war", "shortly before the war"),
    ],
)
def test_what_both_deny_or_neither_is_compared_by_its_words(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)
