"""Every quotation and figure of a draft, and what the articles say to it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.records import Filters, Hit
from index.search import Searcher
from qa.draft.claims import find_claims
from qa.draft.figures import check_figure
from qa.draft.quotations import check_quotation
from qa.draft.records import Checked

PASSAGES = 20  # that are looked at for a claim


def check_draft(draft: str, searcher: Searcher, filters: Filters = Filters()) -> Iterator[Checked]:
    """Yield the claims of a draft with their verdicts, in order.

    Raises UserError where the index cannot be read.
    """

    @lru_cache(maxsize=64)  # the figures of a sentence come together
    def search(words: str) -> Sequence[Hit]:
        return searcher.search(words, PASSAGES, filters).hits

    for claim in find_claims(draft):
        check = check_quotation if claim.kind == "quotation" else check_figure
        yield check(draft, claim, search)
