"""Who said it: the speakers that are found, against those that people marked.

Two sets: the statements of tests/data, labelled by hand, some of them held out; and QAMR's
questions of who said, reported or believed something, with the answers that were marked. There the
statement is the last word of its sentence that the question repeats. A speaker counts as right
exactly, or where it overlaps the marked one.

    python -m benchmarks.speakers --data ../shared/qa-data
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.attribution import find_named_speaker, find_speaker
from qa.language.words import STOPWORDS, tokens

CASES = Path("tests/data/speaker_sentences.jsonl")
Span = tuple[int, int]
Finder = Callable[[str, Span], Span | None]

_WHO = re.compile(
    r"who(?: else| also)? (?:said|says|announce[sd]|report(?:s|ed)|state[sd]|claim(?:s|ed)|told"
    r"|tells|confirm(?:s|ed)|warn(?:s|ed)|believe[sd]?|thinks?|thought|note[sd]|argue[sd]?"
    r"|suggest(?:s|ed)|explain(?:s|ed)|estimate[sd]|describe[sd]|predict(?:s|ed)|reveal(?:s|ed)"
    r"|conclude[sd]|add(?:s|ed)|mention(?:s|ed))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A statement in its text, and whoever is credited with it; any of several spans is right."""

    text: str
    statement: Span
    speakers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the cases, how many have a speaker, got one, got the exact one, got one that overlaps."""

    cases: int
    credited: int
    found: int
    exact: int
    overlapping: int

    def row(self, right: int) -> str:
        """Precision, recall and F1 when so many are right."""
        precision, recall = right / max(1, self.found), right / max(1, self.credited)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f}"


def labelled(half: str, named: bool) -> list[Case]:
    """One half of the labelled statements; `named` where a pronoun is to become its name."""
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        speaker = row["speaker"] if named else row.get("pronoun", row["speaker"])
        if row["half"] == half:
            speakers = (tuple(speaker),) if speaker else ()
            found.append(Case(row["text"], (row["start"], row["end"]), speakers))
    return found


def qamr(path: Path) -> Iterator[Case]:
    """QAMR's questions of who said something, where they repeat enough of what was said."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        _, text, *lines = block.split("\n")
        for line in lines:
            question, *answers = line[:50].strip(), *line[50:].split("\t")
            if not _WHO.match(question):
                continue
            speakers = tuple(span for answer in answers for span in _places(text, answer.strip()))
            statement = _repeated(text, question, speakers)
            if speakers and statement:
                yield Case(text, statement, speakers)


def _places(text: str, answer: str) -> Iterator[Span]:
    for found in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text) if answer else ():
        yield found.span()


def _repeated(text: str, question: str, speakers: tuple[Span, ...]) -> Span | None:
    """The last word of a sentence that a question repeats after its verb."""
    asked = {word.stem for word in tokens(question)[2:]}
    asked -= {word.stem for word in tokens(" ".join(STOPWORDS))}
    words = [
        word
        for word in tokens(text)
        if word.stem in asked and not any(s <= word.start < e for s, e in speakers)
    ]
    return (words[-1].start, words[-1].end) if words else None


def measure(cases: list[Case], find: Finder) -> Figures:
    """How often the speaker that is found is the marked one."""
    found = exact = overlapping = 0
    for case in cases:
        speaker = find(case.text, case.statement)
        if speaker is not None:
            found += 1
            exact += speaker in case.speakers
            overlapping += any(speaker[0] < e and s < speaker[1] for s, e in case.speakers)
    credited = sum(bool(case.speakers) for case in cases)
    return Figures(len(cases), credited, found, exact, overlapping)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of question sets")
    data = parser.parse_args().data
    sets: dict[str, tuple[list[Case], Finder]] = {
        "labelled, developed on": (labelled("develop", True), find_named_speaker),
        "labelled, held out": (labelled("held out", True), find_named_speaker),
        "the same, pronouns as they stand": (labelled("held out", False), find_speaker),
        "QAMR, developed on": (list(qamr(data / "qamr-dev.tsv")), find_speaker),
        "QAMR, held out": (list(qamr(data / "qamr-test.tsv")), find_speaker),
    }
    print("| | cases | credited | precision | recall | F1 | by overlap: P | R | F1 | ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (cases, find) in sets.items():
        began = time.perf_counter()
        figures = measure(cases, find)
        each = 1000 * (time.perf_counter() - began) / len(cases)
        exact, overlapping = figures.row(figures.exact), figures.row(figures.overlapping)
        counts = f"{figures.cases} | {figures.credited}"
        print(f"| {name} | {counts} | {exact} | {overlapping} | {each:.2f} |")


if __name__ == "__main__":
    main()
