"""Questions to articles of four subjects: every value that they state, and nothing else's.

With the real reader, on one index of them all. A question that is not answered right says why.
"""

import pytest

from benchmarks.reconciling import REASONS, SUBJECTS, Asked, faults, load_questions, open_all
from qa.answer import Answerer

ASKED = load_questions()


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return open_all(tmp_path_factory.mktemp("index") / "index")


def marked(asked: Asked) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=asked.wrong)] if asked.wrong else []
    return pytest.param(asked, marks=marks, id=f"{asked.subject}: {asked.question}")


@pytest.mark.parametrize("asked", [marked(one) for one in ASKED])
def test_what_the_articles_say(answerer: Answerer, asked: Asked) -> None:
    assert list(faults(asked, answerer.answer(asked.question).reconciled)) == []


def test_a_third_of_the_questions_cannot_be_answered() -> None:
    for subject in SUBJECTS:
        asked = [one for one in ASKED if one.subject == subject]
        assert len(asked) >= 18
        assert 0.3 <= sum(not one.answerable for one in asked) / len(asked) <= 0.4
    assert len({one.question for one in ASKED}) == len(ASKED)


def test_values_are_words_of_the_articles(answerer: Answerer) -> None:
    """Of those that are to come out: what is asked for can be told verbatim."""
    searcher = answerer.searcher
    articles = [searcher.article(one.path) for one in searcher.articles()]
    texts = " ".join(one.text for one in articles if one).replace("\n", " ")
    for asked in ASKED:
        assert asked.reason is None or asked.reason in REASONS
        for forms in [*asked.groups, *([one] for one in asked.corrected)]:
            assert any(form in texts for form in forms), forms
