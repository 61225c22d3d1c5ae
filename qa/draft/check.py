"""Every quotation and figure of a draft, and what the articles say to it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from index.records import Filters, Hit
from index.search import Searcher
from qa.draft.claims import find_claims
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

    @lru_cache(maxsize=64)  # the figures of a sentence come together
    def search(words: str) -> Sequence[Hit]:
        found = searcher.search(words, PASSAGES, filters)
        if found.notice:
            told(found.notice)
        return found.hits

    for claim in find_claims(draft):
        check = check_quotation if claim.kind == "quotation" else check_figure
        yield check(draft, claim, search)
