"""Words that mean one thing where it is counted or told of: cars and vehicles, quakes."""

import re
from collections.abc import Callable, Collection

from qa.language.words import singular, stem

# In the singular; what is counted in one of the words answers for the others of its line.
_THINGS = """
car vehicle automobile; shop store outlet branch supermarket
plane jet aircraft airliner aeroplane airplane
ship vessel boat; match game; home house household dwelling; job position post
oscar award; country nation state; soldier troop; calorie kcal kilocalorie
traveller traveler passenger; customer subscriber user client; refugee migrant asylum-seeker
pupil student schoolchild; film movie; phone handset smartphone; firm company business
employee worker; inmate prisoner detainee; resident inhabitant; lorry truck; flat apartment
lawmaker legislator parliamentarian deputy mp mps mep meps
spectator fan attendee; demonstrator protester protestor marcher; child kid; doctor physician
gun firearm; policeman officer; moon satellite; vote ballot; television tv tvs set
bike bicycle; seat place constituency; civilian noncombatant; friend acquaintance
revolt uprising rebellion insurrection mutiny; championship title trophy
floor storey story; birth baby newborn; justice judge; building structure; season series
time occasion; computer laptop pc; pilot airman; wife marriage; child pupil schoolchild
"""
# What happened, by words that stand for one another.
_EVENTS = """
earthquake quake tremor; crash collision derailment wreck; attack bombing shooting stabbing blast
explosion blast; fire blaze inferno; war invasion; law act legislation; flood flooding deluge
storm cyclone hurricane typhoon tornado; protest demonstration rally march; election vote poll
illness disease sickness; pandemic epidemic outbreak; strike walkout stoppage; trial case court
landslide mudslide; robbery heist raid; killing murder; merger takeover acquisition
exploration expedition voyage journey; uprising revolt rebellion insurrection mutiny
plane aircraft jet airliner; flight airline; album record; body corpse remains; fossil skeleton
vaccine vaccination jab; headquarters headquartered based; wind gust; factory plant gigafactory
warranty guarantee guaranteed; suspect arrested accused
end abolition abolish suppression cessation ban stop close; begin start launch open
"""


def _by_word(lines: str, form: Callable[[str], str] = str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines.replace("\n", ";").split(";"):
        words = frozenset(map(form, line.split()))
        for word in words:
            found[word] = found.get(word, frozenset()) | words
    return found


_SEATED = re.compile(
    r"(?i)\bmembers? of (?:the )?(?:\w+ )?(?:parliament|congress|bundestag|knesset|legislature"
    r"|house)\b"
)
_MODEL = re.compile(r"(?i)\b([a-z]{1,4})-?(\d{1,4})s?\b|\b([a-z]+) (\d{3})s?\b")
_WON = frozenset(("championship", "title", "trophy", "win", "victory", "triumph"))
_WINNING = frozenset(("win", "won"))
_ANIMAL_NAMES = """
whale dolphin porpoise seal turtle cow cattle sheep pig goat horse donkey camel dog cat bird wolf
bear elephant lion tiger leopard rhino fox deer reindeer buffalo bison monkey ape gorilla mink
livestock
"""
_ANIMALS = frozenset(_ANIMAL_NAMES.split())
_WORKERS = frozenset(
    ("worker", "employee", "people", "person", "staff", "cut", "redundancy", "layoff")
)
_THING_OF, _EVENT_OF = _by_word(_THINGS), _by_word(_EVENTS, stem)


def same_thing(counted: str, asked: str, among: Collection[str] = ()) -> bool:
    """Whether a noun, in any number, may count what is asked for in another: "vehicles", "car".

    Who is laid off had a job; of a job that is cut nobody need be hurt. `among`: the words of the
    question: how many times something was won is how many titles there are.
    """
    counted, asked = singular(counted), singular(asked)
    if asked == "time" and counted in _WON and not _WINNING.isdisjoint(among):
        return True
    if counted == "animal" and asked in _ANIMALS:
        return True
    return asked in _THING_OF.get(counted, ()) or (asked == "job" and counted in _WORKERS)


def are_seated(words: str) -> bool:
    """Whether members are told of who sit in a parliament: lawmakers."""
    return bool(_SEATED.search(words))


def first_words(text: str, count: int = 6) -> str:
    """So many words that a text begins with."""
    return " ".join(text.split(maxsplit=count)[:count])


def models_of(text: str) -> set[str]:
    """The models that a text names, however they are written: "F-16 jets", "F16s"."""
    return {"".join(filter(None, found)).casefold() for found in _MODEL.findall(text)}


def same_events(name: str) -> frozenset[str]:
    """The stems that stand for an event's: of "earthquak" those of "quake" and "tremor"."""
    return _EVENT_OF.get(name, frozenset())
