"""Which names a note gives as wrong."""

import re

from qa.language.words import same_run

_REACH = 160  # characters before a name
_NAME = re.compile(
    r"\b[^\W\d_a-z][\w'’-]*(?:\s+(?:(?:of|de|da|del|van|von|der|al|bin|the)\s+){0,2}"
    r"[^\W\d_a-z][\w'’-]*)*"
)
_LOWER = r"(?:\s+(?-i:[a-z])[\w-]*){0,8}\s+"  # words that are no names
_SAID = r"(?:said|stated|gave|reported|wrote|claimed|listed)"
_TEXT = r"(?:article|version|report|headline|caption|column|story|piece|item|dispatch|post)"
# "misnamed the minister as", "rather than", "not in"
_DENIES = re.compile(
    r"(?i)\b(?:we\s+(?:also\s+)?(?:named|identified|called|described|listed|gave)\b[^.;]{1,80}?\sas\s+"
    r"|mis(?!sed\b)\w+ed\b[^.;]{1,80}?\s(?:as|to be)(?:\s+the)?\s+"
    r"|(?<!or )(?:not|instead of|rather than)\s+(?:(?:in|at|by|to|of|for|the)\s+){0,2})$"
)
# "incorrectly said that the minister was", "we said that the camp was opened by"
_GIVES = re.compile(
    r"(?i)\b(?:(?:wrongly|incorrectly|inaccurately|mistakenly|erroneously)"
    rf"|(?:we|(?:our|this|an?|the)(?:\s+(?:earlier|previous|original|first))?\s+{_TEXT})\b"
    rf"[^.;]{{0,60}}?\b{_SAID}){_LOWER}$"
)
_TURNS = re.compile(r"(?i)\b(?:not|instead|rather|should|but|correct(?:ly)?)\b")
_ENDS = re.compile(r"\s*(?:[.;,)\]]|$|(?:as|when|instead|rather|but)\b)")


def denies_name(note: str, words: str) -> bool:
    """Whether a note gives as wrong the name that an answer is or has in it."""
    if not any(word[0].isupper() for word in words.split()):
        return False
    return any(
        _is_of(name[0], words) and _is_denied(note, *name.span()) for name in _NAME.finditer(note)
    )


def _is_of(name: str, words: str) -> bool:
    """Whether an answer has a name, or is the last word of it: "Li" of "Ruth Li"."""
    if len(words.split()) < len(name.split()):
        name = name.split()[-1]
    return same_run(name, words)


def _is_denied(note: str, start: int, end: int) -> bool:
    before = note[max(0, start - _REACH) : start]
    if _DENIES.search(before):
        return True
    given = _GIVES.search(before)
    if given is None or _TURNS.search(given[0]) or not _ENDS.match(note, end):
        return False
    name, rest = note[start:end], f"{note[:start]} {note[end:]}"
    return re.search(rf"\b{re.escape(name)}\b", rest) is None  # else it is said, and stands
