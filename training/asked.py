"""Questions asked of whole collections, with what the reader made of each: for calibration.

Four collections of questions that the reader was not trained on (but for QAMR's): those of the
validation part, asked of every paragraph of the SQuAD-format files; the half of the typed ones, and
those of training/questions.jsonl that are kept for measuring, asked of the same; and the half of
RAMDocs, each asked of its own documents, which disagree. Of all but the last some are asked again
with the paragraph that answers them taken out, of RAMDocs' those that have documents that answer
nothing of these alone, and of QAMR's some that no paragraph answers.
"""

import multiprocessing
import os
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm

from benchmarks.answers import read_qamr, without
from benchmarks.collection import (
    Question,
    paragraph_paths,
    read_question_groups,
    read_questions,
)
from benchmarks.conflicts import held_out, open_conflicts, read_conflicts, source_of
from index.records import Filters, Hit
from index.search import Searcher
from qa.readers.calibration import load_calibration
from qa.readers.candidates import CandidateFinder
from qa.readers.network import Network, load_network
from qa.readers.second_look import look_again
from qa.readers.second_network import load_second
from qa.records import DEFAULT_READER
from qa.scoring import holds, is_right
from training.composed import QUESTIONS, read_composed
from training.examples import TYPED

ENCYCLOPEDIA, TYPED_QUESTIONS, CONFLICTING = "encyclopedia", "typed", "conflicting"
COMPOSED_QUESTIONS = "composed"
# People asked these, and other people marked what answers. What was composed for the reader says
# how sure to be, but neither what comes first nor what an article states.
OF_PEOPLE = (ENCYCLOPEDIA, TYPED_QUESTIONS, CONFLICTING)
TOP_K = 20
MORE_HITS = 15
WORKERS = os.cpu_count() or 1
JOB = 20  # questions
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question to be asked."""

    question: Question
    kind: str  # "asked", "removed" or "foreign"
    collection: str
    filters: Filters = Filters()
    removed: tuple[str, ...] = ()  # paths of articles that are taken out of what is found


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question with its candidates."""

    question: Question
    kind: str  # "asked", "removed" or "foreign"
    paths: tuple[str, ...]  # of the hits, in retrieval's order
    holding: tuple[bool, ...]  # whether each hit is of the right paragraph and holds the answer
    hit_of: NDArray[np.int64]  # (candidates,) into the hits
    texts: tuple[str, ...]  # of the candidates
    features: Floats  # (candidates, as qa.readers.calibration.SECOND)
    collection: str

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether each candidate is right, (candidates,)."""
        if self.kind != "asked":
            return np.zeros(len(self.texts), bool)
        return np.array([is_right(text, self.question.answers) for text in self.texts], bool)

    @property
    def in_place(self) -> NDArray[np.bool_]:
        """Whether each candidate is of a right passage, (candidates,)."""
        return np.array(self.holding, bool)[self.hit_of]


def ask_all(directory: Path, data: Path, reader: str) -> list[AskedQuestion]:
    """Ask every question and keep the candidates' features; several processes share them.

    `directory`: the index of the paragraphs.
    """
    random.seed(3)
    questions = read_questions(data)
    foreign = random.sample(read_qamr(data / "qamr-dev.tsv"), len(questions) // 4)
    cases = [*_asked_and_removed(questions, ENCYCLOPEDIA)]
    cases += [Case(question, "foreign", ENCYCLOPEDIA) for question in foreign]
    cases += _asked_and_removed(typed_questions(data), TYPED_QUESTIONS)
    cases += _asked_and_removed(composed_questions(data), COMPOSED_QUESTIONS)
    conflicts = held_out(read_conflicts(data))
    with tempfile.TemporaryDirectory() as scratch:
        _, documents = open_conflicts(conflicts, Path(scratch))
        path_of = {id(document): path for path, document in documents.items()}
        conflicting = [case for n, one in enumerate(conflicts) for case in _of(n, one, path_of)]
        return _ask_each([(directory, cases), (Path(scratch) / "index", conflicting)], reader)


def _asked_and_removed(questions: Sequence[Question], collection: str) -> list[Case]:
    removed = random.sample(questions, len(questions) // 2)
    return [
        *(Case(question, "asked", collection) for question in questions),
        *(Case(each, "removed", collection, removed=(each.paragraph,)) for each in removed),
    ]


def typed_questions(data: Path) -> list[Question]:
    """The half of them that the reader is not trained on."""
    return [question for group in read_question_groups(data, TYPED)[::2] for question in group]


def composed_questions(data: Path) -> list[Question]:
    """Those composed for the reader that it is not trained on, where their paragraph answers."""
    paths = paragraph_paths(data)
    return [
        Question(
            question,
            tuple(whole.text[start:end] for start, end, _ in whole.spans),
            paths[whole.text],
        )
        for question, whole in read_composed(QUESTIONS, data, measured=True)
        if whole.spans
    ]


def _of(number: int, conflict: dict[str, Any], path_of: Mapping[int, str]) -> Iterator[Case]:
    """A question of all its documents and, if there are any, of those that answer nothing."""
    answering = [each for each in conflict["documents"] if each["type"] != "noise"]
    accepted = tuple(sorted({each["answer"] for each in answering}))  # what any of them answers
    question = Question(str(conflict["question"]), accepted, "")
    filters = Filters(source=source_of(number))
    yield Case(question, "asked", CONFLICTING, filters)
    if len(answering) < len(conflict["documents"]):
        paths = tuple(path_of[id(each)] for each in answering)
        yield Case(question, "removed", CONFLICTING, filters, paths)


def of_people(rows: Sequence[AskedQuestion]) -> list[AskedQuestion]:
    """Those of OF_PEOPLE."""
    return [row for row in rows if row.collection in OF_PEOPLE]


def _ask_each(indexes: Sequence[tuple[Path, Sequence[Case]]], reader: str) -> list[AskedQuestion]:
    jobs = [
        (directory, reader, cases[start : start + JOB])
        for directory, cases in indexes
        for start in range(0, len(cases), JOB)
    ]
    rows: list[AskedQuestion] = []
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        for part in tqdm(pool.imap(_ask_some, jobs), total=len(jobs), mininterval=10):
            rows += part
    return rows


@cache
def _opened(directory: Path, reader: str) -> tuple[Searcher, Network, Network | None]:
    """Once a process; one thread each, for there is a process for every core."""
    torch.set_num_threads(1)
    os.environ["OMP_NUM_THREADS"] = "1"
    second = load_second() if reader == DEFAULT_READER else None
    return Searcher(directory), load_network(reader), second


def _ask_some(job: tuple[Path, str, Sequence[Case]]) -> list[AskedQuestion]:
    directory, reader, cases = job
    searcher, network, second = _opened(directory, reader)
    return [_ask(searcher, network, second, case) for case in cases]


def _ask(searcher: Searcher, network: Network, second: Network | None, case: Case) -> AskedQuestion:
    question = case.question
    hits: Sequence[Hit] = searcher.search(question.text, TOP_K + MORE_HITS, case.filters).hits
    if case.removed:
        hits = without(hits, case.removed)
    hits = hits[:TOP_K]
    scores = network.score(question.text, [hit.passage.text for hit in hits])
    finder = CandidateFinder(question.text, hits)
    found = finder.find(scores)
    if second and found:
        found = look_again(finder, found, scores, second, load_calibration())
    number = {id(hit): place for place, hit in enumerate(hits)}
    return AskedQuestion(
        question,
        case.kind,
        tuple(hit.passage.article.path for hit in hits),
        tuple(
            question.paragraph in ("", hit.passage.article.path)
            and holds(hit.passage.text, question.answers)
            for hit in hits
        ),
        np.array([number[id(one.hit)] for one in found]),
        tuple(one.hit.passage.article.text[one.span.start : one.span.end] for one in found),
        np.array([(*one.features, *one.again) for one in found]),
        case.collection,
    )
