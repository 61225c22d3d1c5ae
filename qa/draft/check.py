"""Every quotation and figure of a draft, and what the articles say to it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from index.records import Filters, Hit
from index.search import Searcher
from qa.draft.claims import find_claims, read_quotation
from qa.draft.figures import check_figure
from qa.draft.quotations import check_quotation
from qa.draft.records import Checked

PASSAGES = 20  # that are looked at for a claim


def check_draft(
    draft: str,
    searcher: Searcher,
    filters: Filters = Filters(),
    told: Callable[[str], object] = str,
) -> Iterator[Checked]:
    """Yield the claims of a draft with their verdicts, in order.

    `told` is given what is said of a damaged index, as often as that is met. Raises UserError where
    the index cannot be read.
    """

    search = _search(searcher, filters, told)
    for claim in find_claims(draft):
        check = check_quotation if claim.kind == "quotation" else check_figure
        yield check(draft, claim, search)


def check_quote(
    quote: str,
    searcher: Searcher,
    filters: Filters = Filters(),
    told: Callable[[str], object] = str,
) -> Checked:
    """A text that is a quotation as a whole, with or without its marks, and its verdict.

    Raises UserError where it is none that can be looked up, or the index cannot be read.
    """
    return check_quotation(quote, read_quotation(quote), _search(searcher, filters, told))


def _search(
    searcher: Searcher, filters: Filters, told: Callable[[str], object]
) -> Callable[[str], Sequence[Hit]]:
    @lru_cache(maxsize=64)  # the figures of a sentence come together
    def search(words: str) -> Sequence[Hit]:
        found = searcher.search(words, PASSAGES, filters)
        if found.notice:
            told(found.notice)
        return found.hits

    return search
