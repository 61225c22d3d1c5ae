"""Which words may name what is counted."""

from qa.values.tables.word_lists import FUNCTION_WORDS, PLURALS
from qa.values.tables.word_sets import word_set

_NO_PLURAL = ("ss", "us", "is")
_NEVER = FUNCTION_WORDS | word_set(
    "onwards upwards downwards inwards outwards afterwards backwards forwards sometimes overseas"
    " indoors outdoors nowadays thereabouts"
)


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    if word in PLURALS:
        return True
    if word in _NEVER or len(word) < 4:
        return False
    return word.endswith("s") and not word.endswith(_NO_PLURAL)
