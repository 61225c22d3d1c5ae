"""What is edited on the page: facts corrected, files removed, each with what undoes it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from index.edits.file import change_corrections
from index.edits.records import change_from, plain_change
from index.errors import UserError
from index.removals import LEAST_REMOVED
from qa.page.open_index import OpenIndex
from qa.page.rebuild import Rebuild
from qa.page.removing import Trash

Json = dict[str, Any]
MAX_AT_ONCE = 10_000  # articles


class Editing:
    """Edits the articles of an index; every edit is followed by a build, which brings it there."""

    def __init__(self, index: OpenIndex, rebuild: Rebuild) -> None:
        self._index = index
        self._rebuild = rebuild
        self._trash = Trash(index.directory, index.corpus)

    def correct(self, changes: list[Any] | None) -> Iterator[Json]:
        """Correct facts (index/edits); the last report holds the changes that undo it."""
        wanted = [change_from(each) for each in _bounded(changes)]
        self._check(bool(wanted), "changes")
        undo = change_corrections(self._index.directory, wanted)
        yield from self._built({"undo": [plain_change(each) for each in undo]})

    def remove(self, articles: list[Any] | None) -> Iterator[Json]:
        """Take the files of articles out of the corpus, as far as they are whole files."""
        wanted = list(dict.fromkeys(_texts(articles)))
        self._check(bool(wanted), "articles")
        self._trash.sweep()
        removed, refused = [], []
        listed = {each.path: each for each in self._index.searcher().articles()}
        for path in wanted:
            try:
                article = listed.get(path)
                if article is None:
                    raise UserError("it is not in the index (any more)")
                if article.file != path:
                    raise UserError(f"it is a part of {article.file}: take it out in that file")
                removed.append(asdict(self._trash.remove(path, article.title)))
            except UserError as error:
                refused.append({"article": path, "reason": str(error)})
        is_most = len(removed) == len(listed) or (
            len(removed) >= LEAST_REMOVED and len(removed) > len(listed) / 2
        )
        known = {"removed": removed, "refused": refused}
        yield from self._built(known, bool(removed), allow_removals=is_most)

    def restore(self, removed: list[Any] | None) -> Iterator[Json]:
        """Put removed files back, by their ids."""
        wanted = list(dict.fromkeys(_texts(removed)))
        self._check(bool(wanted), "removed")
        restored, refused = [], []
        for id in wanted:
            try:
                restored.append(self._trash.restore(id))
            except UserError as error:
                refused.append({"article": id, "reason": str(error)})
        yield from self._built({"restored": restored, "refused": refused}, bool(restored))

    def removed(self) -> Json:
        """What can be put back."""
        self._trash.sweep()
        return {"removed": [asdict(each) for each in self._trash.removed()]}

    def _built(
        self, known: Json, is_changed: bool = True, allow_removals: bool = False
    ) -> Iterator[Json]:
        """Build, yielding progress, and at last what is known and the report."""
        last: Json = {"building": None, "report": None, "error": None}
        try:
            if is_changed:
                for report in self._rebuild.run(allow_removals):
                    yield {**last, **report, **known}
                return
        except UserError as error:  # what was edited stays: the next build takes it in
            last["error"] = str(error)
        except OSError as error:
            last["error"] = f"The index cannot be built: {error.strerror or error}."
        yield {**last, **known}

    def _check(self, is_any: bool, what: str) -> None:
        if not is_any:
            raise UserError(f"{what} is empty. Name at least one.")
        self._index.searcher()  # there is nothing to edit without an index


def _bounded(values: list[Any] | None) -> list[Any]:
    if values and len(values) > MAX_AT_ONCE:
        raise UserError(f"That is more than {MAX_AT_ONCE:,} at once. Send it in parts.")
    return values or []


def _texts(values: list[Any] | None) -> list[str]:
    for value in _bounded(values):
        if not isinstance(value, str):
            raise UserError(f"{value!r:.100} is no name.")
    return values or []
