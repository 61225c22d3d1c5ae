"""What tells that a time goes on, and whether its year is written."""

from qa.values.drafts import Draft
from qa.values.tables.date_names import GRAINS, WEEKDAYS
from qa.values.tables.number_words import ONES, ORDINALS, SCALES, TENS
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

NUMBER_WORDS = frozenset({*ONES, *TENS, *SCALES, *ORDINALS})
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
WHICH = frozenset({*ORDINALS, "final", "last", "next", "opening", "closing", "penultimate"})
PARTS = frozenset({*GRAINS.values(), *WEEKDAYS}) | word_set(
    "half third quarter trimester semester eve vigil dawn close turn start end"
    " beginning outset middle midst heart height balance remainder rest"
)
RANGE_ENDS = word_set("to - – — ~ until till til through thru")
MAX_NUMBER = 6  # words


def has_no_year(tokens: Tokens, draft: Draft) -> bool:
    return all(tokens.kinds[at] != "n" or len(tokens.raw(at)) < 4 for at in _tokens_of(draft))


def _tokens_of(draft: Draft) -> range:
    return range(draft.start, min(draft.end, draft.start + 8))
