"""Text to words: what is one, in any script."""

import pytest

from qa.language.words import content_stems, tokens


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
