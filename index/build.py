"""Make an index match a folder of articles: read, split, encode, store, derive."""

import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from index.copies.fold import Folding
from index.encoder import DEFAULT_ENCODER, Encoder, load_encoder
from index.engines import DEFAULT_ENGINE, open_engine
from index.errors import UserError
from index.reading.corpus import DEFAULT_MAX_BYTES, list_files, read_articles
from index.records import FACTS, Article, Passage, Skipped, SourceFile
from index.splitting.passages import split_article
from index.store import Change, FileState, MadeBy, Problem, Store
from index.store.locks import build_lock, publishing_lock

# Raise the number when reading or splitting changes: every file is then read again.
RECIPE = " ".join(("3", *FACTS))
BATCH = 128  # passages encoded, and put aside, at a time
RACY_NS = 2_000_000_000  # a file this fresh when read may change again within its time stamp

Progress = Callable[[float, str], None]
"""Called with the share done, in [0, 1], and what is being done."""


@dataclass(slots=True)
class BuildReport:
    """What a build did, in articles, and what the index holds after it."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    mended: list[Problem] = field(default_factory=list)  # what was damaged, and is made again
    articles: int = 0
    passages: int = 0
    index_version: int = 0
    seconds: float = 0.0


def build_index(
    folders: Sequence[Path],
    directory: Path,
    encoder: Encoder | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    engine: str = DEFAULT_ENGINE,
    patience: float = 0.0,
    repair: bool = False,
) -> BuildReport:
    """Make the index in `directory` match the articles in `folders`, as one change.

    Only new and changed articles are encoded. Without an encoder, the one the index was built
    with is used, or the default. A new or rebuilt index uses `engine`. For so many seconds
    of `patience` it waits while another build is writing. With `repair` all of it is read over
    first, and a store beyond mending made again; what is encoded is kept. Raises UserError where a
    folder is missing, another build goes on, or the index is beyond mending without `repair`, or of
    another encoder without `rebuild`.
    """
    began = time.monotonic()
    progress = progress or _tell_nobody
    files, unlisted = _outside(directory, folders, *list_files(folders))
    store = Store(directory)

    wait = partial(progress, 0.0, "another build is writing; waiting")
    with build_lock(directory, patience, wait), ExitStack() as publishing:
        encoder = encoder or open_encoder(directory, rebuild, repair)
        made = MadeBy(encoder.name, encoder.identity, engine)
        with store.change(made, rebuild, repair) as change:
            change.put_skipped("", unlisted)
            report = _update_files(_Work(change, encoder, progress, files), files, max_bytes)
            publishing.enter_context(publishing_lock(directory))
        progress(1.0, "updating the search files")
        with store.snapshot() as snapshot:
            open_engine(snapshot.engine, directory).update(snapshot)
            totals, report.index_version = snapshot.statistics(), snapshot.edition.version
    report.articles, report.passages = totals.articles, totals.passages
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _tell_nobody(share: float, what: str) -> None:
    pass


def _outside(
    directory: Path, folders: Sequence[Path], files: list[SourceFile], skipped: list[Skipped]
) -> tuple[list[SourceFile], list[Skipped]]:
    """Leave out the index itself, should it lie inside the corpus."""
    own = directory.resolve()
    inside = [own.relative_to(f.resolve()) for f in folders if f.resolve() in own.parents]
    marks = [f"/{path.as_posix()}/" for path in inside]

    def is_own(path: str) -> bool:
        return any(mark in f"/{path}" for mark in marks)

    return (
        [file for file in files if not is_own(file.path)],
        [item for item in skipped if not is_own(item.path)],
    )


def open_encoder(directory: Path, rebuild: bool = False, repair: bool = False) -> Encoder:
    """Return the encoder that the index was built with; the default for a new or rebuilt one.

    With `repair` also for one that does not say any more which it was.
    """
    store = Store(directory)
    try:
        if rebuild or not store.finished:
            return load_encoder(DEFAULT_ENCODER)
        name = store.encoder_name
    except UserError:
        if not repair:
            raise
        name = DEFAULT_ENCODER
    return load_encoder(name)


class _Work:
    """Articles on their way into a change: gathered, encoded together, put."""

    def __init__(
        self, change: Change, encoder: Encoder, progress: Progress, files: Sequence[SourceFile]
    ) -> None:
        self.change = change
        self.report = BuildReport()
        self._folding = Folding(change.copies)
        self._encoder = encoder
        self._progress = progress
        self._total = sum(file.size for file in files) or 1
        self._done = 0.0
        self._waiting: list[tuple[str, Article, list[Passage], float]] = []
        self._count = 0

    def put(self, file: str, article: Article, size: float) -> None:
        """Take an article of that file; `size` is its share of the file's bytes."""
        passages = split_article(article)
        self._waiting.append((file, article, passages, size))
        self._count += len(passages)
        if self._count >= BATCH:
            self.flush()

    def remove(self, path: str) -> None:
        self._folding.forget(path)
        self.change.remove_article(path)
        self.report.removed += 1

    def skip_bytes(self, size: float) -> None:
        self._done += size

    def flush(self) -> None:
        """Encode what waits, a batch at a time, and put it into the change."""
        texts = {
            _key(self._encoder, passage): _embedded(passage)
            for _, _, passages, _ in self._waiting
            for passage in passages
        }
        vectors = self.change.known_vectors(texts)
        fresh = [key for key in texts if key not in vectors]
        share = sum(size for *_, size in self._waiting)
        for start in range(0, len(fresh), BATCH):
            keys = fresh[start : start + BATCH]
            encoded = self._encoder.encode([texts[key] for key in keys]).astype("<f4")
            batch = {key: row.tobytes() for key, row in zip(keys, encoded, strict=True)}
            self.change.stage_vectors(batch)
            vectors |= batch
            done = self._done + share * (start + len(keys)) / len(fresh)
            self._progress(min(1.0, done / self._total), self._waiting[-1][1].path)
        for file, article, passages, _ in self._waiting:
            keys = [_key(self._encoder, passage) for passage in passages]
            self._folding.forget(article.path)
            self.change.put_article(file, article, passages, keys, vectors)
            self._folding.add(article.path)
        self._done += share
        self._waiting, self._count = [], 0

    def fold_copies(self) -> None:
        """Find the copies of what came, once all has come and gone."""
        if self._folding.finish(lambda: self._progress(1.0, "finding copies")):
            self.change.note_changed()


def _update_files(work: _Work, files: Sequence[SourceFile], max_bytes: int) -> BuildReport:
    """Make the change match the files: what came, what is other than it was, what is gone."""
    change = work.change
    known = change.files()
    if not change.take_recipe(f"{RECIPE} {max_bytes}"):  # no time stamp tells of that
        known = {path: replace(state, modified_ns=-1) for path, state in known.items()}
    for file in files:
        _update_file(work, file, known.pop(file.path, None), max_bytes)
    work.flush()
    for path in known:  # whatever is left has no file any more
        for article in change.article_digests(path):
            work.remove(article)
        change.remove_file(path)
    work.fold_copies()
    work.report.skipped, work.report.mended = change.skipped(), change.mended
    return work.report


def _update_file(work: _Work, file: SourceFile, known: FileState | None, max_bytes: int) -> None:
    """Bring one file's articles up to date, reading it only if it may have changed."""
    change, report = work.change, work.report
    now = time.time_ns()
    if known and _untouched(file, known):
        report.unchanged += change.count_articles(file.path)
        work.skip_bytes(file.size)
        return
    digest = _file_digest(file, max_bytes)
    change.put_file(file, digest, now)
    if known and known.digest == digest:
        report.unchanged += change.count_articles(file.path)
        work.skip_bytes(file.size)
        return
    before = change.article_digests(file.path)
    articles, skipped = read_articles(file, max_bytes)
    change.put_skipped(file.path, skipped)
    for article in articles:
        old = before.pop(article.path, None)
        if old == article.digest:
            report.unchanged += 1
            work.skip_bytes(file.size / len(articles))
            continue
        report.added += old is None
        report.updated += old is not None
        work.put(file.path, article, file.size / len(articles))
    for path in before:
        work.remove(path)


def _untouched(file: SourceFile, known: FileState) -> bool:
    """Whether size and time stamp alone show that the file is as it was when read (as git does)."""
    same = (file.size, file.modified_ns) == (known.size, known.modified_ns)
    return same and known.modified_ns < known.checked_ns - RACY_NS


def _file_digest(file: SourceFile, max_bytes: int) -> bytes:
    """SHA-256 over a file's bytes and what decides how they are read; b"" if unreadable."""
    digest = hashlib.sha256(f"{RECIPE} {file.size > max_bytes}".encode())
    if file.size <= max_bytes:
        try:
            with file.location.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        except OSError:
            return b""
    return digest.digest()


def _embedded(passage: Passage) -> str:
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def _key(encoder: Encoder, passage: Passage) -> bytes:
    """16 bytes that stand for a passage's vector: what is encoded, and by what."""
    text = f"{encoder.identity}\0{_embedded(passage)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
