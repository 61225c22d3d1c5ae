"""Credits that no verb gives: "according to", "the ministry's claim that", "is convinced that"."""

from qa.attribution.following import phrase_after
from qa.attribution.phrases import Phrase, as_source, clause_end, clause_start, next_mark
from qa.attribution.reach import Credit
from qa.attribution.subjects import subject_before
from qa.attribution.vocabulary import (
    BE,
    CLAIMS,
    CONJUNCTIONS,
    DETERMINERS,
    EXPRESSING,
    PREPOSITIONS,
    STANCES,
    SUBORDINATORS,
    VERBS,
    word_set,
)
from qa.attribution.words import DASH, MARKS, QUOTATION, Sentence, is_content

_BEFORE_OWNER = MARKS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | VERBS.keys()
_VIEWS = word_set(  # "in the minister's words", "by their reckoning"
    "words view opinion account reckoning count estimate estimates calculation calculations"
)


def phrase_credit(sentence: Sentence, at: int) -> Credit | None:
    """The credit that a word gives which is no verb: "according", "claim", "convinced"."""
    word = sentence.lows[at]
    if word == "according" and sentence.low(at + 1) == "to":
        source = phrase_after(sentence, at + 2, is_speaker=False)
        return _according(sentence, at, source) if source else None
    if word in CLAIMS and (credit := _claim(sentence, at)):
        return credit
    return _stance(sentence, at) if word in CLAIMS or word in STANCES else None


def _according(sentence: Sentence, at: int, source: Phrase) -> Credit | None:
    """A credit of "according to", whose phrase leaves something to be credited."""
    credit = _beside(sentence, at, source)
    if credit.before or not credit.after or credit.after[0] < credit.after[1]:
        return credit
    comma = source[1]  # "According to Ana Ruiz, a nurse, all ran"
    while comma > source[0] and sentence.lows[comma - 1] != ",":
        comma -= 1
    named = as_source(sentence, source[0], comma - 1)
    return _beside(sentence, at, named) if named else credit


def _beside(sentence: Sentence, at: int, source: Phrase) -> Credit:
    """A credit by a phrase that stands before, within or after what it covers."""
    start, end = clause_start(sentence, at), source[1]
    tail = next_mark(sentence, end)
    is_after = any(word[0].isalnum() or word == QUOTATION for word in sentence.lows[start:at])
    before = (start, at) if is_after else None
    after = None
    if before is None:
        after = end, clause_end(sentence, end)
    elif sentence.low(tail) in (",", DASH):
        after = end, clause_end(sentence, tail + 1, goes_on=True)
    return Credit(source, at, before, after)


def _claim(sentence: Sentence, at: int) -> Credit | None:
    """Of "the ministry's claim that", "in the words of Li", "an estimate of 5 by the bank"."""
    before, after = sentence.low(at - 1), sentence.low(at + 1)
    if before.endswith(("'s", "s'")):
        source = _owner(sentence, at)
        as_said = sentence.lows[at] in _VIEWS and sentence.low(source[0] - 1) in ("in", "by")
        if as_said and source[0] > 1:
            return _beside(sentence, source[0] - 1, source)
        if as_said or after in ("that", "of", "to"):
            return Credit(source, at, None, (at + 1, clause_end(sentence, at + 1)))
    if sentence.lows[at] in _VIEWS and after == "of" and sentence.low(at - 2) == "in":
        named = phrase_after(sentence, at + 2, is_speaker=True)
        return _beside(sentence, at - 2, named) if named else None
    if before in DETERMINERS:
        for by in range(at + 2, min(len(sentence), at + 9)):
            if sentence.lows[by] in MARKS or sentence.lows[by] in VERBS or sentence.finite[by]:
                return None
            if sentence.lows[by] == "by":
                named = phrase_after(sentence, by + 1, is_speaker=True)
                return Credit(named, at, (at - 1, by), None) if named else None
    return None


def _stance(sentence: Sentence, at: int) -> Credit | None:
    """Of "is convinced that …", "made clear that …", "expressed concern that …"."""
    if sentence.low(at + 1) != "that":
        return None
    for verb in range(at - 1, max(-1, at - 5), -1):
        word = sentence.lows[verb]
        if word in EXPRESSING or (word in BE and sentence.lows[at] in STANCES):
            source = subject_before(sentence, verb)
            if source is None or sentence.lows[source[0]] == "it":
                return None
            return Credit(source, at, None, (at + 1, clause_end(sentence, at + 1)))
        if word in MARKS or sentence.finite[verb]:
            return None
    return None


def _owner(sentence: Sentence, noun: int) -> Phrase:
    """Whose claim it is: the words before it, from where their phrase begins."""
    at = noun - 1
    while at > 0:
        word = sentence.lows[at - 1]
        if word in _BEFORE_OWNER:
            break
        if sentence.finite[at - 1] or is_content(sentence.tokens[at - 1]):
            break
        at -= 1
    return at, noun
