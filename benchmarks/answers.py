"""How often the answer is right on the open-domain task, and how short its span is.

Every paragraph of the SQuAD-format files is one article; the questions are the validation ones.

    python -m benchmarks.answers --data ../shared/qa-data [--index DIR]
"""

import argparse
import re
import string
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.collection import Question, open_collection, read_questions
from index.records import Hit
from index.search import Searcher
from qa.answer import answer_question
from qa.records import ANSWERED_FROM, Result
from qa.rules.kinds import asked
from qa.rules.reader import RuleReader

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, help="keep the collection's index here")
    parser.add_argument("--questions", type=int, help="only the first so many")
    arguments = parser.parse_args()
    questions = read_questions(arguments.data)[: arguments.questions]
    with tempfile.TemporaryDirectory() as scratch:
        searcher = open_collection(arguments.data, arguments.index or Path(scratch))
        measure(searcher, questions)


def measure(searcher: Searcher, questions: Sequence[Question]) -> None:
    """Print a Markdown table, a row for each kind of answer asked for."""
    reader = RuleReader(searcher.encode)
    results: list[Result] = []
    milliseconds = []
    searcher.search("warm up")
    for question in questions:
        began = time.perf_counter()
        results.append(answer_question(searcher, reader, question.text))
        milliseconds.append((time.perf_counter() - began) * 1000)
    pairs = list(zip(questions, results, strict=True))
    kinds: dict[str, list[tuple[Question, Result]]] = {}
    for question, result in pairs:
        kind = asked(question.text).kind
        kinds.setdefault(kind.value if kind else "a sentence", []).append((question, result))
    print("| asked for | questions | sentence holds it | EM | F1 | answered | of these right |")
    print("| --- |" + " ---: |" * 6)
    for name, some in [("all", pairs), *sorted(kinds.items(), key=lambda one: -len(one[1]))]:
        right = [sentence_right(question, result) for question, result in some]
        said = [one for one, (_, result) in zip(right, some, strict=True) if result.answered]
        figures = (
            np.mean(right),
            np.mean([exact(question, result) for question, result in some]),
            np.mean([overlap(question, result) for question, result in some]),
            len(said) / len(some),
            np.mean(said) if said else float("nan"),
        )
        print(f"| {name} | {len(some)} | " + " | ".join(f"{value:.3f}" for value in figures) + " |")
    sure = [result.answers[0].confidence for result in results]
    right_all = [sentence_right(question, result) for question, result in pairs]
    silent = []
    for question in questions[::2]:  # the same, with the paragraph that answers them taken out
        hits = without(searcher.search(question.text, 30).hits, question.paragraph)[:20]
        answers = reader.read(question.text, hits).answers
        sure.append(answers[0].confidence if answers else 0.0)
        right_all.append(False)
        silent.append(sure[-1] < ANSWERED_FROM)
    print(f"\nnot answered where the paragraph is taken out: {np.mean(silent):.3f}")
    error = reliability(np.array(sure), np.array(right_all))
    print(f"calibration error over both, 10 bins: {error:.3f}")
    print(f"a question, median: {np.median(milliseconds):.0f} ms")


def sentence_right(question: Question, result: Result) -> bool:
    """Whether the answer's sentence is of the right paragraph and holds an accepted answer."""
    best = result.answers[0]
    in_place = best.article.path == question.paragraph
    return in_place and holds(best.sentence_text, question.answers)


def exact(question: Question, result: Result) -> float:
    """SQuAD's exact match."""
    said = normalised(result.answers[0].text)
    return float(any(said == normalised(answer) for answer in question.answers))


def overlap(question: Question, result: Result) -> float:
    """SQuAD's F1, over words."""
    said = normalised(result.answers[0].text).split()
    best = 0.0
    for answer in question.answers:
        gold = normalised(answer).split()
        shared = sum((Counter(said) & Counter(gold)).values())
        if shared:
            best = max(best, 2 * shared / (len(said) + len(gold)))
    return best


def without(hits: Sequence[Hit], path: str) -> list[Hit]:
    """Return the hits of other articles, with scores as if the article had not been there."""
    kept = [hit for hit in hits if hit.passage.article.path != path]
    scale = hits[0].score / kept[0].score if kept and kept[0].score else 1.0
    return [replace(hit, score=min(1.0, hit.score * scale)) for hit in kept]


def read_qamr(path: Path) -> list[Question]:
    """Questions with six words or more: shorter ones name nothing to look for."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = {line[:50].strip() for line in lines if "\t" in line}  # the question's columns
    return [Question(text, (), "") for text in sorted(texts) if len(text.split()) >= 6]


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether a text holds one of the accepted answers, whole words, as SQuAD compares them."""
    padded = f" {normalised(text)} "
    return any(f" {normalised(answer)} " in padded for answer in answers if normalised(answer))


def normalised(text: str) -> str:
    """SQuAD's normalisation: lower case, no punctuation, no articles, single spaces."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def reliability(sure: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: how far confidence is from accuracy, bin by bin."""
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(sure[bin_of == one].mean() - right[bin_of == one].mean()) * (bin_of == one).mean()
            for one in np.unique(bin_of)
        )
    )


if __name__ == "__main__":
    main()
