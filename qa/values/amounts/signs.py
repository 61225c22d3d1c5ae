"""What stands before a sum: "$", "HK$", "RMB", "MEUR"; and how currencies are written."""

import re
from typing import NamedTuple

from qa.values.numbers.spelled import Number
from qa.values.tables.currency_names import (
    CODES,
    CURRENCIES,
    LOWER_CODES,
    RENAMED,
)
from qa.values.tokens import Tokens


class Currency(NamedTuple):
    code: str
    end: int  # the token after it


SIGNS: dict[str, str] = {}
WORDS: dict[str, str] = {}
for _line in filter(None, CURRENCIES.splitlines()):
    _code, _signs, _words = (_part.strip() for _part in _line.split("|"))
    SIGNS.update(dict.fromkeys(_signs.split(), _code))
    for _word in _words.split():
        WORDS[_word] = WORDS[f"{_word}s"] = _code
_LOWER_SIGNS = {sign.lower(): sign for sign in SIGNS}
_LENGTHS = (4, 3, 2, 1)  # "U.S.$" has five tokens, of which the first is seldom needed
_SIGN_BEGINNINGS = frozenset(
    {re.match(r"[^\W\d_]+|.", sign.lower())[0] for sign in SIGNS}  # type: ignore[index]
)
_OWNERS = frozenset(word.split("-")[0] for word in WORDS if word.endswith("-dollar"))
_SCALED = frozenset(letter + code.lower() for letter in ("k", "m", "bn") for code in CODES)
BEGINNINGS = frozenset(
    {
        *_OWNERS,
        *_SCALED,
        *_SIGN_BEGINNINGS,
        *(code.lower() for code in CODES),
        "rmb",
        "-",
        "−",
        "minus",
        "negative",
    }
)
_TITLE_CODES = frozenset({"Usd", "Eur", "Gbp", "Cny", "Chf", "Aud", "Rmb"})
_CHINESE = frozenset({"yuan", "renminbi", "rmb", "china", "chinese", "beijing"})
LETTERS = {
    "k": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "t": 1e12,
    "tn": 1e12,
}


def read_sign(tokens: Tokens, at: int) -> Currency | None:
    """The sign or code that stands before a number: "$", "HK$", "us $", "RMB", "USD"."""
    word = tokens.words[at]
    if word not in BEGINNINGS:
        return None
    if word in _OWNERS:
        owned = _owned_sign(tokens, at)
        if owned:
            return owned
    if tokens.kinds[at] == "w" and tokens.kinds[at + 1] == "w":
        return None
    scaled = read_scaled_code(tokens, Number(1.0, at, at))
    if scaled and tokens.kinds[at + 1] == "n":
        return scaled[1]
    if is_code(tokens, at) and not tokens.words[at + 1].endswith("$"):
        code = word.upper()
        return Currency(RENAMED.get(code, code), at + 1)
    for length in (5, *_LENGTHS):
        if not tokens.kinds[at + length - 1]:
            continue  # beyond the text
        written = "".join(tokens.raw(at + n) for n in range(length))
        sign = written if written in SIGNS else _lower_sign(written)
        if length > 1 and _is_no_sign(tokens, at, length):
            continue
        if sign in SIGNS and not (length == 1 and tokens.glued(at) and tokens.kinds[at] == "w"):
            return Currency(yen_or_yuan(tokens, SIGNS[sign]), at + length)
    return None


_WORDS_TOO = frozenset({"a", "s", "can", "r"})  # "a $20 bill", "the bank's $5 million"


def _is_no_sign(tokens: Tokens, at: int, length: int) -> bool:
    """Whether the letters before a "$" are a word of their own."""
    apart = not tokens.glued(at + length - 1) or tokens.words[at - 1] in ("'", "’")
    return apart and tokens.words[at] in _WORDS_TOO


def _owned_sign(tokens: Tokens, at: int) -> Currency | None:
    """ "Canadian $", "Hong Kong $"."""
    for length in (1, 2):
        key = "-".join(tokens.words[at : at + length]) + "-dollar"
        if tokens.words[at + length] == "$" and key in WORDS:
            return Currency(WORDS[key], at + length + 1)
    return None


def _lower_sign(written: str) -> str:
    """Signs in text without capitals: "us$", "u.s.$", "can$"."""
    return _LOWER_SIGNS.get(written, "") if written.endswith("$") and len(written) > 1 else ""


def yen_or_yuan(tokens: Tokens, code: str) -> str:
    return "CNY" if code == "JPY" and not _CHINESE.isdisjoint(tokens.words) else code


def is_code(tokens: Tokens, at: int) -> bool:
    raw = tokens.raw(at)
    if len(raw) not in (3, 4):
        return False
    return raw in CODES or raw in LOWER_CODES or raw == "RMB" or raw in _TITLE_CODES


def read_scaled_code(tokens: Tokens, number: Number) -> tuple[Number, Currency] | None:
    """ "120 MEUR", "10 kUSD": a letter that scales, written with the code."""
    raw = tokens.raw(number.end)
    scale = LETTERS.get(raw[:-3].lower()) if 4 <= len(raw) <= 6 else None
    if scale is None or raw[-3:] not in CODES or raw in CODES:
        return None
    code = RENAMED.get(raw[-3:], raw[-3:])
    return number._replace(value=number.value * scale, scale=scale), Currency(code, number.end + 1)
