"""Saved questions, asked again when the index is another: which answers are not what they were."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from index.store import EditionId, Store
from qa.questions import BatchQuestion
from qa.settings import Settings
from qa.terminal import progress
from qa.watch.compare import causes_between, compare
from qa.watch.records import Changed, Question, Report, Standing
from qa.watch.state import Watch, locked, read_watches, to_plain, to_watch, write_watches

if TYPE_CHECKING:  # what it loads takes a second, where nothing may have to be asked
    from qa.answer import Answerer

_ROUNDS = 10  # of asking again what an index that changed meanwhile was asked
_DIGITS = 16  # of an article's digest that are kept


@dataclass(frozen=True, slots=True)
class Way:
    """Which index is asked, and how. Another way is another watch."""

    index: Path
    settings: Settings
    reader: str  # its name
    reader_state: str  # changes when it is replaced
    open: "Callable[[], Answerer]"  # loads what answers; called where something has to be asked

    def key(self, folder: Path) -> str:
        """What names its watch in a file in that folder."""
        index, settings = self.index.resolve(), self.settings
        try:
            path = Path(os.path.relpath(index, folder.resolve())).as_posix()
        except ValueError:  # on another drive
            path = index.as_posix()
        filters = settings.filters
        days = [day and day.isoformat() for day in (filters.after, filters.before, settings.as_of)]
        asked = [settings.top_k, settings.min_confidence, *days, filters.source, self.reader]
        return json.dumps([path, *asked])


def watch(
    rows: Iterable[BatchQuestion], state: Path, way: Way, tell: Callable[[Report], None]
) -> Report:
    """Ask what has to be asked, tell of it, then remember it in the file `state`.

    What is told of but not remembered, since this process dies or `tell` raises, is told again
    next time. Raises UserError where the index cannot be read or is damaged: what is left out then
    would count as gone.
    """
    questions = distinct(rows)
    if not questions:
        raise UserError("There is no question in the file. Write one.")
    key = way.key(state.parent)
    with locked(state):
        watches = read_watches(state)
        before = to_watch(watches[key]) if key in watches else None
        report, after = look(questions, before, way)
        tell(report)
        if after != before:
            write_watches(state, {**watches, key: to_plain(after)})
    return report


def distinct(rows: Iterable[BatchQuestion]) -> list[Question]:
    """The questions of a file, each once."""
    first: dict[str, Question] = {}
    for each in map(_question, rows):
        first.setdefault(each.key, each)
    return list(first.values())


def look(
    questions: Sequence[Question],
    before: Watch | None,
    way: Way,
    one_by_one: Callable[[Sequence[Question]], Iterable[Question]] | None = None,
) -> tuple[Report, Watch]:
    """Ask what has to be asked: what is news since `before`, and what is to be remembered.

    `one_by_one` passes on the questions that are asked; a bar shows how far that is if not said.
    Raises UserError as `watch` does.
    """
    now = _Asking(way, before, questions, one_by_one or _with_bar).ask()
    return _compared(questions, before, now)


def _with_bar(questions: Sequence[Question]) -> Iterable[Question]:
    return progress(questions, len(questions))


def _question(row: BatchQuestion) -> Question:
    return Question(row.question.strip(), row.filters, row.id, row.error)


def _compared(
    questions: Sequence[Question], before: Watch | None, now: Watch
) -> tuple[Report, Watch]:
    """What is news, and what is to be remembered."""
    known: Mapping[str, Standing] = before.standings if before else {}
    find = causes_between(before.articles if before else {}, now.articles)
    kept, changes = dict(now.standings), []
    for each in questions:
        was, is_now = known.get(each.key), now.standings[each.key]
        if was is None or was is is_now:
            continue
        difference, kept[each.key] = compare(was, is_now, find)
        if difference:
            changes.append(Changed(each, was, is_now, difference))
    report = Report(
        asked=sum(known.get(key) is not each for key, each in now.standings.items()),
        watched=len(questions),
        index_version=now.edition.version,
        since_version=before.edition.version if before else None,
        begun=tuple(each for each in questions if each.key not in known),
        ended=len(known.keys() - now.standings.keys()),
        errors=tuple(
            (each, error) for each in questions if (error := now.standings[each.key].error)
        ),
        changes=tuple(changes),
    )
    return report, Watch(now.edition, now.reader, now.articles, kept)


class _Asking:
    """All questions, answered from one edition of the index, whoever writes the next one."""

    def __init__(
        self,
        way: Way,
        before: Watch | None,
        questions: Sequence[Question],
        one_by_one: Callable[[Sequence[Question]], Iterable[Question]],
    ) -> None:
        self._one_by_one = one_by_one
        self._way = way
        self._before = before
        self._questions = questions
        self._asked: dict[str, tuple[EditionId, Standing]] = {}
        self._answerer: Answerer | None = None

    def ask(self) -> Watch:
        """Ask what is not known of the index as it is."""
        for _ in range(_ROUNDS):
            edition, articles = self._held()
            known = self._known(edition)
            due = [each for each in self._questions if each.key not in known]
            if not due:
                standings = {each.key: known[each.key] for each in self._questions}
                return Watch(edition, self._way.reader_state, articles, standings)
            for each in self._one_by_one(due):
                standing = self._ask(each, edition)
                if standing is None:
                    break
                self._asked[each.key] = (edition, standing)
        raise UserError(
            f"The index in {self._way.index} changed {_ROUNDS} times while it was asked. "
            "Run this again when no build is at work."
        )

    def _held(self) -> tuple[EditionId, Mapping[str, str]]:
        """The edition, and path to digest of all its articles."""
        with Store(self._way.index).snapshot() as snapshot:
            edition = snapshot.edition
            if self._before and self._before.edition == edition:
                return edition, self._before.articles
            articles = {each.path: each.digest.hex()[:_DIGITS] for each in snapshot.articles()}
            if any(snapshot.damage):
                from index.search import notice_of

                raise UserError(notice_of(self._way.index, snapshot.damage))
            return edition, articles

    def _known(self, edition: EditionId) -> dict[str, Standing]:
        """What is known of that edition: from the last run, where it was the same, and this one."""
        before = self._before
        is_same = before and (before.edition, before.reader) == (edition, self._way.reader_state)
        known = dict(before.standings) if before and is_same else {}
        asked = {key: standing for key, (at, standing) in self._asked.items() if at == edition}
        return known | asked

    def _ask(self, question: Question, edition: EditionId) -> Standing | None:
        """What it comes to; None where the index is of another edition by now."""
        if question.error:
            return Standing(error=question.error)
        from qa.batch import ask
        from qa.watch.standing import standing_of

        if self._answerer is None:
            self._answerer = self._way.open()
        result = ask(self._answerer, BatchQuestion(question.question, filters=question.filters))
        if isinstance(result, str):
            return Standing(error=result)
        if result.notice:
            raise UserError(result.notice)
        return standing_of(result) if result.index_version == edition.version else None
