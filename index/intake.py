"""Articles on their way into a change: gathered, encoded together, put."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from index.copies.fold import Folding
from index.encoder import Encoder, SentenceEncoder, Vectors
from index.records import Article, Passage
from index.store import Change

BATCH = 128  # passages encoded, and put aside, at a time
AHEAD = 2  # batches that are being encoded, or wait for it, while an earlier one is written

Progress = Callable[[float, str], None]
"""Called with the share done, in [0, 1], and what is being done."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came, and its share of what there is to do."""

    file: str
    article: Article
    passages: list[Passage]
    size: float  # bytes


@dataclass(frozen=True, slots=True)
class _Slice:
    """Texts that are encoded in one go."""

    keys: list[bytes]
    vectors: Future[Vectors]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles that are put together, when their last vectors have come."""

    arrivals: list[Arrival]
    vectors: dict[bytes, bytes]  # those that were known before
    slices: list[_Slice]


class Intake:
    """Takes articles into a change. Encoding has a thread of its own, so that it never waits."""

    def __init__(
        self, change: Change, encoder: Encoder, encoding: ThreadPoolExecutor, total: int
    ) -> None:
        """`total`: bytes of all files; `encoding`: as `open_intake` makes it."""
        self._change = change
        self._folding = Folding(change.copies)
        self._encoder = encoder
        self._encoding = encoding
        self._total = max(1.0, float(total))
        self._done = 0.0
        self._arrived: list[Arrival] = []
        self._count = 0  # of their passages
        self._sent: deque[_Batch] = deque()
        self._coming: set[bytes] = set()  # keys of vectors that a batch sent before will bring

    def make_ready(self) -> None:
        """Have the encoder load its model meanwhile: there is something to read."""
        if isinstance(self._encoder, SentenceEncoder):
            self._encoding.submit(self._encoder.load)  # what it raises, encode() raises again

    def put(self, arrival: Arrival, progress: Progress) -> None:
        """Take an article."""
        self._arrived.append(arrival)
        self._count += len(arrival.passages)
        if self._count >= BATCH:
            self._send()
            while len(self._sent) > AHEAD:
                self._finish(self._sent.popleft(), progress)

    def remove(self, path: str) -> None:
        """Take an article out of the change."""
        self._folding.forget(path)
        self._change.remove_article(path)

    def skip_bytes(self, size: float) -> None:
        """There is nothing to do for so many bytes: what there is to do is that much less."""
        self._total = max(1.0, self._total - size)

    def flush(self, progress: Progress) -> None:
        """Put all that was taken."""
        self._send()
        while self._sent:
            self._finish(self._sent.popleft(), progress)

    def fold_copies(self, progress: Progress) -> None:
        """Find the copies of what came, once all has come and gone."""
        if self._folding.finish(lambda: progress(1.0, "finding copies")):
            self._change.note_changed()

    def _send(self) -> None:
        """Have what arrived encoded, but for what is known or on its way."""
        texts = {
            self._key(passage): _embedded(passage)
            for arrival in self._arrived
            for passage in arrival.passages
        }
        vectors = self._change.known_vectors(texts)
        fresh = [key for key in texts if key not in vectors and key not in self._coming]
        slices = []
        for start in range(0, len(fresh), BATCH):
            keys = fresh[start : start + BATCH]
            wanted = [texts[key] for key in keys]
            slices.append(_Slice(keys, self._encoding.submit(self._encoder.encode, wanted)))
        self._coming.update(fresh)
        self._sent.append(_Batch(self._arrived, vectors, slices))
        self._arrived, self._count = [], 0

    def _finish(self, batch: _Batch, progress: Progress) -> None:
        """Put a batch's vectors aside as they come, then its articles into the change."""
        vectors = batch.vectors
        share = sum(arrival.size for arrival in batch.arrivals)
        for number, part in enumerate(batch.slices, start=1):
            encoded = part.vectors.result().astype("<f4")
            came = {key: row.tobytes() for key, row in zip(part.keys, encoded, strict=True)}
            self._change.stage_vectors(came)
            self._coming -= came.keys()
            vectors |= came
            done = self._done + share * number / len(batch.slices)
            progress(min(1.0, done / self._total), batch.arrivals[-1].article.path)
        for arrival in batch.arrivals:
            self._put(arrival, vectors)
        self._done += share

    def _put(self, arrival: Arrival, vectors: dict[bytes, bytes]) -> None:
        article, keys = arrival.article, [self._key(passage) for passage in arrival.passages]
        missing = [key for key in keys if key not in vectors]  # an earlier batch brought them
        vectors |= self._change.known_vectors(missing)
        self._folding.forget(article.path)
        self._change.put_article(arrival.file, article, arrival.passages, keys, vectors)
        self._folding.add(article.path)

    def _key(self, passage: Passage) -> bytes:
        """16 bytes that stand for a passage's vector: what is encoded, and by what."""
        text = f"{self._encoder.identity}\0{_embedded(passage)}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


@contextmanager
def open_intake(change: Change, encoder: Encoder, total: int) -> Iterator[Intake]:
    """An intake, and the thread in which it has texts encoded; `total`: bytes of all files."""
    encoding = ThreadPoolExecutor(1, thread_name_prefix="encoding")
    try:
        yield Intake(change, encoder, encoding, total)
    finally:
        encoding.shutdown(cancel_futures=True)


def _embedded(passage: Passage) -> str:
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text
