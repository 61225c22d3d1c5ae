"""Words that turn what is said around: "not approved", "voted against", "before the war"."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DENYING = frozenset(
    {"no", "not", "never", "none", "nor", "neither", "cannot", "without", "nobody", "nothing",
     "nowhere", "hardly", "non", "anti", "deny", "denies", "denied", "denying"}
)  # fmt: skip
_UNDONE = re.compile(r"\b(?:fail|refus|declin)(?:s|es|e|ed|ing)? to\b|\b(?:unable|yet) to\b")
# A "no" that is no denial: "not only the mayor", "No. 3".
_NO_DENIAL = re.compile(r"\bnot (?:only|just|least)\b|\bno doubt\b|\bnos?\.(?= ?\d)")
_PAIRS = (
    ("for", "against"), ("before", "after"), ("above", "below"), ("over", "under"), ("up", "down"),
    ("in", "out"), ("on", "off"), ("inside", "outside"), ("first", "last"), ("more", "less"),
    ("more", "fewer"), ("most", "least"), ("all", "few"), ("north", "south"), ("east", "west"),
)  # fmt: skip


def denies(text: str) -> bool:
    """Whether a text says that something is not so: "not approved", "hasn't been", "no one"."""
    plain = text.casefold().replace("’", "'")
    words = _WORD.findall(_NO_DENIAL.sub(" ", plain))
    denied = any(word in _DENYING or word.endswith("n't") for word in words)
    return denied or _UNDONE.search(plain) is not None


def are_opposed(one: str, other: str) -> bool:
    """Whether one text has the opposite of a word of the other: "for", "against"."""
    left, right = (frozenset(_WORD.findall(text.casefold())) for text in (one, other))
    return any(
        (a in left and b not in left and b in right and a not in right)
        or (b in left and a not in left and a in right and b not in right)
        for a, b in _PAIRS
    )
