"""Texts to BM25-ranked ids: Tantivy proposes, and what it proposes is weighed again.

Tantivy counts what was deleted until it merges, and keeps lengths in a byte, so that its scores
depend on how its files came to be. Those of bm25.py depend on the edition alone.

The files are derived from the store. They lie in a folder of their own, named by a manifest that
carries their edition and checksums. It is replaced last, so files that do not match it were cut off
or damaged, and are made again from the store in a new folder.
"""

import heapq
import os
import re
import shutil
import threading
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from index.engines.bm25 import CONTEXT_BOOST, Weighing
from index.engines.manifest import MANIFEST_FILE, Manifest
from index.errors import first_line
from index.records import Filters
from index.store import EditionId, Problem, Snapshot
from index.store.locks import remove_beside
from index.terms import analyzer, question_stems, term
from index.wanted import Term, Wanted

_STORE = "the store"  # what they are made again from
BULK = 20_000  # passages from which several threads index
HEAP_BYTES = 64_000_000
MARGIN = 28  # proposals beyond those asked for
MAX_PROPOSED = 1_000  # of them, where so many are alike that it is by chance which come first
_TIMES_MORE = 2
_SAME = 1e-5  # by how much, as a share, scores of the same terms may differ


class WordView:
    """BM25 over passages and their titles; safe to use from several threads."""

    def __init__(
        self, index: tantivy.Index, edition: EditionId, damaged: threading.Event | None = None
    ) -> None:
        """`damaged`: set when its files turn out not to be what was written."""
        self._damaged = damaged
        self._schema = index.schema
        self._searcher = index.searcher()  # keeps to its commit, whatever is written later
        self.edition = edition

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    @property
    def is_damaged(self) -> bool:
        """Whether its files were found not to be what was written."""
        return self._damaged is not None and self._damaged.is_set()

    def ids(self) -> list[int]:
        """Every passage that it holds."""
        everything = tantivy.Query.all_query()
        every = self._searcher.search(everything, limit=max(1, len(self)), count=False)
        addresses = [address for _, address in every.hits]
        return [int(id or 0) for id in self._searcher.fast_field_values("id", addresses)]

    def search(
        self, question: str, count: int, filters: Filters, snapshot: Snapshot
    ) -> dict[int, float]:
        """Up to `count` passage ids with their BM25 scores, best first; the snapshot is its own."""
        stems = question_stems(question)
        if not stems or count < 1:
            return {}
        query, weighing = self._query(stems, filters), Weighing(snapshot, [*map(term, stems)])
        scores: dict[int, float] = {}
        wanted = count + MARGIN
        while True:
            proposed = self._proposed(query, wanted)
            scores |= weighing.scores([id for id in proposed if id not in scores])
            is_all = len(proposed) < wanted or wanted >= MAX_PROPOSED
            if is_all or _none_is_missed(proposed, scores, count):
                return {id: scores[id] for id in snapshot.kept(scores, count)}
            wanted = min(_TIMES_MORE * wanted, MAX_PROPOSED)

    def holding(
        self, wanted: Wanted, count: int, filters: Filters, in_titles: bool = False
    ) -> list[int]:
        """Up to `count` passages that have these terms, as View.holding."""
        held = self._held(wanted, "context" if in_titles else "text")
        return list(self._proposed(self._restricted(held, filters), count))

    def _proposed(self, query: tantivy.Query, count: int) -> dict[int, float]:
        """Passages with the scores that Tantivy gives them, best first."""
        hits = self._searcher.search(query, limit=count, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        return {int(id or 0): float(score) for id, (score, _) in zip(ids, hits, strict=True)}

    def _query(self, stems: Sequence[str], filters: Filters) -> tantivy.Query:
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, self._term(field, stem, boost))
                for stem in stems
                for field, boost in (("text", 1.0), ("context", CONTEXT_BOOST))
            ]
        )
        return self._restricted(query, filters)

    def _restricted(self, query: tantivy.Query, filters: Filters) -> tantivy.Query:
        restrictions = _restrictions(self._schema, filters)
        if not restrictions:
            return query
        # They must not add to a score: what is proposed is judged by how near the two scores are.
        silent = [tantivy.Query.const_score_query(each, 0.0) for each in restrictions]
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query([(must, each) for each in (query, *silent)])

    def _held(self, wanted: Wanted, field: str) -> tantivy.Query:
        if isinstance(wanted, Term):
            if wanted.is_part:  # a stem is of letters alone, which mean themselves
                return tantivy.Query.regex_query(self._schema, field, f".*{wanted.stem}.*")
            return self._term(field, wanted.stem, 1.0)
        occur = tantivy.Occur.Must if wanted.every else tantivy.Occur.Should
        parts = [(occur, self._held(part, field)) for part in wanted.parts]
        return tantivy.Query.boolean_query(parts)

    def _term(self, field: str, word: str, boost: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, word, "freq")
        return tantivy.Query.boost_query(query, boost)


def _none_is_missed(proposed: dict[int, float], scores: dict[int, float], count: int) -> bool:
    """Whether what was not proposed cannot be among the best.

    It has a lower score from Tantivy than the last that was, and weighs no more, against that
    score, than any of those.
    """
    gain = max((scores[id] / proposed[id] for id in scores if proposed.get(id)), default=1.0)
    least = min(heapq.nlargest(count, scores.values()), default=0.0)
    return min(proposed.values()) * gain * (1 + _SAME) < least


def open_words(directory: Path) -> WordView | None:
    """The words of the edition that the files reflect; None where they are damaged or missing.

    Damage of large files is found beside the first questions, and noted on the view.
    """
    manifest, damaged = Manifest.read(directory), threading.Event()
    if manifest is None or not manifest.matches(directory, damaged):
        return None
    try:
        index = tantivy.Index.open(str(directory / manifest.folder))
        return WordView(_register(index), manifest.edition, damaged)
    except (OSError, ValueError):  # replaced since the manifest was read
        return None


def update_words(directory: Path, snapshot: Snapshot) -> None:
    """Bring the files up to date: add what came and remove what went, or begin again.

    One process at a time does this. Raises OSError where they cannot be written.
    """
    manifest = Manifest.read(directory)
    if manifest is not None and not (
        snapshot.follows(manifest.edition) and manifest.matches(directory)
    ):
        manifest = None
    words = open_words(directory) if manifest else None
    if not (manifest and manifest.edition == snapshot.edition and _holds_all(words, snapshot)):
        if manifest is None or manifest.edition == snapshot.edition:
            _update(directory, snapshot, None)
        else:
            _update(directory, snapshot, manifest)
            if not _holds_all(open_words(directory), snapshot):
                _update(directory, snapshot, None)
    remove_left(directory)


def remove_left(directory: Path) -> None:
    """Take away what is no longer needed, and what a process left that was killed."""
    manifest = Manifest.read(directory)
    for folder in directory.glob("lexical-*"):
        if manifest is not None and folder.name == manifest.folder:
            for file in folder.glob(".tmp*"):  # by which Tantivy replaces its small files
                file.unlink(missing_ok=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    remove_beside(directory / MANIFEST_FILE)


def _holds_all(words: "WordView | None", snapshot: Snapshot) -> bool:
    return words is not None and len(words) == snapshot.passage_count


def _update(directory: Path, snapshot: Snapshot, manifest: Manifest | None) -> None:
    """Write what came since those files, or all of it into a new folder."""
    if manifest is None:
        manifest = Manifest(f"lexical-{uuid.uuid4().hex[:12]}", EditionId("", 0, ""), {})
    folder = directory / manifest.folder
    folder.mkdir(exist_ok=True)
    try:
        index = _register(tantivy.Index(_schema(), str(folder)))
        _write(index, snapshot, *snapshot.changes_since(manifest.edition.version))
    except ValueError as error:  # by which Tantivy tells of a full disk as well
        raise OSError(f"{folder} cannot be written: {_reason(error)}") from error
    Manifest.of(folder, snapshot.edition, manifest.files).save(directory)


def _reason(error: ValueError) -> str:
    """What the system said, out of Tantivy's account of it."""
    account = str(error)
    if said := re.search(r"""([^"'():]+) \(os error \d+\)""", account):
        return said[1].strip()
    if "writer was killed" in account:  # one of its threads failed, and did not say by what
        return "writing was cut off; is the disk full?"
    said = re.search(r'message: "([^"]+)"', account)
    return said[1] if said else first_line(error)


def check_words(directory: Path, snapshot: Snapshot) -> list[Problem]:
    """What is wrong with the files: damaged, of another commit, or not what the store holds."""
    manifest = Manifest.read(directory)
    if manifest is None:
        what = "it is missing, damaged or of an earlier form"
        return [Problem(what, f"the file {MANIFEST_FILE}", _STORE)]
    if damaged := manifest.damaged_files(directory):
        return [
            Problem("it is not what was written", f"the file {name}", _STORE) for name in damaged
        ]
    where = f"the folder {manifest.folder}"
    if manifest.edition != snapshot.edition:
        return [Problem("it is of another commit than the store", where, _STORE)]
    words = open_words(directory)
    if words is None and not os.access(directory / manifest.folder, os.W_OK):
        return []  # to open them Tantivy needs a lock; they are what was written
    held = words.ids() if words else []
    ids, _ = snapshot.changes_since(0)
    if sorted(held) != list(ids):
        what = f"it holds {len(held)} passages, not the {len(ids)} of the store"
        return [Problem(what, where, _STORE)]
    return []


def make_words(snapshot: Snapshot) -> WordView:
    """The words of a snapshot, in memory: where there are no files of it."""
    index = _register(tantivy.Index(_schema()))
    _write(index, snapshot, *snapshot.changes_since(0))
    index.reload()
    return WordView(index, snapshot.edition)


def _write(
    index: tantivy.Index, snapshot: Snapshot, added: Sequence[int], removed: Iterable[int]
) -> None:
    writer = index.writer(HEAP_BYTES, 0 if len(added) > BULK else 1)
    for id in removed:  # by query: tantivy 0.27 matches nothing by the term of an unsigned field
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "id", id))
    for entry in snapshot.entries(added):
        document = tantivy.Document()
        document.add_unsigned("id", entry.id)
        document.add_text("text", entry.text)
        document.add_text("context", entry.context)
        if entry.date is not None:
            document.add_unsigned("date", entry.date.toordinal())
        if entry.source is not None:
            document.add_text("source", entry.source)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _restrictions(schema: tantivy.Schema, filters: Filters) -> list[tantivy.Query]:
    found = []
    if filters.after or filters.before:
        found.append(
            tantivy.Query.range_query(
                schema,
                "date",
                tantivy.FieldType.Unsigned,
                filters.after.toordinal() if filters.after else 0,
                filters.before.toordinal() if filters.before else 10_000_000,
            )
        )
    if filters.source is not None:
        found.append(tantivy.Query.term_query(schema, "source", filters.source))
    return found


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="gleaner", index_option="freq")
    builder.add_text_field("context", tokenizer_name="gleaner", index_option="freq")
    builder.add_unsigned_field("date", indexed=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _register(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("gleaner", analyzer())
    return index
