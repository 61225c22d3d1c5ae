"""What an article's head says of itself: who published it and when, and where it was written."""

import re

from qa.language.words import tokens
from qa.reconcile.figures import values_of
from qa.records import Answer

_HEAD = 400  # characters
_FILLERS = frozenset(
    [
        "by",
        "from",
        "our",
        "the",
        "and",
        "staff",
        "agencies",
        "agency",
        "reporter",
        "updated",
        "published",
    ]
)

# "BERGEN (Coast Wire) - ", "KIVARA, Mozambique. "
_PLACED = re.compile(r"(?:,\s[A-Z][\w' ]{2,30})?(?:\s\([^()\n]{2,40}\))?\s*[-–—:.]\s")
# "PORT SABEL, 3 September 2021 (Meridian News) - "
_BEFORE_DAY = re.compile(r"\W*[A-Z][A-Z'’. -]{2,40}(?:,\s[A-Z][\w' ]{2,30})?,\s")
# "From our reporter Jette Sommerau, Valley Courier, Saturday 26 March 2022"
_SIGNED = re.compile(
    r"\W*(?:From|By)\s(?:(?:our|the)\s(?:[a-z]+\s){0,2}?(?:reporter|correspondent|staff|editor)\b"
    r"|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,2},)"
)
_ENDS_LINE = re.compile(r"[\s.*]*(?:\n|$)")
_BEHIND_DAY = re.compile(r"(?:,?\s\d{4})?(?:\s\([^()\n]{2,40}\))?\s*[-–—:]\s")
# "**By Ada Holm in Bergen."
_BYLINE = re.compile(
    r"\W*By(?:\s[A-Z][\w.'’-]*){1,4}(?:,?\s(?:in|from)(?:\s[A-Z][\w'’-]*){1,3})?\W*$"
)
_LINE = 120  # characters
_REPORTED = re.compile(
    r"\b[Bb]y (?:our|the) (?:[a-z]+ ){0,2}(?:reporter|correspondent|editor|staff)s? $"
)


def is_place_line(answer: Answer) -> bool:
    """Whether an answer is where an article was written, as its first words say."""
    name = re.match(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", answer.text)
    if not name or not name[0].isupper() or answer.start != answer.sentence[0]:
        return False
    end = answer.start + name.end()
    return _PLACED.match(answer.article.text, end) is not None


def is_byline(answer: Answer) -> bool:
    """Whether an answer is who wrote the article, where its head says so."""
    article = answer.article
    start = answer.sentence[0]
    in_author = article.author is not None and answer.text.casefold() in article.author.casefold()
    return in_author and start < _HEAD and "by " in article.text[start : answer.start].casefold()


def in_byline(answer: Answer) -> bool:
    """Whether an answer stands in a line of the head that says no more than who wrote it, where."""
    if answer.sentence[0] >= _HEAD:
        return False
    line = answer.sentence_text
    return _BYLINE.match(line) is not None or (
        len(line) < _LINE
        and _REPORTED.search(line[: answer.start - answer.sentence[0]]) is not None
    )


def is_dateline(answer: Answer) -> bool:
    """Whether an answer stands in such a line: what it names is when the article was published."""
    article = answer.article
    start, end = answer.sentence
    if start > _HEAD:
        return False
    start = max(start, article.text.rfind("\n", start, answer.start) + 1)
    opening = article.text[start : answer.start]
    if (
        _SIGNED.match(opening)
        and len(opening) < _LINE
        and _ENDS_LINE.match(article.text, answer.end)
    ):
        return True
    if _BEFORE_DAY.fullmatch(opening) and _BEHIND_DAY.match(article.text, answer.end):
        return True
    if article.date is None:
        return False
    line = article.text[start:end]
    line = line[: answer.end - start] + line[answer.end - start :].partition("\n")[0]
    known = {word.stem for fact in (article.source, article.author) for word in tokens(fact or "")}
    dated = [
        (value.start, value.end)
        for value in values_of(line, article.date)
        if value.first and value.first == value.last == article.date
    ]
    if not dated:
        return False
    left = [
        word
        for word in tokens(line)
        if word.stem not in known
        and word.stem not in _FILLERS
        and not any(first <= word.start < last for first, last in dated)
    ]
    return not left or bool(re.fullmatch(r"\W*\d*\W*", " ".join(word.stem for word in left)))
