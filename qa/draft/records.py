"""What is checked in a draft, and what the articles say to it."""

from dataclasses import dataclass
from enum import StrEnum

from index.records import Article, Span
from qa.records import Correction
from qa.values import Value


class Verdict(StrEnum):
    """What became of a quotation or a figure."""

    EXACT = "exact"  # an article says so, letter by letter but for how it is set in type
    NEAR = "near"  # an article says nearly so; the differences are marked
    DIFFERENT = "different value"  # the articles give another figure for it
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation, without its marks, or a figure: `draft[start:end]`."""

    start: int
    end: int
    kind: str  # "quotation" or "figure"
    sentence: Span  # of the draft
    value: Value | None = None  # of a figure; its offsets are not the draft's


@dataclass(frozen=True, slots=True)
class Match:
    """The place of an article that speaks for or against a claim."""

    article: Article
    start: int
    end: int
    sentence: Span  # that it stands in, or the sentences from its first to its last
    correction: Correction | None = None  # what says that it was wrong

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def sentence_text(self) -> str:
        return self.article.text[self.sentence[0] : self.sentence[1]]


@dataclass(frozen=True, slots=True)
class Headline:
    """The place of an article's title that a quotation is, exactly or nearly.

    Titles come from where the article does; its text need not hold them.
    """

    article: Article
    start: int  # in the title
    end: int
    # What differs, each as a slice of the draft and one of the title. Either may be empty.
    differences: tuple[tuple[Span, Span], ...] = ()

    @property
    def title(self) -> str:
        return self.article.title or ""

    @property
    def text(self) -> str:
        return self.title[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with its verdict."""

    claim: Claim
    verdict: Verdict
    # Where an article says so, exactly or nearly; of a different value, where one gives the draft's
    # figure, perhaps of something else.
    matches: tuple[Match, ...] = ()
    others: tuple[Match, ...] = ()  # of a figure: every other value once that articles give for it
    # Of what is near: what differs, each as a slice of the draft and one of the first match's
    # article. Either may be empty: words left out or put in.
    differences: tuple[tuple[Span, Span], ...] = ()
    headlines: tuple[Headline, ...] = ()  # of a quotation, in place of matches
