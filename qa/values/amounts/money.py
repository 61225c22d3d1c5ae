"""Sums of money: a sign or a code before a number, or a currency's name after it."""

import re
from typing import NamedTuple

from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.currency_names import (
    AMBIGUOUS,
    CODES,
    COINS,
    CURRENCIES,
    LOWER_CODES,
    NATIONAL,
    RENAMED,
)
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens


class Currency(NamedTuple):
    code: str
    end: int  # the token after it


_SIGNS: dict[str, str] = {}
_WORDS: dict[str, str] = {}
for _line in filter(None, CURRENCIES.splitlines()):
    _code, _signs, _words = (_part.strip() for _part in _line.split("|"))
    _SIGNS.update(dict.fromkeys(_signs.split(), _code))
    for _word in _words.split():
        _WORDS[_word] = _WORDS[f"{_word}s"] = _code
_LOWER_SIGNS = {sign.lower(): sign for sign in _SIGNS}
_LENGTHS = (4, 3, 2, 1)  # "U.S.$" has five tokens, of which the first is seldom needed
_SIGN_BEGINNINGS = frozenset(
    {re.match(r"[^\W\d_]+|.", sign.lower())[0] for sign in _SIGNS}  # type: ignore[index]
)
_OWNERS = frozenset(word.split("-")[0] for word in _WORDS if word.endswith("-dollar"))
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
MAX_WORDS = 5  # "u", ".", "s", ".", "dollars"
_LETTERS = {
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
    if _is_code(tokens, at) and not tokens.words[at + 1].endswith("$"):
        code = word.upper()
        return Currency(RENAMED.get(code, code), at + 1)
    for length in (5, *_LENGTHS):
        if not tokens.kinds[at + length - 1]:
            continue  # beyond the text
        written = "".join(tokens.raw(at + n) for n in range(length))
        sign = written if written in _SIGNS else _lower_sign(written)
        if length > 1 and _is_no_sign(tokens, at, length):
            continue
        if sign in _SIGNS and not (length == 1 and tokens.glued(at) and tokens.kinds[at] == "w"):
            return Currency(_yen_or_yuan(tokens, _SIGNS[sign]), at + length)
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
        if tokens.words[at + length] == "$" and key in _WORDS:
            return Currency(_WORDS[key], at + length + 1)
    return None


def _lower_sign(written: str) -> str:
    """Signs in text without capitals: "us$", "u.s.$", "can$"."""
    return _LOWER_SIGNS.get(written, "") if written.endswith("$") and len(written) > 1 else ""


def _yen_or_yuan(tokens: Tokens, code: str) -> str:
    return "CNY" if code == "JPY" and not _CHINESE.isdisjoint(tokens.words) else code


def _is_code(tokens: Tokens, at: int) -> bool:
    raw = tokens.raw(at)
    if len(raw) not in (3, 4):
        return False
    return raw in CODES or raw in LOWER_CODES or raw == "RMB" or raw in _TITLE_CODES


def read_name(tokens: Tokens, at: int, number: Number) -> Currency | None:
    """The currency that follows a number: "dollars", "U.S. dollars", "EUR", "€"."""
    raw = tokens.raw(at)
    if tokens.kinds[at] == "m" and raw in _SIGNS and _is_after(tokens, at, _SIGNS[raw]):
        return Currency(_yen_or_yuan(tokens, _SIGNS[raw]), at + 1)
    if _is_code(tokens, at) and (tokens.kinds[at + 1] != "n" or _ends_sum(tokens, at, number)):
        code = raw.upper()
        return Currency(RENAMED.get(code, code), at + 1)
    if raw == "p" and tokens.glued(at):
        return Currency("pence", at + 1)
    if tokens.kinds[at] == "w" and tokens.words[at + 1] == "$" and tokens.glued(at + 1):
        sign = read_sign(tokens, at)  # "20 US$"
        if sign and tokens.kinds[sign.end] != "n":
            return sign
    national: Currency | None = None
    if tokens.words[at] in NATIONAL and tokens.words[at + 1] in _WORDS:
        code = _WORDS[tokens.words[at + 1]]
        if code not in ("USD", "GBP", "EUR"):  # "50 Bangladeshi takas"
            national = Currency(code, at + 2)
    key, following = "", at
    found = national
    for _ in range(MAX_WORDS):
        word = tokens.words[following]
        key = f"{key}{'' if word == '.' or not key else '-'}{word}".replace(".-s", ".s")
        following += 1
        if key in _WORDS and not _is_other(tokens, number, key, following):
            found = Currency(_WORDS[key], following)
        if tokens.joint(following):
            following += 1
        if tokens.kinds[following] != "w" and tokens.words[following] != ".":
            break
    return found


_AFTER_SUM = word_set("more less each per for on in and to at or but of from a an than")


_AFTER_COINS = word_set("or each for instead per a but") | {"", ".", ",", "?", "!", ";"}


def _ends_sum(tokens: Tokens, at: int, number: Number) -> bool:
    """Whether a code has its sum on both sides: "17 USD 25", where 25 are hundredths."""
    two = len(tokens.raw(at + 1)) == 2 and tokens.raw(at + 1).isdecimal()
    after_sum = tokens.words[at + 2]
    if not _is_code(tokens, at) or after_sum in _WORDS or after_sum in BEGINNINGS:
        return False  # "15 USD 20 EUR"
    if tokens.kinds[at + 2] == "w" and after_sum not in _AFTER_SUM:
        return False  # "20 USD 30 days ago"
    whole = number.value == int(number.value) and number.scale == 1
    return two and whole and tokens.kinds[at - 1] == "n" and not tokens.glued(at + 1)


def _is_after(tokens: Tokens, at: int, code: str) -> bool:
    """Whether a sign belongs to the figure before it: "50 $", "10 $ 30 cents"."""
    if tokens.kinds[at + 1] != "n":
        return True
    named = tokens.kinds[at + 2] == "w"  # no sign, which would be asked the same in its turn
    return named and _cents_after(tokens, at + 1, code) is not None


_MONEY_WORDS = word_set(
    "cost costs costing pay pays paid paying payment fine fined worth price prices priced bill"
    " salary wage wages tax taxes budget revenue profit profits sold sell sells fee fees spend"
    " spent spending invest invested debt debts loan loans bonus ticket tickets rent rents earn"
    " earns earned money cash bank compensation grant prize fund funds funding raised donation"
    " donated £ $ € fares fare savings charge charged stole stolen reward sterling value"
)
_WEIGHED = frozenset(
    {"weigh", "weighs", "weighed", "weighing", "weight", "heavier", "lighter", "overweight"}
)
_LOST = frozenset({"lost", "shed", "gained", "lose", "losing"})


def _is_other(tokens: Tokens, number: Number, key: str, following: int) -> bool:
    """Whether what looks like a currency says something else here: "12 won", "150 pounds"."""
    if key in AMBIGUOUS:
        return number.value < 1000 or tokens.words[following] in ("the", "a", "their", "his")
    if key in ("pound", "pounds"):
        return not _are_money(tokens, number, following)
    return False


def _are_money(tokens: Tokens, number: Number, following: int) -> bool:
    """Whether pounds are a sum and not a weight: by their scale, or by the words around them."""
    if number.scale >= 1e6 or "£" in tokens.words or _cents_after(tokens, following, "GBP"):
        return True
    if _bare_coins(tokens, following):
        return True
    before = tokens.words[max(0, number.start - 10) : number.start]
    after = tokens.words[following : following + 6]
    weighed = not _WEIGHED.isdisjoint(tokens.words[max(0, number.start - 4) : following + 1])
    if weighed or tokens.hyphen(number.end) or not _LOST.isdisjoint(before[-3:]):
        return False
    return not _MONEY_WORDS.isdisjoint([*before, *after]) and tokens.words[following] != "of"


def _bare_coins(tokens: Tokens, at: int) -> bool:
    """Whether two digits after "pounds" are pence: "5 pounds 20"."""
    raw = tokens.raw(at)
    two = tokens.kinds[at] == "n" and len(raw) == 2 and raw.isdecimal()
    return two and tokens.words[at + 1] in _AFTER_COINS and not tokens.glued(at + 2)


def with_scale_letter(tokens: Tokens, number: Number, letters: tuple[str, ...]) -> Number:
    """After a sign "m" is a million: "£140m", "$10 m"; before a currency "k" and "b" scale too."""
    letter = tokens.words[number.end]
    if letter in letters and tokens.kinds[number.end - 1] == "n":
        scale = _LETTERS[letter]
        return number._replace(value=number.value * scale, end=number.end + 1, scale=scale)
    return number


def read_scaled_code(tokens: Tokens, number: Number) -> tuple[Number, Currency] | None:
    """ "120 MEUR", "10 kUSD": a letter that scales, written with the code."""
    raw = tokens.raw(number.end)
    scale = _LETTERS.get(raw[:-3].lower()) if 4 <= len(raw) <= 6 else None
    if scale is None or raw[-3:] not in CODES or raw in CODES:
        return None
    code = RENAMED.get(raw[-3:], raw[-3:])
    return number._replace(value=number.value * scale, scale=scale), Currency(code, number.end + 1)


def _cents_after(tokens: Tokens, at: int, code: str) -> tuple[float, int] | None:
    """The part of a sum that its coins add, "and 50 cents", and the token after them."""
    rest = read_spelled(tokens, at + 1 if tokens.words[at] in ("and", ",") else at)
    if rest is None or not 0 < rest.value < 100 or rest.value != int(rest.value):
        return None
    if tokens.words[rest.end] in ("pound", "pounds"):
        return None  # whether they are money is asked of what follows them, and so on
    name = read_name(tokens, rest.end, rest)
    if name is None or name.code not in COINS:
        return None
    parts, codes = COINS[name.code]
    belongs = code in codes.split() if codes else code not in ("GBP", "IEP")
    return (rest.value / parts, name.end) if belongs and rest.value < parts else None


def with_cents(tokens: Tokens, value: float, at: int, code: str) -> tuple[float, int]:
    """ "$15 and 50 cents": the sum, and the token after it."""
    if value != int(value):
        return value, at
    cents = _cents_after(tokens, at, code) or _bare_cents(tokens, at)
    return (value + cents[0], cents[1]) if cents else (value, at)


def _bare_cents(tokens: Tokens, at: int) -> tuple[float, int] | None:
    """ "$100 and fifty", where the sentence ends."""
    rest = read_spelled(tokens, at + 1) if tokens.words[at] == "and" else None
    if rest is None or not 10 <= rest.value < 100 or tokens.words[rest.end] not in ("", ".", ","):
        return None
    both = tokens.kinds[at - 1] == "n" and tokens.kinds[at + 1] == "n"
    return None if both or tokens.glued(rest.end + 1) else (rest.value / 100, rest.end)


def with_hundredths(tokens: Tokens, number: Number, currency: Currency) -> tuple[float, int]:
    """ "3 dollars 50 cents", "15 dollars and 15": the sum, and the token after it."""
    at = currency.end
    if currency.code in COINS or number.scale > 100 or number.value != int(number.value):
        return number.value, at
    cents = _cents_after(tokens, at, currency.code)
    if cents:
        return number.value + cents[0], cents[1]
    rest = read_spelled(tokens, at + 1 if tokens.words[at] == "and" else at)
    if rest is None or not 10 <= rest.value < 100 or rest.value != int(rest.value):
        return number.value, at
    ends = tokens.words[rest.end] in _AFTER_COINS and not tokens.glued(rest.end + 1)
    ends |= currency.code in CODES and _ends_sum(tokens, at - 1, number)
    if ends and tokens.kinds[at - 1] == "w":
        return number.value + rest.value / 100, rest.end
    return number.value, at
