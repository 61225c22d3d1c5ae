"""Make questions by rule from what the training texts say twice.

    python -m training.recurring --examples FOLDER

A name, a figure or a phrase that stands in two sentences is asked for with the words of one of them
and is to be found in the other: spans that recur in one text (Splinter, Ram et al. 2021, arXiv
2101.00438), and in texts that share more words (Fabbri et al. 2020, arXiv 2004.11892). Writes
FOLDER/recurring.jsonl, beside what training/prepare.py wrote.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.examples import RECURRING, SMALL

SENTENCE = re.compile(r"[^.!?\n](?:[^.!?\n]|[.!?](?=\S))*[.!?]?")
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTHS = """
january february march april may june july august september october november december
"""
MONTHS = frozenset(_MONTHS.split())
LONGEST = 5  # words of a span
QUESTION_WORDS = 18  # about what is asked for
OF_ONE_TEXT = 6  # questions at most
COMMON = 60  # a span in more sentences than that says too little
SHARED = 2  # rarer words that two texts' sentences share, at least


class Place(NamedTuple):
    """A span of words in a sentence of a text."""

    text: int
    sentence: tuple[int, int]
    span: tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    folder = parser.parse_args().examples
    chance = random.Random(parser.parse_args().seed)
    with (folder / "examples.jsonl").open(encoding="utf-8") as stream:
        texts = list(dict.fromkeys(json.loads(line)["whole"]["text"] for line in stream))
    count = 0
    with (folder / RECURRING).open("w", encoding="utf-8") as stream:
        for example in recurring(texts, chance):
            stream.write(json.dumps(example, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count:,} questions from {len(texts):,} texts")


def recurring(texts: Sequence[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Examples, some of each text."""
    places = find_places(texts)
    rare = rarity(texts)
    by_text: dict[int, list[tuple[str, Place]]] = defaultdict(list)
    for words, found in places.items():
        if 2 <= len(found) <= COMMON:
            for place in found:
                by_text[place.text].append((words, place))
    for number in sorted(by_text):
        made = 0
        candidates = by_text[number]
        chance.shuffle(candidates)
        candidates.sort(key=lambda each: -weight(each[0]))
        for words, place in candidates[: 5 * OF_ONE_TEXT]:
            other = find_other(texts, place, places[words], rare, chance)
            if other is None:
                continue
            yield example_of(texts, words, place, other, chance)
            made += 1
            if made == OF_ONE_TEXT:
                break


def find_places(texts: Sequence[str]) -> dict[str, list[Place]]:
    """Every span that may be asked for, by its words in lower case."""
    places: dict[str, list[Place]] = defaultdict(list)
    for number, text in enumerate(texts):
        for sentence in SENTENCE.finditer(text):
            words = list(WORD.finditer(text, *sentence.span()))
            for first in range(len(words)):
                for last in range(first, min(first + LONGEST, len(words))):
                    span = words[first].start(), words[last].end()
                    if is_answer(text, [each[0] for each in words[first : last + 1]], span):
                        key = " ".join(each[0].lower() for each in words[first : last + 1])
                        places[key].append(Place(number, sentence.span(), span))
    return places


def is_answer(text: str, words: Sequence[str], span: tuple[int, int]) -> bool:
    """Whether it is a figure, a name, or a phrase that neither begins nor ends in a small word."""
    if re.search(r"[,;:()\"]\s", text[slice(*span)]):
        return False
    if words[0].lower() in SMALL or words[-1].lower() in SMALL:
        return False
    if len(words) == 1:
        return words[0][0].isdigit() or (words[0][0].isupper() and len(words[0]) > 3)
    return True


def weight(words: str) -> int:
    """Figures before phrases, longer phrases first."""
    return 3 * any(letter.isdigit() for letter in words) + words.count(" ")


def rarity(texts: Sequence[str]) -> Counter[str]:
    """In how many texts a word stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({each.lower() for each in WORD.findall(text)})
    return counts


def find_other(
    texts: Sequence[str],
    place: Place,
    found: Sequence[Place],
    rare: Counter[str],
    chance: random.Random,
) -> Place | None:
    """Another sentence that says it, of the same text or one with words in common."""
    others = [each for each in found if (each.text, each.sentence) != (place.text, place.sentence)]
    same = [each for each in others if each.text == place.text]
    if same:
        return chance.choice(same)
    asked = set(_content(texts, place)) - set(texts[place.text][slice(*place.span)].lower().split())
    limit = len(texts) / 20
    chance.shuffle(others)
    for each in others:
        shared = asked & set(_content(texts, each))
        if sum(rare[word] < limit for word in shared) >= SHARED:
            return each
    return None


def _content(texts: Sequence[str], place: Place) -> list[str]:
    words = WORD.findall(texts[place.text][slice(*place.sentence)].lower())
    return [word for word in words if word not in SMALL]


def example_of(
    texts: Sequence[str], words: str, place: Place, other: Place, chance: random.Random
) -> dict[str, Any]:
    """The one sentence as a question, the other's text without it."""
    text = texts[other.text]
    if other.text == place.text:  # what asks is not left to be read
        text = text[: place.sentence[0]] + text[place.sentence[1] :]
    pattern = r"\W+".join(re.escape(word) for word in words.split())
    spans = [
        [*each.span(), 1] for each in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    ]
    return {
        "question": question_of(texts[place.text], place, words, chance),
        "source": RECURRING,
        "whole": {"text": text, "spans": spans},
        "passages": [],
        "rank": None,
        "negatives": [],
    }


def question_of(text: str, place: Place, words: str, chance: random.Random) -> str:
    """The words about the span, and what it is asked for with, before them or in its place."""
    asked = asking_word(text[slice(*place.span)], words, chance)
    before = text[place.sentence[0] : place.span[0]].split()
    after = text[place.span[1] : place.sentence[1]].rstrip(" .!?").split()
    behind = chance.randint(QUESTION_WORDS // 3, QUESTION_WORDS)
    after = after[:behind]
    before = before[-(QUESTION_WORDS - len(after)) :] if len(after) < QUESTION_WORDS else []
    if chance.random() < 0.5:
        return " ".join([*before, asked, *after]) + "?"
    return " ".join([asked, *before, *after]) + "?"


def asking_word(span: str, words: str, chance: random.Random) -> str:
    """A question word that the span answers."""
    parts = words.split()
    if YEAR.fullmatch(words) or MONTHS & set(parts):
        return chance.choice(["when", "what year" if len(parts) == 1 else "when", "what date"])
    if parts[0][0].isdigit():
        return chance.choice(["how many", "how much", "what"])
    if span[0].isupper():
        return chance.choice(["who", "what", "which", "where"])
    return chance.choice(["what", "which"])


if __name__ == "__main__":
    main()
