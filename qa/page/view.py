"""A result as the page draws it: what was found, where, and which words to mark.

Every offset is in characters of the article's own text, as everywhere; the page turns them into
its own units.
"""

from typing import Any

from index.records import Article, Hit, Span, Statistics
from index.store import ArticleSummary
from qa.language.words import STOPWORDS, content_stems, tokens
from qa.page.drawing import Sentences
from qa.records import Answer, Result, confidence_word
from qa.rows import to_row

_AT_LEAST = 3  # misses that are shown however little they have to do with the question
_SURE = 0.55  # confidence from which an answer that shares no word with the question is shown


def to_view(result: Result) -> dict[str, Any]:
    """The row of the command line (`to_row`) with what the page shows beyond it."""
    best = result.answers[0] if result.answered else None
    sentences = Sentences()
    return {
        **to_row(result),
        "confidence_word": confidence_word(best.confidence) if best else None,
        "sentence_start": best.sentence[0] if best else None,
        "sentence_end": best.sentence[1] if best else None,
        "runs": sentences.runs(best.article, best.sentence, best) if best else None,
        "evidence": [_evidence_row(sentences, *row) for row in _evidence(result, sentences)],
        "searched": statistics_row(result.searched),
    }


def statistics_row(statistics: Statistics) -> dict[str, Any]:
    """What was searched, in the words of JSON."""
    first, last = statistics.first_date, statistics.last_date
    return {
        "articles": statistics.articles,
        "passages": statistics.passages,
        "undated": statistics.undated,
        "first_date": first.isoformat() if first else None,
        "last_date": last.isoformat() if last else None,
    }


def article_row(article: Article | ArticleSummary) -> dict[str, Any]:
    """What is known of an article, without its text."""
    return {"article": article.path, **article.plain_facts()}


def _evidence(
    result: Result, sentences: Sentences
) -> list[tuple[Hit, Span, Answer | None, list[Span]]]:
    """One sentence per passage, none of them twice: the other answers, then the other hits."""
    stems = set(content_stems(result.question))
    seen = set()
    if result.answered:
        best = result.answers[0]
        seen.add((best.article.path, best.sentence))
    answers: dict[tuple[str, int, int], Answer] = {}
    for answer in result.answers[1:] if result.answered else result.answers:
        if sentences.states(answer.article, answer.sentence):
            answers.setdefault(_passage_key(answer.hit), answer)
    rows: list[tuple[Hit, Span, Answer | None, list[Span]]] = []
    for hit in [answer.hit for answer in answers.values()] + list(result.hits):
        found = answers.get(_passage_key(hit))
        sentence = found.sentence if found else _best_sentence(hit, stems, sentences)
        key = (hit.passage.article.path, sentence)
        # Passages overlap: the sentence that two of them share is shown once.
        if key in seen:
            continue
        seen.add(key)
        marks = _marks(hit, sentence, stems)
        is_sure = found is not None and found.confidence >= _SURE
        # Where nothing answers, or a sentence says nothing of what was asked, no span stands out.
        answer_here = found if result.answered and (marks or is_sure) else None
        if marks or answer_here or (not result.answered and len(rows) < _AT_LEAST):
            rows.append((hit, sentence, answer_here, marks))
    return rows


def _evidence_row(
    sentences: Sentences, hit: Hit, sentence: Span, answer: Answer | None, marks: list[Span]
) -> dict[str, Any]:
    article = hit.passage.article
    return {
        **article_row(article),
        "passage_start": hit.passage.start,
        "passage_end": hit.passage.end,
        "sentence": article.text[sentence[0] : sentence[1]],
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
        "runs": sentences.runs(article, sentence, answer),
        "start": answer.start if answer else None,
        "end": answer.end if answer else None,
        "confidence": answer.confidence if answer else None,
        "marks": [list(mark) for mark in marks],
        "score": hit.score,
    }


def _passage_key(hit: Hit) -> tuple[str, int, int]:
    return hit.passage.article.path, hit.passage.start, hit.passage.end


def _best_sentence(hit: Hit, stems: set[str], sentences: Sentences) -> Span:
    """The sentence with most of the question's words; the first of those that tie."""
    article = hit.passage.article
    stating = [each for each in hit.passage.sentences if sentences.states(article, each)]

    def shared(sentence: Span) -> int:
        return len(stems.intersection(content_stems(article.text[slice(*sentence)])))

    return max(stating or hit.passage.sentences, key=shared)


def _marks(hit: Hit, sentence: Span, stems: set[str]) -> list[Span]:
    """Where the question's words stand in the sentence."""
    start, end = sentence
    text = hit.passage.article.text[start:end]
    return [
        (start + token.start, start + token.end)
        for token in tokens(text)
        if token.stem in stems and text[token.start : token.end].casefold() not in STOPWORDS
    ]
