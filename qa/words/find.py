"""What is sought to the passages that hold it: the index proposes them, and each is looked at."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from index.edition import SearchableEdition
from index.holding import MOST, propose, titled
from index.records import Article, Filters, Passage
from index.search import Searcher, notice_of
from qa.deadline import check_time, in_time
from qa.settings import Order
from qa.words.excerpt import excerpt_of
from qa.words.matching import Found, Matcher
from qa.words.records import Facets, Sought, WordHeadline, WordHit, WordResult

_AT_ONCE = 400  # passages that are read at once
_HEADLINES = 20  # that are told


def find_words(
    searcher: Searcher,
    typed: str,
    sought: Sought,
    *,
    count: int = 20,
    offset: int = 0,
    filters: Filters = Filters(),
    order: Order = Order.RELEVANCE,
    most: int = MOST,
) -> WordResult:
    """The passages that hold all of what is sought, `count` of them from `offset` on.

    At most `most` passages that have the words are looked at. Raises UserError where the index
    cannot be read; TooSlowError where the time is over.
    """
    with searcher.edition_to_search() as edition:
        proposed = propose(edition, sought.texts, filters, most)
        matcher = Matcher(sought)
        passages = _read(edition, proposed.ids)
        by_article = groupby(passages, key=lambda passage: passage.article.path)
        found = [each for _, group in in_time(by_article) for each in matcher.found([*group])]
        hits = _hits(edition, _in_order(found, order)[offset : offset + count])
        return WordResult(
            typed=typed,
            sought=sought,
            order=order,
            hits=hits,
            offset=offset,
            passages=len(found),
            articles=len({each.path for each in found}),
            occurrences=len({(each.path, place) for each in found for place in each.places}),
            is_all=proposed.is_all,
            facets=_facets(found),
            headlines=() if found else _headlines(titled(edition, sought.texts, filters), matcher),
            index_version=edition.store.edition.version,
            searched=edition.statistics(filters),
            notice=notice_of(searcher.directory, edition.damage),
        )


def _read(edition: SearchableEdition, ids: Sequence[int]) -> Iterator[Passage]:
    """Passages in the order of their ids, a few at a time."""
    for at in range(0, len(ids), _AT_ONCE):
        check_time()
        passages = edition.store.passages(ids[at : at + _AT_ONCE])
        yield from (passages[id] for id in sorted(passages))


def _in_order(found: Sequence[Found], order: Order) -> list[Found]:
    """Passages by their articles, those of each by their places."""
    if order is Order.RELEVANCE:
        said: Counter[str] = Counter()
        together: Counter[str] = Counter()
        for each in found:
            said[each.path] += len(each.places)
            together[each.path] += each.together
        return sorted(
            found,
            key=lambda each: (
                not each.in_title, -together[each.path], -said[each.path], -each.day, each.path,
                each.places,
            ),
        )  # fmt: skip
    sign = -1 if order is Order.NEWEST else 1
    return sorted(found, key=lambda each: (not each.day, sign * each.day, each.path, each.places))


def _hits(edition: SearchableEdition, found: Sequence[Found]) -> tuple[WordHit, ...]:
    passages = edition.store.passages([each.id for each in found])
    shown = [(passages[each.id], each.places) for each in found if each.id in passages]
    return tuple(WordHit(passage, places, excerpt_of(passage, places)) for passage, places in shown)


def _headlines(articles: Sequence[Article], matcher: Matcher) -> tuple[WordHeadline, ...]:
    """Those of these articles whose titles hold it, latest first."""
    held = [(article, matcher.places_in_title(article)) for article in articles]
    found = [WordHeadline(article, places) for article, places in held if places]
    found.sort(key=lambda each: each.article.date or datetime.date.min, reverse=True)
    return tuple(found[:_HEADLINES])


def _facets(found: Sequence[Found]) -> Facets:
    sources = Counter(each.source for each in found)
    years = Counter(
        datetime.date.fromordinal(each.day).year if each.day else None for each in found
    )
    return Facets(
        tuple(sorted(sources.items(), key=lambda one: (-one[1], one[0] is None, one[0] or ""))),
        tuple(sorted(years.items(), key=lambda one: -(one[0] or 0))),
    )
