"""How many questions to many articles come out right: all the values stated, and nothing else's.

corpus/ and three folders of articles (a storm, an election, a company's results) are one index.

    python -m benchmarks.reconciling
    python -m benchmarks.reconciling --subject storm --wrong   # what is wrong with each
"""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.arguments import Parser
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from qa.answer import Answerer
from qa.language.words import tokens
from qa.readers.network_reader import TrainedReader
from qa.records import Group, Reconciled

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "reconciled"
SUBJECTS = ("storm", "election", "results", "corpus")
# What a refusal says, by what it is refused for.
REASONS = {
    "place": r"about \D+, not \D+",
    "year": r"about .*\d{4}, not \d{4}",
    "thing": r"counts .+|not a number of .+",
    "figure": r"not a (?:figure|time)",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what the articles say in answer to it. Values are words of the articles."""

    subject: str
    question: str
    groups: list[list[str]]  # the values, each in the ways that it is written; none: no answer
    others: list[str] = field(default_factory=list)  # values that do not answer
    corrected: list[str] = field(default_factory=list)  # values that were corrected
    reason: str | None = None  # of REASONS: why the nearest miss is refused
    wrong: str | None = None  # why it does not come out right yet

    @property
    def answerable(self) -> bool:
        return bool(self.groups or self.corrected)


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--subject", choices=SUBJECTS, action="append")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    print("| subject | answerable | right | nothing beside | not answerable | right |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as directory:
        answerer = open_all(Path(directory))
        for subject in options.subject or SUBJECTS:
            asked = [one for one in load_questions() if one.subject == subject]
            found = [answerer.answer(one.question).reconciled for one in asked]
            print(f"| {subject} | {row(asked, found)} |")
            for one, each in zip(asked, found, strict=True):
                if options.wrong and (wrong := list(faults(one, each))):
                    print(f"{one.question}\n  {'; '.join(wrong)}")


def load_questions() -> list[Asked]:
    lines = (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [Asked(**row) for row in map(json.loads, lines)]


def open_all(directory: Path) -> Answerer:
    """The articles of all subjects as one index, with the reader that is shipped."""
    folders = [ROOT / "corpus", *(DATA / name for name in SUBJECTS if name != "corpus")]
    encoder = load_encoder()
    build_index(folders, directory, encoder)
    return Answerer(Searcher(directory, encoder), TrainedReader())


def faults(asked: Asked, found: Reconciled) -> Iterator[str]:
    """What is wrong with what was found for a question; nothing where it comes out right."""
    if not asked.answerable:
        yield from (f"answered with {group.answer}" for group in found.groups)
    yield from _faults_of_values(asked, found.groups)
    yield from _faults_of_corrections(asked, found.groups)
    if asked.reason and not _is_refused_for(found, REASONS[asked.reason]):
        yield f"no refusal for its {asked.reason}"


def _faults_of_values(asked: Asked, groups: Sequence[Group]) -> Iterator[str]:
    taken: set[int] = set()
    for forms in asked.groups:
        holding = [number for number, group in enumerate(groups) if _holds(group, forms)]
        if not holding:
            yield f"{forms[0]} is missing"
        elif len(holding) > 1:
            yield f"{forms[0]} stands in {len(holding)} groups"
        elif holding[0] in taken:
            yield f"{forms[0]} is not a group of its own"
        taken.update(holding)
    for value in asked.others:
        if any(_holds(group, [value]) for group in groups):
            yield f"{value} is no answer"


def _faults_of_corrections(asked: Asked, groups: Sequence[Group]) -> Iterator[str]:
    for number, group in enumerate(groups):
        is_corrected = _holds(group, asked.corrected)
        if is_corrected and not group.corrected:
            yield f"{group.answer} was corrected, and nothing says so"
        elif is_corrected and number == 0 and asked.groups:
            yield f"{group.answer} was corrected, and comes first"
        elif group.corrected and not is_corrected:
            yield f"{group.answer} was not corrected"
    if asked.corrected and not asked.groups and not groups:
        yield f"{asked.corrected[0]} is not shown with what corrects it"


def _is_refused_for(found: Reconciled, pattern: str) -> bool:
    return any(re.fullmatch(pattern, refusal.reason) for refusal in found.refused)


def _holds(group: Group, forms: Sequence[str]) -> bool:
    """Whether a statement of the group has the words of one of the forms, as a run."""
    texts = [_words(statement.answer.text) for statement in group.statements]
    return any(f" {_words(form)} " in f" {text} " for form in forms for text in texts)


def _words(text: str) -> str:
    return " ".join(text[word.start : word.end].casefold() for word in tokens(text))


def beside(asked: Asked, found: Reconciled) -> list[str]:
    """What is shown beside the values that were to come out; some of it may be true as well."""
    meant = [*asked.groups, asked.corrected]
    return [
        group.answer for group in found.groups if not any(_holds(group, forms) for forms in meant)
    ]


def row(asked: Sequence[Asked], found: Sequence[Reconciled]) -> str:
    """How many of the answerable questions are right, also alone, and how many of the others."""
    answerable = right = alone = refused = 0
    for one, each in zip(asked, found, strict=True):
        is_right = not list(faults(one, each))
        answerable += one.answerable
        right += is_right and one.answerable
        alone += is_right and one.answerable and not beside(one, each)
        refused += is_right and not one.answerable
    return f"{answerable} | {right} | {alone} | {len(asked) - answerable} | {refused}"


if __name__ == "__main__":
    main()
