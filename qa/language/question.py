"""What kind of answer a question asks for, read off its wording."""

import re
from dataclasses import dataclass

from qa.language.kinds import ASKED, FEW, NAMES, PLACES, TYPED, WHAT
from qa.language.kinds import Kind as Kind
from qa.language.words import STOPWORDS, content_stems, is_plural, singular, stem


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """What a question asks for."""

    kind: Kind | None  # None: the answer is a sentence
    stems: tuple[str, ...]  # the words that carry its meaning
    names: frozenset[str] = frozenset()  # of them, names and figures: what must be there
    counted: tuple[str, ...] = ()  # the thing counted, in the singular, its head last
    bounded: bool = False  # for DATE: until, before or after when
    subject: str = ""  # for ROLE: the name asked about
    several: bool = False  # for PLACE and NAME: "which countries"
    origin: bool = False  # for PLACE: "where from"


_QUESTION_WORD = re.compile(r"\b(?:what|which|whose|whom?|when|where|why|how)(?='?s?\b)")
# "Wind speed when the screen fell" asks for no time; "the year when", "since when", "when did" do.
_CLAUSE = re.compile(
    r"(?<!^)(?<!\bsince )(?<!\buntil )(?<!\btill )(?<!\bby )(?<!\bfrom )(?<!\band )(?<!\bor )"
    r"(?<!\bof )(?<!\byear )(?<!\bdate )(?<!\bday )(?<!\btime )(?<!\bplace )(?<!\bexactly )"
    r"(?<!, )\b(?:when|where)\s+(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|should|to)\b)\w"
)
# "When did the WHO say so", "when was the man who shot him born": nothing else is asked.
_ASKS_TIME = re.compile(
    r"(?:when|where) (?:did|does|do|has|have|had|was|were|is|are|will|would|can|could|should)\b"
    r"(?!.*(?:,|\band|\bor) (?:what|which|whose|whom?|when|where|why|how)\b)"
)
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b"
)
_NAMED = re.compile(
    r"(?:who(?: is| was|'s|’s)|what (?:is|was) the (?:role|job|position|title|post) of)"
    r"\s+([^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,3})\s*\?*$",
    re.IGNORECASE,
)
_MARKED = re.compile("[?？؟¿]")
_ELSEWHERE = re.compile(  # what asks in texts without spaces, or of few words
    "什么|什麼|多少|谁|誰|哪|怎|为何|為何|如何|吗|嗎|呢|几[个名人起次年天月]|幾|いつ|どこ|だれ|なに|なぜ"
    "|何[がをはのにで人件年]|いくつ|いくら|どう|どの|누가|누구|언제|어디|무엇|무슨|왜|어떻게|얼마|몇"
    "|ใคร|อะไร|ที่ไหน|เมื่อไ|ทำไม|กี่|เท่าไ"
)
_BOUND = re.compile(r"^(?:by|until|till|from) when|\b(?:before|after|until|deadline)\b")
_SEVERAL = re.compile(rf"\b{WHAT}{FEW} (?:(?:{PLACES}|{NAMES})(?<=[^su]s))\b")
_ORIGIN = re.compile(rf"\bfrom (?:where|{WHAT})\b|\bwhere\b.*\bfrom\??$")
_AMONG = re.compile(
    r"\bhow many of .*\b(?:is|are|was|were)\s+((?:[\w'-]+ )?(?!\w+ed\b)[\w'-]+)\s*\??$"
)
_COUNTED = re.compile(r"\b(?:how many|numbers? of)\s+(.*)")
_VERBS = """
did do does was were is are has have had will would can could should may might must that who
which in of from by at on to for with since between during per and or under there
"""
_ENDS_THING = frozenset(_VERBS.split())
_BEHIND_NOUNS = "a an the high tall long deep wide thick away apart ago old"
_BEHIND_THING = frozenset(_BEHIND_NOUNS.split())
_AFTER_VERBS = frozenset(("against", "for", "in", "on", "to", "by", "with", "from"))
# "How many arrested in Luzhou": what was done to them, and not what they are.
_DONE = re.compile(
    r"\w{2,}ed|hurt|shot|dead|found|caught|held|taken|freed|born|sent|lost|spent|took|went|came|left"
    r"|got|sought|chose|stood|ran|won|gave|made|kept|bought|sold|paid|saw|fell"
)


def question_form(question: str) -> QuestionForm:
    """What a question asks for."""
    folded = " ".join(question.casefold().replace("’", "'").split())
    stems = tuple(content_stems(question))
    names = frozenset(
        stem(word)
        for at, word in enumerate(re.findall(r"[^\W_]+(?:[.,]\d+)*", question))
        if (word[0].isupper() and at > 0 and word.casefold() not in STOPWORDS) or word[0].isdigit()
    )
    named = _NAMED.match(question.strip())
    if named and _is_name(named[1].split()):
        return QuestionForm(Kind.ROLE, stems, names, subject=named[1])
    kind = _kind(folded)
    return QuestionForm(
        kind,
        stems,
        names,
        counted=_counted(folded) if kind is Kind.COUNT else (),
        bounded=bool(_BOUND.search(folded)),
        several=bool(_SEVERAL.search(folded)),
        origin=bool(_ORIGIN.search(folded)),
    )


def asks(text: str) -> bool:
    """Whether a text has the form of a question, or names what is wanted: "number of arrests"."""
    if _MARKED.search(text) or _ELSEWHERE.search(text):
        return True
    words = text.split()
    if len(words) < 2:  # "WHO", "how"
        return False
    folded = " ".join(words).casefold().replace("’", "'")
    if any(form.search(folded) for _, form in TYPED):
        return True
    small = " ".join(word for word in words if not word.isupper() or text.isupper())
    is_name = all(word[0].isupper() for word in words)  # "Will Smith"
    return bool(_QUESTION_WORD.search(small.casefold().replace("’", "'"))) or (
        bool(_YES_OR_NO.match(folded)) and not is_name
    )


def _kind(folded: str) -> Kind | None:
    clauses = {match.start() for match in _CLAUSE.finditer(folded)}
    words = [word for word in _QUESTION_WORD.finditer(folded) if word.start() not in clauses]
    if not words:
        return next((kind for kind, form in TYPED if form.search(folded)), None)
    if _YES_OR_NO.match(folded):
        return None
    word = words[0]
    if word.start() and word[0] not in ("what", "how", "why"):  # "percent of women who smoke"
        named = next((kind for kind, form in TYPED if form.match(folded)), None)
        if named:
            return named
    is_clause = word[0] in ("when", "where") and not _ASKS_TIME.match(folded)
    if is_clause and word.start() == 0 and len(words) > 1:
        word = words[-1]  # "When cases fell, what did the ministry say?"
    return next((kind for kind, form in ASKED if form.match(folded, word.start())), None)


def _is_name(words: list[str]) -> bool:
    """Whether words can be somebody's name: capitals, or two or three words as typed in haste."""
    if any(word.casefold() in STOPWORDS for word in words):
        return False
    return all(word[0].isupper() for word in words) or len(words) in (2, 3)


def _counted(folded: str) -> tuple[str, ...]:
    """The thing counted: "how many telecom fraud cases were" counts telecom, fraud, case."""
    among = _AMONG.search(folded)
    if among:  # "how many of the suspects were fugitives" counts fugitives
        return tuple(singular(word) for word in among[1].split())
    found = _COUNTED.search(folded)
    if not found:
        return ()
    words = re.findall(r"[^\W_]+", found[1])
    while words and words[0] in ("of", "the", "these", "those", "different", "other", "more"):
        words.pop(0)
    thing: list[str] = []
    for word, following in zip(words[:5], [*words[1:], ""], strict=False):
        is_behind = thing and (word in _BEHIND_THING or is_plural(thing[-1]))
        is_verb = thing and word.endswith("ed") and following in _AFTER_VERBS
        if is_verb or word in _ENDS_THING or (is_behind and not is_plural(word)):
            break  # "how many people died", "how many households lost power", "feet high"
        thing.append(word)
    if thing and _DONE.fullmatch(thing[0]) and not any(map(is_plural, thing)):
        return ()
    return tuple(singular(word) for word in thing)
