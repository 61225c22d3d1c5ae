"""How well notes of corrections, updates and retractions are found: precision and recall.

python -m benchmarks.notes
python -m benchmarks.notes --half tune --wrong   # what is found wrongly, of the half to tune on
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.arguments import Parser
from index.splitting.notes import find_notes

DATA = Path(__file__).parent.parent / "tests" / "data" / "notes.jsonl"
HALVES = ("tune", "held")  # to tune on; kept from tuning

Marked = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, and the notes that it holds: start, end and kind."""

    text: str
    notes: tuple[Marked, ...]
    half: str


@dataclass(slots=True)
class Counts:
    stated: int = 0
    found: int = 0
    met: int = 0  # overlaps one that is stated
    exact: int = 0  # begins and ends as it
    right: int = 0  # and is of its kind


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--wrong", action="store_true", help="print what is found wrongly")
    options = parser.parse_args()
    print("| half | notes | found | precision | recall | exact | and of the kind |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    texts = load_texts()
    for half in options.half or HALVES:
        chosen = [text for text in texts if text.half == half]
        counts = count(chosen)
        print(
            f"| {half} | {counts.stated} | {counts.found} | {counts.met / counts.found:.3f} "
            f"| {counts.met / counts.stated:.3f} | {counts.exact / counts.stated:.3f} "
            f"| {counts.right / counts.stated:.3f} |"
        )
        for each in chosen if options.wrong else ():
            found = read(each.text)
            if found != each.notes:
                print([(each.text[start:end], kind) for start, end, kind in found])
                print("  not", [(each.text[start:end], kind) for start, end, kind in each.notes])


def load_texts() -> list[Labelled]:
    rows = map(json.loads, DATA.read_text(encoding="utf-8").splitlines())
    return [Labelled(row["text"], tuple(map(tuple, row["notes"])), row["half"]) for row in rows]


def read(text: str) -> tuple[Marked, ...]:
    return tuple((note.start, note.end, note.kind) for note in find_notes(text))


def count(texts: Sequence[Labelled]) -> Counts:
    """Each note that is stated is met by one that is found at most."""
    counts = Counts()
    for each in texts:
        found = read(each.text)
        counts.stated += len(each.notes)
        counts.found += len(found)
        for start, end, kind in each.notes:
            met = [note for note in found if note[0] < end and start < note[1]]
            exact = [note for note in met if note[:2] == (start, end)]
            counts.met += bool(met)
            counts.exact += bool(exact)
            counts.right += any(note[2] == kind for note in exact)
    return counts


if __name__ == "__main__":
    main()
