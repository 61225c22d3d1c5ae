"""A file's questions to outcomes: asked as a user would ask them, compared with what is right."""

import time
from collections.abc import Iterator, Sequence

from index.records import Passage
from index.search import CANDIDATES
from qa.answer import Answerer
from qa.evaluation.cases import Case
from qa.evaluation.figures import Outcome, passage_name
from qa.scoring import holds


def evaluate(answerer: Answerer, cases: Sequence[Case]) -> Iterator[Outcome]:
    """Yield an outcome per question, in order. The time is of the question alone, models loaded.

    Raises UserError for a question that cannot be asked, which read_cases refuses before.
    """
    if cases:
        answerer.answer(cases[0].question)  # loads the models
    for case in cases:
        began = time.perf_counter()
        result = answerer.answer(case.question)
        took = (time.perf_counter() - began) * 1000
        retrieved = answerer.searcher.search(result.question, CANDIDATES).hits
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
