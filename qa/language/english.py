"""Whether a text is English, which the shipped reader was trained on."""

import re
from functools import cache, lru_cache
from typing import Any

from qa.language.words import STOPWORDS

# What other languages in Latin letters have as words too: "Was will er?", "a", "me", "no".
_SHARED = """
a all am an any as at be been by can do for had has have he her his i if in is it just me more most
my name no not on once or over s same so some such t than to under was we will"""
_ENGLISH = STOPWORDS - frozenset(_SHARED.split())
_SHARE = 0.12  # of a text's words; other languages stay beneath 0.03
_LEAST_LETTERS = 12  # in fewer, nothing can be told
_SURE = 0.75  # how probable another language has to be: lists of names look like any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")


@lru_cache(maxsize=1 << 14)  # passages come again with other questions
def is_english(text: str) -> bool:
    """Whether a text is English; one that is too short or too odd to tell counts as English."""
    letters = len(text) if text.isascii() else sum(map(str.isalpha, text))
    if not text.isascii() and 2 * len(_LATIN.findall(text)) < letters:
        return False
    words = _WORD.findall(text.casefold().replace("’", "'"))
    if sum(word in _ENGLISH for word in words) > _SHARE * len(words):
        return True
    if sum(map(len, words)) < _LEAST_LETTERS:
        return True
    language, probability = _identifier().classify(text)
    return bool(language == "en" or probability < _SURE)


@cache
def _identifier() -> Any:
    """Loaded where it is needed: hardly ever among English articles."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
