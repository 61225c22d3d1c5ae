"""The noun before a figure: the one that has it ("a fee of"), or the subject of its verb."""

from qa.values.tables.change_words import DOWN, UP
from qa.values.tables.plurals import is_plural
from qa.values.tables.word_lists import CLAUSE_WORDS, FUNCTION_WORDS, PLURALS, STATES
from qa.values.tables.word_sets import word_set
from qa.values.tokens import Tokens

Words = tuple[int, int]  # tokens
MAX_BACK = 24
MAX_WORDS = 6
# Between a noun or a verb and its figure: "fell to", "at an average of", "to a record".
_LINKS = word_set(
    "of worth at by from to about for a an the in as just only another some further average"
    " total record since until and or than on with its their an well this"
)
# Nouns that have a figure without being what is measured: "a drop of 17%".
GENERAL = word_set(
    "average total rise increase drop fall decline loss gain jump cut record minimum maximum rate"
    " top means end"
)
VERBS = word_set(
    "is was are were be been stood stands stand cost costs came come comes reached reaches reach"
    " hit hits totalled totaled averaged remains remain remained made make has have had weighs"
    " weighed weigh weighing measures measured slowed climbed slipped start starts started ended"
    " end closed close fetched paid pays gets get got lost gained won will would may could"
    " exceeded exceeds exceed topped surpassed accounted ran run runs set put puts kept keeps does"
    " bought buys took takes earned raised sold does do did costing holding charge charges"
    " including can might should must valued invest invests spend spends seek seeks travel"
    " travels pledge pledges award awards donate donates charge"
)
STOPS = frozenset(".;:!?")
# Who says it is not what it measures; and what "she" or "they" lost, no word before says.
SAYING = word_set(
    "said says say saying told tells reported reports announced confirmed added estimated believes"
    " believe warned claimed claims stated noted"
)
PERSONS = word_set("he she it they we i you")


def names(tokens: Tokens, at: int) -> bool:
    """Whether a token may be a word for what is counted."""
    word = tokens.words[at]
    return tokens.kinds[at] == "w" and word not in FUNCTION_WORDS and word != "s"


_NO_PARTICIPLES = word_set("bed red hundred sacred speed need feed seed weed breed greed deed")


def is_participle(word: str) -> bool:
    return word.endswith("ed") and word not in _NO_PARTICIPLES


def is_verb(word: str) -> bool:
    return word in _MOVING or word in VERBS


_NOUNS = word_set("growth loss contraction reduction up down higher lower fewer")
_MOVING = (UP | DOWN) - _NOUNS


def noun_ending_at(tokens: Tokens, taken: bytearray, end: int) -> Words | None:
    """The words of a noun that ends before a token."""
    start = end
    while start > max(end - MAX_WORDS, 0) and not taken[start - 1]:
        word = tokens.words[start - 1]
        if start < end and tokens.hyphen(start - 1) and not taken[start - 2]:
            start -= 1
            continue
        if not names(tokens, start - 1) or word in STATES or is_verb(word):
            break
        if is_participle(word) and start < end:
            break
        start -= 1
    return (start, end) if start < end else None


def before_figure(tokens: Tokens, taken: bytearray, at: int) -> Words | None:
    """What a figure measures, from the words before it."""
    place = at
    floor = max(at - MAX_BACK, 0)
    linked = False
    while place > floor:
        word = tokens.words[place - 1]
        if not taken[place - 1] and (word in STOPS or word in SAYING or word in PERSONS):
            return None
        if taken[place - 1] or word in _LINKS or word in GENERAL or tokens.kinds[place - 1] == "m":
            linked = linked or word in ("of", "worth", "from", "by", "to", "at", "for")
            place -= 1
            continue
        if word in STATES and not is_verb(word):
            place -= 1
            continue
        verb = is_verb(word) or word in FUNCTION_WORDS or is_participle(word)
        verb = verb or _is_said(tokens, place - 1)
        if verb or _is_infinitive(tokens, place - 1):
            return _subject(tokens, taken, place - 1, floor)
        if place == at and tokens.words[place - 2] in PERSONS:
            return None  # "they owe 3 million"
        if place == at and _is_s_verb(tokens, place - 1):
            return _subject(tokens, taken, place - 1, floor)
        found = noun_ending_at(tokens, taken, place)
        if found and (linked or place == at):
            general = tokens.words[found[1]] in GENERAL and not taken[found[1]]
            return found[0], found[1] + general  # "an annual rate"
        place = found[0] if found else place - 1
    return None


# Verbs of what has a price; those of who pays it are not among them.
_PRICED = word_set(
    "is are was were be been cost costs reached reaches reach hit hits totalled totaled totals"
    " exceeded exceeds exceed topped surpassed averaged averages fetched fetches remains remained"
    " stands stood equals equalled made holding containing bought buys traded trades closed ended"
    " opened settled exceed top totalling totaling worth valued exceeding"
) | VERBS & word_set("has have had will would may could might should must can including")


_PARTICLES = word_set("aside out off back over away")
_RAISING = word_set("raise raises raised raising")


def is_object(tokens: Tokens, at: int) -> bool:
    """Whether a figure is what someone pays or gets: the verb stands right before it."""
    at -= tokens.words[at - 1] in _PARTICLES
    word = tokens.words[at - 1]
    if word in _RAISING:
        return True
    if word in UP or word in DOWN or word in _PRICED or tokens.kinds[at - 1] != "w":
        return False
    return is_verb(word) or is_participle(word) or _is_infinitive(tokens, at - 1)


_THOUGHT = word_set("thought known meant understood")
_EXPECTED = word_set("forecast likely due set bound poised able unable ready scheduled seen")


def _is_said(tokens: Tokens, at: int) -> bool:
    """Words of a verb that goes on: "is expected to reach", "is forecast at", "plans to spend"."""
    word, after = tokens.words[at], tokens.words[at + 1]
    if word in _THOUGHT and after == "to":
        return True
    if word in _EXPECTED and after in ("to", "at", "for"):
        return True
    return after == "to" and (is_participle(word) or _is_s_verb(tokens, at))


def _is_s_verb(tokens: Tokens, at: int) -> bool:
    """Whether a word in "s" is the verb of a noun in the singular: "the bridge spans"."""
    word, before = tokens.words[at], tokens.words[at - 1]
    if not is_plural(word) or word in PLURALS or tokens.hyphen(at - 1):
        return False
    determined = tokens.words[at - 2] in _DETERMINERS or tokens.words[at - 3] in _DETERMINERS
    return names(tokens, at - 1) and not is_plural(before) and determined


_DETERMINERS = word_set("the a an this that each every its his her their our my one another")


_MODALS = word_set("will would can could may might must should to shall cannot not never")
_HAVE = word_set("has have had was were is are been be being")


def _is_infinitive(tokens: Tokens, at: int) -> bool:
    """Whether a word is a verb by the one before it: "will travel", "has burned"."""
    before, word, after = tokens.words[at - 1], tokens.words[at], tokens.words[at + 1]
    if before in _MODALS or (before in _HAVE and (is_participle(word) or word.endswith("ing"))):
        return True
    if word.endswith("ing") and (after in _DETERMINERS or tokens.kinds[at + 1] != "w"):
        return True
    if before in ("and", "but") and is_plural(word):
        return tokens.kinds[at + 1] in ("n", "m")  # "and covers 96 square miles"
    return before in ("who", "which", "that") and is_plural(word)


def _before_attribute(tokens: Tokens, taken: bytearray, at: int) -> int:
    """The token that a figure within a noun begins with: "the 10-year note", "a $20 bill"."""
    first = at - 1
    while first > max(at - 6, 0) and taken[first - 1]:
        first -= 1
    inside = tokens.words[first - 1] in _DETERMINERS and not taken[first - 1]
    return first if inside and names(tokens, at) else at


def _earlier_verb(tokens: Tokens, taken: bytearray, verb: int, floor: int) -> int:
    """The verb whose subject "and" gives to another one too: "has burned 9 acres and is"."""
    at = verb
    while at > floor and tokens.words[at - 1] in _AUXILIARIES:
        at -= 1
    if tokens.words[at - 1] not in ("and", "but"):
        return verb
    for back in range(at - 2, floor, -1):
        word = tokens.words[back]
        if word in STOPS or word in SAYING or word in PERSONS or word in CLAUSE_WORDS:
            return verb
        if not taken[back] and (is_verb(word) or _is_infinitive(tokens, back)):
            return back
    return verb


def _before_aside(tokens: Tokens, verb: int, floor: int) -> int:
    """The comma before what stands between a noun and its verb: "the tunnel, 57 km long, cost"."""
    at = verb
    while at > floor and tokens.words[at - 1] in _AUXILIARIES:
        at -= 1
    if tokens.words[at - 1] != ",":
        return verb
    for back in range(at - 2, max(floor, 1), -1):
        if tokens.words[back] in STOPS:
            break
        if tokens.words[back] == ",":
            return back
    return verb


_AUXILIARIES = word_set("will would can could may might has have had is was are were be been now")


def _subject(tokens: Tokens, taken: bytearray, verb: int, floor: int) -> Words | None:
    """The words before a verb, back to where its clause begins."""
    end = _earlier_verb(tokens, taken, verb, floor)
    end = _before_aside(tokens, end, floor)
    while (
        end > floor
        and not (tokens.hyphen(end - 2) and not taken[end - 1])
        and (
            taken[end - 1]
            or is_verb(tokens.words[end - 1])
            or not names(tokens, end - 1)
            or tokens.words[end - 1] in STATES
            or _is_said(tokens, end - 1)
            or _is_infinitive(tokens, end - 1)
        )
    ):
        word = tokens.words[end - 1]
        if not taken[end - 1] and (word in STOPS or word in SAYING or word in PERSONS):
            return None
        end -= 1
    start = _clause_begins(tokens, taken, end, floor)
    while start < end and (tokens.words[start] in FUNCTION_WORDS or tokens.words[start] == "s"):
        start += 1
    while start < end and tokens.words[end - 1] in STATES:
        end -= 1
    while start < end - 1 and is_participle(tokens.words[end - 1]):
        end -= 1
    name = tokens.kinds[end] == "n" and tokens.glued(end) and not taken[end]  # "the G20"
    return (start, end + name) if start < end else None


def _clause_begins(tokens: Tokens, taken: bytearray, end: int, floor: int) -> int:
    """The token that a noun which ends before another one begins with."""
    start = end
    while start > max(floor, end - 9):
        if taken[start - 1]:
            start = _before_attribute(tokens, taken, start)
            if taken[start - 1]:
                break
        word = tokens.words[start - 1]
        if tokens.hyphen(start - 1) and not taken[start - 2]:
            start -= 1
            continue
        if tokens.kinds[start - 1] != "w" or word in CLAUSE_WORDS or word in ("and", "but", "or"):
            break
        if is_verb(word) and not tokens.hyphen(start):
            break
        start -= 1
    return start
