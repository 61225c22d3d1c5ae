"""Text to sentences: what the library finds in each group of lines, corrected where it errs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

from index.records import Span
from index.splitting.lines import ITEM_MARKER, LineGroup, group_lines
from index.splitting.long_sentences import split_long
from index.splitting.text_length import count_words

# Words that a full stop follows without ending the sentence, by what comes after it.
_BEFORE_NUMBER = frozenset(  # "No. 3"
    str.split(
        "no nos nr vol vols ch chap sec fig figs pp p art arts eq est approx ca circa c b d r"
        " rs par para ver v op ex app tab apt rm ste rte hwy tel ext sq cap cl bk pt lot jan feb"
        " mar apr may jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat"
        " sun us"
    )
)
_BEFORE_ANYTHING = frozenset(  # "Dr. Li"
    str.split(
        "dr mr mrs ms mx prof messrs mme mlle gen lt col maj capt cpt sgt cpl pvt brig adm cmdr"
        " cdr gov sen rep rev hon pres supt insp det amb vs cf viz e.g i.e st mt ft fr"
    )
)
_BEFORE_LOWERCASE = frozenset(  # "Inc. said", where "Inc. The" is two sentences
    str.split(
        "etc al inc ltd co corp bros dept dist ave blvd rd jr sr esp incl resp max min avg usw"
        " bzw z.b ca ggf evtl vgl т.е т.д т.п г гг тыс руб им ул стр см"
    )
)
_AFTER_TIME = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}T|GMT|UTC)\b")
# Words that open a sentence, and are not the name that initials belong to.
_OPENING_WORDS = frozenset(
    str.split(
        "A After All Also An And As At But By For From He Her His How However I If In It Its"
        " Last More Most My No Not On One Or Our She Since So Some Such That The Their Then"
        " There These They This Those Though To Two We What When Where Which While Who Why With"
        " Yet You"
    )
)
_FIRST_WORD = re.compile(r"\w+")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\]]+$")

_OPENERS = "([{“‘«「『《（"
# Closing marks, and notes as in Wikipedia: "It was.[12] And then.[citation needed]"
_CLOSERS = re.compile(r"(?:[\"'”’»)\]}」』）》〉】]|\[[^\[\]\n]{1,24}\]|\s+[”」』）》〉】])*")
_MAY_END = re.compile(r"[^\w\s,;:()\"'/-]")  # without such a mark there is nothing to look for
_LONG = 60  # words: from here on, a quotation is cut between its own sentences

_WINDOW = 2000  # characters that the library is given at a time
_MARGIN = 50  # characters at a window's end in which its cuts are not trusted
_TO_SPACES = {c: " " for c in range(0x3001) if chr(c).isspace()}
_QUOTES_TO_SPACES = {ord(c): " " for c in '"“”„«»()[]「」『』《》（）'}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MISSED_BY_LIBRARY = re.compile(r"[。！？](?=[0-9A-Za-z])")
_END_MARKS = re.compile(r"[.!?。！？｡।॥؟۔]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in its text; a heading, a row, or a part of a long one is one too."""

    start: int
    end: int
    heading: str = ""  # its words, where it is one


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order, trimmed; together they hold all of it but whitespace."""
    return [(s.start, s.end) for s in find_sentences(text)]


def find_sentences(text: str) -> Iterator[Sentence]:
    """What split_sentences gives, with the words of those that are headings."""
    for group in group_lines(text):
        yield from _sentences_of(text, group)


def sentence_around(text: str, place: Span) -> Span | None:
    """The sentence that holds a place of a text; None where none holds all of it."""
    for group in group_lines(text):
        if group.start <= place[0] and place[1] <= group.end:
            for each in _sentences_of(text, group):
                if each.start <= place[0] and place[1] <= each.end:
                    return each.start, each.end
    return None


def _sentences_of(text: str, group: LineGroup) -> Iterator[Sentence]:
    if group.kind == "heading" and group.end - group.start <= 200:
        words = group.lines[0].text.strip("#*_ \t")
        yield Sentence(group.start, group.end, words)
        return
    spans = [(group.start, group.end)]
    if group.kind not in ("row", "code"):  # a row of a table, or a line of code, is one thing said
        spans = _split_group(text, group)
    for start, end in spans:
        for part_start, part_end in split_long(text, start, end):
            yield Sentence(part_start, part_end)


def _split_group(text: str, group: LineGroup) -> list[Span]:
    if not _MAY_END.search(text, group.start, group.end):
        return [(group.start, group.end)]
    # An item's "1." is no sentence: it is left out, and put back before the first.
    marker = ITEM_MARKER.match(text, group.start, group.end) if group.kind == "item" else None
    spans: list[Span] = []
    for start, end in _split(text, marker.end() if marker else group.start, group.end, {}):
        if end - start > 5 * _LONG and count_words(text[start:end]) > _LONG:
            # The library never breaks between quotation marks or brackets, however long.
            spans += _split(text, start, end, _QUOTES_TO_SPACES)
        else:
            spans.append((start, end))
    return [(group.start, spans[0][1]), *spans[1:]]


def _split(text: str, start: int, end: int, blanked: dict[int, str]) -> list[Span]:
    """The sentences between two places: the library's, but for its cuts inside of one."""
    spans: list[Span] = []
    for cut in _library_cuts(text, start, end, blanked):
        # An opening mark before the cut is the next sentence's; a closing one after it, this one's.
        if cut <= start:  # within the whitespace or the marks that the last one ended with
            continue
        left = cut
        while left > start + 1 and (text[left - 1].isspace() or text[left - 1] in _OPENERS):
            left -= 1
        closers = _CLOSERS.match(text, left, end)
        left = closers.end() if closers else left
        right = left
        while right < end and text[right].isspace():
            right += 1
        if start < left and right < end and not _is_inside(text, start, left, right):
            _add(text, spans, (start, left))
            start = right
    _add(text, spans, (start, end))
    return spans


def _add(text: str, spans: list[Span], span: Span) -> None:
    """Append a sentence, or a remnant ("affairs. security.") to the sentence it belongs to."""
    start, end = span
    is_remnant = text[start].islower() and end - start < 40 and len(text[start:end].split()) <= 3
    if is_remnant and spans and text[spans[-1][0]].isupper():
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append(span)


# ---- Where the library cuts ---------------------------------------------------------------------


def _library_cuts(text: str, start: int, end: int, blanked: dict[int, str]) -> Iterator[int]:
    """Where the library would cut a text in which the `blanked` characters were spaces.

    It is given windows, because it takes quadratic time where full stops have no spaces (Chinese),
    and a clean copy: a no-break space after an initial makes it panic.
    """
    while start < end:
        stop = min(end, start + _WINDOW)
        window = text[start:stop].translate(_TO_SPACES | blanked)
        cuts = [start + cut for cut in _cuts_of_window(_SURROGATE.sub("\ufffd", window))]
        missed = [start + match.end() for match in _MISSED_BY_LIBRARY.finditer(window)]
        if missed:
            cuts = sorted({*cuts, *missed})
        if stop < end:
            # The window's end is not the text's: what stands close to it is seen again.
            cuts = [cut for cut in cuts if cut < stop - _MARGIN]
        yield from (cut for cut in cuts if start < cut < end)
        start = stop if stop == end else cuts[-1] if cuts else stop - _MARGIN


def _cuts_of_window(window: str) -> list[int]:
    try:
        boundaries = sentencex.get_sentence_boundaries("en", window)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        return [match.end() for match in _END_MARKS.finditer(window)]
    return [int(boundary["end_index"]) for boundary in boundaries]


# ---- Which of its cuts are wrong ----------------------------------------------------------------


def _is_inside(text: str, start: int, left: int, right: int) -> bool:
    """Whether the sentence from `start` to `left` goes on at `right`, after the whitespace."""
    if left - start <= 6 and _ENUMERATOR.match(text, start, left):
        return True  # "1." is no sentence
    if left == right:
        return _is_inside_word(text, start, left)
    if text[left - 1] != ".":
        return False
    token = text[max(start, left - 24) : left].split()[-1]  # "(U.S."
    word = token.strip("([{\"'“‘«—–-.").lower()  # "u.s"
    following = text[right]
    if word in _BEFORE_ANYTHING:
        return True
    if following.isdigit():
        return word in _BEFORE_NUMBER or "." in word.strip("0123456789.")  # "No. 3", "p.m. 3"
    if following.islower():
        if len(word) == 1 or (word.isdigit() and len(word) < 3):  # "Plan B. was", "on 3. of"
            return True
        is_camel = text[right + 1 : right + 2].isupper()  # "iPhone" may begin a sentence
        return word in _BEFORE_LOWERCASE and not is_camel
    if word in ("a.m", "p.m"):
        return _AFTER_TIME.match(text, right) is not None  # "9 a.m. Tuesday"
    is_initial = len(word) == 1 and token[-2:-1].isupper()
    if is_initial and not word.isascii() and following.isupper():
        # "В. Путин"; of Latin initials the library knows as much.
        name = _FIRST_WORD.match(text, right)
        return name is not None and name[0] not in _OPENING_WORDS
    return False


def _is_inside_word(text: str, start: int, cut: int) -> bool:
    """Whether a cut with no space at it would cut a name, a number or an address."""
    left, right = text[cut - 1], text[cut]
    if left not in ".!?":
        return False  # a full stop of another script, or a closing bracket or quotation mark
    if right in ".!?":
        return True
    token = text[max(start, cut - 60) : cut].split()[-1]
    if not right.isupper() or "@" in token or "://" in token or token.startswith("www."):
        return True
    # "came.Then", where a space was lost, are two words; "U.S" and "Ph.D" are one.
    is_word = token[-3:-1].isalpha() and token[-3:-1].islower()
    return left == "." and not is_word
