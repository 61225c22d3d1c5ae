"""A paragraph to sentences, and a sentence to words, marks and whole quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.attribution.grammar import is_finite
from qa.attribution.paragraphs import Span
from qa.attribution.quotations import quotations
from qa.attribution.vocabulary import word_set

QUOTATION = "“"  # what a whole quotation is among the words
BRACKET = "("  # and whole brackets
DASH = "—"
STOP = "."
MAX_WORDS = 120  # of a sentence: what goes on without a full stop is cut
MARKS = frozenset((",", ";", ":", DASH, STOP))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, a whole quotation or bracket, and where it stands in the article."""

    low: str  # folded; a quotation, a bracket or a dash is always the same
    text: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and which of them are verbs that have a subject."""

    tokens: list[Token]
    lows: list[str]
    finite: list[bool]

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, at: int) -> str:
        """The folded word at a place; nothing beyond the ends."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def span(self, start: int, end: int) -> Span:
        """Where some of the words stand in the article, without a possessive's ending."""
        last = self.tokens[end - 1]
        possessive = last.text.endswith(("'s", "’s")) and len(last.text) > 2
        return self.tokens[start].start, last.end - 2 * possessive


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's sentences."""

    start: int
    sentences: list[Sentence]


_SHORT = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Messrs|Gen|Lt|Col|Maj|Capt|Cpt|Sgt|Gov|Sen|Rep|Rev|Hon|St|Adm|Insp|Supt"
    "|Inc|Corp|Ltd|Co|Jr|Sr|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Bros|vs|Mt|Ft|Det"
)
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|(?:{_SHORT})\.|[A-Z]\.(?=\s[A-Z])"
    r"|\d+(?:[.,:]\d+)*%?|[^\W_]+(?:[-'’&/][^\W_]+)*|[,;:|]|[—–]|--?(?=\s)|[.!?…。！？]+|[(\[]"
)
_MAY_END = word_set("inc. corp. ltd. co. jr. sr. u.s. u.k. u.n. e.u. p.m. a.m. etc.")
_OPENING = word_set("The A An It He She They But In On At And We I This That These")
_ATTRIBUTED = re.compile(
    r"\s+(?:[^\W_][\w.'’&-]*\s+){1,7}?(?:also\s+)?(?:said|says|asked|asks|wrote|replied|added|told"
    r"|exclaimed|shouted|wondered|joked|recalled|tweeted|answered|cried|explained|continued)\b"
    r"(?!\s+(?:that|the|a)\b)"
)


def read_paragraph(text: str, span: Span) -> Paragraph:
    """A paragraph's sentences as words and marks, each quotation and bracket one of them."""
    start, end = span
    tokens: list[Token] = []
    at = start
    for opening, closing in [*quotations(text, start, end), (end, end)]:
        tokens += _tokens(text, at, opening)
        if closing > opening:
            tokens.append(Token(QUOTATION, text[opening:closing], opening, closing, False))
        at = closing
    return Paragraph(start, [_sentence(part) for part in _sentences(text, tokens)])


def _sentence(tokens: list[Token]) -> Sentence:
    lows = ["", *(token.low for token in tokens), "", ""]
    finite = [
        is_finite(lows[at - 1], token.low, lows[at + 1], token.capital)
        for at, token in enumerate(tokens, 1)
    ]
    return Sentence(tokens, lows[1:-2], finite)


def is_content(token: Token) -> bool:
    """Whether a quotation is what somebody says, and not a word or two in marks."""
    if token.low != QUOTATION:
        return False
    inner = token.text.strip("\"'“”‘’«»„` ")
    return inner[-1:] in tuple(",.?!…") or inner.count(" ") > 3


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    at = start
    while match := _TOKEN.search(text, at, end):
        word = match[0]
        low, at = word, match.end()
        if word in "([":
            closing = text.find(")" if word == "(" else "]", at, min(end, at + 300))
            if closing < 0:
                continue
            low, at = BRACKET, closing + 1
        elif word in ("–", "--", "-"):
            low = DASH
        elif word[0] in ".!?…。！？":
            low = STOP
        elif word == "|":  # between the cells of a table
            low = ";"
        else:
            low = word.casefold().replace("’", "'")
        capital = word[0].isupper() or word[0].isdigit()
        yield Token(low, text[match.start() : at], match.start(), at, capital)


def _sentences(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.low == STOP and after and not _opens(after):
            if sentence and sentence[-1].end == token.start and token.text == ".":
                sentence[-1] = replace(
                    sentence[-1], text=text[sentence[-1].start : token.end], end=token.end
                )
            continue  # a full stop inside of a sentence
        sentence.append(token)
        if after is None or len(sentence) == MAX_WORDS or _ends(text, token, after):
            yield sentence
            sentence = []


def _opens(token: Token) -> bool:
    return not token.text[:1].islower() and token.low not in (",", ";", ":", STOP)


def _ends(text: str, token: Token, after: Token) -> bool:
    """Whether a sentence ends between two words."""
    if token.low == STOP:
        return True
    if token.low in _MAY_END:
        return after.text in _OPENING
    if token.low != QUOTATION or not _opens(after):
        return False
    last = token.text.rstrip("\"'”’» ")[-1:]
    if last in ("?", "!", "…", DASH, "-") or token.text.rstrip("\"'”’» ").endswith(".."):
        is_attributed = _ATTRIBUTED.match(text, token.end, token.end + 120)
        return after.low == QUOTATION or not is_attributed
    return last == "."
