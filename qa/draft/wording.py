"""What a draft says of a figure, held against a sentence that gives the same figure.

Only how words are inflected, where a phrase of place, time or origin stands, and what the draft
leaves out around its statement may differ. Everything else is a difference: it may say something
else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.records import Span
from qa.draft.aligning import Differences
from qa.draft.typography import Folded
from qa.language.opposites import denies
from qa.language.words import is_same_word, stem, tokens

LONGEST_PHRASE = 6  # words of a phrase that is left out, or stands elsewhere

_FIGURE, _MOVED, _SAID = "\0figure", "\0moved", "\0said"
_TOTAL, _ALL = "\0total", "\0all"
# Before a figure. "In all 12 cases" may say that it was so in every one of them.
_SUMMING = re.compile(
    r"\b(?:(?P<total>in total|in all(?=,)|altogether|overall|total of)|in all),? \W?$",
    re.IGNORECASE,
)
_UNTELLING = """
a an the of that it there is are was were be been being am has have had having"""
_LIGHT = frozenset(_UNTELLING.split())
_REPORTS = frozenset(("say", "says", "said", "saying", "tell", "tells", "told", "telling"))
_PREPOSITIONS = """
in on at by from to into for with during since near across around between among through within"""
_BEFORE_PHRASES = frozenset(_PREPOSITIONS.split())
_BOUNDS = frozenset(("least", "most", "excess", "region", "order"))  # "at least", "in excess of"
_POINTING = frozenset(["this", "last", "next"])
_TIMES = _POINTING | {"today", "yesterday", "tomorrow"}
_BEFORE_CLAUSES = frozenset(
    ["who", "which", "whose", "where", "when", "while", "as", "but", "after", "before"]
)
_JOINS = _BEFORE_CLAUSES | frozenset(["and", "or", "nor", "because", "although", "though"])
# Words that make of what is said with them something that is not said as a fact, or not of all.
_TURNING = """
may might could would should will shall must can if unless whether expect plan aim hope forecast
predict estimate alleged allegedly supposedly claim rumour rumor false falsely wrong
wrongly incorrect mistaken mistakenly error retract withdraw doubt dispute contradict hoax fake myth
propose threaten want demand target goal possible possibly potential potentially
probably perhaps instead rather except reject refute dismiss correct corrected correction misstated
less fewer almost"""
_TURNING_ADVERBS = frozenset(("reportedly", "likely", "unlikely", "nearly"))  # stems are others'
_TURNS = frozenset(map(stem, _TURNING.split()))
_FORMS = """
fall fell fallen, rise rose risen, grow grew grown, lose lost, win won, pay paid, buy bought,
sell sold, spend spent, take took taken, give gave given, find found, hold held, leave left,
make made, send sent, begin began begun, steal stole stolen, go went gone, come came, see saw seen,
shoot shot, strike struck, bring brought, build built, lend lent, fight fought, break broke broken,
sink sank sunk, flee fled, meet met, become became"""
_IRREGULAR = {
    stem(form): stem(forms.split()[0]) for forms in _FORMS.split(",") for form in forms.split()
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells something, as it is compared, and where it stands in the text it is of."""

    key: str
    start: int
    end: int


def read_words(folded: Folded, figure: Span, offset: int = 0) -> list[Word]:
    """The telling words of a sentence; the figure, a slice of the text, is one of them.

    `offset`: where in the text the sentence begins.
    """
    words: list[Word] = []
    for token in tokens(folded.text):
        start, end = (offset + at for at in folded.original(token.start, token.end))
        if start < figure[1] and figure[0] < end:
            if not any(word.key == _FIGURE for word in words):
                words = [*_summed_up(words, folded.text[: token.start]), Word(_FIGURE, *figure)]
            continue
        written = folded.text[token.start : token.end].casefold()
        if written not in _LIGHT:
            words.append(Word(_SAID if written in _REPORTS else written, start, end))
    if not any(word.key == _FIGURE for word in words):
        words.append(Word(_FIGURE, *figure))
    return sorted(words, key=lambda word: word.start)


def _summed_up(words: list[Word], before: str) -> list[Word]:
    """The words before a figure, of which the last are one where they say that it is a total."""
    found = _SUMMING.search(before)
    if found is None:
        return words
    count = 2 if found[0][:2].casefold() == "in" else 1
    start, end = words[-count].start, words[-1].end
    return [*words[:-count], Word(_TOTAL if found["total"] else _ALL, start, end)]


def differences_between(ours: Sequence[Word], theirs: Sequence[Word], text: str) -> Differences:
    """What differs: a slice of the draft each, and one of the article's text; either may be empty.

    `text`: the article's.
    """
    ours, theirs = _with_keys(ours, theirs)
    found = _aligned(ours, theirs, text)
    if not found or not {word.key for word in ours} <= {word.key for word in theirs}:
        return found
    for core, run in _without_a_phrase(ours):
        at = _place_of(run, theirs, text)
        if at is None:
            continue
        rest = [
            replace(word, key=_MOVED) if at <= number < at + len(run) else word
            for number, word in enumerate(theirs)
        ]
        if not _aligned(core, rest, text):
            return ()
    return found


def _with_keys(
    ours: Sequence[Word], theirs: Sequence[Word]
) -> tuple[Sequence[Word], Sequence[Word]]:
    """The same, with one key for the forms of one word."""
    kept: dict[str, list[str]] = {}  # by stem, a word of each that has it
    is_total = any(word.key == _TOTAL for word in theirs)
    ours = [replace(word, key=_TOTAL) if word.key == _ALL and is_total else word for word in ours]

    def known(word: Word) -> Word:
        if word.key.startswith("\0") or word.key in _BEFORE_PHRASES:
            return word
        root = stem(word.key)
        if root in _IRREGULAR:
            return replace(word, key=_IRREGULAR[root])
        alike = kept.setdefault(root, [])
        for other in alike:
            if is_same_word(word.key, other):
                return replace(word, key=other)
        alike.append(word.key)
        return word

    return [known(word) for word in ours], [known(word) for word in theirs]


def _without_a_phrase(ours: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """The words without a phrase at either end that may stand elsewhere, and that phrase."""
    for size in range(1, min(LONGEST_PHRASE, len(ours) - 1) + 1):
        for core, run in ((ours[size:], ours[:size]), (ours[:-size], ours[-size:])):
            keys = [word.key for word in run]
            begins = keys[0] in _BEFORE_PHRASES or keys[0] in _TIMES
            ends = keys[-1] not in _BEFORE_PHRASES | _POINTING  # "this" of "this year" stays
            if _FIGURE not in keys and ends and (begins or _SAID in keys):
                yield core, run


def _place_of(run: Sequence[Word], theirs: Sequence[Word], text: str) -> int | None:
    """Where the phrase stands in the figure's own clause; None where it does not."""
    keys, wanted = [word.key for word in theirs], [word.key for word in run]
    figure = keys.index(_FIGURE)
    for at in range(len(keys)):
        end = at + len(wanted)
        if keys[at:end] != wanted:
            continue
        first, last = (end, figure) if at < figure else (figure + 1, at)
        between = text[theirs[first - 1].end : theirs[last].start]
        is_one = _SAID in wanted or _JOINS.isdisjoint(keys[first:last])
        if is_one and not any(mark in between for mark in ";:—–("):
            return at
    return None


def _aligned(ours: Sequence[Word], theirs: Sequence[Word], text: str) -> Differences:
    """What differs where both are read in their order."""
    matcher = SequenceMatcher(
        None, [word.key for word in ours], [word.key for word in theirs], autojunk=False
    )
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    found = []
    for _, first, last, low, high in codes:
        if first == last:
            left_out = _left_out(theirs, low, high, text)
            if left_out is not None:
                found.append((_slice(ours, first, last), left_out))
        else:
            found.append((_slice(ours, first, last), _theirs(theirs, low, high)))
    return tuple(found)


def _theirs(theirs: Sequence[Word], low: int, high: int) -> Span:
    while low < high and theirs[low].key == _MOVED:
        low += 1
    while low < high and theirs[high - 1].key == _MOVED:
        high -= 1
    return _slice(theirs, low, high)


def _left_out(theirs: Sequence[Word], low: int, high: int, text: str) -> Span | None:
    """The words that the draft leaves out, where what is said is another thing without them."""
    if all(word.key == _MOVED for word in theirs[low:high]):
        return None
    first, last = low, high  # without a phrase at either end that the draft has elsewhere
    while theirs[first].key == _MOVED:
        first += 1
    while theirs[last - 1].key == _MOVED:
        last -= 1
    whole = _slice(theirs, first, last)
    if _turns(text[slice(*whole)]):
        return whole
    if first == 0:
        return None if _may_begin_behind(theirs, last, text) else whole
    if last == len(theirs):
        return None if _may_end_before(theirs, first, text) else whole
    return None if _is_phrase(theirs, first, last, text) else whole


def _turns(left_out: str) -> bool:
    """Whether words say that the others are not so, or not sure, or were not all."""
    for token in tokens(left_out):
        word = left_out[token.start : token.end]
        if (token.stem in _TURNS and word != "May") or word.casefold() in _TURNING_ADVERBS:
            return True
    return denies(left_out)


def _may_begin_behind(theirs: Sequence[Word], last: int, text: str) -> bool:
    """Whether a statement may begin behind the first words of a sentence."""
    before = text[theirs[last - 1].end : theirs[last].start]
    keys = [word.key for word in theirs[:last]]
    if any(mark in before for mark in (*";:—–", " - ")):
        return True
    if keys == [_TOTAL] and theirs[last].key == _FIGURE:
        return True
    has_end = "," in before or "that" in before.split() or keys[-1] == _SAID
    return has_end and (keys[0] in _BEFORE_PHRASES or keys[0] in _TIMES or _SAID in keys)


def _may_end_before(theirs: Sequence[Word], first: int, text: str) -> bool:
    """Whether a statement may end before the last words of a sentence."""
    between = text[theirs[first - 1].end : theirs[first].start]
    if any(mark in between for mark in ",;:—(.!?\n"):
        return True
    if theirs[first - 1].key == _MOVED:  # "the mayor told [reporters]"
        return theirs[first].key not in ("and", "or", "nor")
    if "of" in between.split():
        return False
    key = theirs[first].key
    return key in _BEFORE_PHRASES or key in _TIMES or key in _BEFORE_CLAUSES or key == _SAID


def _is_phrase(theirs: Sequence[Word], first: int, last: int, text: str) -> bool:
    """Whether words within a sentence are a phrase of place, time or origin, and no more."""
    if theirs[last - 1].key == theirs[first - 1].key in _BEFORE_PHRASES:
        first, last = (
            first - 1,
            last - 1,
        )  # "in [Norway in] 2022"
    keys = [word.key for word in theirs[first:last]]
    if len(keys) < 2 or len(keys) > LONGEST_PHRASE or keys[0] not in _BEFORE_PHRASES:
        return False
    if (
        keys[-1] in _BEFORE_PHRASES
        or not _JOINS.isdisjoint(keys)
        or _SAID in keys
        or _MOVED in keys
    ):
        return False
    if keys[-1] in _BOUNDS and theirs[last].key == _FIGURE:
        return False
    own = text[theirs[first].start : theirs[last - 1].end]
    return not any(mark in own for mark in ",;:—–()")


def _slice(words: Sequence[Word], first: int, last: int) -> Span:
    """Those words; an empty slice before the next of them where there are none."""
    if first < last:
        return words[first].start, words[last - 1].end
    at = words[first].start if first < len(words) else words[-1].end
    return at, at
