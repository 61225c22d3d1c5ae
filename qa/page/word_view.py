"""Passages that hold words, as the page draws them."""

from typing import Any

from qa.page.drawing import article_row, run_rows
from qa.page.view import to_view
from qa.records import Result
from qa.words import WordHit, WordResult
from qa.words.excerpt import places_in, shown_runs
from qa.words.rows import words_row


def found_view(found: WordResult) -> dict[str, Any]:
    """The row of the command line with every passage in the sentences that are shown of it."""
    row = words_row(found)
    return {
        **row,
        "passages": [],  # their texts are not drawn
        "nearest": [],
        "evidence": [_evidence(hit) for hit in found.hits],
        "near": _near(found),
    }


def _evidence(hit: WordHit) -> dict[str, Any]:
    article, (start, end) = hit.passage.article, hit.excerpt
    shown = places_in(hit.excerpt, hit.places)
    return {
        **article_row(article),
        "passage_start": hit.passage.start,
        "passage_end": hit.passage.end,
        "sentence": article.text[start:end],
        "sentence_start": start,
        "sentence_end": end,
        "runs": run_rows(article.text, shown_runs(article, hit.excerpt, shown)),
        "start": None,
        "end": None,
        "confidence": None,
        "guess": False,
        "correction": None,
        "marks": [list(place) for place in shown],
        "places": [list(place) for place in hit.places],
        "opens": list(shown[0]),
        "score": float(len(hit.places)),
    }


def _near(found: WordResult) -> list[dict[str, Any]]:
    """The passages nearest in meaning, each in the sentence that shares the most with it."""
    if not found.nearest:
        return []
    result = Result(
        question=found.typed,
        answered=False,
        answers=(),
        hits=found.nearest,
        index_version=found.index_version,
        searched=found.searched,
    )
    evidence: list[dict[str, Any]] = to_view(result)["evidence"]
    return evidence
