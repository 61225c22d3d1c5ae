"""Gleaner itself, by the functions that its commands call."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.record import TOP_K, Passage, Said, Sample
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from qa.answer import Answerer
from qa.settings import Settings


class Gleaner:
    """A folder of articles, indexed and asked. What it adds is on disk when it is found."""

    def __init__(self, sample: Sample, folder: Path) -> None:
        self._sample = sample
        self._folder = folder
        self._encoder = load_encoder()

    def prepare(self) -> None:
        self._encoder.encode(["ferry"])

    def build(self) -> int:
        return build_index([self._sample.corpus], self._folder, self._encoder).passages

    def open(self, reads: bool) -> None:
        self._searcher = Searcher(self._folder, self._encoder)
        if reads:
            from qa.readers.open import open_reader

            reader = open_reader(self._searcher)
            self._answerer = Answerer(self._searcher, reader, Settings(top_k=TOP_K))

    def search(self, question: str) -> Sequence[str]:
        hits = self._searcher.search(question, TOP_K).hits
        return [hit.passage.article.path for hit in hits]

    def answer(self, question: str) -> Said:
        answers = self._answerer.answer(question).answers
        return Said(answers[0].text, answers[0].article.path) if answers else Said("", "")

    def add(self, passage: Passage) -> None:
        (self._sample.corpus / passage.article).write_text(passage.text, encoding="utf-8")
        build_index([self._sample.corpus], self._folder, self._encoder)

    def keep(self) -> None:
        pass
