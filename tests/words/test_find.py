"""Phrases and words in a real index: found where they stand, and nowhere else."""

import datetime
import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts import in_other_type
from index.records import Filters
from index.search import Searcher
from qa.draft.exact import Readings, as_wanted
from qa.settings import Looking, Order, Settings
from qa.words import Sought, WordResult, find_typed, find_words
from tests.texts import quick
from tests.words.conftest import Articles, path_of

ALL = Settings(top_k=100)


def found(searcher: Searcher, text: str, settings: Settings = ALL, **how: object) -> WordResult:
    result = find_typed(searcher, text, settings, Looking(**how))  # type: ignore[arg-type]
    assert result is not None, text
    check(result)
    return result


def check(result: WordResult) -> None:
    """Whatever was found is there, as slices, and was counted."""
    for hit in result.hits:
        article, start, end = hit.passage.article, hit.passage.start, hit.passage.end
        assert list(hit.places) == sorted(set(hit.places))
        assert hit.excerpt[0] < hit.excerpt[1] <= len(article.text)
        assert any(hit.excerpt[0] <= low and high <= hit.excerpt[1] for low, high in hit.places), (
            hit.places
        )
        wanted = [as_wanted(phrase, caseless=True) for phrase in result.sought.phrases]
        texts = [as_wanted(text, caseless=True) for text in hit.texts]
        for text, (low, high) in zip(hit.texts, hit.places, strict=True):
            assert article.text[low:high] == text != ""
            assert low < end
            assert start < high
        assert {text.replace("-", "") for text in wanted} <= {
            text.replace("-", "") for text in texts
        }
    facets = result.facets
    for counts in (facets.sources, facets.years):
        assert sum(number for _, number in counts) == result.passages
    assert len(result.hits) <= result.passages
    assert result.articles <= result.passages <= result.occurrences * 2


def places_of(result: WordResult) -> Counter[tuple[str, tuple[int, int]]]:
    return Counter((hit.passage.article.path, place) for hit in result.hits for place in hit.places)


@pytest.mark.parametrize(
    ("typed", "name", "text"),
    [
        ('"handed over"', "2023-10-31-reported-cases-fall.md", "handed over"),
        ("“INVESTIGATION of the international ring”", "hyphens.txt",
         "investi\u00adgation of the inter-\nnational ring"),
        ('"anti-fraud office"', "hyphens.txt", "anti-\nfraud office"),
        ('"second international ring"', "hyphens.txt", "second inter-\r\nnational ring"),
        ('"finance officers"', "hyphens.txt", "ﬁnance oﬃcers"),
        ("«they're all caught»", "hyphens.txt", "they’re all caught"),
        ('"café owner zoë"', "hyphens.txt", "Cafe\u0301 owner Zoe\u0308"),
        ('"1 200 euros ... and then"', "spaces.txt", "1\u202f200\u00a0euros\u2009… and then"),
        ('"then - so it seemed"', "spaces.txt", "then — so it seemed"),
        ("strasse", "spaces.txt", "STRASSE"),
        ('"STRASSE are one"', "spaces.txt", "Straße are one"),
        ("Zhang Wei", "wei.md", "Zhang Wei"),
        ("zhang wei", "wei.md", "Zhang"),
        ("ministry of public security", "2023-10-10-lincang-706.txt",
         "Ministry of Public Security"),
    ],
)  # fmt: skip
def test_what_is_found(
    searcher: Searcher, articles: Articles, typed: str, name: str, text: str
) -> None:
    path = path_of(articles, name)
    result = found(searcher, typed)
    assert text in [
        each for hit in result.hits if hit.passage.article.path == path for each in hit.texts
    ]


@pytest.mark.parametrize(
    "typed",
    ['"hand over a fan"', '"investigations of the ring"', '"1,200 euros"', '"200.5 pesos"',
     '"wordless plugh"', '"Zhang Wei Zhang"', '"anti fraud office"', '"ection 3"', "plugh"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(searcher: Searcher, typed: str) -> None:
    result = found(searcher, typed)
    assert (result.passages, result.hits, result.facets.years) == (0, (), ())
    assert 0 < len(result.nearest) <= 8


def stretch(text: str, chance: random.Random) -> str:
    """Some words of a text, or of a text without spaces some characters."""
    starts = [each.start() for each in re.finditer(r"(?<!\S)\w", text)]
    start = chance.choice(starts)
    length = chance.choice((3, 12, 40, 200, 600))
    end = start + length
    while end < len(text) and not text[end].isspace() and end < start + length + 40:
        end += 1
    return text[start:end].strip()


@quick
@given(seed=st.integers(0, 2**32))
def test_any_stretch_of_an_article_is_found_whatever_its_type(
    searcher: Searcher, articles: Articles, seed: int
) -> None:
    chance = random.Random(seed)
    article = chance.choice(list(articles.values()))
    phrase = stretch(article.text, chance)
    if not any(map(str.isalnum, phrase)) or not Readings(article.text, True).places(phrase):
        return  # it ends within a word or a figure
    typed = in_other_type(phrase, chance)
    typed = chance.choice((str, str.upper, str.casefold))(typed)
    if as_wanted(typed, True) != as_wanted(phrase, True):
        return  # a letter that has no capital of its own
    result = find_words(searcher, typed, Sought((typed,)), count=100)
    check(result)
    expected = {
        (path, place)
        for path, each in articles.items()
        for place in Readings(each.text, caseless=True).places(typed)
    }
    assert result.is_all
    assert result.occurrences == len(expected), typed
    if result.passages <= 100:
        assert set(places_of(result)) == expected


@quick
@given(seed=st.integers(0, 2**32))
def test_plain_words_are_found_as_a_plain_search_finds_them(
    searcher: Searcher, articles: Articles, seed: int
) -> None:
    """Compared with a regular expression over every text: no matcher of ours."""
    chance = random.Random(seed)
    article = chance.choice([each for each in articles.values() if each.text.isascii()])
    words = re.findall(r"(?<![\w-])[a-z]{2,}(?: [a-z]{2,})*(?![\w-])", article.text)
    if not words:
        return
    several = chance.choice(words).split()
    first = chance.randrange(len(several))
    phrase = " ".join(several[first : first + chance.randint(1, 4)])
    result = find_words(searcher, phrase, Sought((phrase,)), count=100)
    pattern = re.compile(rf"(?<!\w){phrase}(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)
    at_least = {
        (path, each.span())
        for path, other in articles.items()
        for each in pattern.finditer(other.text)
    }
    if result.passages <= 100:
        assert at_least <= set(places_of(result))
        for path, (start, end) in set(places_of(result)) - at_least:
            assert not articles[path].text[start:end].isascii() or "-" in articles[path].text


def test_a_phrase_over_the_border_of_passages(searcher: Searcher, articles: Articles) -> None:
    """Passages share a sentence at most: what goes over more of them is in none whole."""
    text = articles[path_of(articles, "long.txt")].text
    crossing = 0
    for number in range(2, 110, 7):
        start = text.index(f"buoy {number} and")
        phrase = text[start : text.index(f"sentence {number + 3} may")].strip()
        (hit, *_) = found(searcher, f'"{phrase}"').hits
        crossing += any(
            low < hit.passage.start or high > hit.passage.end for low, high in hit.places
        )
        assert [articles[hit.passage.article.path].text[slice(*place)] for place in hit.places] == [
            phrase
        ]
    assert crossing > 3


def test_what_two_passages_share_is_counted_once(searcher: Searcher) -> None:
    for number in range(120):
        result = found(searcher, f'"tells of buoy {number} and weighs"')
        assert (result.passages, result.occurrences) == (1, 1), number


def test_all_of_several_have_to_be_in_the_passage(searcher: Searcher) -> None:
    both = found(searcher, '"scam compounds" Myanmar')
    assert both.sought == Sought(("scam compounds",), ("Myanmar",))
    one, other = found(searcher, '"scam compounds"'), found(searcher, "Myanmar")
    assert 0 < both.passages < min(one.passages, other.passages) + 1
    assert {hit.passage for hit in both.hits} <= {hit.passage for hit in other.hits}
    two = found(searcher, '"tells of buoy 7" "sentence 7 may think"')
    assert two.passages == 1
    assert found(searcher, '"tells of buoy 7" "tells of buoy 90"').passages == 0


def test_words_in_any_of_their_forms_but_no_other_word(searcher: Searcher) -> None:
    texts = {text.casefold() for hit in found(searcher, "suspect").hits for text in hit.texts}
    assert {"suspect", "suspects", "suspected"} >= texts >= {"suspects"}


def test_a_name_is_found_as_it_stands_before_its_words_are(searcher: Searcher) -> None:
    result = found(searcher, "Zhang Wei")
    assert result.sought == Sought(("Zhang Wei",))
    apart = found(searcher, "Wei Li")  # stands nowhere so
    assert apart.sought == Sought((), ("Wei", "Li"))
    assert apart.passages == 1


@pytest.mark.parametrize("order", list(Order))
def test_orders(searcher: Searcher, order: Order) -> None:
    result = found(searcher, "Myanmar", order=order)
    paths = [hit.passage.article.path for hit in result.hits]
    together = [path for at, path in enumerate(paths) if not at or paths[at - 1] != path]
    assert len(together) == len(set(together)) == result.articles
    days = [hit.passage.article.date or datetime.date.max for hit in result.hits]
    if order is Order.OLDEST:
        assert days == sorted(days)
    elif order is Order.NEWEST:
        known = [day for day in days if day != datetime.date.max]
        assert known == sorted(known, reverse=True)
        assert days[: len(known)] == known
    else:
        titled = ["myanmar" in (hit.passage.article.title or "").casefold() for hit in result.hits]
        assert titled == sorted(titled, reverse=True)
        assert True in titled


def test_facets_count_every_passage_under_the_filters(searcher: Searcher) -> None:
    every = found(searcher, "Myanmar")
    few = found(searcher, "Myanmar", Settings(top_k=2))
    assert few.facets == every.facets
    assert len(few.hits) == 2
    assert few.passages == every.passages > 10
    for source, number in every.facets.sources:
        if source is not None:
            of_it = found(searcher, "Myanmar", Settings(100, Filters(source=source)))
            assert of_it.passages == number
            assert of_it.facets.sources == ((source, number),)
    for year, number in every.facets.years:
        if year is not None:
            days = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
            within = found(searcher, "Myanmar", Settings(100, Filters(*days)))
            assert (within.passages, within.facets.years) == (number, ((year, number),))
    then = found(searcher, "Myanmar", Settings(100, as_of=datetime.date(2023, 6, 30)))
    assert 0 < then.passages < every.passages


def test_page_after_page_comes_to_all(searcher: Searcher) -> None:
    every = found(searcher, "Myanmar")
    pages = [
        found(searcher, "Myanmar", Settings(top_k=4), offset=at)
        for at in range(0, every.passages + 4, 4)
    ]
    assert [hit for page in pages for hit in page.hits] == list(every.hits)
    assert pages[-1].hits == ()


def test_more_than_are_looked_at_is_said(searcher: Searcher) -> None:
    sought = Sought((), ("the",))
    result = find_words(searcher, "the", sought, most=20)
    assert not result.is_all
    assert 10 <= result.passages <= 20
    assert find_words(searcher, "the", sought).is_all


@pytest.mark.parametrize(
    ("text", "language"),
    [("电信", "zh"), ("データ", "ja"), ("ประเทศ", "th"), ("정부", "ko")],
)
def test_words_of_scripts_without_spaces(
    searcher: Searcher, articles: Articles, text: str, language: str
) -> None:
    """Whatever stands beside them."""
    expected = sum(each.text.count(text) for each in articles.values())
    result = found(searcher, f'"{text}"')
    if language == "ko":  # a word of Korean begins after a space
        expected = sum(len(re.findall(rf"(?<!\w){text}", each.text)) for each in articles.values())
    assert result.occurrences == expected
