"""Five articles as people find them, beside the project: what they say, each figure of it."""

import json
from pathlib import Path

import pytest

from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from qa.answer import Answerer
from qa.readers.open import open_reader

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"
LABELLED = Path(__file__).parent / "data" / "news_as_found.jsonl"
pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the five articles do not lie beside the project"
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    directory = tmp_path_factory.mktemp("news")
    build_index([ARTICLES], directory, load_encoder())
    searcher = Searcher(directory)
    return Answerer(searcher, open_reader(searcher))


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("How many people were persuaded to return to China from overseas?",
         {"69,000", "210,000", "230,000"}),
        ("How much money in suspected fraud payments was intercepted?",
         {"277 billion yuan", "329 billion yuan", "328.8 billion yuan"}),
        ("How many suspects were handed over from Myanmar?", {"4,666", "706", "410,000"}),
    ],
)  # fmt: skip
def test_each_figure_is_a_group_of_its_own(
    answerer: Answerer, question: str, figures: set[str]
) -> None:
    result = answerer.answer(question)
    assert result.answered
    sure = {
        group.best.answer.text
        for group in result.reconciled.groups
        if group.best.answer.confidence >= 0.3
    }
    assert figures <= sure


def test_what_is_labelled_stands_in_the_articles() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.iterdir()))
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        for answer in json.loads(line)["answers"]:
            assert answer in text
