"""Make questions that a text does not answer of those that it does, by one word.

    python -m training.exchanged --examples FOLDER

A name, a year, a figure or a thing that stands both in a question and in its text is exchanged for
another of its kind, which the text lacks, as in questions that people made to be unanswerable
(Rajpurkar et al. 2018, arXiv 1806.03822). Three examples come of it: the changed question with the
text, which nothing answers; with the text changed alike, which is answered; and the question with
the changed text, which nothing answers. So no question and no text tells by itself which it is
(contrast sets, Gardner et al. 2020, arXiv 2004.02709). Writes FOLDER/exchanged.jsonl, beside what
training/prepare.py wrote.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import faiss

from index.encoder import load_encoder
from training.examples import CONFLICTS, EXCHANGED, SMALL, TYPED
from training.recurring import WORD, YEAR

OF_ONE = {TYPED: 4, "squadshifts-newwiki-train.json": 2, CONFLICTS: 0}  # exchanges; of others one
QAMR_SHARE = 0.3  # of whose questions one is exchanged
THINGS = 0.1  # of them; who asks often names a thing in other words than the text's
LONGEST = 4  # words of a name
NEAREST = 60  # words or names, by their vectors, of which another is drawn
FIRST = {"name": 1, "thing": 8}  # of these; the nearest words mean the same
AS_NOUN = 0.3  # of the places of a word: behind an article or the like, for it to be a thing
LEAST_PLACES = 6
MOST_OTHERS = 20_000  # names, and things
YEARS = 15  # apart at most
_NUMBERS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
NUMBERS = tuple(_NUMBERS.split())
_BEFORE_NOUNS = "a an the of many which no this every each some two three first"
BEFORE_NOUNS = frozenset(_BEFORE_NOUNS.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=6)
    arguments = parser.parse_args()
    folder, chance = arguments.examples, random.Random(arguments.seed)
    with (folder / "examples.jsonl").open(encoding="utf-8") as stream:
        examples = [json.loads(line) for line in stream]
    exchange = Exchange(list(dict.fromkeys(each["whole"]["text"] for each in examples)), chance)
    kinds: Counter[str] = Counter()
    with (folder / EXCHANGED).open("w", encoding="utf-8") as stream:
        for example in examples:
            for kind, made in exchange.of(example):
                kinds[kind] += 1
                stream.write(json.dumps(made, ensure_ascii=False) + "\n")
    print(", ".join(f"{count:,} by a {kind}" for kind, count in kinds.most_common()))


class Exchange:
    """What each word may be exchanged for, and the examples that come of it."""

    def __init__(self, texts: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        names = Counter(name.lower() for text in texts for name in names_of(text))
        self._kinds = {
            "name": Others([each for each, _ in names.most_common(MOST_OTHERS)]),
            "thing": Others(things_of(texts)[:MOST_OTHERS]),
        }

    def of(self, example: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Examples with the kind of what was exchanged, three of every exchange."""
        source = example["source"]
        if source.startswith("qamr") and self._chance.random() > QAMR_SHARE:
            return
        shared = self._shared(example["question"], example["whole"])
        self._chance.shuffle(shared)
        for kind, words in shared[: OF_ONE.get(source, 1)]:
            cut = [example["whole"], *example["passages"]]
            text = self._chance.choice([each for each in cut if _holds(each["text"], words)])
            other = self._other(kind, words, example["whole"]["text"], example["question"])
            if other is None:
                continue
            asked, changed = _swap(example["question"], words, other), _changed(text, words, other)
            yield kind, _example(asked, text["text"], ())
            yield kind, _example(asked, *changed)
            yield kind, _example(example["question"], changed[0], ())

    def _shared(self, question: str, whole: dict[str, Any]) -> list[tuple[str, str]]:
        """Kinds and words that stand in both, and in no answer."""
        text = whole["text"]
        answers = " ".join(text[start:end] for start, end, _ in whole["spans"]).lower()
        found: list[tuple[str, str]] = []
        for name in sorted({each.lower() for each in names_of(text)}, key=len, reverse=True):
            if _holds(question, name) and not any(_holds(each, name) for _, each in found):
                found.append(("name", name))
        for each in WORD.findall(question.lower()):
            if any(_holds(words, each) for _, words in found) or not _holds(text, each):
                continue
            if each.isdigit() or each in NUMBERS:
                found.append(("year" if YEAR.fullmatch(each) else "figure", each))
            elif each in self._kinds["thing"] and self._chance.random() < THINGS:
                found.append(("thing", each))
        return [
            (kind, words)
            for kind, words in found
            if not set(words.split()) & set(WORD.findall(answers))
        ]

    def _other(self, kind: str, words: str, text: str, question: str) -> str | None:
        """Another of its kind, that neither the text nor the question has a word of."""
        if kind in self._kinds:
            others = self._kinds[kind].near(words)[FIRST[kind] :]
        elif kind == "year":
            others = [str(int(words) + by) for by in range(-YEARS, YEARS + 1) if by]
        elif words in NUMBERS:
            others = list(NUMBERS)
        else:
            others = [
                str(self._chance.randrange(10 ** (len(words) - 1), 10 ** len(words)))
                for _ in range(5)
            ]
        self._chance.shuffle(others)
        taken = {each[:5] for each in WORD.findall(f"{text} {question}".lower())}
        for other in others:
            if not taken & {each[:5] for each in WORD.findall(other) if each not in SMALL}:
                return other
        return None


class Others:
    """Words or names with those that mean something like them."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = list(words)
        vectors = load_encoder().encode(self._words)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        self._near = dict(zip(self._words, index.search(vectors, NEAREST)[1].tolist(), strict=True))

    def __contains__(self, words: str) -> bool:
        return words in self._near

    def near(self, words: str) -> list[str]:
        """The nearest first; none of what is not known."""
        return [self._words[each] for each in self._near.get(words, ())][1:]


def names_of(text: str) -> Iterator[str]:
    """Words with capitals that stand together, but for one alone where a sentence begins."""
    words = [*WORD.finditer(text)]
    run: list[re.Match[str]] = []
    for word in [*words, None]:
        follows = word and run and text[run[-1].end() : word.start()] == " "
        if word and word[0][0].isupper() and word[0].lower() not in SMALL and (follows or not run):
            run.append(word)
            continue
        if run and len(run) <= LONGEST and not (len(run) == 1 and _begins(text, run[0].start())):
            yield " ".join(each[0] for each in run)
        run = [word] if word and word[0][0].isupper() and word[0].lower() not in SMALL else []


def things_of(texts: Sequence[str]) -> list[str]:
    """Words that are mostly nouns, the commonest first."""
    places: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for text in texts:
        words = WORD.findall(text)
        for before, word in zip(["", *words], words, strict=False):
            if word.islower() and len(word) > 3:
                places[word] += 1
                behind[word] += before.lower() in BEFORE_NOUNS
    return [
        word
        for word, count in places.most_common()
        if count >= LEAST_PLACES and behind[word] >= AS_NOUN * count and word not in NUMBERS
    ]


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    before = text[:start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def _holds(text: str, words: str) -> bool:
    return _pattern(words).search(text) is not None


def _swap(text: str, words: str, other: str) -> str:
    return _pattern(words).sub(lambda _: other, text)


def _changed(
    text: dict[str, Any], words: str, other: str
) -> tuple[str, list[tuple[int, int, int]]]:
    """The text with the other words, and where its spans stand then."""
    places = [each.span() for each in _pattern(words).finditer(text["text"])]

    def moved(at: int) -> int:
        return at + sum(len(other) - (end - start) for start, end in places if end <= at)

    spans = [(moved(start), moved(end), votes) for start, end, votes in text["spans"]]
    return _swap(text["text"], words, other), spans


def _example(question: str, text: str, spans: Sequence[tuple[int, int, int]]) -> dict[str, Any]:
    return {
        "question": question,
        "source": EXCHANGED,
        "whole": {"text": text, "spans": spans},
        "passages": [],
        "rank": None,
        "negatives": [],
    }


if __name__ == "__main__":
    main()
