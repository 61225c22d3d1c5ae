"""Every quotation and figure of a draft, and what the articles say to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from index.holding import titled
from index.records import Article, Filters, Hit
from index.search import Searcher, notice_of
from qa.deadline import check_time, in_time
from qa.draft.claims import find_claims, read_quotation
from qa.draft.corrected import with_corrections
from qa.draft.figures import check_figure
from qa.draft.headlines import with_headlines
from qa.draft.quotations import check_quotation
from qa.draft.records import Checked, Claim, Verdict

PASSAGES = 20  # that are looked at for a claim
BESIDE = 40  # more, whose articles may correct what those say


def check_draft(
    draft: str,
    searcher: Searcher,
    filters: Filters = Filters(),
    told: Callable[[str], object] = str,
) -> Iterator[Checked]:
    """Yield the claims of a draft with their verdicts, in order.

    `told` is given what is said of a damaged index, as often as that is met. Raises UserError where
    the index cannot be read; TooSlowError where the time is over.
    """
    looking = _Looking(searcher, filters, told)
    for claim in in_time(find_claims(draft)):
        yield looking.check(draft, claim)


def check_quote(
    quote: str,
    searcher: Searcher,
    filters: Filters = Filters(),
    told: Callable[[str], object] = str,
) -> Checked:
    """A text that is a quotation as a whole, with or without its marks, and its verdict.

    Raises UserError where it is none that can be looked up, or the index cannot be read.
    """
    return _Looking(searcher, filters, told).check(quote, read_quotation(quote))


class _Looking:
    """Looks claims up; what was found for one may correct what speaks for it."""

    def __init__(self, searcher: Searcher, filters: Filters, told: Callable[[str], object]) -> None:
        @lru_cache(maxsize=64)  # the figures of a sentence come together
        def search(words: str) -> Sequence[Hit]:
            check_time()
            found = searcher.search(words, PASSAGES + BESIDE, filters)
            if found.notice:
                told(found.notice)
            return found.hits

        self._search = search
        self._searcher, self._filters, self._told = searcher, filters, told
        self._found: list[Hit] = []  # for the claim that is checked

    def check(self, draft: str, claim: Claim) -> Checked:
        self._found = []
        if claim.kind == "figure":
            checked = check_figure(draft, claim, self._hits)
        else:
            checked = check_quotation(draft, claim, self._hits)
            if checked.verdict is not Verdict.EXACT:
                articles = self._titled(draft[claim.start : claim.end])
                checked = with_headlines(draft, checked, articles)
        return with_corrections(checked, self._found)

    def _titled(self, words: str) -> Iterable[Article]:
        """The articles found, and those whose titles have these words."""
        with self._searcher.edition_to_search() as edition:
            further = titled(edition, [words], self._filters)
            if notice := notice_of(self._searcher.directory, edition.damage):
                self._told(notice)
        articles = [*(hit.passage.article for hit in self._found), *further]
        return {article.path: article for article in articles}.values()

    def _hits(self, words: str) -> Sequence[Hit]:
        found = self._search(words)
        self._found += found
        return found[:PASSAGES]
