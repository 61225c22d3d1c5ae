"""The kinds of answers, and the words that ask for each."""

import re
from enum import Enum


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
PLACES = (
    r"(?:country|countries|city|cities|towns?|provinces?|states?|regions?|places?|county"
    r"|counties|continents?|nations?|villages?|islands?|districts?|capital|locations?"
    r"|territory|territories|municipality)"
)
NAMES = (
    r"(?:organi[sz]ations?|agency|agencies|ministry|ministries|company|companies|body|bodies"
    r"|departments?|courts?|university|universities|schools?|teams?|clubs?|bands?|newspapers?"
    r"|banks?|party|parties|church|churches|hospitals?|institutions?|institutes?|committees?"
    r"|foundations?|corporations?|firms?|authorities)"
)
WHAT = r"(?:what|which|whose)"
_IS = r"(?:(?: is| are| was| were|'s|s)(?: the| its| their| his| her)?| the)"
FEW = (  # at most two adjectives: "which Chinese official", not "what happens to people"
    r"(?: (?!(?:is|was|are|were|be|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|happens?|happened|kinds?|types?|sorts?|the|an?|to|of|in|on|at|by|for|with|from|that)\b)"
    r"[\w'-]+){0,2}?"
)

# What may stand at the question word; the first that fits decides.
_FORMS: tuple[tuple[Kind | None, str], ...] = (
    (Kind.SHARE, rf"{WHAT}{_IS}?{FEW} (?:percent|per cent|percentage|share|proportion|fraction"
                 r"|stake)"
                 r"|how many per ?cent"),
    (Kind.DURATION, rf"(?<=\bfor )what (?:period|time)|how (?:long|old)"
                    rf"|how many{FEW} {_TIMES}|how much time|{WHAT}{_IS} age"
                    rf"|{WHAT}{_IS}?{FEW} {_TIME_OF}"),
    (Kind.COUNT, rf"how many|{WHAT}{_IS}?{FEW} (?:numbers? of|(?:number|count|total|population)"
                 r"(?= of\b|\?|$))"
                 rf"|{WHAT}{_IS}?{FEW} (?:toll|headcount)(?= (?:of|in|from|after|at)\b|\?|$)"),
    (Kind.AMOUNT, rf"how much (?:did|do|does|has|have|had)\b.*\b{_CHANGE}|how much of"
                  r"|how much\b.*\bagainst (?:the )?(?:dollar|euro|pound|yen|yuan|franc)"
                  r"|(?<=by )how much|how much (?:more|less|higher|lower) (?!money|cash|funding)"
                  r"|how much\b.*\brais\w+ (?:\w+ ){0,3}rates?\b"),
    (Kind.MONEY, rf"how much\b(?! {_TAKEN}).*\b{_MONEY}|how (?:expensive|costly)"
                 rf"|{WHAT}{_IS}?{FEW} {_SUMS}"
                 rf"|{WHAT}{_IS}?{FEW} (?:sum|amount) of (?:money|funds|cash)"
                 r"|what (?:did|does|do|will|would) .*\b(?:cost|pay|lend|owe|earn|charge)"
                 r"|what (?:is|was) .*\bworth"
                 rf"|how (?:large|big|high|small) .*\b{_SUMS}s?"),
    (Kind.AMOUNT, rf"how much|{WHAT}{_IS}?{FEW} (?:amount|quantity)"
                  rf"|{WHAT}{_IS}{FEW} (?:turnout|rate|inflation|unemployment|growth)"
                  r"(?= (?:of|in|for|at|among|on)\b|\?|$)"),
    (Kind.MEASURE, rf"how {_UNITS}|{WHAT}{_IS}{FEW} {_SIZES}"
                   rf"|{WHAT} (?:temperature|height|speed)"),
    (Kind.YEAR, rf"{WHAT}(?: calendar)? year|{WHAT}{_IS} year"),
    (Kind.DATE, rf"when|{WHAT}{_IS}?{FEW} {_DAYS}"),
    (Kind.PERSON, rf"whom?|{WHAT}{FEW} {_PEOPLE}"),
    (None, r"where\b.*\brank(?:s|ed|ing)?"),  # by a number or in words
    (Kind.PLACE, rf"where|{WHAT}{FEW} {PLACES}"),
    (Kind.NAME, rf"{WHAT}{FEW} {NAMES}"),
)  # fmt: skip
_YEAR = (  # "canal opened year", not "player of the year"
    r"(?<!\bthe )(?<!\ba )(?<!\bper )(?<!\bthis )(?<!\blast )(?<!\bnext )(?<!\beach )(?<!\bevery )"
    r"(?<!\bnew )(?<!\bsame )(?<!\bleap )(?<!\blight )(?<!\bone )(?<!\bfirst )(?<!\bschool )"
    r"(?<!\bfiscal )(?<!\bfinancial )(?<!\btax )(?<!\bacademic )(?<!\bgap )(?<!\bcalendar )year"
)
# A word that says whose: "peak elevation", not "because of size".
_OWN = r"(?!(?:its|his|her|their|the|an?|of|with|in|on|by|to|for|from|and|or|same)\b)\w+"
# "disaster area", "midnight mass": a place and a service, and no sizes.
_NO_SIZE = (
    r"(?!(?:(?:disaster|metropolitan|urban|rural|rest|conservation|protected|picnic) area"
    r"|(?:holy|midnight|requiem|critical) mass|social distance|shirt size)$)"
)
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
    (Kind.MEASURE, rf"{_SIZES} (?:of|from|between)|{_NO_SIZE}{_OWN} {_SIZES}$"),
    (Kind.AMOUNT, r"amount of"),
    (Kind.DURATION, _TIME_OF),
    (Kind.DATE, r"dates? of|\w+(?<!\bto) dates?$"),
    (Kind.YEAR, rf"^(?:the )?year (?!of\b|old\b|round\b|end(?:s|ed|ing)?\b|\d)|{_YEAR}$"),
    (
        Kind.PERSON,
        r"(?:holder|winner|inventor|founder|composer|narrator)s?$"
        r"|^(?:inventor|winner|composer|narrator) of",
    ),
    (Kind.COUNT, r"^(?:the )?(?:\w+ )?population of|\w+ (?:population|death toll)$"),
)
ASKED = tuple((kind, re.compile(rf"(?:{form})\b")) for kind, form in _FORMS)
TYPED = tuple((kind, re.compile(rf"\b(?:{form})\b")) for kind, form in _KEYWORDS)
