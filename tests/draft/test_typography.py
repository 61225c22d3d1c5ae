"""What is alike in type, what is not, and where each character comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.draft.typography import fold

PIECES = st.sampled_from(
    [*"aeB1,.- \n\t'\"“”«»–—…ﬁﬃ\u00a0\u202f\u00ad\u200b\u0301é", "-\n", " \n", "ab", "...", "«  "]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the “office”", 'the "office"'),
        ("officer's ﬁne eﬃgy", "officer’s fine effigy"),
        ("well - known", "well – known"),
        ("a\u00a0b\u202fc", "a b\n c"),
        ("« oui »", "«oui»"),
        ("Cafe\u0301", "Café"),
        ("and so…", "and so..."),
        ("co\u00adoperate", "cooperate"),
        ("anti-\nfraud", "anti-fraud"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("resign", "re-sign"), ("10²", "102"), ("a b", "ab"), ("It", "it"), ("4,666", "4666")],
)
def test_not_alike(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_a_word_divided_at_a_line_end_is_read_both_ways() -> None:
    assert fold("inter-\nnational").text == "inter-national"
    assert fold("inter-\nnational", joined=True).text == "international"


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_every_character_has_its_place(text: str, joined: bool) -> None:
    folded = fold(text, joined)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    before = 0
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert before <= start < end <= len(text)
        before = start
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        if text[start:end].isalnum() and len(text[start:end]) == 1 and text[start] not in "ﬁﬃ":
            assert folded.text[at] == text[start:end]
