"""Text to words that can be compared: tokens with offsets, stems, and what carries meaning."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from threading import Lock

import snowballstemmer

from qa.language.opposites import are_opposed, denies

# Marks that are written within words and are no letters: accents, points, vowel signs of India.
_MARKS = r"\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0dff"
_RUN = rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_{_MARKS}]*)*"
# A number with its separators, one ideograph or kana, or a run of letters and digits.
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|{_RUN}(?:['’]{_RUN})*"
)

_STOPWORDS = """
a about above after again against all also am an and any are aren't as at be because been
before being below between both but by can cannot could did do does doing don't down during each
few for from further had has have having he her here hers him his how i if in into is it its
itself just let me more most much many my no nor not of off on once only or other our out over
own s same shall she should so some such t than that the their theirs them then there these they
this those through to too under until up upon us very was we were what when where which while
who whom whose why will with would you your many much does doing give tell name please
according according's"""
STOPWORDS = frozenset(_STOPWORDS.split())

_SINGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "buses": "bus", "viruses": "virus", "bonuses": "bonus", "campuses": "campus", "gases": "gas",
    "lives": "life", "wives": "wife", "wolves": "wolf", "knives": "knife", "thieves": "thief",
    "ppl": "person", "kids": "child", "msgs": "message",  # as people type
}  # fmt: skip
_LOSES_ES = ("ches", "shes", "sses", "xes", "zzes")  # "matches", not "caches"
_KEEPS_E = frozenset(("aches", "headaches", "caches", "niches", "avalanches", "axes", "moustaches"))
_KEEPS_IE = frozenset((
    "movies", "cookies", "calories", "brownies", "zombies", "rookies", "selfies", "hoodies",
    "smoothies", "prairies", "sorties", "genies", "newbies", "foodies", "kilocalories", "magpies",
))  # fmt: skip
_INFLECTIONS = frozenset(("", "s", "es", "d", "ed", "e", "ing", "y", "ies", "ied", "ying"))
_LONGEST_ENDING = max(map(len, _INFLECTIONS))
_ACCENTED = re.compile(rf"[^\W\d_a-zA-Z]|[{_MARKS}]")  # may be; dashes are not
# Letters that are no letter with a mark: what stands for each where it can't be typed.
_PLAIN_LETTERS = str.maketrans(
    {**dict(zip("øØłŁđĐħı", "oOlLdDhi", strict=True)), "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)
_ORDERS = frozenset(  # as stems
    ("hundr", "thousand", "million", "billion", "trillion", "m", "bn", "tn", "percent", "cent")
)
_english = snowballstemmer.stemmer("english")
_stemming = Lock()  # the stemmer holds the word that it is at


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem and where it stands."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)  # a question meets some four thousand words, mostly the same
def stem(word: str) -> str:
    """A word without case, accents and ending: "Investigations" and "investigate" are one."""
    with _stemming:
        return str(_english.stemWord(plain(word)))


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: "handed" and "hands", not "handful", which is another.

    Words that share no stem never are.
    """
    first, second = plain(one), plain(other)
    if first == second:
        return True
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    shared = "".join(letter for letter, _ in pairs)
    rests = {first[len(shared) :], second[len(shared) :]}
    doubled = {f"{shared[-1:]}{ending}" for ending in ("ed", "ing")}  # "stop" and "stopped"
    return stem(one) == stem(other) and rests <= _INFLECTIONS | doubled


def forms_of(word: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    """What finds the places of a word's forms in a text, as is_same_word tells them."""
    first = re.escape(plain(word)[: max(1, len(plain(word)) - _LONGEST_ENDING)])
    begins = re.compile(rf"(?<![^\W\d_])(?<![^\W\d_]['’])(?={first})", re.IGNORECASE)
    wanted = stem(word)

    def find(text: str) -> Iterator[tuple[int, int]]:
        if text.isascii():  # else a letter may be written with accents
            tried = (_TOKEN.match(text, found.start()) for found in begins.finditer(text))
            places = [found.span() for found in tried if found]
        else:
            places = [(each.start, each.end) for each in tokens(text) if each.stem == wanted]
        return (place for place in places if is_same_word(text[slice(*place)], word))

    return find


def plain(word: str) -> str:
    """A word without case, accents and the mark of what it owns."""
    word = folded(word)
    return word.removesuffix("'s").removesuffix("'")


def folded(text: str) -> str:
    """A text in small letters and without accents, its apostrophes straight: to compare names."""
    return without_accents(text.casefold().replace("’", "'"))


def without_accents(text: str) -> str:
    """A text with plain letters: "Türkiye" as "Turkiye", "Łódź" as "Lodz"."""
    if text.isascii() or not _ACCENTED.search(text):
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char)) or text


def singular(word: str) -> str:
    """A word without case and plural ending: "suspects" and "suspect", not "suspected"."""
    word = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _SINGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-1] if word in _KEEPS_IE else word[:-3] + "y"
    if word.endswith(_LOSES_ES) and word not in _KEEPS_E:
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a word has the form of a plural: "suspects", "people"."""
    return word.casefold() in _SINGULAR or singular(word) != word.casefold()


def tokens(text: str) -> list[Token]:
    """Every word of a text, in order."""
    return [Token(stem(found[0]), *found.span()) for found in _TOKEN.finditer(text)]


def content_stems(text: str) -> list[str]:
    """The distinct stems that carry a text's meaning, in order."""
    return list(_content_stems(text))


@lru_cache(maxsize=1 << 10)  # a question meets a sentence or passage several times
def _content_stems(text: str) -> tuple[str, ...]:
    stems = [
        stem(found[0]) for found in _TOKEN.finditer(text) if found[0].casefold() not in STOPWORDS
    ]
    return tuple(dict.fromkeys(stems))


def same_words(one: str, other: str) -> bool:
    """Whether one's words are the other's, or a run of them: "Kapoor", "Raj Kapoor".

    A bare figure is not the same as one with its order or unit: "20", "20 million"; what is
    denied or turned around is not what is said: "approved", "not approved".
    """
    return same_run(one, other) and denies(one) is denies(other)


def same_run(one: str, other: str) -> bool:
    """As `same_words`, where whether either is denied is asked elsewhere."""
    if are_opposed(one, other):
        return False
    left, right = sorted((_telling(one), _telling(other)), key=len)
    if not left:
        return one.casefold() == other.casefold()
    size = len(left)
    if left == right:
        return True
    if all(word[0].isdigit() for word in left) and not _ORDERS.isdisjoint(right):
        return False
    return any(right[at : at + size] == left for at in range(len(right) - size + 1))


def _telling(text: str) -> list[str]:
    return [
        token.stem
        for token in tokens(text)
        if text[token.start : token.end].casefold() not in STOPWORDS
    ]
