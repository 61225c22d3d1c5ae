"""The network's scores: the same alone and beside others, in either type, of any length."""

import numpy as np
import pytest

from index.records import Article
from index.runtime import Compiled, has_bfloat16
from index.sentence_model import has_gpu
from qa.readers.calibration import load_calibration
from qa.readers.candidates import find_candidates
from qa.readers.network import Network, load_network, read_weights
from qa.readers.network_reader import order
from tests.readers.passages import BAKERY, HANDOVER, hits_of


def test_scores_do_not_depend_on_what_is_read_beside(network: Network) -> None:
    alone = network.score("What does the bakery sell?", [BAKERY])[0]
    beside = network.score("What does the bakery sell?", [HANDOVER * 3, BAKERY])[1]
    np.testing.assert_allclose(alone.starts, beside.starts, atol=0.15)
    assert alone.spans == beside.spans
    assert alone.answers == pytest.approx(beside.answers, abs=0.15)


def test_bfloat16_marks_what_float32_marks() -> None:
    if not has_bfloat16():
        pytest.skip("this processor has no bfloat16")
    hits = hits_of(Article("a.txt", HANDOVER), Article("b.txt", BAKERY))
    passages = [hit.passage.text for hit in hits]
    questions = ["How many ovens are there?", "Who is Vice-Minister?", "How many fugitives?"]

    def answers(network: Network) -> list[tuple[str, float]]:
        found = []
        for question in questions:
            candidates = find_candidates(question, hits, network.score(question, passages))
            best = order(candidates, hits, load_calibration()).answers[0]
            found.append((best.text, round(best.confidence, 1)))
        return found

    fast = answers(load_network(in_bfloat16=True))
    plain = answers(load_network(in_bfloat16=False))
    assert [text for text, _ in fast] == [text for text, _ in plain]
    for (_, a), (_, b) in zip(fast, plain, strict=True):
        assert a == pytest.approx(b, abs=0.1)


def test_a_gpu_marks_what_the_processor_marks() -> None:
    if not has_gpu():
        pytest.skip("there is no GPU, or torch was installed without CUDA")
    from qa.readers.library import convert_shipped, load_shipped

    data = read_weights()
    folder = convert_shipped(data, "reader-for-a-test")
    assert folder is not None
    here = Network(Compiled(folder, in_bfloat16=False).run, load_shipped(data)._tokens)
    ours = here.score("What does the bakery sell?", [BAKERY, HANDOVER])
    there = load_network().score("What does the bakery sell?", [BAKERY, HANDOVER])
    for a, b in zip(ours, there, strict=True):
        np.testing.assert_allclose(a.starts, b.starts, atol=0.05)
        assert a.answers == pytest.approx(b.answers, abs=0.05)


@pytest.mark.parametrize("question", ["why " * 500, "경찰이 " * 100, "为" * 400])
def test_what_is_too_long_is_read_as_far_as_possible(network: Network, question: str) -> None:
    """A Korean syllable is three tokens."""
    scores = network.score(question, ["word " * 3000])[0]
    assert 100 < len(scores.spans) < 512
