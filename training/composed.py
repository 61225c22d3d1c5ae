"""Make training examples of the questions in training/questions.jsonl, composed for the reader.

    python -m training.composed --examples FOLDER --data ../shared/qa-data --index DIR

Each line there names a paragraph of a training file and asks something that it answers, with the
accepted spans of the paragraph, the best first, or something very near that it does not answer
(as SQuAD 2.0's were, arXiv 1806.03822). With what the search finds for it, as training/prepare.py
does, to whose folder this adds composed.jsonl. Those marked as measured are not trained on: they
are for training/compare.py.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.collection import VALIDATION, paragraph_paths, read_question_groups
from index.search import Searcher
from training.examples import COMPOSED, TYPED
from training.prepare import (
    Example,
    Marked,
    Text,
    read_passages,
    search_all,
    searched_example,
    tidy,
    write_examples,
)

QUESTIONS = Path(__file__).with_name("questions.jsonl")
BEST = 3  # how many people the best span counts for, of several that are accepted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--examples", type=Path, required=True, help="what prepare wrote")
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, required=True, help="the collection's index")
    arguments = parser.parse_args()
    passages = read_passages(arguments.examples)
    composed = list(read_composed(arguments.questions, arguments.data))
    examples = searched(composed, arguments.data, arguments.index, passages)
    write_examples(arguments.examples / COMPOSED, examples, passages)
    print(f"{len(composed):,} questions")


def read_composed(file: Path, data: Path, measured: bool = False) -> Iterator[tuple[str, Text]]:
    """Each question with its paragraph and the spans that answer it, which may be none.

    Those that are trained on, or those that are measured.
    """
    paragraphs: dict[str, list[str]] = {}
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            asked = json.loads(line)
            if asked.get("measured", False) != measured:
                continue
            name = asked["file"]
            if name not in paragraphs:
                paragraphs[name] = paragraphs_of(data / name)
            text = paragraphs[name][asked["paragraph"]]
            yield tidy(asked["question"]), Text(text, _weighed(asked["spans"]))


def paragraphs_of(file: Path) -> list[str]:
    """Every paragraph of a SQuAD-format file, in its order."""
    groups = json.loads(file.read_text(encoding="utf-8"))["data"]
    return [one["context"].strip() for group in groups for one in group["paragraphs"]]


def _weighed(spans: list[list[int]]) -> tuple[Marked, ...]:
    return tuple(
        (start, end, 1 if place or len(spans) == 1 else BEST)
        for place, (start, end) in enumerate(spans)
    )


def searched(
    composed: list[tuple[str, Text]], data: Path, directory: Path, passages: dict[str, int]
) -> Iterator[Example]:
    """The questions with what the search finds for them, of nothing that is measured."""
    paths = paragraph_paths(data)
    searcher = Searcher(directory)
    found = search_all(directory, sorted({question for question, _ in composed}))
    kept_out = [*read_question_groups(data, VALIDATION), *read_question_groups(data, TYPED)[::2]]
    banned = {question.paragraph for group in kept_out for question in group}
    for question, whole in composed:
        path = paths[whole.text]
        article = searcher.article(path)
        assert article is not None
        assert article.text == whole.text, path
        assert path not in banned, path
        hits = [hit for hit in found[question] if hit[0] not in banned]
        yield searched_example(question, COMPOSED, whole, article, hits, passages)


if __name__ == "__main__":
    main()
