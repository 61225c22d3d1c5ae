"""A figure is exact where an article says the same of it, and near where it says something else."""

import pytest

from index.build import build_index
from index.search import Searcher
from qa.draft import Checked, Verdict, check_draft

ARTICLES = {
    "suspects": "A total of 4,666 suspects were handed over from Myanmar to Chinese police "
    "this year, the ministry said.",
    "camps": "Police detained 706 people in Thailand and 515 suspects were flown to Hanoi; "
    "88 guards escaped.",
    "edda": "Storm Edda damaged 312 houses in Norway in 2022, the mayor told reporters.",
    "denied": "The army denied that 41 villages were burned in Rakhine.",
    "planned": "Under the plan 67 ferries would be sold to Greece.",
    "critics": "Critics of the mayor cut 930 trees in Bergen.",
    "both": "Oslo and Bergen lost 2,417 jobs.",
    "wood": "The fire destroyed 59 houses of straw and 18 barns.",
    "match": "Harbour Daily sued Meridian Wire for $73 million in Leeds.",
    "prices": "Prices of bread fell 24 percent in Kenya.",
    "told": "The quake razed 733 barns in Turkey and Syria, the governor told reporters at noon.",
    "quoted": "“It hurts,” said Anna Berg, who sold 387 goats at the market in Lodwar.",
    "tents": "Altogether, 1,208 tents were burned in Chad.",
    "amphorae": "Divers raised in excess of 350 amphorae from a wreck off Malta.",
    "every": "In all 219 cases phones were seized in Peru.",
}
HANDED = "were handed over from Myanmar"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("wording")
    articles = folder / "articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / f"{name}.txt").write_text(f"{name}\n\n{text}\n", encoding="utf-8")
    build_index([articles], folder / "index")
    return Searcher(folder / "index")


def first(draft: str, searcher: Searcher) -> Checked:
    return next(iter(check_draft(draft, searcher)))


@pytest.mark.parametrize(
    "draft",
    [
        *ARTICLES.values(),
        f"4,666 suspects {HANDED} to Chinese police this year, the ministry said.",
        "4,666 suspects were handed over from Myanmar to Chinese police.",
        "This year 4,666 suspects were handed over from Myanmar to Chinese police.",
        "The ministry said that 4,666 suspects were handed over from Myanmar this year.",
        "4,666 suspects are handed over this year.",
        "4,666\u00a0suspects were “handed over” from Myanmar\nto Chinese police.",
        "The mayor said that Storm Edda damaged 312 houses in Norway.",
        "In Norway, Storm Edda damaged 312 houses.",
        "Storm Edda damages 312 houses in Norway.",
        "Storm Edda damaged 312 houses in 2022.",
        "Prices of bread have fallen 24 percent in Kenya.",
        "88 guards escaped.",
        "The governor said that the quake razed 733 barns in Turkey and Syria.",
        "Anna Berg, who sold 387 goats at the market",
        f"In total, 4,666 suspects {HANDED} to Chinese police this year, the ministry said.",
        f"In total 4,666 suspects {HANDED}.",
        f"In all, 4,666 suspects {HANDED}.",
        f"In all 4,666 suspects {HANDED}.",
        f"Altogether 4,666 suspects {HANDED}.",
        f"Overall, 4,666 suspects {HANDED}.",
        f"This year a total of 4,666 suspects {HANDED}.",
        "A total of 1,208 tents were burned in Chad.",
        "1,208 tents were burned in Chad.",
        "In all 219 cases phones were seized in Peru.",
    ],
)
def test_what_an_article_says_is_exact(searcher: Searcher, draft: str) -> None:
    figures = [each for each in check_draft(draft, searcher) if each.claim.kind == "figure"]
    assert figures
    for one in figures:
        assert (one.verdict, one.differences) == (Verdict.EXACT, ()), draft


@pytest.mark.parametrize(
    "draft",
    [
        "4,666 suspects died in Myanmar.",
        "4,666 suspects were not handed over from Myanmar to Chinese police this year.",
        "4,666 suspects were never handed over from Myanmar.",
        "4,666 suspects were handed over from Laos to Chinese police this year.",
        "4,666 suspects were handed over to Myanmar from Chinese police this year.",
        "4,666 suspects were handed over from Myanmar to Chinese police in 2019.",
        "4,666 suspects will be handed over from Myanmar to Chinese police this year.",
        "4,666 suspects were handed over from Myanmar, the opposition said.",
        "4,666 suspects from Myanmar to Chinese police this year.",
        "4,666 suspects were “not” handed over from Myanmar to Chinese police.",
        "515 suspects were detained in Thailand.",
        "515 suspects were flown to Hanoi in Thailand.",
        "88 guards were flown to Hanoi.",
        "Storm Edda damaged 312 houses in Norway in 2023.",
        "Storm Edda damaged 312 houses in Sweden in 2022.",
        "Storm Edda missed 312 houses in Norway in 2022.",
        "41 villages were burned in Rakhine.",
        "67 ferries were sold to Greece.",
        "67 ferries sold to Greece.",
        "The mayor cut 930 trees in Bergen.",
        "Bergen lost 2,417 jobs.",
        "Harbour Daily sued Meridian Wire $73 million in Leeds for.",
        "In Turkey the quake razed 733 barns.",
        "The quake razed 733 barns in Turkey, the governor said.",
        "The fire destroyed 59 houses.",
        "Meridian Wire sued Harbour Daily for $73 million in Leeds.",
        "Prices of bread rose 24 percent in Kenya.",
        "Prices fell 24 percent in Kenya.",
        f"4,666 suspects {HANDED} to Chinese police year this.",
        "In total, 88 guards escaped.",
        "In all 88 guards escaped.",
        f"In all this, 4,666 suspects {HANDED}.",
        f"In part 4,666 suspects {HANDED}.",
        "A total of 219 cases phones were seized in Peru.",
        "219 cases phones were seized in Peru.",
    ],
)
def test_what_no_article_says_is_not_exact(searcher: Searcher, draft: str) -> None:
    one = first(draft, searcher)
    assert one.verdict is not Verdict.EXACT
    if one.verdict is Verdict.NEAR:
        assert one.differences


def marked(draft: str, one: Checked) -> list[tuple[str, str]]:
    text = one.matches[0].article.text
    return [(draft[slice(*ours)], text[slice(*theirs)]) for ours, theirs in one.differences]


@pytest.mark.parametrize(
    ("draft", "differing"),
    [
        ("4,666 suspects died in Myanmar.", [("died in", "handed over from")]),
        (
            "4,666 suspects were not handed over from Myanmar to Chinese police this year.",
            [("not", "")],
        ),
        ("Storm Edda damaged 312 houses in Sweden in 2022.", [("Sweden", "Norway")]),
        ("41 villages were burned in Rakhine.", [("", "army denied")]),
        ("The fire destroyed 59 houses.", [("", "straw and 18 barns")]),
        ("Some 312 houses were damaged by Storm Edda in Norway.", None),
        (f"Some 4,666 suspects {HANDED}.", [("Some", "total")]),
        (f"At least 4,666 suspects {HANDED}.", [("At least", "total")]),
        ("Storm Edda damaged at least 312 houses in Norway.", [("at least", "")]),
        ("Divers raised 350 amphorae from a wreck off Malta.", [("", "in excess")]),
        ("Prices of bread fell ~24 percent in Kenya.", [("24 percent", "24 percent")]),
    ],
)
def test_the_words_that_differ_are_marked(
    searcher: Searcher, draft: str, differing: list[tuple[str, str]] | None
) -> None:
    one = first(draft, searcher)
    assert one.verdict is Verdict.NEAR
    assert one.differences if differing is None else marked(draft, one) == differing


def test_a_figure_written_otherwise_is_marked(searcher: Searcher) -> None:
    draft = "Prices of bread fell 24% in Kenya."
    assert marked(draft, first(draft, searcher)) == [("24%", "24 percent")]
