"""txtai: its hybrid index, and its pipelines of extractive questions."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from txtai import RAG, Embeddings
from txtai.pipeline import Questions

from benchmarks.peers.record import TOP_K, Passage, Said, Sample


class Txtai:
    """Vectors and BM25 with the texts in its own database, as its documentation sets it up."""

    def __init__(self, sample: Sample, folder: Path, joined: bool) -> None:
        """`joined`: its documented way, which joins the passages found and cuts them to the
        reader's 512 tokens; else its reader is given each of them, and the first that it answers
        from counts, for it returns no scores.
        """
        self._sample = sample
        self._folder = folder
        self._joined = joined
        self._embeddings: Any = Embeddings(path=str(sample.encoder), hybrid=True, content=True)

    def prepare(self) -> None:
        self._embeddings.batchtransform(["ferry"])

    def build(self) -> int:
        self._embeddings.index(_rows(self._sample.passages))
        self.keep()
        return int(self._embeddings.count())

    def open(self, reads: bool) -> None:
        self._embeddings.load(str(self._folder))
        if reads:
            self._reader: Any = Questions(str(self._sample.reader), gpu=False)
            self._rag: Any = RAG(self._embeddings, self._reader, context=TOP_K)

    def search(self, question: str) -> Sequence[str]:
        return [_article(row) for row in self._embeddings.search(question, TOP_K)]

    def answer(self, question: str) -> Said:
        if self._joined:
            with suppress(TypeError):  # it raises that where the likeliest token is no word's
                return Said(self._rag(question)["answer"] or "", "")
            return Said("", "")
        rows = self._embeddings.search(question, TOP_K)
        said = [Said(self._read(question, row["text"]), _article(row)) for row in rows]
        return next((one for one in said if one.text), Said("", ""))

    def _read(self, question: str, text: str) -> str:
        with suppress(TypeError):  # as above
            return self._reader([question], [text])[0] or ""
        return ""

    def add(self, passage: Passage) -> None:
        self._embeddings.upsert(_rows([passage]))

    def keep(self) -> None:
        self._embeddings.save(str(self._folder))


def _rows(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """An id that tells the article, and the text, for which it has one field alone."""
    for number, passage in enumerate(passages):
        yield f"{passage.article}#{number}", passage.embedded


def _article(row: dict[str, Any]) -> str:
    return str(row["id"]).rpartition("#")[0]
