"""Make an index match a folder of articles: read, split, encode, store, derive."""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from index.commands import command
from index.edits.file import read_corrections
from index.edits.folder import edits_folder, question_files
from index.edits.records import Corrections
from index.encoder import DEFAULT_ENCODER, Encoder, load_encoder
from index.engines import DEFAULT_ENGINE, open_engine
from index.errors import UserError
from index.intake import Arrival, Intake, Progress, open_intake
from index.reading.corpus import list_files
from index.records import FACTS, Skipped, SourceFile
from index.store import Change, FileState, MadeBy, Problem, Store
from index.store.locks import build_lock, publishing_lock
from index.workers.limits import DEFAULT_LIMITS, Limits
from index.workers.pool import FileContents, ReadingPool

# Raise the number when reading or splitting changes: every file is then read again.
RECIPE = " ".join(("5", *FACTS))
LEAST_REMOVED = 10  # articles; fewer are removed without a question
DIGEST, MARK = 32, 16  # bytes: of what a file holds, and of what was corrected of it
RACY_NS = 2_000_000_000  # a file this fresh when read may change again within its time stamp


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

    @property
    def is_change(self) -> bool:
        """Whether anything in the index is other than before."""
        return bool(self.added or self.updated or self.removed or self.mended)


def build_index(
    folders: Sequence[Path],
    directory: Path,
    encoder: Encoder | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
    engine: str = DEFAULT_ENGINE,
    patience: float = 0.0,
    repair: bool = False,
    allow_removals: bool = False,
) -> BuildReport:
    """Make the index in `directory` match the articles in `folders`, as one change.

    Only new and changed files are read, each within the limits, and only new and changed articles
    encoded. Without an encoder, the one the index was built with is used, or the default. A new or
    rebuilt index uses `engine`. For so many seconds of `patience` it waits while another build is
    writing. With `repair` all of the index is read over first, and a store beyond mending made
    again; what is encoded is kept. Raises UserError where a folder is missing, another build goes
    on, the index is beyond mending without `repair` or of another encoder without `rebuild`, or
    the files of more than half of its articles are gone without `allow_removals`.
    """
    began, report = time.monotonic(), BuildReport()
    progress = progress or _tell_nobody
    files, unlisted = _outside(directory, folders, *list_files(folders))
    store, wait = Store(directory), partial(progress, 0.0, "another build is writing; waiting")
    with build_lock(directory, patience, wait), ExitStack() as publishing:
        encoder = encoder or open_encoder(directory, rebuild, repair)
        made = MadeBy(encoder.name, encoder.identity, engine)
        with store.change(made, rebuild, repair, partial(_tell_reading, progress)) as change:
            change.put_skipped("", unlisted)
            with open_intake(change, encoder, sum(file.size for file in files)) as intake:
                corrections = read_corrections(directory)
                work = _Work(change, intake, limits, progress, report, corrections)
                _update_files(work, files, None if allow_removals else directory)
            publishing.enter_context(publishing_lock(directory))
        progress(1.0, "updating the search files")
        _derive(store, directory, report)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _derive(store: Store, directory: Path, report: BuildReport) -> None:
    """Bring what finds candidates up to the store, and report what that holds."""
    with store.snapshot() as snapshot:
        totals, report.index_version = snapshot.statistics(), snapshot.edition.version
        report.articles, report.passages = totals.articles, totals.passages
        try:
            open_engine(snapshot.engine, directory).update(snapshot)
        except OSError as error:
            raise UserError(
                f"The articles are in the index in {directory}, as version "
                f"{report.index_version}, and questions are answered; but its search files cannot "
                f"be written ({error}). Free some room on that disk, or see that its folder may be "
                "written; then run the build again."
            ) from error


def _tell_reading(progress: Progress, share: float) -> None:
    progress(share, "reading the index over")


def _tell_nobody(share: float, what: str) -> None:
    pass


def _outside(
    directory: Path, folders: Sequence[Path], files: list[SourceFile], skipped: list[Skipped]
) -> tuple[list[SourceFile], list[Skipped]]:
    """Leave out the index itself and what is kept beside it, should they lie inside the corpus."""
    inside = [
        own.relative_to(folder.resolve())
        for own in (directory.resolve(), edits_folder(directory), *question_files(directory))
        for folder in folders
        if folder.resolve() in own.parents
    ]
    marks = [f"/{path.as_posix()}/" for path in inside]

    def is_own(path: str) -> bool:
        return any(mark in f"/{path}/" for mark in marks)

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


@dataclass(frozen=True, slots=True)
class _Work:
    """What a build goes by, from file to file."""

    change: Change
    intake: Intake
    limits: Limits
    progress: Progress
    report: BuildReport
    corrections: Corrections


def _update_files(work: _Work, files: Sequence[SourceFile], guarded: Path | None) -> None:
    """Make the change match the files: what came, what is other than it was, what is gone.

    `guarded`: the directory of an index that is not to lose most of its articles at once.
    """
    change = work.change
    known = change.files()
    if not change.take_recipe(f"{RECIPE} {work.limits}"):  # no time stamp tells of that
        known = {path: replace(state, modified_ns=-1) for path, state in known.items()}
    gone = known.keys() - {file.path for file in files}
    articles = change.count_articles()
    if guarded:
        _check_removals(guarded, {path: articles.get(path, 0) for path in known}, gone)
    with ReadingPool(work.limits) as pool:
        for contents in pool.read(_changed(work, files, known, articles)):
            _update_file(work, contents)
    work.intake.flush(work.progress)
    for path in sorted(gone):  # these have no file any more
        for article in change.article_digests(path):
            work.intake.remove(article)
            work.report.removed += 1
        change.remove_file(path)
    work.intake.fold_copies(work.progress)
    work.report.skipped, work.report.mended = change.skipped(), change.mended


def _check_removals(directory: Path, articles: Mapping[str, int], gone: Set[str]) -> None:
    """Raise UserError where the files of most articles are gone: a disk may not be mounted."""
    removed, held = sum(articles[path] for path in gone), sum(articles.values())
    if removed >= LEAST_REMOVED and removed > held / 2:
        raise UserError(
            f"The files of {removed} of the {held} articles in {directory} are gone; it is left as "
            "it was. Look whether the folders are the right ones, and their disk is there. If the "
            f"articles are to go: {command('gleaner-index')} CORPUS --index {directory} "
            "--allow-removals"
        )


def _changed(
    work: _Work,
    files: Sequence[SourceFile],
    known: Mapping[str, FileState],
    articles: Mapping[str, int],
) -> Iterator[SourceFile]:
    """The files that are to be read; the others, of so many `articles` each, are counted."""
    begun = False
    for file in files:
        state, mark = known.get(file.path), work.corrections.mark(file.path)
        now = time.time_ns()
        is_same = state is not None and _untouched(file, state, mark)
        if not is_same:
            digest = _file_digest(file, work.limits.max_bytes) + mark
            is_same = state is not None and state.digest == digest
            work.change.put_file(file, digest, now)
        if is_same:
            work.report.unchanged += articles.get(file.path, 0)
            work.intake.skip_bytes(file.size)
            continue
        if not begun:
            work.intake.make_ready()
            begun = True
        yield file


def _update_file(work: _Work, contents: FileContents) -> None:
    """Bring one file's articles up to date with what was read of it."""
    change, report, file = work.change, work.report, contents.file
    before = change.article_digests(file.path)
    change.put_skipped(file.path, contents.skipped)
    if not contents.finished:  # it is read again when the limits are others
        change.put_file(file, work.corrections.mark(file.path), time.time_ns())
    for read, split in contents.split_articles():
        article, passages = work.corrections.apply(file.path, read, split)
        size = file.size / contents.articles
        old = before.pop(article.path, None)
        if old == article.digest:
            report.unchanged += 1
            work.intake.skip_bytes(size)
            continue
        report.added += old is None
        report.updated += old is not None
        work.intake.put(Arrival(file.path, article, list(passages), size), work.progress)
    for path in before:
        work.intake.remove(path)
        report.removed += 1


def _untouched(file: SourceFile, known: FileState, mark: bytes) -> bool:
    """Whether size and time stamp alone show that the file is as it was when read (as git does).

    And whether what was corrected of it is what is corrected now, by its mark.
    """
    same = (file.size, file.modified_ns) == (known.size, known.modified_ns)
    was = known.digest[-MARK:] if len(known.digest) in (MARK, DIGEST + MARK) else b""
    return same and was == mark and known.modified_ns < known.checked_ns - RACY_NS


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
