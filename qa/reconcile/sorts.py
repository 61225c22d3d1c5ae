"""What is told by a figure: deaths are not injuries, and revenue is no profit."""

import re

from qa.language.words import stem, tokens
from qa.reconcile.figures import Figure

# What a reason calls them, and the words that tell of it.
_FATES = {
    "deaths": "die died dies dying dead death deaths kill killed killing toll casualties fatal"
    " fatality fatalities perished drowned bodies corpses buried murdered slaughter slaughtered"
    " massacre massacred slain executed",
    "injuries": "injure injured injury injuries wound wounded hurt",
    "missing": "missing disappeared vanished unaccounted",
    "displaced": "displaced evacuated evacuate evacuation homeless fled flee uprooted",
    "illness": "ill sick sickened infected infections hospitalised hospitalized",
    "arrests": "arrest arrests arrested detained detain detention custody jailed imprisoned",
    "rescues": "rescued rescue rescuing",
    "births": "born births",
}
_SUMS = {
    "revenue": "revenue revenues sales turnover",
    "profit": "profit profits earnings earn earned earns",
    "loss": "loss losses lose lost loses",
    "dividend": "dividend dividends",
    "pay": "salary salaries wage wages pay bonus earn earned earns",
    "debt": "debt debts borrowing borrowings",
    "orders": "backlog orders order",
    "shares": "shares stock",
    "margin": "margin margins",
    "fine": "fine fined fines penalty",
    "turnout": "turnout",
}
_AWAY = re.compile(
    r"(?i)\brescue (?:teams?|workers?|services?|helicopters?|crews?)\b|\bin order\b|\bordered\b"
    # Who must pay a fine earns no pay.
    r"|\bmust\b[^?.]{1,60}\bpay\b"
    r"|\b(?:to|must|will|would|shall|should|may|can|could|had|not)\s+pay\b"
)
# Several words that tell of one of FATES.
_PHRASES = {
    "deaths": re.compile(
        r"(?i)\b(?:los[est]+|losing|claim\w*|took|taken?|cost)\b(?:[^.;]|\.(?=\d)){0,40}?\bli(?:fe|ves)\b"
    ),
    "arrests": re.compile(
        r"(?i)\bheld by (?:the )?(?:police|army|officers)\b|\b(?:rounded|picked) up\b"
    ),
    "missing": re.compile(r"(?i)\b(?:not|n['’]t|yet)(?: \w+)? (?:been|be) (?:found|traced)\b"),
    "displaced": re.compile(
        r"(?i)\b(?:from|left|leave|lost) (?:their|its) (?:homes?|houses)\b"
        r"|\b(?:order|told|tell|ask|forc|urg|advis|ha[ds]|have)\w*\b(?:[^.;]|\.(?=\d)){0,40}?"
        r"\bto (?:leave|flee|evacuate)\b"
        r"|\b(?:moved|taken|brought|led)\b(?:[^.;]|\.(?=\d)){0,40}? to safety\b"
    ),
    "rescues": re.compile(
        r"(?i)\b(?:pulled|brought|winched|saved)\b(?: \w+){0,3} (?:from|ashore)\b"
    ),
    "injuries": re.compile(r"(?i)\b(?:suffered|with|treated for)(?: \w+){0,2} burns\b"),
}
# The verb of the next figure: of "infected 203 and killed 12" and "203 ill, killing 12".
_NEXT_VERB = re.compile(
    r"(?i)(?:,|\band|\bbut)\s+(?:\w+ly\s+)?(?:\w+ing|\w+ed|left|hurt)\s+"
    r"(?:(?:about|some|around|nearly|almost|over|more than|at least|up to|another|a further)\s+)?"
    r"(?:one\b.*)?$"
)
_CLOSE = re.compile(r",|\band\b|\bfrom\b|\bof which\b")


def _by_word(sorts: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sort, words in sorts.items():
        for word in words.split():
            found.setdefault(stem(word), set()).add(sort)
    return found


FATES, SUMS = _by_word(_FATES), _by_word(_SUMS)


def told(text: str, words: dict[str, set[str]] = FATES) -> set[str]:
    """What a text tells of, in words of FATES or SUMS."""
    found = {sort for sorts in _found(text, words) for sort in sorts}
    if words is FATES:
        found |= {sort for sort, phrase in _PHRASES.items() if phrase.search(text)}
    return found


def fates_of(figure: Figure) -> set[str]:
    """What has happened to those that a figure counts: what follows it says it first."""
    following = _found(_NEXT_VERB.sub("", figure.after), FATES)
    if following:
        return following[0]
    before = _found(figure.before, FATES)
    return before[-1] if before else set()


def sums_of(figure: Figure) -> set[str]:
    """What a sum or a share is of: what stands before it says it first."""
    away = [match.end() for match in _AWAY.finditer(figure.before)]
    if away and not _found(figure.before[away[-1] :], SUMS):
        return set()  # the nearest such word is none
    before = _found(figure.before, SUMS)
    if before:
        return before[-1]
    following = _found(_CLOSE.split(figure.after)[0], SUMS)
    return following[0] if following else set()


def _found(text: str, words: dict[str, set[str]]) -> list[set[str]]:
    away = [match.span() for match in _AWAY.finditer(text)]
    return [
        words[word.stem]
        for word in tokens(text)
        if word.stem in words
        and text[word.start : word.end].casefold() != "body"  # whose bones are counted
        and not any(start <= word.start < end for start, end in away)
    ]
