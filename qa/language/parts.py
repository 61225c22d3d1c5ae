"""Parts and who plays them: "Anna Kim (born 1970) is known for playing Nora Vey"."""

import re

from qa.language.words import content_stems

_ASKS = re.compile(
    r"(?i)\bwho\s(?:(?:else|all|is|was|has|have|had|originally|first)\s){0,2}"
    r"(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?|voice[sd]?|act(?:s|ed) as|star(?:s|red) as)\b"
    r"(?!\s(?:against|at|for|in|on|with)\b)"
    # Nor who plays an instrument, or a match: "who plays Orsk on Sunday".
    r"(?!\s(?:the\s)?(?:(?:lead|bass|rhythm|slide|acoustic|electric)\s)?(?:guitars?|bass|drums?"
    r"|piano|keyboards?|sax\w*|trumpet|violin|viola|cello|flute|harmonica|organ|banjo|fiddle)\b)"
    r"(?!.*\b(?:next|tonight|tomorrow|on \w+day|in the (?:cup|league)"
    r"|in the (?:semi-?|quarter-?)?\s?finals?)\W*$)"
    r"|\b(?:actor|actress)\b.{0,30}\b(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?|voice[sd]?)\b"
)
# Behind these somebody else is told of: "played as a child by", "playing the judge and".
_ENDS = r"(?:by|and|or|while|with|alongside|opposite|against|is|was|are|were|went|goes|has|had)"
# "as a young Nora Vey" tells a part; what somebody was "as a singer" or "as an adult" is no part.
_NOT_THEMSELVES = (
    r"(?!\s+an?\s(?:[a-z'’-]+\s+){1,3}(?<!young\s)(?<!older\s)(?<!named\s)(?<!called\s)$)"
)
# "as", "plays the widow", "in the role of"
_BEFORE = re.compile(
    rf"\b(?i:(?<!such )(?<!well )(?<!just )(?<!long )(?<!soon )as{_NOT_THEMSELVES}|play(?:s|ed|ing)"
    r"|portray(?:s|ed|ing)|voic(?:es|ed|ing)|characters?|roles?\s(?:of|as)|parts?\sof)"
    rf"(?:\s(?!{_ENDS}\b)[a-z][\w'’-]*){{0,4}}\s+$"
)
_LISTED = re.compile(  # "her roles in films, including Nora Vey and"
    r"(?i)\broles?\b(?:(?!\b(?:by|to|for|went|was|is|were|cast|stars?|actors?)\b)[^.;()])*"
    r"\bincluding\s"
    r"(?:(?!\b(?:by|with)\b)[^.;()])*$"
)
_BEHIND = re.compile(  # "Nora Vey (Anna Kim)", "Nora Vey is a fictional widow"
    r"\s?\(\s?(?:played by\s)?(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,2})\s?\)"
    r"|(?:\s\([^()]{0,60}\)|,[^,.;]{0,60},)?\sis an? fictional\b"
)
_BY = re.compile(r"\bby\s+$")
_FAR = 160  # characters before a name that may say what it is


def asks_who_plays(question: str) -> bool:
    """Whether it asks whoever plays a part."""
    return _ASKS.search(question) is not None


def is_part(question: str, text: str, start: int, end: int) -> bool:
    """Whether a text says of a span that somebody plays it.

    Of "Anna Kim (Nora Vey)" the question tells which is the part, by naming it.
    """
    before = text[max(0, start - _FAR) : start]
    if _BY.search(before):
        return False
    if _BEFORE.search(before) or _LISTED.search(before):
        return True
    behind = _BEHIND.match(text, end)
    name = (behind["name"] or "") if behind else ""
    return behind is not None and set(content_stems(name)).isdisjoint(content_stems(question))
