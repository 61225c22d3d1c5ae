"""Times in texts: the days that they begin and end with."""

import datetime

import pytest

from qa.values import Kind, find_values
from tests.values import WRITTEN, only


def day(iso: str) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


DAYS = [
    ("Oct. 19", "2023-10-19", "2023-10-19"), ("Dec. 1", "2023-12-01", "2023-12-01"),
    ("October 26, 2021", "2021-10-26", "2021-10-26"), ("26th of October 2021", "2021-10-26",
     "2021-10-26"), ("2023-10-31", "2023-10-31", "2023-10-31"), ("31.10.2023", "2023-10-31",
     "2023-10-31"), ("Tuesday", "2023-10-31", "2023-10-31"), ("Wednesday", "2023-11-01",
     "2023-11-01"), ("last year", "2022-01-01", "2022-12-31"), ("next week", "2023-11-06",
     "2023-11-12"), ("since August", "2023-08-01", ""), ("in 2019", "2019-01-01", "2019-12-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"), ("yesterday", "2023-10-31", "2023-10-31"),
    ("two weeks ago", "2023-10-18", "2023-10-18"), ("Q3 2022", "2022-07-01", "2022-09-30"),
    ("the third quarter of 2013", "2013-07-01", "2013-09-30"), ("October 19-21, 2023",
     "2023-10-19", "2023-10-21"), ("from 26 June 2019 to 28 June 2020", "2019-06-26",
     "2020-06-28"), ("between April 2021 and July 2022", "2021-04-01", "2022-07-01"),
    ("the first nine months of the year", "2023-01-01", "2023-09-30"), ("before Sept 30", "",
     "2023-09-29"), ("October last year", "2022-10-01", "2022-10-31"), ("early 2019",
     "2019-01-01", "2019-04-30"), ("the first Friday of July", "2023-07-07", "2023-07-07"),
    ("the past two quarters", "2023-04-01", "2023-09-30"), ("Christmas 2015", "2015-12-25",
     "2015-12-25"), ("Friday, Oct. 20", "2023-10-20", "2023-10-20"), ("940 AD", "0940-01-01",
     "0940-12-31"), ("the 21st century", "2000-01-01", "2099-12-31"), ("week 31", "2023-07-31",
     "2023-08-06"), ("the rest of the year", "2023-11-01", "2023-12-31"),
    ("the remaining of the week", "2023-11-01", "2023-11-05"), ("the rest of this month",
     "2023-11-01", "2023-11-30"), ("the last week of this month", "2023-11-27", "2023-12-03"),
    ("the first month of next year", "2024-01-01", "2024-01-31"), ("the last month of 2015",
     "2015-12-01", "2015-12-31"), ("the first weekend of May", "2023-05-06", "2023-05-07"),
    ("between 2014-2018", "2014-01-01", "2018-01-01"), ("Monday to Friday", "2023-10-30",
     "2023-11-03"), ("May to July 2015", "2015-05-01", "2015-07-01"), ("between the 5th and the"
     " 10th", "2023-10-05", "2023-10-10"), ("from 2/10 - 3/1", "2023-02-10", "2023-03-01"),
    ("within the next 3 days", "2023-11-01", "2023-11-04"), ("less than 3 days after tomorrow",
     "2023-11-02", "2023-11-05"), ("more than two weeks ago", "", "2023-10-18"),
    ("next Easter", "2024-03-31", "2024-03-31"), ("last Christmas", "2022-12-25", "2022-12-25"),
    ("the following easter", "2024-03-31", "2024-03-31"), ("Halloween weekend 2021",
     "2021-10-30", "2021-10-31"), ("2017 april", "2017-04-01", "2017-04-30"),
    ("2016, November 10", "2016-11-10", "2016-11-10"), ("20161005", "2016-10-05", "2016-10-05"),
    ("2016-W10", "2016-03-07", "2016-03-13"), ("week 10 of 2016", "2016-03-07", "2016-03-13"),
    ("2016Q1", "2016-01-01", "2016-03-31"), ("Jun-21-2016", "2016-06-21", "2016-06-21"),
    ("21/Jun/16", "2016-06-21", "2016-06-21"), ("nineteen ninety-five", "1995-01-01",
     "1995-12-31"), ("in two thousand and eight", "2008-01-01", "2008-12-31"),
    ("the 90's", "1990-01-01", "1999-12-31"), ("the previous 4 business days", "2023-10-26",
     "2023-10-31"), ("two Sundays ago", "2023-10-22", "2023-10-22"), ("Friday, Jun 15",
     "2023-06-15", "2023-06-15"), ("Friday, Oct. 21", "2022-10-21", "2022-10-21"),
    ("Sunday 3 weeks after January 15th", "2024-02-04", "2024-02-04"), ("to date", "",
     "2023-11-01"), ("it ends in 2150", "2150-01-01", "2150-12-31"),
    ("the weekend of Nov. 4", "2023-11-04", "2023-11-05"), ("the week after next", "2023-11-13",
     "2023-11-19"), ("the month before last", "2023-09-01", "2023-09-30"), ("the first half of May",
     "2023-05-01", "2023-05-15"), ("from the 3rd to the 5th", "2023-10-03", "2023-10-05"),
    ("mothers day", "2023-05-14", "2023-05-14"), ("saint patrick day", "2023-03-17",
     "2023-03-17"), ("the class of '05", "2005-01-01", "2005-12-31"),
    ("2nd Jan 17", "2017-01-02", "2017-01-02"),
    ("the 3rd of the month", "2023-11-03", "2023-11-03"), ("the prior year", "2022-01-01",
     "2022-12-31"), ("next business day", "2023-11-02", "2023-11-02"),
    ("a week from Thursday", "2023-11-09",
     "2023-11-09"), ("since Dec. 1", "2022-12-01", ""), ("from January 2021 to March", "2021-01-01",
     "2021-03-01"), ("Monday to Wednesday next week", "2023-11-06", "2023-11-08"),
    ("the last quarter of 2018", "2018-10-01", "2018-12-31"), ("1Q19", "2019-01-01", "2019-03-31"),
    ("EOM", "2023-11-16", "2023-11-30"), ("5/6/2020-5/9/2020", "2020-05-06", "2020-05-09"),
    ("on 2016 10 16, it", "2016-10-16", "2016-10-16"), ("week ending 14 October", "2023-10-08",
     "2023-10-14"), ("2016 onwards", "2016-01-01", ""), ("a year and a half ago", "2022-05-01",
     "2022-05-01"), ("between 9/5 and 9/10", "2023-09-05", "2023-09-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_times(text: str, first: str, last: str) -> None:
    value = only(text)
    assert (value.first, value.last) == (day(first), day(last))
    assert value.kind is (Kind.DATE if value.first == value.last else Kind.PERIOD)


@pytest.mark.parametrize(
    "text",
    ["the Sunday after next", "the Friday before last", "Tuesday next", "Monday week",
     "that Monday", "Remembrance Sunday", "the week after Easter", "the 1800s", "Christmas week",
     "Labour Day 2019", "chinese new year 2018", "EOY 2021", "the past year", "in the last decade",
     "two and a half weeks ago", "three days after Easter", "Q1 FY2019", "2017/18"],
)  # fmt: skip
def test_a_time_that_may_be_another_stays_open(text: str) -> None:
    assert {(one.first, one.last) for one in find_values(text, WRITTEN)} <= {(None, None)}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Monday or Tuesday next week", ["", "2023-11-07"]), ("Q1 and Q2 2021", ["", "2021-04-01"]),
        ("sold 5 percent more than a year ago", ["2022-11-01"]),
    ],
)  # fmt: skip
def test_times_beside_each_other(text: str, days: list[str]) -> None:
    found = [one for one in find_values(text, WRITTEN) if one.kind in (Kind.DATE, Kind.PERIOD)]
    assert [one.first for one in found] == [day(one) for one in days]


@pytest.mark.parametrize(
    "text",
    ["Oct. 19", "last year", "Tuesday", "since August", "two weeks ago", "the fourth quarter",
     "Feb 30, 2020", "last fiscal year", "this summer", "FY2016", "next Easter", "to date",
     "5 business days ago", "two Sundays ago", "every Monday", "between the 5th and the 10th"],
)  # fmt: skip
def test_a_time_that_is_not_known_stays_open(text: str) -> None:
    value = only(text, None)
    assert (value.first, value.last) == (None, None)
    assert value.kind in (Kind.DATE, Kind.PERIOD)


def test_the_day_of_writing_may_be_a_time() -> None:
    moment = datetime.datetime(2023, 11, 1, 12, 0)
    assert find_values("yesterday", moment) == find_values("yesterday", moment.date())


def test_two_days_in_one_phrase_are_not_known() -> None:
    found = find_values("The board meets two months from today on Tuesday.", WRITTEN)
    assert [(one.first, one.last) for one in found] == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("text", "first"),
    [  # written on Wednesday, 1 November 2023
        ("The company will cut 500 jobs, it said on Tuesday.", "2023-10-31"),
        ("“We will win,” the coach told reporters on Sunday.", "2023-10-29"),
        ("He plans to appeal, his lawyer said on Thursday.", "2023-10-26"),
        ("The planned merger was rejected on Friday.", "2023-10-27"),
        ("The next meeting was cancelled on Monday.", "2023-10-30"),
        ("Due to heavy rain the match was called off on Saturday.", "2023-10-28"),
        ("The bridge was expected to open on Monday.", "2023-10-30"),
        ("He will be sentenced on Friday.", "2023-11-03"),
        ("The storm is expected to hit on Friday.", "2023-11-03"),
        ("It could arrive on Friday.", "2023-11-03"),
        ("He may resign on Friday.", "2023-11-03"),
        ("He is set to meet her on Friday.", "2023-11-03"),
        ("The deal is due on Friday.", "2023-11-03"),
        ("The court was told he would return on Friday.", "2023-11-03"),
    ],
)
def test_a_weekday_is_to_come_where_its_verb_is(text: str, first: str) -> None:
    found = [value for value in find_values(text, WRITTEN) if value.first]
    assert [value.first for value in found] == [day(first)]


@pytest.mark.parametrize("written", ["5500 to 3500 BCE", "between 5500 and 3500 BC", "44–12 BC"])
def test_years_before_an_era_are_one_period(written: str) -> None:
    (value,) = find_values(f"It dates from {written}.", None)
    assert (value.kind, value.end) == (Kind.PERIOD, len(f"It dates from {written}"))
    assert value.start <= len("It dates from between ")
