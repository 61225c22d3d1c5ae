"""Which marks a text sets around what it quotes: “English”, „German“, « French », ”Swedish”.

A mark that opens in one language closes in another, so that the whole text says what it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

MAX_QUOTED = 4_000  # characters; marks further apart are not those of one quotation
MAX_SINGLE = 800  # the same between apostrophes: each may open one, and is looked at so far
_SPACE = r"[\s\u00a0\u202f]"
# An apostrophe is no mark: one that opens stands before a word, one that closes after.
_SINGLE = r"(?<!\w)‘((?:(?!\n[ \t]*\n)[^‘]){1,4000}?)’(?!\w)"
_Pair = tuple[str, str]


def quotation_pattern(text: str) -> re.Pattern[str]:
    """What finds its quotations, marks and all; of each one group holds what is within."""
    return _pattern((*_guillemets(text, "«", "»"), *_guillemets(text, "‹", "›"), *_curly(text)))


def _guillemets(text: str, left: str, right: str) -> Iterator[_Pair]:
    """Which way they point, by most of them; where that says nothing, by the first."""
    at = text.find(left), text.find(right)
    if max(at) < 0:
        return
    if at[0] < 0:
        yield right, right
        return
    outward = _opening(text, left) + _closing(text, right)
    inward = _opening(text, right) + _closing(text, left)
    is_inward = inward > outward or (inward == outward and 0 <= at[1] < at[0])
    yield (right, left) if is_inward else (left, right)


def _opening(text: str, mark: str) -> int:
    return len(re.findall(rf"(?<![^\s(\[—–]){mark}(?=[^\W_])", text))


def _closing(text: str, mark: str) -> int:
    return len(re.findall(rf"(?<=[^\s(\[]){mark}(?![^\W_])", text))


def _curly(text: str) -> Iterator[_Pair]:
    if "„" in text:
        yield "„", "“”"
    if "“" in text:
        yield "“", "”"
    elif "”" in text and "„" not in text:
        yield "”", "”"
        if "‘" not in text:
            yield "’", "’"
    if re.search(r"(?<!\w)‚(?=\w)", text):
        yield "‚", "‘’"


@lru_cache(maxsize=64)
def _pattern(pairs: tuple[_Pair, ...]) -> re.Pattern[str]:
    ways = [
        _between(*pair) for pair in (*pairs, ("「", "」"), ("『", "』"), ('"', '"'), ("'", "'"))
    ]
    if not any(opening == "‚" for opening, _ in pairs):
        ways.append(_SINGLE)
    return re.compile("|".join(ways))


def _between(opening: str, closing: str) -> str:
    if opening in "'’":
        within = rf"(?:(?!\n[ \t]*\n)[^\"“”]){{1,{MAX_SINGLE}}}?"
        return rf"(?<!\w){opening}(?=[^\s{opening}])({within})(?<=\S){opening}(?!\w)"
    # No empty line, no mark of its kind.
    within = rf"((?:(?!\n[ \t]*\n)[^{opening}{closing}]){{1,{MAX_QUOTED}}}?)"
    if opening == closing:
        return rf"(?<!\w){opening}{within}{opening}(?!\w)"
    if opening == "‚":
        return rf"(?<!\w)‚(?=\w){within}[{closing}](?!\w)"
    return rf"{opening}{within}[{closing}]"
