"""Sums of money: the currency's name after a number, and the coins that go on with a sum."""

from qa.values.amounts.signs import (
    BEGINNINGS,
    LETTERS,
    SIGNS,
    WORDS,
    Currency,
    is_code,
    read_sign,
    yen_or_yuan,
)
from qa.values.numbers.spelled import Number, read_spelled
from qa.values.tables.currency_names import AMBIGUOUS, CODES, COINS, NATIONAL, RENAMED
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

MAX_WORDS = 5  # "u", ".", "s", ".", "dollars"


def read_name(tokens: Tokens, at: int, number: Number) -> Currency | None:
    """The currency that follows a number: "dollars", "U.S. dollars", "EUR", "€"."""
    raw = tokens.raw(at)
    if tokens.kinds[at] == "m" and raw in SIGNS and _is_after(tokens, at, SIGNS[raw]):
        return Currency(yen_or_yuan(tokens, SIGNS[raw]), at + 1)
    if is_code(tokens, at) and (tokens.kinds[at + 1] != "n" or _ends_sum(tokens, at, number)):
        code = raw.upper()
        return Currency(RENAMED.get(code, code), at + 1)
    if raw == "p" and tokens.glued(at):
        return Currency("pence", at + 1)
    if tokens.kinds[at] == "w" and tokens.words[at + 1] == "$" and tokens.glued(at + 1):
        sign = read_sign(tokens, at)  # "20 US$"
        if sign and tokens.kinds[sign.end] != "n":
            return sign
    national: Currency | None = None
    if tokens.words[at] in NATIONAL and tokens.words[at + 1] in WORDS:
        code = WORDS[tokens.words[at + 1]]
        if code not in ("USD", "GBP", "EUR"):  # "50 Bangladeshi takas"
            national = Currency(code, at + 2)
    key, following = "", at
    found = national
    for _ in range(MAX_WORDS):
        word = tokens.words[following]
        key = f"{key}{'' if word == '.' or not key else '-'}{word}".replace(".-s", ".s")
        following += 1
        if key in WORDS and not _is_other(tokens, number, key, following):
            found = Currency(WORDS[key], following)
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
    if not is_code(tokens, at) or after_sum in WORDS or after_sum in BEGINNINGS:
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
    " spends spent spending invest invested debt debts loan loans bonus ticket tickets rent rents"
    " earn earns earned money cash bank compensation grant prize fund funds funding raised donation"
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
    """Whether two digits after "pounds" are pence: "5 pounds 20", "nine pounds ninety-nine"."""
    if tokens.kinds[at] == "n" and len(tokens.raw(at)) != 2:
        return False
    rest = read_spelled(tokens, at)
    if rest is None or not 10 <= rest.value < 100 or rest.value % 1:
        return False
    return tokens.words[rest.end] in _AFTER_COINS and not tokens.glued(rest.end + 1)


def with_scale_letter(tokens: Tokens, number: Number, letters: tuple[str, ...]) -> Number:
    """After a sign "m" is a million: "£140m", "$10 m"; before a currency "k" and "b" scale too."""
    letter = tokens.words[number.end]
    if letter in letters and tokens.kinds[number.end - 1] == "n":
        scale = LETTERS[letter]
        return number._replace(value=number.value * scale, end=number.end + 1, scale=scale)
    return number


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


def _is_told_in_words(tokens: Tokens, number: Number, at: int) -> bool:
    return tokens.kinds[number.start] == tokens.kinds[at + 1] == "w"


def with_hundredths(tokens: Tokens, number: Number, currency: Currency) -> tuple[float, int]:
    """ "3 dollars 50 cents", "15 dollars and 15": the sum, and the token after it."""
    at = currency.end
    if currency.code in COINS or number.scale > 100 or number.value != int(number.value):
        return number.value, at
    cents = _cents_after(tokens, at, currency.code)
    if cents:
        return number.value + cents[0], cents[1]
    joined = tokens.words[at] == "and"
    rest = read_spelled(tokens, at + joined)
    least = 1 if joined and _is_told_in_words(tokens, number, at) else 10
    if rest is None or not least <= rest.value < 100 or rest.value != int(rest.value):
        return number.value, at
    if rest.value < 10 and tokens.words[rest.end] in ("and", "", "."):
        return number.value + rest.value / 100, rest.end  # "one dollar and two"
    ends = tokens.words[rest.end] in _AFTER_COINS and not tokens.glued(rest.end + 1)
    ends |= currency.code in CODES and _ends_sum(tokens, at - 1, number)
    if ends and tokens.kinds[at - 1] == "w":
        return number.value + rest.value / 100, rest.end
    return number.value, at
