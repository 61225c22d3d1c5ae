"""A file's questions to outcomes: asked as a user would ask them, compared with what is right."""

import time
from collections.abc import Iterator, Sequence

from index.records import Passage
from index.search import CANDIDATES, Searcher
from qa.answer import answer_question
from qa.evaluation.cases import Case
from qa.evaluation.figures import Outcome, passage_name
from qa.readers.protocol import Reader
from qa.records import ANSWERED_FROM
from qa.scoring import holds


def evaluate(
    searcher: Searcher,
    reader: Reader,
    cases: Sequence[Case],
    *,
    top_k: int = 20,
    min_confidence: float = ANSWERED_FROM,
) -> Iterator[Outcome]:
    """Yield an outcome per question, in order. The time is of the question alone, models loaded.

    Raises UserError for a question that cannot be asked, which read_cases refuses before.
    """
    if cases:
        answer_question(searcher, reader, cases[0].question)  # loads the models
    for case in cases:
        began = time.perf_counter()
        result = answer_question(
            searcher, reader, case.question, top_k=top_k, min_confidence=min_confidence
        )
        took = (time.perf_counter() - began) * 1000
        retrieved = searcher.search(result.question, CANDIDATES).hits
        right = frozenset(passage_name(hit) for hit in retrieved if _answers(case, hit.passage))
        yield Outcome(
            case,
            result,
            tuple(map(passage_name, retrieved)),
            tuple(dict.fromkeys(map(passage_name, (*result.hits, *retrieved)))),
            right,
            took,
        )


def _answers(case: Case, passage: Passage) -> bool:
    """Whether a passage holds an accepted answer, in the article or paragraph that the case names.

    A case that names neither takes any passage that holds one.
    """
    if not holds(passage.text, case.answers):
        return False
    if case.article is not None:
        path = passage.article.path
        return path == case.article or path.endswith("/" + case.article)
    if case.paragraph is not None:
        at = passage.article.text.find(case.paragraph)
        return at >= 0 and passage.start < at + len(case.paragraph) and passage.end > at
    return True
