"""The shingles of a wording, and those few of them by which copies are looked up.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of every WINDOW consecutive shingles the least is
taken, so that two texts which share WORDS + WINDOW - 1 words in a row share a fingerprint, however
long the one and however short the other. A MinHash signature would miss the brief that was cut
from a long report: what they share is little of the two together.
"""

import numpy as np
from numpy.typing import NDArray

from index.copies.wording import Words

WORDS = 4  # of a shingle
WINDOW = 10  # shingles, of which one fingerprint at least is kept
# Odd numbers without a pattern, for each word of a shingle its own.
_FACTORS = tuple(
    map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93))
)

Shingles = NDArray[np.uint64]


def shingles(words: Words) -> Shingles:
    """A number for each run of WORDS words, in order; one run of all where there are fewer."""
    if not len(words):
        return np.zeros(0, np.uint64)
    if len(words) < WORDS:
        words = np.concatenate([words, np.zeros(WORDS - len(words), np.uint64)])
    size = len(words) - WORDS + 1
    mixed = np.zeros(size, np.uint64)
    for at, factor in enumerate(_FACTORS):
        mixed = (mixed ^ (mixed >> np.uint64(29))) * factor + words[at : at + size] * _FACTORS[-1]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _FACTORS[1]
    return np.asarray(mixed ^ (mixed >> np.uint64(29)), np.uint64)


def fingerprints(words: Words) -> list[int]:
    """Those shingles by which copies are looked up, of 47 bits each."""
    every = shingles(words)
    if not len(every):
        return []
    windows = np.lib.stride_tricks.sliding_window_view(every, min(WINDOW, len(every)))
    return [int(each) for each in np.unique(windows.min(axis=1) >> np.uint64(17))]
