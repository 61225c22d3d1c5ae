"""The encoder in each way that this machine can run it, against sentence-transformers itself.

Passages of every length, from the paragraphs of the SQuAD-format files; all ways take turns, so
that a busy machine slows them alike. Then the first answers to validation questions, with
encoder and reader converted and the promising passages read, against both as their libraries run
them in float32, all twenty passages read.

    python -m benchmarks.encoding --data ../shared/qa-data [--index DIR] [--questions N]
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from benchmarks.collection import open_collection, paragraph_paths, read_questions
from benchmarks.reading import Score, score_all, score_promising
from index.encoder import default_folder, load_encoder
from index.runtime import find_kept, has_bfloat16
from index.search import Searcher
from index.sentence_model import ConvertedModel, LibraryModel, SentenceModel
from qa.readers.calibration import load_calibration
from qa.readers.candidates import CandidateFinder
from qa.readers.library import load_shipped
from qa.readers.network import Network, load_network, read_weights
from qa.readers.network_reader import order

PASSAGES, ROUNDS = 256, 5
LENGTH = 770  # characters, as a passage has at most
TOP_K = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    parser.add_argument("--questions", type=int, default=1000)
    arguments = parser.parse_args()
    models = list(open_models().items())
    speed(models, passages(arguments.data))
    with tempfile.TemporaryDirectory() as scratch:
        searcher = open_collection(arguments.data, arguments.index or Path(scratch))
        same_answers(searcher, dict(models), arguments)


def open_models() -> dict[str, SentenceModel]:
    """The reference first."""
    encoder = load_encoder()
    encoder.encode(["converted now, if it was not"])
    folder = find_kept(encoder.identity)
    assert folder is not None
    models: dict[str, SentenceModel] = {
        "sentence-transformers, float32": LibraryModel(str(default_folder())),
        "converted, float32": ConvertedModel(folder, in_bfloat16=False),
    }
    if has_bfloat16():
        models["converted, bfloat16"] = ConvertedModel(folder, in_bfloat16=True)
    return models


def passages(data: Path) -> list[str]:
    """Texts as long as passages are, and shorter ones."""
    whole = " ".join(paragraph_paths(data))
    random.seed(6)
    lengths = [LENGTH] * (PASSAGES // 2) + [random.randint(1, LENGTH) for _ in range(PASSAGES // 2)]
    starts = [random.randrange(len(whole) - LENGTH) for _ in lengths]
    return [whole[start : start + length] for start, length in zip(starts, lengths, strict=True)]


def speed(models: Sequence[tuple[str, SentenceModel]], texts: Sequence[str]) -> None:
    """Print passages a second of each, and how near its vectors are to the reference's."""
    reference = models[0][1].encode(texts)
    seconds: dict[str, list[float]] = {name: [] for name, _ in models}
    nearest = {}
    for _ in tqdm(range(ROUNDS)):
        for name, model in models:
            began = time.perf_counter()
            vectors = model.encode(texts)
            seconds[name].append(time.perf_counter() - began)
            nearest[name] = float((vectors * reference).sum(axis=1).min())
    slowest = statistics.median(seconds[models[0][0]])
    print("| | passages a second | ratio | least cosine |")
    print("| --- | ---: | ---: | ---: |")
    for name, _ in models:
        took = statistics.median(seconds[name])
        print(f"| {name} | {len(texts) / took:.0f} | {slowest / took:.2f} | {nearest[name]:.5f} |")


class _Given:
    """A model under the identity that the index knows."""

    def __init__(self, model: SentenceModel) -> None:
        known = load_encoder()
        self.name, self.identity, self.encode = known.name, known.identity, model.encode


def same_answers(
    searcher: Searcher, models: dict[str, SentenceModel], arguments: argparse.Namespace
) -> None:
    """Print how often the first answer is the one that the libraries' own models give."""
    questions = [each.text for each in read_questions(arguments.data)][: arguments.questions]
    reference = next(iter(models.values()))
    slow = Searcher(searcher.directory, _Given(reference)), load_shipped(read_weights())
    fast = searcher, load_network()
    pairs = [
        (first_answer(*slow, score_all, each), first_answer(*fast, score_promising, each))
        for each in tqdm(questions)
    ]
    same = np.mean([a == b for a, b in pairs])
    print(f"\nsame first answer, of {len(pairs)} questions: {same:.4f}")


def first_answer(
    searcher: Searcher, network: Network, score: Score, question: str
) -> tuple[str, str, int]:
    """The article, words and place of what stands first."""
    hits = searcher.search(question, TOP_K).hits
    finder = CandidateFinder(question, hits)
    candidates = finder.find(score(finder, network))
    best = order(candidates, hits, load_calibration()).answers[0]
    return best.article.path, best.text, best.start


if __name__ == "__main__":
    main()
