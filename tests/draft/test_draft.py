"""Quotations and figures of drafts against a real index of articles."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.drafts import (
    alter_figure,
    alter_quotation,
    figure_sentences,
    in_other_type,
    quoted_in_other_type,
    stretches,
)
from benchmarks.rewording import alter_words
from index.build import build_index
from index.search import Searcher
from qa.draft import Checked, Verdict, check_draft, check_quote
from qa.draft.claims import find_claims
from qa.draft.lines import describe
from qa.draft.rows import to_row
from tests.storm import STORM
from tests.times import ARE_COMPARED

CORPUS = Path(__file__).parent.parent.parent / "corpus"
MAYOR = "the mayor told reporters at the town hall"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("draft")
    articles = folder / "storm"
    articles.mkdir()
    for name, text in STORM.items():
        (articles / Path(name).name).write_text(text, encoding="utf-8")
    build_index([articles, CORPUS], folder / "index")
    return Searcher(folder / "index")


def check(draft: str, searcher: Searcher) -> list[Checked]:
    found = list(check_draft(draft, searcher))
    for one in found:
        assert 0 <= one.claim.start < one.claim.end <= len(draft)
        for match in (*one.matches, *one.others):
            assert match.article.text[match.start : match.end] == match.text != ""
            assert match.sentence[0] <= match.start < match.end <= match.sentence[1]
    return found


def only(draft: str, searcher: Searcher) -> Checked:
    (one,) = check(draft, searcher)
    return one


def test_a_quotation_as_it_stands(searcher: Searcher) -> None:
    one = only(f"It was then that “{MAYOR},” he wrote.", searcher)
    assert one.verdict is Verdict.EXACT
    assert one.matches[0].text == MAYOR
    assert one.matches[0].sentence_text.startswith("Storm Edda damaged 312 houses")


def test_what_fell_is_another_value_where_the_draft_says_that_it_rose(searcher: Searcher) -> None:
    told = "Reports of telecom and online fraud in China have {} by 24 percent since August."
    assert only(told.format("dropped"), searcher).verdict is Verdict.EXACT
    rose = only(told.format("risen"), searcher)
    assert (rose.verdict, rose.others[0].text) == (Verdict.DIFFERENT, "24 percent")


def test_a_part_of_a_word_or_of_a_figure_is_no_quotation(searcher: Searcher) -> None:
    assert only("He said “ayor told reporters at the town hal” to her.", searcher).verdict is not (
        Verdict.EXACT
    )
    assert only("He said “damaged 31” to her.", searcher).verdict is not Verdict.EXACT
    assert only("He said “980 houses in Norway” to her.", searcher).verdict is not Verdict.EXACT


def test_what_differs_is_marked(searcher: Searcher) -> None:
    draft = "“the mayor told no reporters at the city hall”, it says."
    one = only(draft, searcher)
    assert one.verdict is Verdict.NEAR
    text = one.matches[0].article.text
    marked = [(draft[slice(*ours)], text[slice(*theirs)]) for ours, theirs in one.differences]
    assert marked == [("no", ""), ("city", "town")]


def test_a_quotation_of_nobody(searcher: Searcher) -> None:
    one = only("“Penguins composed the whole symphony overnight”, it says.", searcher)
    assert (one.verdict, one.matches) == (Verdict.NOT_FOUND, ())


@pytest.mark.parametrize(
    ("draft", "quoted"),
    [
        ("Er sagte »Ja gut« und dann »Nein, nein«.", ["Ja gut", "Nein, nein"]),
        ("« Oui », dit-il, et puis « non ».", ["Oui", "non"]),
        ("Il dit « oui » et « non ».", ["oui", "non"]),
        ("Han sa ”ja visst” och ”nej tack” igen.", ["ja visst", "nej tack"]),
        ("»Kyllä kiitos» sanoi hän, »ei kiitos».", ["Kyllä kiitos", "ei kiitos"]),
        ("„Ja gut“ sagte er, „nein, nein“.", ["Ja gut", "nein, nein"]),
        ("„Tak” powiedział, a potem „nie”.", ["Tak", "nie"]),
        ("‚Ja gut‘ und »nein«.", ["Ja gut", "nein"]),
        ("“Yes” and ‘no’ and \"so\" and 'well, $5'.", ["Yes", "no", "so", "well, $5"]),
        ("The workers’ “rights” and rock ’n’ roll.", ["rights"]),
        ("See p. » 2, and «A» text «B».", ["A", "B"]),
    ],
)
def test_the_whole_draft_says_which_marks_quote(draft: str, quoted: list[str]) -> None:
    claims = [each for each in find_claims(draft) if each.kind == "quotation"]
    assert [draft[each.start : each.end] for each in claims] == quoted


def test_figures(searcher: Searcher) -> None:
    one = only("The mayor said that the storm Edda damaged 312 houses in Norway.", searcher)
    assert one.verdict is Verdict.EXACT
    assert one.matches[0].article.path.endswith("second.md")
    assert {"140", "2,980"} <= {match.text for match in one.others}
    one = only("The storm Edda damaged 999 houses in Norway.", searcher)
    assert one.verdict is Verdict.DIFFERENT
    assert {match.text for match in one.others} >= {"140", "312", "2,980"}
    one = only("Some 55 lighthouses were painted by volunteers in Peru.", searcher)
    assert one.verdict is Verdict.NOT_FOUND


def test_what_others_give_is_told_beside_a_figure_that_is_exact(searcher: Searcher) -> None:
    draft = "A total of 4,666 suspects were handed over from Myanmar this year, the ministry said."
    one = only(draft, searcher)
    assert (one.verdict, one.matches[0].text) == (Verdict.EXACT, "4,666")
    assert "31,000" in [match.text for match in one.others]
    told = describe(draft, [one], colour=False)
    assert "  Others give 31,000 (Harbour Daily, 2023-11-22)" in told
    # Where no article gives the draft's figure, a sentence that shares so little is none of it.
    other = only(draft.replace("4,666", "4,777"), searcher)
    assert (other.verdict, [match.text for match in other.others]) == (Verdict.DIFFERENT, ["4,666"])


def test_where_the_figure_is_given_of_something_else_is_told(searcher: Searcher) -> None:
    draft = "Myanmar handed over 31,000 suspects to China."
    one = only(draft, searcher)
    assert (one.verdict, one.differences) == (Verdict.DIFFERENT, ())
    assert "4,666" in [match.text for match in one.others]
    assert {match.text for match in one.matches} == {"31,000"}
    told = describe(draft, [one], colour=False)
    also = told.index("  31,000 is also given, of:\n  The count of fraud suspects")
    assert told.index("  The articles say:") < also
    (row,) = to_row(draft, [one])["claims"]
    assert row["matches"][0]["text"] == "31,000"


def test_a_figure_within_a_quotation_is_checked_with_it(searcher: Searcher) -> None:
    claims = find_claims("He said “Storm Edda damaged 312 houses” and left 7 letters.")
    assert [claim.kind for claim in claims] == ["quotation", "figure"]


@pytest.mark.parametrize("seed", range(12))
def test_altered_claims_are_never_exact(searcher: Searcher, seed: int) -> None:
    """As benchmarks/drafts.py, a few of each; what is only set otherwise is exact."""
    chance = random.Random(seed)
    found = [searcher.article(each.path) for each in searcher.articles()]
    articles = [each for each in found if each]
    quotation = chance.choice(list(stretches(articles)))
    figure = chance.choice(list(figure_sentences(articles)))
    altered = (alter_quotation(quotation, chance), alter_figure(figure, chance))
    for draft in (*altered, alter_words(figure, chance)):
        verdicts = [one.verdict for one in check(draft, searcher)]
        assert any(verdict is not Verdict.EXACT for verdict in verdicts), draft
    for draft in (quoted_in_other_type(quotation, chance), in_other_type(figure, chance)):
        verdicts = [one.verdict for one in check(draft, searcher)]
        assert verdicts
        assert all(verdict is Verdict.EXACT for verdict in verdicts), draft


@settings(max_examples=60, deadline=None)
@given(st.text("ab1.,%'\"“”‘’«» \n-—$", max_size=60))
def test_any_text_is_a_draft(text: str) -> None:
    for claim in find_claims(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1] <= len(text)


@pytest.mark.skipif(not ARE_COMPARED, reason="`make times` compares times")
def test_many_marks_take_no_longer_than_their_number() -> None:
    """A ratio in one run, of the same work ten times; a search back to each mark would be more."""
    for mark in ('"', "“", "'", "‘", "« ", "»", "”", "„", "‚", "’"):
        took = []
        for times in (400, 4_000):
            text = f"{mark}a b " * times
            began = time.process_time()
            find_claims(text)
            took.append(time.process_time() - began + 0.05)
        assert took[1] < 60 * took[0], mark


def test_rows_hold_slices(searcher: Searcher) -> None:
    draft = "“the mayor told no reporters at the town hall” and 312 houses in Norway were damaged."
    row = to_row(draft, check(draft, searcher))
    assert sum(row["counts"].values()) == len(row["claims"]) == 2
    json.dumps(row)
    for claim in row["claims"]:
        assert draft[claim["start"] : claim["end"]] == claim["text"]
        for match in (*claim["matches"], *claim["others"]):
            article = searcher.article(match["article"])
            assert article is not None
            assert article.text[match["start"] : match["end"]] == match["text"]


def test_what_corrects_a_figure_is_told_beside_it(searcher: Searcher) -> None:
    draft = "Storm Edda damaged 2,980 houses in Norway, the insurers' association says."
    figure = only(draft, searcher)
    assert figure.matches[0].article.path == "storm/third.md"
    note = figure.matches[0].correction
    assert note is not None
    assert note.text == "Correction: the storm damaged 298 houses in Norway, not 2,980"
    (row,) = to_row(draft, [figure])["claims"]
    assert row["matches"][0]["correction"]["article"] == "storm/putting-right.md"
    assert note.text in describe(draft, [figure], colour=False)
    mayors = only("Storm Edda damaged 312 houses in Norway, the mayor told reporters.", searcher)
    assert mayors.matches[0].correction is None


def test_what_corrects_a_quotation_is_told_beside_it(searcher: Searcher) -> None:
    quote = "Storm Edda damaged 2,980 houses in Norway, the insurers' association says"
    (match,) = check_quote(quote, searcher).matches
    assert match.correction is not None
    assert match.correction.article.path == "storm/putting-right.md"
    (match,) = check_quote("Claims are to be settled by the end of the year", searcher).matches
    assert match.correction is None
