"""How well copies are found at indexing: precision and recall by kind of edit.

All articles of a half are built into one index, as a folder of them would be; a pair is found when
both belong to one story. "Before": five-word shingles of the two texts, half of the shorter's in
the other, with neither fingerprints nor vectors. At the end: by how much the index of each half,
and of corpus/, is larger for knowing of copies, and for its counts of words.

    python -m benchmarks.copies --data ../shared/qa-data
    python -m benchmarks.copies --data ../shared/qa-data --half tune --wrong
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.copy_pairs import HALVES, Pair, make_pairs
from index.arguments import Parser
from index.build import build_index
from index.store import STORE_FILE, Store
from qa.language.words import tokens

CORPUS = Path(__file__).parent.parent / "corpus"
OF_COPIES = "DROP TABLE fingerprints; DROP TABLE copies;"
OF_WORDS = "DROP TABLE terms; UPDATE passages SET terms = NULL;"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, and whether it was taken for copies."""

    pair: Pair
    found: bool
    found_before: bool


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--index", type=Path, help="keep the indexes here; else they are made anew")
    parser.add_argument("--wrong", action="store_true", help="print the pairs judged wrongly")
    options = parser.parse_args()
    larger = []
    for half in options.half or HALVES:
        with tempfile.TemporaryDirectory() as scratch:
            kept = (options.index or Path(scratch)) / half
            judged = judge(make_pairs(half, options.data), kept)
            larger.append((half, growth(kept / "index")))
        print(
            f"\n| {half}: kind | pairs | taken for copies | before |\n| --- | ---: | ---: | ---: |"
        )
        for is_copy in (True, False):
            for kind in dict.fromkeys(one.pair.kind for one in judged):
                these = [j for j in judged if (j.pair.kind, j.pair.is_copy) == (kind, is_copy)]
                if these:
                    name = kind if is_copy else f"*{kind}*"
                    print(f"| {name} | {len(these)} | {_counts(these)} |")
        print(f"| precision | {len(judged)} | {_precision(judged)} |")
        print(f"| recall | {sum(j.pair.is_copy for j in judged)} | {_recall(judged)} |")
        for one in judged if options.wrong else ():
            if one.found != one.pair.is_copy:
                print(f"\n## {one.pair.kind}\n{one.pair.one}\n---\n{one.pair.other}")
    with tempfile.TemporaryDirectory() as scratch:
        build_index([CORPUS], Path(scratch))
        larger.append(("corpus/", growth(Path(scratch))))
    print("\n| index of | larger by copies | by counts of words |\n| --- | ---: | ---: |")
    for name, grown in larger:
        print(f"| {name} | {' | '.join(f'{share:.1%}' for share in grown)} |")


def judge(pairs: Sequence[Pair], folder: Path) -> list[Judged]:
    """Build an index of all texts, each once, and look up the stories of each pair."""
    texts = list(dict.fromkeys(text for pair in pairs for text in (pair.one, pair.other)))
    corpus, directory = folder / "corpus", folder / "index"
    corpus.mkdir(parents=True, exist_ok=True)
    with (corpus / "texts.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    report = build_index([corpus], directory)
    with Store(directory).snapshot() as snapshot:
        articles = [snapshot.article(f"texts.jsonl#{n}") for n in range(1, len(texts) + 1)]
    stories = {text: each.story for text, each in zip(texts, articles, strict=True) if each}
    assert len(stories) == report.articles == len(texts)
    return [
        Judged(pair, stories[pair.one] == stories[pair.other], _before(pair.one, pair.other))
        for pair in pairs
    ]


def growth(index: Path) -> tuple[float, float]:
    """How much larger an index is than without what it knows of copies, and without its counts."""
    whole = _size_without(index, "")
    return whole / _size_without(index, OF_COPIES) - 1, whole / _size_without(index, OF_WORDS) - 1


def _size_without(index: Path, part: str) -> int:
    """The bytes of all files of an index, once a part of its store is taken out."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(index, Path(scratch) / "index"))
        connection = sqlite3.connect(copy / STORE_FILE)
        connection.executescript(f"{part} VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
        connection.close()
        return sum(file.stat().st_size for file in copy.rglob("*") if file.is_file())


def _before(one: str, other: str) -> bool:
    ours, theirs = _shingles(one), _shingles(other)
    return len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    stems = [token.stem for token in tokens(text)]
    return frozenset(tuple(stems[at : at + 5]) for at in range(max(1, len(stems) - 4)))


def _each(judged: Sequence[Judged]) -> Iterator[list[bool]]:
    yield [one.found for one in judged]
    yield [one.found_before for one in judged]


def _counts(judged: Sequence[Judged]) -> str:
    return " | ".join(str(sum(found)) for found in _each(judged))


def _precision(judged: Sequence[Judged]) -> str:
    return " | ".join(
        f"{sum(j.pair.is_copy for j, f in zip(judged, found, strict=True) if f) / sum(found):.3f}"
        for found in _each(judged)
    )


def _recall(judged: Sequence[Judged]) -> str:
    copies = [one for one in judged if one.pair.is_copy]
    return " | ".join(f"{sum(found) / len(copies):.3f}" for found in _each(copies))


if __name__ == "__main__":
    main()
