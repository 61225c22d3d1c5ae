"""Near-topic questions that nothing answers: how many are not answered, and of others how many are.

Each names a thing of an article, and asks for a place, person, year, body, quantity or event that
no article has. Beside them stand questions to the same articles that are answered. corpus/ and the
folders of articles are one index.

    python -m benchmarks.near_topic
    python -m benchmarks.near_topic --subject rail --wrong   # which come out wrong
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reconciling import DATA as RECONCILED
from benchmarks.reconciling import ROOT
from index.arguments import Parser
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from qa.answer import Answerer
from qa.language.words import same_words
from qa.readers.network_reader import TrainedReader
from qa.records import Result

DATA = ROOT / "tests" / "data" / "near_topic"
# The rules were first made with all but the last eighteen, whose first run is counted alone.
SUBJECTS = (
    "storm", "rail", "hospital", "football", "museum", "harvest", "airport", "bakery", "ferry",
    "vaccine", "quarry", "wolves", "chess", "satellite", "dam", "heist", "school", "filmfest",
    "mayor", "dig", "race", "outage", "merger", "landslide", "opera", "docks",
)  # fmt: skip
LACKS = ("place", "person", "year", "organisation", "thing", "event")


@dataclass(frozen=True, slots=True)
class Near:
    """A question, with what answers it or what the articles lack."""

    subject: str
    question: str
    answers: tuple[str, ...] = ()  # each is right, in the words of the articles; none: no answer
    lacks: str | None = None  # one of LACKS
    wrong: str | None = None  # why it does not come out right yet

    @property
    def answerable(self) -> bool:
        return bool(self.answers)


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--subject", choices=SUBJECTS, action="append")
    parser.add_argument("--wrong", action="store_true", help="print which come out wrong")
    options = parser.parse_args()
    subjects = options.subject or SUBJECTS
    questions = [one for one in load_questions() if one.subject in subjects]
    with tempfile.TemporaryDirectory() as directory:
        answerer = open_all(Path(directory))
        results = [answerer.answer(one.question) for one in questions]
    asked = list(zip(questions, results, strict=True))
    print("| | nothing answers | not answered | answerable | answered | right |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for subject in subjects:
        print(row(subject, [each for each in asked if each[0].subject == subject]))
    for lacks in LACKS:
        print(row(f"lacks the {lacks}", [each for each in asked if each[0].lacks == lacks]))
    for one, result in asked:
        if options.wrong and (fault := fault_of(one, result)):
            print(f"{one.subject}: {one.question}\n  {fault}")


def load_questions() -> list[Near]:
    """The questions, in the order of the file."""
    lines = (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return [Near(**{**row, "answers": tuple(row.get("answers", ()))}) for row in rows]


def open_all(directory: Path) -> Answerer:
    """The articles of all subjects as one index, with the reader that is shipped."""
    folders = [ROOT / "corpus"]
    folders += [each for root in (RECONCILED, DATA) for each in sorted(root.iterdir())]
    encoder = load_encoder()
    build_index([each for each in folders if each.is_dir()], directory, encoder)
    return Answerer(Searcher(directory, encoder), TrainedReader())


def fault_of(asked: Near, result: Result) -> str | None:
    """What is wrong with a result; None where it comes out right.

    An answer is right where its words are a run of those that are accepted, or the reverse.
    """
    groups = result.reconciled.groups
    if not asked.answerable:
        return f"answered with {groups[0].answer}" if groups else None
    if not groups:
        return "not answered"
    is_right = any(same_words(groups[0].answer, one) for one in asked.answers)
    return None if is_right else f"answered with {groups[0].answer}, not {asked.answers[0]}"


def row(name: str, asked: Sequence[tuple[Near, Result]]) -> str:
    """A row of the table."""
    others = [each for each in asked if not each[0].answerable]
    answerable = [each for each in asked if each[0].answerable]
    silent = sum(not result.answered for _, result in others)
    answered = sum(result.answered for _, result in answerable)
    right = sum(fault_of(*each) is None for each in answerable)
    cells = [len(others), silent, len(answerable), answered, right]
    return f"| {name} | {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
