"""A number with what makes it a sum, a share, a measure, an age or a duration."""

from qa.values.amounts.money import (
    read_name,
    with_cents,
    with_hundredths,
    with_scale_letter,
)
from qa.values.amounts.signs import read_scaled_code, read_sign
from qa.values.amounts.smaller_units import read_height, with_parts
from qa.values.amounts.units import Unit, read_measure, read_share, read_time
from qa.values.drafts import Draft
from qa.values.numbers.fractions import with_half
from qa.values.numbers.reading import read_number
from qa.values.numbers.spelled import Number
from qa.values.records import Kind
from qa.values.tables.change_words import DOWN, UP
from qa.values.tables.number_words import ONES, SCALES
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

FOLDS = {f"{word}fold": float(n) for word, n in ONES.items() if n > 1}
_OLD = frozenset({"old", "olds"})
_QUALIFIED = word_set(
    "consecutive straight full whole more further additional extra long calendar business working"
    " successive"
)


def read_sum(tokens: Tokens, at: int) -> Draft | None:
    """A sum whose sign stands first: "$51.6 billion", "-$5", "RMB 10"."""
    minus = tokens.words[at] in ("-", "−") and not tokens.glued(at) and tokens.glued(at + 1)
    minus |= tokens.words[at] in ("minus", "negative")
    sign = read_sign(tokens, at + 1 if minus else at)
    if sign is None:
        return None
    symbol = tokens.kinds[sign.end - 1] == "m" and tokens.words[sign.end - 1] != "."
    figure = tokens.kinds[sign.end] in ("n", "v") or tokens.words[sign.end] == "."
    number = read_number(tokens, sign.end) if figure or symbol else None
    if number is None:
        return None
    number = with_scale_letter(tokens, number, ("m", "mm"))
    scaled = read_scaled_code(tokens, number._replace(end=sign.end - 1)) if not symbol else None
    if scaled:  # "MEUR 60"
        number = number._replace(value=scaled[0].value, scale=scaled[0].scale)
    end, code = number.end, sign.code
    if code == "USD":  # "$5 US", "$10 Canadian"
        name = read_name(tokens, end, number)
        if name and name.code not in ("pence", "cent", "GBP") and tokens.kinds[end] == "w":
            end, code = name.end, name.code
    value = -number.value if minus else number.value
    value, end = with_cents(tokens, value, end, code) if number.scale <= 100 else (value, end)
    return Draft(at, end, Kind.MONEY, value, unit=code, scale=number.scale)


def finish(tokens: Tokens, number: Number) -> Draft:
    """The draft of a number, with whatever unit follows it."""
    at = number.end
    hyphen = tokens.joint(at)
    following = at + 1 if hyphen else at
    for reading in (_share, _money, _time, _metre_or_million, _measure, _times):
        draft = reading(tokens, number, following)
        if draft is not None:
            draft.scale = max(draft.scale, number.scale)
            draft.attributive = hyphen and tokens.kinds[draft.end] == "w"
            return draft
    return Draft(number.start, at, Kind.NUMBER, number.value, scale=number.scale)


def _share(tokens: Tokens, number: Number, at: int) -> Draft | None:
    if 0 < number.value < 1:  # "half of a percent", "half a percentage point"
        of = tokens.words[at] == "of"
        at += 1 + of if tokens.words[at + of] in ("a", "one") else 0
    unit = read_share(tokens, at)
    return unit and Draft(number.start, unit.end, Kind.SHARE, number.value, unit=unit.name)


def _money(tokens: Tokens, number: Number, at: int) -> Draft | None:
    scaled = read_scaled_code(tokens, number)
    if scaled:
        return Draft(number.start, scaled[1].end, Kind.MONEY, scaled[0].value, unit=scaled[1].code)
    money = with_scale_letter(tokens, number, ("k", "m", "b"))
    if money.end > number.end:
        at = money.end
    currency = read_name(tokens, at, money)
    if currency is None:
        return None
    if tokens.words[currency.end] in SCALES and money.scale == 1:  # "75 USD million"
        scale = SCALES[tokens.words[currency.end]]
        value, end = money.value * scale, currency.end + 1
        return Draft(number.start, end, Kind.MONEY, value, unit=currency.code, scale=scale)
    value, end = with_hundredths(tokens, money, currency)
    if end == currency.end:
        value, end = _with_bare_half(tokens, value, end)
    return Draft(number.start, end, Kind.MONEY, value, unit=currency.code)


def _time(tokens: Tokens, number: Number, at: int) -> Draft | None:
    if number.value == 3 and at > number.end and tokens.words[at] == "quarter":
        return Draft(number.start, at + 1, Kind.SHARE, 0.75)  # "three-quarter"
    if tokens.words[at] in _QUALIFIED:
        at += 2 if tokens.hyphen(at + 1) else 1
    part = 0 < number.value < 1
    if part and tokens.words[at] == "of" and tokens.words[at + 1] in ("a", "an"):
        at += 2  # "three quarters of an hour"
    elif part and tokens.words[at] in ("a", "an"):
        at += 1
    unit = read_time(tokens, at) or _lasting_letter(tokens, number, at)
    if unit is None or (tokens.words[at] == "second" and tokens.hyphen(at + 1)):
        return None  # "two second-half goals"
    if tokens.words[at] == "s" and (number.value % 10 == 0 or 1000 <= number.value < 2200):
        return None  # "the 80s"
    if tokens.words[at] == "year" and at == number.end and 1900 <= number.value < 2100:
        return None  # "the 2015 year"
    if unit.name == "fortnight":
        number, unit = number._replace(value=number.value * 2), unit._replace(name="week")
    value, end = with_parts(tokens, number.value, unit)
    value, end = with_half(tokens, value, end)
    draft = Draft(number.start, end, Kind.DURATION, value, unit=unit.name)
    if value == 1 and tuple(tokens.words[end : end + 2]) == ("or", "two"):
        draft.end, draft.low, draft.high, draft.value = end + 2, 1.0, 2.0, None
        return draft  # "an hour or two"
    old = _old(tokens, end)
    if old:
        draft.kind, draft.end = Kind.AGE, old
    return draft


_LETTERS = {"D": "day", "W": "week", "Y": "year"}
_LASTING = word_set("for lasted last lasts within takes took over past next")


def _lasting_letter(tokens: Tokens, number: Number, at: int) -> Unit | None:
    """ "for 10D", "lasted 2W": where it is said how long."""
    name = _LETTERS.get(tokens.raw(at)) if tokens.glued(at) else None
    if (
        name is None
        or tokens.words[number.start - 1] not in _LASTING
        or tokens.kinds[at + 1] == "w"
    ):
        return None
    return Unit(name, at + 1)


def _old(tokens: Tokens, at: int) -> int:
    """The token after "old" or "of age", or 0."""
    following = at + 1 if tokens.joint(at) else at
    if tokens.words[following] in _OLD:
        return following + 1
    if tokens.words[at] == "of" and tokens.words[at + 1] == "age":
        return at + 2
    return 0


def _metre_or_million(tokens: Tokens, number: Number, at: int) -> Draft | None:
    """ "4.7m people" are millions, "6.25m" or "a 50m pool" metres."""
    if tokens.words[at] != "m" or not tokens.glued(at) or tokens.hyphen(number.end):
        return None
    if tokens.kinds[at - 1] != "n":
        return None
    if not (_counts_many(tokens, at + 1) or _moved(tokens, number.start, at + 1)):
        return None
    million = number._replace(value=number.value * 1e6, end=at + 1, scale=1e6)
    return finish(tokens, million)


_NOT_COUNTED = frozenset({"is", "was", "as", "has", "across", "s", "towards", "this", "its", "his"})
_OWNERS = frozenset({"its", "their", "his", "her", "them", "those", "these", "our", "the", "whom"})
_PEOPLE = frozenset(
    {"people", "children", "men", "women", "more", "fewer", "new", "extra", "other"}
)


_LENGTHS = word_set(
    "level levels water sea river tide tides height depth length wave waves snow tall deep high"
    " wide long jump throw tower building wall walls distance lake reservoir metre metres m"
    " width jumped threw cleared race pool"
)


def _moved(tokens: Tokens, start: int, after: int) -> bool:
    """Whether what grew or fell is a number: "up 24 percent from 1.2m"."""
    if tokens.words[start - 1] not in ("from", "to") or tokens.kinds[after] == "w":
        return False
    before = tokens.words[max(0, start - 12) : start]
    if not _LENGTHS.isdisjoint(before):
        return False
    moved = not UP.isdisjoint(before) or not DOWN.isdisjoint(before)
    return moved or "percent" in before or "%" in before


def _counts_many(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    if word == "of":
        return tokens.words[at + 1] in _OWNERS
    if word in _PEOPLE:
        return True
    if tokens.kinds[at] != "w" or tokens.is_capital(at):
        return False
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    if plural and word not in _NOT_COUNTED:
        return True
    unit = read_measure(tokens, at)
    return unit is not None and len(word) > 2


def _measure(tokens: Tokens, number: Number, at: int) -> Draft | None:
    word = tokens.words[at]
    if word in ("a", "an") and 0 < number.value < 1:  # "half a mile"
        at += 1
    elif word == "of" and tokens.words[at + 1] in ("a", "an") and 0 < number.value < 1:
        at += 2
    height = read_height(tokens, number)
    if height:
        return height
    unit = read_measure(tokens, at)
    if unit is None and word == "in" and (tokens.glued(at) or at > number.end):
        unit = Unit("inch", at + 1)
    if unit is None or _is_generation(tokens, at):
        return None
    value, end = with_parts(tokens, number.value, unit)
    value, end = _with_bare_half(tokens, value, end) if end == unit.end else (value, end)
    if unit.name.startswith("degree") and tuple(tokens.words[end : end + 2]) == ("below", "zero"):
        value, end = -value, end + 2
    return Draft(number.start, end, Kind.MEASURE, value, unit=unit.name)


def _with_bare_half(tokens: Tokens, value: float, end: int) -> tuple[float, int]:
    """ "ten dollars and a half", "a mile and a half"; but not "and a half hour"."""
    more, after = with_half(tokens, value, end) if value == int(value) else (value, end)
    closes = tokens.kinds[after] != "w" or tokens.words[after] == "of"
    return (more, after) if closes else (value, end)


def _is_generation(tokens: Tokens, at: int) -> bool:
    """ "5G": a capital that is no unit."""
    return tokens.glued(at) and tokens.raw(at) in ("G", "D", "A")


def _times(tokens: Tokens, number: Number, at: int) -> Draft | None:
    word = tokens.words[at]
    if word == "times" or (word == "fold" and at > number.end):
        return Draft(number.start, at + 1, Kind.NUMBER, number.value, unit="times")
    if word == "x" and tokens.glued(at) and tokens.kinds[at + 1] != "n":
        return Draft(number.start, at + 1, Kind.NUMBER, number.value, unit="times")
    return None
