"""What a checked draft is by plain HTTP: further types of its document.

Every `text` of a claim is a slice of the draft, of a match one of its article, and `title_text` one
of the article's title, in characters.
"""

from dataclasses import dataclass

from qa.page.rest_records import Correction


@dataclass
class Match:
    """The place of an article that speaks for or against a claim."""

    article: str
    title: str | None
    source: str | None
    date: str | None
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    sentence_end: int
    correction: Correction | None


@dataclass
class Difference:
    """What differs: a slice of the draft, and one of the first match's article."""

    start: int
    end: int
    text: str
    article_start: int
    article_end: int
    article_text: str


@dataclass
class TitleDifference:
    """What differs: a slice of the draft, and one of the article's title."""

    start: int
    end: int
    text: str
    title_start: int
    title_end: int
    title_text: str


@dataclass
class Headline:
    """An article whose title a quotation is of; `title_text` is the title's slice."""

    article: str
    title: str | None
    source: str | None
    date: str | None
    title_start: int
    title_end: int
    title_text: str
    differences: list[TitleDifference]


@dataclass
class Claim:
    """A quotation or a figure, a slice of the draft; `others` give other values for the figure.

    Beside a different value, `matches` give the draft's, perhaps of something else.
    `headlines`: what no article's text says as it stands, but titles do.
    """

    kind: str
    start: int
    end: int
    text: str
    verdict: str
    matches: list[Match]
    others: list[Match]
    differences: list[Difference]
    headlines: list[Headline]


@dataclass
class Checked:
    """How many claims of each verdict, and every claim, as `qa check --json` prints them."""

    counts: dict[str, int]
    claims: list[Claim]
    notice: str | None
