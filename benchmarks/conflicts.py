"""Documents that disagree or mislead: which of their answers are shown, and how often twice.

Every second question of RAMDocs, those that the reader was not trained on, is asked of its own
documents alone, the whole way.

    python -m benchmarks.conflicts --data ../shared/qa-data
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index.build import build_index
from index.records import Filters
from index.search import Searcher
from qa.answer import Answerer
from qa.readers.network_reader import TrainedReader
from qa.records import ANSWERED_FROM
from qa.scoring import holds, is_right
from qa.settings import Settings

FIRST = 8
Conflict = dict[str, Any]  # a question with its documents


@dataclass
class Shown:
    """What is counted over all questions."""

    given: int = 0  # distinct answers of the documents
    shown: int = 0  # groups
    found: int = 0  # given answers that a group holds
    among_first: int = 0  # given answers among the first eight answers
    repeated: int = 0  # groups that say what one before them says
    answered: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    conflicts = held_out(read_conflicts(parser.parse_args().data))
    counted = Shown()
    with tempfile.TemporaryDirectory() as scratch:
        searcher, _ = open_conflicts(conflicts, Path(scratch))
        reader = TrainedReader()
        for number, conflict in enumerate(tqdm(conflicts)):
            settings = Settings(filters=Filters(source=source_of(number)))
            result = Answerer(searcher, reader, settings).answer(str(conflict["question"]))
            wanted = {one["answer"] for one in conflict["documents"] if one["type"] != "noise"}
            groups = [group.answer for group in result.reconciled.groups]
            count(counted, wanted, groups, [one.text for one in result.answers[:FIRST]])
            counted.answered += result.answered
    print_table(counted, len(conflicts))


def read_conflicts(data: Path) -> list[Conflict]:
    """The questions of RAMDocs."""
    with (data / "ramdocs-dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def held_out(conflicts: Sequence[Conflict]) -> Sequence[Conflict]:
    """Those of all questions that training/prepare.py leaves out."""
    return conflicts[0::2]


def source_of(number: int) -> str:
    """What the documents of a question name as their source, to be searched alone."""
    return f"question {number}"


def open_conflicts(
    conflicts: Sequence[Conflict], scratch: Path
) -> tuple[Searcher, dict[str, Conflict]]:
    """An index of every document, and the document of each path."""
    folder = scratch / "corpus"
    folder.mkdir()
    documents: dict[str, Conflict] = {}
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as stream:
        for number, conflict in enumerate(conflicts):
            for document in conflict["documents"]:
                row = {"text": document["text"], "source": source_of(number)}
                stream.write(json.dumps(row) + "\n")
                documents[f"documents.jsonl#{len(documents) + 1}"] = document
    build_index([folder], scratch / "index")
    return Searcher(scratch / "index"), documents


def fits(text: str, accepted: Sequence[str]) -> bool:
    """Whether an answer is an accepted one, or the one holds the other."""
    within = any(holds(answer, [text]) for answer in accepted)
    return within or is_right(text, accepted) or holds(text, accepted)


def count(counted: Shown, wanted: set[str], groups: Sequence[str], first: Sequence[str]) -> None:
    """Add one question's."""
    counted.given += len(wanted)
    counted.shown += len(groups)
    counted.found += sum(any(fits(text, [answer]) for text in groups) for answer in wanted)
    counted.among_first += sum(any(fits(text, [answer]) for text in first) for answer in wanted)
    counted.repeated += sum(
        any(fits(text, [before]) for before in groups[:at]) for at, text in enumerate(groups)
    )


def print_table(counted: Shown, questions: int) -> None:
    """Print the figures."""
    precision, recall = counted.found / counted.shown, counted.found / counted.given
    f1 = 2 * precision * recall / (precision + recall)
    print(f"groups at {ANSWERED_FROM}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    print(f"given answers among the first {FIRST}: {counted.among_first / counted.given:.3f}")
    print(f"groups that repeat one before them: {counted.repeated / counted.shown:.3f}")
    print(f"questions answered: {counted.answered} of {questions}")


if __name__ == "__main__":
    main()
