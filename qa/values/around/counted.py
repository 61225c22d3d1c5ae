"""The words for what a figure counts or measures: "4,666 suspects", "a fee of 5 euros"."""

from qa.values.around.earlier import MAX_APART, MOVING, Earlier
from qa.values.around.phrases import Phrases
from qa.values.around.subjects import (
    GENERAL,
    Words,
    before_figure,
    is_object,
    is_verb,
    noun_ending_at,
)
from qa.values.drafts import Draft
from qa.values.records import Kind
from qa.values.tables.plurals import is_plural
from qa.values.tables.unit_names import LENGTHS
from qa.values.tables.word_lists import OWNERS, SKIPPED, STATES
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

_BE = word_set("were are was is lies sits stands")
# "Debt at 64 percent of output" tells of the debt.
_WHOLES = frozenset({("output",), ("gdp",), ("gross", "domestic"), ("economic", "output"),
                     ("national", "income"), ("the", "economy"), ("its", "value"),
                     ("their", "value"), ("its", "level"), ("their", "level")})  # fmt: skip
_AWAY = word_set(
    "south north east west northeast northwest southeast southwest away off out below above from"
    " inland offshore ahead behind clear further farther outside underground underwater"
    " inside into along beneath"
)
_OR_SO = frozenset({("or", "so"), ("or", "more"), ("or", "fewer"), ("or", "less")})
_OF_THESE = word_set(
    "worth valued costing at of with for is are was were holding containing carrying weighing"
    " measuring totalling totaling"
)
_HARMING = word_set("killing injuring wounding leaving claiming hurting")
_OBJECTS = word_set("it the a an them him her this that")
_STEPS = word_set("last next previous past first")
_THEM = word_set("them whom these those which")
_HELD = word_set("prison jail custody detention captivity hospital office power exile orbit space")


def _is_whole(words: list[str], at: int) -> bool:
    return any(tuple(words[at : at + len(whole)]) == whole for whole in _WHOLES)


class CountedFinder:
    """Finds what each value of a text counts, one after the other."""

    def __init__(self, tokens: Tokens, drafts: list[Draft]) -> None:
        self.tokens = tokens
        self.taken = bytearray(len(tokens.words))  # tokens that belong to a value
        for draft in drafts:
            for at in range(draft.start, draft.end):
                self.taken[at] = 1
        self.used = bytearray(self.taken)  # these, and the words for what values count
        self.phrases = Phrases(tokens, self.taken)
        self.earlier = Earlier(tokens)

    def find(self, draft: Draft, hedged_from: int) -> Words | None:
        """What a value counts, from what follows it, or else from what stands before it."""
        if draft.is_time:
            return None
        if draft.kind is Kind.NUMBER and draft.unit is None:
            found = self._number(draft, hedged_from)
        elif draft.kind is Kind.DURATION:
            found = self._lasting(draft, hedged_from)
        elif self.earlier.is_conversion(draft):
            found = self.earlier.measured_words
        else:
            earlier = self.earlier
            found = earlier.more_than(draft, hedged_from) or earlier.moved_from(draft, hedged_from)
            found = found or self._measured(draft, hedged_from)
        self.earlier.add(draft, found)
        if found and found[0] >= draft.end and draft.value != 1 and not draft.attributive:
            self.used[found[0] : found[1]] = b"\x01" * (found[1] - found[0])
        return found

    def _lasting(self, draft: Draft, hedged_from: int) -> Words | None:
        words = self.tokens.words
        found = self._attribute(draft) or self._noun_of(hedged_from) or self._held(draft.end)
        if found:
            return found
        verb = hedged_from - 2 if words[hedged_from - 1] in ("by", "to") else hedged_from - 1
        moved = words[verb] in MOVING  # "life expectancy fell by 1.5 years"
        if moved or words[hedged_from - 1 - (words[hedged_from - 1] == "now")] in _BE:
            return before_figure(self.tokens, self.used, hedged_from)
        return self.earlier.moved_from(draft, hedged_from) or self._from(draft, hedged_from)

    def _from(self, draft: Draft, hedged_from: int) -> Words | None:
        """ "cut the journey from three hours to 75 minutes"."""
        words = self.tokens.words
        if words[hedged_from - 1] != "from" or words[draft.end] != "to":
            return None
        return noun_ending_at(self.tokens, self.taken, hedged_from - 1)

    def _number(self, draft: Draft, hedged_from: int) -> Words | None:
        tokens, at = self.tokens, draft.end
        if tokens.hyphen(at):
            return (at + 1, at + 2) if self.phrases.names(at + 1) else None
        while tokens.words[at] in SKIPPED and at < draft.end + 2:
            at += 1
        if tokens.words[at] == "of":
            return self._of(at)
        if self._is_of_a_score(draft):
            return None
        if (tokens.words[at], tokens.words[at + 1]) in _OR_SO:
            at += 2
        if tokens.words[at] in _BE and is_plural(tokens.words[at + 1]):
            return at + 1, at + 2  # "205 were fugitives"
        step = tokens.words[at] in _STEPS
        found = None if step else self.phrases.read(at, single=draft.value == 1)
        vague = draft.value is None and draft.high is None  # "tens of thousands sleep outside"
        if found and not (vague and not is_plural(tokens.words[found[1] - 1])):
            return found
        if tokens.words[hedged_from - 1] in ("another", "the") or self._of_whom(hedged_from):
            return self.earlier.counted
        if tokens.words[hedged_from - 1] in _HARMING or vague:
            return None  # "killing 26"; "hundreds"
        if self.earlier.goes_on(hedged_from):
            return self.earlier.counted
        if is_object(tokens, hedged_from):
            return None  # "the fire killed at least 15"
        return self._before(hedged_from)

    def _before(self, hedged_from: int) -> Words | None:
        """What stands before a figure; what another value counts only where that is said of it."""
        if self.tokens.words[hedged_from - 1] in _THEM:
            return self.earlier.counted  # "most of them over 65"
        said = self.tokens.words[hedged_from - 1] in _OF_THESE
        found = None if said else before_figure(self.tokens, self.used, hedged_from)
        return found or before_figure(self.tokens, self.taken, hedged_from)

    def _is_of_a_score(self, draft: Draft) -> bool:
        """ "3-1", "218-210": they count nothing that is named."""
        tokens = self.tokens
        before = tokens.hyphen(draft.start - 1) and self.taken[draft.start - 2]
        return bool(before or (tokens.hyphen(draft.end) and self.taken[draft.end + 1]))

    def _of_whom(self, at: int) -> bool:
        return self.tokens.words[at - 2] == "of" and self.tokens.words[at - 1] in _THEM

    def _measured(self, draft: Draft, hedged_from: int) -> Words | None:
        if draft.kind is Kind.MEASURE and self._is_away(draft, hedged_from):
            return None
        if draft.kind is Kind.SHARE and draft.unit is None and self.phrases.names(draft.end):
            ends = self._ends_here(draft.end)
            return None if ends else self.phrases.read(draft.end, single=False)
        found = self._after(draft, hedged_from)
        if found:
            return found
        if draft.kind is Kind.MONEY and is_object(self.tokens, hedged_from):
            return self._for(draft.end)  # who paid it is not what it is for
        if draft.unit == "times" or (draft.kind is Kind.AGE and self._is_whose(draft)):
            return None
        if draft.kind in (Kind.AGE, Kind.MEASURE):
            found = self._beside(draft, hedged_from)
        elif self.tokens.words[hedged_from - 1] in ("with", "and", "while", ","):
            found = self._bare_after(draft)
        return found or self._before(hedged_from)

    def _is_away(self, draft: Draft, hedged_from: int) -> bool:
        """ "80 kilometres south of the capital", ", 20 centimetres below the record"."""
        before, after = self.tokens.words[hedged_from - 1], self.tokens.words[draft.end]
        if after in ("above", "below") and before in (",", "just"):
            return True
        return after in _AWAY and draft.unit in LENGTHS and before not in _BE

    def _after(self, draft: Draft, hedged_from: int) -> Words | None:
        """What follows a value and says what it is of."""
        words, end, read = self.tokens.words, draft.end, self.phrases.read
        if tuple(words[end : end + 2]) == ("worth", "of"):
            return read(end + 2, single=True)
        if draft.unit == "times":
            return read(end + 1, single=True) if words[end] in OWNERS else None
        more = draft.kind is Kind.SHARE and words[end] in SKIPPED  # "1.9% more beds"
        half = draft.kind is Kind.SHARE and draft.unit is None and words[end] in OWNERS
        found = read(end + 1, single=True) if more or half else None
        if found or half:
            return found
        within = words[draft.start - 1] == "within" and draft.unit in LENGTHS
        # "Bad loans rose to 4.1% of its book" tells of the loans.
        within |= words[hedged_from - 1] == "to" and words[hedged_from - 2] in MOVING
        if not within and words[end] == "of" and not _is_whole(words, end + 1):
            found = self._of(end)
        found = found or self._attribute(draft) or self._article(draft, hedged_from)
        if found or draft.kind is not Kind.MONEY:
            return found
        if words[end] == "in":
            return read(end + 1, single=True)  # "$61bn in aid"
        found = read(end + 1, single=True) if words[end] in _BE else None
        plural = found and is_plural(words[found[1] - 1])
        return found if plural else None  # "$65 million are damages"

    def _of(self, at: int) -> Words | None:
        """What stands after "of": "of the 41 drones", "of rice", "of them women"."""
        tokens = self.tokens
        if tokens.words[at] != "of":
            return None
        at += 1
        if tokens.words[at] in _THEM and not self.phrases.names(at + 1):
            return self.earlier.counted
        for _ in range(6):
            word = tokens.words[at]
            skipped = word in OWNERS or word in SKIPPED or word in _STEPS
            if skipped or self.taken[at] or tokens.words[at] in _THEM:
                at += 1
        found = self.phrases.read(at, single=True)
        if found and tokens.words[at - 1] in _THEM and not is_plural(tokens.words[found[1] - 1]):
            found = None  # "three of them seriously"
        return found or (self.earlier.counted if tokens.words[at - 1] in _THEM else None)

    def _attribute(self, draft: Draft) -> Words | None:
        """What a figure stands before: "a 6.7-inch screen", "a 34-year-old driver"."""
        if draft.attributive or draft.kind in (Kind.AGE, Kind.MONEY):
            at = draft.end + self.tokens.hyphen(draft.end)
            if self.phrases.names(at) and not self._ends_here(at):
                return self.phrases.read(at, single=True)
        return None

    def _article(self, draft: Draft, hedged_from: int) -> Words | None:
        """ "a 31 percent share", "a 75 kWh battery"."""
        glued = draft.kind is Kind.MEASURE and self.tokens.glued(draft.end - 1)  # "155mm shells"
        glued &= is_plural(self.tokens.words[draft.end])
        if not glued and self.tokens.words[hedged_from - 1] not in ("a", "an", "the"):
            return None
        word = self.tokens.words[draft.end]
        if not self.phrases.names(draft.end) or word in STATES or word in MOVING:
            return None
        return self.phrases.read(draft.end, single=True)

    def _ends_here(self, at: int) -> bool:
        word = self.tokens.words[at]
        return word in STATES or word in MOVING or is_verb(word)

    def _bare_after(self, draft: Draft) -> Words | None:
        """ "with 39% opposed"."""
        if draft.kind is not Kind.SHARE or not self.phrases.names(draft.end):
            return None
        verb = self.tokens.words[draft.end + 1] in _OBJECTS  # "31 percent backed it"
        return None if verb or self._ends_here(draft.end) else self.phrases.read(draft.end, True)

    def _is_whose(self, draft: Draft) -> bool:
        """Whether an age is of someone who is not named beside it: "at the age of 62"."""
        words = self.tokens.words
        of_age = words[draft.start] in ("the", "age") and words[draft.start - 1] == "at"
        return of_age or (words[draft.end - 1] == "old" and self.tokens.hyphen(draft.end - 2))

    def _beside(self, draft: Draft, hedged_from: int) -> Words | None:
        """Whom an age tells of: "children aged four", "two boys, 15 and 16", "a whale, 17 m"."""
        at, words = hedged_from - 1, self.tokens.words
        floor = max(at - 2 * MAX_APART, 0)
        while at > floor and words[at] in (",", "and") and self.taken[at - 1]:
            at -= 1
            while at > floor and self.taken[at]:
                at -= 1
        if self.tokens.words[at] == ",":
            return noun_ending_at(self.tokens, self.taken, at)
        if draft.kind is Kind.AGE and self.phrases.names(at):
            return noun_ending_at(self.tokens, self.taken, at + 1)
        return None

    def _for(self, at: int) -> Words | None:
        """ "$13.8bn for weapons"."""
        if self.tokens.words[at] != "for":
            return None
        return self.phrases.read(at + 1 + (self.tokens.words[at + 1] in OWNERS), single=True)

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
