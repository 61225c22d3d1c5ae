"""What a question sets aside: "which league besides the Northern", "when, before 2017"."""

import re

from qa.language.words import content_stems

_ASIDE = re.compile(
    r"(?i)\b(?:besides|other than|apart from|aside from|in addition to|except(?: for)?|excluding"
    r"|not including|along with|together with|at the same time as|same (?:year|time|day) as)\s"
    r"(?:the\s)?(?P<named>[^,?]+?)(?=\s(?:what|which|who|how|when|where|did|does|do|is|are|was|were|has"
    r"|have|had|that|in|at|on|can|could)\b|[,?]|\s*$)"
)
_BESIDE_IT = 2  # further words at most of what only names it in full
_SMALL = re.compile(r"\b[a-z]+")
_YEAR = r"(?:1[5-9]|20)\d\d"
# "before 2017", not "before 2010 repairs", which may be of that year.
_BOUND = re.compile(
    rf"(?i)\b(?P<side>before|prior to|after|since)\s(?P<year>{_YEAR})\b(?!['’])"
    r"(?=\W*$|[,;.?]|\s(?:and|but|who|what|which|when|where|how|did|does|do|is|are|was|were|has|have"
    r"|had|in|on|at|by|to|that|the|a)\b)"
)
_BEFORE = ("before", "prior to")


def named_aside(question: str) -> frozenset[str]:
    """The stems of what is not asked for, because the question has it already."""
    aside = _ASIDE.search(question)
    return frozenset(content_stems(aside["named"])) if aside else frozenset()


def is_aside(aside: frozenset[str], span: str) -> bool:
    """Whether a span is that, in few words or in full: "Northern League", no "vice president"."""
    stems = set(content_stems(span))
    is_name = not content_stems(" ".join(_SMALL.findall(span)))
    is_in_full = is_name and aside <= stems and len(stems) <= len(aside) + _BESIDE_IT
    return bool(aside and stems) and (stems <= aside or is_in_full)


def asked_years(question: str) -> range | None:
    """The years within which a question asks when, by a bound that it names."""
    bound = _BOUND.search(question)
    if bound is None:
        return None
    year = int(bound["year"])
    if bound["side"].casefold() in _BEFORE:
        return range(year)
    return range(year, 10_000)


def is_outside(years: range, span: str) -> bool:
    """Whether the one year that a span names is none of these."""
    named = {int(year) for year in re.findall(rf"\b{_YEAR}\b", span)}
    return len(named) == 1 and named.isdisjoint(years)
