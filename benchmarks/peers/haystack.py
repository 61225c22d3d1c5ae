"""Haystack: BM25 and embeddings of its in-memory store, joined, and its extractive reader."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

from benchmarks.peers.record import CANDIDATES, TOP_K, Passage, Said, Sample


class Haystack:
    """A pipeline as its documentation draws it, with reciprocal rank fusion of both retrievers."""

    def __init__(self, sample: Sample, folder: Path, told: bool) -> None:
        """`told`: the reader's network is told which tokens are the passage's, which Haystack
        leaves out (it gives no token types).
        """
        self._sample = sample
        self._file = folder / "store.json"
        self._told = told
        self._store: Any = None
        self._embedder: Any = SentenceTransformersDocumentEmbedder(
            model=str(sample.encoder), meta_fields_to_embed=["context"], progress_bar=False
        )

    def prepare(self) -> None:
        self._embedder.run([Document(content="ferry", meta={"context": None})])

    def build(self) -> int:
        self._store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self._write(self._sample.passages)
        self.keep()
        return int(self._store.count_documents())

    def open(self, reads: bool) -> None:
        self._store = InMemoryDocumentStore.load_from_disk(str(self._file))
        pipeline: Any = Pipeline()
        pipeline.add_component(
            "embedder",
            SentenceTransformersTextEmbedder(model=str(self._sample.encoder), progress_bar=False),
        )
        pipeline.add_component("by_words", InMemoryBM25Retriever(self._store, top_k=CANDIDATES))
        pipeline.add_component(
            "by_meaning",
            InMemoryEmbeddingRetriever(self._store, top_k=CANDIDATES, return_embedding=False),
        )
        joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=TOP_K)
        pipeline.add_component("joiner", joiner)
        pipeline.connect("embedder.embedding", "by_meaning.query_embedding")
        pipeline.connect("by_words", "joiner")
        pipeline.connect("by_meaning", "joiner")
        if reads:
            reader = TransformersExtractiveReader(model=self._sample.reader, no_answer=False)
            pipeline.add_component("reader", reader)
            pipeline.connect("joiner", "reader")
        pipeline.warm_up()
        if reads and self._told:
            tell(reader.model, reader.tokenizer.sep_token_id)
        self._pipeline = pipeline

    def search(self, question: str) -> Sequence[str]:
        asked = {"embedder": {"text": question}, "by_words": {"query": question}}
        documents = self._pipeline.run(asked)["joiner"]["documents"]
        return [document.meta["article"] for document in documents]

    def answer(self, question: str) -> Said:
        asked = {
            "embedder": {"text": question},
            "by_words": {"query": question},
            "reader": {"query": question},
        }
        for answer in self._pipeline.run(asked)["reader"]["answers"]:
            if answer.data:
                return Said(answer.data, answer.document.meta["article"])
        return Said("", "")

    def add(self, passage: Passage) -> None:
        self._write([passage])

    def keep(self) -> None:
        self._store.save_to_disk(str(self._file))

    def _write(self, passages: Sequence[Passage]) -> None:
        documents = [
            Document(
                content=each.text,
                meta={"article": each.article, "context": each.context or None},
            )
            for each in passages
        ]
        self._store.write_documents(self._embedder.run(documents)["documents"])


def tell(model: Any, separator: int) -> None:
    """Have the model's token types worked out from its separators, whoever calls it."""

    def with_types(_: Any, args: Any, inputs: dict[str, Any]) -> Any:
        ends = (inputs["input_ids"] == separator).long().cumsum(-1)
        # 1 from the token after the first separator to the last one.
        types = ((ends - (inputs["input_ids"] == separator).long()) == 1).long()
        return args, {**inputs, "token_type_ids": types}

    model.register_forward_pre_hook(with_types, with_kwargs=True)
