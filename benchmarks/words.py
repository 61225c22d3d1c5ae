"""How long words and phrases take to be found, in indexes of made-up articles.

    python -m benchmarks.words --data ../shared/qa-data [--passages 10000 100000] [--keep DIR]

The articles are those of benchmarks/scale.py, which may have kept them and their indexes. Phrases
are cut out of articles by chance; words are those that so many passages have. Times are of the
processor, one thread, and so of use on a machine that does something else as well.
"""

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.made_up import WordSums, write_corpus
from benchmarks.memory import peak
from benchmarks.scale import alone, build
from index.search import Searcher
from qa.words import Sought, WordResult, find_words

SIZES = (10_000, 100_000)
TIMES = 11
SHARES = (0.0001, 0.001, 0.01, 0.1)  # of all passages, that a word is in
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="keep corpora and indexes here")
    arguments = parser.parse_args()
    print("| passages | looked for | found, median | all counted | p50, p95, ms | memory, MB |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        for passages in arguments.passages:
            folder = (arguments.keep or Path(scratch)) / str(passages)
            for row in measure(arguments.data, folder, passages):
                print(f"| {passages:,} | " + " | ".join(row) + " |", flush=True)
            if not arguments.keep:
                shutil.rmtree(folder)


def measure(data: Path, folder: Path, passages: int) -> list[list[str]]:
    """The rows of one size."""
    if not (folder / "corpus").exists():
        alone(write_corpus, data, folder / "corpus", passages)
    if not (folder / "index" / "store.sqlite").exists():
        alone(build, folder / "corpus", folder / "index")
    found: list[list[str]] = alone(look, folder / "index")
    return found


def look(directory: Path) -> list[list[str]]:
    """Look for phrases and words, each in its kind."""
    searcher, chance = Searcher(directory, WordSums()), random.Random(7)
    texts = [
        article.text.split()
        for each in chance.sample(searcher.articles(), TIMES)
        if (article := searcher.article(each.path))
    ]

    def phrase(words: int) -> Callable[[], Sought]:
        def one() -> Sought:
            text = chance.choice(texts)
            start = chance.randrange(len(text) - words)
            return Sought((" ".join(text[start : start + words]),))

        return one

    kinds: dict[str, Callable[[], Sought]] = {
        f"a phrase of {words} words": phrase(words) for words in (2, 4, 12)
    }

    def word(words: list[str]) -> Callable[[], Sought]:
        return lambda: Sought((), (chance.choice(words),))

    for share, of in words_by_share(searcher, texts).items():
        kinds[f"a word that {share:.2%} have"] = word(of)
    kinds["“of the”"] = lambda: Sought(("of the",))
    return [timed(searcher, name, kind) for name, kind in kinds.items()]


def words_by_share(searcher: Searcher, texts: list[list[str]]) -> dict[float, list[str]]:
    """Words of the texts, by the share of passages that have them, about."""
    from index.terms import stem_of, term

    words = sorted({word for text in texts for word in text if word.isalpha() and len(word) > 3})
    with searcher.edition() as edition:
        stems = {word: term(stem_of(word) or "") for word in words}
        counts = edition.store.term_statistics(sorted(set(stems.values()))).counts
        total = edition.store.passage_count
    found = {
        share: [w for w in words if share / 2 < counts.get(stems[w], (0,))[0] / total < share * 2]
        for share in SHARES
    }
    return {share: of for share, of in found.items() if of}


def timed(searcher: Searcher, name: str, kind: Callable[[], Sought]) -> list[str]:
    results: list[WordResult] = []
    took = []
    for _ in range(TIMES):
        sought = kind()
        began = time.process_time()
        results.append(find_words(searcher, " ".join(sought.texts), sought))
        took.append((time.process_time() - began) * 1000)
    passages = float(np.median([each.passages for each in results]))
    whole = sum(each.is_all for each in results) / len(results)
    times = f"{np.percentile(took, 50):.0f}, {np.percentile(took, 95):.0f}"
    return [name, f"{passages:,.0f}", f"{whole:.0%}", times, f"{peak():.0f}"]


if __name__ == "__main__":
    main()
