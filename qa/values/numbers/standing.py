"""Where a figure is no quantity: times of day, names and marks with a number, dotted chains."""

from qa.values.tables.date_names import MONTHS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import HYPHENS, Tokens

# After these a figure is a name: "Boeing 737", "Article 12", "No. 3".
_NAMING = word_set(
    "boeing airbus flight article articles section chapter page pages room route highway apollo"
    " phase version iphone ipad galaxy windows android formula channel category psalm figure table"
    " step gate platform terminal runway no nos nr nrs # № item line episode volume vol"
    " paragraph resolution title proposition amendment tier lot bus tram exit interstate flat"
    " apartment suite building block unit type model series mark mk world covid g group"
    " act rule clause schedule annex case exhibit count file form code zip box bay pier track"
    " number class war area game round day stage grade level lap heat"
)  # fmt: skip
_LOWER_TOO = word_set(
    "flight article section chapter page pages room route phase version no nos nr nrs # № item"
    " episode volume vol paragraph step gate number dial iphone ipad"
)
_DOTTED = word_set("section version chapter paragraph clause figure table python android ios")
_CODES = word_set("zip post postal area sort dialling country")
_STREETS = word_set("street avenue road lane drive boulevard square place st ave rd")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
# Before a hyphen and a figure: "mid-2019", "sub-20".
_PREFIXES = word_set("mid early late end since sub pre post under over plus non minus top")


def other_end(tokens: Tokens, at: int) -> int:
    """The token after a figure that is something else than a quantity, or 0."""
    return (
        _time_of_day(tokens, at)
        or _chain(tokens, at)
        or _ordinal(tokens, at)
        or _name(tokens, at)
        or _stroke(tokens, at)
        or _score(tokens, at)
        or _phone(tokens, at)
        or _address(tokens, at)
    )


_RESULTS = word_set("win victory defeat draw loss lead triumph thrashing scoreline deficit")


def _score(tokens: Tokens, at: int) -> int:
    """ "a 3-2 win"."""
    if not (tokens.hyphen(at + 1) and tokens.kinds[at + 2] == "n"):
        return 0
    end = at + 3 + (tokens.words[at + 3] in ("home", "away", "league", "cup", "opening"))
    return at + 3 if tokens.words[end] in _RESULTS else 0


def _phone(tokens: Tokens, at: int) -> int:
    """ "0800 123 456", "+44 20 7946 0958": groups of digits, the first with a sign or a nought."""
    raw = tokens.raw(at)
    if raw[0] != "0" and tokens.words[at - 1] != "+":
        return 0
    plus = tokens.words[at - 1] == "+" and tokens.glued(at) and at > 0
    nought = raw[0] == "0" and len(raw) > 2 and raw.isdecimal()
    end = at + 1
    while end < at + MAX_GROUPS and tokens.kinds[end] == "n" and tokens.raw(end).isdecimal():
        end += 1
    return end if nought or (plus and end > at + 1) else 0


MAX_GROUPS = 8  # of digits
MAX_STREET = 4  # words of a street's name


def _address(tokens: Tokens, at: int) -> int:
    """ "10 Downing Street", "221B Baker Street"."""
    if not tokens.is_capital(at + 1) and not tokens.is_capital(at + 2):
        return 0
    end = at + 1 + (tokens.glued(at + 1) and tokens.kinds[at + 1] == "w")
    for following in range(end, end + MAX_STREET):
        if not tokens.is_capital(following):
            return 0
        if following > end and tokens.words[following] in _STREETS:
            return following + 1
    return 0


def _time_of_day(tokens: Tokens, at: int) -> int:
    """ "5:30 p.m.", "10 a.m.", "7pm", "1:1"."""
    end = at + 1
    while _is_joint(tokens, end, ":") and tokens.kinds[end + 1] == "n":
        end += 2
    word = tokens.words[end]
    half = _half_of_day(tokens, end)
    if not half and word in _HOUR_LINKS and tokens.kinds[end + 1] == "n" and end == at + 1:
        half = _half_of_day(tokens, end + 2)  # "5 to 7 p.m."
    if half:
        return half
    if word in ("o'clock", "o’clock"):
        return end + 1
    return end if end > at + 1 else 0


_HOUR_LINKS = frozenset({"to", "-", "–", "and", "or", "until", "till"})


def _half_of_day(tokens: Tokens, at: int) -> int:
    """The token after "a.m." or "pm", or 0."""
    word = tokens.words[at]
    if word in ("am", "pm") and (tokens.glued(at) or tokens.raw(at).islower()):
        return at + 1
    if word in ("a", "p") and tokens.words[at + 1] == "." and tokens.words[at + 2] == "m":
        return at + (4 if tokens.words[at + 3] == "." else 3)
    return 0


def _is_joint(tokens: Tokens, at: int, mark: str) -> bool:
    return tokens.words[at] == mark and tokens.glued(at) and tokens.glued(at + 1)


def _chain(tokens: Tokens, at: int) -> int:
    """Three figures or more in a row, "555-123-4567", and versions: "192.168.1.2"."""
    end, marks = at + 1, 0
    while (
        tokens.kinds[end + 1] == "n"
        and tokens.glued(end)
        and tokens.glued(end + 1)
        and (tokens.words[end] in HYPHENS or tokens.words[end] == ".")
    ):
        marks += 2 if tokens.words[end] == "." else 1
        end += 2
    return end if marks > 1 else 0


def _ordinal(tokens: Tokens, at: int) -> int:
    ending = tokens.words[at + 1]
    if ending not in _ORDINAL_ENDINGS or not tokens.glued(at + 1):
        return 0
    stones = ending == "st" and not (tokens.raw(at)[-1] == "1" and tokens.raw(at)[-2:] != "11")
    return 0 if stones else at + 2  # "12st"


def _name(tokens: Tokens, at: int) -> int:
    """A figure that is part of a name or of a mark: "F-16", "No. 3", "A1", "5G"."""
    before, raw = tokens.words[at - 1] if at else "", tokens.raw(at)
    whole = raw.isdigit()
    if tokens.glued(at) and _glued_name(tokens, at):
        return at + 1
    if tokens.glued(at + 1) and _is_model(tokens, at):
        return at + 2
    lasts = before in ("for", "lasted", "lasts", "last", "within")  # "for 10D"
    if whole and tokens.glued(at + 1) and tokens.raw(at + 1) in ("G", "D") and not lasts:
        return at + 2
    if before == "code" and tokens.words[at - 2] in _CODES:
        return at + 1
    if before in _DOTTED and "," not in raw and (whole or tokens.kinds[at + 1] != "w"):
        return at + 1
    if not whole or not before:
        return 0
    if before == "." and tokens.words[at - 2] in (
        "no",
        "nos",
        "nr",
        "nrs",
        "vol",
        "fig",
        "p",
        "pp",
    ):
        return at + 1
    if before in _LOWER_TOO or (before in _NAMING and tokens.is_capital(at - 1)):
        more = tokens.hyphen(at + 1) and tokens.kinds[at + 2] == "n"  # "Boeing 747-8"
        return at + 3 if more and tokens.is_capital(at - 1) else at + 1
    return 0


_LINES = frozenset({"480", "576", "720", "1080", "1440", "2160"})  # of a picture: "1080p"
_SCREENS = word_set("television televisions tv tvs video videos screen screens display displays")


def _is_model(tokens: Tokens, at: int) -> bool:
    """ "1080p", "a 4K television", "Under-21s"."""
    after = tokens.words[at + 1]
    if after == "k":
        return tokens.raw(at) in ("2", "4", "5", "8") and tokens.words[at + 2] in _SCREENS
    if after == "p":
        return tokens.raw(at) in _LINES
    return after == "s" and at > 0 and tokens.hyphen(at - 1) and tokens.words[at - 2] == "under"


def _glued_name(tokens: Tokens, at: int) -> bool:
    before, raw = tokens.words[at - 1], tokens.raw(at)
    if before in "#@_№&" or before == "\\":
        return True
    if tokens.kinds[at - 1] == "w":
        letter = tokens.text[tokens.ends[at - 1] - 1]
        spaced = letter.lower() == letter.upper()  # a script without capitals, or spaces
        return not ("," in raw or spaced)
    return is_in_name(tokens, at)


def is_in_name(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen joins a figure to a word before it: "F-16", but not "mid-2019"."""
    if not (at > 1 and tokens.words[at - 1] in HYPHENS and tokens.hyphen(at - 1)):
        return False
    word = tokens.words[at - 2]
    return tokens.kinds[at - 2] == "w" and word not in _PREFIXES and word not in MONTHS


def _stroke(tokens: Tokens, at: int) -> int:
    """ "24/7", "9/11"."""
    if not (_is_joint(tokens, at + 1, "/") and tokens.kinds[at + 2] == "n"):
        return 0
    return at + 3
