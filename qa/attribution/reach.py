"""A credit, and how far that of a verb with its subject before it reaches."""

from dataclasses import dataclass

from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.phrases import (
    Phrase,
    clause_end,
    clause_start,
    has_quotation,
    is_clause,
    next_mark,
)
from qa.attribution.subjects import subject_end
from qa.attribution.usage import is_followed
from qa.attribution.vocabulary import (
    ADVERBS,
    CONJUNCTIONS,
    HEARER,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    VerbForm,
    word_set,
)
from qa.attribution.words import DASH, QUOTATION, STOP, Sentence

_BEFORE_CLAUSE = CONJUNCTIONS | {"as", "that"}
_LEADS = CONJUNCTIONS | ADVERBS
_FRONTING = SUBORDINATORS - word_set("how what so amid despite than")
_BEFORE_FRONTED = CONJUNCTIONS | {"", ";", ":", "even", "that", QUOTATION, STOP}
_ASIDE = word_set("asked told pressed speaking")


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody, and the words before and after the verb that are credited to them."""

    source: Phrase
    verb: int
    before: Phrase | None
    after: Phrase | None


def reach(sentence: Sentence, at: int, form: VerbForm, source: Phrase) -> Credit | None:
    """What a verb with its subject before it covers: what follows, or what it stands after."""
    lead = source[0]
    while sentence.low(lead - 1) in _BEFORE_CLAUSE:
        lead -= 1
    start = clause_start(sentence, lead)
    joins = sentence.low(lead) in CONJUNCTIONS and sentence.low(lead - 1) != QUOTATION
    is_parted = sentence.low(lead - 1) in (",", DASH, QUOTATION) and not joins
    before = (start, lead) if is_parted and start < lead else None
    follows = is_followed(sentence, at, form)
    end = clause_end(sentence, at + 1, goes_on=not follows)
    if not follows and form.verb in HEARER and before is None:
        return None  # "advised the committee"
    relative = sentence.low(subject_end(sentence, at) - 1), sentence.low(source[0] - 1)
    if not RELATIVES.isdisjoint(relative):
        before, end = None, min(end, _relative_end(sentence, at, source))
    elif follows:
        end = min(end, _fronted_end(sentence, at, source))
        before = (lead - 1, lead) if sentence.low(lead - 1) == QUOTATION else None
    else:
        tail = next_mark(sentence, at + 1)
        if before is None and sentence.low(tail) == ",":
            return Credit(source, at, None, (tail, end))  # "In Tokyo dealers said, …"
        if before and (sentence.low(lead) == "as" or not _is_adverbial(sentence, *before)):
            goes_on = sentence.low(tail) in (",", DASH, ";")
            return Credit(source, at, before, (tail, end) if goes_on else None)
        before = None
        if form.verb != "say":
            return None  # "the figure reported in April"
    return Credit(source, at, before, (at + 1, end)) if end > at + 1 else None


def _fronted_end(sentence: Sentence, at: int, source: Phrase) -> int:
    """Where "Although the minister said …" ends: before its main clause, or with the sentence."""
    opener = source[0] - 1
    while opener > 0 and _says_when(sentence.lows[opener]):
        opener -= 1
    if sentence.low(opener) not in _FRONTING or sentence.low(opener - 1) not in _BEFORE_FRONTED:
        return len(sentence)
    first = end = next_mark(sentence, at + 1)
    if first == at + 1:
        return len(sentence)  # 'As the minister said, "…"'
    while sentence.low(end) == ",":
        if is_clause(sentence, at + 1, end) and not _goes_on(sentence, end + 1):
            return end
        end = next_mark(sentence, end + 1)
    return first if sentence.low(first) == "," else len(sentence)


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a part after a comma is of the clause before: "was safe", "including children"."""
    is_verb = at < len(sentence) and sentence.finite[at]
    return is_verb or sentence.low(at) in RELATIVES or sentence.low(at) == "including"


def _says_when(word: str) -> bool:
    return word == "on" or is_time(word) or is_adverb(word)


def _relative_end(sentence: Sentence, at: int, source: Phrase) -> int:
    """Where a relative clause ends: before the verb of its main clause, or with the sentence."""
    end = next_mark(sentence, at + 1)
    while sentence.low(source[1]) != "," and sentence.low(end) == "," and end + 1 < len(sentence):
        if sentence.finite[end + 1]:
            break
        end = next_mark(sentence, end + 1)
    return end


def _is_adverbial(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands before a subject and its comma says only when, where or how."""
    if has_quotation(sentence, start, end):
        return False
    first = start
    while first < end and sentence.lows[first] in _LEADS:
        first += 1
    if first >= end:
        return True
    word = sentence.lows[first]
    comma = min(next_mark(sentence, first), end)
    if comma < end - 1 and is_clause(sentence, comma, end):
        return False
    if word in _ASIDE:
        return True
    if word in SUBORDINATORS:
        return comma >= end - 1
    if word in PREPOSITIONS:
        counts = sentence.low(first + 1) in ("least", "most")
        return not counts and not is_clause(sentence, first, end)
    return is_time(word) and end - first < 5
