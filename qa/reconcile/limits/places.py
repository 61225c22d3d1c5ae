"""The places that a question limits its answer to, and the place of a figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, partial

from qa.language.seats import capital_meant, tells_of
from qa.language.territories import is_of_people, territories
from qa.language.words import folded
from qa.reconcile.figures import Figure, figure_of, quantities_of
from qa.reconcile.limits.setting import LOOKED_AT, Setting
from qa.records import Statement

_NO_PLACES = frozenset(("UN", "EU", "EZ", "QO", "XA", "XB", "ZZ"))  # bodies, and nowhere
_IN = "in|at|across|throughout|inside|within|near|around|through|outside"
_SIDES = {
    **dict.fromkeys((*_IN.split("|"), "off"), "in"),
    **dict.fromkeys(("from", "leaving", "left"), "from"),
    **dict.fromkeys(("to", "into", "reached", "hit"), "to"),
}
_OF_COUNTRIES = {"for": "in"}  # "the count for Mozambique"; "for Brevik" is no place
TIMES = (  # capitals that name a time
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?"
    r"|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?|Spring|Summer|Autumn|Winter|Christmas"
    r"|Easter)"
)
NAME = r"[A-Z][\w'’-]*(?:\s(?:[A-Z][\w'’-]*))*"
_AT_SEA = ("sank", "sunk", "capsized", "aground", "anchored", "coast", "miles", "kilometres")
_OFF = f"(?:{'|'.join(rf'(?<={word} )' for word in _AT_SEA)})off"  # "sank off Calder Haven"
_PLACED = re.compile(
    rf"\b(?ai:(?P<how>{_IN}|from|leaving|left|to|into|{_OFF}))\s+"
    r"(?:(?i:the|all|whole|entire|rest|of|north|south|east|west|northern|southern|eastern|western"
    r"|central|mainland|city|town|province|district|region|state|village|hamlet|island|valley|port"
    r"|harbour|parish|county|municipality|borough|suburb|outskirts|weather|station"
    rf")\s+)*(?P<name>{NAME})"
)
# Capitals behind "in" that are no places.
_OTHER = re.compile(
    rf"^(?:{TIMES}|Q[1-4]|English|French|World|Mrs?|Dr)\b"
    r"|(?:Parliament|Congress|Senate|Court|House|Council|Cup|War|League|Games|Series|Party|Act|Law"
    r"|Times|Post|Journal|Union|Alliance|Division|Championships?|Olympics|University)$"
)
_SPEAKS = re.compile(
    r"(?i)\b(?:told|said|says|spoke|conference|briefing|reporters|statement|interview|announced)\b"
    r"(?:\W+\w+){0,3}\W*$"
)
_US = re.compile(r"(?<![\w.])US(?=\s[a-z]|['’]s\b)")
_SHORT = {"US": "US", "U.S": "US"}  # in small letters it is another word
_DIFFERS = """
north south east west northern southern eastern western new old upper lower great little
"""
_PEOPLE_OF = {"england": "english", "europe": "european", "africa": "african", "asia": "asian"}
# In which any place may lie.
_WIDE = frozenset(
    (
        *("europe", "africa", "asia", "america", "oceania", "antarctica", "scandinavia"),
        *("north america", "south america", "central america", "latin america"),
        *("middle east", "balkans", "caribbean", "world", "earth"),
    )
)
_SEPARATORS = re.compile(r"[/\\_.-]+")
_COMPASS = r"(?:(?:north|south)?-?(?:east|west)?(?:ern)?|north|south|central|inner|outer)"
_DIRECTIONS = frozenset(_DIFFERS.split())  # of which a place is another: "New York"
_INITIALS = 4  # letters at most
_ALIKE, _SPACE = 0.8, r"\s+"
_SPELT = 3  # letters at least of what may be mistyped
_FAR = 4_000  # characters before a statement that may say where it is
_MEANWHILE = re.compile(r",\s(?:while|whereas|but|and|against|compared)\s")
_WORD_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a text names it."""

    name: str
    code: str | None  # ISO 3166, of a country or territory
    side: str  # "in", "from", "to"; empty where no such word stands before it
    start: int
    end: int
    capital: tuple[str, ...] = ()  # its names, where that is meant: "the French capital"

    def same(self, other: "Place") -> bool:
        """Whether both are one place: "Sandele" is "Sandele district" said in short."""
        if self.code and other.code:
            return self.code == other.code
        if folded(other.name) in self.capital or folded(self.name) in other.capital:
            return True
        one, two = folded(self.name).split(), folded(other.name).split()
        if one[: len(two)] == two[: len(one)]:
            return True
        shorter, longer = sorted((one, two), key=len)
        ends_so = longer[-len(shorter) :] == shorter  # "lost to Revko", "to Danil Revko"
        return ends_so and _DIRECTIONS.isdisjoint(longer[: -len(shorter)])


class Places:
    """The places that a question asks about."""

    def __init__(self, question: str, setting: Setting) -> None:
        self._asked = [place for place in find_places(question) if _limits(place)]
        self._known = {place: setting.holds(partial(_named, place)) for place in self._asked}

    def reason_against(self, statement: Statement) -> str | None:
        """A statement about Myanmar where Thailand was asked about."""
        for asked in self._asked:
            if reason := _reason(statement, asked, self._known[asked]):
                return reason
        return None


def _reason(statement: Statement, asked: Place, is_known: bool) -> str | None:
    """`is_known`: most articles name the place asked about, so that it goes without saying."""
    figure = figure_of(statement)
    stated = find_places(figure.sentence)
    value = statement.value
    is_figure = value is not None and not value.first and not value.last
    own = _place_of(figure, [one for one in stated if one.side == (asked.side or "in")])
    is_in_firm = own and own.code and not asked.code and _named(asked, figure.sentence)
    if is_figure and own and not (own.same(asked) or is_in_firm or _holds(own, asked, statement)):
        vouched = any(_vouches(one, asked, figure, statement) for one in stated)
        return None if vouched else _about(own, asked)
    article = statement.answer.article
    if any(one.same(asked) for one in stated) or _is_told_of(asked, statement):
        return None
    others = [one for one in stated if one.code] or _countries_before(statement)
    if any(one.same(asked) for one in others) or _by_seat(asked, statement):
        return None
    if asked.code and others:
        return _about(others[-1], asked)
    text = article.text[:LOOKED_AT]
    if is_known or _named(asked, text):
        return None
    if not article.title:  # which may be where it names the place
        return _instead(asked, figure, stated, article.path)
    if asked.code and not asked.capital and tells_of(asked.code, f"{article.title}\n{text}"):
        return None  # of Paris, where France is asked about
    return f"does not name {_typed(asked)}"


def _instead(asked: Place, figure: Figure, stated: Sequence[Place], path: str) -> str | None:
    """Against a sentence "in Oslo", where Bergen is asked about and its article never names it."""
    if asked.code or folded(asked.name) in _WIDE or _named(asked, _SEPARATORS.sub(" ", path)):
        return None
    beside = [
        one
        for one in stated
        if one.side
        and one.side == asked.side
        and (one.end <= figure.start or figure.end <= one.start)  # not the answer itself
    ]
    if not beside or any(_is_alike(asked.name, one.name) for one in beside):
        return None
    return _about(beside[0], asked)


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other)).ratio() > _ALIKE


def _limits(place: Place) -> bool:
    """Whether a place in a question limits its answer: "American players" may be anywhere."""
    is_country = place.code and (place.capital or not is_of_people(place.name))
    return bool(place.side or is_country)


def _holds(wide: Place, asked: Place, statement: Statement) -> bool:
    """Whether the article says that one place lies in the other: "LINCANG, Yunnan".

    Or that the other lies in it: "at Heathrow, west London".
    """
    one, two = (re.escape(folded(place.name)) for place in (asked, wide))
    names = rf"\b{one},\s+{two}\b|\b{two},\s+(?:{_COMPASS}\s+)?{one}\b"
    return re.search(names, folded(statement.answer.article.text[:_FAR])) is not None


def _vouches(one: Place, asked: Place, figure: Figure, statement: Statement) -> bool:
    """Whether a sentence names the place asked about, and for this figure too."""
    if not one.same(asked):
        return False
    _, left, right, _ = sorted((one.start, one.end, figure.start, figure.end))
    return not any(
        left <= value.start and value.end <= right
        for value in quantities_of(figure.sentence, statement.answer.article.date)
    )


@lru_cache(maxsize=1 << 10)
def find_places(text: str) -> tuple[Place, ...]:
    """The countries and territories that a text names, and what else stands behind "in"."""
    found = []
    for each in territories(text):
        if each.code not in _NO_PLACES:
            before = _WORD_BEFORE.search(text, max(0, each.start - 30), each.start)
            word = before[1].casefold() if before else ""
            side = _SIDES.get(word) or _OF_COUNTRIES.get(word, "")
            name, capital = text[each.start : each.end], capital_meant(text, each)
            found.append(Place(name, each.code, side, each.start, each.end, capital))
    for match in _US.finditer(text):
        found.append(Place(match[0], "US", "", *match.span()))
    for match in _PLACED.finditer(text):
        name, start = match["name"].removesuffix("'s").removesuffix("’s"), match.start("name")
        end = start + len(name)
        if _OTHER.search(name) or _SPEAKS.search(text, max(0, match.start() - 60), match.start()):
            continue
        code = _SHORT.get(name)
        if code is None and name.isupper() and len(name) <= _INITIALS:
            continue  # "in the NHL"
        if not any(one.start < end and start < one.end for one in found):
            found.append(Place(name, code, _SIDES[match["how"].casefold()], start, end))
    return tuple(sorted(found, key=lambda place: place.start))


def _place_of(figure: Figure, places: list[Place]) -> Place | None:
    """The place that a figure is about: the first behind it, else the last before it."""
    right = figure.right
    if right < len(figure.sentence) and (other := _MEANWHILE.search(figure.after)):
        right = figure.end + other.start()  # where the next figure's clause begins
    behind = [one for one in places if figure.end <= one.start < right]
    if behind:
        return behind[0]
    before = [one for one in places if one.end <= figure.start and one.start >= figure.left]
    return before[-1] if before else None


def _is_told_of(asked: Place, statement: Statement) -> bool:
    """Whether the article has named a place by the sentence that follows, or its passage does."""
    passage = statement.answer.hit.passage
    if _named(asked, passage.context):
        return True
    end = statement.answer.sentence[1]
    following = [sentence for sentence in passage.sentences if sentence[0] >= end]
    until = following[0][1] if following else end
    before = passage.article.text[max(0, until - _FAR) : until]
    if _named(asked, before):
        return True
    return asked.code is not None and any(one.same(asked) for one in find_places(before))


def _countries_before(statement: Statement) -> list[Place]:
    """The countries that the article names up to the statement's sentence, and in its titles."""
    passage = statement.answer.hit.passage
    end = statement.answer.sentence[1]
    told = f"{passage.context}\n{passage.article.text[max(0, end - _FAR) : end]}"
    return [one for one in find_places(told) if one.code]


def _by_seat(asked: Place, statement: Statement) -> bool:
    """Whether a sentence or the title tells of a country by its capital: "Moscow sent troops"."""
    told = f"{statement.answer.article.title or ''}\n{statement.answer.sentence_text}"
    return asked.code is not None and not asked.capital and tells_of(asked.code, told)


def _named(asked: Place, text: str) -> bool:
    name, text = folded(asked.name), folded(text)
    whose, _, kind = name.rpartition(" ")
    people = _PEOPLE_OF.get(name, name)
    turned = f"{kind} of {whose}" if whose else name  # "the Museum of Tarn"
    for each in (name, people, turned, *asked.capital):
        words = r"\W{1,2}".join(map(re.escape, each.split()))
        if re.search(rf"\b{words}\b", text):
            return True
    return " " in name and _is_mistyped(name, text)


@lru_cache(maxsize=1 << 5)  # an article is looked at for each of its statements
def _is_mistyped(name: str, text: str) -> bool:
    """Whether a text has a name of several words with one of them spelt a little otherwise."""
    words = name.split()
    for at, word in enumerate(words):
        if len(word) < _SPELT:
            continue
        others = [re.escape(each) for each in words]
        others[at] = rf"(?P<other>{re.escape(word[0])}[\w'’-]{{3,{2 * len(word)}}})"
        for match in re.finditer(rf"\b{_SPACE.join(others)}\b", text):
            if _is_alike(word, match["other"]):
                return True
    return False


def _about(other: Place, asked: Place) -> str:
    return f"about {other.name}, not {_typed(asked)}"


def _typed(asked: Place) -> str:
    return asked.name if asked.name[:1].isupper() else asked.name.title()
