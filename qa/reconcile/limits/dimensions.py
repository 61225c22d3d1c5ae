"""What a question measures, or whom or where it asks for, and an answer of another sort."""

import re

from qa.language.question import Kind as Asked
from qa.language.question import QuestionForm
from qa.language.words import is_plural, singular, stem
from qa.reconcile.figures import values_of
from qa.reconcile.limits.people import ALL_PEOPLE
from qa.reconcile.limits.sums import asks_sum, is_no_sum
from qa.reconcile.units import dimension_of
from qa.records import Statement
from qa.values import Kind

_LENGTH = frozenset(("length",))
_SIZES = {
    **dict.fromkeys(("deep", "depth", "tall", "wide", "width", "thick", "altitude"), _LENGTH),
    **dict.fromkeys(("elevation", "diameter", "height"), _LENGTH),
    **dict.fromkeys(("length", "far", "distance"), frozenset(("length", "time"))),
    **dict.fromkeys(("heavy", "weight", "mass"), frozenset(("mass",))),
    **dict.fromkeys(("fast", "speed"), frozenset(("speed", "time"))),
    "high": frozenset(("length", "temperature", "speed", "time")),
    **dict.fromkeys(("hot", "cold", "warm", "temperature"), frozenset(("temperature",))),
}
# What a figure's next word says that it is, and by which words that is asked for.
_SAID = {
    **dict.fromkeys(("long",), frozenset(("length", "far", "distance"))),
    **dict.fromkeys(("wide", "across"), frozenset(("wide", "width", "diameter"))),
    **dict.fromkeys(("high", "tall"), frozenset(("high", "tall", "height", "elevation"))),
    "deep": frozenset(("deep", "depth")),
    "thick": frozenset(("thick",)),
}
_NEXT = re.compile(rf"\s(?P<said>{'|'.join(_SAID)})\b")
_ASKS = re.compile(
    r"(?i)^\W*(?:how\s+(?P<how>far(?!\s+(?:down|up|along|ahead|behind)\b)|(?!far\b)\w+)\b(?!\s+back\b)"
    r"|(?:what\s+(?:is|was|are|were)\s+)?(?:the\s+)?(?:\w+\s+)?"
    rf"(?P<size>{'|'.join(_SIZES)})\s+(?:of|from|to|between|in|at)\b"
    rf"|(?:at\s+)?(?:what|which)\s+(?P<what>{'|'.join(_SIZES)})\s+"
    r"(?:is|was|are|were|do|does|did|can|could|has|had|have|will|would|must)\b)"
)
_LASTS = re.compile(  # what follows is no length
    r"(?i)^\W*how\s+long\s+(?:(?:has|have|had)\b.*\bbeen\b"
    r"|(?:did|do|does|will|would|must|can|could|should)\b"
    r".*\b(?:take|last|wait|stay|live|serve|work|rule|reign)\b)"
)
# What has a length, and lasts no time: "how long is the new tram line". Routes and trails may.
_STRETCH = re.compile(
    r"(?i)^\W*how\s+long\s+(?:is|was|are|were)\s+"
    r"(?:(?!without\b|with\b|of\b|on\b|off\b|in\b|at\b|by\b|for\b|from\b|to\b|people\b"
    r"|down\b|up\b|along\b|across\b|over\b|through\b)[\w'’-]+\s+){0,5}?"
    r"(?:lines?|bridges?|roads?|tunnels?|rivers?|walls?|canals?|beach|coast(?:line)?|borders?"
    r"|fences?|piers?|runways?|pipelines?|railways?|motorways?|highways?|cables?|snakes?|whales?"
    r"|streets?)"
    r"(?:\W*$|\s+(?:from|between|of|to|in|on|at|near|through)\b)"
)
# A length is one of these only where its sentence says so: "2,650 metres" may be long.
_SHOWN = {
    **dict.fromkeys(
        ("wide", "width"),
        re.compile(r"(?i)\b(?:wid\w*|broad\w*|breadth|across|span\w*|narrow\w*)\b"),
    ),
    **dict.fromkeys(
        ("deep", "depth"),
        re.compile(
            r"(?i)\b(?:deep\w*|depths?|d[io]v\w+|plung\w*|bottom|bed|drill\w*|dug|buried|sank|sunk"
            r"|descend\w*|shallow\w*|(?:below|beneath|under)\s(?:the\s)?"
            r"(?:sea|ground|surface|water))\b"
        ),
    ),
}
# "How high is the fee" asks for no height; of these it asks for one.
_RISES = re.compile(
    r"(?i)^\W*how\s+high\s+(?:up\b|.*\b(?:mount|mountains?|monte|hills?|peaks?|summit|towers?|walls?"
    r"|dams?|bridges?|pass|waterfalls?|trees?|fences?|cliffs?|masts?|statues?|waves?|volcano)\b)"
)
_HOW_OLD = re.compile(r"(?i)^\W*how\s+old\b")
_LASTING = re.compile(r"(?i)\b(?:for|in|within|over|after|every|during)\s+(?:the\s+)?(?:\w+\s+)?$")
_HELD = re.compile(r"(?i)\s(?:in|of)\s(?:prison|jail|custody|detention|exile|office|probation)\b")
_SENTENCED = re.compile(
    r"(?i)\b(?:sentenced\b[^.;]{0,60}\sto|gets?|got|given|jailed|serv\w+|banned|suspended)\s"
    r"(?:[a-z]+\s){0,2}$"
)
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_AT = re.compile(r"(?i)\b(?:at|by|since|until|till|before|after)\s+(?:about\s+|around\s+)?$")
_AGAINST = re.compile(r"(?i)\bagainst (?:the )?(dollar|euro|pound|yen|yuan|franc|rouble|ruble)\b")
_PER = re.compile(r"(?i)\bper\s+([a-z]+)")
_MILLION = 1_000_000
_TIMES = frozenset((Kind.DATE, Kind.PERIOD, Kind.DURATION))
_NO_SIZES = {
    Kind.MONEY: "a sum of money",
    Kind.SHARE: "a share",
    Kind.DATE: "a day",
    Kind.PERIOD: "a time",
}
_NOT = {
    Asked.PLACE: ("not a place", _TIMES | {Kind.MONEY, Kind.SHARE}),
    Asked.PERSON: ("not a person", _TIMES | {Kind.MONEY, Kind.SHARE, Kind.MEASURE}),
}
_WHICH = re.compile(  # "in which prison did": a time is none
    r"(?i)^\W*(?:(?:in|at|from|to|on|by|for|of|with|under)\s+)?which\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<noun>prison|jail|hotel|restaurant|airport|station|stadium|arena|theatre|theater|museum"
    r"|street|road|river|lake|mountain|harbou?r|port|bridge|building|castle|palace|ship|vessel"
    r"|language|religion|animal|species|instrument|colou?r|newspaper|magazine|prize|award|medal)s?\s+"
    r"(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could)\b"
)
_HOW = re.compile(
    r"(?i)^\W*how\s+(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could)\b"
)
_WEIGHS = re.compile(r"(?i)^\W*how\s+much\b.*\bweighs?\b|^\W*what\b.*\bweighs?\W*$")
_PRICED = re.compile(
    r"(?i)\b(?:pric\w+|cost\w*|paid|pays?|fees?|fine[ds]?|worth|s[oe]ld|sells|at\s£?[\d.]+\spounds)\b"
)
_RATE = re.compile(r"(?i)\s\S+\s(?:an?|each|every|per|away|long)\b")
_WEIGHED = re.compile(r"(?i)\b(?:weigh\w*|heav\w+|light\w*|scales?|load\w*)\b")
_SEASON = re.compile(
    r"(?i)(?:(?:the|last|next|this|that|early|late|in|on)\s)*"
    r"(?:spring|summer|autumn|winter|morning|evening|night|week|month|year|decade|century)s?"
)
_FILLERS = re.compile(r"(?i)\b(?:the|in|on|at|by|after|before|since|until|of|early|late)\b")


def _is_price(statement: Statement) -> bool:
    """Whether pounds are paid: "put up its price to 3.60 pounds", not "the 612-pound tuna"."""
    value, answer = statement.value, statement.answer
    if value is None or value.unit != "pound":
        return False
    written = answer.article.text[value.start : value.end]
    return "-" not in written and _is_priced(statement)


def _is_priced(statement: Statement) -> bool:
    """Whether the words before a figure tell of money, and none of the sentence of a weight."""
    value, answer = statement.value, statement.answer
    before = answer.sentence_text[: value.start - answer.sentence[0]] if value else ""
    return bool(_PRICED.search(before)) and not _WEIGHED.search(answer.sentence_text)


class Dimensions:
    """What a question asks for: a depth, a speed, somebody."""

    def __init__(self, question: str, form: QuestionForm) -> None:
        match = _ASKS.match(question)
        word = (match["how"] or match["size"] or match["what"] or "").casefold() if match else ""
        if _WEIGHS.match(question):
            word = "weight"
        lasts = frozenset(("time",)) if _LASTS.match(question) else None
        self._word, self._wanted = word, _SIZES.get(word, lasts)
        if _STRETCH.match(question):
            self._wanted = _LENGTH
        self._is_weight = word in ("weight", "heavy", "mass")
        self._is_height = bool(_RISES.match(question))
        if self._is_height:
            self._wanted = _LENGTH
        self._is_age = bool(_HOW_OLD.match(question))
        self._stems = form.stems
        self._is_sum = form.kind is Asked.MONEY
        self._measures = form.kind in (Asked.MEASURE, Asked.DURATION)
        against = _AGAINST.search(question)
        self._against = against[1].casefold() if against else ""
        self._is_typed_sum = form.kind is None and asks_sum(question)
        per = _PER.search(question)
        self._per = stem(per[1]) if per else ""
        is_how = match is not None and (match["how"] or "").casefold() == word
        self._told = f"how {word}" if is_how else f"the {word}"
        nothing: tuple[str, frozenset[Kind]] = ("", frozenset())
        self._sort, self._kinds = _NOT.get(form.kind, nothing) if form.kind else nothing
        if (which := _WHICH.match(question)) and not self._kinds:
            self._sort, self._kinds = f"not a {which['noun']}", _TIMES | {Kind.MONEY, Kind.SHARE}
        elif _HOW.match(question) and not self._kinds:
            self._sort, self._kinds = "only a time", frozenset((Kind.DATE, Kind.PERIOD))

    def reason_against(self, statement: Statement) -> str | None:
        """A volume, where a depth is asked for; a day, where a place is."""
        value = statement.value
        if value and (reason := self._of_a_time(statement) or self._of_each(statement)):
            return reason
        # "How high is the fee" asks for no height; "how long has it been shut" has "since May".
        is_size = self._wanted and (self._is_height or self._word not in ("high", "long"))
        if is_size and value and value.kind in _NO_SIZES and not self._is_in_pounds(statement):
            return f"{_NO_SIZES[value.kind]}, which tells not {self._told}"
        if self._wanted and value and (other := self._said(statement)):
            return f"how {other}, not {self._told}"
        if self._wanted and value and value.unit:
            found = dimension_of(value.unit)
            if found and found not in self._wanted:
                return f"{'an' if found == 'area' else 'a'} {found}, which tells not {self._told}"
            shown = _SHOWN.get(self._word)
            if shown and found and not shown.search(statement.answer.sentence_text):
                return f"a {found}, which tells not {self._told}"
        if self._is_weight and _is_price(statement):
            return f"a sum of money, which tells not {self._told}"
        if is_size and value and value.unit is None and self._is_a_count(statement):
            return f"a count, which tells not {self._told}"
        if self._is_typed_sum and is_no_sum(statement):
            return "not a sum of money"
        return self._other_currency(statement) or self._of_another_sort(statement)

    def _other_currency(self, statement: Statement) -> str | None:
        """Against the dollar, where what a currency did against the euro is asked for."""
        against = {each.casefold() for each in _AGAINST.findall(statement.answer.sentence_text)}
        if not self._against or not against or self._against in against:
            return None
        return f"against the {min(against)}, not the {self._against}"

    def _is_in_pounds(self, statement: Statement) -> bool:
        """Whether what may be money is a weight: "the tuna, 612 pounds, was sold"."""
        value, answer = statement.value, statement.answer
        if not self._is_weight or value is None:
            return False
        written = answer.article.text[value.start : value.end]
        return written.endswith("pounds") and "£" not in written and not _is_priced(statement)

    def _is_a_count(self, statement: Statement) -> bool:
        """Whether a figure without a unit counts something: "put up 4,100 masts"."""
        value, sentence = statement.value, statement.answer.sentence_text
        if value is None or (value.value or 0) >= _MILLION:
            return value is not None
        end = value.end - statement.answer.sentence[0]
        if value.counted and (value.counted_start or 0) >= value.end:
            head = singular(value.counted.split()[-1])  # pages, lanes and steps may tell a size
            is_rate = _RATE.match(sentence, end)  # "120 words a minute"
            if not is_rate and (head in ALL_PEOPLE or stem(head) in self._stems):
                return True
        return self._is_weight and not _WEIGHED.search(sentence)

    def no_money(self, statement: Statement) -> str | None:
        """Tonnes, where a sum of money is asked for: so plain that it holds against any reader."""
        if self._is_typed_sum and is_no_sum(statement):
            return "not a sum of money"
        value = statement.value
        is_measured = self._is_sum and value is not None and value.kind is Kind.MEASURE
        if is_measured and value and value.unit and (found := dimension_of(value.unit)):
            return f"{'an' if found == 'area' else 'a'} {found}, and no sum of money"
        return None

    def _of_a_time(self, statement: Statement) -> str | None:
        """When, where how much of something is asked for; how long, where how old is."""
        value, answer = statement.value, statement.answer
        if value is None:
            return None
        written = answer.article.text[value.start : value.end]
        before = answer.article.text[answer.sentence[0] : value.start]
        is_clock = value.unit is None and _CLOCK.fullmatch(written) and _AT.search(before)
        if self._measures and is_clock:
            return "a time of day"
        after = answer.article.text[value.end : answer.sentence[1]]
        lasts = _LASTING.search(before) or _HELD.match(after) or _SENTENCED.search(before)
        if self._is_age and value.kind is Kind.DURATION and lasts:
            return "a length of time, and no age"
        return None

    def _of_each(self, statement: Statement) -> str | None:
        """Hectares, where what each has is asked for."""
        value, answer = statement.value, statement.answer
        if not self._per or value is None:
            return None
        if re.search(rf"(?i)\b(?:per|each|every|an?|the)\s+{self._per}", answer.sentence_text):
            return None
        counted = value.counted.split()[-1:] if value.counted else []
        named = [each for each in (*counted, value.unit) if each]
        if any(stem(each) == self._per for each in named):
            of = named[0] if is_plural(named[0]) else f"{named[0]}s"
            return f"a number of {of}, not of what each has"
        return None

    def _said(self, statement: Statement) -> str | None:
        """What the next word says of a figure, where that is not asked for: "98 metres long"."""
        answer, value = statement.answer, statement.value
        end = value.end - answer.sentence[0] if value else 0
        following = _NEXT.match(answer.sentence_text, end)
        if following is None or self._word in (*_SAID[following["said"]], following["said"]):
            return None
        return following["said"]

    def _of_another_sort(self, statement: Statement) -> str | None:
        if not self._kinds:
            return None
        text = statement.answer.text
        if _SEASON.fullmatch(text):
            return self._sort
        for one in values_of(text, statement.answer.article.date):
            beside = text[: one.start] + text[one.end :]
            if one.kind in self._kinds and not any(map(str.isalnum, _FILLERS.sub("", beside))):
                return self._sort
        return None
