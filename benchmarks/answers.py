"""Answers on the open-domain task: which are right, and what their confidence is worth.

Every paragraph of the SQuAD-format files is one article; the questions are the validation ones,
asked as they are, half of them again with the paragraph that answers them taken out, and questions
of another set (QAMR) that no paragraph answers.

    python -m benchmarks.answers --data ../shared/qa-data [--index DIR] [--report DIR]
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.collection import Question, open_collection, read_questions
from index.encoder import Encoder
from index.records import Filters, Hit, SearchResult
from index.search import Searcher
from qa.answer import Answerer
from qa.evaluation.cases import Case
from qa.evaluation.evaluate import evaluate
from qa.evaluation.figures import Outcome, measure
from qa.evaluation.report import to_table, write_report
from qa.language.words import content_stems
from qa.readers.open import RULES, open_reader
from qa.readers.protocol import Reader
from qa.records import ANSWERED_FROM
from qa.scoring import exact_match, f1
from qa.settings import Settings
from qa.terminal import progress

TOP_K = 20
EXTRA_HITS = 15  # hits beyond TOP_K, to fill the place of those taken out


class WithoutAnswer(Searcher):
    """The same collection as if the paragraph that answers a question were not in it."""

    def __init__(
        self, directory: Path, encoder: Encoder, removed: Mapping[str, Container[str]]
    ) -> None:
        """`removed`: question to the paths of the paragraphs that answer it."""
        super().__init__(directory, encoder)
        self.removed = removed

    def search(
        self, question: str, top_k: int = TOP_K, filters: Filters = Filters()
    ) -> SearchResult:
        found = super().search(question, top_k + EXTRA_HITS, filters)
        hits = without(found.hits, self.removed[question])
        return replace(found, hits=tuple(hits[:top_k]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    parser.add_argument("--questions", type=int, help="only so many, at random")
    parser.add_argument("--report", type=Path, help="write report.html and the plots here")
    arguments = parser.parse_args()
    questions = read_questions(arguments.data)
    random.seed(1)
    if arguments.questions:
        questions = random.sample(questions, arguments.questions)
    with tempfile.TemporaryDirectory() as scratch:
        directory = arguments.index or Path(scratch)
        searcher = open_collection(arguments.data, directory)
        reader = open_reader(searcher)
        foreign = read_qamr(arguments.data / "qamr-dev.tsv")
        foreign = random.sample(foreign, len(questions) // 4)
        asked = ask(searcher, reader, questions)
        compare(searcher, reader, questions, asked)
        confidence(directory, searcher, reader, questions, foreign, asked, arguments.report)


def ask(searcher: Searcher, reader: Reader, questions: Sequence[Question]) -> list[Outcome]:
    """Every question, as a user would ask it."""
    cases = [Case(each.text, each.answers, each.paragraph) for each in questions]
    return outcomes(searcher, reader, cases)


def outcomes(searcher: Searcher, reader: Reader, cases: Sequence[Case]) -> list[Outcome]:
    """Every case, with a progress bar."""
    asked = evaluate(Answerer(searcher, reader, Settings(TOP_K)), cases)
    return list(progress(asked, len(cases)))


def compare(
    searcher: Searcher, reader: Reader, questions: Sequence[Question], asked: Sequence[Outcome]
) -> None:
    """Print hit@1, EM and F1 of the simpler ways and of the whole."""
    by_rule = ask(searcher, open_reader(searcher, RULES), questions)
    first_hits = [searcher.search(each.text, 1).hits for each in questions]

    def first_only(question: str, hits: Sequence[Hit]) -> str:
        answers = reader.read(question, hits).answers
        return answers[0].text if answers else ""

    def row(name: str, hit: float, said: Sequence[str]) -> None:
        pairs = list(zip(said, questions, strict=True))
        em = np.mean([exact_match(text, each.answers) for text, each in pairs])
        overlap = np.mean([f1(text, each.answers) for text, each in pairs])
        print(f"| {name} | {hit:.3f} | {em:.3f} | {overlap:.3f} |")

    def first(way: Callable[[str, Sequence[Hit]], str]) -> list[str]:
        return [way(each.text, hits) for each, hits in zip(questions, first_hits, strict=True)]

    retrieval = measure(asked, ANSWERED_FROM).retrieval["recall@1"]
    print("| | hit@1 | EM | F1 |\n| --- | ---: | ---: | ---: |")
    row("best sentence of the first passage", retrieval, first(best_sentence))
    row("by rule, 20 passages", _hit(by_rule), [one.said for one in by_rule])
    row("reader, the first passage only", retrieval, first(first_only))
    row("reader, 20 passages together", _hit(asked), [one.said for one in asked])


def _hit(outcomes: Sequence[Outcome]) -> float:
    """The share of questions whose first answer stands in a passage that holds the answer."""
    return float(np.mean([one.answer_passage in one.passages_right for one in outcomes]))


def confidence(
    directory: Path,
    searcher: Searcher,
    reader: Reader,
    questions: Sequence[Question],
    foreign: Sequence[Question],
    asked: Sequence[Outcome],
    report: Path | None,
) -> None:
    """Print what confidence is worth, where some questions have no answer."""
    answering: dict[str, set[str]] = {}
    for each in questions:
        answering.setdefault(each.text, set()).add(each.paragraph)
    missing = WithoutAnswer(directory, searcher.encoder, answering)
    cases = [Case(each.text, ()) for each in random.sample(questions, len(questions) // 2)]
    removed = list(
        progress(evaluate(Answerer(missing, reader, Settings(TOP_K)), cases), len(cases))
    )
    cases = [Case(each.text, ()) for each in foreign]
    others = list(
        progress(evaluate(Answerer(searcher, reader, Settings(TOP_K)), cases), len(cases))
    )
    # One question in three has no answer, as in the fit of the confidence.
    without_answer = random.sample([*removed, *others], min(len(asked) // 2, len(removed)))
    outcomes = [*asked, *without_answer]
    figures = measure(outcomes, ANSWERED_FROM)
    print(f"\n{to_table(figures)}\n")
    for name, some in (("whose paragraph was taken out", removed), ("of another set", others)):
        silent = np.mean([not one.result.answered for one in some])
        print(f"not answered, of {len(some):,} questions {name}: {silent:.3f}")
    print(f"\ncalibration error of the answerable alone: {_error(asked):.3f}")
    if report:
        write_report(report, figures, outcomes)


def _error(outcomes: Sequence[Outcome]) -> float:
    return measure(outcomes, ANSWERED_FROM).calibration_error


def best_sentence(question: str, hits: Sequence[Hit]) -> str:
    """The sentence of the first passage with most of the question's words."""
    if not hits:
        return ""
    wanted = set(content_stems(question))
    passage = hits[0].passage
    sentences = [passage.article.text[slice(*span)] for span in passage.sentences]
    return max(sentences, key=lambda text: len(wanted.intersection(content_stems(text))))


def without(hits: Sequence[Hit], paths: Container[str]) -> list[Hit]:
    """Return the hits of other articles, with scores as if these had not been there."""
    kept = [hit for hit in hits if hit.passage.article.path not in paths]
    scale = hits[0].score / kept[0].score if kept and kept[0].score else 1.0
    return [replace(hit, score=min(1.0, hit.score * scale)) for hit in kept]


def read_qamr(path: Path) -> list[Question]:
    """Questions with six words or more: shorter ones name nothing to look for."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = {line[:50].strip() for line in lines if "\t" in line}  # the question's columns
    return [Question(text, (), "") for text in sorted(texts) if len(text.split()) >= 6]


if __name__ == "__main__":
    main()
