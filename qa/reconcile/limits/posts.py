"""Posts that an article tells nothing of: a deputy, or the minister of another thing."""

import re

from qa.reconcile.limits.setting import LOOKED_AT
from qa.records import Answer

# Who stands below another; an article may use any of the words.
_BELOW = re.compile(
    r"(?i)\b(?:deput(?:y|ies)|vice|assistants?|associate|second[- ]in[- ]command|number two|vp"
    r"|second[- ](?:most|highest)|running mate|under-?\s?secretar\w+)\b(?:[\s-]\w+)?"
)
# What a minister is for, how the words begin; those of a line mean one post.
_FOR = """
financ treasur exchequer econom budget chancellor fiscal; foreign external diplomat; interior home
defen war armed military; health; educat school; justice; transport; environment climate ecolog
energy; agricultur farm food; labo employment work; trade commerc business industr; cultur
sport; housing; tourism; migration immigration
"""
_POSTS = tuple("|".join(line.split()) for line in _FOR.replace("\n", ";").split(";") if line)
_WORDS = "|".join(_POSTS)
_MINISTER = r"(?:ministers?|secretar(?:y|ies))"
_POST = re.compile(
    rf"(?i)\b(?:(?P<before>{_WORDS}|prime)\w*\s(?:affairs\s)?{_MINISTER}\b"
    rf"|{_MINISTER}\s(?:of|for)\s(?:the\s)?(?P<behind>{_WORDS}))"
)


class Posts:
    """The post that a question asks about, of which an article may have no word."""

    def __init__(self, question: str) -> None:
        self._below = _BELOW.search(question)
        post = _POST.search(question)
        self._post = post[0].casefold() if post else ""
        self._words = _words_of(post) if post else None

    def reason_against(self, answer: Answer) -> str | None:
        """No deputy, or another minister where a whole article has no word of the one asked for."""
        if not answer.article.title or not (self._below or self._words):
            return None  # of a piece of something the rest may tell
        passage = answer.hit.passage
        text = f"{answer.article.title}\n{passage.context}\n{answer.article.text[:LOOKED_AT]}"
        if self._below and not _BELOW.search(text):
            return f"says nothing of a {self._below[0].casefold()}"
        if self._words is None or self._words.search(text):
            return None
        others = _POST.search(f"{passage.context}\n{passage.text}")
        return f"tells of a {others[0].casefold()}, no {self._post}" if others else None


def _words_of(post: re.Match[str]) -> re.Pattern[str] | None:
    """What a text has that tells of a post; None of a prime minister, who has other names."""
    which = (post["before"] or post["behind"]).casefold()
    line = next((each for each in _POSTS if which in each.split("|")), None)
    return re.compile(rf"(?i)\b(?:{line})") if line else None
