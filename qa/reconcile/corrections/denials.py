"""Which figures a note gives as wrong, which as right, and when it was written."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from index.records import Article
from index.splitting.sentences import split_sentences
from qa.reconcile.corrections.instead import instead_of
from qa.values import Value, find_values

_REACH = 160  # characters before and after a figure
_HEAD = 1_200  # characters of a note in which its day is looked for
_DAY = 40  # characters that a day takes
_LABEL = 80  # characters of a note within which its label ends, if it has one
_WRONG = (
    r"(?:wrong\w*|incorrect\w*|inaccura\w+|false|untrue|mistak\w+|erroneous\w*|(?:an )?error"
    r"|mis(?!sed\b)\w+ed)"
)
_ADVERB = r"(?:wrongly|incorrectly|inaccurately|mistakenly|erroneously|in error)"
_TOLD = r"(?:said|stated|gave|reported|wrote|claimed|listed|put)"
_EARLIER = r"(?:earlier|previous|original|initial|first)"
_TEXT = r"(?:article|version|headline|comment|caption|column|story|note)"
_ANY_TEXT = r"(?:report|piece|item|dispatch|(?:blog )?post|editorial|feature)"
_CLAUSE = r"(?:[^.;]|\.(?=\s?\d)|\.(?=\s+It\b))"  # "It said" goes on about what was wrong
# "An earlier version of this article said that 8,600", "we said that the margin was 8.9"
_WE_SAID = re.compile(
    rf"(?i)\b(?:we|(?:our|this|an?|the)(?: {_EARLIER})? {_TEXT}"
    rf"|(?:our|this)(?: {_EARLIER})? {_ANY_TEXT}|(?:an?|the) {_EARLIER} {_ANY_TEXT})\b"
    rf"{_CLAUSE}*?\b{_TOLD}\b(?P<said>(?:[^.;]|\.(?=\d))*)$"
)
# "was incorrectly given as 27", "misstated the number as 27"
_WRONGLY = re.compile(
    rf"(?i)\b(?:{_ADVERB}|(?:mis(?!sed\b)|over|under)\w+ed\b[^.;]*?\b(?:as|at|to be))\b"
    r"(?P<said>(?:[^.;]|\.(?=\d))*)$"
)
_SAID_TO_BE = re.compile(
    rf"(?i)\b{_WRONG}\b.*\b(?:was|were) (?:said|given|stated|reported|put)"
    r"(?: to be| as| at)\b(?P<said>(?:[^.;]|\.(?=\d))*)$",
    re.DOTALL,
)
_NOT = re.compile(  # "did not include the 27 injured" denies no figure
    r"(?i)\b(?:not(?! (?:say|state|mention|include|note|specify|reflect|report|count)\b)"
    r"|instead of|rather than|correct(?:s|ed)?\b[^.;]*\bfrom)\s+(?:[\w-]+\s+){0,2}$"
)
_TURNS = re.compile(  # to what is right: "said that 27 died, when in fact 25 did"
    r"(?i)\b(?:but|whereas|in fact|actually|should|when (?:it|the|there)|correct|right)\b"
    r"|\b(?:not|instead of|rather than)\s+(?:[\w-]+\s+){0,2}$"
)
_WAS_WRONG = re.compile(
    r"(?i)(?:(?!\b(?:and|but|while|earlier|previous|original)\b)[^.;,]){0,80}?"
    rf"\b(?:was|were|is|are)\s+(?:\w+ )?{_WRONG}\b"
    r"|[^.;]{0,120}?\bshould (?:instead )?(?:have|be|read)\b[^.;]{0,60}\d"
)
_AFFIRMS = re.compile(r"(?i)\b(?:were|was|are|is|remain) (?:right|correct|accurate|unaffected)\b")
# "The correct number is 25", "It is 25", "should have been given as 31"
_RIGHT = re.compile(
    r"(?i)(?:\b(?:correct|right|actual|true)\s+(?:\w+\s+){1,5}?(?:is|was|are|were)"
    r"|\bshould (?:instead )?(?:have|be|read)|(?:^|[.;]\s+)(?:It|There|They) (?:is|was|are|were))\b"
    r"[^.;]*$"
)
# "our report of 3 May": when that was is not what was wrong
_PUBLISHED = re.compile(
    rf"(?i)\b(?:{_TEXT}|{_ANY_TEXT})\s(?:of|on|from|dated|published)(?:\son)?\s+$"
)
# 'said that 329 billion yuan had been "seized"': that word was wrong, and not the figure
_WORDS_WRONG = re.compile(r"(?:[^.;\"“‘\d]|\.(?=\d))*[\"“‘](?:[^\W\d]|[ '’-])+[\"”’]")
_NOT_THEN = re.compile(r"(?i)\b(?:not|instead of|rather than)\s+(?:(?:on|in|at)\s+)?$")
_CHANGED = r"(?:corrected|updated|amended|revised|fixed|changed|clarified|retracted|withdrawn)"
_ON = re.compile(rf"(?i)\b(?:{_CHANGED}|added|appended)(?:\s+at\s[^.;]{{1,20}}?)?(?:\s+on)?\s+")
_PUT_RIGHT = re.compile(
    rf"(?i)\b(?:has|have|was|were|is|are)(?: now| since| also)*(?: been)?(?: now| since)?"
    rf" {_CHANGED}"
)
_NO_YEAR = re.compile(r"^(?=.*\d)(?!.*\d{4})")
_FIRST_WORD = re.compile(r"\W*\w+")  # "Updated May 3" is no name
_WRAP = re.compile(r"(?<=[\w,;])\n(?=[a-z\d$€£])")
_LABEL_END = re.compile(r"[:：](?!\d)|\n|\s[-–—]\s|—")


@dataclass(frozen=True, slots=True)
class Figures:
    """The values of a note, or of the beginning of a correction, with offsets in the article."""

    named: tuple[Value, ...]
    quoted: tuple[Value, ...]  # from what was wrong
    denied: tuple[Value, ...]  # of these what is itself given as wrong
    right: tuple[Value, ...]  # given as what is right, or said to have been right
    given: tuple[Value, ...]  # of these what is given as right
    instead: tuple[Value | None, ...]  # of each that is denied: what is given in its place


@lru_cache(maxsize=64)  # what corrects is found for one question after another
def read_figures(article: Article, start: int, end: int) -> Figures:
    """What a stretch of an article says of its figures."""
    text = unwrapped(article.text[start:end])
    values = find_values(text, article.date)
    quoted = [value for value in values if _is_wrong(text, value)]
    others = [value for value in values if value not in quoted]
    given = [value for value in others if _RIGHT.search(_before(text, value.start))]
    affirmed = [
        (one, other)
        for one, other in split_sentences(text)
        if _AFFIRMS.search(text[one:other]) and not re.search(r"(?i)\bnot\b", text[one:other])
    ]
    right = [
        value
        for value in others
        if value in given or any(one <= value.start < other for one, other in affirmed)
    ]
    pairs = [(value, instead_of(value, quoted, values, given, text)) for value in quoted]
    pairs = [(one, other) for one, other in pairs if other or not _WORDS_WRONG.match(text, one.end)]
    return Figures(
        _moved(values, start),
        _moved(quoted, start),
        _moved([one for one, _ in pairs], start),
        _moved(right, start),
        _moved(given, start),
        tuple(other.moved(start) if other else None for _, other in pairs),
    )


def _is_wrong(text: str, value: Value) -> bool:
    """Whether the words around a value of a note give it as what was wrong."""
    if value.is_time:
        before = _before(text, value.start)
        if _PUBLISHED.search(before):
            return False
        if _NOT_THEN.search(before):
            return True
    return is_denied(text, value.start, value.end, _counts(value))


def unwrapped(text: str) -> str:
    """A text with its lines joined where they only wrap; offsets stay."""
    return _WRAP.sub(" ", text)


def is_denied(text: str, start: int, end: int, is_figure: bool = False) -> bool:
    """Whether the words around a slice of a note give it as what was wrong."""
    before, after = _before(text, start), text[end : end + _REACH]
    is_instead = is_figure and bool(_NOT.search(before) or _WAS_WRONG.match(after))
    for pattern in (_WE_SAID, _WRONGLY, _SAID_TO_BE):
        found = pattern.search(before)
        if found and "should" in found[0].casefold():
            return is_instead  # "we should have said 25, not 27"
        if found and not _TURNS.search(found["said"]):
            return True
        if found and pattern is _WE_SAID:
            return False  # "said 27 instead of 25": the second is right
    return is_instead


def is_put_right(note: str) -> bool:
    """Whether a note says that the text is right as it stands now."""
    return bool(_PUT_RIGHT.search(note))


def written_on(article: Article, start: int, end: int) -> datetime.date | None:
    """The day of a note: as its label or "updated on" tells, else of its article."""
    note = article.text[start : min(end, start + _HEAD)]
    label = _LABEL_END.search(note, 1, _LABEL)
    word = _FIRST_WORD.match(note)
    days = _days(note[word.end() if word else 0 : label.start()], article.date) if label else []
    for found in _ON.finditer(note):
        days += _days(note[found.end() : found.end() + _DAY], article.date, at_once=True)
    known = [day for day in (*days, article.date) if day]
    return max(known, default=None)


def _days(text: str, published: datetime.date | None, at_once: bool = False) -> list[datetime.date]:
    """The days in a text; `at_once`: that it begins with."""
    return [
        _not_before(published, value.first, text[value.start : value.end])
        for value in find_values(text, published)
        if value.first and not (at_once and value.start)
    ]


def _not_before(published: datetime.date | None, day: datetime.date, said: str) -> datetime.date:
    """A day that is said without its year, after its article: "Updated May 3", of 20 April."""
    if published and day < published and _NO_YEAR.search(said):
        return day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))
    return day


def _counts(value: Value) -> bool:
    """Whether a value is a figure that can be wrong: "ten times too large" says how wrong."""
    return not (value.is_time or value.unit == "times")


def _before(text: str, place: int) -> str:
    return text[max(0, place - _REACH) : place]


def _moved(values: list[Value], by: int) -> tuple[Value, ...]:
    return tuple(value.moved(by) for value in values)
