"""The example questions of the sample corpus, the whole way."""

from pathlib import Path

from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from qa.answer import Answerer
from qa.page.examples import MAX_ASKED, WANTED, Kind, find_examples
from qa.readers.network_reader import TrainedReader
from qa.records import Result
from qa.settings import Settings

ROOT = Path(__file__).parent.parent.parent


def test_examples_show_no_corrected_figure_and_one_disagreement(tmp_path: Path) -> None:
    encoder = load_encoder()
    build_index([ROOT / "corpus"], tmp_path / "index", encoder)
    searcher = Searcher(tmp_path / "index", encoder)
    answerer = Answerer(searcher, TrainedReader(), Settings(top_k=10))
    asked: dict[str, Result] = {}

    def ask(question: str) -> Result:
        assert question not in asked
        asked[question] = answerer.answer(question)
        return asked[question]

    examples = find_examples(searcher, ask)
    assert len(examples) == WANTED
    assert len(asked) <= MAX_ASKED
    kinds = [each.kind for each in examples]
    assert kinds[:4] == [Kind.FIGURE, Kind.DISAGREEMENT, Kind.NAME, Kind.DATE]
    for example in examples:
        result = asked[example.question]
        if example.kind in (Kind.FIGURE, Kind.DISAGREEMENT):
            differs = result.reconciled.agree is False and not result.reconciled.over_time
            assert (example.kind is Kind.DISAGREEMENT) == differs
        assert result.answered
        assert not any(group.corrections for group in result.reconciled.groups)
    assert asked[examples[0].question].reconciled.agree  # of several articles
