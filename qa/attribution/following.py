"""The noun phrase that follows a word: after "according to", "said", "by"."""

from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.phrases import MAX_PHRASE, Phrase, as_source, is_clause, is_name, next_mark
from qa.attribution.vocabulary import (
    ADVERBS,
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SUBORDINATORS,
    VERBS,
)
from qa.attribution.words import MARKS, Sentence, is_content

_NO_NOUN = (
    PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | ADVERBS | PRONOUNS | VERBS.keys() | DETERMINERS
)


def phrase_after(sentence: Sentence, start: int, is_speaker: bool) -> Phrase | None:
    """The noun phrase that begins here, with what describes it.

    A speaker's ends before "in a statement", which a document's does not.
    """
    end = _phrase_end(sentence, start, is_speaker)
    while sentence.low(end) == "," and end > start:
        following = _description_end(sentence, end + 1, start)
        if following is None:
            break
        end = following
    return as_source(sentence, start, end)


def _phrase_end(sentence: Sentence, start: int, is_speaker: bool) -> int:
    relative = False
    for at in range(start, min(len(sentence), start + MAX_PHRASE)):
        word = sentence.lows[at]
        if word in MARKS or is_content(sentence.tokens[at]):
            return at
        if word == "that" and not (at + 1 < len(sentence) and sentence.finite[at + 1]):
            return at
        if word in RELATIVES and at > start:
            relative = True
        elif relative and is_time(word) and sentence.low(at - 1) == "on":
            return at - 1
        elif not relative and at > start and _ends_phrase(sentence, at, is_speaker):
            return at
    return min(len(sentence), start + MAX_PHRASE)


def _ends_phrase(sentence: Sentence, at: int, is_speaker: bool) -> bool:
    word, after = sentence.lows[at], sentence.low(at + 1)
    if word in SUBORDINATORS or word in ("but", "yet") or sentence.finite[at]:
        return True
    if word == "and":
        return after in PRONOUNS or is_clause(sentence, at + 1, next_mark(sentence, at + 1))
    if is_time(word) and word not in ("this", "next", "here") and not word.isdigit():
        return not word.endswith("'s") and after != "'s"
    if word in PREPOSITIONS:
        return _ends_before(sentence, at, is_speaker)
    return is_adverb(word) and word not in ("first", "both", "all", "each", "also")


def _ends_before(sentence: Sentence, at: int, is_speaker: bool) -> bool:
    """Whether a phrase ends before a preposition: "on Tuesday", "in a statement"."""
    word = sentence.lows[at]
    noun = at + 1
    while sentence.low(noun) in ARTICLES or sentence.low(noun) in ("recent", "separate"):
        noun += 1
    if is_time(sentence.low(noun)):  # but "figures collected until March"
        return is_speaker or not sentence.lows[at - 1].endswith("ed")
    if not is_speaker:
        return False
    if word == "of":  # "says Lindqvist of her assistant"
        possessive = sentence.low(at + 1) in ("his", "her", "their", "its")
        return possessive and sentence.tokens[at - 1].capital
    if word in ("to", "via", "during", "after", "before"):
        return True
    is_occasion = sentence.low(noun) in OCCASIONS or sentence.low(noun + 1) in OCCASIONS
    return is_occasion and word in ("in", "on", "at", "by")


def _description_end(sentence: Sentence, start: int, head: int) -> int | None:
    """Where the part after a comma ends, if it describes the phrase that begins at `head`."""
    end = start
    while end < len(sentence) and sentence.lows[end] not in MARKS:
        if is_content(sentence.tokens[end]):
            break
        end += 1
    if start == end:
        return None
    first, token = sentence.lows[start], sentence.tokens[start]
    if first in ("who", "whose", "which"):
        return end
    if is_clause(sentence, start, end):
        return None
    is_age = first[0].isdigit() and len(first) < 4  # "Ana Ruiz, 45, …"; not "…, 45 people died"
    is_age = is_age and (end == start + 1 or sentence.low(start + 1) in ("of", "from", "years"))
    if is_age or first in ("a", "an", "the", "his", "her", "its", "their", "one", "of"):
        return _phrase_end(sentence, start, True)
    if first.endswith("'s") or first in ROLES:
        return _phrase_end(sentence, start, True)
    if token.capital and not first[0].isdigit():
        # "the interior minister, Paolo Ferri"; not a list of names.
        opening = sentence.tokens[head]
        is_role = opening.low in DETERMINERS or not opening.capital or "'s" in opening.low
        return end if is_role and is_name(sentence, start, end) else None
    is_noun = first[0].isalpha() and first not in _NO_NOUN and not first.endswith(("ing", "ed"))
    return _phrase_end(sentence, start, True) if is_noun and not is_time(first) else None
