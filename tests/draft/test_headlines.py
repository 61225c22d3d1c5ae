"""Quotations that stand in the titles of articles, and not in their texts."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts import quoted_in_other_type
from index.build import build_index
from index.records import Filters
from index.search import Searcher
from qa.draft import Checked, Verdict, check_draft, check_quote
from qa.draft.check import BESIDE, PASSAGES
from qa.draft.lines import describe
from qa.draft.rows import to_row
from tests.fakes import WordEncoder
from tests.texts import quick

TITLES = {
    "transfers.md": "Transfers from northern Myanmar reach 31,000",
    "office.md": "Chief of the anti-fraud office “not worried” – yet",
    "ships.md": "The 🚢 that nobody in Wrapton counted",
    "cities.md": "东京的渔民数船",
}
TEXTS = {
    "transfers.md": "The count of suspects from the north is 31,000 now, the ministry said. "
    + " ".join(f"Bus {number} came over the bridge." for number in range(40)),
    "office.md": "He sleeps well. The chief of the anti-fraud bureau is not worried yet, he says.",
    "ships.md": "Somebody may have counted it, the harbour master of Wrapton says.",
    "cities.md": "他们在港口。",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("headlines")
    articles = folder / "articles"
    articles.mkdir()
    for name, title in TITLES.items():
        about = f"title: {title}\nsource: Harbour Daily\ndate: 2023-11-22"
        (articles / name).write_text(f"---\n{about}\n---\n{TEXTS[name]}\n", "utf-8")
    for number in range(90):  # nearer than the first in words and in meaning
        text = f"---\ntitle: Reach in Myanmar\n---\nReach Myanmar? Reach, Myanmar: {number}.\n"
        (articles / f"{number}.md").write_text(text, "utf-8")
    encoder = WordEncoder()
    build_index([articles], folder / "index", encoder)
    return Searcher(folder / "index", encoder)


def quoted(quote: str, searcher: Searcher, filters: Filters = Filters()) -> Checked:
    one = check_quote(quote, searcher, filters)
    hold_slices(quote, one)
    return one


def hold_slices(draft: str, one: Checked) -> None:
    (row,) = to_row(draft, [one])["claims"]
    for headline, told in zip(one.headlines, row["headlines"], strict=True):
        title = headline.article.title
        assert title == told["title"]
        assert title is not None
        assert title[headline.start : headline.end] == headline.text == told["title_text"] != ""
        assert (headline.start, headline.end) == (told["title_start"], told["title_end"])
        for each in told["differences"]:
            assert draft[each["start"] : each["end"]] == each["text"]
            assert title[each["title_start"] : each["title_end"]] == each["title_text"]
    if one.headlines:
        assert (one.matches, one.differences) == ((), ())


@pytest.mark.parametrize("name", TITLES)
def test_a_headline_is_exact(searcher: Searcher, name: str) -> None:
    one = quoted(TITLES[name], searcher)
    assert one.verdict is Verdict.EXACT
    assert [(each.article.path, each.text) for each in one.headlines] == [(name, TITLES[name])]


def test_a_headline_is_found_that_no_search_leads_to(searcher: Searcher) -> None:
    quote = "Myanmar reach"
    hits = searcher.search(quote, PASSAGES + BESIDE).hits
    assert "transfers.md" not in [hit.passage.article.path for hit in hits]
    one = quoted(quote, searcher)
    assert one.verdict is Verdict.EXACT
    assert [each.article.path for each in one.headlines] == ["transfers.md"]


def test_what_differs_from_a_headline_is_told(searcher: Searcher) -> None:
    draft = "It ran “Transfers from southern Myanmar reach 31,000” at noon."
    one = next(iter(check_draft(draft, searcher)))
    hold_slices(draft, one)
    assert one.verdict is Verdict.NEAR
    told = describe(draft, [one], colour=False)
    assert "  Differs: “southern” for “northern”\n  Transfers from northern Myanmar" in told
    assert "  The headline of transfers.md · Harbour Daily · 2023-11-22" in told


def test_of_a_text_and_a_headline_the_nearer_is_told(searcher: Searcher) -> None:
    of_text = quoted("The chief of the anti-fraud bureau is not worried, he says", searcher)
    assert (of_text.verdict, of_text.headlines) == (Verdict.NEAR, ())
    of_title = quoted("Chief of the anti-fraud office not worried", searcher)
    assert (of_title.verdict, of_title.matches) == (Verdict.NEAR, ())
    assert [each.article.path for each in of_title.headlines] == ["office.md"]


@pytest.mark.parametrize(
    "quote",
    ["ransfers from northern Myanmar", "Myanmar reach 31", "anti-fraud offic", "Nobody in Wrapton"],
)
def test_a_part_of_a_word_and_other_capitals_are_none(searcher: Searcher, quote: str) -> None:
    assert quoted(quote, searcher).verdict is not Verdict.EXACT


def test_headlines_are_of_what_the_filters_leave(searcher: Searcher) -> None:
    title = TITLES["transfers.md"]
    assert quoted(title, searcher, Filters(source="Harbour Daily")).verdict is Verdict.EXACT
    assert quoted(title, searcher, Filters(source="Meridian Wire")).headlines == ()


@quick
@given(seed=st.integers(0, 2**32))
def test_any_words_of_a_title_are_exact_whatever_their_type(searcher: Searcher, seed: int) -> None:
    chance = random.Random(seed)
    title = chance.choice([each for each in TITLES.values() if each.isprintable()])
    words = [each.span() for each in re.finditer(r"[\w,-]*\w", title)]
    first, last = sorted(chance.choices(range(len(words)), k=2))
    draft = quoted_in_other_type(title[words[first][0] : words[last][1]], chance)
    found = [one for one in check_draft(draft, searcher) if one.claim.kind == "quotation"]
    for one in found:
        hold_slices(draft, one)
    if "“" not in title:  # marks within marks are another quotation
        assert [one.verdict for one in found] == [Verdict.EXACT], draft


@quick
@given(st.text(alphabet="Trans fers31,0northMyanmar🚢“”–东京", min_size=1, max_size=40))
def test_whatever_is_quoted_every_headline_is_a_slice(searcher: Searcher, text: str) -> None:
    if any(map(str.isalnum, text)):
        quoted(text, searcher)


def test_the_index_holds_what_it_is_to(searcher: Searcher) -> None:
    """None of these titles is in a text."""
    for summary in searcher.articles():
        article = searcher.article(summary.path)
        assert article is not None
        assert not any(title in article.text for title in TITLES.values())
    assert {Path(each.path).name for each in searcher.articles()} >= TITLES.keys()
