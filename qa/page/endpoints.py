"""What the page does, as the named endpoints that its scripts and other clients call."""

import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gradio import FileData, Request

from index.errors import UserError
from qa.batch import open_writer
from qa.page.answering import Answering
from qa.page.drafts import read_upload
from qa.page.editing import Editing
from qa.page.guard import SESSION
from qa.page.library import Library
from qa.page.quota import Quota, check_room
from qa.page.rebuild import Rebuild
from qa.page.sessions import Claims
from qa.page.uploads import copy_upload
from qa.page.view import to_view
from qa.page.watching import Watching
from qa.page.word_view import found_view
from qa.question_lines import Place
from qa.rows import to_json, to_row
from qa.settings import FILTERS, Looking, Settings, clean_question, read_order
from qa.why.rows import why_field
from qa.words.rows import question_row, words_row

Json = dict[str, Any]
ANSWER_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


class Endpoints:
    """Every method named in these tuples is an endpoint; its parameters are its values."""

    READING = ("ask", "examples", "article", "articles", "status", "batch", "watched", "read_draft")
    EDITING = ("correct_articles", "remove_articles", "restore_articles", "removed_articles")
    # There are none of these where the page is for reading only.
    CHANGING = ("add_articles", "reindex", "watch", "unwatch", *EDITING)
    PLAIN = ("answer", "search", "check", "text")  # what programs ask for; the page draws more

    def __init__(
        self,
        answering: Answering,
        library: Library,
        rebuild: Rebuild,
        editing: Editing,
        watching: Watching,
        uploads: Quota,
    ) -> None:
        """In the folder of uploads lie answers to download as well."""
        self._answering = answering
        self._library = library
        self._rebuild = rebuild
        self._editing = editing
        self._watching = watching
        self._uploads, self._scratch = uploads, uploads.scratch
        self._answers = Claims()

    def ask(
        self,
        question: str = "",
        top_k: int = 20,
        after: str = "",
        before: str = "",
        source: str = "",
        as_of: str = "",
        typed: str = "",
        order: str = "",
        offset: int = 0,
    ) -> Json:
        """Answer a question, or find words; `typed` says which, where it is not as it looks.

        Dates are like 2023-10-31; a source is named as its articles do.
        """
        settings = self._answering.settings(top_k, _typed(after, before, source, as_of))
        looking = Looking(typed, read_order(order), offset)
        found = self._answering.find(question, settings, looking)
        return (
            to_view(self._answering.ask(question, settings)) if found is None else found_view(found)
        )

    def answer(
        self,
        question: str = "",
        top_k: int = 20,
        after: str = "",
        before: str = "",
        source: str = "",
        as_of: str = "",
        min_confidence: float | None = None,
        max_wrong: float | None = None,
        why: bool = False,
    ) -> Json:
        """Answer a question, with the fields of the command line."""
        typed = _typed(after, before, source, as_of)
        settings = self._answering.settings(top_k, typed, min_confidence, max_wrong)
        result = self._answering.ask(question, settings)
        return {**to_row(result), **(why_field(result) if why else {})}

    def search(
        self,
        question: str = "",
        top_k: int = 20,
        after: str = "",
        before: str = "",
        source: str = "",
        as_of: str = "",
        typed: str = "",
        order: str = "",
        offset: int = 0,
    ) -> Json:
        """The passages that hold words, or those nearest to a question."""
        settings = self._answering.settings(top_k, _typed(after, before, source, as_of))
        looking = Looking(typed, read_order(order), offset)
        question = clean_question(question)
        words = self._answering.find(question, settings, looking)
        if words is not None:
            return words_row(words)
        found = self._answering.search(question, settings)
        return question_row(question, found, looking.order)

    def check(self, draft: str = "", after: str = "", before: str = "", source: str = "") -> Json:
        """The quotations and figures of a draft, with what the articles say to each."""
        settings = self._answering.settings(Settings().top_k, _typed(after, before, source, ""))
        return self._answering.check(draft, settings)

    def read_draft(self, request: Request, draft: FileData | None = None) -> Json:
        """The text of an uploaded draft, as `check` takes it. The upload is let go."""
        return {"text": read_upload(draft, self._uploads, _session_of(request))}

    def text(self, article: str = "", start: int | None = None, end: int | None = None) -> Json:
        """An article's text, or the slice of it from start to end."""
        return self._library.text(article, start, end)

    def examples(self) -> list[Json]:
        """Questions that the articles at hand answer, and what each shows."""
        return [asdict(example) for example in self._answering.examples()]

    def article(self, article: str = "", start: int | None = None, end: int | None = None) -> Json:
        """A whole article by its path, with the sentence around a span of it."""
        return self._library.article(article, start, end)

    def articles(self) -> Json:
        """Every indexed article, and what was skipped and why."""
        return self._library.articles()

    def status(self) -> Json:
        """What the index holds, and the progress of a build under way."""
        return {
            **self._library.status(),
            **self._watching.status(),
            "ready": self._answering.is_ready,
            "building": self._rebuild.progress,
            "last_build": self._rebuild.last_build,
        }

    def batch(
        self,
        request: Request,
        questions: FileData | None = None,
        top_k: int = 20,
        after: str = "",
        before: str = "",
        source: str = "",
        as_of: str = "",
        skip: int = 0,
    ) -> Iterator[Json]:
        """Answer a file of questions (.txt, .csv, .jsonl) but for the first `skip` of them.

        Every report holds a row as a line of JSON, the filters that it was asked with, and the
        share of the file's bytes that were read; the last one says how many there were, and where
        all of them are.
        """
        self._uploads.sweep()
        check_room(self._scratch)
        folder = self._scratch / secrets.token_urlsafe(32)
        folder.mkdir()
        path, name = copy_upload(questions, self._scratch, folder)
        typed = _typed(after, before, source, as_of)
        settings = self._answering.settings(top_k, typed)
        place, rows = self._answering.batch(path, name, settings, skip)
        done = skip
        names = {kind: folder / f"answers.{kind}" for kind in ANSWER_TYPES}
        with open_writer(names["csv"]) as to_csv, open_writer(names["jsonl"]) as to_jsonl:
            for row, own in rows:
                to_csv(row)
                to_jsonl(row)
                done += 1
                # A line, not a row: Gradio's client stumbles over lists that change on the way.
                line = to_json(row).decode()
                yield {"done": done, "share": _share(place), "line": line, "filters": typed | own}
        self._answers.add(folder.name, _session_of(request))
        downloads = {kind: f"/answers/{folder.name}/{kind}" for kind in names}
        yield {"done": done, "total": done, "downloads": downloads}

    def answers_file(self, folder: str, kind: str, session: str | None) -> Path | None:
        """A batch's answers to download; None where they are gone, or another session's."""
        path = self._scratch / folder / f"answers.{kind}"
        return path if self._answers.holds(folder, session) and path.is_file() else None

    def add_articles(self, files: list[FileData] | None = None) -> Iterator[Json]:
        """Save files into the corpus and reindex; the last report says what became of each."""
        self._uploads.sweep()
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            copies = [
                copy_upload(file, self._scratch, Path(tempfile.mkdtemp(dir=folder)))
                for file in files or []
            ]
            saved = self._rebuild.add(copies)
        last: Json = {"building": None, "report": None, "error": None}
        try:
            if any(row["saved_as"] for row in saved):
                for report in self._rebuild.run():
                    yield {**last, **report, "saved": saved}
                return
        except UserError as error:  # what is saved stays: the next reindex takes it in
            last["error"] = str(error)
        yield {**last, "saved": saved}

    def watched(self) -> Json:
        """The questions that are watched, with what changed of their answers."""
        return self._watching.listed()

    def watch(
        self,
        question: str = "",
        after: str = "",
        before: str = "",
        source: str = "",
        as_of: str = "",
    ) -> Json:
        """Watch a question: from now on it is told when its answer changes."""
        self._watching.add(question, _typed(after, before, source, as_of))
        return self._watching.listed()

    def unwatch(
        self,
        question: str = "",
        after: str = "",
        before: str = "",
        source: str = "",
        as_of: str = "",
    ) -> Json:
        """Watch a question no more."""
        self._watching.remove(question, _typed(after, before, source, as_of))
        return self._watching.listed()

    def reindex(self) -> Iterator[Json]:
        """Make the index match the corpus folder."""
        yield from self._rebuild.run()

    def correct_articles(self, changes: list[Json] | None = None) -> Iterator[Json]:
        """Correct title, date or source of articles, whatever their files say.

        A change is {"article": "a.txt", "set": {"date": "2023-10-31"}, "undo": ["title"]}: what to
        set, null where it is not known, and for what the file's word counts again. The last report
        holds the changes that undo these.
        """
        yield from self._editing.correct(changes)

    def remove_articles(self, articles: list[str] | None = None) -> Iterator[Json]:
        """Take the files of articles out of the corpus; they can be put back for 30 days."""
        yield from self._editing.remove(articles)

    def restore_articles(self, removed: list[str] | None = None) -> Iterator[Json]:
        """Put removed files back, by the ids that remove_articles and removed_articles give."""
        yield from self._editing.restore(removed)

    def removed_articles(self) -> Json:
        """Which files were removed and can be put back."""
        return self._editing.removed()


def _share(place: Place) -> float:
    return round(min(1.0, place.at / place.size), 4) if place.size else 0.0


def _typed(*values: str) -> dict[str, str]:
    return dict(zip(FILTERS, values, strict=True))


def _session_of(request: Request) -> str | None:
    http = request.request
    session: str | None = http.scope.get(SESSION) if http is not None else None
    return session
