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
    " number class"
)  # fmt: skip
_LOWER_TOO = word_set(
    "flight article section chapter page pages room route phase version no nos nr nrs # № item"
    " episode volume vol paragraph step gate number"
)
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
    )


def _time_of_day(tokens: Tokens, at: int) -> int:
    """ "5:30 p.m.", "10 a.m.", "7pm", "1:1"."""
    end = at + 1
    while _is_joint(tokens, end, ":") and tokens.kinds[end + 1] == "n":
        end += 2
    word = tokens.words[end]
    if word in ("am", "pm") and (tokens.glued(end) or tokens.raw(end).islower()):
        return end + 1
    if word in ("a", "p") and tokens.words[end + 1] == "." and tokens.words[end + 2] == "m":
        return end + (4 if tokens.words[end + 3] == "." else 3)
    if word in ("o'clock", "o’clock"):
        return end + 1
    return end if end > at + 1 else 0


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
    if tokens.words[at + 1] in _ORDINAL_ENDINGS and tokens.glued(at + 1):
        return at + 2
    return 0


def _name(tokens: Tokens, at: int) -> int:
    """A figure that is part of a name or of a mark: "F-16", "No. 3", "A1", "5G"."""
    before, raw = tokens.words[at - 1] if at else "", tokens.raw(at)
    whole = raw.isdigit()
    if tokens.glued(at) and _glued_name(tokens, at):
        return at + 1
    if whole and tokens.glued(at + 1) and tokens.raw(at + 1) in ("G", "D"):
        return at + 2
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
        return at + 1
    return 0


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
