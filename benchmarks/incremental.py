"""What adding one article to a thousand costs, against building them all.

Real text: the paragraphs of the SQuAD-format files, joined into articles of about 800 words. Each
build is a process of its own, as a person runs it; the last row is a process that already runs
(the page, or --watch), which has its encoder at hand.

    python -m benchmarks.incremental --data ../shared/qa-data
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.collection import write_collection
from index.build import build_index, open_encoder
from index.search import Searcher

ROOT = Path(__file__).parent.parent
ARTICLES = 1_000
ADDED = (
    "The ferry to Port Ansel was lengthened by 14 metres in the spring. It now carries 212 cars. "
    "The harbour board paid 3.4 million crowns for the work, a fifth more than planned."
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus, directory = Path(scratch) / "corpus", Path(scratch) / "index"
        _write_articles(arguments.data, Path(scratch), corpus)
        rows = []
        whole, report = _run(corpus, directory)
        rows.append(("build all, whole process", whole, report["seconds"]))
        print(f"{report['articles']} articles, {report['passages']} passages\n")
        took, report = _run(corpus, directory)
        rows.append(("nothing changed, whole process", took, report["seconds"]))
        (corpus / "added.txt").write_text(ADDED, encoding="utf-8")
        took, report = _run(corpus, directory)
        assert report["added"] == 1
        rows.append(("add one, whole process", took, report["seconds"]))

        encoder = open_encoder(directory)
        searcher = Searcher(directory, encoder)
        searcher.search("How long is the ferry?")
        (corpus / "added-2.txt").write_text(ADDED.replace("14", "19"), encoding="utf-8")
        began = time.perf_counter()
        build_index([corpus], directory, encoder)
        built = time.perf_counter() - began
        best = searcher.search("By how many metres was the ferry to Port Ansel lengthened?").hits[0]
        answered = time.perf_counter() - began
        assert best.passage.article.path.startswith("added")
        rows.append(("add one, in a running process", built, built))
        rows.append(("the same, to the first answer from it", answered, answered))
    print("| | seconds | of which building | share of building all |")
    print("| --- | ---: | ---: | ---: |")
    for name, took, building in rows:
        print(f"| {name} | {took:.2f} | {building:.2f} | {took / whole:.2%} |")


def _write_articles(data: Path, scratch: Path, corpus: Path) -> None:
    write_collection(data, scratch / "collection")
    lines = (scratch / "collection" / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    corpus.mkdir()
    for number in range(ARTICLES):
        text = "\n\n".join(texts[number::ARTICLES])
        (corpus / f"article-{number:04}.txt").write_text(text, encoding="utf-8")


def _run(corpus: Path, directory: Path) -> tuple[float, dict[str, float]]:
    began = time.perf_counter()
    result = subprocess.run(
        [sys.executable, "build_index.py", str(corpus), "--index", str(directory), "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return time.perf_counter() - began, json.loads(result.stdout)


if __name__ == "__main__":
    main()
