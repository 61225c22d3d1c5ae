"""Parts and who plays them: "Anna Kim (born 1970) is known for playing Nora Vey"."""

import re

_ASKS = re.compile(
    r"(?i)\bwho\s(?:(?:else|all|is|was|has|have|had|originally|first)\s){0,2}"
    r"(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?|voice[sd]?|act(?:s|ed) as|star(?:s|red) as)\b"
    r"(?!\s(?:against|at|for|in|on|with)\b)"
    r"|\b(?:actor|actress)\b.{0,30}\b(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?|voice[sd]?)\b"
)
# "as", "plays the widow", "in the role of"; not "played as a child by".
_BEFORE = re.compile(
    r"\b(?i:as|play(?:s|ed|ing)|portray(?:s|ed|ing)|voic(?:es|ed|ing)|characters?"
    r"|roles?\s(?:of|as)|parts?\sof)(?:\s(?!by\b)[a-z][\w'’-]*){0,4}\s+$"
)
_LISTED = re.compile(  # "her roles in films, including Nora Vey and"
    r"(?i)\broles?\b(?:(?!\b(?:by|to|for|went|was|is|were)\b)[^.;()])*\bincluding\s"
    r"(?:(?!\b(?:by|with)\b)[^.;()])*$"
)
_BEHIND = re.compile(  # "Nora Vey (Anna Kim)", "Nora Vey is a fictional widow"
    r"\s?\(\s?(?:played by\s)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,2}\s?\)"
    r"|.{0,60}?\bis an? fictional\b"
)
_FAR = 160  # characters before a name that may say what it is


def asks_who_plays(question: str) -> bool:
    """Whether it asks whoever plays a part."""
    return _ASKS.search(question) is not None


def is_part(text: str, start: int, end: int) -> bool:
    """Whether a text says of a span that somebody plays it."""
    before = text[max(0, start - _FAR) : start]
    return bool(_BEFORE.search(before) or _LISTED.search(before) or _BEHIND.match(text, end))
