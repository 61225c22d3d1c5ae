"""Pairs of articles that are copies of one another, and pairs that are not.

The texts of the half to tune on and of the half that is held out come from different files, or
different parts of them; chance is seeded, so that the pairs are the same in each run.
"""

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.copy_edits import EDITS, Paragraphs, several, with_times
from index.reading.corpus import list_files, read_articles

ROOT = Path(__file__).parent.parent
BY_HAND = ROOT / "tests" / "data" / "copies.jsonl"
HALVES = ("tune", "held")  # to tune on; kept from tuning
_FILES = {  # what articles are put together of
    "tune": ("squadshifts-newwiki-train.json", "squadshifts-amazon.json"),
    "held": ("squadshifts-newwiki-validation.json", "squadshifts-reddit.json"),
}
_EACH = 15  # pairs of a kind of edit, in each half
_SEVERAL = 40
_SAME_QUESTION = 40
_SAME_SUBJECT = 40
_ROUND_UPS = 20
_LEAST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, what was done to the one, and whether they are copies."""

    kind: str
    one: str
    other: str
    is_copy: bool


def make_pairs(half: str, data: Path) -> list[Pair]:
    """All pairs of a half."""
    chance = random.Random(f"copies {half}")
    texts = list(_texts(half, data))
    chance.shuffle(texts)
    return [
        *_edited(texts, chance),
        *_by_hand(half),
        *_same_question(half, data, chance),
        *itertools.islice(_same_subject(half, data), _SAME_SUBJECT),
        *_of_the_corpus(half),
        *_round_ups(texts, chance),
    ]


def _edited(texts: list[Paragraphs], chance: random.Random) -> Iterator[Pair]:
    supply = itertools.cycle(texts)
    for kind, edit in EDITS.items():
        for _ in range(_EACH):
            original = next(supply)
            if kind == "brief of a long report":
                while len(" ".join(original).split()) < 250:
                    original = next(supply)
            if kind == "time zone":
                original = with_times(original)
            yield Pair(kind, _text(original), _text(edit(original, chance)), True)
    for _ in range(_SEVERAL):
        original = with_times(next(supply))
        yield Pair(
            "three to five of these", _text(original), _text(several(original, chance)), True
        )


def _by_hand(half: str) -> Iterator[Pair]:
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            yield Pair(row["kind"], row["one"], row["other"], row["copy"])


def _same_question(half: str, data: Path, chance: random.Random) -> Iterator[Pair]:
    """Pages of the web that answer one question with the same words, of other sites."""
    lines = (data / "ramdocs-dev.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = []
    for line in lines[HALVES.index(half) :: 2]:
        documents = [each for each in json.loads(line)["documents"] if each["type"] == "correct"]
        pairs += [
            (one["text"], other["text"])
            for one, other in itertools.combinations(documents, 2)
            if one["answer"] == other["answer"] and not _share_a_page(one["text"], other["text"])
        ]
    for one, other in chance.sample(pairs, _SAME_QUESTION):
        yield Pair("pages that answer one question", one, other, False)


def _share_a_page(one: str, other: str) -> bool:
    """Whether ten words in a row are in both: pieces of one page, cut at other places."""
    runs = []
    for text in (one, other):
        words = re.findall(r"\w+", text.casefold())
        runs.append({tuple(words[at : at + 10]) for at in range(len(words) - 9)})
    return not runs[0].isdisjoint(runs[1])


def _same_subject(half: str, data: Path) -> Iterator[Pair]:
    """Parts of one encyclopedia article, one after the other."""
    articles = list(_assembled(data / _FILES[half][0]))
    for (title, one), (next_title, other) in itertools.pairwise(articles):
        if title == next_title:
            yield Pair("parts of one long article", _text(one), _text(other), False)


def _of_the_corpus(half: str) -> Iterator[Pair]:
    """Articles of the sample corpus, which tell of the same events; no two are copies."""
    files, _ = list_files([ROOT / "corpus"])
    texts = [article.text for file in files for article in read_articles(file)[0]]
    pairs = list(itertools.combinations(texts, 2))
    for one, other in pairs[HALVES.index(half) :: 4]:
        yield Pair("articles of the sample corpus", one, other, False)


def _round_ups(texts: list[Paragraphs], chance: random.Random) -> Iterator[Pair]:
    """A long article that quotes a paragraph of each of several, beside one of those."""
    long = [text for text in texts if _quotable(text)]
    for _ in range(_ROUND_UPS):
        quoted = chance.sample(long, 5)
        parts = [f"As was reported: {chance.choice(_quotable(text))}" for text in quoted]
        yield Pair("round-up that quotes it", _text(["The week", *parts]), _text(quoted[0]), False)


def _quotable(text: Paragraphs) -> Paragraphs:
    """Paragraphs that are no more than two fifths of their article."""
    whole = len(" ".join(text).split())
    return [each for each in text[1:] if 20 < len(each.split()) < 0.4 * whole]


def _texts(half: str, data: Path) -> Iterator[Paragraphs]:
    """Articles of some paragraphs, the first a headline."""
    for name in _FILES[half]:
        yield from (text for _, text in itertools.islice(_assembled(data / name), 150))
    for file in sorted((data.parent / "articles").glob("*.txt"))[HALVES.index(half) :: 2]:
        lines = file.read_text(encoding="utf-8").splitlines()
        yield [line for line in lines if line.strip()]


def _assembled(path: Path) -> Iterator[tuple[str, Paragraphs]]:
    """An encyclopedia's paragraphs two or three together; reviews and posts one by one."""
    groups: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    for group in groups:
        title = group["title"].replace("_", " ")
        contents = [each["context"].strip() for each in group["paragraphs"]]
        if "newwiki" in path.name:
            at, size = 0, 2
            while at + size <= len(contents):
                yield title, [title, *contents[at : at + size]]
                at, size = at + size, 5 - size
        else:
            for content in contents:
                lines = [line.strip() for line in content.splitlines() if line.strip()]
                if len(content.split()) >= _LEAST_WORDS:
                    yield title, [" ".join(lines[0].split()[:8]), *lines]


def _text(paragraphs: Paragraphs) -> str:
    return "\n\n".join(each for each in paragraphs if each.strip())
