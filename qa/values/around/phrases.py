"""A noun with the words that go with it, from the token after a figure on."""

from qa.values.around.subjects import Words, is_participle, names
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_lists import PLURALS, STATES
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

MAX_WORDS = 5  # of what is counted
_HARMED = word_set(
    "injured wounded displaced infected detained arrested killed accused disabled unemployed"
    " hospitalised hospitalized convicted"
)


class Phrases:
    """Reads the nouns of a text; no token of a value (`taken`) is part of one."""

    def __init__(self, tokens: Tokens, taken: bytearray) -> None:
        self.tokens = tokens
        self.taken = taken

    def names(self, at: int) -> bool:
        return not self.taken[at] and names(self.tokens, at)

    def read(self, at: int, single: bool) -> Words | None:
        """A noun with what stands before it; of "the government's target" the target."""
        found = self._read(at, single)
        if found is None or self.tokens.words[found[1]] not in ("'", "’"):
            return found
        owned = found[1] + 1 + (self.tokens.words[found[1] + 1] == "s")
        while self.taken[owned]:
            owned += 1  # "40 of the city's 112 routes"
        return self._read(owned, single) or found

    def _read(self, at: int, single: bool) -> Words | None:
        """Up to the first plural, or the words in a row."""
        tokens, end = self.tokens, at
        while end < at + MAX_WORDS and self.names(end):
            if is_plural(tokens.words[end]) and tokens.words[end] not in STATES:
                if tokens.words[end] in PLURALS and self._is_plural_name(end + 1):
                    end += 1  # "police officers"
                return at, self._with_more(end + 1)
            end += 1
            if tokens.hyphen(end) and self.names(end + 1):
                end += 1
        while end > at and tokens.words[end - 1] in STATES:
            end -= 1
        if end == at:
            return None
        joined = self._joined(end)
        if joined:
            return at, joined
        end = end if single else self._without_verb(at, end)
        return (at, end) if end > at else None

    def _is_plural_name(self, at: int) -> bool:
        return self.names(at) and is_plural(self.tokens.words[at])

    def _joined(self, at: int) -> int:
        """The end of "telecom and online fraud cases", from its "and" on."""
        if self.tokens.words[at] not in ("and", "or"):
            return 0
        for end in range(at + 1, at + MAX_WORDS):
            if not self.names(end):
                return 0
            if is_plural(self.tokens.words[end]):
                return end + 1
        return 0

    def _with_more(self, end: int) -> int:
        """With what all is of: "leaders and key members of fraud groups"."""
        if self.tokens.words[end] == "of" and self.names(end + 1):
            rest = self.read(end + 1, single=True)
            return rest[1] if rest else end
        return end

    def _without_verb(self, at: int, end: int) -> int:
        last = self.tokens.words[end - 1]
        if end == at + 1 and is_participle(last) and last not in _HARMED:
            return at  # "12 survived"
        return end - 1 if end > at + 1 and (is_participle(last) or last.endswith("ing")) else end
