"""A pronoun that is credited, to the phrase it stands for, where one is clear."""

from collections.abc import Iterator

from qa.attribution.clauses import leading_subject
from qa.attribution.credits import find_credits
from qa.attribution.paragraphs import (
    Span,
    interviewed,
    paragraph_around,
    paragraphs_before,
)
from qa.attribution.people import fits, mentions_person
from qa.attribution.phrases import Phrase, is_name
from qa.attribution.vocabulary import word_set
from qa.attribution.words import Sentence, read_paragraph

PARAGRAPHS = {"he": 4, "she": 4, "they": 2, "it": 2}  # looked at before the pronoun's own

_INDEFINITE = word_set("one another someone some")


def resolve(text: str, pronoun: Span) -> Span | None:
    """The nearest earlier phrase that a credited "he", "she", "they" or "it" can stand for."""
    word = text[pronoun[0] : pronoun[1]].casefold()
    if word in ("i", "we"):
        return interviewed(text, paragraph_around(text, pronoun[0])[0])
    if word not in PARAGRAPHS:
        return None
    for sentence in _sentences_before(text, pronoun[0], PARAGRAPHS[word]):
        for phrase in _named(sentence):
            span = sentence.span(*phrase)
            if span[1] > pronoun[0]:
                continue
            if sentence.lows[phrase[0]] in _INDEFINITE:
                return None
            if fits(sentence, phrase, word):
                return span
        if word in ("he", "she") and mentions_person(sentence, pronoun[0]):
            return None  # who may be meant as well
    return None


def _sentences_before(text: str, place: int, paragraphs: int) -> Iterator[Sentence]:
    """A place's own sentence and those before it, nearest first."""
    own = read_paragraph(text, paragraph_around(text, place))
    yield from (sentence for sentence in reversed(own.sentences) if sentence.start < place)
    for number, span in enumerate(paragraphs_before(text, own.start)):
        if number == paragraphs:
            return
        yield from reversed(read_paragraph(text, span).sentences)


def _named(sentence: Sentence) -> Iterator[Phrase]:
    """Those whom a sentence names as speaking or acting."""
    found = [credit.source for credit in find_credits(sentence)]
    yield from reversed(found)
    subject = leading_subject(sentence)
    if subject and subject not in found:
        yield subject
        for at in range(*subject):  # "Rosalind Achebe's day began"
            if sentence.lows[at].endswith("'s") and is_name(sentence, subject[0], at + 1):
                yield subject[0], at + 1
