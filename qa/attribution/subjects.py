"""The subject of a verb: the noun phrase that stands before it."""

from qa.attribution.clauses import belongs, is_lead, subject_of_clause
from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.phrases import (
    MAX_PHRASE,
    Phrase,
    as_source,
    back_to_mark,
    is_clause,
    is_name,
    skip_leading,
)
from qa.attribution.vocabulary import (
    ARTICLES,
    AUXILIARY,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    HEARER,
    OCCASIONS,
    PREPOSITIONS,
    RELATIVES,
    ROLES,
    SUBORDINATORS,
    VERBS,
    word_set,
)
from qa.attribution.words import DASH, MARKS, STOP, Sentence, is_content

NOMINATIVE = word_set("he she they i we")
_LINKS = PREPOSITIONS | SUBORDINATORS
_DESCRIBING = RELATIVES | ROLES | PREPOSITIONS | {"both", "one", "some"}
_PARTS = MARKS | CONJUNCTIONS
_BEFORE_NOUN = PREPOSITIONS | ARTICLES


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """The noun phrase that is the subject of the verb at a place, if it stands before it."""
    end = subject_end(sentence, verb)
    last = sentence.low(end - 1)
    if end <= 0 or last in (";", ":", STOP):
        return None
    if last in ("who", "which", "that"):
        return _antecedent(sentence, end - 1)
    if last in CONJUNCTIONS or last == "then":
        return subject_of_clause(sentence, end - 1)
    if last in (",", DASH):
        return _before_parenthesis(sentence, end - 1)
    if is_content(sentence.tokens[end - 1]):
        return None
    if last in NOMINATIVE and sentence.low(end - 2) != "and":
        return end - 1, end  # "the events she said affected her"
    start = _phrase_start(sentence, end)
    if start is None:
        return None
    told = VERBS.get(sentence.low(start - 1))
    if last == "it" and told and told.verb in HEARER:
        return end - 1, end  # "told investors it expects"
    if sentence.low(start - 1) == "," and sentence.lows[start].endswith("ed"):
        return _before_parenthesis(sentence, end)  # "Analysts, reached on Sunday said …"
    start = _list_start(sentence, start, end)
    return as_source(sentence, _role_start(sentence, start, end, verb), end)


def subject_end(sentence: Sentence, verb: int) -> int:
    """Where the subject of a verb ends: before auxiliaries, adverbs and "on Tuesday"."""
    at = verb
    while at > 0:
        word, before = sentence.lows[at - 1], sentence.low(at - 2)
        if word in AUXILIARY or word in ("not", "never") or (word == "to" and at == verb):
            at -= 1
        elif word in ("on", "went", "goes", "go") and sentence.low(verb - 1) == "to":
            at -= 1  # "went on to say"
        elif is_adverb(word) and word not in ("both", "all", "each", "long"):
            if before in ARTICLES or sentence.tokens[at - 1].capital:
                return at
            at -= 1
        elif (adverbial := _adverbial_start(sentence, at)) < at:
            at = adverbial
        else:
            break
    return at


def _adverbial_start(sentence: Sentence, end: int) -> int:
    """Where "on Tuesday", "in a statement" or "last week" begins that ends here; or here."""
    at = end - 1
    last = sentence.lows[at]
    if not is_time(last) and last not in OCCASIONS:
        return end
    while at > 0:
        before = sentence.lows[at - 1]
        if not (is_time(before) or before in ARTICLES or before.isdigit()):
            break
        at -= 1
    before, first = sentence.low(at - 1), sentence.lows[at]
    if before in ("on", "in", "at", "during", "via"):
        return at - 1 if at > 1 else end
    is_when = is_time(last) and (first in CALENDAR or first in ("last", "late", "early", "earlier"))
    if is_when and at > 0 and end - at <= 3 and before not in _BEFORE_NOUN:
        return end if before.endswith("ed") else at  # "a poll released Thursday"
    return end


def _phrase_start(sentence: Sentence, end: int) -> int | None:
    """Where the noun phrase begins that ends here; None where a clause does, with its own verb."""
    first = max(back_to_mark(sentence, end), end - MAX_PHRASE)
    start, seen, relative, object_of = first, False, False, 0
    for at in range(first, end):
        word = sentence.lows[at]
        is_verb = sentence.finite[at]
        reports = is_verb and word in VERBS and word not in AUXILIARY
        is_that = word == "that" and sentence.low(at - 1) in VERBS
        if word in RELATIVES and at > start and not is_that:
            relative, object_of = True, at * (word in ("that", "which", "whom"))
        elif reports and at + 1 < end and not relative:
            start, seen = at + 1, False
            start += sentence.low(start) == "that" and start + 1 < end
        elif _parts_clauses(sentence, at, at == start, seen):
            start, seen, relative = at + 1, False, False
        elif is_verb and relative and not seen:
            relative = False
        elif is_verb:
            seen = True
    if relative and object_of and not seen:
        start = object_of + 1  # "the sum that the police say they kept"
    start += sentence.lows[start] in ("who", "whom", "which")  # "whom the police say they held"
    start = skip_leading(sentence, start, end)
    return None if seen or start >= end else start


def _parts_clauses(sentence: Sentence, at: int, is_first: bool, seen: bool) -> bool:
    """Whether a clause ends before a word: "while" and "and" do after a verb, "but" always."""
    word = sentence.lows[at]
    if word in ("but", "yet"):
        return True
    return (word in SUBORDINATORS or word in CONJUNCTIONS) and (is_first or seen)


def _list_start(sentence: Sentence, start: int, end: int) -> int:
    """Where a list begins: "the Court, the Procuratorate and the ministry"."""
    if "and" not in sentence.lows[start:end]:
        return start
    first = start
    while sentence.low(first - 1) == ",":
        comma = first - 1
        before = back_to_mark(sentence, comma)
        word = sentence.low(before)
        opens = word in DETERMINERS or sentence.tokens[before].capital
        if not (opens and 0 < comma - before <= 8) or is_clause(sentence, before, comma):
            return start
        if word in _LINKS or is_time(word):
            return start
        first = before
    return first


def _role_start(sentence: Sentence, start: int, end: int, verb: int) -> int:
    """Where "The ministry's head, Li Wei said …" begins, which lacks a comma."""
    comma = start - 1
    if comma < 2 or sentence.lows[comma] != "," or sentence.low(verb + 1) in (",", "", STOP):
        return start
    is_role = sentence.lows[0] == "the" and back_to_mark(sentence, comma) == 0
    if is_role and is_name(sentence, start, end) and not ROLES.isdisjoint(sentence.lows[:comma]):
        return start if is_clause(sentence, 0, comma) else 0
    return start


# ---- "Li Wei, a police spokesman, said" ---------------------------------------------------------


def _before_parenthesis(sentence: Sentence, comma: int) -> Phrase | None:
    """The subject before a part between commas, with that part where it describes it."""
    parts: list[Phrase] = []  # nearest first
    end = comma
    while end > 0 and len(parts) < 7:
        start = back_to_mark(sentence, end)
        if start == end:
            break
        parts.append((start, end))
        if sentence.low(start - 1) not in (",", DASH):
            break
        end = start - 1
    if len(parts) < 2:
        return None
    head = 1
    while head + 1 < len(parts) and _describes(sentence, parts[head], parts[head + 1]):
        head += 1
    if is_lead(sentence, *parts[head]) and is_name(sentence, *parts[0]):
        return as_source(sentence, *parts[0])  # "On Monday, Li Wei, said …"
    start_of_head = _phrase_start(sentence, parts[head][1])
    if start_of_head is None:
        return None
    last = head
    while last > 0 and belongs(sentence, parts[last - 1][0]):
        last -= 1
    return as_source(sentence, start_of_head, parts[last][1])


def _describes(sentence: Sentence, part: Phrase, before: Phrase) -> bool:
    """Whether a part between commas describes the one before it, and is not the subject."""
    first = sentence.lows[part[0]]
    if first in _DESCRIBING or first[0].isdigit() or first.endswith("ing"):
        return True
    return first in ("a", "an", "the", "his", "her", "its") and is_name(sentence, *before)


def _antecedent(sentence: Sentence, relative: int) -> Phrase | None:
    """What a "who" or "which" stands for."""
    end = relative - (sentence.low(relative - 1) == ",")
    at = end
    while at > 0 and end - at < 25:
        word = sentence.lows[at - 1]
        if word in _PARTS or is_content(sentence.tokens[at - 1]):
            break
        if sentence.finite[at - 1] or (word in PREPOSITIONS and word not in ("of", "for", "in")):
            break
        if word.endswith("ing") and sentence.low(at) in ARTICLES:
            break
        at -= 1
    return as_source(sentence, skip_leading(sentence, at, end), end)
