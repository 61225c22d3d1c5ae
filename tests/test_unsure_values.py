"""What stands beside a value and may change it leaves it open or untold; other words do not."""

import datetime

import pytest

from qa.values import Kind, Value, find_values

WRITTEN = datetime.date(2013, 2, 12)  # a Tuesday


def at(text: str, part: str) -> list[Value]:
    start = text.index(part)
    found = find_values(text, WRITTEN)
    return [one for one in found if one.start < start + len(part) and one.end > start]


def days(text: str, part: str) -> list[tuple[datetime.date | None, datetime.date | None]]:
    return [(one.first, one.last) for one in at(text, part)]


OPEN = [
    # Before it stands what takes a part of it, or says which one it is.
    ("the tenth sitting day of May 2012", "May 2012"), ("the 12 days of Christmas", "Christmas"),
    ("the remaining 3 weeks of 2012", "2012"), ("the balance of the year", "year"),
    ("quarter 2 2012", "2012"), ("report 5H 2012", "2012"),
    ("the Friday before the vote", "Friday"), ("the Tuesday after Labor Day", "Tuesday"),
    ("a week on Monday", "Monday"), ("two weeks Monday", "Monday"), ("31 September 2012", "2012"),
    ("Orthodox Christmas 2012", "Christmas 2012"), ("every June 5th", "June 5th"),
    ("pre-2012 houses", "2012"), ("on leap day 2012", "2012"), ("the New Year 2012", "2012"),
    ("this month's first Friday", "Friday"), ("7.-10.08.2012", "10.08.2012"),
    ("the last of the month", "month"),
    # After it stands what goes on with it.
    ("last weekend but one", "last weekend"), ("January 3rd, twenty oh twelve", "twelve"),
    ("on 3 May, 12", "3 May"), ("since 2001-09", "2001"), ("the 2012 tax year", "2012"),
    ("in 2012+", "2012"), ("2010's best film", "2010"), ("this week-end", "this week"),
    ("in 1440 AH", "1440"),
    ("next week's Friday", "next week"), ("Jul 18, Fri", "Jul 18"), ("the 2012 summer", "2012"),
    ("on Monday in two weeks", "Monday"), ("October. 2", "October"),
    # Two in one phrase that do not go together.
    ("in 2011 in May", "May"), ("last year in August", "August"), ("by EOY 2015", "EOY"),
    ("between May 2012 and whenever", "May 2012"), ("in May, June and July 2012", "May"),
    ("on 5 May and 7 June 2012", "5 May"), ("January/February 2012", "January"),
    ("until two days before Christmas", "before Christmas"), ("mid to late May 2012", "May 2012"),
    ("first to third quarter of 2012", "2012"), ("Q1-3 2012", "2012"),
    ("in nineteen sixty-something", "nineteen"), ("the autumn term 2012", "2012"),
    ("the first and second weeks of May", "May"), ("The same year, Anna left.", "same year"),
    ("after the 1905-7 revolution", "1905-7"), ("on Black Tuesday", "Tuesday"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part"), OPEN, ids=[text for text, _ in OPEN])
def test_times_are_left_open_where_something_unread_may_change_them(text: str, part: str) -> None:
    assert all(day == (None, None) for day in days(text, part))


KNOWN = [
    ("In 2012 three men were held.", "2012", "2012-01-01", "2012-12-31"),
    ("On Monday two men were held.", "Monday", "2013-02-11", "2013-02-11"),
    ("The month of May 2012 was wet.", "May 2012", "2012-05-01", "2012-05-31"),
    ("It sold 400 last year.", "last year", "2012-01-01", "2012-12-31"),
    ("I bought it for $12 December 27", "December 27", "2012-12-27", "2012-12-27"),
    ("He came second last year.", "last year", "2012-01-01", "2012-12-31"),
    ("The last year's winner was there in 2011, 2010 and 2009.", "2010", "2010-01-01",
     "2010-12-31"),
    ("A year ago today they met.", "A year ago", "2012-02-12", "2012-02-12"),
    ("26 rainless days since July 25, 2012", "since July 25, 2012", "2012-07-25", ""),
    ("Two people died on Friday after the vote.", "Friday", "2013-02-08", "2013-02-08"),
    ("On Oct. 5, 12 people died.", "Oct. 5", "2012-10-05", "2012-10-05"),
    ("In July police seized 120 phones and in August 300.", "August", "2012-08-01", "2012-08-31"),
    ("It fell from 90 % in the 1980s to 33 %.", "1980s", "1980-01-01", "1989-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "first", "last"), KNOWN, ids=[row[0] for row in KNOWN])
def test_times_are_told_where_what_stands_beside_them_is_of_something_else(
    text: str, part: str, first: str, last: str
) -> None:
    told = [(str(a or ""), str(b or "")) for a, b in days(text, part)]
    assert told == [(first, last)]


UNTOLD = [
    "one twenty two", "two fifty", "one oh one", "two double zero", "one point two point three",
    "3 gazillion", "10³", "√16", "2^400",
    "forty-something", "the eighteen hundreds", "a.5", "x+5+6/7", "3 million 4",
    "half six", "2ten", "30-something", "1m80", "$10s",
]  # fmt: skip


@pytest.mark.parametrize("text", UNTOLD)
def test_a_number_is_not_told_by_a_part_of_it(text: str) -> None:
    whole = [one for one in find_values(text) if one.kind is not Kind.PERIOD]
    assert [text[one.start : one.end] for one in whole if one.end - one.start < len(text) - 4] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("completing 281 out of 451 passes", 2),
        ("There are 3, 4 and 5.", 3),
        ("4000 3 hundred and 21 are two", 3),
        ("**12381.** The number", 1),
        ("... 10 km on", 1),
        ("He ran 12 x 8 feet", 2),
        ("In the second half 3 goals fell.", 1),
        ("paid three thousand dollars two hundred times", 2),
        ("the 5 T20 games", 1),
    ],
)
def test_a_number_is_told_where_what_stands_beside_it_is_another(text: str, count: int) -> None:
    assert len(find_values(text)) == count


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("she is 5'11\" tall", 5 + 11 / 12, "foot"), ("6 ft. 2 in.", 6 + 2 / 12, "foot"),
        ("6 ft 4 1/2 in", 6.375, "foot"), ("12st 4lb", 12 + 4 / 14, "stone"),
        ("nine stone ten", 9 + 10 / 14, "stone"), ("it took 3h15", 3.25, "hour"),
        ("an hour and three quarters", 1.75, "hour"), ("a month and a week", 37 / 30, "month"),
        ("nine and three quarter inches", 9.75, "inch"), ("a dollar twenty-five", 1.25, "USD"),
        ("nine pounds ninety-nine", 9.99, "GBP"), ("a 1-in-5 chance", 0.2, None),
        ("three thousand millions", 3e9, None), ("two to three hundred", None, None),
        ("1 point 5", 1.5, None), ("8,5 million", 8.5e6, None), ("five k", 5000, None),
        ("five below zero", -5, None), ("three quarter million", 750000, None),
    ],
)  # fmt: skip
def test_numbers_with_what_is_added_to_them(
    text: str, value: float | None, unit: str | None
) -> None:
    (found,) = find_values(text)
    assert found.value == (None if value is None else pytest.approx(value))
    assert found.unit == unit
    if value is None:
        assert (found.low, found.high) == (200, 300)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the first half of the 19th century", "1800-01-01", "1849-12-31"),
        ("the third decade of the 20th century", "1920-01-01", "1929-12-31"),
        ("the eve of Christmas 2012", "2012-12-24", "2012-12-24"),
        ("the second Saturday after Easter 2012", "2012-04-21", "2012-04-21"),
        ("the second to last day of August 2012", "2012-08-30", "2012-08-30"),
        ("the 90th day of 2010", "2010-03-31", "2010-03-31"),
        ("next year's Easter", "2014-04-20", "2014-04-20"),
        ("W10 2012", "2012-03-05", "2012-03-11"), ("1H 2012", "2012-01-01", "2012-06-30"),
        ("from '05 to '10", "2005-01-01", "2010-01-01"),
        ("28 Feb, two thousand and three", "2003-02-28", "2003-02-28"),
        ("A.D. 1215", "1215-01-01", "1215-12-31"), ("Fri, the 15th", "2013-02-15", "2013-02-15"),
        ("the 15th and the 16th of May 2012", "2012-05-15", "2012-05-15"),
        ("May 2nd til May 9th", "2013-05-02", "2013-05-09"),
        ("08/12, 2012", "2012-08-12", "2012-08-12"), ("later today", "2013-02-12", "2013-02-12"),
        ("Q1 2011 to last quarter 2012", "2011-01-01", "2012-10-01"),
        ("2012's second half", "2012-07-01", "2012-12-31"),
        ("2012's best films", "2012-01-01", "2012-12-31"),
        ("between Xmas and New Year's Eve 2009", "2009-12-25", "2009-12-31"),
        ("from Christmas to Easter 2012", "2011-12-25", "2012-04-08"),
        ("this year's second half", "2013-07-01", "2013-12-31"),
        ("since at least 2012", "2012-01-01", "None"),
        ("from late 2011 to early 2012", "2011-09-01", "2012-01-01"),
    ],
)  # fmt: skip
def test_times_of_odder_forms(text: str, first: str, last: str) -> None:
    found = find_values(text, WRITTEN)[0]
    assert (str(found.first), str(found.last)) == (first, last)


def test_what_lasts_is_no_time_before_today() -> None:
    (found,) = find_values("The talks are due to last three days.", WRITTEN)
    assert (found.kind, found.value, found.first) == (Kind.DURATION, 3, None)
