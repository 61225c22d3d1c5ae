"""Recall by passage size and overlap: what index/splitting/passages.py has its defaults by.

Each group of a SQuAD-format file is joined to one article, so that passages have to be cut. The
questions are the validation ones; a passage is right when it contains the answer where it was
marked. Longer passages are found more easily but are more to read, so recall is also given for the
passages that fit in the first 1,000 words.

    python -m benchmarks.passage_size --data ../shared/qa-data
"""

import argparse
import hashlib
import json
import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.collection import VALIDATION
from index.encoder import Vectors, load_encoder
from index.engines.local import LocalEngine
from index.records import Article, Filters, Passage, Span
from index.search import CANDIDATES, fuse
from index.splitting.long_sentences import MAX_PIECES
from index.splitting.passages import split_article
from index.store import MadeBy, Store

SIZES = (50, 100, 150, 200)
OVERLAPS = (0, 1, 2)
TOP = (1, 5, 20)
WORDS_READ = 1000
SAME_KIND = ("squadshifts-newwiki-train.json", VALIDATION)  # kept whole; of the others, a share


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    article: str  # its path
    answers: tuple[Span, ...]  # in the article's text


@dataclass(frozen=True, slots=True)
class Ranked:
    """For one question: is each passage right, best first, and how many words has it."""

    right: list[bool]
    words: list[int]

    @property
    def rank(self) -> float:
        return self.right.index(True) + 1 if True in self.right else float("inf")

    @property
    def in_words_read(self) -> bool:
        read = np.cumsum(self.words)
        pairs = zip(self.right, read, strict=True)
        return any(right and total <= WORDS_READ for right, total in pairs)


def read_collection(data: Path, share: float) -> tuple[list[Article], list[Question]]:
    """One article a group, and the validation questions."""
    articles: list[Article] = []
    questions: list[Question] = []
    seen: set[str] = set()
    chance = random.Random(0)
    files = sorted(data.glob("*.json"), key=lambda file: (file.name != VALIDATION, file.name))
    for file in files:
        for number, group in enumerate(json.loads(file.read_text(encoding="utf-8"))["data"]):
            paragraphs = [p for p in group["paragraphs"] if p["context"] not in seen]
            if file.name not in SAME_KIND:
                paragraphs = [p for p in paragraphs if chance.random() < share]
            if not paragraphs:
                continue
            seen.update(p["context"] for p in paragraphs)
            title = group["title"].replace("_", " ").strip()
            text = "\n\n".join(p["context"] for p in paragraphs)
            article = Article(f"{file.stem}/{number}", text, title=title)
            articles.append(article)
            if file.name == VALIDATION:
                questions += _questions(article, paragraphs)
    return articles, questions


def _questions(article: Article, paragraphs: Sequence[Mapping[str, Any]]) -> Iterable[Question]:
    offset = 0
    for paragraph in paragraphs:
        for asked in paragraph["qas"]:
            answers = [(offset + a["answer_start"], a["text"]) for a in asked["answers"]]
            spans = tuple(
                (start, start + len(text))
                for start, text in answers
                if article.text.startswith(text, start)
            )
            if spans:
                yield Question(asked["question"].strip(), article.path, spans)
        offset += len(paragraph["context"]) + 2


class CachedEncoder:
    """The default encoder, with what it has encoded kept on disk."""

    def __init__(self, cache: Path) -> None:
        self._encoder = load_encoder()
        self._cache = cache / "vectors.npz"
        self._known: dict[str, Vectors] = {}
        if self._cache.exists():
            with np.load(self._cache) as saved:
                self._known = dict(zip(saved["keys"].tolist(), saved["vectors"], strict=True))

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def identity(self) -> str:
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if fresh:
            vectors = self._encoder.encode(list(fresh.values()))
            self._known |= dict(zip(fresh, vectors, strict=True))
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            partial = self._cache.with_suffix(".partial.npz")
            np.savez(partial, keys=list(self._known), vectors=np.array([*self._known.values()]))
            partial.replace(self._cache)
        return np.array([self._known[key] for key in keys], np.float32)


def rank_all(
    articles: Sequence[Article],
    questions: Sequence[Question],
    encoder: CachedEncoder,
    size: int,
    overlap: int,
) -> tuple[int, dict[str, list[Ranked]]]:
    """The number of passages, and for each way of searching every question's ranking."""
    limit = max(MAX_PIECES, 2 * size)  # so that the sizes are what they say
    cut = {article: split_article(article, size, overlap, limit) for article in articles}
    found: dict[str, list[Ranked]] = {"dense": [], "BM25": [], "fused": []}
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch))
        count = _put_all(store, cut, encoder)
        with store.snapshot() as snapshot:
            view = LocalEngine(Path(scratch)).view(snapshot, None)
            assert view is not None
            asked = encoder.encode([question.text for question in questions])
            for question, vector in zip(questions, asked, strict=True):
                found_by = view.candidates(question.text, vector, CANDIDATES, Filters())
                dense, words = dict(found_by.similarities), found_by.word_scores
                missing = [id for id in words if id not in dense]
                cosines = dense | view.similarities(vector, missing)
                known = snapshot.passages(list(cosines))
                for way, scores in (
                    ("dense", dense),
                    ("BM25", words),
                    ("fused", fuse(cosines, words)),
                ):
                    best = [known[id] for id in sorted(scores, key=lambda id: -scores[id])]
                    found[way].append(
                        Ranked(
                            [_is_right(passage, question) for passage in best],
                            [len(passage.text.split()) for passage in best],
                        )
                    )
    return count, found


def _put_all(store: Store, cut: Mapping[Article, Sequence[Passage]], encoder: CachedEncoder) -> int:
    """Store every passage with its vector; how many there are."""
    texts = [_embedded(passage) for passages in cut.values() for passage in passages]
    rows = encoder.encode(texts).astype("<f4")
    count = 0
    made = MadeBy(encoder.name, encoder.identity)
    with store.change(made, rebuild=True) as change:
        for article, passages in cut.items():
            keys = [number.to_bytes(16, "big") for number in range(count, count + len(passages))]
            vectors = {key: rows[count + i].tobytes() for i, key in enumerate(keys)}
            change.put_article(article.path, article, passages, keys, vectors)
            count += len(passages)
    return count


def _embedded(passage: Passage) -> str:
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def _is_right(passage: Passage, question: Question) -> bool:
    return passage.article.path == question.article and any(
        passage.start <= start and end <= passage.end for start, end in question.answers
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--cache", type=Path, help="keep the passages' vectors here")
    parser.add_argument(
        "--share", type=float, default=0.1, help="of reviews, posts, policies (0.1)"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--overlaps", type=int, nargs="+", default=OVERLAPS)
    arguments = parser.parse_args()
    articles, questions = read_collection(arguments.data, arguments.share)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(questions)} questions, {len(articles)} articles, {words:,} words\n")
    names = [f"{way} @{k}" for way in ("dense", "BM25") for k in TOP]
    names += ["fused @1", "@5", "@20", "MRR", f"in {WORDS_READ:,} words"]
    print("| words | overlap | passages | " + " | ".join(names) + " |")
    print("|" + " ---: |" * (len(names) + 3), flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        encoder = CachedEncoder(arguments.cache or Path(scratch))
        for size in arguments.sizes:
            for overlap in arguments.overlaps:
                count, found = rank_all(articles, questions, encoder, size, overlap)
                cells = [recall(found[way], k) for way in found for k in TOP]
                cells.append(float(np.mean([1 / ranked.rank for ranked in found["fused"]])))
                cells.append(float(np.mean([ranked.in_words_read for ranked in found["fused"]])))
                figures = " | ".join(f"{cell:.3f}" for cell in cells)
                print(f"| {size} | {overlap} | {count} | {figures} |", flush=True)


def recall(rankings: Sequence[Ranked], k: int) -> float:
    return float(np.mean([ranked.rank <= k for ranked in rankings]))


if __name__ == "__main__":
    main()
