"""The unit that follows a number, and the name that it goes by."""

import re
from typing import NamedTuple

from qa.values.tables.number_words import SCALES
from qa.values.tables.unit_names import MEASURES, MICRO, PREFIXES, RATE_UNITS, SHARES, TIMES
from qa.values.tokens import Tokens


class Unit(NamedTuple):
    name: str
    end: int  # the token after it


class _Table:
    """Names of units by how they are written; words joined by "-" stand in any gap."""

    def __init__(self, lines: str) -> None:
        self.symbols: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.first_words: set[str] = set()  # of names and of symbols: a quick look
        for line in filter(None, lines.splitlines()):
            name, symbols, words = (part.split() for part in line.split("|"))
            self._add(" ".join(name).lstrip("*"), symbols, words)
            if name[0].startswith("*"):
                for prefix, letter in PREFIXES.items():
                    self._add(
                        prefix + " ".join(name).lstrip("*"),
                        [letter + symbol for symbol in symbols],
                        [prefix + word for word in words],
                    )

    def _add(self, name: str, symbols: list[str], words: list[str]) -> None:
        for symbol in symbols:
            self.symbols.setdefault(symbol, name)
            for letter in MICRO if symbol.startswith("µ") else "":
                self.symbols.setdefault(letter + symbol[1:], name)
        for word in words:
            self.words[word] = self.words[f"{word}s"] = name
        self.first_words.update(
            re.match(r"[^\W\d_]+|.", written.lower())[0]  # type: ignore[index]
            for one in (*symbols, *words)
            for written in (one, f"{one}s")
        )


_MEASURES, _TIMES, _SHARES = _Table(MEASURES), _Table(TIMES), _Table(SHARES)
MAX_WORDS = 4  # of one unit's name
_SHORTENED = frozenset({"sq", "cu", "fl"})  # "sq. ft"
_SPACERS = frozenset("-‐‑–/{")
_GLUED_ONLY = frozenset("Nl")  # "5 N"; and symbols that are seldom meant when they stand alone


def read_share(tokens: Tokens, at: int) -> Unit | None:
    return _read(tokens, at, _SHARES)


def read_time(tokens: Tokens, at: int) -> Unit | None:
    return _read(tokens, at, _TIMES)


def read_measure(tokens: Tokens, at: int) -> Unit | None:
    """A unit of measure, with what it is "per": "km/h", "litres per 100 km"."""
    unit = _read(tokens, at, _MEASURES)
    return unit and _with_rate(tokens, unit)


def _read(tokens: Tokens, at: int, table: _Table) -> Unit | None:
    """The longest name of the table that stands at a token."""
    if tokens.words[at] not in table.first_words:
        return None
    found: Unit | None = None
    key, following = "", at
    for _ in range(MAX_WORDS):
        word = tokens.words[following]
        raw = tokens.raw(following) if len(word) <= 4 else ""
        joined = f"{key}-{word}" if key else word
        symbol = _symbol(tokens, at, following, table)
        if symbol:
            found = symbol
        elif not key and raw in table.symbols and _stands(tokens, following, raw):
            found = Unit(table.symbols[raw], following + 1)
        elif joined in table.words:
            found = Unit(table.words[joined], following + 1)
        key, following = joined, following + 1
        if tokens.joint(following) or (tokens.words[following] == "." and word in _SHORTENED):
            following += 1
        if tokens.kinds[following] != "w":
            break
    return found


def _symbol(tokens: Tokens, at: int, last: int, table: _Table) -> Unit | None:
    """A symbol of several tokens: "m2", "km/h", "°C"."""
    if last != at or not tokens.glued(at + 1):
        return None
    for end in (at + 3, at + 2):
        if all(tokens.glued(inner) for inner in range(at + 1, end)) and tokens.words[end - 1]:
            written = tokens.text[tokens.starts[at] : tokens.ends[end - 1]]
            if len(written) <= 6 and written in table.symbols:
                return Unit(table.symbols[written], end)
    return None


def _stands(tokens: Tokens, at: int, symbol: str) -> bool:
    """Whether a symbol follows a figure, and is not the beginning of a name."""
    if symbol == "%":
        return True  # "twenty five %"
    before = at - 1 if tokens.words[at - 1] not in _SPACERS else at - 2
    if (
        tokens.words[at - 1] != "/"
        and tokens.kinds[before] == "w"
        and tokens.words[before] not in SCALES
    ):
        return False  # "Six TV"
    if len(symbol) == 1 and symbol.isalpha():
        if symbol in _GLUED_ONLY:
            return tokens.glued(at) and symbol != "N"
        return tokens.words[at + 1] not in ("'", "’", "&") and not tokens.hyphen(at + 1)
    return True


def _with_rate(tokens: Tokens, unit: Unit) -> Unit:
    at, amount = unit.end, ""
    word = tokens.words[at]
    if word not in ("per", "/", "a", "an"):
        return unit
    if word == "/" and not (tokens.glued(at) and tokens.glued(at + 1)):
        return unit
    at += 1
    if word == "per" and tokens.kinds[at] == "n":
        amount, at = tokens.raw(at) + " ", at + 1
    rate = _read(tokens, at, _TIMES) or _read(tokens, at, _MEASURES)
    if rate is None or (word in ("a", "an") and rate.name not in RATE_UNITS):
        return unit
    return Unit(f"{unit.name} per {amount}{rate.name}", rate.end)
