"""What is asked of every system, and what it is to bring: shared by both environments.

Imports nothing of Gleaner and nothing heavy: a system's start is measured with it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

TOP_K = 20  # passages found for a question, and read
CANDIDATES = 100  # that a system takes by meaning, and by words, where it lets one say so
SAMPLE_FILE = "sample.json"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article, cut as Gleaner cuts it: every system has the same ones."""

    article: str
    text: str
    context: str  # the article's title; what embeds before the text

    @property
    def embedded(self) -> str:
        """What Gleaner embeds, so that the others may too."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its accepted answers and the article that holds them."""

    text: str
    answers: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Said:
    """A first answer, and the article that it was found in; empty where there is none."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One measuring: passages, questions, and where encoder and reader are."""

    folder: Path
    encoder: Path  # a sentence-transformers folder
    reader: Path  # the reader as a question-answering model's folder
    passages: tuple[Passage, ...]
    warm_up: tuple[str, ...]  # asked before any question is timed, and not among them
    questions: tuple[Question, ...]

    @property
    def corpus(self) -> Path:
        """The folder of articles, a file each."""
        return self.folder / "corpus"

    def write(self) -> None:
        """Keep it, for the processes that measure."""
        row = {
            "encoder": str(self.encoder),
            "reader": str(self.reader),
            "passages": [asdict(each) for each in self.passages],
            "warm_up": self.warm_up,
            "questions": [asdict(each) for each in self.questions],
        }
        (self.folder / SAMPLE_FILE).write_text(json.dumps(row), encoding="utf-8")


def read_sample(folder: Path) -> Sample:
    """What `Sample.write` kept in that folder."""
    row = json.loads((folder / SAMPLE_FILE).read_text(encoding="utf-8"))
    return Sample(
        folder,
        Path(row["encoder"]),
        Path(row["reader"]),
        tuple(Passage(**each) for each in row["passages"]),
        tuple(row["warm_up"]),
        tuple(
            Question(each["text"], tuple(each["answers"]), each["article"])
            for each in row["questions"]
        ),
    )


class System(Protocol):
    """What is measured. One instance lives in one process, which takes one measure."""

    def prepare(self) -> None:
        """Load the encoder and use it once: what a first build costs once is not its rate."""

    def build(self) -> int:
        """Index every article and keep the index on disk; return how many passages it holds."""

    def open(self, reads: bool) -> None:
        """Open what was kept, and load the encoder; the reader too where it `reads`."""

    def search(self, question: str) -> Sequence[str]:
        """The articles of up to TOP_K passages, best first."""

    def answer(self, question: str) -> Said:
        """Search, read TOP_K passages, say the first answer."""

    def add(self, passage: Passage) -> None:
        """Index one more article; the next search is to find it."""

    def keep(self) -> None:
        """Bring what was added to disk, where `add` did not."""
