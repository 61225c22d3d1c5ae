"""What a sentence credits to whom: each verb of reporting, its subject and what it covers."""

from qa.attribution.clauses import subject_of_clause
from qa.attribution.following import phrase_after
from qa.attribution.grammar import is_adverb, is_time
from qa.attribution.passive import agent_credit, put_credit, quoted_credit
from qa.attribution.phrasal import phrase_credit
from qa.attribution.phrases import (
    Phrase,
    clause_end,
    clause_start,
    has_quotation,
    is_clause,
    next_mark,
)
from qa.attribution.reach import Credit, reach
from qa.attribution.subjects import subject_before
from qa.attribution.usage import is_followed, is_passive, reports, suits
from qa.attribution.vocabulary import (
    ARTICLES,
    CLAIMS,
    CONJUNCTIONS,
    DETERMINERS,
    HEARER,
    OCCASIONS,
    PREPOSITIONS,
    REPORTING,
    SPEECH,
    SUBORDINATORS,
    VERBS,
    WITH_CLAUSE,
    VerbForm,
)
from qa.attribution.words import DASH, MARKS, QUOTATION, STOP, Sentence, is_content

_PARTS = MARKS | CONJUNCTIONS
_NO_SUBJECT = _PARTS | PREPOSITIONS | SUBORDINATORS | {QUOTATION, "that", ""}
_NO_PARTICIPLE = ARTICLES | (PREPOSITIONS - {"with"})
_TOLD = HEARER - {"warn", "ask"}
_PARTICIPLES = (SPEECH - WITH_CLAUSE) | HEARER | {"accuse", "call"}
_TELLING = CLAIMS | OCCASIONS | {"with"}  # "issued a statement saying …"


def find_credits(sentence: Sentence) -> list[Credit]:
    """Every credit of a sentence, in the order of the words that give it."""
    found: list[Credit] = []
    for at, word in enumerate(sentence.lows):
        credit = phrase_credit(sentence, at)
        if credit is None and (form := VERBS.get(word)):
            credit = _verb_credit(sentence, at, form, found)
        if credit:
            found.append(credit)
    return found


def _verb_credit(sentence: Sentence, at: int, form: VerbForm, found: list[Credit]) -> Credit | None:
    if form.verb == "quote":
        return quoted_credit(sentence, at) or agent_credit(sentence, at, form)
    if form.verb == "put":
        return put_credit(sentence, at) or agent_credit(sentence, at, form)
    if form.form == "ing" and not is_passive(sentence, at):
        return _participle(sentence, at, form, found)
    if form.verb not in REPORTING or not reports(sentence, at, form):
        return agent_credit(sentence, at, form)
    if inverted := _inverted(sentence, at, form):
        return inverted
    source = subject_before(sentence, at)
    if source is None or not suits(sentence, at, form, source):
        return None
    return reach(sentence, at, form, source)


def _inverted(sentence: Sentence, at: int, form: VerbForm) -> Credit | None:
    """The credit of a verb whose subject stands after it."""
    if form.form not in ("past", "s", "base") or form.verb in _TOLD:
        return None
    first = sentence.low(at + 1)
    if first in _NO_SUBJECT or is_adverb(first) or is_time(first):
        return None
    source = phrase_after(sentence, at + 1, is_speaker=True)
    if not source or not _may_invert(sentence, at, form, source):
        return None
    tail = next_mark(sentence, source[1])
    goes_on = sentence.low(tail) in (",", DASH, ";", ":")
    after = (tail, clause_end(sentence, tail, goes_on=True)) if goes_on else None
    return Credit(source, at, (clause_start(sentence, at), at), after)


def _may_invert(sentence: Sentence, at: int, form: VerbForm, source: Phrase) -> bool:
    last, end = sentence.low(at - 1), source[1]
    if last in ("", "so"):  # 'Said Li: "…"'
        return sentence.low(end) == ":" and form.form != "base"
    if last == QUOTATION:
        is_subject = end < len(sentence) and sentence.finite[end]
        said = form.verb in SPEECH and not is_subject
        return is_content(sentence.tokens[at - 1]) or said
    if last in (",", DASH):
        if form.verb not in SPEECH or form.verb in ("deny", "claim"):
            return False
        if end < len(sentence) and sentence.finite[end]:
            return False
        # "Li, a spokesman, said the …" has its subject before it.
        start = clause_start(sentence, at)
        is_told = is_clause(sentence, start, at) or has_quotation(sentence, start, at)
        is_after = is_clause(sentence, at + 1, next_mark(sentence, end))
        return (is_told and not is_after) or subject_before(sentence, at) is None
    if form.verb != "say" or not is_clause(sentence, clause_start(sentence, at), at):
        return False
    opens = sentence.low(at + 1) in DETERMINERS or sentence.tokens[at + 1].capital
    return opens and not is_clause(sentence, end, next_mark(sentence, end))


def _participle(sentence: Sentence, at: int, form: VerbForm, found: list[Credit]) -> Credit | None:
    """The credit of "saying": by whoever is the subject before it."""
    if form.verb not in _PARTICIPLES or at == 0:
        return None
    before = sentence.lows[at - 1]
    if before in _NO_PARTICIPLE:
        return None
    if before not in _PARTS and _TELLING.isdisjoint(sentence.lows[max(0, at - 5) : at]):
        return None
    if form.verb != "call" and not is_followed(sentence, at, form):
        return None
    source = None
    if found and not any(word in (";", STOP, "but") for word in sentence.lows[found[-1].verb : at]):
        source = found[-1].source
    source = source or _with_subject(sentence, at) or subject_of_clause(sentence, at)
    return Credit(source, at, None, (at + 1, clause_end(sentence, at + 1))) if source else None


def _with_subject(sentence: Sentence, at: int) -> Phrase | None:
    """Whom "with one witness saying that …" names."""
    for probe in range(at - 1, max(-1, at - 10), -1):
        if sentence.lows[probe] == "with":
            return (probe + 1, at) if probe + 1 < at else None
        if sentence.lows[probe] in MARKS:
            return None
    return None
