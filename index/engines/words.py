"""Texts to BM25-ranked ids, by Tantivy. Its files are derived from the store.

They lie in a folder of their own, named by a manifest that carries their edition and checksums.
The manifest is replaced last, so files that do not match it were cut off or damaged, and are made
again from the store in a new folder.
"""

import os
import re
import shutil
import threading
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from index.engines.manifest import MANIFEST_FILE, Manifest
from index.errors import first_line
from index.records import Filters
from index.store import EditionId, Problem, Snapshot
from index.store.locks import remove_beside

_STORE = "the store"  # what they are made again from
# A number with its separators, one character of a script without spaces, or a word.
TOKEN = (
    r"\p{N}+(?:[.,]\p{N}+)*"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}]"
    r"|[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}]]+"
)
# Left out of questions only. A shorter list, Tantivy's own, a longer one and none all did worse.
STOPWORDS = (
    "a about an and are as at be been but by can could did do does for from had has have he her"
    " his how i if in into is it its many me much my of on or our she should so than that the"
    " their them there these they this those to was we were what when where which who whom whose"
    " why will with would you your"
)
CONTEXT_BOOST = 0.5  # of a match in title or heading, against one in the passage
BULK = 20_000  # passages from which several threads index
HEAP_BYTES = 64_000_000


class WordView:
    """BM25 over passages and their titles; safe to use from several threads."""

    def __init__(
        self, index: tantivy.Index, edition: EditionId, damaged: threading.Event | None = None
    ) -> None:
        """`damaged`: set when its files turn out not to be what was written."""
        self._damaged = damaged
        self._schema = index.schema
        self._searcher = index.searcher()  # keeps to its commit, whatever is written later
        self._analyzer = _analyzer(stopwords=False)
        self._question_analyzer = _analyzer(stopwords=True)
        self.edition = edition

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    @property
    def is_damaged(self) -> bool:
        """Whether its files were found not to be what was written."""
        return self._damaged is not None and self._damaged.is_set()

    def ids(self) -> list[int]:
        """Every passage that it holds."""
        every = self._searcher.search(
            tantivy.Query.all_query(), limit=max(1, len(self)), count=False
        )
        addresses = [address for _, address in every.hits]
        return [int(id or 0) for id in self._searcher.fast_field_values("id", addresses)]

    def search(self, question: str, count: int, filters: Filters) -> dict[int, float]:
        """Up to `count` passage ids with their BM25 scores, best first."""
        words = dict.fromkeys(self._question_analyzer.analyze(question))
        words = words or dict.fromkeys(self._analyzer.analyze(question))
        if not words:
            return {}
        should = tantivy.Occur.Should
        query = tantivy.Query.boolean_query(
            [
                (should, self._term(field, word, boost))
                for word in words
                for field, boost in (("text", 1.0), ("context", CONTEXT_BOOST))
            ]
        )
        if restrictions := _restrictions(self._schema, filters):
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query(
                [(must, query), *((must, restriction) for restriction in restrictions)]
            )
        hits = self._searcher.search(query, limit=count, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        return {int(id or 0): float(score) for id, (score, _) in zip(ids, hits, strict=True)}

    def _term(self, field: str, word: str, boost: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, field, word, "freq")
        return tantivy.Query.boost_query(term, boost)


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
    _remove_left(directory)


def _remove_left(directory: Path) -> None:
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
    said = re.search(r'message: "([^"]+)"', str(error))
    return said[1] if said else first_line(error)


def check_words(directory: Path, snapshot: Snapshot) -> list[Problem]:
    """What is wrong with the files: damaged, of another commit, or not what the store holds."""
    manifest = Manifest.read(directory)
    if manifest is None:
        return [
            Problem(
                "it is missing, damaged or of an earlier form", f"the file {MANIFEST_FILE}", _STORE
            )
        ]
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
    if sorted(held) != ids:
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
    index.register_tokenizer("gleaner", _analyzer(stopwords=False))
    return index


def _analyzer(stopwords: bool) -> Any:
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(TOKEN))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    if stopwords:  # a common word costs time and tells no passage from another
        builder = builder.filter(tantivy.Filter.custom_stopword(STOPWORDS.split()))
    return builder.filter(tantivy.Filter.stemmer("english")).build()
