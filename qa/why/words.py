"""What each feature says of an answer, in words for people."""

from collections.abc import Callable, Mapping

_ALL = 0.999  # of a share, from here on

# Where it is more than usual, and where it is less.
_SAYS: Mapping[str, tuple[str, str]] = {
    "share": (
        "The reader takes hardly any other words in the passages found for the answer",
        "The reader takes other words in the passages found for the answer as well",
    ),
    "span": (
        "The reader marks these words rather than any others that were found",
        "The reader could have marked other words that were found",
    ),
    "among": (
        "The reader takes its passage to answer rather than any other",
        "The reader takes another passage to answer rather than this one",
    ),
    "answers": (
        "The reader takes its passage for one that answers",
        "The reader is less sure than usual that its passage answers at all",
    ),
    "within": (
        "The reader marks these words in their passage, and hardly any others",
        "The reader could have marked other words of the same passage",
    ),
    "similarity": (
        "Its passage is near to the question in meaning",
        "Its passage is not as near to the question in meaning as is usual",
    ),
    "retrieval": (
        "Search put its passage near the front",
        "Search did not put its passage in front, by meaning or by words",
    ),
    "coverage": (
        "Its sentence holds more of the question’s words than is usual",
        "Its sentence lacks more of the question’s words than is usual",
    ),
    "passage": (
        "Its passage and title hold more of the question’s words than is usual",
        "Its passage and title lack more of the question’s words than is usual",
    ),
    "strange": (
        "Its passage and title lack names or figures of the question",
        "Its passage and title lack none of the question’s names and figures",
    ),
    "misfit": (
        "It has not the form that the question asks for",
        "It has no other form than the question asks for",
    ),
    "again": (
        "At a second look at the likeliest sentences, the reader marks these words, not others",
        "At a second look at the likeliest sentences, the reader could have marked other words",
    ),
    "again_answers": (
        "At a second look, its sentence answers by itself",
        "At a second look, its sentence answers less surely than is usual",
    ),
    "lead": (
        "No other sentence of its article holds nearly as many of the question’s words",
        "Another sentence of its article holds about as many of the question’s words",
    ),
}
_EXACTLY: Mapping[str, Callable[[float], str | None]] = {
    "retrieval": lambda value: (
        "Search put its passage first, by meaning and by words" if value >= _ALL else None
    ),
    "coverage": lambda value: (
        "Its sentence holds all of the question’s words"
        if value >= _ALL
        else "Its sentence shares no word with the question"
        if value <= 0
        else None
    ),
    "passage": lambda value: (
        "Its passage and title hold all of the question’s words" if value >= _ALL else None
    ),
    "strange": lambda value: (
        "Its passage and title hold none of the question’s names and figures"
        if value >= _ALL
        else None
    ),
}
WORDED = frozenset(_SAYS)


def in_words(feature: str, value: float, usual: float) -> str:
    """What a value of a feature says, beside what it usually is."""
    exactly = _EXACTLY[feature](value) if feature in _EXACTLY else None
    return exactly or _SAYS[feature][0 if value > usual else 1]
