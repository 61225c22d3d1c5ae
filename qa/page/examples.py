"""Example questions from the articles at hand, each of them asked and answered beforehand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.records import Article
from index.search import Searcher
from qa.page.turned import Turned, counting_questions, dating_questions, naming_questions
from qa.records import Result

WANTED = 5
MAX_ASKED = 32  # questions asked to find them
_ARTICLES = 60  # looked at: enough to find examples, few enough to be done at once
_FIGURES, _OTHERS = 14, 6  # questions asked after figures, and after each other kind
_SURE = 0.5  # confidence of a name or a date that is shown


class Kind(StrEnum):
    """What an example shows."""

    FIGURE = "figure"
    DISAGREEMENT = "disagreement"  # the articles differ, and not as a figure that rises
    NAME = "name"
    DATE = "date"
    ARTICLE = "article"  # a title, whose article is found


@dataclass(frozen=True, slots=True)
class Example:
    """A question that the articles answer."""

    question: str
    kind: Kind


Ask = Callable[[str], Result]


def find_examples(searcher: Searcher, ask: Ask) -> list[Example]:
    """Up to five questions, whose answer is the figure, name or date they were made of.

    One of each kind first, where the articles have such: a figure that all who give it agree on, a
    disagreement, a name, a date; then more of them. None shows what was corrected. Where there are
    too few, titles stand in: asking one finds its article.
    """
    newest = sorted(searcher.articles(), key=lambda each: each.path)
    newest.sort(key=lambda each: each.date.toordinal() if each.date else 0, reverse=True)
    chosen = [searcher.article(each.path) for each in newest[:_ARTICLES]]
    articles = [article for article in chosen if article]
    asking = _Asking(ask)
    figures = _figures(articles, asking)
    names = _others(articles, naming_questions, Kind.NAME, asking)
    dates = _others(articles, dating_questions, Kind.DATE, asking)
    agreed = [each for each in figures if each.kind is Kind.FIGURE]
    differing = [each for each in figures if each.kind is Kind.DISAGREEMENT]
    found = [*agreed[:1], *differing[:1], *names[:1], *dates[:1]]
    found += [*agreed[1:], *differing[1:], *names[1:], *dates[1:]]
    return [*found, *_titles(articles, asking, WANTED - len(found))][:WANTED]


class _Asking:
    """Asks each question once: articles echo each other."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._asked: set[str] = set()

    def ask(self, question: str) -> Result | None:
        """Its result; None where it was asked before, is not answered, or shows what was wrong."""
        if question in self._asked:
            return None
        self._asked.add(question)
        result = self._ask(question)
        return result if result.answered and not _is_corrected(result) else None


def _figures(articles: Sequence[Article], asking: _Asking) -> list[Example]:
    """Figures, first those on which articles agree; and figures on which they differ."""
    agreed: list[Example] = []
    alone: list[Example] = []
    differing: list[Example] = []
    for candidate in _first(_in_turn(articles, counting_questions), _FIGURES):
        result = asking.ask(candidate.question)
        if result is None or candidate.answer not in result.answers[0].text:
            continue
        reconciled = result.reconciled
        differs = reconciled.agree is False and not reconciled.over_time
        kind = Kind.DISAGREEMENT if differs else Kind.FIGURE
        into = differing if differs else agreed if reconciled.agree else alone
        into.append(Example(candidate.question, kind))
        if agreed and differing and len([*agreed, *alone, *differing]) >= WANTED - 2:
            break
    return [*agreed, *alone, *differing]


def _others(
    articles: Sequence[Article],
    turn: Callable[[str], Iterator[Turned]],
    kind: Kind,
    asking: _Asking,
) -> list[Example]:
    """The first name or date that is surely answered; rather by articles that do not differ."""
    differing: list[Example] = []
    for candidate in _first(_in_turn(articles, turn), _OTHERS):
        result = asking.ask(candidate.question)
        if result is None:
            continue
        best, example = result.answers[0], Example(candidate.question, kind)
        if best.confidence < _SURE or candidate.answer not in best.text:
            continue
        if result.reconciled.agree is not False:
            return [example]
        differing.append(example)
    return differing[:1]


def _titles(articles: Sequence[Article], asking: _Asking, wanted: int) -> list[Example]:
    found: list[Example] = []
    titled = [(article, title) for article in articles if (title := _title(article))]
    for article, title in titled[: 2 * WANTED]:
        if len(found) >= wanted:
            break
        result = asking.ask(title)
        if result and result.answers[0].article.path == article.path:
            found.append(Example(title, Kind.ARTICLE))
    return found


def _in_turn(
    articles: Sequence[Article], turn: Callable[[str], Iterator[Turned]]
) -> Iterator[Turned]:
    """A question of each article, about things of which none was before; then further ones."""
    again: list[Turned] = []
    about: set[str] = set()
    for article in articles:
        for candidate in turn(article.text):
            if candidate.about in about:
                again.append(candidate)
                continue
            about.add(candidate.about)
            yield candidate
            break
    yield from again


def _first(candidates: Iterable[Turned], count: int) -> Iterator[Turned]:
    """So many of them, each question once."""
    seen: set[str] = set()
    for candidate in candidates:
        if len(seen) == count:
            return
        if candidate.question not in seen:
            seen.add(candidate.question)
            yield candidate


def _is_corrected(result: Result) -> bool:
    """Whether anything that is shown in answer is what a note says was wrong."""
    return any(group.corrections for group in result.reconciled.groups)


def _title(article: Article) -> str | None:
    title = (article.title or "").strip()
    return title if 3 <= len(title.split()) <= 14 or 8 <= len(title) <= 40 else None
