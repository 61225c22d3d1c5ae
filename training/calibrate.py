"""Fit how the reader's scores order spans and passages, and what they say of being right.

Validation questions asked of every paragraph of the SQuAD-format files: as they are, again with
the paragraph that answers them taken out, and QAMR's questions, which other texts answer. Prints
how a fit on some of the questions does on the others, and writes one on all of them.

    python -m training.calibrate --index DIR --cache FILE [--reader NAME_OR_PATH] [--out FILE]
"""

import argparse
import pickle
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.answers import read_qamr, without
from benchmarks.collection import open_collection, read_questions
from index.records import Hit
from index.search import Searcher
from qa.trained.candidates import find_candidates
from qa.trained.network import DEFAULT_READER, load_network

TOP_K = 20
FOREIGN = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--most", type=int)
    arguments = parser.parse_args()
    searcher = open_collection(arguments.data, arguments.index)
    rows = collect(searcher, arguments.data, arguments.reader, arguments.most)
    arguments.cache.write_bytes(pickle.dumps(rows))


def collect(searcher: Searcher, data: Path, reader: str, most: int | None) -> list[dict[str, Any]]:
    network = load_network(reader)
    random.seed(3)
    questions = read_questions(data)
    if most:
        questions = random.sample(questions, most)
    foreign = random.sample(read_qamr(data / "qamr-dev.tsv"), min(FOREIGN, len(questions)))
    rows = []
    cases = [(q, kind) for q in questions for kind in ("asked", "removed")]
    cases += [(q, "foreign") for q in foreign]
    for number, (question, kind) in enumerate(cases):
        hits: Sequence[Hit] = searcher.search(question.text, TOP_K + 15).hits
        if kind == "removed":
            hits = without(hits, question.paragraph)
        hits = hits[:TOP_K]
        scores = network.score(question.text, [hit.passage.text for hit in hits])
        found = find_candidates(hits, scores)
        rows.append(
            {
                "kind": kind,
                "question": question,
                "hits": [
                    (
                        hit.passage.article.path,
                        hit.passage.start,
                        hit.passage.end,
                        hit.score,
                        hit.similarity,
                        one.answers,
                        hit.passage.text,
                    )
                    for hit, one in zip(hits, scores, strict=True)
                ],
                "candidates": [
                    (
                        hits.index(one.hit)
                        if False
                        else next(i for i, h in enumerate(hits) if h is one.hit),
                        one.span.start,
                        one.span.end,
                        one.hit.passage.article.text[one.span.start : one.span.end],
                        one.hit.passage.article.text[slice(*one.span.sentence)],
                        one.features,
                    )
                    for one in found
                ],
            }
        )
        if number % 100 == 0:
            print(f"{number}/{len(cases)}", file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    main()
