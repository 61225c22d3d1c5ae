"""Text to words that can be compared: tokens with offsets, stems, and what carries meaning."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# A number with its separators, one ideograph or kana, or a run of letters and digits.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W_]+)*"
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

_IRREGULAR = {
    form: base
    for base, forms in {
        "become": "became", "begin": "began begun", "break": "broke broken", "bring": "brought",
        "build": "built", "buy": "bought", "catch": "caught", "child": "children",
        "choose": "chose chosen", "come": "came", "draw": "drew drawn", "drive": "drove driven",
        "fall": "fell fallen", "fight": "fought", "find": "found", "fly": "flew flown",
        "get": "got gotten", "give": "gave given", "go": "went gone goes", "grow": "grew grown",
        "hear": "heard", "hold": "held", "keep": "kept", "know": "knew known", "lead": "led",
        "leave": "left", "lose": "lost", "make": "made", "man": "men", "meet": "met",
        "pay": "paid", "person": "people persons", "rise": "rose risen", "run": "ran",
        "say": "said says", "see": "saw seen", "sell": "sold", "send": "sent", "shoot": "shot",
        "speak": "spoke spoken", "spend": "spent", "stand": "stood", "steal": "stole stolen",
        "take": "took taken", "teach": "taught", "tell": "told", "think": "thought",
        "win": "won", "woman": "women", "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip

_SINGULAR = {form: _IRREGULAR[form] for form in ("people", "persons", "men", "women", "children")}
_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = ("ization", "ation", "ition", "ment", "ion", "ing", "ed", "ly")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem and where it stands."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)  # a question meets some four thousand words, mostly the same
def stem(word: str) -> str:
    """A word without case, accents and ending: "Investigations" and "investigate" are one."""
    word = word.casefold().replace("’", "'")
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in decomposed if not unicodedata.combining(char)) or word
    word = word.removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 4 and word.endswith("at"):  # investigat(e), and investigation is investig
        word = word[:-2]
    if len(word) > 4 and word.endswith("y"):  # discover(y), discover(ed)
        word = word[:-1]
    return word


def singular(word: str) -> str:
    """A word without case and plural ending: "suspects" and "suspect", not "suspected"."""
    word = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _SINGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(text: str) -> list[Token]:
    """Every word of a text, in order."""
    return [Token(stem(found[0]), *found.span()) for found in _TOKEN.finditer(text)]


def content_stems(text: str) -> list[str]:
    """The distinct stems that carry a text's meaning, in order."""
    stems = [
        stem(found[0]) for found in _TOKEN.finditer(text) if found[0].casefold() not in STOPWORDS
    ]
    return list(dict.fromkeys(stems))
