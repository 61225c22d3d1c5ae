"""Questions in twelve languages: whether the answer's sentence is first, and how sure that is.

Each is asked of short articles in its language, among those of the others and of corpus/. The
confidence of sentences is fitted on one half of the languages; the other was only counted.

    python -m benchmarks.languages
"""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.build import build_index
from index.records import Hit
from index.search import Searcher
from qa.answer import Answerer
from qa.readers.calibration import load_calibration
from qa.readers.candidates import find_candidates
from qa.readers.network_reader import TrainedReader, order
from qa.readers.protocol import Reader
from qa.records import Reading
from qa.scoring import calibration_error

ARTICLES = Path("tests/data/languages")
ENGLISH = Path("corpus")
FITTED_ON = ("fr", "he", "hi", "ko", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the article and words that answer it; none where nothing does."""

    language: str
    text: str
    answers: tuple[str, ...]
    article: str | None

    def is_right(self, path: str, sentence: str) -> bool:
        """Whether a sentence of the article at that path answers."""
        is_there = Path(path).name == self.article
        return is_there and any(words in sentence for words in self.answers)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question brought."""

    question: Question
    right: bool
    confidence: float
    answered: bool
    passage: int | None  # the place of the right passage among those found


class NetworkAlone:
    """The network, whatever the language."""

    def __init__(self, reader: TrainedReader) -> None:
        self._network = reader.load()

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        scores = self._network.score(question, [hit.passage.text for hit in hits])
        candidates = find_candidates(question, hits, scores)
        return order(candidates, hits, load_calibration())


def read_questions() -> list[Question]:
    """All questions."""
    lines = (ARTICLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return [
        Question(row["language"], row["question"], tuple(row["answers"]), row.get("article"))
        for row in rows
    ]


def ask(searcher: Searcher, reader: Reader, question: Question) -> Outcome:
    """Ask one question the whole way."""
    found = searcher.search(question.text).hits
    paths = [Path(hit.passage.article.path).name for hit in found]
    passage = paths.index(question.article) if question.article in paths else None
    result = Answerer(searcher, reader).answer(question.text)
    if not result.answers:
        return Outcome(question, False, 0.0, False, passage)
    best = result.answers[0]
    right = question.is_right(best.article.path, best.sentence_text)
    return Outcome(question, right, best.confidence, result.answered, passage)


def open_articles(scratch: Path) -> Searcher:
    """An index of the articles in all languages, English among them."""
    build_index([ARTICLES, ENGLISH], scratch)
    return Searcher(scratch)


def row(outcomes: Sequence[Outcome]) -> str:
    """The figures of a table's row."""
    asked = [one for one in outcomes if one.question.answers]
    silent = [one for one in outcomes if not one.question.answers]
    error = calibration_error([one.confidence for one in outcomes], [one.right for one in outcomes])
    cells = (
        f"{sum(one.right for one in asked)} of {len(asked)}",
        f"{sum(one.right and one.answered for one in asked)}",
        f"{sum(one.answered and not one.right for one in asked)}",
        f"{sum(not one.answered for one in silent)} of {len(silent)}",
        f"{_mean(one.confidence for one in outcomes if one.right):.2f}, "
        f"{_mean(one.confidence for one in outcomes if not one.right):.2f}",
        f"{error:.3f}",
    )
    return " | ".join(cells)


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def main() -> None:
    questions = read_questions()
    with tempfile.TemporaryDirectory() as scratch:
        searcher, reader = open_articles(Path(scratch)), TrainedReader()
        readers: dict[str, Reader] = {"network alone": NetworkAlone(reader), "reader": reader}
        print("| languages | | right | answered: right | wrong | not answered | sure | ECE |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        found: list[Outcome] = []
        for name, half in (("fitted on", True), ("held out", False)):
            chosen = [one for one in questions if (one.language in FITTED_ON) == half]
            for read_by, each in readers.items():
                outcomes = [ask(searcher, each, one) for one in chosen]
                print(f"| {name} | {read_by} | {row(outcomes)} |")
            found += outcomes
    places = [one.passage for one in found if one.question.answers]
    print(f"of {len(places)} passages: first {places.count(0)}, missing {places.count(None)}")


if __name__ == "__main__":
    main()
