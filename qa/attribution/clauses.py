"""Where clauses begin, and the subjects that they begin with."""

from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.phrases import Phrase, as_source, first_finite, is_clause, skip_leading
from qa.attribution.vocabulary import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from qa.attribution.words import DASH, MARKS, STOP, Sentence, is_content

LOOK_BACK = 60  # words in which a clause's subject is looked for
_BELONGING = word_set("managing acting leading including both all now of")
_LINKS = PREPOSITIONS | SUBORDINATORS
_ASIDE = word_set("asked told pressed too citing")  # "…, asked about it, said …"
_LEADS = _LINKS | ADVERBS | CONJUNCTIONS | _ASIDE
_NO_SUBJECT = RELATIVES | SUBORDINATORS
_OPENS_CLAUSE = DETERMINERS | PRONOUNS


def subject_of_clause(sentence: Sentence, end: int) -> Phrase | None:
    """The subject of the clause that goes on here: of "rejected it and …", "left, saying …"."""
    for start in reversed(_clause_starts(sentence, end)):
        if subject := _subject_from(sentence, start, end):
            return subject
    return None


def leading_subject(sentence: Sentence) -> Phrase | None:
    """The subject of a sentence's first clause."""
    end = min(len(sentence), LOOK_BACK)
    for start in _clause_starts(sentence, end):
        if subject := _subject_from(sentence, start, end):
            return subject
    for verb in range(1, end):  # "Mr Cole resigned Thursday."
        if sentence.lows[verb].endswith("ed") and not sentence.tokens[verb].capital:
            first = skip_leading(sentence, 0, verb)
            return as_source(sentence, first, verb) if first < verb else None
    if 3 <= len(sentence) <= 5 and sentence.low(len(sentence) - 2).endswith("s"):
        return as_source(sentence, 0, len(sentence) - 2)  # "The officer disagrees."
    return None


def _subject_from(sentence: Sentence, start: int, end: int) -> Phrase | None:
    verb = first_finite(sentence, start + 1, end)
    if verb is None or ";" in sentence.lows[start:verb]:
        return None
    first = skip_leading(sentence, start, verb)
    if first >= verb or sentence.lows[first] in _NO_SUBJECT:
        return None
    last = first + 1
    while last < verb:  # not with what follows it aside: "X, speaking in Paris, …"
        if sentence.lows[last] in (",", DASH) and not belongs(sentence, last + 1):
            break
        last += 1
    while last > first and (sentence.lows[last - 1] in MARKS or is_adverb(sentence.lows[last - 1])):
        last -= 1
    return as_source(sentence, first, last)


def _clause_starts(sentence: Sentence, end: int) -> list[int]:
    """Where clauses may begin before a place."""
    starts = [max(0, end - LOOK_BACK)]
    for at in range(starts[0] + 1, end - 1):
        before = sentence.lows[at - 1]
        if before in (";", ":", STOP, "but") or is_content(sentence.tokens[at - 1]):
            begins = True
        elif before == "and" or before in SUBORDINATORS:
            begins = is_clause(sentence, starts[-1], at - 1)
            begins = begins and (before != "and" or _begins_clause(sentence, at))
        elif before in (",", DASH):
            # After "On Monday," or a whole clause; not after "The fire chief,".
            begins = is_clause(sentence, starts[-1], at - 1) or is_lead(
                sentence, starts[-1], at - 1
            )
        else:
            continue
        if begins:
            starts.append(at)
    return starts


def _begins_clause(sentence: Sentence, at: int) -> bool:
    word = sentence.low(at)
    return word in _OPENS_CLAUSE or sentence.tokens[at].capital


def is_lead(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a part before a comma says when or how, and names nobody."""
    word = sentence.low(start)
    if word in _LEADS or is_time(word):
        return True
    return word.endswith("ing") or is_time(sentence.low(end - 1))


def belongs(sentence: Sentence, start: int) -> bool:
    """Whether a part after a comma is of the phrase: not "speaking in Paris", "in June"."""
    first = sentence.low(start)
    if first in _BELONGING:
        return True
    return first not in _LEADS and not first.endswith("ing")
