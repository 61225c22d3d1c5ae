"""Questions made of articles' own sentences, turned round: after a number, a name, a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.splitting.sentences import split_sentences
from qa.language.forms import dates
from qa.language.names import names


@dataclass(frozen=True, slots=True)
class Turned:
    """A question, and what of the sentence that it was made of answers it."""

    question: str  # "How many phones were seized in Luzhou?"
    answer: str  # "1,200"
    about: str  # "phones": of two about the same one is enough


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
    r"same|other|another|such|also|we|our|us|you|your|i|my|me|last|next|yesterday|today|earlier)\b"
)
_FOOTNOTE = re.compile(r"\d{5}")  # "November 202310": a note's number run into a year
_COUNTS_NOTHING = {"percents", "was", "has", "years", "days", "months", "hours", "times", "others"}


def counting_questions(text: str) -> Iterator[Turned]:
    """Questions after the number of something."""
    for sentence in _sentences(text):
        for match in _COUNTED.finditer(sentence):
            counted, rest = match["counted"], _ended(match["rest"])
            words = f"{counted}{match['between']} {match['verb']} {rest}"
            if counted.split()[-1] in _COUNTS_NOTHING or len(rest.split()) < 2:
                continue
            if _is_clear(words) and not re.search(r" and \d", words):
                yield Turned(f"How many {words}?", match["number"], counted.split()[-1])


_OFFICE = (
    r"(?:minister|president|director|head|chief|secretary|spokes\w+|governor|founder|chairman"
    r"|chairwoman|mayor|ambassador|commissioner|representative|coach|captain|author|editor"
    r"|manager|chancellor|senator|professor|leader|commander|master)"
)
_OF = r"(?:of|at|for|in|to|from)"
# "Ada Lund, (the) port master of Wrapton, …", after the name
_OFFICE_AFTER = re.compile(
    rf", (?:the )?(?!an? )(?P<office>(?:[\w'’-]+ ){{0,4}}?{_OFFICE} {_OF} "
    r"(?:the )?[^.,;:()\"“”]{3,60})(?=,)"
)
# "Foreign Ministry spokesperson Mao Ning", before it
_OFFICE_BEFORE = re.compile(rf"(?P<office>(?:[A-Z][\w'’-]+ ){{1,4}}{_OFFICE}) $")
_VERB = r"[a-z]{2,}ed|won|wrote|led|founded|built|became|sold|bought"
# "Ada Lund designed the new harbour wall", after the name
_ACTS = re.compile(
    rf" (?P<words>(?:{_VERB}) (?:the|an?|[A-Z\d])[^.,;:()\"“”]{{4,80}})(?=[.,;]| and | while )"
)
_SPEAKS = re.compile(r"(?:said|told|added|noted|warned|stated|explained|called|asked|argued)\b")


def naming_questions(text: str) -> Iterator[Turned]:
    """Questions after somebody's name."""
    for sentence in _sentences(text):
        for span in names(sentence):
            name = sentence[span.start : span.end]
            if (
                not 2 <= len(name.split()) <= 4
                or not name.replace(" ", "").replace("-", "").isalpha()
            ):
                continue
            for question in _who(sentence, span.start, span.end):
                if _is_clear(question) and _names_something(question) and name not in question:
                    yield Turned(question, name, name)


def _who(sentence: str, start: int, end: int) -> Iterator[str]:
    if after := _OFFICE_AFTER.match(sentence, end):
        yield f"Who is the {_ended(after['office'])}?"
    if before := _OFFICE_BEFORE.search(sentence[:start]):
        yield f"Who is the {before['office']}?"
    acts = _ACTS.match(sentence, end)
    if acts and start == 0 and not _SPEAKS.match(acts["words"]):
        yield f"Who {_ended(acts['words'])}?"


_SUBJECT = (
    r"(?!(?:In|On|At|By|As|To|For|From|After|Before|Since|When|While|During|Until|But|And) )"
    r"(?P<subject>(?:The|An?|[A-Z][\w'’-]+)(?: [\w'’-]+){1,11}?)"
)
_HAPPENED = re.compile(
    rf"{_SUBJECT} (?P<verb>was|were) "
    r"(?P<rest>[a-z]+(?:ed|en|n|t|ld|de)\b(?: [\w'’-]+){0,8}?)(?: (?:on|in))? $"
)
_BEGAN = re.compile(
    rf"{_SUBJECT} (?P<verb>took|came|began|went|fell|won|became|left|opened|died|started|ended) "
    r"(?P<rest>(?:[\w'’-]+ ){0,10}?)(?:on|in) $"
)
_PLAIN = {
    "took": "take", "came": "come", "began": "begin", "went": "go", "fell": "fall", "won": "win",
    "became": "become", "left": "leave", "opened": "open", "died": "die", "started": "start",
    "ended": "end",
}  # fmt: skip
_DATED = re.compile(
    r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?"
    r"|\d{1,2} [A-Z][a-z]{2,8}|\d{4}"
)


def dating_questions(text: str) -> Iterator[Turned]:
    """Questions after the day, month or year of something."""
    for sentence in _sentences(text):
        for span in dates(sentence):
            date = sentence[span.start : span.end]
            if not _DATED.fullmatch(date):
                continue
            before = sentence[: span.start]
            if passive := _HAPPENED.fullmatch(before):
                rest = _ended(passive["rest"])
                question = f"When {passive['verb']} {_lowered(passive['subject'])} {rest}?"
            elif active := _BEGAN.fullmatch(before):
                rest = _ended(f"{_PLAIN[active['verb']]} {active['rest']}".rstrip())
                question = f"When did {_lowered(active['subject'])} {rest}?"
            else:
                continue
            is_of_one_day = not re.search(r"\d{4}", question)
            if is_of_one_day and _is_clear(question) and _names_something(question):
                yield Turned(question, date, date)


def _sentences(text: str) -> Iterator[str]:
    for start, end in split_sentences(text):
        yield " ".join(text[start:end].split())


def _ended(words: str) -> str:
    """A clause without what it must not end with."""
    words = words.rstrip()
    while _DANGLING.search(words):
        words = _DANGLING.sub("", words)
    return words


def _lowered(subject: str) -> str:
    first, _, rest = subject.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An") else subject


def _is_clear(words: str) -> bool:
    """Whether it can be understood without its article, and is as long as questions are."""
    return not (_VAGUE.search(words) or _FOOTNOTE.search(words)) and 4 <= len(words.split()) <= 20


def _names_something(question: str) -> bool:
    """Whether it says which of all the notices, or heads of bureaus."""
    return len(question.split()) > 7 or re.search(r" [A-Z]", question) is not None
