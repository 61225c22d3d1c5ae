"""Whether a correction speaks of another article, and of what that article counts."""

import re

from index.records import Article
from qa.language.fit import PEOPLE
from qa.language.words import content_stems, singular, stem
from qa.records import Statement
from qa.values import Kind, Value

_DEATHS = frozenset(("death", "dead", "toll", "fatality", "casualty", "life", "body"))
_NO_HEADS = frozenset(("count", "figure", "number", "total", "sum", "amount", "tally"))
_DYING = frozenset(stem(word) for word in ("death", "dead", "die", "dying", "kill", "fatal"))
_TEXT = r"(?:article|story|report|piece|post|column|item|dispatch|headline|caption|page|review)"
# An earlier version is of the article that the note stands in, unless it says of which other.
_OF_ITS_OWN = re.compile(
    rf"(?i)\bthis (?:[\w.-]+ ){{0,3}}?{_TEXT}\b"
    r"|\b(?:an?|the) (?:earlier|previous|prior|original|initial|first) version\b"
    r"(?! of (?:our|an?)\b)"
)
_QUOTED = re.compile(r"[\"“«]([^\"”»\n]{4,200})[\"”»]|(?<!\w)['‘]([^\n]{4,200}?)['’](?!\w)")
# What notes and reports say of anything.
_COMMON_WORDS = """
correction corrected correct retraction clarification editor note earlier version article
report story piece item post column headline said say says gave given stated wrong wrongly
incorrectly error number figure total official year month week day people person number new
million billion thousand hundred january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday sunday
"""
_COMMON = frozenset(stem(word) for word in _COMMON_WORDS.split())
_NEARLY = 0.7  # of the words of both headlines
_WORDS = 2  # the least of a headline that are no figures


def is_of_its_own_article(note: str) -> bool:
    """Whether a note speaks of the article that it stands in."""
    return bool(_OF_ITS_OWN.search(note))


def quotes_headline(note: str, title: str | None) -> bool:
    """Whether what a note has in quotation marks nearly repeats a headline."""
    return any(_nearly(found[1] or found[2], title) for found in _QUOTED.finditer(note))


def is_headed_as(heading: str | None, title: str | None) -> bool:
    """Whether a heading is a label before another's headline: "RETRACTION: Report on homes"."""
    _, colon, rest = (heading or "").partition(":")
    return bool(colon) and _nearly(rest, title)


def repeats_headline(note: str, heading: str | None, title: str | None) -> bool:
    """Whether a note, or what stands above it, nearly repeats a headline, but for its figures."""
    _, colon, rest = (heading or "").partition(":")
    said = [found[1] or found[2] for found in _QUOTED.finditer(note)]
    return any(_nearly(one, title, _WORDS) for one in (*said, *([rest] if colon else [])))


def _nearly(headline: str, title: str | None, least: int = 0) -> bool:
    """Whether both have nearly the same words; figures do not count where `least` words do."""
    one, other = set(content_stems(headline)), set(content_stems(title or ""))
    if least:
        one, other = ({word for word in each if not word[0].isdigit()} for each in (one, other))
    return len(other) >= max(1, least) and len(one & other) >= _NEARLY * len(one | other)


def quotes_any(note: str) -> bool:
    """Whether a note has words in quotation marks, as the headline of another article."""
    return _QUOTED.search(note) is not None


def are_tied(
    note: str, correcting: Article, opening: str, denied: Value, statement: Statement
) -> bool:
    """Whether a figure that a note denies is the one that another article states.

    `opening`: how the correcting article begins; it may name the other below its note.
    """
    article, value = statement.answer.article, statement.value
    if _means(opening, correcting, article):
        return True
    shared = bool(_shared_words(note, correcting, statement)) or _names(note, article)
    one, other = head_of(denied), head_of(value)
    if not (one and other):
        return shared
    return one == other and (shared or one != "person")  # people are counted everywhere


def head_of(value: Value | None) -> str | None:
    """What a figure counts; None where it names nothing."""
    if value is None or not value.counted or value.kind is not Kind.NUMBER:
        return None
    head = singular(value.counted.split()[-1])
    if head in _NO_HEADS or (value.counted_start or 0) < value.start:
        return None  # before a figure stands the subject: "the count in the tents is 6,800"
    return "person" if head in PEOPLE or head in _DEATHS else head


def _names(note: str, article: Article) -> bool:
    """Whether a note has most words of an article's title, or its source."""
    said, title = set(content_stems(note)), set(content_stems(article.title or ""))
    if len(title) > 1 and 2 * len(title & said) > len(title):
        return True
    return bool(article.source) and str(article.source).casefold() in note.casefold()


def _means(note: str, correcting: Article, article: Article) -> bool:
    """Whether a note, or what stands above it, has another article's headline."""
    title = article.title
    return quotes_headline(note, title) or repeats_headline(note, correcting.title, title)


def is_told_in(words: str, statement: Statement) -> bool:
    """Whether words speak of what a statement's sentence does."""
    return bool(_telling(words) & _telling(statement.answer.sentence_text))


def says_all(words: str, statement: Statement) -> bool:
    """Whether a statement's sentence has all that words speak of."""
    spoken = _telling(words)
    return bool(spoken) and spoken <= _telling(statement.answer.sentence_text)


def are_tied_by_words(note: str, correcting: Article, statement: Statement) -> bool:
    """Whether a note that denies no figure speaks of the article of a statement."""
    if _means(note, correcting, statement.answer.article):
        return True
    return not quotes_any(note) and len(_shared_words(note, correcting, statement)) > 1


def share_words(note: str, correcting: Article, statement: Statement) -> bool:
    """Whether news of a correction speaks of what a statement's article does."""
    return len(_shared_words(note, correcting, statement)) > 1


def _shared_words(note: str, correcting: Article, statement: Statement) -> set[str]:
    answer = statement.answer
    left = _telling(f"{correcting.title or ''} {note}")
    return left & _telling(f"{answer.article.title or ''} {answer.sentence_text}")


def _telling(text: str) -> set[str]:
    stems = {"die" if one in _DYING else one for one in content_stems(text)}
    return {one for one in stems - _COMMON if not one[0].isdigit()}
