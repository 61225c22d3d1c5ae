"""What one writes without a framework: sentence-transformers, FAISS, a forward of the reader."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import faiss
import torch
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from benchmarks.peers.record import TOP_K, Passage, Said, Sample

MAX_TOKENS = 512
MAX_SPAN = 40  # tokens, as in Gleaner


class Script:
    """Exact search by meaning alone; the best span over all passages, by the sum of its logits."""

    def __init__(self, sample: Sample, folder: Path, in_bfloat16: bool = False) -> None:
        self._sample = sample
        self._folder = folder
        self._type = torch.bfloat16 if in_bfloat16 else torch.float32
        self._encoder: Any = SentenceTransformer(
            str(sample.encoder), device="cpu", model_kwargs={"dtype": self._type}
        )

    def prepare(self) -> None:
        self._encode(["ferry"])

    def build(self) -> int:
        self._passages = list(self._sample.passages)
        vectors = self._encode([passage.embedded for passage in self._passages])
        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)
        self.keep()
        return len(self._passages)

    def open(self, reads: bool) -> None:
        self._index = faiss.read_index(str(self._folder / "vectors.faiss"))
        rows = json.loads((self._folder / "passages.json").read_text(encoding="utf-8"))
        self._passages = [Passage(**row) for row in rows]
        if reads:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(self._sample.reader)
            self._reader: Any = AutoModelForQuestionAnswering.from_pretrained(
                self._sample.reader, dtype=self._type
            ).eval()

    def search(self, question: str) -> Sequence[str]:
        return [passage.article for passage in self._nearest(question)]

    def answer(self, question: str) -> Said:
        passages = self._nearest(question)
        pairs = self._tokenizer(
            [question] * len(passages),
            [passage.text for passage in passages],
            truncation="only_second",
            max_length=MAX_TOKENS,
            padding=True,
            return_tensors="pt",
        )
        with torch.inference_mode():
            output = self._reader(**pairs)
        scores = output.start_logits.float()[:, :, None] + output.end_logits.float()[:, None, :]
        of_text = [[part == 1 for part in pairs.sequence_ids(row)] for row in range(len(passages))]
        inside = torch.tensor(of_text)
        every = torch.ones_like(scores, dtype=torch.bool)
        allowed = every.triu() & ~every.triu(MAX_SPAN)
        allowed &= inside[:, :, None] & inside[:, None, :]
        best = int(torch.where(allowed, scores, -torch.inf).argmax())
        row, first, last = (int(at) for at in torch.unravel_index(torch.tensor(best), scores.shape))
        start, end = pairs.token_to_chars(row, first).start, pairs.token_to_chars(row, last).end
        return Said(passages[row].text[start:end], passages[row].article)

    def add(self, passage: Passage) -> None:
        self._index.add(self._encode([passage.embedded]))
        self._passages.append(passage)

    def keep(self) -> None:
        faiss.write_index(self._index, str(self._folder / "vectors.faiss"))
        rows = json.dumps([asdict(passage) for passage in self._passages])
        (self._folder / "passages.json").write_text(rows, encoding="utf-8")

    def _encode(self, texts: list[str]) -> Any:
        return self._encoder.encode(texts, normalize_embeddings=True).astype("float32")

    def _nearest(self, question: str) -> list[Passage]:
        _, found = self._index.search(self._encode([question]), TOP_K)
        return [self._passages[at] for at in found[0] if at >= 0]
