"""Example questions from the articles at hand, each of them asked and answered beforehand."""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.records import Article
from index.search import Searcher
from index.splitting.sentences import split_sentences
from qa.records import Result

WANTED = 5
_ARTICLES = 60  # looked at: enough to find examples, few enough to be done at once
_TRIES = 16  # questions asked to find them

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion))?)"
# "a total of 4,666 suspects … have been handed over to Chinese authorities by Myanmar police"
_COUNTED = re.compile(
    rf"(?<![\w.,$€£¥])(?:some |about |over |nearly |more than )?{_NUMBER} "
    r"(?P<counted>(?:[a-z-]+ ){0,2}?(?:people|[a-z]{3,}s))"
    r"(?P<between>(?: (?:involved|suspected|accused|from|in|of|on|for)\b[^.,;:()\"“”]{0,60}?)?)"
    r" (?P<verb>have been|had been|has been|were|are|was) "
    r"(?P<rest>[a-z]+(?:ed|en|n|t|de|ld)\b(?: [\w'’-]+){0,7})(?=[.,;:]| and | while | after )"
)
# Where a clause must not stop, and what only its article's reader would understand.
_DANGLING = re.compile(
    r"(?i) (?:the|a|an|of|in|to|by|for|from|with|its|their|and|or|at|on|as|than|about|over|under|"
    r"since|between|which|that|who)$"
)
_VAGUE = re.compile(
    r"(?i)\b(?:they|them|he|she|his|her|it|its|their|this|that|these|those|said|there|then|result|"
    r"same|other|another|such|also)\b"
)
_FOOTNOTE = re.compile(r"\d{5}")  # "November 202310": a note's number run into a year
_COUNTS_NOTHING = {"percents", "was", "has", "years", "days", "months", "hours", "times", "others"}


@dataclass(frozen=True, slots=True)
class Counting:
    """A question after a number."""

    question: str  # "How many phones were seized in Luzhou?"
    number: str  # "1,200"
    counted: str  # "phones"


def find_examples(searcher: Searcher, ask: Callable[[str], Result]) -> list[str]:
    """Up to five questions, from different articles, whose answer is the figure they were made of.

    None is answered with a figure that was corrected. One at least is answered differently by
    other articles, where such a one is found. Where the articles have too few such figures, titles
    stand in: asking one finds its article.
    """
    newest = sorted(searcher.articles(), key=lambda each: each.path)
    newest.sort(key=lambda each: each.date.toordinal() if each.date else 0, reverse=True)
    chosen = [searcher.article(each.path) for each in newest[:_ARTICLES]]
    articles = [article for article in chosen if article]
    asked: dict[str, Result] = {}  # articles echo each other
    found: dict[str, Result] = {}  # those that are right
    for question, is_right in _candidates(articles):
        enough = len(found) >= WANTED
        if len(asked) == _TRIES or (enough and any(map(_disagree, found.values()))):
            break
        if question in asked:
            continue
        result = asked[question] = ask(question)
        if is_right(result) and not _is_corrected(result) and (not enough or _disagree(result)):
            found[question] = result
    questions = list(found)
    return questions if len(questions) <= WANTED else [*questions[: WANTED - 1], questions[-1]]


def _candidates(articles: Sequence[Article]) -> Iterator[tuple[str, Callable[[Result], bool]]]:
    """Questions, each with what says whether a result answers it."""
    # First one question after each thing that is counted, then further ones.
    counting = [next(iter(counting_questions(each.text)), None) for each in articles]
    fresh: list[Counting] = []
    again: list[Counting] = []
    for each in filter(None, counting):
        known = each.counted in {other.counted for other in fresh}
        (again if known else fresh).append(each)
    for candidate in fresh + again:
        yield candidate.question, functools.partial(_gives, candidate.number)
    for article in articles:
        if title := _title(article):
            yield title, functools.partial(_finds, article.path)


def _gives(number: str, result: Result) -> bool:
    return result.answered and number in result.answers[0].text


def _finds(path: str, result: Result) -> bool:
    return result.answered and result.answers[0].article.path == path


def _is_corrected(result: Result) -> bool:
    """Whether the answer is one that a note says was wrong."""
    return any(
        statement.correction and statement.answer.overlaps(result.answers[0])
        for group in result.reconciled.groups
        for statement in group.statements
    )


def _disagree(result: Result) -> bool:
    return result.reconciled.agree is False


def counting_questions(text: str) -> Iterator[Counting]:
    """Questions after the number of something: the text's own words turned round."""
    for start, end in split_sentences(text):
        sentence = " ".join(text[start:end].split())
        for match in _COUNTED.finditer(sentence):
            counted, rest = match["counted"], match["rest"].rstrip()
            while _DANGLING.search(rest):
                rest = _DANGLING.sub("", rest)
            words = f"{counted}{match['between']} {match['verb']} {rest}"
            if counted.split()[-1] in _COUNTS_NOTHING or _VAGUE.search(words):
                continue
            if not 4 <= len(words.split()) <= 15 or len(rest.split()) < 2:
                continue
            if _FOOTNOTE.search(words):
                continue
            yield Counting(f"How many {words}?", match["number"], counted.split()[-1])


def _title(article: Article) -> str | None:
    title = (article.title or "").strip()
    return title if 3 <= len(title.split()) <= 14 or 8 <= len(title) <= 40 else None
