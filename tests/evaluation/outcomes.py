"""A question as it came out, made up: what was said, what is right, how sure."""

from collections.abc import Sequence

from index.records import Article, Hit, Passage, Statistics
from qa.evaluation.cases import Case
from qa.evaluation.figures import Outcome
from qa.records import Answer, Result


def outcome(
    said: str,
    accepted: Sequence[str],
    confidence: float,
    *,
    rank: int | None = 1,
    least: float = 0.5,
) -> Outcome:
    """A question whose right passage has that rank by retrieval, and is first with the reader."""
    article = Article("a.txt", f"It was {said} <b>then</b>.")
    passage = Passage(article, ((0, len(article.text)),))
    hit = Hit(passage, 1.0, 0.5)
    answer = Answer(7, 7 + len(said), (0, len(article.text)), confidence, hit)
    searched = Statistics(1, 1, 1, None, None)
    result = Result("Q?", confidence >= least, (answer,), (hit,), 1, searched)
    names = [f"p{number}" for number in range(30)]
    right = frozenset() if rank is None else frozenset({names[rank - 1]})
    ranked = names if rank is None else sorted(names, key=lambda name: name != names[rank - 1])
    return Outcome(
        Case("Q?", tuple(accepted)), result, tuple(names), tuple(ranked[:20]), right, 20.0
    )
