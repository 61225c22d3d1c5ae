"""Examples of a few sentences each, as they are looked at a second time."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from qa.readers.second_look import SENTENCE, WINDOW
from training.examples import SMALL, Examples, Group, Marked

BREAK = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z0-9\"'(\[])|\n+")


class Windows(Examples):
    """Groups as Examples', each text cut to the sentences around what is marked, or like it."""

    def make(
        self, question: str, texts: Sequence[Marked], answering: int, ranked: bool
    ) -> Group | None:
        """As Examples', and beside what answers, now and then, another window of its text."""
        words = {word for word in re.findall(r"\w+", question.lower()) if word not in SMALL}
        cut: list[Marked] = []
        more: list[Marked] = []
        for text, spans in texts:
            sentences = split(text)
            if spans:
                inside = self.holding(sentences, spans)
                window = self.around(sentences, inside)
                cut.append(window_of(text, spans, window))
                if self.random.random() < self.config["groups"]["same_text"]:
                    more += self.beside(text, sentences, window, words)
            else:
                at = self.likest(text, sentences, words)
                cut.append(window_of(text, (), self.around(sentences, (at, at))))
        return super().make(question, [*cut, *more], answering, ranked or bool(more))

    def holding(
        self, sentences: list[tuple[int, int]], spans: Sequence[Sequence[int]]
    ) -> tuple[int, int]:
        """The sentences of one span, and of the others where they are the same."""
        start, end, _ = self.random.choices(spans, [votes for _, _, votes in spans])[0]
        first = max(at for at, (begin, _) in enumerate(sentences) if begin <= start)
        last = min(at for at, (_, stop) in enumerate(sentences) if stop >= end)
        return first, max(first, last)

    def around(self, sentences: list[tuple[int, int]], inside: tuple[int, int]) -> tuple[int, int]:
        """With up to two sentences before and one behind it, as far as there is room."""
        first, last = inside
        before, behind = self.random.choice([(0, 0), (1, 0), (1, 1), (1, 1), (2, 1), (0, 1)])
        while before and first and sentences[last][1] - sentences[first - 1][0] <= WINDOW:
            first, before = first - 1, before - 1
        while (
            behind
            and last + 1 < len(sentences)
            and sentences[last + 1][1] - sentences[first][0] <= WINDOW
        ):
            last, behind = last + 1, behind - 1
        return sentences[first][0], sentences[last][1]

    def likest(self, text: str, sentences: list[tuple[int, int]], words: set[str]) -> int:
        """A sentence that has many of the question's words, more often."""
        shared = [
            len(words & set(re.findall(r"\w+", text[start:end].lower()))) + self.random.random()
            for start, end in sentences
        ]
        order = sorted(range(len(sentences)), key=lambda at: -shared[at])
        return self.random.choice(order[:2])

    def beside(
        self, text: str, sentences: list[tuple[int, int]], window: tuple[int, int], words: set[str]
    ) -> list[Marked]:
        """Another window of the same text, none of it in the first."""
        others = [one for one in sentences if one[1] <= window[0] or one[0] >= window[1]]
        if not others:
            return []
        start, end = others[self.likest(text, others, words)]
        return [(text[start:end][:SENTENCE], ())]


def split(text: str) -> list[tuple[int, int]]:
    """Where its sentences begin and end."""
    breaks = [0, *(found.end() for found in BREAK.finditer(text)), len(text)]
    return [(low, high) for low, high in pairwise(breaks) if high > low]


def window_of(
    text: str, spans: Sequence[Sequence[int]], window: tuple[int, int]
) -> tuple[str, list[tuple[int, int, Any]]]:
    """The text of a window and the spans in it."""
    low, high = window
    inside = [
        (start - low, end - low, votes) for start, end, votes in spans if low <= start < end <= high
    ]
    if high - low > SENTENCE:  # a list without full stops: what is marked in it, and what is near
        middle = inside[0][0] if inside else 0
        shift = max(0, min(middle - SENTENCE // 2, high - low - SENTENCE))
        inside = [
            (start - shift, end - shift, votes)
            for start, end, votes in inside
            if start >= shift and end <= shift + SENTENCE
        ]
        return text[low + shift : low + shift + SENTENCE], inside
    return text[low:high], inside
