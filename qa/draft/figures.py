"""A figure against articles: what those sentences give that speak of the same thing.

It is exact where one of them says the same of it, word for word but for how these are inflected;
near where the figure is there, but it is written or spoken of in another way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.records import Article, Hit, Span
from qa.draft.aligning import Differences, differing
from qa.draft.claims import without_long_quotations, without_quotations
from qa.draft.records import Checked, Claim, Match, Verdict
from qa.draft.typography import fold
from qa.draft.wording import Word, differences_between, read_words
from qa.language.words import content_stems
from qa.readers.evidence import coverage_of, weigh_words
from qa.reconcile.figures import values_of
from qa.reconcile.same import equal_figures
from qa.reconcile.units import in_one_unit
from qa.values import Kind, Value

SAME = 0.35  # of the draft's words, weighed by rarity, that the sentence of the same figure has
OTHER = 0.6  # the same, of a sentence whose figure differs
BESIDE = 0.42  # the same, where an article gives the draft's figure, and both say what they count
CLOSE = 0.15  # a sentence of the same figure that shares so much less than the best is of another
MOST = 5  # figures that are shown
_LOOKED_AT = 0.3  # sentences that share less are not read for figures
Search = Callable[[str], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure of an article that may be of the same thing."""

    share: float
    equal: bool
    value: Value  # its offsets are the sentence's
    article: Article
    sentence: Span

    def match(self) -> Match:
        start = self.sentence[0]
        return Match(self.article, start + self.value.start, start + self.value.end, self.sentence)


def check_figure(draft: str, claim: Claim, search: Search) -> Checked:
    """Compare it with what the articles say of the same thing."""
    sentence, value = fold(without_quotations(draft, claim.sentence)).text, claim.value
    if value is None:
        return Checked(claim, Verdict.NOT_FOUND)
    places = sorted(_places(sentence, value, search(sentence)), key=lambda each: -each.share)
    equal = [each for each in places if each.equal and each.share >= SAME]
    other = [each for each in places if not each.equal and each.share >= BESIDE]
    near = [each for each in other if each.share >= OTHER]
    beside = [each for each in other if each.share >= OTHER or _counts(value, each.value)]
    best = max((each.share for each in (*equal, *near)), default=0.0)
    same = [each for each in equal if each.share >= best - CLOSE]
    others = _one_of_each(beside if same else near)
    if not same:
        also = tuple(each.match() for each in equal if _counts(value, each.value))
        verdict = Verdict.DIFFERENT if others else Verdict.NOT_FOUND
        return Checked(claim, verdict, also[:MOST], others)
    told = [(each, _differences(draft, claim, each)) for each in same]
    if exact := [each for each, differences in told if not differences]:
        return Checked(claim, Verdict.EXACT, tuple(e.match() for e in exact[:MOST]), others)
    nearest = sorted(told, key=lambda each: differing(each[1]))[:MOST]
    matches = tuple(each.match() for each, _ in nearest)
    return Checked(claim, Verdict.NEAR, matches, others, nearest[0][1])


def _differences(draft: str, claim: Claim, place: _Place) -> Differences:
    """Where the article says another thing of the figure, or writes it in another way."""
    ours, theirs = (claim.start, claim.end), (place.match().start, place.match().end)
    text, (start, end) = place.article.text, place.sentence
    found = differences_between(
        _words(draft, claim.sentence, ours), _words(text, (start, end), theirs), text
    )
    is_told = _folded(draft[slice(*ours)]) == _folded(text[slice(*theirs)]) and (
        _is_as_sure(place.value, claim.value)
        or any(_touches(draft, a, ours) or _touches(text, b, theirs) for a, b in found)
    )
    return found if is_told else tuple(sorted({(ours, theirs), *found}))


def _touches(text: str, words: Span, figure: Span) -> bool:
    """Whether words stand right beside a figure, as those do that bound it."""
    first, last = sorted((words, figure))
    between = text[first[1] : last[0]].replace(" of ", "")  # "in excess of"
    return words[0] < words[1] and not any(map(str.isalnum, between))


def _words(text: str, sentence: Span, figure: Span) -> list[Word]:
    """The words that tell what is said of a figure, without what is quoted beside it."""
    start, end = sentence
    own = without_long_quotations(text, sentence)
    if not any(map(str.isalnum, own[figure[0] - start : figure[1] - start])):
        own = text[start:end]
    return read_words(fold(own), figure, start)


def _places(sentence: str, value: Value, hits: Sequence[Hit]) -> list[_Place]:
    """The figures of that kind in the sentences that share enough with the draft's."""
    weights = _weigh(sentence, hits)
    found = []
    sentences: dict[tuple[str, Span], Article] = {
        (hit.passage.article.path, span): hit.passage.article
        for hit in hits
        for span in hit.passage.sentences
    }
    for (_, span), article in sentences.items():
        share = coverage_of(content_stems(article.text[slice(*span)]), weights)
        if share < _LOOKED_AT:
            continue
        for theirs in _values_of(article, span):
            if theirs.kind is value.kind and _may_be_compared(value, theirs):
                equal = equal_figures(value, theirs) is True
                found.append(_Place(share, equal, theirs, article, span))
    return found


def _weigh(sentence: str, hits: Sequence[Hit]) -> dict[str, float]:
    """The draft's words beside figures and dates; one that no passage has tells little."""
    own = [stem for stem in content_stems(_undated(sentence)) if not stem[0].isdigit()]
    weights = weigh_words(own, hits)
    held = {stem for hit in hits for stem in content_stems(hit.passage.text)}
    little = min(weights.values(), default=0.0) / 2
    return {stem: weight if stem in held else little for stem, weight in weights.items()}


def _undated(sentence: str) -> str:
    """The same without the days that it names: an article may leave them to its own date."""
    for value in values_of(sentence, None):
        if value.kind is Kind.DATE:
            days = " " * (value.end - value.start)
            sentence = sentence[: value.start] + days + sentence[value.end :]
    return sentence


def _values_of(article: Article, span: Span) -> Iterator[Value]:
    """The values of a sentence, whatever line ends it has; the offsets are the sentence's."""
    folded = fold(article.text[slice(*span)])
    for value in values_of(folded.text, article.date):
        start, end = folded.original(value.start, value.end)
        yield replace(value, start=start, end=end)


def _may_be_compared(ours: Value, theirs: Value) -> bool:
    """Whether both are of one unit, and count the same where both say what they count."""
    if ours.kind is not Kind.NUMBER:
        left, right = in_one_unit(ours, theirs)
        return left.unit == right.unit
    if ours.counted is None or theirs.counted is None:
        return True
    return bool(set(content_stems(ours.counted)) & set(content_stems(theirs.counted)))


def _counts(*values: Value) -> bool:
    """Whether they say what they count, or are of a kind that counts nothing."""
    return all(each.kind is not Kind.NUMBER or each.counted is not None for each in values)


def _is_as_sure(theirs: Value, ours: Value | None) -> bool:
    """Whether both are bounded alike, and both about so much or neither."""
    return ours is not None and (ours.approximate, ours.low, ours.high) == (
        theirs.approximate, theirs.low, theirs.high,
    )  # fmt: skip


def _folded(figure: str) -> str:
    return fold(figure).text.casefold()


def _one_of_each(places: Sequence[_Place]) -> tuple[Match, ...]:
    """The best place of every value."""
    kept: list[_Place] = []
    for each in places:
        if not any(equal_figures(each.value, other.value) for other in kept):
            kept.append(each)
    return tuple(each.match() for each in kept[:MOST])
