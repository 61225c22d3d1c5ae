"""What the earlier figures of a text told of, and which later ones go on with it."""

from qa.values.around.subjects import STOPS, Words, is_verb, names
from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.change_words import DOWN, UP
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

MAX_APART = 16  # tokens between what a list or a change of figures begins and ends with
MAX_BACK = 24
_POINTS = word_set("points point")
_COMPARED = word_set("more less fewer higher lower")
_LINKS = frozenset({"from", "to", "against", "with", ","})
MOVING = UP | DOWN


class Earlier:
    """Words for what is counted, as they were found so far."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.counted: Words | None = None  # by the last number
        self.latest: Words | None = None  # by any last value
        self.measured: tuple[Draft, Words | None] | None = None  # by the last value but a number

    def add(self, draft: Draft, found: Words | None) -> None:
        bare = draft.kind is Kind.NUMBER and draft.unit is None
        ratio = draft.kind is Kind.SHARE and not draft.unit and found and found[0] == draft.end
        if bare or ratio:  # "one in nine people"
            self.counted = found or self.counted
        if not bare:
            self.measured = (draft, found)
        self.latest = found or self.latest

    @property
    def measured_words(self) -> Words | None:
        return self.measured[1] if self.measured else None

    def is_conversion(self, draft: Draft) -> bool:
        """Whether a value says the one before it in another unit: "277 yuan ($40)"."""
        other = self.measured[0] if self.measured else None
        opens = self.tokens.words[draft.start - 1] == "("
        return bool(other and opens and other.end == draft.start - 1 and other.kind is draft.kind)

    def moved_from(self, draft: Draft, hedged_from: int) -> Words | None:
        """What the value before told: "to 7.1 percent of GDP from 5.4 percent"."""
        if self.measured is None or self.tokens.words[hedged_from - 1] not in _LINKS:
            return None
        other, found = self.measured
        if self._is_aside(draft, hedged_from):
            return found
        words, link = self.tokens.words, self.tokens.words[hedged_from - 1]
        near = hedged_from - other.end < (MAX_APART if link == "from" else 2)
        near |= link in ("against", "with") and hedged_from - other.end < MAX_APART
        compared = link == "with" and words[hedged_from - 2] == "compared"
        if not near or not (compared or link in ("from", "to", "against")):
            return None
        alike = other.kind is draft.kind and other.unit == draft.unit
        between = words[other.end : hedged_from]
        ends = not STOPS.isdisjoint(between) or not MOVING.isdisjoint(between)
        return found if alike and not ends else None

    def _is_aside(self, draft: Draft, hedged_from: int) -> bool:
        """ "half of her fortune, some $8 billion"."""
        words = self.tokens.words
        if self.measured is None or words[hedged_from - 1] != "," or words[draft.end] == "of":
            return False
        found = self.measured[1]
        return found is not None and found[1] == hedged_from - 1

    def more_than(self, draft: Draft, hedged_from: int) -> Words | None:
        """ "7.6 million passengers in March, 5 percent more than a year ago"."""
        words = self.tokens.words
        compared = words[draft.end] in _COMPARED and words[hedged_from - 1] == ","
        if not compared or self.latest is None or hedged_from - self.latest[1] > MAX_APART:
            return None
        near = words[self.latest[1] : hedged_from]
        return self.latest if STOPS.isdisjoint(near) else None

    def goes_on(self, hedged_from: int) -> bool:
        """Whether a bare number counts what the last one did: "3,682 tigers, up from 2,967"."""
        if self.counted is None:
            return False
        words, end = self.tokens.words, self.counted[1]
        far = hedged_from - end > MAX_BACK or not STOPS.isdisjoint(words[end:hedged_from])
        link, verb = words[hedged_from - 1], words[hedged_from - 2]
        moved = link in ("to", "at", "by") and (words[end - 1] in _POINTS or is_verb(verb))
        owned = link == "of" and names(self.tokens, hedged_from - 2)  # "a target of 300,000"
        return not (far or moved or owned)
