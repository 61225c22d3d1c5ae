"""Whether Milvus and the local engine give the same answers, over a whole collection.

    python -m benchmarks.same_by_engine --data ../shared/qa-data [--changes 1000] [--kills 50]
        [--questions N] [--milvus WHERE]

Every paragraph of the SQuAD-format files is an article, each validation question is searched for by
both engines, of the same store: first as it was built, then after as many mixed additions, changes
and removals, in builds of which each was first killed with SIGKILL at a random moment. Told is for
how many questions the first hit, and the first twenty, are the same, with their scores.
"""

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.collection import read_paragraphs, read_questions
from index.build import build_index
from index.checking.check import check_index
from index.engines import DEFAULT_ENGINE, written_engine
from index.search import Searcher

FILES = 100  # that the paragraphs are in, so that a change is read soon
LONGEST = 8.0  # seconds after which a build is killed at most
_KEPT = ("store.sqlite", "latest.json")
_BUILD = (
    "import sys; from pathlib import Path; from index.build import build_index; "
    "build_index([Path(sys.argv[1])], Path(sys.argv[2]))"
)
Hits = list[tuple[str, int, float]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--changes", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--questions", type=int, help="no more than these")
    parser.add_argument("--milvus", metavar="WHERE", help="default: embedded, in the index")
    arguments = parser.parse_args()
    engine = written_engine(f"milvus={arguments.milvus}" if arguments.milvus else "milvus")
    asked = [question.text for question in read_questions(arguments.data)][: arguments.questions]
    with tempfile.TemporaryDirectory() as scratch:
        collection = Collection(arguments.data, Path(scratch))
        build_index([collection.corpus], collection.directory, engine=engine)
        print("| | questions | same first | same twenty | same scores | wrong in Milvus |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        is_same = collection.compare("as built", asked)
        collection.change(arguments.changes, arguments.kills)
        what = f"after {arguments.changes:,} changes and {arguments.kills} kills"
        return 0 if collection.compare(what, asked) and is_same else 1


class Collection:
    """The paragraphs in files, and an index of them."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.corpus, self.directory = folder / "corpus", folder / "index"
        self.corpus.mkdir()
        self._chance, self._added = random.Random(1), 0
        self._files: list[list[dict[str, str]]] = [[] for _ in range(FILES)]
        for number, (text, title) in enumerate(read_paragraphs(data).items()):
            self._files[number % FILES].append({"text": text, "title": title, "date": _day(number)})
        for number in range(FILES):
            self._write(number)

    def change(self, changes: int, kills: int) -> None:
        """Change it in so many builds, each killed first, and then done."""
        for kill in range(max(kills, 1)):
            for _ in range(changes // max(kills, 1)):
                self._change_one()
            if kill < kills:
                self._killed(self._chance.uniform(0, LONGEST))
            build_index([self.corpus], self.directory)
            print(f"{kill + 1} of {kills} kills", file=sys.stderr)

    def _change_one(self) -> None:
        number = self._chance.randrange(FILES)
        rows = self._files[number]
        at, kind = self._chance.randrange(len(rows)), self._chance.randrange(3)
        if kind == 0:
            del rows[at]
        elif kind == 1:
            words = rows[at]["text"].split()
            self._chance.shuffle(words)
            rows[at] = {**rows[at], "text": " ".join(words)}
        else:
            self._added += 1
            text = f"{rows[at]['text']} So it was said {self._added} times."
            rows.append({**rows[at], "text": text})
        self._write(number)

    def _write(self, number: int) -> None:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in self._files[number]]
        (self.corpus / f"{number:03}.jsonl").write_text("".join(lines), encoding="utf-8")

    def _killed(self, after: float) -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", _BUILD, str(self.corpus), str(self.directory)]
        )
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()

    def compare(self, what: str, asked: Sequence[str]) -> bool:
        """Print a row of what both engines find in the same store; whether all is the same."""
        wrong = len(check_index(self.directory).problems)
        other = self.directory.with_name("local")
        shutil.rmtree(other, ignore_errors=True)
        other.mkdir()
        for name in _KEPT:
            shutil.copy2(self.directory / name, other / name)
        build_index([self.corpus], other, engine=DEFAULT_ENGINE)
        pairs = list(zip(found(self.directory, asked), found(other, asked), strict=True))
        first = sum(_places(one)[:1] == _places(two)[:1] for one, two in pairs)
        twenty = sum(_places(one) == _places(two) for one, two in pairs)
        scores = sum(one == two for one, two in pairs)
        print(f"| {what} | {len(asked):,} | {first:,} | {twenty:,} | {scores:,} | {wrong} |")
        return first == len(asked) and twenty >= 0.999 * len(asked) and not wrong


def found(directory: Path, asked: Sequence[str]) -> list[Hits]:
    """What the first twenty are of each question."""
    searcher, began = Searcher(directory), time.perf_counter()
    hits = [
        [
            (hit.passage.article.path, hit.passage.start, hit.score)
            for hit in searcher.search(question, 20).hits
        ]
        for question in asked
    ]
    seconds = time.perf_counter() - began
    print(f"{directory.name}: {1000 * seconds / len(asked):.1f} ms a question", file=sys.stderr)
    return hits


def _places(hits: Hits) -> list[tuple[str, int]]:
    return [(path, start) for path, start, _ in hits]


def _day(number: int) -> str:
    return f"{2000 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}"


if __name__ == "__main__":
    sys.exit(main())
