"""The words for what a figure counts or measures: "4,666 suspects", "a fee of 5 euros"."""

from qa.values.around.subjects import GENERAL, Words, before_figure, names, noun_ending_at
from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.change_words import DOWN, UP
from qa.values.tables.plurals import is_plural
from qa.values.tables.unit_names import LENGTHS
from qa.values.tables.word_lists import OWNERS, PLURALS, SKIPPED, STATES
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

MAX_WORDS = 5  # of what is counted
_BE = word_set("were are was is")
# "Debt at 64 percent of output" tells of the debt.
_WHOLES = frozenset({("output",), ("gdp",), ("gross", "domestic"), ("economic", "output"),
                     ("national", "income"), ("the", "economy")})  # fmt: skip
_AWAY = word_set(
    "south north east west northeast northwest southeast southwest away off out below above from"
    " inland offshore ahead behind clear further farther outside"
)
_OR_SO = frozenset({("or", "so"), ("or", "more"), ("or", "fewer"), ("or", "less")})
_STEPS = word_set("last next previous")
_THEM = word_set("them whom these those which")
_HARMED = word_set(
    "injured wounded displaced infected detained arrested killed accused disabled unemployed"
    " hospitalised hospitalized convicted"
)
_HELD = word_set("prison jail custody detention captivity hospital office power exile")


class CountedFinder:
    """Finds what each value of a text counts, one after the other."""

    def __init__(self, tokens: Tokens, drafts: list[Draft]) -> None:
        self.tokens = tokens
        self.taken = bytearray(len(tokens.words))  # tokens that belong to a value
        for draft in drafts:
            for at in range(draft.start, draft.end):
                self.taken[at] = 1
        self.last: Words | None = None  # what the last number counted

    def find(self, draft: Draft, hedged_from: int) -> Words | None:
        """What a value counts, from what follows it, or else from what stands before it."""
        if draft.is_time:
            return None
        if draft.kind is Kind.NUMBER and draft.unit is None:
            found = self._number(draft, hedged_from)
            self.last = found or self.last
            return found
        if draft.kind is Kind.DURATION:
            return self._attribute(draft) or self._noun_of(hedged_from) or self._held(draft.end)
        return self._measured(draft, hedged_from)

    def _number(self, draft: Draft, hedged_from: int) -> Words | None:
        tokens, at = self.tokens, draft.end
        if tokens.hyphen(at):
            return (at + 1, at + 2) if self._names(at + 1) else None
        while tokens.words[at] in SKIPPED and at < draft.end + 2:
            at += 1
        if tokens.words[at] == "of":
            return self._of(at)
        if self._is_of_a_score(draft):
            return None
        if (tokens.words[at], tokens.words[at + 1]) in _OR_SO:
            at += 2
        if tokens.words[at] in _BE and is_plural(tokens.words[at + 1]):
            return at + 1, at + 2
        step = tokens.words[at] in _STEPS
        found = None if step else self._phrase(at, single=draft.value == 1)
        if found:
            return found
        if tokens.words[hedged_from - 1] in ("another", "the") or self._of_whom(hedged_from):
            return self.last
        return before_figure(tokens, self.taken, hedged_from)

    def _is_of_a_score(self, draft: Draft) -> bool:
        """ "3-1", "218-210": they count nothing that is named."""
        tokens = self.tokens
        before = tokens.hyphen(draft.start - 1) and self.taken[draft.start - 2]
        return bool(before or (tokens.hyphen(draft.end) and self.taken[draft.end + 1]))

    def _of_whom(self, at: int) -> bool:
        return self.tokens.words[at - 2] == "of" and self.tokens.words[at - 1] in _THEM

    def _measured(self, draft: Draft, hedged_from: int) -> Words | None:
        words = self.tokens.words
        whole = any(tuple(words[draft.end + 1 : draft.end + 1 + len(w)]) == w for w in _WHOLES)
        if draft.kind is Kind.MEASURE and words[draft.end] in _AWAY and draft.unit in LENGTHS:
            return None
        if tuple(words[draft.end : draft.end + 2]) == ("worth", "of"):
            return self._phrase(draft.end + 2, single=True)
        if draft.kind is Kind.SHARE and draft.unit is None and self._names(draft.end):
            return None if self._ends_here(draft.end) else self._phrase(draft.end, single=False)
        found = None if whole else self._of(draft.end) or self._attribute(draft)
        if not found and draft.kind is Kind.MONEY and self.tokens.words[draft.end] == "in":
            found = self._phrase(draft.end + 1, single=True)  # "$61bn in aid"
        if found:
            return found
        if draft.unit == "times":
            owned = self.tokens.words[draft.end] in OWNERS
            return self._phrase(draft.end + 1, single=True) if owned else None
        if draft.kind in (Kind.AGE, Kind.MEASURE):
            found = self._beside(draft)
        elif self.tokens.words[hedged_from - 1] in ("with", "and", "while", ","):
            found = self._bare_after(draft)
        return found or before_figure(self.tokens, self.taken, hedged_from)

    def _names(self, at: int) -> bool:
        return not self.taken[at] and names(self.tokens, at)

    def _of(self, at: int) -> Words | None:
        """What stands after "of": "of the 41 drones", "of rice", "of them women"."""
        tokens = self.tokens
        if tokens.words[at] != "of":
            return None
        at += 1
        if tokens.words[at] in _THEM and not self._names(at + 1):
            return self.last
        for _ in range(6):
            skipped = tokens.words[at] in OWNERS or tokens.words[at] in SKIPPED
            if skipped or self.taken[at] or tokens.words[at] in _THEM:
                at += 1
        return self._phrase(at, single=True)

    def _phrase(self, at: int, single: bool) -> Words | None:
        """A noun with what stands before it: up to the first plural, or the words in a row."""
        tokens, end = self.tokens, at
        while end < at + MAX_WORDS and self._names(end):
            if is_plural(tokens.words[end]) and tokens.words[end] not in STATES:
                if tokens.words[end] in PLURALS and self._is_plural_name(end + 1):
                    end += 1  # "police officers"
                return at, self._with_more(end + 1)
            end += 1
            if tokens.hyphen(end) and self._names(end + 1):
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
        return self._names(at) and is_plural(self.tokens.words[at])

    def _joined(self, at: int) -> int:
        """The end of "telecom and online fraud cases", from its "and" on."""
        if self.tokens.words[at] not in ("and", "or"):
            return 0
        for end in range(at + 1, at + MAX_WORDS):
            if not self._names(end):
                return 0
            if is_plural(self.tokens.words[end]):
                return end + 1
        return 0

    def _with_more(self, end: int) -> int:
        """With what all is of: "leaders and key members of fraud groups"."""
        if self.tokens.words[end] == "of" and self._names(end + 1):
            rest = self._phrase(end + 1, single=True)
            return rest[1] if rest else end
        return end

    def _without_verb(self, at: int, end: int) -> int:
        last = self.tokens.words[end - 1]
        if end == at + 1 and last.endswith("ed") and last not in _HARMED:
            return at  # "12 survived"
        return end - 1 if end > at + 1 and last.endswith(("ed", "ing")) else end

    def _attribute(self, draft: Draft) -> Words | None:
        """What a figure stands before: "a 6.7-inch screen", "a 34-year-old driver"."""
        if draft.attributive or draft.kind in (Kind.AGE, Kind.MONEY):
            at = draft.end + self.tokens.hyphen(draft.end)
            if self._names(at) and not self._ends_here(at):
                return self._phrase(at, single=True)
        return None

    def _ends_here(self, at: int) -> bool:
        word = self.tokens.words[at]
        return word in STATES or word in UP or word in DOWN

    def _bare_after(self, draft: Draft) -> Words | None:
        """ "with 39% opposed"."""
        if draft.kind is not Kind.SHARE or not self._names(draft.end):
            return None
        return None if self._ends_here(draft.end) else self._phrase(draft.end, single=True)

    def _beside(self, draft: Draft) -> Words | None:
        """Whom an age tells of: "children aged four", "two boys, 15 and 16", "a whale, 17 m"."""
        at = draft.start - 1
        if self.tokens.words[at] == "and":
            while at > 0 and (self.taken[at - 1] or self.tokens.words[at] == ","):
                at -= 1
            at -= self.tokens.words[at] == "and"
        if self.tokens.words[at] == ",":
            return noun_ending_at(self.tokens, self.taken, at)
        if draft.kind is Kind.AGE and self._names(at):
            return noun_ending_at(self.tokens, self.taken, at + 1)
        return None

    def _held(self, at: int) -> Words | None:
        """ "four years in prison"."""
        held = self.tokens.words[at] in ("in", "of") and self.tokens.words[at + 1] in _HELD
        return (at + 1, at + 2) if held else None

    def _noun_of(self, hedged_from: int) -> Words | None:
        """ "a delay of 9 ms"."""
        words = self.tokens.words
        if words[hedged_from - 1] != "of" or words[hedged_from - 2] in GENERAL:
            return None
        return noun_ending_at(self.tokens, self.taken, hedged_from - 1)
