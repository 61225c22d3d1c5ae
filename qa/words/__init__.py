"""Words and phrases, found as they stand: `find_typed(searcher, text)`."""

from qa.words.find import find_words
from qa.words.read import find_typed
from qa.words.records import Facets, Sought, WordHeadline, WordHit, WordResult
from qa.words.typed import Typed, read_typed

__all__ = [
    "Facets",
    "Sought",
    "Typed",
    "WordHeadline",
    "WordHit",
    "WordResult",
    "find_typed",
    "find_words",
    "read_typed",
]
