"""Credits of "was announced by", "put the toll at 57" and "was quoted as saying"."""

from qa.attribution.following import phrase_after
from qa.attribution.phrases import (
    as_source,
    back_to_mark,
    clause_end,
    clause_start,
    next_mark,
    skip_leading,
)
from qa.attribution.reach import Credit, reach
from qa.attribution.subjects import subject_before
from qa.attribution.usage import is_passive
from qa.attribution.vocabulary import REPORTABLE, VERBS, VerbForm
from qa.attribution.words import MARKS, QUOTATION, STOP, Sentence

_SAID = VerbForm("say", "past")


def put_credit(sentence: Sentence, at: int) -> Credit | None:
    """The credit of "as X put it" and of "X put the toll at 57"."""
    if is_passive(sentence, at):
        return None
    source = subject_before(sentence, at)
    if source is None:
        return None
    if sentence.low(at + 1) == "it" and not sentence.low(at + 2).isalnum():
        return reach(sentence, at + 1, _SAID, source)
    stop = min(next_mark(sentence, at + 1), at + 14)
    if "at" not in sentence.lows[at + 1 : stop]:
        return None
    return Credit(source, at, None, (at + 1, clause_end(sentence, at + 1)))


def quoted_credit(sentence: Sentence, at: int) -> Credit | None:
    """The credit of "X was quoted as saying" and of "the paper quoted X as saying": by X."""
    if sentence.lows[at] != "quoted" or not is_passive(sentence, at):
        return _quoting(sentence, at)
    stop = min(next_mark(sentence, at), at + 10)  # "was quoted by the paper as saying"
    if "as" not in sentence.lows[at:stop]:
        return None
    source = subject_before(sentence, at)
    if source is None:
        return None
    is_parted = sentence.low(source[0] - 1) in (",", QUOTATION)
    before = (clause_start(sentence, source[0]), source[0]) if is_parted else None
    return Credit(source, at, before, (at + 1, clause_end(sentence, at + 1)))


def _quoting(sentence: Sentence, at: int) -> Credit | None:
    """The credit of "the paper quoted X as saying", "…, quoting X as saying"."""
    for as_ in range(at + 2, min(len(sentence), at + 25)):
        if sentence.lows[as_] in (";", ":", STOP) or sentence.finite[as_]:
            return None
        form = VERBS.get(sentence.low(as_ + 1))
        if sentence.lows[as_] == "as" and form and form.form == "ing":
            break
    else:
        return None
    end = as_ - (sentence.lows[as_ - 1] == ",")
    after = as_ + 2, clause_end(sentence, as_ + 2)
    if sentence.low(at + 1) == "by":  # "Li, quoted by the paper as saying"
        quoted = at - (sentence.low(at - 1) == ",")
        first = skip_leading(sentence, back_to_mark(sentence, quoted), quoted)
        named = as_source(sentence, first, quoted)
        return Credit(named, as_ + 1, None, after) if named else None
    source = as_source(sentence, at + 1, end)
    if source is None:
        return None
    paper = subject_before(sentence, at)
    is_parted = paper and sentence.low(paper[0] - 1) in (",", QUOTATION)
    before = (clause_start(sentence, paper[0]), paper[0]) if paper and is_parted else None
    return Credit(source, as_ + 1, before, after)


def agent_credit(sentence: Sentence, at: int, form: VerbForm) -> Credit | None:
    """The credit of "was announced by …", "named by police as …", "the figure reported by …"."""
    if form.verb not in REPORTABLE or form.form not in ("past", "participle"):
        return None
    passive = is_passive(sentence, at)
    stop = min(next_mark(sentence, at), at + 10) if passive else at + 2
    by = next((i for i in range(at + 1, stop) if sentence.low(i) == "by"), None)
    if by and "to" in sentence.lows[at:by]:  # "is expected to be finished by May"
        return None
    source = phrase_after(sentence, by + 1, is_speaker=True) if by else None
    if by is None or source is None:
        return None
    after = source[1], clause_end(sentence, source[1])
    if passive or sentence.low(at - 1) == "as":
        return Credit(source, at, (clause_start(sentence, at), by), after)
    if sentence.low(source[1]) in ("as", "that"):
        return Credit(source, at, None, (source[1], next_mark(sentence, source[1])))
    left = at
    while left > 0 and sentence.lows[left - 1] not in MARKS:
        left -= 1
    return Credit(source, at, (left, at), None) if left < at else None
