"""Questions that nothing answers, near to what the articles tell, and some that they do answer.

With the real reader, on one index of all articles. A question that is not answered right says why.
"""

from collections.abc import Iterator

import pytest

from benchmarks.near_topic import LACKS, SUBJECTS, Near, fault_of, load_questions, open_all
from index.runtime import compiled
from qa.answer import Answerer

ASKED = load_questions()


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """In float32 on every processor: in bfloat16 a few that are hardly sure come out otherwise."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compiled, "has_bfloat16", lambda: False)
        yield open_all(tmp_path_factory.mktemp("index") / "index")


def marked(asked: Near) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=asked.wrong)] if asked.wrong else []
    return pytest.param(asked, marks=marks, id=f"{asked.subject}: {asked.question}")


@pytest.mark.parametrize("asked", [marked(one) for one in ASKED])
def test_what_nothing_answers_is_not_answered(answerer: Answerer, asked: Near) -> None:
    assert fault_of(asked, answerer.answer(asked.question)) is None


def test_every_subject_has_enough_of_both_sorts() -> None:
    for subject in SUBJECTS:
        asked = [one for one in ASKED if one.subject == subject]
        assert sum(not one.answerable for one in asked) >= 14
        assert sum(one.answerable for one in asked) >= 9
    assert len({one.question for one in ASKED}) == len(ASKED)
    assert all(one.answerable or one.lacks in LACKS for one in ASKED)


def test_accepted_answers_are_words_of_the_articles(answerer: Answerer) -> None:
    searcher = answerer.searcher
    articles = [searcher.article(one.path) for one in searcher.articles()]
    texts = " ".join(one.text for one in articles if one).replace("\n", " ")
    for asked in ASKED:
        assert not asked.answers or any(form in texts for form in asked.answers), asked.question
