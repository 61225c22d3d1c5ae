"""A text to its terms: the stems of its words, as numbers that the store and the engines share."""

import struct
import zlib
from functools import cache, lru_cache
from typing import Any

import tantivy

# A number with its separators, one character of a script without spaces, or a word.
TOKEN = (
    r"\p{N}+(?:[.,]\p{N}+)*"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}]"
    r"|[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}]]+"
)
# Left out of questions only. A shorter list, Tantivy's own, a longer one and none all did worse.
STOPWORDS = (
    "a about an and are as at be been but by can could did do does for from had has have he her"
    " his how i if in into is it its many me much my of on or our she should so than that the"
    " their them there these they this those to was we were what when where which who whom whose"
    " why will with would you your"
)


@cache
def analyzer(stopwords: bool = False) -> Any:
    """What makes stems of a text; with `stopwords` none of the commonest words."""
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(TOKEN))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    if stopwords:  # a common word costs time and tells no passage from another
        builder = builder.filter(tantivy.Filter.custom_stopword(STOPWORDS.split()))
    return builder.filter(tantivy.Filter.stemmer("english")).build()


def question_stems(question: str) -> list[str]:
    """The stems to look for, each once; the commonest words' only where there are no others."""
    stems = analyzer(stopwords=True).analyze(question) or analyzer().analyze(question)
    return list(dict.fromkeys(stems))


def written_stems(text: str) -> list[tuple[str, str]]:
    """The words that tell the most, in small letters, each with its stem; as question_stems."""
    words = _words().analyze(text)
    for stopwords in (True, False):
        stems = [analyzer(stopwords).analyze(word) for word in words]
        if any(stems):
            break
    pairs = zip(words, stems, strict=True)
    return list(dict.fromkeys((word, stem[0]) for word, stem in pairs if stem))


def stem_of(word: str) -> str | None:
    """The stem of one word, whatever word it is; None where it is none."""
    return next(iter(analyzer().analyze(word)), None)


def all_stems(text: str) -> set[str]:
    """Every stem of a text."""
    return set(analyzer().analyze(text))


@cache
def _words() -> Any:
    """What makes words of a text, in small letters and otherwise as they are written."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(TOKEN))
    return builder.filter(tantivy.Filter.lowercase()).build()


def term(stem: str) -> int:
    """The 32 bits that stand for a stem; of a million stems about a hundred share theirs."""
    return zlib.crc32(stem.encode())


def pack_terms(text: str, context: str) -> bytes:
    """The terms of a passage and of its context: uint32, little-endian.

    First how many the text has, then those of the text, then those of the context; each in order,
    and as often as it occurs.
    """
    of_text = _terms(text)
    numbers = [len(of_text), *of_text, *_terms_of_context(context)]
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _terms(text: str) -> list[int]:
    return sorted(map(term, analyzer().analyze(text)))


@lru_cache(maxsize=16)
def _terms_of_context(context: str) -> list[int]:
    """The passages of an article share theirs."""
    return _terms(context)
