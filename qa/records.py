"""The records that flow from a question's hits to its answers."""

from dataclasses import dataclass

from index.records import Article, Hit, Span, Statistics

# The least confidence that counts as an answer. On the validation questions, asked of 6,419
# paragraphs, 84 % of them are answered at it and 82 % of those rightly, and 78 % of those whose
# paragraph was taken out are not answered (training/README.md).
ANSWERED_FROM = 0.3
DEFAULT_READER = "gleaner"  # the one that is shipped
_WORDS = ((0.8, "very likely"), (0.55, "likely"), (0.3, "possible"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A slice of an article that answers a question, and the sentence it stands in."""

    start: int  # in characters of the article's text, as every offset
    end: int
    sentence: Span  # holds the answer: sentence[0] <= start < end <= sentence[1]
    confidence: float  # in [0, 1], comparable across questions
    hit: Hit

    @property
    def article(self) -> Article:
        return self.hit.passage.article

    @property
    def text(self) -> str:
        """The answer, a slice of its article."""
        return self.article.text[self.start : self.end]

    @property
    def sentence_text(self) -> str:
        """The sentence, a slice of its article."""
        return self.article.text[self.sentence[0] : self.sentence[1]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of the hits of a question."""

    answers: tuple[Answer, ...]  # distinct, best first
    hits: tuple[Hit, ...]  # all of them, best first by reader and retrieval together


@dataclass(frozen=True, slots=True)
class Result:
    """What a question brought: answers best first, or the nearest misses."""

    question: str
    answered: bool  # False: answers[0], where there is one, is the nearest miss
    answers: tuple[Answer, ...]
    hits: tuple[Hit, ...]
    index_version: int
    searched: Statistics


def confidence_word(confidence: float) -> str:
    """What a confidence means to a reader; the number stands beside it."""
    return next((word for least, word in _WORDS if confidence >= least), "unlikely")
