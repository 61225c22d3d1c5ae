"""Clauses and noun phrases of a sentence, as places among its words."""

from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.vocabulary import (
    ADVERBS,
    ARTICLES,
    AUXILIARY,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from qa.attribution.words import BRACKET, DASH, MARKS, QUOTATION, STOP, Sentence, is_content

Phrase = tuple[int, int]  # from a word to the one after the last

MAX_PHRASE = 45  # words
_LINKS = PREPOSITIONS | SUBORDINATORS
_AFTER_VERB = PREPOSITIONS | DETERMINERS
_NO_START = _LINKS | AUXILIARY | RELATIVES | MARKS | {"citing", "quoting"}
_NO_END = PREPOSITIONS | ARTICLES | CONJUNCTIONS | MARKS
_OPENS_CLAUSE = DETERMINERS | PRONOUNS
_NAMES = word_set("of de la van von der bin al and the den")
_ALONE = word_set("one some many both others few")
_NOBODY = word_set("there it's that's what not this these those nothing something")
_RESTARTS = ARTICLES | PRONOUNS | word_set("one mr mr. mrs mrs. ms ms. dr dr.")


# ---- Clauses ------------------------------------------------------------------------------------


def next_mark(sentence: Sentence, start: int) -> int:
    """Where the next comma, or other mark, stands; the end where there is none."""
    for at in range(start, len(sentence)):
        if sentence.lows[at] in MARKS:
            return at
    return len(sentence)


def is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb stands between two places, relative clauses left aside."""
    return first_finite(sentence, start, end) is not None


def first_finite(sentence: Sentence, start: int, end: int) -> int | None:
    """The first finite verb between two places that is not of a relative clause."""
    relative = -1  # where a relative clause began whose verb is to come
    for at in range(start, min(end, len(sentence))):
        word = sentence.lows[at]
        if word in RELATIVES and at > start:
            relative = at
        elif word in (",", DASH) and at + 1 < len(sentence) and sentence.finite[at + 1]:
            relative = -1
        elif relative >= 0 and at - relative <= 2 and word.endswith("s") and word.islower():
            if sentence.low(at + 1) in _AFTER_VERB:
                relative = -1  # "whose shop looks on to"
        elif sentence.finite[at]:
            if relative < 0:
                return at
            relative = -1
    return None


def clause_start(sentence: Sentence, at: int) -> int:
    """Where the part begins that a credit at its end covers."""
    for start in range(at - 1, 0, -1):
        if sentence.lows[start] in (";", STOP):
            return start + 1
    return 0


def clause_end(sentence: Sentence, start: int, goes_on: bool = False) -> int:
    """Where the part ends that a credit before it covers; `goes_on` beyond a semicolon."""
    for end in range(start, len(sentence)):
        word = sentence.lows[end]
        if word == STOP or (word == ";" and not goes_on):
            return end
        turns = word in (",", DASH) and sentence.low(end + 1) in ("but", "yet")
        if turns and sentence.low(end + 2) != "that":
            return end
    return len(sentence)


# ---- Noun phrases -------------------------------------------------------------------------------


def is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether some words are a name: all of them capital but the small ones inside."""
    first = sentence.low(start)
    if not 0 < end - start <= 7 or first in _LINKS or is_time(first):
        return False
    return sentence.tokens[end - 1].capital and all(
        token.capital or token.low in _NAMES or token.low == BRACKET
        for token in sentence.tokens[start:end]
    )


def as_source(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """The phrase, if it can be somebody who says something."""
    if not 0 <= start < end or end - start > MAX_PHRASE:
        return None
    first, last = sentence.lows[start], sentence.lows[end - 1]
    is_alone = end - start == 1
    if first == "at" and sentence.low(start + 1) in ("least", "most"):
        return start, end
    if first in _NO_START and (first != "that" or is_alone):
        return None
    if is_alone and first in DETERMINERS and first not in _ALONE:
        return None
    is_participle = first.endswith("ing") and len(first) > 5
    if is_participle and not (
        sentence.tokens[start].capital and sentence.low(start + 1) not in _LINKS
    ):
        return None  # "beating forecasts", "Referring to Li"
    if first in _NOBODY and (is_alone or first not in DETERMINERS):
        return None
    return None if last in _NO_END else (start, end)


def skip_leading(sentence: Sentence, start: int, end: int) -> int:
    """Past what stands before a subject: "But", "On Tuesday", "Today", "In a report"."""
    at = start
    while at < end:
        word = sentence.lows[at]
        if word == "at" and sentence.low(at + 1) in ("least", "most"):
            break
        if word in CONJUNCTIONS or word in ("that", "if", "whether") or _leads(sentence, at, end):
            at += 1
        elif (word in PREPOSITIONS or (word.endswith("ing") and at == 0)) and at + 1 < end:
            restart = _after_preposition(sentence, at, end)
            if restart is None:
                return at
            at = restart
        else:
            break
    return at


def _leads(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a word says when or how, and is no part of the subject: not "earlier reports"."""
    word, after = sentence.lows[at], sentence.low(at + 1)
    if word in ("both", "all", "each") or sentence.tokens[at].text.isdigit():
        return False
    if word in ("earlier", "later", "last", "next", "further", "recent") and at + 1 < end:
        return after in _OPENS_CLAUSE or sentence.tokens[at + 1].capital
    if word == "this":
        return is_time(after)
    return word in ADVERBS or is_time(word) or (is_adverb(word) and after in DETERMINERS)


def _after_preposition(sentence: Sentence, start: int, end: int) -> int | None:
    """Where the subject begins after "On the same day", "In a report", "At 1:45 PM"."""
    at = start + 1
    while at < end and (is_time(sentence.lows[at]) or sentence.lows[at][0].isdigit()):
        at += 1
    if start + 1 < at < end:
        return at
    at += sentence.low(at) in DETERMINERS
    for probe in range(at + 1, min(end, at + 8)):
        word = sentence.lows[probe]
        if word in MARKS:
            return None
        begins = word in _RESTARTS
        if begins and sentence.lows[probe - 1] not in PREPOSITIONS:
            return probe
    return None


def back_to_mark(sentence: Sentence, end: int) -> int:
    """Where the part between marks begins that ends here."""
    at = end
    while at > 0 and sentence.lows[at - 1] not in MARKS and not is_content(sentence.tokens[at - 1]):
        at -= 1
    return at


def has_quotation(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a quotation stands between two places."""
    return QUOTATION in sentence.lows[start:end]
