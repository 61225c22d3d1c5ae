"""Make an index match a folder of articles: read, split, encode, store, derive."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from index.edits.file import known_corrections
from index.edits.folder import edits_folder, question_files
from index.edits.outside import changed_outside
from index.edits.records import Corrections
from index.encoder import DEFAULT_ENCODER, Encoder, load_encoder
from index.engines import open_engine
from index.engines.changing import EngineBefore
from index.errors import UserError
from index.file_states import RECIPE, file_digest, is_untouched, silent_change
from index.intake import Arrival, Intake, Progress, open_intake
from index.own_limits import own_limits, to_remember
from index.reading.corpus import list_files
from index.records import Skipped, SourceFile
from index.removals import Guard, Lost
from index.store import Change, FileState, Problem, Store
from index.store.locks import BUILD_LOCK, build_lock, publishing_lock
from index.workers.limits import Limits
from index.workers.pool import FileContents, ReadingPool


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
    limits: Limits | None = None,
    engine: str | None = None,
    patience: float = 0.0,
    repair: bool = False,
    allow_removals: bool = False,
) -> BuildReport:
    """Make the index in `directory` match the articles in `folders`, as one change.

    Only new and changed files are read, each within the limits, and only new and changed articles
    encoded. Limits, encoder and `engine` (as `milvus=WHERE`) are the index's own, or the default,
    unless given. For so many seconds of `patience` it waits while another build writes. With
    `repair` all of index and files is read over first, and a store beyond mending made again; what
    is encoded is kept. Raises UserError where a folder is missing, another build goes on, the
    engine is away, the index is beyond mending, of another encoder without `rebuild`, would come
    among articles, or would lose too much without `allow_removals`.
    """
    began, report, progress = time.monotonic(), BuildReport(), progress or _tell_nobody
    files, unlisted = _outside(directory, folders, *list_files(folders))
    store, wait = Store(directory), partial(progress, 0.0, "another build is writing; waiting")
    with build_lock(directory, patience, wait), ExitStack() as publishing:
        encoder = encoder or open_encoder(directory, rebuild, repair)
        before, kept = EngineBefore.of(directory, engine), limits or own_limits(directory)
        guard = Guard.of(store, rebuild, repair, allow_removals, len(files))
        made, tell = before.made_by(encoder), partial(_tell_reading, progress)
        with store.change(made, rebuild, repair, tell) as change:
            change.put_skipped("", unlisted)
            with open_intake(change, encoder, sum(file.size for file in files)) as intake:
                corrections = known_corrections(directory, change)
                work = _Work(change, intake, kept, progress, report, corrections, repair)
                _update_files(work, files, guard)
            publishing.enter_context(publishing_lock(directory))
        _derive(store, before, report, progress, repair)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _derive(
    store: Store, before: EngineBefore, report: BuildReport, progress: Progress, repair: bool
) -> None:
    """Bring what finds candidates up to the store, and report what that holds."""
    directory = store.directory
    progress(1.0, "updating the search files")
    with store.snapshot() as snapshot:
        totals, report.index_version = snapshot.statistics(), snapshot.edition.version
        report.articles, report.passages = totals.articles, totals.passages
        try:
            open_engine(snapshot.engine, directory).update(snapshot, repair)
        except UserError as error:
            raise UserError(
                f"The articles are in the index in {directory}, as version "
                f"{report.index_version}, but not all of them where they are looked for. {error} "
                "Then run the build again: it encodes nothing twice."
            ) from error
        except OSError as error:
            why = error.strerror or error
            raise UserError(
                f"The articles are in the index in {directory}, as version "
                f"{report.index_version}, and questions are answered; but its search files cannot "
                f"be written ({why}). Free some room on that disk, or see that its folder may be "
                "written; then run the build again."
            ) from error
    before.forget()


def _tell_reading(progress: Progress, share: float) -> None:
    progress(share, "reading the index over")


def _tell_nobody(share: float, what: str) -> None:
    pass


def _outside(
    directory: Path, folders: Sequence[Path], files: list[SourceFile], skipped: list[Skipped]
) -> tuple[list[SourceFile], list[Skipped]]:
    """Leave out the index itself and what is kept beside it, should they lie inside the corpus."""
    _check_apart(directory, folders, files)
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


def _check_apart(directory: Path, folders: Sequence[Path], files: Sequence[SourceFile]) -> None:
    """Raise UserError where an index would be begun among articles: they would not be read."""
    own, roots = directory.resolve(), {folder.resolve() for folder in folders}
    is_begun = (own / BUILD_LOCK).exists() and own not in roots
    is_within = not roots.isdisjoint((own, *own.parents))
    if is_within and not is_begun and any(own in file.location.parents for file in files):
        raise UserError(
            f"{directory} is a folder of articles: the files of an index would lie among them. "
            "Name another for the index: --index .index"
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
    every_byte: bool  # whether no file is taken for what it was by its size and time stamp alone


def _update_files(work: _Work, files: Sequence[SourceFile], guard: Guard | None) -> None:
    """Make the change match the files: what came, what is other than it was, what is gone."""
    change = work.change
    change.remember_limits(to_remember(work.limits))
    change.note_corrected(bool(work.corrections.by_path))
    change.mended += changed_outside(work.corrections, change)
    known = change.files()
    if not change.take_recipe(f"{RECIPE} {work.limits}"):  # no time stamp tells of that
        known = {path: replace(state, modified_ns=-1) for path, state in known.items()}
    articles = change.count_articles()
    gone = (known.keys() | articles.keys()) - {file.path for file in files}
    held = sum(articles.values())
    lost = Lost(sum_ for path in gone for sum_ in change.text_sums(path))
    is_anew = not known and not articles
    if guard and not is_anew and known.keys() >= {file.path for file in files}:
        guard.check(held, lost.count)  # sooner than all is read: nothing came in another place
    with ReadingPool(work.limits) as pool:
        for contents in pool.read(_changed(work, files, known, articles)):
            _update_file(work, contents, lost)
    if guard and is_anew:
        guard.check_anew(work.report.added)
    elif guard:
        guard.check(held, work.report.removed + lost.count, work.report.added)
    work.intake.flush(work.progress)
    for path in sorted(gone):  # these have no file any more
        for article in change.article_digests(path):
            work.intake.remove(article)
            work.report.removed += 1
        change.remove_file(path)
    work.intake.fold_copies(work.progress)
    work.report.skipped, work.report.mended = change.skipped(), change.mended


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
        is_same = not work.every_byte and state is not None and is_untouched(file, state, mark)
        if not is_same:
            digest = file_digest(file, work.limits.max_bytes)
            is_same = state is not None and state.digest == digest + mark
            work.change.put_file(file, digest + mark, now)
            if state is not None and (changed := silent_change(file, state, digest)):
                work.change.mended.append(changed)
        if is_same:
            work.report.unchanged += articles.get(file.path, 0)
            work.intake.skip_bytes(file.size)
            continue
        if not begun:
            work.intake.make_ready()
            begun = True
        yield file


def _update_file(work: _Work, contents: FileContents, lost: Lost) -> None:
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
        if old is None:
            lost.find(article.text)
        report.updated += old is not None
        work.intake.put(Arrival(file.path, article, list(passages), size), work.progress)
    for path in before:
        work.intake.remove(path)
        report.removed += 1
