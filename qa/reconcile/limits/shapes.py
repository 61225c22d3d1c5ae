"""What an answer is by its own form and where it stands, whatever its article tells of."""

import re

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.territories import territories
from qa.language.words import content_stems
from qa.reconcile.limits.published import in_byline, is_byline, is_dateline, is_place_line
from qa.reconcile.limits.siblings import CARDINALS
from qa.reconcile.statements import wanted_kinds
from qa.records import Answer, Statement
from qa.values import Kind

# Times that come to no day: "the end of the month", "every hour".
_TIME = re.compile(
    r"(?i)\b(?:(?:day|night|week|month|quarter|year|season|spring|summer|autumn|age|era|period|reign"
    r"|century|decade|war|episode|chapter|grade|hour|morning|afternoon|evening|weekend|weekday"
    r"|holiday)s?|dawn|dusk|noon|midday|midnight|sun(?:rise|set)|once|twice|daily|weekly|monthly"
    r"|yearly|annually|hourly|ages|medieval|ancient|centuries|childhood|antiquity|prehistor\w+"
    r"|renaissance|millenni(?:um|a)|dynasty|tenure|presidency|onwards?|(?:old|middle|new) kingdom"
    r"|infancy|adolescence|adulthood|birth|any\s?time|all times|always|never)\b"
    r"|^(?:if|after|before|when|while|until|till|since|during|once|following|as soon as)\b"
)
_COSTS_NOTHING = re.compile(
    r"(?i)\bfree\b|\bgratis\b|^nothing\b|\bno (?:charge|cost|fee|payment|money)\b"
)
# How many, how long and at what price, in no figure.
_VAGUE: dict[Asked | None, re.Pattern[str]] = {
    Asked.COUNT: re.compile(
        r"(?i)\b(?:several|(?<!as )many|few|numerous|dozens|hundreds|thousands|millions|countless"
        r"|any number|number of|once|twice|none|nobody|no one|pair|couple|both|neither)\b"
        r"|^(?:(?:only |just )?an? )?single\b|^no(?:t an?)?\b|^(?:only |just )?one\b(?! of\b)"
    ),
    Asked.DURATION: re.compile(
        r"(?i)\b(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries|generations"
        r"|(?:an?|one|half an?) (?:hour|day|week|month|year|decade|century|generation|lifetime)"
        r"|(?:hour|day|week|month|year|decade|century)-long|overnight|(?:for|throughout) life"
        r"|(?:all|whole|entire) (?:their|his|her|its|your|one's) li(?:fe|ves)"
        r"|lifelong|forever|indefinite(?:ly)?|permanent(?:ly)?)\b"
    ),
    Asked.MONEY: _COSTS_NOTHING,
    Asked.AMOUNT: _COSTS_NOTHING,  # "how much is the entry"
}
# What it costs: "how much is the tour", not "how much time".
_HOW_MUCH = re.compile(
    r"(?i)^\W*how\s+much(?:['’]?s|\s+(?:is|are|was|were))\b(?!.*\b(?:time|longer|older)\b)"
)
_OF_TIME = (Kind.DURATION, Kind.DATE, Kind.PERIOD, Kind.AGE)
_NAMING = (Asked.PERSON, Asked.PLACE, Asked.NAME)
# "Breed of the dogs", which no figure tells.
_CALLS = re.compile(
    r"(?i)^\W*(?:what(?:['’]?s|\s+(?:is|was|are|were))\s+)?(?:the\s+)?(?:[\w-]+\s+)?"
    r"(?:names?|breeds?|brands?|nicknames?|colou?rs?|surnames?|species|makers?)\s+of\b"
)
_TOWNS = re.compile(
    r"(?i)\b(?:what|which)\s+(?:[\w'’-]+\s+){0,2}?(?:cit(?:y|ies)|towns?|villages?)\b"
)
# Countries that are towns, or have one of their name.
_BOTH = frozenset(("SG", "MC", "VA", "SM", "LU", "DJ", "KW", "PA", "MX", "GT", "HK", "MO", "GI"))
_WRITES = re.compile(
    r"(?i)\b(?:wr[io]te\w*|written|writes|authors?|report\w*|journalist|by whom)\b"
)
_AGES = re.compile(r"(?i)\b(?:old|older|age|ages|aged|young|younger|born|birth\w*|years)\b")
_NOON = re.compile(r"(?i)\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b")
_COUNTS = re.compile(r"\d[\d,.]*\s[a-z]")
_FIGURE = re.compile(r"\d[\d,.]*")
_TITLED = re.compile(r"(?i)\b(?:call\w*|titled|named|album|film|novel|book|song)\W+$")
# "Who led it before Quist": not Quist.
_BESIDES = re.compile(
    r"(?i)\b(?:before|after|besides|other than|instead of|replac\w+|succeed\w*|took over from)"
    r"\s+(?P<names>[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*)?)\W*$"
)
_AGE = re.compile(r"\d{1,2}")
_NAMED = re.compile(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+,\s$")
_OF_YEARS = re.compile(  # "a student of 23"
    r"(?i)\b(?:an?|the)\s(?:[\w-]+\s){0,2}?(?:man|woman|boy|girl|student|pupil|teacher|farmer|nurse"
    r"|child|son|daughter|widow|widower|worker|clerk|driver|rider|player|lady|fellow|lad|youth)\sof\s$"
)
_NUMBER = re.compile(
    r"(?i)\b(?:atomic|shirt|squad|phone|telephone|house|room|flight|jersey|what|which|lucky)\snumber"
    r"|\b(?:position|chart\w*|rank\w*)\b"
)
_CALLED = re.compile(r"(?i)(?:\b(?:number|no\.|nr\.?)|#)\s?$")


class Shapes:
    """What form of answer a question asks for: a figure, a day, somebody's name."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        self._form, self._wanted = form, wanted_kinds(form)
        self._is_time = Kind.DATE in self._wanted
        self._asks_author = bool(_WRITES.search(question))
        self._asks_price = form.kind is Asked.AMOUNT and bool(_HOW_MUCH.match(question))
        self._asks_number = bool(_NUMBER.search(question))
        self._asks_age = bool(_AGES.search(question))
        self._asks_town = bool(_TOWNS.search(question))
        self._calls = bool(_CALLS.match(question))
        besides = _BESIDES.search(question) if form.kind is Asked.PERSON else None
        self._besides = besides["names"].casefold().split() if besides else []
        is_choice = " or " in question  # "who won, Vale or Orrin"
        self._asked = frozenset(() if is_choice else content_stems(question))

    def reason_against(self, statement: Statement) -> str | None:
        """No figure, where one is asked for; the day of publication; somebody's age."""
        answer = statement.answer
        if self._wanted and (reason := self._no_figure(statement)):
            return reason
        if self._asks_price and statement.value and statement.value.kind in _OF_TIME:
            return "a time, and no price"
        if reason := self._of_the_head(answer):
            return reason
        if _is_age(answer) and not self._asks_age:
            return "somebody's age"
        if self._form.kind in (Asked.PERSON, Asked.PLACE) and _is_number(answer.text):
            return "not a person" if self._form.kind is Asked.PERSON else "not a place"
        if self._asks_town and _is_country(answer.text):
            return "a country, and no town"
        if self._calls and _COUNTS.match(answer.text):
            return "counts something, and is no name"
        before = answer.article.text[answer.sentence[0] : answer.start]
        if self._calls and _FIGURE.fullmatch(answer.text) and not _TITLED.search(before):
            return "a figure, and no name"
        return "is what was asked about" if self._echoes(answer.text) else None

    def _no_figure(self, statement: Statement) -> str | None:
        """A label, a part of a date, or words, where a figure or a time is asked for."""
        answer = statement.answer
        if statement.value is None and not self._asks_number and _is_label(answer):
            return "a number by which something is called"
        if not self._is_time and _is_part_of_time(statement):
            return "part of a date"
        if not self._is_time and _NOON.match(answer.article.text, answer.start):
            return "a time of day"
        return self._without_figure(statement)

    def surely_no_figure(self, statement: Statement) -> str | None:
        """ "Significant", "at reasonable prices": a time or a measure may be told in any words."""
        may_be_words = self._is_time or self._form.kind is Asked.MEASURE
        return None if may_be_words else self._without_figure(statement)

    def _without_figure(self, statement: Statement) -> str | None:
        answer = statement.answer
        if not self._wanted or statement.value is not None or _has_digit(answer.text):
            return None
        said = _TIME if self._is_time else _VAGUE.get(self._form.kind)
        if said is not None and said.search(answer.text):
            return None
        return "not a time" if self._is_time else "not a figure"

    def _of_the_head(self, answer: Answer) -> str | None:
        """What the article's head says of the article."""
        kind = self._form.kind
        if self._is_time and is_dateline(answer):
            return "the day on which it was published"
        if kind in (Asked.PERSON, None) and is_place_line(answer):
            return "the place where it was written"
        is_author = kind in (Asked.PERSON, Asked.NAME) and is_byline(answer)
        if is_author or (in_byline(answer) and not self._asks_author):
            return "who wrote the article"
        return None

    def _echoes(self, text: str) -> bool:
        """Whether somebody or something named in answer stands in the question already."""
        if self._besides and _is_the_same(text.casefold().split(), self._besides):
            return True
        words = content_stems(text) if self._form.kind in _NAMING else ()
        return bool(words) and self._asked.issuperset(words)


def _is_the_same(name: list[str], other: list[str]) -> bool:
    """Whether two names may be one's: the same, or either the other's last: "Quist"."""
    shorter, longer = sorted((name, other), key=len)
    return name == other or (len(shorter) == 1 and longer[-1:] == shorter)


def _is_label(answer: Answer) -> bool:
    """Whether its number counts nothing: the 18 of "he takes the number 18"."""
    before = answer.sentence_text[: answer.start - answer.sentence[0]]
    return _has_digit(answer.text) and bool(_CALLED.search(before))


def _is_part_of_time(statement: Statement) -> bool:
    """Whether an answer is the 20 of "20 October 2023"."""
    value, answer = statement.value, statement.answer
    if value is None or value.first is None:
        return False
    return value.end - value.start > answer.end - answer.start


def _is_age(answer: Answer) -> bool:
    """Whether an answer is the 39 of "Ada Holm, 39, won" or of "a student of 39"."""
    at, sentence = answer.start - answer.sentence[0], answer.sentence_text
    before, after = sentence[:at], sentence[at + len(answer.text) :]
    if _AGE.fullmatch(answer.text) is None:
        return False
    if _OF_YEARS.search(before):
        return not re.match(r"\s(?!in\b|at\b|from\b|who\b|with\b|and\b)\w", after)
    return _NAMED.search(before) is not None and after.startswith(", ")


def _is_number(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None or text.casefold() in CARDINALS


def _is_country(text: str) -> bool:
    """Whether a text is a country's name, and no town's of that name too."""
    whole = (0, len(text))
    return any((one.start, one.end) == whole and one.code not in _BOTH for one in territories(text))


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)
