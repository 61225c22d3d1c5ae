"""Who is credited with a statement: by its sentence, or by the one that it carries on from."""

from qa.attribution.clauses import leading_subject, subject_of_clause
from qa.attribution.credits import find_credits
from qa.attribution.paragraphs import (
    Span,
    interviewed,
    is_item,
    paragraph_around,
    paragraphs_before,
)
from qa.attribution.people import is_person
from qa.attribution.phrases import Phrase, as_source, next_mark
from qa.attribution.pronouns import resolve
from qa.attribution.reach import Credit
from qa.attribution.words import QUOTATION, Paragraph, Sentence, is_content, read_paragraph

MAX_SPAN = 1_000  # characters of a statement that are looked at
_NO_PERSONS = ("it", "they")
PARAGRAPHS = 5  # of a quotation that goes on from paragraph to paragraph


def find_named_speaker(text: str, span: Span) -> Span | None:
    """Who is credited with the words between two places of a text, by name where that is clear."""
    found = find_speaker(text, span)
    if found is None:
        return None
    named = resolve(text, found)
    if named is None and text[found[0] : found[1]].casefold() in _NO_PERSONS:
        outer = find_speaker(text, found)  # "Tata Steel said it expects …"
        named = outer and (resolve(text, outer) or outer)
    return named or found


def find_speaker(text: str, span: Span) -> Span | None:
    """The words that credit somebody with a statement, be they "he" or "the ministry"."""
    start = max(0, span[0])
    statement = text[start : min(span[1], start + MAX_SPAN)]
    start += len(statement) - len(statement.lstrip())
    end = start + len(statement.strip())
    if start >= end:
        return None
    paragraph = read_paragraph(text, paragraph_around(text, start))
    held = [n for n, s in enumerate(paragraph.sentences) if s.end > start and s.start < end]
    for number in held[:1] + held[1:][-1:]:  # of several sentences, the first and the last
        sentence = paragraph.sentences[number]
        if credit := _governing(sentence, max(start, sentence.start), min(end, sentence.end)):
            return sentence.span(*credit.source)
    return _carried(text, paragraph, held[0], start) if held else None


def _carried(text: str, paragraph: Paragraph, number: int, start: int) -> Span | None:
    """Who is credited with a statement by other sentences than its own."""
    sentence = paragraph.sentences[number]
    if name := interviewed(text, paragraph.start):
        return name if name[1] <= start else None
    quoted = _quotation_at(sentence, start)
    if quoted is not None and is_content(sentence.tokens[quoted]):
        return _actor_beside(sentence, quoted) or _earlier(text, paragraph, number)
    return _introduced(text, paragraph) if is_item(text, paragraph.start) else None


# ---- In its own sentence ------------------------------------------------------------------------


def _governing(sentence: Sentence, start: int, end: int) -> Credit | None:
    """The credit that covers a place: of the nearest verb before it, or else after it."""
    found = find_credits(sentence)
    inside = [c for c in found if _is_within(sentence, c, start, end)]
    outside = [c for c in found if c not in inside and _is_beside(sentence, c, start, end)]
    before = [c for c in outside if _covers(sentence, c.before, start)]
    quoted = _quotation_at(sentence, start)
    if quoted is not None:
        for credit in before:  # `"…," Li said`, whatever else stands around
            if credit.verb == quoted + 1 or (credit.before and credit.before[1] == quoted + 1):
                return credit
    after = [c for c in outside if _follows(sentence, c, start, end)]
    if after:
        return max(after, key=lambda credit: credit.verb)
    if before:
        return min(before, key=lambda credit: credit.verb)
    return _main_of(sentence, inside, start, end)


def _main_of(sentence: Sentence, credits: list[Credit], start: int, end: int) -> Credit | None:
    """The credit inside of a statement that covers most of it, if that is enough."""
    sizes = {
        credit: _size(sentence, credit) for credit in credits if not _is_aside(sentence, credit)
    }
    if not sizes:
        return None
    main = max(sizes, key=lambda credit: sizes[credit])
    source = sentence.span(*main.source)
    return main if 3 * sizes[main] >= end - start - (source[1] - source[0]) else None


def _size(sentence: Sentence, credit: Credit) -> int:
    """How many characters a credit covers."""
    parts = [part for part in (credit.before, credit.after) if part and part[0] < part[1]]
    return sum(sentence.tokens[e - 1].end - sentence.tokens[s].start for s, e in parts)


def _is_aside(sentence: Sentence, credit: Credit) -> bool:
    """Whether a credit is of a relative clause: "the mayor, who said so last year, …"."""
    between = sentence.lows[credit.source[1] : credit.verb]
    return "who" in between or "which" in between or sentence.low(credit.source[0] - 1) == "who"


def _is_within(sentence: Sentence, credit: Credit, start: int, end: int) -> bool:
    """Whether a statement holds its own credit, as a whole sentence does."""
    source, verb = sentence.span(*credit.source), sentence.tokens[credit.verb]
    return start <= source[0] and source[1] <= end and start <= verb.start < end


def _is_beside(sentence: Sentence, credit: Credit, start: int, end: int) -> bool:
    source = sentence.span(*credit.source)
    return source[1] <= start or end <= source[0]


def _covers(sentence: Sentence, part: Phrase | None, start: int) -> bool:
    if part is None or part[0] >= part[1]:
        return False
    return sentence.tokens[part[0]].start <= start < sentence.tokens[part[1] - 1].end


def _follows(sentence: Sentence, credit: Credit, start: int, end: int) -> bool:
    """Whether a statement stands after a verb that covers it, or begins with that verb."""
    verb = sentence.tokens[credit.verb]
    if start <= verb.start < end:
        return credit.after is not None and sentence.span(*credit.source)[1] <= start
    return verb.start < start and _covers(sentence, credit.after, start)


def _quotation_at(sentence: Sentence, place: int) -> int | None:
    for at, token in enumerate(sentence.tokens):
        if token.low == QUOTATION and token.start <= place < token.end:
            return at
    return None


def _actor_beside(sentence: Sentence, quoted: int) -> Span | None:
    """Who does something beside a quotation: 'Li shrugged: "…"', '"…," Li laughed.'"""
    source = None
    if sentence.low(quoted - 1) in (":", ","):
        source = subject_of_clause(sentence, quoted - 1)
    elif sentence.tokens[quoted].text.rstrip("\"'”’ ").endswith((",", "?", "!")):
        verb = next_mark(sentence, quoted + 1) - 1
        is_verb = sentence.lows[verb].endswith(("ed", "s")) and not sentence.tokens[verb].capital
        source = as_source(sentence, quoted + 1, verb) if is_verb and verb < quoted + 9 else None
    return sentence.span(*source) if source else None


# ---- In an earlier one --------------------------------------------------------------------------


def _earlier(text: str, paragraph: Paragraph, number: int) -> Span | None:
    """Who is credited with the quotation that this one carries on."""
    before = paragraph.sentences[:number]
    if before and (source := _last_source(before[-1]) or _last_actor(before[-1])):
        return source
    if source := _last_credited(before[:-1]):
        return source
    if not all(is_content(sentence.tokens[0]) for sentence in before):
        return None
    for steps, span in enumerate(paragraphs_before(text, paragraph.start)):
        earlier = read_paragraph(text, span).sentences
        if source := _last_credited(earlier):
            return source
        if steps == PARAGRAPHS or not all(is_content(s.tokens[0]) for s in earlier):
            return None
    return None


def _last_credited(sentences: list[Sentence]) -> Span | None:
    return next((found for s in reversed(sentences) if (found := _last_source(s))), None)


def _last_actor(sentence: Sentence) -> Span | None:
    """Who does what stands right before a quotation: 'He has made 200 visits. "Mostly …"'."""
    subject = leading_subject(sentence)
    return sentence.span(*subject) if subject and is_person(sentence, subject) else None


def _introduced(text: str, paragraph: Paragraph) -> Span | None:
    """Who says what a list holds: "The ministry said:", and its items."""
    for span in paragraphs_before(text, paragraph.start):
        if not is_item(text, span[0]):
            ends = text[span[0] : span[1]].rstrip().endswith(":")
            sentences = read_paragraph(text, span).sentences
            return _last_source(sentences[-1]) if ends and sentences else None
    return None


def _last_source(sentence: Sentence) -> Span | None:
    found = find_credits(sentence)
    return sentence.span(*found[-1].source) if found else None
