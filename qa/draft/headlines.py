"""A quotation against the titles of articles, for one that is in no text as it stands."""

from collections.abc import Iterable

from index.records import Article
from qa.draft.aligning import align, differing, moved, words_of
from qa.draft.exact import Readings
from qa.draft.records import Checked, Headline, Verdict
from qa.draft.typography import fold

MOST = 5  # titles that are shown


def with_headlines(draft: str, checked: Checked, articles: Iterable[Article]) -> Checked:
    """The quotation with the titles that it is, or is nearer to than to any text."""
    claim, titled = checked.claim, [each for each in articles if each.title]
    wanted = fold(draft[claim.start : claim.end]).text
    exact = [
        Headline(article, *place)
        for article in titled
        if (place := Readings(article.title or "").first(wanted)) is not None
    ]
    if exact:
        return Checked(claim, Verdict.EXACT, headlines=tuple(exact[:MOST]))
    near = [
        headline for article in titled if (headline := _near(draft, checked, article)) is not None
    ]
    if not near:
        return checked
    nearest = min(near, key=lambda each: differing(each.differences))
    if checked.matches and differing(checked.differences) <= differing(nearest.differences):
        return checked
    return Checked(claim, Verdict.NEAR, headlines=(nearest,))


def _near(draft: str, checked: Checked, article: Article) -> Headline | None:
    start = checked.claim.start
    quoted = fold(draft[start : checked.claim.end])
    words = words_of(quoted)
    found = align(quoted, words, fold(article.title or "")) if words else None
    if found is None:
        return None
    return Headline(article, *found.place, moved(found.differences, start))
