"""What kind of answer a question asks for, read off its wording."""

import re
from dataclasses import dataclass
from enum import Enum

from qa.language.words import STOPWORDS, content_stems, is_plural, singular, stem


class Kind(Enum):
    """Answers whose form is plain enough to find by rule."""

    COUNT = "a number of things"
    AMOUNT = "a quantity: money, a share or a measure"
    MONEY = "a sum of money"
    SHARE = "a percentage or a fraction"
    MEASURE = "a number with its unit"
    DURATION = "a length of time or an age"
    DATE = "a date or a period"
    YEAR = "a year"
    PERSON = "who"
    ROLE = "what somebody is"
    PLACE = "where"
    NAME = "a name of any sort"


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


_MONEY = (
    r"(?:money|yuan|renminbi|rmb|dollars?|euros?|cash|funds?|funding|payments?|paid|pay|costs?|worth"
    r"|priced?|valued?|budget|revenues?|profits?|spend|spent|spending|earn|earned|salary|wages?"
    r"|fined?|income|debt|loans?|invest(?:ed|ment)?|raised?|sell|sold|charged?|donated?|fees?"
    r"|losses|bail|reward|prize|stolen|seized|deposits?|ransom|rent|bonus|compensation)"
)
# "how much cocaine was seized" asks for no money.
_TAKEN = (
    r"(?!money|cash|funds?|funding|tax(?:es)?|debt)\w+ (?:was|were|is|are|has been|have been)"
    r" (?:\w+ly )?(?:stolen|seized|sold|donated)"
)
_SUMS = (
    r"(?:costs?|price|budget|revenues?|salary|wage|income|fine|prize|reward|worth|value|fee"
    r"|profits?|net loss|turnover|dividends?|deficit|surplus|rent|compensation|damages|bail"
    r"|bonus|fare|ransom|subsidy)"
)
_TIMES = r"(?:years|months|weeks|days|hours|minutes|seconds|decades|centuries)"
_TIME_OF = (
    r"(?:(?:journey|travel(?:ling)?|flight|sailing|driving|waiting|response|running) times?"
    r"|time limits?)"
)
_UNITS = (
    r"(?:far|tall|high|deep|wide|large|big|heavy|fast|hot|cold|thick|steep|warm|small|close"
    r"|strong)"
)
_SIZES = (
    r"(?:height|length|width|depth|weight|distance|area|size|speed|temperature|elevation"
    r"|altitude|diameter|mass|capacity)"
)
_CHANGE = (
    r"(?:increas\w*|decreas\w*|f[ae]ll\w*|r[io]se\w*|drop\w*|gr[eo]w\w*|declin\w*|reduc\w*"
    r"|chang\w*|more|less|fewer|up|down)"
)
_DAYS = r"(?:dates?|days?|months?|decades?|century|centuries|period|time|era|years)"
_PEOPLE = (
    r"(?:\w+-)?(?:person|people|man|woman|officials?|officer|minister|director|head|chief|president"
    r"|leaders?|judge|spokesman|spokeswoman|spokesperson|author|artist|king|queen|emperor"
    r"|general|governor|mayor|scientists?|player|actor|actress|singer|writer|researchers?"
    r"|philosopher|professor|poet|architect|engineer|senator|founder|ceo|commander|historian"
    r"|politician|explorer|journalist)"
)
_PLACES = (
    r"(?:country|countries|city|cities|towns?|provinces?|states?|regions?|places?|county"
    r"|counties|continents?|nations?|villages?|islands?|districts?|capital|locations?"
    r"|territory|territories|municipality)"
)
_NAMES = (
    r"(?:organi[sz]ations?|agency|agencies|ministry|ministries|company|companies|body|bodies"
    r"|departments?|courts?|university|universities|schools?|teams?|clubs?|bands?|newspapers?"
    r"|banks?|party|parties|church|churches|hospitals?|institutions?|institutes?|committees?"
    r"|foundations?|corporations?|firms?|authorities)"
)
_WHAT = r"(?:what|which|whose)"
_IS = r"(?:(?: is| are| was| were|'s|s)(?: the| its| their| his| her)?| the)"
_FEW = (  # at most two adjectives: "which Chinese official", not "what happens to people"
    r"(?: (?!(?:is|was|are|were|be|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|happens?|happened|kinds?|types?|sorts?|the|an?|to|of|in|on|at|by|for|with|from|that)\b)"
    r"[\w'-]+){0,2}?"
)

# What may stand at the question word; the first that fits decides.
_FORMS: tuple[tuple[Kind | None, str], ...] = (
    (Kind.SHARE, rf"{_WHAT}{_IS}?{_FEW} (?:percent|per cent|percentage|share|proportion|fraction"
                 r"|stake)"
                 r"|how many per ?cent"),
    (Kind.DURATION, rf"(?<=\bfor )what (?:period|time)|how (?:long|old)"
                    rf"|how many{_FEW} {_TIMES}|how much time|{_WHAT}{_IS} age"
                    rf"|{_WHAT}{_IS}?{_FEW} {_TIME_OF}"),
    (Kind.COUNT, rf"how many|{_WHAT}{_IS}?{_FEW} (?:numbers? of|(?:number|count|total|population)"
                 r"(?= of\b|\?|$))"
                 rf"|{_WHAT}{_IS}?{_FEW} (?:toll|headcount)(?= (?:of|in|from|after|at)\b|\?|$)"),
    (Kind.AMOUNT, rf"how much (?:did|do|does|has|have|had)\b.*\b{_CHANGE}|how much of"
                  r"|how much\b.*\bagainst (?:the )?(?:dollar|euro|pound|yen|yuan|franc)"
                  r"|(?<=by )how much|how much (?:more|less|higher|lower) (?!money|cash|funding)"
                  r"|how much\b.*\brais\w+ (?:\w+ ){0,3}rates?\b"),
    (Kind.MONEY, rf"how much\b(?! {_TAKEN}).*\b{_MONEY}|how (?:expensive|costly)"
                 rf"|{_WHAT}{_IS}?{_FEW} {_SUMS}"
                 rf"|{_WHAT}{_IS}?{_FEW} (?:sum|amount) of (?:money|funds|cash)"
                 r"|what (?:did|does|do|will|would) .*\b(?:cost|pay|lend|owe|earn|charge)"
                 r"|what (?:is|was) .*\bworth"
                 rf"|how (?:large|big|high|small) .*\b{_SUMS}s?"),
    (Kind.AMOUNT, rf"how much|{_WHAT}{_IS}?{_FEW} (?:amount|quantity)"
                  rf"|{_WHAT}{_IS}{_FEW} (?:turnout|rate|inflation|unemployment|growth)"
                  r"(?= (?:of|in|for|at|among|on)\b|\?|$)"),
    (Kind.MEASURE, rf"how {_UNITS}|{_WHAT}{_IS}{_FEW} {_SIZES}"
                   rf"|{_WHAT} (?:temperature|height|speed)"),
    (Kind.YEAR, rf"{_WHAT}(?: calendar)? year|{_WHAT}{_IS} year"),
    (Kind.DATE, rf"when|{_WHAT}{_IS}?{_FEW} {_DAYS}"),
    (Kind.PERSON, rf"whom?|{_WHAT}{_FEW} {_PEOPLE}"),
    (None, r"where\b.*\brank(?:s|ed|ing)?"),  # by a number or in words
    (Kind.PLACE, rf"where|{_WHAT}{_FEW} {_PLACES}"),
    (Kind.NAME, rf"{_WHAT}{_FEW} {_NAMES}"),
)  # fmt: skip
_YEAR = (  # "canal opened year", not "player of the year"
    r"(?<!\bthe )(?<!\ba )(?<!\bper )(?<!\bthis )(?<!\blast )(?<!\bnext )(?<!\beach )(?<!\bevery )"
    r"(?<!\bnew )(?<!\bsame )(?<!\bleap )(?<!\blight )(?<!\bone )(?<!\bfirst )(?<!\bschool )"
    r"(?<!\bfiscal )year"
)
# A word that says whose: "peak elevation", not "because of size".
_OWN = r"(?!(?:its|his|her|their|the|an?|of|with|in|on|by|to|for|from|and|or|same)\b)\w+"
# What may stand anywhere in words typed without a question word.
_KEYWORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.COUNT, rf"numbers? of|total(?! (?:{_SIZES}|{_SUMS}|amount|time)\b)"),
    (Kind.SHARE, r"percentage|per ?cent|share of|proportion of"),
    (
        Kind.MONEY,
        rf"(?:sum|amount) of (?:money|funds|cash)|{_SUMS}(?: paid)? (?:of|for|in|at|from)",
    ),
    (Kind.MONEY, r"\w+ (?:price|fee|fare|cost|salary|rent)s?$"),
    (Kind.AMOUNT, r"rates? (?:of|on|for|in|among)"),
    (Kind.MONEY, rf"{_OWN} (?:net worth|revenues?|budget)$"),
    (Kind.MEASURE, rf"{_SIZES} (?:of|from|between)|{_OWN} {_SIZES}$"),
    (Kind.AMOUNT, r"amount of"),
    (Kind.DURATION, _TIME_OF),
    (Kind.DATE, r"dates? of|\w+(?<!\bto) dates?$"),
    (Kind.YEAR, rf"^(?:the )?year (?!of\b|old\b|round\b|\d)|{_YEAR}$"),
    (
        Kind.PERSON,
        r"(?:holder|winner|inventor|founder|composer|narrator)s?$"
        r"|^(?:inventor|winner|composer|narrator) of",
    ),
    (Kind.COUNT, r"^(?:the )?(?:\w+ )?population of|\w+ (?:population|death toll)$"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:{form})\b")) for kind, form in _FORMS)
_TYPED = tuple((kind, re.compile(rf"\b(?:{form})\b")) for kind, form in _KEYWORDS)
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
_SEVERAL = re.compile(rf"\b{_WHAT}{_FEW} (?:(?:{_PLACES}|{_NAMES})(?<=[^su]s))\b")
_ORIGIN = re.compile(rf"\bfrom (?:where|{_WHAT})\b|\bwhere\b.*\bfrom\??$")
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
    if any(form.search(folded) for _, form in _TYPED):
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
        return next((kind for kind, form in _TYPED if form.search(folded)), None)
    if _YES_OR_NO.match(folded):
        return None
    word = words[0]
    if word.start() and word[0] not in ("what", "how", "why"):  # "percent of women who smoke"
        named = next((kind for kind, form in _TYPED if form.match(folded)), None)
        if named:
            return named
    is_clause = word[0] in ("when", "where") and not _ASKS_TIME.match(folded)
    if is_clause and word.start() == 0 and len(words) > 1:
        word = words[-1]  # "When cases fell, what did the ministry say?"
    return next((kind for kind, form in _PATTERNS if form.match(folded, word.start())), None)


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
