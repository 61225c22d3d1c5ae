"""Builds into Milvus, and what holds its folder, are killed: nothing is lost, nothing is twice.

    python -m tests.torture.milvus --kills 50 [--changes 20] [--seed S]

Before each kill articles are added, changed and removed; then a build, the keeper of the folder, or
both are killed with SIGKILL at a random moment. After each, the index answers as of one version,
whole; after the next build, Milvus holds the ids that the store holds, each once, and each question
has the same first 20 as from the local engine, made from the same files. Prints a table; exit code
1 where anything was otherwise.
"""

import os
import random
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.arguments import Parser
from index.checking.check import check_index
from index.errors import UserError
from tests.building.killing import run_killed
from tests.milvus.folders import ENCODER, THINGS, Folder, found_in, ids_in

STARTS = 1.5  # seconds until a build has started, about
LATER, SOONER = (
    1.4,
    0.8,
)  # what the time until a commit is multiplied by, after a kill before, after
KINDS = ("build", "keeper", "both")
BUILD = """
import sys
from pathlib import Path
from index.build import build_index
from index.errors import UserError
from tests.fakes import WordEncoder
import index.engines.milvus.engine
print("ready", flush=True)
try:
    build_index([Path(sys.argv[1])], Path(sys.argv[2]), WordEncoder(), allow_removals=True)
except UserError as error:
    print(error, file=sys.stderr)
"""
_VECTOR = ENCODER.encode(["the buoy and the ferry"])[0]
QUESTIONS = [f"{thing} {number}" for number, thing in enumerate(THINGS)]


@dataclass(slots=True)
class Tally:
    """What came of the kills."""

    states: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    wrong: list[str] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--changes", type=int, default=20, help="of articles, before each")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        tally = torture(Path(scratch), arguments.kills, arguments.changes, arguments.seed)
    for each in tally.wrong:
        print(each)
    print("| killed | times |\n| --- | ---: |")
    for state, times in sorted(tally.states.items()):
        print(f"| {state} | {times} |")
    print(f"{tally.compared} questions compared; {len(tally.wrong)} things were wrong.")
    return 1 if tally.wrong else 0


def torture(scratch: Path, kills: int, changes: int, seed: int) -> Tally:
    chance, tally = random.Random(seed), Tally()
    folder, local = Folder(scratch / "milvus", "milvus"), Folder(scratch / "local", "local")
    local.corpus.rmdir()
    local.corpus.symlink_to(folder.corpus)
    folder.change(chance, 200)
    folder.build()
    commits = 1.0  # seconds until a build commits, as the kills before have shown
    for number in range(kills):
        folder.change(chance, changes)
        kind = KINDS[number % len(KINDS)]
        with folder.snapshot() as before:
            version = before.edition.version
        moment = chance.uniform(0, 1.8) * commits
        killing = threading.Timer(moment + STARTS, _kill_keeper, [folder])
        if kind != "build":
            killing.start()
        run_killed(
            BUILD, [str(folder.corpus), str(folder.directory)],
            None if kind == "keeper" else moment,
        )  # fmt: skip
        if kind != "build":
            killing.join()
        with folder.snapshot() as after:
            state = "before" if after.edition.version == version else "after"
        if kind != "keeper":
            commits *= LATER if state == "before" else SOONER
        tally.states[f"{kind}: the index as {state}"] += 1
        tally.wrong += [f"kill {number}, {kind}: {each}" for each in _wrong(folder)]
        folder.build()
        local.build()
        tally.wrong += [f"after kill {number}: {each}" for each in _wrong_built(folder)]
        tally.wrong += [f"after kill {number}: {each}" for each in _differs(folder, local)]
        tally.compared += len(QUESTIONS)
    return tally


def _kill_keeper(folder: Folder) -> None:
    with suppress(OSError, ValueError):
        said = (folder.directory / "milvus" / "address").read_text()
        os.kill(int(said.partition("?")[2]), signal.SIGKILL)


def _wrong(folder: Folder) -> list[str]:
    """What is wrong with an index after a kill: each question sees one version, whole."""
    try:
        with folder.snapshot() as snapshot:
            view, ids = folder.view(snapshot), set(ids_in(snapshot))
            if not found_in(view, "the buoy and the ferry") <= ids:
                return ["what is in no version was found"]
            if len(view.similarities(_VECTOR, sorted(ids))) != len(ids):
                return ["passages were lost"]
    except UserError as error:
        return [str(error)]
    return []


def _wrong_built(folder: Folder) -> list[str]:
    """What differs between store and Milvus after a build."""
    wrong = [str(problem) for problem in check_index(folder.directory).problems]
    with folder.snapshot() as snapshot:
        collection, ids = folder.collection(), ids_in(snapshot)
        marker = collection.marker()
        if marker is None or marker.edition != snapshot.edition:
            return [*wrong, "Milvus is of another version"]
        _, went = snapshot.changes_since(marker.clear)
        held = [id for id in collection.ids(marker.highest) if id not in set(went)]
        if held != ids:
            wrong.append(f"{len(held)} ids are held, not the {len(ids)} of the store")
        counted = collection.count() - len(collection.held(list(went)))
        if counted != len(ids):
            wrong.append(f"{counted} rows are counted, not {len(ids)}")
    return wrong


def _differs(one: Folder, other: Folder) -> list[str]:
    """Questions that have another first 20."""
    return [
        f"“{question}” has other answers"
        for question in QUESTIONS
        if one.hits(question) != other.hits(question)
    ]


if __name__ == "__main__":
    sys.exit(main())
