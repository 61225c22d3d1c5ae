"""The years and days that a question limits its answer to, and those of a statement."""

import datetime
import re

from qa.reconcile.figures import Figure, figure_of, values_of
from qa.reconcile.limits.asides import is_of_year_before
from qa.reconcile.limits.dated import date_of
from qa.reconcile.limits.months import Months
from qa.reconcile.limits.seasons import Seasons
from qa.reconcile.limits.setting import LOOKED_AT
from qa.reconcile.limits.weekdays import Weekdays
from qa.records import Answer, Statement

_YEAR = re.compile(r"(?<![\w.,$€£¥-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)")
_DECADE = re.compile(r"(?<![\w.,$€£¥-])(?:1[5-9]|20)\d0(?=['’]?s\b)")
_ORDINALS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(
    r"(?i)\b(?:(?P<word>(?a:first|second|third|fourth))[\s-](?P<part>quarter|half)"
    # "H2" may be a gas.
    r"|(?:Q(?P<of_four>[1-4])|H(?P<of_two>1|2(?=\W*$|\s(?:of\s)?\d{4}\b)))\b"
    r"|(?P<count>[1-4])(?:st|nd|rd|th)[\s-](?P<counted>quarter|half))"
)
_HALVES = 2
_WHOLE = re.compile(r"(?i)\b(?:whole|full|entire|all)\b(?: of)?(?: the)?(?: year| \d{4})|full-year")
_PAST = re.compile(
    r"(?i)^\W*(?:when|(?:in )?(?:what|which) (?:year|month|day))\s+(?:did|was|were)\b"
)
_DUE = re.compile(r"(?i)\b(?:due|plan\w*|schedul\w*|expect\w*|suppos\w*|forecast|meant|to)\b")
_SINCE = re.compile(r"(?i)\b(?:since|than(?: in)?)\s\d{4}\b")  # of them the year tells nothing
_SINCE_YEAR = re.compile(r"(?i)\bsince\s(\d{4})\b")
_COMPARED = re.compile(
    r"(?i)\b(?:compared (?:with|to)|than|than in|over|versus|vs\.?|against|from|on|since|after"
    r"|before|until)\s(?:the\s)?$"
)
_AGAINST = re.compile(
    r"(?i)\b(?:against|compared (?:with|to)|(?:up|down) from|versus|vs\.?)\s"
    r"(?:(?:about|some|around|just|nearly|almost|over|only|the|an?|more than)\s)*[$€£¥]?$"
)
_OPENS = re.compile(r"\W*In\s(\d{4})\b")
_LATE = datetime.timedelta(days=90)  # what is told without a day was not long ago
_A_YEAR = datetime.timedelta(days=360)
Quarter = tuple[str, int]  # "quarter" or "half", and its number


class Periods:
    """The years, their parts and the days that a question asks about."""

    def __init__(self, question: str) -> None:
        self._years = _years_of(question)
        decade = _DECADE.search(question)
        self._worded = f"the {decade[0]}s" if decade else str(min(self._years, default=""))
        self._quarters = find_quarters(question)
        since = _SINCE_YEAR.search(question)
        self._since = int(since[1]) if since else 0
        self._whole = bool(_WHOLE.search(question)) and not self._quarters
        self._months = Months(question)
        self._seasons = Seasons(question)
        self._weekdays = Weekdays(question)
        self._asks_past = bool(_PAST.search(question)) and not _DUE.search(question)

    def reason_against(self, statement: Statement) -> str | None:
        """A statement of 2021 where 2023 was asked about."""
        return (
            self._still_to_come(statement)
            or self._other_quarter(statement)
            or self._other_year(statement)
            or self._months.reason_against(statement)
            or self._seasons.reason_against(statement)
            or self._weekdays.reason_against(statement)
        )

    def _still_to_come(self, statement: Statement) -> str | None:
        """A day after its article, where it is asked when something happened."""
        time, written = statement.value, statement.answer.article.date
        if not self._asks_past or not written or not time or not time.first:
            return None
        return f"was still to come on {written}" if time.first > written + _LATE else None

    def _other_year(self, statement: Statement) -> str | None:
        if not self._years:
            return None
        answer = statement.answer
        written = answer.article.date
        if is_of_year_before(figure_of(statement), written, self._years):
            return None
        times = [
            (value.first.year, value.last.year)
            for value in values_of(answer.sentence_text, written)
            if value.first and value.last
        ]
        if not times:
            if not written:
                return self._untold(answer)
            times = [((written - _LATE).year, written.year)]
        if self._since and any(last >= self._since for _, last in times):
            return None
        if any(first <= year <= last for first, last in times for year in self._years):
            is_set_beside = _is_set_beside(figure_of(statement), self._years, written)
            other = written.year if written else "another year"
            return f"about {other}, not {self._worded}" if is_set_beside else None
        passage = answer.hit.passage
        own = _own_years(figure_of(statement), written)
        around = passage.context if own else f"{passage.context} {_beside(answer)}"
        if own and (opening := _OPENS.match(answer.sentence_text)) and int(opening[1]) in own:
            around = ""  # "In 2019 the hotels booked 61,000", under whichever masthead
        if self._years & _years_of(_SINCE.sub("", around)):
            return None
        year = own[0] if own else times[0][1]
        return f"about {year}, not {self._worded}"

    def _untold(self, answer: Answer) -> str | None:
        """Where neither a day of its own nor a word of it tells of the year that is asked about.

        Where it names no year at all, the month that is asked about may be of any.
        """
        told = f"{answer.hit.passage.context}\n{answer.article.text[:LOOKED_AT]}"
        years = _years_of(told)
        if years & self._years or (not years and self._months.are_asked):
            return None
        return f"does not name {self._worded}"

    def _other_quarter(self, statement: Statement) -> str | None:
        answer = statement.answer
        stated = find_quarters(answer.sentence_text)
        if self._whole and stated:
            return f"about the {_worded(min(stated))}, not the whole year"
        if not self._quarters or stated & self._quarters:
            return None
        if not stated:
            passage = answer.hit.passage
            stated = find_quarters(f"{passage.context}\n{passage.text}")
            if stated & self._quarters:
                return None
        if not stated:
            stated = find_quarters(answer.article.text[:1_500])
            if stated & self._quarters:
                return None
        if not stated:
            return self._whole_year(statement)
        return f"about the {_worded(min(stated))}, not the {_worded(min(self._quarters))}"

    def _whole_year(self, statement: Statement) -> str | None:
        """A figure of a whole year, where a part of it is asked about."""
        value, time = statement.value, date_of(statement)
        if value is None or value.first or not time or not time.first or not time.last:
            return None
        if time.last - time.first < _A_YEAR:
            return None
        sentence = statement.answer.sentence_text
        year = sentence[time.start : time.end]
        return f"about {year}, not the {_worded(min(self._quarters))}"


def _beside(answer: Answer) -> str:
    """The sentences of the passage around an answer's own, and that: a year further off is not it.

    Of an article without a date all of the passage.
    """
    passage, (start, end) = answer.hit.passage, answer.sentence
    if answer.article.date is None:
        return passage.text
    before = [one for one in passage.sentences if one[1] <= start][-2:]
    behind = [one for one in passage.sentences if one[0] >= end][:1]
    return " ".join(answer.article.text[slice(*one)] for one in (*before, (start, end), *behind))


def _is_set_beside(figure: Figure, years: set[int], written: datetime.date | None) -> bool:
    """Whether a figure is compared with another that alone is of these years.

    "Turnout was 48 percent, against 41 percent in 2016".
    """
    sentence = figure.sentence
    if not _AGAINST.search(figure.after):
        return False
    of_them = [one.start() for one in _YEAR.finditer(sentence) if int(one[0]) in years]
    if not of_them or min(of_them) <= figure.right or _own_years(figure, written):
        return False
    between = sentence[figure.right : min(of_them)]  # "up from 41 percent, in 2016": of the first
    return "," not in between and not _YEAR.search(between)


def _own_years(figure: Figure, written: datetime.date | None) -> list[int]:
    """The years that a figure's own words name as its time: "in the year to June 2022"."""
    return [
        value.last.year
        for value in values_of(figure.sentence, written)
        if value.first
        and value.last
        and figure.left <= value.start
        and value.end <= figure.right
        and _YEAR.search(figure.sentence[value.start : value.end])
        and not _COMPARED.search(figure.sentence[: value.start])
    ]


def _years_of(text: str) -> set[int]:
    """The years that a text names; of a decade, "the 1990s", every one."""
    decades = (int(first) for first in _DECADE.findall(text))
    years = {int(year) for year in _YEAR.findall(text)}
    return years.union(*(range(first, first + 10) for first in decades))


def find_quarters(text: str) -> set[Quarter]:
    """The quarters and halves of a year that a text names."""
    found = set()
    for match in _QUARTER.finditer(text):
        if match["word"]:
            number = _ORDINALS.index(match["word"].casefold()) + 1
        else:
            number = int(match["of_four"] or match["of_two"] or match["count"])
        short = "half" if match["of_two"] else "quarter"
        part = (match["part"] or match["counted"] or short).casefold()
        if part == "quarter" or number <= _HALVES:
            found.add((part, number))
    return found


def _worded(quarter: Quarter) -> str:
    return f"{_ORDINALS[quarter[1] - 1]} {quarter[0]}"
