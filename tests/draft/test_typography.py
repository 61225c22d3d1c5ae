"""What is alike in type, what is not, and where each character comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.draft.exact import Readings
from qa.draft.typography import fold

PIECES = st.sampled_from(
    [
        *"aeB1,.- \n\t'\"“”«»–—…ﬁﬃ\u00a0\u202f\u00ad\u200b\u0301é",
        "-\n",
        " \n",
        "ab",
        "...",
        "«  ",
        *"ßİÄ",
    ]
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


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans(), st.booleans())
def test_every_character_has_its_place(text: str, joined: bool, caseless: bool) -> None:
    folded = fold(text, joined, caseless)
    before = 0
    for at in range(len(folded.text)):
        start, end = folded.start_of(at), folded.end_of(at)
        assert before <= start < end <= len(text)
        before = start
        assert folded.original(at, at + 1) == (start, end)
        if text[start:end].isalnum() and len(text[start:end]) == 1 and text[start] not in "ﬁﬃßİ":
            assert folded.text[at] == (text[start].casefold() if caseless else text[start])
    if caseless:
        assert folded.text == fold(text, joined).text.casefold()


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_a_part_keeps_its_places(text: str, start: int, end: int) -> None:
    folded = fold(text)
    part = folded.part(start, end, 100)
    assert part.text == folded.text[start:end]
    for at in range(len(part.text)):
        assert part.start_of(at) == folded.start_of(start + at) + 100
        assert part.end_of(at) == folded.end_of(start + at) + 100


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("Hand in hand, HAND-MADE, handful", "hand", ["Hand", "hand", "HAND"]),
        ("an inter-\r\nnational and international", "International", 2),
        ("the anti-\nfraud unit", "Anti-Fraud Unit", ["anti-\nfraud unit"]),
        ("die Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("a\u00ad b, a  b\u00a0a b", "a b", 3),
        ("it cost 1,200.5, then 1,200", "1,200", ["1,200"]),
        ("他们破获电信诈骗案件，电信诈骗", "电信诈骗", 2),
        ("電信詐騙のデータベース", "データ", 1),
        ("การหลอกลวงทางโทรศัพท์", "หลอกลวง", 1),
        ("대통령은 부대통령", "대통령", ["대통령"]),
        ("the “ﬁne” oﬃce", '"fine" office', ["“ﬁne” oﬃce"]),
        ("", "a", []),
        ("a", " ", []),
    ],
)
def test_places_of_a_text(text: str, wanted: str, places: int | list[str]) -> None:
    found = [text[start:end] for start, end in Readings(text, caseless=True).places(wanted)]
    assert (len(found) if isinstance(places, int) else found) == places
