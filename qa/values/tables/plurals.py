"""Which words may name what is counted."""

from qa.values.tables.word_lists import FUNCTION_WORDS, PLURALS

_NO_PLURAL = ("ss", "us", "is")


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    if word in PLURALS:
        return True
    if word in FUNCTION_WORDS or len(word) < 4:
        return False
    return word.endswith("s") and not word.endswith(_NO_PLURAL)
