"""What an engine finds by the terms that a passage has: the same in all of them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines import open_engine
from index.engines.memory import MemoryEngine
from index.holding import propose
from index.records import Filters
from index.search import Searcher
from index.store import Store
from index.terms import all_stems
from index.wanted import Term, holds, loosely, strictly
from tests.texts import quick, texts
from tests.words.conftest import Articles


@quick
@given(seed=st.integers(0, 2**32))
def test_engines_find_the_same(searcher: Searcher, articles: Articles, seed: int) -> None:
    chance = random.Random(seed)
    words = chance.choice(list(articles.values())).text.split()
    start = chance.randrange(len(words))
    text = " ".join(words[start : start + chance.randint(1, 12)])
    source = chance.choice([None, None, "Meridian Wire"])
    with Store(searcher.directory).snapshot() as snapshot:
        local = open_engine(snapshot.engine, searcher.directory).view(snapshot, None)
        memory = MemoryEngine(searcher.directory).view(snapshot, None)
        assert local is not None
        for wanted in (strictly([text]), loosely([text])):
            if wanted is not None:
                found = local.holding(wanted, 10_000, Filters(source=source))
                assert len(found) == len(set(found))
                assert set(found) == set(memory.holding(wanted, 10_000, Filters(source=source)))
                assert len(local.holding(wanted, 3, Filters(source=source))) == min(3, len(found))


@quick
@given(texts, texts)
def test_a_passage_that_has_a_text_may_hold_it(one: str, other: str) -> None:
    for wanted in (strictly([one]), loosely([one])):
        assert wanted is None or holds(all_stems(f"{other} {one} {other}"), wanted)


@pytest.mark.parametrize(
    ("text", "passage", "strict", "loose"),
    [
        ("international ring", "the inter-\nnational ring", False, True),
        ("café", "the cafe\u0301", True, True),
        ("one two three four", "one two", False, True),
        ("one two three four", "two three", False, False),
        ("ประเทศ", "ในประเทศไทย", True, True),
        ("handed", "handing", True, True),
        ("handed", "hats", False, False),
    ],
)
def test_what_may_be_held(text: str, passage: str, strict: bool, loose: bool) -> None:
    exact, part = strictly([text]), loosely([text])
    assert exact is not None
    assert part is not None
    assert holds(all_stems(passage), exact) is strict
    assert holds(all_stems(passage), part) is loose


def test_a_text_without_words_is_nowhere(searcher: Searcher) -> None:
    assert strictly(["…", ""]) is None
    with searcher.edition_to_search() as edition:
        assert propose(edition, ["…"], Filters()).ids == ()
        few = propose(edition, ["the"], Filters(), 5)
        assert (len(few.ids), few.is_all) == (5, False)


def test_a_term_of_no_passage(searcher: Searcher) -> None:
    with searcher.edition_to_search() as edition:
        assert edition.view.holding(Term("plugh"), 10, Filters()) == []
