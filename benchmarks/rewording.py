"""Sentences with a figure, changed: another thing is said of it, or the same in other words."""

import random
import re

from qa.draft.claims import find_claims

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VERB = re.compile(
    r"\b(?:[a-z]{3,}ed|was|were|is|are|fell|rose|said|lost|took|made|found|had|has|will)\b"
)
VERBS = ("died", "denied", "sold", "visited", "praised", "painted", "lost", "escaped", "returned")
NAMES = ("Norway", "Peru", "Anna", "Microsoft", "Oslo", "Kenya", "Hansen", "Toyota")
UNTELLING = ("were", "been", "being", "have", "having", "that", "there")
TURNED = (
    ("from", "to"), ("before", "after"), ("rose", "fell"), ("more", "less"), ("up", "down"),
    ("over", "under"), ("first", "last"), ("for", "against"), ("increase", "fall"),
    ("since", "until"), ("in", "outside"), ("by", "without"), ("all", "some"),
)  # fmt: skip
_PHRASE = re.compile(r"\b(?:in|on|at|from|during|since|this|last) [^,;:.()—–\d]+")


def alter_words(text: str, chance: random.Random) -> str:
    """The same figure with another verb, name, year or direction, denied, or with words swapped."""
    ways = [_other_verb, _other_name, _negated, _other_year, _turned, _swapped]
    chance.shuffle(ways)
    for way in ways:
        changed = way(text, chance)
        if changed is not None and _has_its_figure(changed, text):
            return changed
    changed = f"It is not true that {text}"
    assert _has_its_figure(changed, text)
    return changed


def reword(text: str, chance: random.Random) -> str:
    """The same said truly: a phrase stands first that stood last, or is left out."""
    for way in chance.sample([_phrase_first, _phrase_last, _cut], 3):
        changed = way(text)
        if changed is not None and _has_its_figure(changed, text):
            return changed
    return text


def _has_its_figure(changed: str, text: str) -> bool:
    def figures(sentence: str) -> list[str]:
        claims = find_claims(sentence)
        return [sentence[each.start : each.end] for each in claims if each.kind == "figure"]

    return changed != text and figures(changed) == figures(text)


def _replaced(text: str, found: re.Match[str], word: str) -> str:
    return text[: found.start()] + word + text[found.end() :]


def _other_verb(text: str, chance: random.Random) -> str | None:
    found = [*_VERB.finditer(text)]
    return _replaced(text, chance.choice(found), chance.choice(VERBS)) if found else None


def _other_name(text: str, chance: random.Random) -> str | None:
    found = [*_NAME.finditer(text)]
    names = [name for name in NAMES if name not in text]
    return _replaced(text, chance.choice(found), chance.choice(names)) if found else None


def _negated(text: str, chance: random.Random) -> str | None:
    verbs = [*_VERB.finditer(text)]
    if not verbs:
        return None
    found = chance.choice(verbs)
    return _replaced(text, found, f"{chance.choice(['not', 'never', 'hardly'])} {found[0]}")


def _other_year(text: str, chance: random.Random) -> str | None:
    found = [*_YEAR.finditer(text)]
    if not found:
        return text.rstrip(".") + f" in {chance.randrange(1950, 1999)}."
    year = chance.choice(found)
    return _replaced(text, year, str(int(year[0]) + chance.choice([-3, -1, 1, 2])))


def _turned(text: str, chance: random.Random) -> str | None:
    pairs = [pair[::way] for pair in TURNED for way in (1, -1)]
    chance.shuffle(pairs)
    for word, other in pairs:
        if found := re.search(rf"\b{word}\b", text):
            return _replaced(text, found, other)
    return None


def _swapped(text: str, chance: random.Random) -> str | None:
    """Two names in each other's place; where there are none, two words that tell something."""
    found = [*_NAME.finditer(text)]
    if len({name[0] for name in found}) < 2:
        words = re.finditer(r"\b[a-z]{4,}\b", text)
        found = [word for word in words if word[0] not in UNTELLING]
    if len(found) < 2:
        return None
    one, other = sorted(chance.sample(found, 2), key=lambda each: each.start())
    between = text[one.end() : other.start()]
    return f"{text[: one.start()]}{other[0]}{between}{one[0]}{text[other.end() :]}"


def _phrase_first(text: str) -> str | None:
    """The phrase that a sentence ends with, before the rest of it."""
    for found in _PHRASE.finditer(text):
        if text[found.end() :] in (".", "") and found.start() > 0 and len(found[0].split()) <= 5:
            phrase, rest = found[0], text[: found.start()].rstrip(" ,")
            return f"{phrase[:1].upper()}{phrase[1:]} {rest}."
    return None


def _phrase_last(text: str) -> str | None:
    """The phrase that a sentence begins with, behind the rest of it."""
    found = re.match(r"(?:In|On|At|During|Since|This|Last) [^,;:.()—–\d]+(?=, )", text)
    if not found or len(found[0].split()) > 5:
        return None
    rest = text[found.end() + 2 :].rstrip(".")
    return f"{rest}, {found[0][:1].lower()}{found[0][1:]}."


def _cut(text: str) -> str | None:
    """Without the phrase that it ends with."""
    for found in _PHRASE.finditer(text):
        if text[found.end() :] in (".", "") and len(text[: found.start()].split()) >= 4:
            return text[: found.start()].rstrip(" ,") + "."
    return None
