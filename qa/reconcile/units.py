"""Figures in units of one dimension, brought to its base unit."""

from dataclasses import replace
from typing import NamedTuple

from qa.values import Value

# A line is a dimension, a system of measures and its units, each with how many of the base unit
# it has. Within a system units convert exactly; what is told in another's is rounded. A "ton" is
# any of three.
_TABLE = """
length metric | millimetre 0.001 centimetre 0.01 decimetre 0.1 metre 1 kilometre 1000
length imperial | inch 0.0254 foot 0.3048 yard 0.9144 furlong 201.168 mile 1609.344
length nautical | nautical-mile 1852
mass metric | microgram 1e-9 milligram 1e-6 gram 0.001 kilogram 1 tonne 1000
mass imperial | ounce 0.028349523125 pound 0.45359237 stone 6.35029318
mass other | ton 1000
time clock | millisecond 0.001 second 1 minute 60 hour 3600 day 86400 week 604800 fortnight 1209600
time calendar | month 2629800 quarter 7889400 year 31557600 decade 315576000 century 3155760000
area metric | square-centimetre 0.0001 square-metre 1 hectare 10000 square-kilometre 1e6
area imperial | square-inch 0.00064516 square-foot 0.09290304 square-yard 0.83612736
area imperial | acre 4046.8564224 square-mile 2589988.110336
volume metric | millilitre 1e-6 cubic-centimetre 1e-6 centilitre 1e-5 litre 0.001 cubic-metre 1
volume metric | cubic-kilometre 1e9
speed metric | kilometre-per-hour 1 kilometre-per-second 3600
speed seconds | metre-per-second 3.6
speed imperial | mile-per-hour 1.609344 mile-per-second 5793.6384
speed feet | foot-per-second 1.09728
speed nautical | knot 1.852 nautical-mile-per-hour 1.852
points share | basis-point 0.01 percentage-point 1
volume imperial | cubic-inch 1.6387064e-5 cubic-foot 0.028316846592 cubic-yard 0.764554857984
"""
# The currencies that a hundred of a coin may make one of: "99 cents" are $0.99.
_COINS = {
    "cent": frozenset(["USD", "EUR", "AUD", "CAD", "NZD", "ZAR", "SGD", "HKD"]),
    "euro cent": frozenset(("EUR",)),
    "pence": frozenset(("GBP",)),
}
_ROUND = 0.015  # relative; what a conversion may be off
_ROUNDEST = 0.03  # where it is written with few digits: "6 feet" is "1.8 metres"


class _Unit(NamedTuple):
    dimension: str
    system: str
    size: float


def _units() -> dict[str, _Unit]:
    found: dict[str, _Unit] = {}
    for row in _TABLE.strip().splitlines():
        head, cells = row.split(" | ")
        dimension, system = head.split()
        words = cells.split()
        for name, size in zip(words[::2], words[1::2], strict=True):
            found[name.replace("-", " ")] = _Unit(dimension, system, float(size))
    return found


_UNITS = _units()


def dimension_of(unit: str) -> str | None:
    """What a unit measures: "length", "volume", "speed", "temperature"; None where not known."""
    if known := _UNITS.get(unit):
        return known.dimension
    if unit.startswith("degree"):
        return "temperature"
    return "speed" if unit.endswith((" per hour", " per second")) else None


def in_one_unit(left: Value, right: Value) -> tuple[Value, Value]:
    """Both in the base unit, where their units differ and convert exactly."""
    if right.unit in _COINS.get(left.unit or "", ()):
        return _times(left, 0.01, right.unit), right
    if left.unit in _COINS.get(right.unit or "", ()):
        return left, _times(right, 0.01, left.unit)
    one, other = _UNITS.get(left.unit or ""), _UNITS.get(right.unit or "")
    if left.unit == right.unit or one is None or other is None or one[:2] != other[:2]:
        return left, right
    return _times(left, one.size, one.dimension), _times(right, other.size, other.dimension)


def _times(value: Value, size: float, unit: str | None) -> Value:
    def sized(figure: float | None) -> float | None:
        return None if figure is None else figure * size

    return replace(
        value, value=sized(value.value), low=sized(value.low), high=sized(value.high), unit=unit
    )


def is_conversion(left: Value, right: Value) -> bool:
    """Whether one is the other in units of another system, but for rounding: 50 miles, 80 km."""
    one, other = _UNITS.get(left.unit or ""), _UNITS.get(right.unit or "")
    if one is None or other is None or one.dimension != other.dimension:
        return False
    if one.system == other.system:
        return False
    if left.value is None or right.value is None:
        return False
    first, second = left.value * one.size, right.value * other.size
    largest = max(abs(first), abs(second))
    steps = (_half_step(left.value) * one.size, _half_step(right.value) * other.size)
    allowed = max(_ROUND * largest, min(max(steps), _ROUNDEST * largest))
    return abs(first - second) <= allowed


def _half_step(figure: float) -> float:
    """Half of the last place that a figure gives: 0.05 of 1.8."""
    digits, _, exponent = f"{figure:.12e}".partition("e")
    decimals = len(digits.partition(".")[2].rstrip("0"))
    return float(10 ** (int(exponent) - decimals)) / 2
