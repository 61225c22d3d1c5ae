"""A result as the page draws it: what was found, where, and which words to mark.

Every offset is in characters of the article's own text, as everywhere; the page turns them into
its own units.
"""

from dataclasses import dataclass
from typing import Any

from index.records import Hit, Span
from qa.language.words import STOPWORDS, content_stems, is_same_word, tokens
from qa.page.drawing import Sentences, article_row
from qa.page.side_by_side import SURE, correction_row, is_guess, side_by_side, statement_of
from qa.records import Answer, Correction, Result, Statement, confidence_word
from qa.rows import to_row
from qa.why.rows import why_field

_AT_LEAST = 3  # misses that are shown however little they have to do with the question


def to_view(result: Result) -> dict[str, Any]:
    """The row of the command line (`to_row`) with what the page shows beyond it."""
    best = result.answers[0] if result.answered else None
    stated = statement_of(best, result.reconciled) if best else None
    note = result.reconciled.correction_of(best) if best else None
    sentences = Sentences()
    row = to_row(result)
    return {
        **row,
        **side_by_side(row, result.reconciled, sentences, stated[0] if stated else None),
        "confidence_word": confidence_word(best.confidence) if best else None,
        "runs": sentences.runs(best.article, best.sentence, best) if best else None,
        "shown": stated[0] if stated else None,
        "correction": correction_row(note, sentences),
        "evidence": _Evidence(result, sentences).rows(stated[0] if stated else 0),
        "may_say_more": result.may_say_more,
        **why_field(result),
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence of a passage, and what it states in answer."""

    hit: Hit
    sentence: Span
    statement: Statement | None = None
    guess: bool = False


class _Evidence:
    """The sentences to show beside an answer, none of them twice."""

    def __init__(self, result: Result, sentences: Sentences) -> None:
        self._result = result
        self._sentences = sentences
        self._stems = set(content_stems(result.question))
        self._words = _content_words(result.question)
        shown = result.answers[:1] if result.answered else ()
        # The page lists what was refused with the reasons, where nothing answers; beside an answer,
        # what may answer too.
        refused = result.reconciled.refused
        listed = [each.answer for each in refused if each.is_unsure or not result.answered]
        self._seen = {(each.article.path, each.sentence) for each in (*shown, *listed)}
        self._found: list[_Found] = []

    def rows(self, first: int) -> list[dict[str, Any]]:
        """What is said in answer, a group after the other and this one first; then the rest."""
        self._add_stated(first)
        stated = len(self._found)
        self._add_others()
        found = self._found[:stated] + _by_article(self._found[stated:])
        return [self._row(each) for each in found]

    def _add_stated(self, first: int) -> None:
        groups = self._result.reconciled.groups
        for group in (*groups[first : first + 1], *groups[:first], *groups[first + 1 :]):
            guess = is_guess(group, self._result.answered and group is groups[first])
            for statement in group.statements:
                answer = statement.answer
                if self._sentences.states(answer.article, answer.sentence):
                    self._add(_Found(answer.hit, answer.sentence, statement, guess))

    def _add_others(self) -> None:
        """A sentence of each further passage that bears on the question, answers before hits."""
        result = self._result
        stated = {_passage_key(each.hit) for each in self._found}
        answers: dict[tuple[str, int, int], Answer] = {}
        for answer in result.answers[1:] if result.answered else result.answers:
            if self._sentences.states(answer.article, answer.sentence):
                answers.setdefault(_passage_key(answer.hit), answer)
        for hit in [answer.hit for answer in answers.values()] + list(result.hits):
            answer_here = answers.get(_passage_key(hit))
            is_sure = answer_here is not None and answer_here.confidence >= SURE
            sentence = answer_here.sentence if answer_here else self._best_sentence(hit)
            are_few = not result.answered and len(self._found) < _AT_LEAST
            if _passage_key(hit) not in stated and (
                is_sure or are_few or self._shared(hit, sentence)
            ):
                self._add(_Found(hit, sentence))

    def _add(self, found: _Found) -> None:
        # Passages overlap: the sentence that two of them share is shown once.
        key = (found.hit.passage.article.path, found.sentence)
        if key not in self._seen:
            self._seen.add(key)
            self._found.append(found)

    def _row(self, found: _Found) -> dict[str, Any]:
        article, (start, end) = found.hit.passage.article, found.sentence
        statement = found.statement
        answer = statement.answer if statement else None
        return {
            **article_row(article),
            "passage_start": found.hit.passage.start,
            "passage_end": found.hit.passage.end,
            "sentence": article.text[start:end],
            "sentence_start": start,
            "sentence_end": end,
            "runs": self._sentences.runs(article, found.sentence, answer),
            "start": answer.start if answer else None,
            "end": answer.end if answer else None,
            "confidence": answer.confidence if answer else None,
            "guess": found.guess,
            "correction": correction_row(self._correction(found), self._sentences),
            "marks": [list(mark) for mark in self._marks(found.hit, found.sentence)],
            "score": found.hit.score,
        }

    def _correction(self, found: _Found) -> Correction | None:
        """What says that a sentence's answer was wrong; without one, any that it may give."""
        if found.statement:
            return found.statement.correction
        start, end = found.sentence
        path = found.hit.passage.article.path
        return next(
            (
                note
                for answer, note in self._result.reconciled.wrong
                if answer.article.path == path and start <= answer.start < end
            ),
            None,
        )

    def _best_sentence(self, hit: Hit) -> Span:
        """The sentence with most of the question's words; the first of those that tie."""
        article, stems = hit.passage.article, self._stems
        stating = [each for each in hit.passage.sentences if self._sentences.states(article, each)]

        def shared(sentence: Span) -> int:
            return len(stems.intersection(content_stems(article.text[slice(*sentence)])))

        return max(stating or hit.passage.sentences, key=shared)

    def _shared(self, hit: Hit, sentence: Span) -> set[str]:
        """The stems that the sentence shares with the question."""
        return self._stems.intersection(content_stems(hit.passage.article.text[slice(*sentence)]))

    def _marks(self, hit: Hit, sentence: Span) -> list[Span]:
        """Where the question's words stand in the sentence, in any of their forms."""
        start, end = sentence
        return [
            (start + at, start + at + len(word))
            for at, word in _content_words(hit.passage.article.text[start:end])
            if any(is_same_word(word, asked) for _, asked in self._words)
        ]


def _content_words(text: str) -> list[tuple[int, str]]:
    """The words that carry a text's meaning, and where each begins."""
    words = [(token.start, text[token.start : token.end]) for token in tokens(text)]
    return [(start, word) for start, word in words if word.casefold() not in STOPWORDS]


def _by_article(found: list[_Found]) -> list[_Found]:
    """What is of one article together, in the order of the articles' first."""
    order = list(dict.fromkeys(each.hit.passage.article.path for each in found))
    return sorted(found, key=lambda each: order.index(each.hit.passage.article.path))


def _passage_key(hit: Hit) -> tuple[str, int, int]:
    return hit.passage.article.path, hit.passage.start, hit.passage.end
