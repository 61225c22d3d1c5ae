"""Names in a text, found by their capitals: people, bodies, places."""

import re
from collections.abc import Sequence

from qa.language.forms import FormSpan, dates
from qa.language.words import STOPWORDS

_WORD = re.compile(r"(?:[A-Z]\.)+|[^\W_]+(?:[-'’.&][^\W\d_]+)*")
_SMALL = "of de la le van von der den bin ibn al el du di da for the and del dos"
_INSIDE = frozenset(_SMALL.split())
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "sir", "st"))
_OTHER = """
january february march april may june july august september october november december jan
feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
sunday photo i however meanwhile although since according
"""
_NEVER = frozenset(_OTHER.split())
_SPEECH = (
    r"(?:sa(?:id|ys)|told|add(?:ed|s)|stat(?:ed|es)|not(?:ed|es)|explain(?:ed|s)|announc(?:ed|es)"
    r"|warn(?:ed|s)|argu(?:ed|es)|claim(?:ed|s)|suggest(?:ed|s)|report(?:ed|s)|wrote|writes"
    r"|believ(?:ed|es)|observ(?:ed|es)|declar(?:ed|es)|describ(?:ed|es)|admit(?:ted|s))"
)
_SPEAKS_AFTER = re.compile(rf"(?:\s+also)?\s+{_SPEECH}\b")
_AGED = re.compile(r",\s\d\d,\s")  # "Duarte, 22, scored"
_OF_A_PLACE = re.compile(r"(?:ish|ese|[iac]an|[-]speaking)$")
_NEXT = re.compile(r"\s([a-z][\w-]*)")
_SPEAKS_APART = re.compile(rf",\s(?:[^.;“”\"]|\.(?=\s\d)){{3,150}}?,\s(?:also\s)?{_SPEECH}\b")
_SPEAKS_BEFORE = re.compile(rf"(?:\b{_SPEECH}|[Aa]ccording to)\s+(?:the\s+)?$")
_LOCATED = re.compile(r"\b(?:[Ii]n|[Aa]t|across|near|throughout|into)\s+(?:the\s+)?$")
_VERB_NEXT = re.compile(
    r"\s(?:(?:is|are|was|were)|(?:has|have|had|will|would|can|could) (?:be|been))"
    r"\s(?:\w+ly\s)?\w+(?:ed|en|wn|ld|nt|ght|de)\b"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?$")
_AREA = re.compile(
    r"\b(?:Region|Province|City|County|Republic|Islands?|States?|River|Sea|Street|Law|Act|War)$"
)
_LISTED = re.compile(r",\s(?:and\s)?(?:the\s)?|\s(?:and|or)\s(?:the\s)?")
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ff]rom|to|near|into|across|outside|around|through|[Tt]hroughout|leaving"
    r"|left|via|inside|within|off|along|between|of)\s+(?:(?:the|northern|southern|eastern|western"
    r"|central|mainland|upper|lower|nearby|city of|province of|state of)\s+)*$"
)


def names(text: str) -> list[FormSpan]:
    """Every run of capitalised words, joined over the small words inside a name."""
    words = list(_WORD.finditer(text))
    capital = [word[0][0].isupper() for word in words]
    if sum(capital) > 0.6 * len(words) and len(words) > 6 and _is_heading(words):
        return []  # a heading in capitals shows no names
    found = []
    at = 0
    while at < len(words):
        if not capital[at] or words[at][0].casefold() in _NEVER:
            at += 1
            continue
        last = at
        probe = at + 1
        while probe < len(words):
            gap = text[words[probe - 1].end() : words[probe].start()]
            if gap not in (" ", "\n", ". ") or (gap == ". " and not _abbreviated(words[probe - 1])):
                break
            if capital[probe] and words[probe][0].casefold() not in _NEVER:
                last = probe
            elif words[probe][0] not in _INSIDE or probe - last > 2:
                break
            probe += 1
        first = at
        if _opens(text, words[first].start()) and words[first][0].casefold() in STOPWORDS:
            first += 1
            while first <= last and not capital[first]:
                first += 1
        if first <= last and not (first == last and _doubtful(text, words[first])):
            end = _whole(text, words[last])
            end -= 2 * text.endswith(("'s", "’s"), words[last].start(), end)
            found.append(FormSpan(words[first].start(), end))
        at = last + 1
    return found


def _is_heading(words: Sequence[re.Match[str]]) -> bool:
    """Whether none but small words are without a capital: not in "did Ida Holm marry Axel Rydh"."""
    return all(word[0] in STOPWORDS for word in words if word[0].islower())


def _whole(text: str, last: re.Match[str]) -> int:
    """Where a name ends: "Danish islands" does not end at "Danish"."""
    after = _NEXT.match(text, last.end())
    if after and _OF_A_PLACE.search(last[0]) and not re.fullmatch(_SPEECH, after[1]):
        return last.end() if after[1] in STOPWORDS else after.end()
    return last.end()


def _abbreviated(word: re.Match[str]) -> bool:
    return word[0].casefold() in _TITLES or len(word[0]) == 1


def _opens(text: str, at: int) -> bool:
    """Whether a sentence starts here, where a capital proves nothing."""
    before = text[:at].rstrip(" \t\"'“‘«([")
    return not before or before[-1] in ".!?:\n"


def _doubtful(text: str, word: re.Match[str]) -> bool:
    """A single capitalised word at the start, where nothing shows that it is a name."""
    if not _opens(text, word.start()):
        return len(word[0]) < 2
    if word[0].isupper() and len(word[0]) > 1:
        return False
    return not (
        _SPEAKS_AFTER.match(text, word.end())
        or _AGED.match(text, word.end())
        or text.startswith(("'s ", "’s "), word.end())
    )


def _speaks(text: str, name: FormSpan) -> bool:
    return bool(_SPEAKS_AFTER.match(text, name.end) or _SPEAKS_APART.match(text, name.end))


def people(text: str) -> list[FormSpan]:
    """Names of those who act or speak; surest where a verb of speech stands beside them."""
    found = []
    for name in names(text):
        speaks = _speaks(text, name) or _SPEAKS_BEFORE.search(
            text[max(0, name.start - 30) : name.start]
        )
        located = _LOCATED.search(text[max(0, name.start - 30) : name.start]) or _AREA.search(
            text[name.start : name.end]
        )
        owns = text.startswith(("'s", "’s"), name.end)  # "China's police" are not China
        acts = _BY.search(text[max(0, name.start - 10) : name.start])
        quality = 1.0 if speaks else 0.3 if located or owns else 0.8 if acts else 0.6
        found.append(FormSpan(name.start, name.end, quality))
    return found


def lists(text: str, every: list[FormSpan]) -> list[FormSpan]:
    """Names with those listed beside them as one: "Indonesia, Laos and the Philippines"."""
    found: list[FormSpan] = []
    for name in every:
        between = text[found[-1].end : name.start] if found else ""
        # "… from China, Jiang said" lists nothing.
        if _LISTED.fullmatch(between) and not _speaks(text, name):
            found[-1] = FormSpan(found[-1].start, name.end, found[-1].quality)
        else:
            found.append(name)
    return found


def places(text: str) -> list[FormSpan]:
    """Names after a preposition of place; "Indonesia, Laos and the Philippines" is one answer."""
    dated = dates(text)
    found = []
    for name in lists(text, names(text)):
        if any(name.start < other.end and other.start < name.end for other in dated):
            continue
        placed = _PLACED.search(text[max(0, name.start - 60) : name.start])
        # "suspects in Myanmar were …": where the subject is from, not where it happened.
        subject = placed and _VERB_NEXT.match(text, name.end)
        quality = 0.5 if subject else 1.0 if placed else 0.4
        found.append(FormSpan(name.start, name.end, quality))
    return found


_ROLE_AFTER = re.compile(
    rf",\s+(?!who\b|which\b|and\b|{_SPEECH})((?:[^,;.“”\"]|\.(?!\s+[A-Z]|\s*$)){{4,160}}?)"
    r"(?=[,;]|\.?\s*$)"
)
_ROLE_BEFORE = re.compile(r"((?:[^\W\d_][\w'’-]*\s+){0,7}[^\W\d_][\w'’-]*),?\s+$")
_NO_ROLE = re.compile(
    r"^.*\b(?:by|as|to|that|from|with|when|where|while|for|said|than|[Tt]he|an?)\s+(?=\S)"
)
_OFFICE = re.compile(
    r"\b(?:minister|president|director|head|chief|deputy|secretary|spokes\w+|official|governor"
    r"|historian|scholar|economist|advocate|designer|engineer|\w*scientist|writer|artist|premier"
    r"|musician|philosopher|explorer|founder|coach|captain|pope|emperor|senator|researcher"
    r"|mayor|judge|leader|professor|king|queen|chairman|general|ambassador|commissioner|author"
    r"|actor|singer|offender|officer)\b",
    re.IGNORECASE,
)


def roles(text: str, subject: str) -> list[FormSpan]:
    """What a text says that somebody is: "director of …" after the name, or a title before it."""
    found = re.search(re.escape(subject), text, re.IGNORECASE)
    if found is None:
        return []
    at, end = found.span()
    after = _ROLE_AFTER.match(text, end)
    if after:
        return [FormSpan(*after.span(1))]
    is_a = re.compile(r"\s+(?:is|was|were|are)\s+([^.;]{4,160}?)(?=[;,]|\.?\s*$)").match(text, end)
    if is_a:
        return [FormSpan(*is_a.span(1))]
    before = _ROLE_BEFORE.search(text[:at])
    if before:
        cut = _NO_ROLE.match(before[1])
        start = before.start(1) + (cut.end() if cut else 0)
        if _OFFICE.search(text, start, before.end(1)):
            return [FormSpan(start, before.end(1))]
    return []
