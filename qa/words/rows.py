"""The one serialisation of a search: the same fields for the command line, HTTP and assistants."""

from collections.abc import Sequence
from typing import Any

from index.records import Article, Hit, SearchResult, Span
from qa.rows import statistics_row
from qa.settings import Order
from qa.words.records import Facets, WordHeadline, WordHit, WordResult

Row = dict[str, Any]
MAX_SOURCES = 100  # that are told, those with the most passages


def words_row(result: WordResult) -> Row:
    """The passages that hold what was typed, as plain values."""
    return {
        "question": result.typed,
        "typed": "words",
        "phrases": list(result.sought.phrases),
        "words": list(result.sought.words),
        "order": result.order.value,
        "offset": result.offset,
        "count": {
            "passages": result.passages,
            "articles": result.articles,
            "occurrences": result.occurrences,
            "is_all": result.is_all,
        },
        "facets": _facets(result.facets),
        "index_version": result.index_version,
        "passages": [_word_hit(hit) for hit in result.hits],
        "headlines": [_headline(headline) for headline in result.headlines],
        "nearest": [_hit(hit) for hit in result.nearest],
        "searched": statistics_row(result.searched),
        "notice": result.notice,
    }


def question_row(question: str, found: SearchResult, order: Order = Order.RELEVANCE) -> Row:
    """The passages nearest to a question, with the same fields."""
    return {
        "question": question,
        "typed": "question",
        "phrases": [],
        "words": [],
        "order": order.value,
        "offset": 0,
        "count": None,  # every passage is more or less near
        "facets": None,
        "index_version": found.index_version,
        "passages": [_hit(hit) for hit in _in_order(found.hits, order)],
        "headlines": [],
        "nearest": [],
        "searched": statistics_row(found.searched),
        "notice": found.notice,
    }


def _in_order(hits: Sequence[Hit], order: Order) -> list[Hit]:
    """The passages nearest to a question by their articles' days, where that is the order."""
    if order is Order.RELEVANCE:
        return list(hits)
    return sorted(hits, key=lambda hit: _time(hit, order))


def _time(hit: Hit, order: Order) -> tuple[bool, int]:
    date = hit.passage.article.date
    day = date.toordinal() if date else 0
    return not date, -day if order is Order.NEWEST else day


def _facets(facets: Facets) -> Row:
    sources = facets.sources[:MAX_SOURCES]
    return {
        "sources": [{"source": name, "passages": number} for name, number in sources],
        "years": [{"year": year, "passages": number} for year, number in facets.years],
    }


def _word_hit(hit: WordHit) -> Row:
    passage = hit.passage
    places = _places(passage.article, hit.places)
    return _passage(passage.article, passage.start, passage.end, len(hit.places), places)


def _hit(hit: Hit) -> Row:
    passage = hit.passage
    return _passage(passage.article, passage.start, passage.end, round(hit.score, 4), [])


def _passage(article: Article, start: int, end: int, score: float, places: list[Row]) -> Row:
    return {
        "article": article.path,
        **article.plain_facts(),
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "score": float(score),
        "places": places,
    }


def _headline(headline: WordHeadline) -> Row:
    article = headline.article
    return {
        "article": article.path,
        **article.plain_facts(),
        "places": [
            {"title_start": start, "title_end": end, "title_text": text}
            for (start, end), text in zip(headline.places, headline.texts, strict=True)
        ],
    }


def _places(article: Article, places: Sequence[Span]) -> list[Row]:
    return [{"start": start, "end": end, "text": article.text[start:end]} for start, end in places]
