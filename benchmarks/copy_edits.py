"""What papers do to a text of an agency before they print it, one function a kind of edit.

Each takes paragraphs and a source of chance, and returns paragraphs.
"""

import random
import re
from collections.abc import Callable, Sequence

from index.splitting.sentences import split_sentences

Paragraphs = list[str]
Edit = Callable[[Paragraphs, random.Random], Paragraphs]

_HEADLINES = (
    "What we know about {}", "{}: the story so far", "Questions grow over {}", "Inside {}",
    "Why {} matters now", "{} in the spotlight again", "Five things to know about {}",
)  # fmt: skip
_AGENCIES = ("Reuters", "AFP", "AP", "Xinhua", "Meridian Wire", "dpa", "PA Media")
_CITIES = ("LONDON", "BEIJING", "NAIROBI", "OSLO", "MANILA", "LIMA", "WASHINGTON", "PARIS")
_ASIDES = (
    "Readers in the region told this paper that they had followed the matter for months. A teacher "
    "who lives near the station said that nobody there talks of anything else, and a baker next "
    "door agreed.",
    "The story has been widely read. A spokeswoman for the district declined to comment when she "
    "was reached by telephone on Friday, and referred questions to her office in the capital.",
    "It is not the first time. An earlier report in these pages described how little was known "
    "then, and how many of those who were asked would rather not give their names.",
    "Experts whom we asked were divided. One called it a turning point; another, who has written "
    "two books on the subject, said that it would be forgotten by the spring.",
)
_HOUSE_STYLE = (
    (r"\bpercent\b", "per cent"), (r"%", " per cent"), (r"\bU\.S\.", "US"), (r"\bU\.K\.", "UK"),
    (r"\b([Cc])olor", r"\1olour"), (r"\b([Ll])abor\b", r"\1abour"), (r"\b([Hh])onor", r"\1onour"),
    (r"\b([Ff])avor", r"\1avour"), (r"\b([Nn])eighbor", r"\1eighbour"),
    (r"\b([Hh])arbor", r"\1arbour"), (r"\b([Cc])enter\b", r"\1entre"),
    (r"\b([Tt])heater\b", r"\1heatre"), (r"\b([Dd])efense\b", r"\1efence"),
    (r"\b([Pp])rogram\b", r"\1rogramme"), (r"\b(\w{3,})iz(e|ed|es|ing|ation)\b", r"\1is\2"),
    (r"\b([Tt])ravele", r"\1ravelle"), (r"\bOctober (\d+)", r"Oct. \1"),
    (r"\b(January|February|August|September|November|December) (\d{1,2})\b", r"\2 \1"),
    (r"\bgray\b", "grey"), (r"\btwo\b", "2"), (r"\bthree\b", "3"), (r"\bsix\b", "6"),
)  # fmt: skip
_FILLERS = str.split("already clearly now the some there then quite largely this")
_REWORDED = (
    (r"\bsaid\b", "stated"), (r"\bmore than\b", "over"), (r"\balso\b ", ""),
    (r"\babout\b", "around"), (r"\bhowever\b,? ?", ""), (r"\bbecause\b", "since"),
    (r"\bwhile\b", "whereas"),
    (r"\bincluding\b", "among them"), (r"\bbegan\b", "started"), (r"\bbecame\b", "turned into"),
    (r"\bmany\b", "a large number of"), (r"\blarge\b", "big"), (r"\bused\b", "employed"),
    (r"\bwell known\b", "famous"), (r"\bin order to\b", "to"), (r"\bshowed\b", "revealed"),
    (r"\bsuch as\b", "like"), (r"\bmost of\b", "the bulk of"), (r"\blater\b", "afterwards"),
)  # fmt: skip


def headline(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Another headline, in the place of the first line or above it."""
    names = re.findall(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*", " ".join(paragraphs)) or ["it"]
    return [chance.choice(_HEADLINES).format(chance.choice(names)), *paragraphs[1:]]


def cut_tail(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """The last quarter to half goes."""
    return _join(_sentences(paragraphs), 1 - chance.uniform(0.25, 0.5))


def inserted(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A paragraph of the paper's own."""
    at = chance.randint(1, len(paragraphs))
    return [*paragraphs[:at], chance.choice(_ASIDES), *paragraphs[at:]]


def punctuation(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Other quotation marks and dashes; no comma before "and"; full stops into semicolons."""
    curly = chance.random() < 0.5
    text = "\n".join(paragraphs)
    if curly:
        text = re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’")
    else:
        text = re.sub(r"[“”]", '"', text).replace("’", "'")
    text = text.replace(", and ", " and ").replace(" - ", " — ").replace("; ", ". ")
    text = re.sub(r"\((\w[^()\n]{3,60})\)", r"— \1 —", text)
    return text.split("\n")


def time_zone(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Every time of day as it is elsewhere."""

    def moved(found: re.Match[str]) -> str:
        hour = (int(found[1]) + 7) % 24
        return f"{(hour - 1) % 12 + 1}:{found[2]} {'ap'[hour >= 12]}.m. EST"

    return [re.sub(r"(\d\d):(\d\d) GMT", moved, each) for each in paragraphs]


def house_style(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """British spelling, figures and dates, whichever way they were."""
    text = "\n".join(paragraphs)
    for written, put in _HOUSE_STYLE:
        text = re.sub(written, put, text)
    return text.split("\n")


def agency(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Another agency's dateline, and who reported, at the end."""
    dateline = (
        f"{chance.choice(_CITIES)}, {chance.randint(1, 28)} Oct ({chance.choice(_AGENCIES)}) — "
    )
    body = re.sub(r"^[A-Z']+(?:, \w+)? (?:\([^)]*\) )?[-—] ", "", paragraphs[1])
    credit = f"(Reporting by {chance.choice('ABCDEF')}. Moreno; Editing by K. Lund)"
    return [paragraphs[0], dateline + body, *paragraphs[2:], credit]


def trimmed(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A fifth to a third of the sentences go, some of the rest change places."""
    sentences = _sentences(paragraphs)
    gone = max(1, round(len(sentences) * chance.uniform(0.2, 0.35)))
    for at in sorted(chance.sample(range(1, len(sentences)), min(gone, len(sentences) - 2)))[::-1]:
        del sentences[at]
    for at in range(2, len(sentences) - 1, 4):
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
    return _join(sentences, 1)


def brief(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A few sentences in a row under a headline of their own."""
    sentences = [each for each in _sentences(paragraphs[1:]) if len(each.split()) > 5]
    at = chance.randrange(max(1, len(sentences) - 4))
    kept = sentences[at : at + chance.randint(2, 4)]
    return [headline(paragraphs, chance)[0], " ".join(kept)]


def reworded(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """A sub-editor's hand in two sentences of three: one to three words other, fewer or more."""
    return [" ".join(_touched(each, chance) for each in _sentences([p])) for p in paragraphs]


def rewritten(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """The same six times over, so that no sentence stays as it was."""
    for _ in range(6):
        paragraphs = reworded(paragraphs, chance)
    return paragraphs


def _touched(sentence: str, chance: random.Random) -> str:
    if chance.random() < 1 / 3:
        return sentence
    for written, put in chance.sample(_REWORDED, 8):
        sentence = re.sub(written, put, sentence, count=1)
    words = sentence.split(" ")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(words))
        if len(words) < 6 or not re.fullmatch(r"[a-z]{2,}", words[at]):
            continue
        what = chance.randrange(3)
        if what == 0:
            del words[at]
        elif what == 1:
            words[at] = chance.choice(_FILLERS)
        else:
            words.insert(at, chance.choice(_FILLERS))
    opening, comma, rest = " ".join(words).partition(", ")
    if comma and rest.endswith(".") and chance.random() < 0.3:  # the first clause to the end
        return f"{rest[0].upper()}{rest[1:-1]}, {opening[0].lower()}{opening[1:]}."
    return opening + comma + rest


EDITS: dict[str, Edit] = {
    "another headline": headline,
    "cut tail": cut_tail,
    "inserted paragraph": inserted,
    "punctuation": punctuation,
    "time zone": time_zone,
    "house style": house_style,
    "agency line": agency,
    "trimmed and reordered": trimmed,
    "other words": reworded,
    "other words throughout": rewritten,
    "brief of a long report": brief,
}


def with_times(paragraphs: Paragraphs) -> Paragraphs:
    """The text with a time of day in every third sentence."""
    sentences = _sentences(paragraphs)
    for at in range(1, len(sentences), 3):
        sentences[at] = re.sub(r"[.!?]?$", f" at {at % 24:02}:{at * 7 % 60:02} GMT.", sentences[at])
    return _join(sentences, 1)


def several(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Three to five kinds together."""
    kinds = [
        name for name in EDITS if name not in ("brief of a long report", "other words throughout")
    ]
    for name in chance.sample(kinds, chance.randint(3, 5)):
        paragraphs = EDITS[name](paragraphs, chance)
    return paragraphs


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    return [
        paragraph[start:end]
        for paragraph in paragraphs
        for start, end in split_sentences(paragraph)
    ]


def _join(sentences: Sequence[str], share: float) -> Paragraphs:
    """The first of the sentences, that share of all, three a paragraph, the first by itself."""
    kept = list(sentences[: max(2, round(len(sentences) * share))])
    rest = [" ".join(kept[at : at + 3]) for at in range(1, len(kept), 3)]
    return [kept[0], *rest]
