"""What is news of an answer, and because of which article."""

from collections.abc import Mapping
from dataclasses import asdict, replace

import pytest

from qa.watch.compare import causes_between, compare
from qa.watch.records import Difference, How, Place, PlainValue, Said, Standing

BEFORE = {"a.txt": "1", "b.txt": "1", "c.txt": "1"}


def said(
    answer: str, *paths: str, value: PlainValue = None, unit: str | None = None, note: str = ""
) -> Said:
    places = tuple(Place(path, 0, len(answer), answer, f"{answer}.") for path in paths)
    notes = (Place(note, 0, 1, "!", "!"),) if note else ()
    return Said(answer, value, unit, None, bool(note), places, notes)


def standing(*groups: Said) -> Standing:
    paths = {place.article for group in groups for place in group.places}
    return Standing(groups, len(groups) == 1 if len(paths) > 1 else None)


def news(
    was: Standing, now: Standing, after: Mapping[str, str] = BEFORE
) -> tuple[Difference | None, Standing]:
    return compare(was, now, causes_between(BEFORE, after))


def told(difference: Difference | None) -> dict[str, str]:
    assert difference is not None
    return {cause.place.article: cause.how.value for cause in difference.because}


FOUR, FIVE = said("400", "a.txt", value=400.0), said("500", "b.txt", value=500.0)


def test_a_new_article_with_another_figure() -> None:
    five = said("500", "d.txt", value=500.0)
    found, kept = news(standing(FOUR), standing(five, FOUR), {**BEFORE, "d.txt": "1"})
    assert told(found) == {"d.txt": "added"}
    assert found
    assert (found.is_answer, found.came, found.went, found.agree) == (True, (five,), (), True)
    assert kept == standing(five, FOUR)


def test_a_figure_that_rose_from_day_to_day_does_not_differ_from_the_earlier() -> None:
    five, after = said("500", "d.txt", value=500.0), {**BEFORE, "d.txt": "1"}
    rose = replace(standing(five, FOUR), over_time=True)
    found, kept = news(standing(FOUR), rose, after)
    assert found
    assert (found.came, found.agree, kept.over_time) == ((five,), False, True)
    found, _ = news(
        standing(FIVE, FOUR), replace(standing(five, FIVE, FOUR), over_time=True), after
    )
    assert found is None  # another article that gives 500
    six = said("600", "d.txt", value=600.0)
    found, _ = news(standing(FIVE, FOUR), replace(standing(six, FIVE, FOUR), over_time=True), after)
    assert found
    assert found.agree  # they differed, and now it is a figure that rose
    plain = asdict(kept)
    assert Standing.from_plain(plain) == kept
    del plain["over_time"]  # kept by a watch that did not know it
    assert not Standing.from_plain(plain).over_time


def test_a_figure_that_fell_and_now_rose_is_news_and_one_of_which_that_is_not_known_none() -> None:
    fell = replace(said("24 percent", "a.txt", value=24.0, unit="%"), change="down")
    rose = replace(fell, change="up")
    found, _ = news(standing(fell), standing(rose), {**BEFORE, "a.txt": "2"})
    assert found
    assert found.is_answer
    kept_before = replace(fell, change=None)  # by a watch that did not know it
    assert news(standing(kept_before), standing(rose), {**BEFORE, "a.txt": "2"})[0] is None
    least, most = replace(FOUR, low=400.0), replace(FOUR, high=400.0)
    found, _ = news(standing(least), standing(most), {**BEFORE, "a.txt": "2"})
    assert found
    assert found.is_answer


def test_an_article_that_is_edited_and_one_that_goes() -> None:
    edited = said("500", "a.txt", value=500.0)
    found, _ = news(standing(FOUR), standing(edited), {**BEFORE, "a.txt": "2"})
    assert told(found) == {"a.txt": "changed"}
    found, _ = news(standing(FOUR), standing(), {"b.txt": "1", "c.txt": "1"})
    assert told(found) == {"a.txt": "removed"}
    assert found
    assert found.is_answer
    found, _ = news(standing(), standing(FOUR), {**BEFORE, "a.txt": "2"})
    assert told(found) == {"a.txt": "changed"}


def test_what_comes_or_goes_beside_the_answer_needs_an_article() -> None:
    """What is just found and just missed moves with every article that comes."""
    found, kept = news(standing(FOUR), standing(FOUR, FIVE))
    assert found is None
    assert kept == standing(FOUR, FIVE)
    found, faded = news(standing(FOUR, FIVE), standing(FOUR), {**BEFORE, "d.txt": "1"})
    assert found is None
    assert [one.faded for one in faded.groups] == [False, True]
    assert faded.agree is None
    found, kept = news(faded, standing(FOUR, FIVE))
    assert found is None
    assert not any(one.faded for one in kept.groups)
    found, kept = news(faded, standing(FOUR), {"a.txt": "1", "c.txt": "1"})
    assert told(found) == {"b.txt": "removed"}
    assert found
    assert not found.is_answer
    assert [one.answer for one in found.went] == ["500"]
    assert kept == standing(FOUR)


def test_another_first_answer_is_told_though_no_article_behind_it_changed() -> None:
    found, _ = news(standing(FOUR, FIVE), standing(FIVE, FOUR), {**BEFORE, "d.txt": "1"})
    assert found == Difference(True, (), (), (), (), False, ())
    found, _ = news(standing(FOUR), standing())
    assert found == Difference(True, (), (), (), (), False, ())


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (said("4,666", "a.txt", value=4666.0), said("4666 suspects", "b.txt", value=4666.0)),
        (said("the Ministry", "a.txt"), said("ministry", "b.txt")),
        (said("13 to 15", "a.txt", value=[13.0, 15.0]), said("13-15", "b.txt", value=[13.0, 15.0])),
        (said("May 2", "a.txt", value="2023-05-02"), said("2 May", "c.txt", value="2023-05-02")),
    ],
)
def test_the_same_in_other_words_is_no_news(was: Said, now: Said) -> None:
    after = {**BEFORE, "a.txt": "2", "b.txt": "2", "c.txt": "2"}
    assert news(standing(was), standing(now), after)[0] is None


def test_a_longer_wording_by_an_article_that_was_there_is_no_news() -> None:
    was, now = said("Kapoor", "a.txt"), said("Raj Kapoor", "b.txt")
    assert news(standing(was), standing(now), BEFORE)[0] is None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (said("4,666", "a.txt", value=4666.0), said("4,667", "a.txt", value=4667.0)),
        (said("12 km", "a.txt", value=12.0, unit="km"), said("12", "a.txt", value=12.0)),
        (said("Raj Kapoor", "a.txt"), said("Dev Anand", "a.txt")),
        (said("approved", "a.txt"), said("not approved", "a.txt")),
        (said("Li", "a.txt"), said("Li and Wang", "b.txt")),
        (
            said("13 to 15", "a.txt", value=[13.0, 15.0]),
            said("over 13", "a.txt", value=[13.0, None]),
        ),
        (said("some", "a.txt"), said("40", "a.txt", value=40.0)),
    ],
)
def test_what_says_another_thing_is_news(was: Said, now: Said) -> None:
    found, _ = news(standing(was), standing(now), {**BEFORE, "a.txt": "2"})
    assert found
    assert found.is_answer


def test_an_article_that_says_it_no_more_is_told_as_it_was() -> None:
    """Its place is one of a text that is gone."""
    found, _ = news(standing(FOUR, FIVE), standing(FOUR), {**BEFORE, "b.txt": "2"})
    assert found
    assert [(each.how, each.is_past) for each in found.because] == [(How.CHANGED, True)]
    edited = replace(said("450", "a.txt", value=450.0))
    found, _ = news(standing(FOUR), standing(edited), {**BEFORE, "a.txt": "2"})
    assert found
    assert [(each.place.text, each.is_past) for each in found.because] == [("450", False)]
    found, _ = news(standing(FOUR), standing(), {"b.txt": "1", "c.txt": "1"})
    assert found
    assert [(each.how, each.is_past) for each in found.because] == [(How.REMOVED, True)]


def test_of_an_article_that_says_it_still_the_place_is_where_it_does() -> None:
    moved = Place("a.txt", 90, 93, "400", "400.")
    still = replace(FOUR, places=(moved,))
    came = said("700", "d.txt", value=700.0)
    after = {**BEFORE, "a.txt": "2", "d.txt": "1"}
    found, _ = news(standing(FOUR), standing(came, still), after)
    assert found
    assert [(each.place, each.is_past) for each in found.because] == [
        (came.places[0], False),
        (moved, False),
    ]


def test_a_group_may_be_worded_by_another_of_its_articles() -> None:
    """Round figures and exact ones stand in one group; a new article's figure is news."""
    round_, exact = (
        said("about 400", "a.txt", value=400.0),
        said("402", "b.txt", value=402.0),
    )
    both = replace(round_, places=round_.places + exact.places)
    other = replace(exact, places=exact.places + round_.places)
    assert news(standing(both), standing(other))[0] is None
    came = said("402", "d.txt", value=402.0)
    new = replace(came, places=came.places + round_.places)
    found, _ = news(standing(round_), standing(new), {**BEFORE, "d.txt": "1"})
    assert told(found) == {"d.txt": "added"}
    assert found
    assert found.is_answer


def test_a_note_that_corrects_the_answer_is_news_and_its_withdrawal() -> None:
    noted = said("400", "a.txt", value=400.0, note="d.txt")
    after = {**BEFORE, "d.txt": "1"}
    found, _ = news(standing(FOUR), standing(noted), after)
    assert told(found) == {"d.txt": "added"}
    assert found
    assert (found.is_answer, found.corrected, found.restored) == (False, (noted,), ())
    found, _ = compare(standing(noted), standing(FOUR), causes_between(after, BEFORE))
    assert told(found) == {"d.txt": "removed"}
    assert found
    assert (found.corrected, found.restored) == ((), (noted,))
    assert news(standing(noted), standing(noted), after)[0] is None


def test_a_second_article_that_agrees_is_no_news() -> None:
    both = said("400", "a.txt", "d.txt", value=400.0)
    assert news(standing(FOUR), standing(both), {**BEFORE, "d.txt": "1"})[0] is None


def test_what_cannot_be_asked() -> None:
    error = Standing(error="No article is from the source S.")
    found, kept = news(standing(FOUR), error, {"b.txt": "1", "c.txt": "1"})
    assert told(found) == {"a.txt": "removed"}
    assert kept is error
    assert news(error, Standing(error="Another reason."))[0] is None
    found, _ = news(error, standing(), {**BEFORE, "d.txt": "1"})
    assert found
    assert found.because == ()


def test_what_becomes_of_an_article() -> None:
    find = causes_between(BEFORE, {"a.txt": "1", "b.txt": "2", "d.txt": "1"})
    places = [Place(f"{name}.txt", 0, 1, "x", "x") for name in "abcda"]
    assert [(cause.place.article, cause.how) for cause in find(places)] == [
        ("b.txt", How.CHANGED),
        ("c.txt", How.REMOVED),
        ("d.txt", How.ADDED),
    ]
