"""What a smaller unit adds to a larger one: "5 ft 2 in", "3h15", "two weeks and 2 days"."""

from qa.values.amounts.units import Unit, read_measure, read_time
from qa.values.drafts import Draft
from qa.values.numbers.fractions import with_fraction
from qa.values.numbers.spelled import Number, read_spelled
from qa.values.records import Kind
from qa.values.tables.unit_names import PARTS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

_SHORT = word_set("ft in st lb lbs hr hrs min mins yr yrs wk wks")  # with a point: "6 ft. 2 in."


def with_parts(tokens: Tokens, value: float, unit: Unit) -> tuple[float, int]:
    """With what a smaller unit adds: "5 ft 2 in", "two weeks and 2 days"."""
    at = unit.end
    if unit.name == "hour" and tokens.glued(at) and tokens.kinds[at] == "n":
        return _with_minutes(tokens, value, at)
    point = tokens.words[at] == "." and tokens.words[at - 1] in _SHORT and not tokens.glued(at + 1)
    at += point
    if tokens.words[at] in (",", "and") or tokens.hyphen(at):
        at += 1
    if not any(larger == unit.name for larger, _ in PARTS):
        return value, unit.end
    rest = read_spelled(tokens, at)
    if tokens.words[at - 1] == "and" and tokens.words[at] in ("a", "an"):
        rest = Number(1.0, at, at + 1)  # "a month and a week"
    if rest is None or rest.value >= 60:
        return value, unit.end
    rest = with_fraction(tokens, rest)
    if unit.name == "stone" and rest.value < 14 and _ends_height(tokens, rest.start, rest.end):
        return value + rest.value / 14, rest.end
    smaller = read_measure(tokens, rest.end) or read_time(tokens, rest.end)
    if unit.name == "hour" and tokens.words[rest.end] == "m" and tokens.glued(rest.end):
        smaller = Unit("minute", rest.end + 1)  # "2h30m"
    if unit.name == "foot" and smaller is None and _ends_height(tokens, rest.start, rest.end):
        return value + rest.value / 12, rest.end
    if smaller is None and tokens.words[rest.end] == "in" and unit.name == "foot":
        smaller = Unit("inch", rest.end + 1)
    ratio = PARTS.get((unit.name, smaller.name)) if smaller else None
    if smaller is None or ratio is None or rest.value >= ratio:
        return value, unit.end
    if tokens.words[at - 1] == "," and tokens.words[smaller.end] in _COMPARED:
        return value, unit.end  # "in four minutes, two seconds faster"
    return value + rest.value / ratio, smaller.end


_COMPARED = word_set(
    "faster slower longer shorter later earlier more less ahead behind before after ago taller"
    " higher lower heavier lighter from"
)
_AFTER_HEIGHT = word_set("tall high and or with who but in") | {"", ".", ",", ";", "!", "?", ")"}


def _ends_height(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a number after feet is of inches: "six foot 4", "5 feet 11"."""
    small = read_spelled(tokens, start)
    bare = small is not None and small.end == end and small.value < 12
    joined = tokens.words[start - 1] in ("and", ",")
    if bare and tokens.hyphen(start - 1):
        return True  # "a six-foot-two man"
    return bare and not joined and tokens.words[end] in _AFTER_HEIGHT


def _with_minutes(tokens: Tokens, value: float, at: int) -> tuple[float, int]:
    """The "15" of "3h15"."""
    raw = tokens.raw(at)
    if len(raw) != 2 or not raw.isdecimal() or int(raw) >= 60 or value % 1:
        return value, at
    end = at + 1 + (tokens.words[at + 1] in ("m", "min") and tokens.glued(at + 1))
    return value + int(raw) / 60, end


_FEET, _INCHES = frozenset("'’′"), frozenset('"”″')


def read_height(tokens: Tokens, number: Number) -> Draft | None:
    """5'11": feet and inches."""
    at = number.end
    if tokens.words[at] not in _FEET or not (tokens.glued(at) and tokens.glued(at + 2)):
        return None
    inches, closes = tokens.raw(at + 1), tokens.words[at + 2] in _INCHES
    if not (closes and inches.isdecimal() and int(inches) < 12 and number.value % 1 == 0):
        return None
    return Draft(number.start, at + 3, Kind.MEASURE, number.value + int(inches) / 12, unit="foot")
