"""Texts of every kind through find_values: no crash, no false slice, no time that grows faster.

Sentences of the labelled file with pieces taken out, doubled, swapped, mixed with odd characters;
random characters; long runs of digits; one unit repeated. From the root of the repository:

    python -m benchmarks.values_fuzz --texts 100000
"""

import argparse
import datetime
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from qa.values import Value, find_values

SENTENCES = Path(__file__).parent.parent / "tests" / "data" / "value_sentences.jsonl"
ODD = list(
    " \t\n\r\u00a0\u202f\u2028\u0301\u200d\ufeff\x00\ud800½¼²°′″%$€£¥₹-–—−+^/.,:;'’\"()[]#&*"
)
ODD += "İß中万亿٣५"
PIECES = str.split(
    "1 12 1,000 1.5 ½ and a an of to - % $ € million bn m km/h per year years old ago last next"
    " this Monday May Oct. 19 2023 2023-10-31 the first half quarter three hundred between from"
    " since more than about twenty second percent dollars yuan ( ) , . : / ^ x10 in week"
)
BEGINNINGS = ("", "between ", "from ", "the first ", "since the end of ", "$")


def mutated(random_: random.Random, sentences: list[str]) -> str:
    text = random_.choice(sentences)
    for _ in range(random_.randint(1, 6)):
        at, size = random_.randrange(len(text) + 1), random_.randint(0, 12)
        piece = random_.choice(
            ["", random_.choice(ODD), random_.choice(PIECES), text[at : at + size] * 2,
             random_.choice(sentences)[at : at + size]]
        )  # fmt: skip
        text = text[:at] + piece + text[at + size :]
    return text


def arbitrary(random_: random.Random, sentences: list[str]) -> str:
    top = random_.choice([0x7F, 0x2FF, 0xFFFF, 0x10FFFF])
    return "".join(chr(random_.randint(0, top)) for _ in range(random_.randint(0, 200)))


def pieces(random_: random.Random, sentences: list[str]) -> str:
    spaces = random_.choice([" ", " ", "", "-", "\n", " and "])
    return spaces.join(random_.choice(PIECES) for _ in range(random_.randint(1, 60)))


def digits(random_: random.Random, sentences: list[str]) -> str:
    marks = random_.choice(["", ",", ".", " ", "-", "/", ",.", "0123456789,.-/ "])
    alphabet = "0123456789" + marks
    return "".join(random_.choice(alphabet) for _ in range(random_.randint(1, 1000)))


def repeated(random_: random.Random, sentences: list[str]) -> str:
    unit = " ".join(random_.choice(PIECES) for _ in range(random_.randint(1, 4)))
    unit += random_.choice(["", " ", "-", "/", ", "])
    return random_.choice(BEGINNINGS) + unit * random_.randint(1, 4000 // len(unit))


MAKERS: tuple[Callable[[random.Random, list[str]], str], ...] = (
    mutated, mutated, mutated, mutated, pieces, arbitrary, digits, repeated,
)  # fmt: skip


def check(text: str, values: list[Value]) -> None:
    end = 0
    for one in values:
        assert end <= one.start < one.end <= len(text), (text, one)
        assert text[one.start : one.end].strip(), (text, one)
        end = one.end
        if one.counted is not None:
            start = one.counted_start
            assert start is not None
            assert one.counted, (text, one)
            assert text[start : start + len(one.counted)] == one.counted, (text, one)
        if one.low is not None and one.high is not None:
            assert one.low <= one.high, (text, one)
        if one.first is not None and one.last is not None:
            assert one.first <= one.last, (text, one)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    with SENTENCES.open(encoding="utf-8") as lines:
        sentences = [json.loads(line)["text"] for line in lines]
    random_ = random.Random(arguments.seed)
    worst: list[tuple[float, str]] = []
    found = seconds = characters = 0.0
    for number in range(arguments.texts):
        text = random_.choice(MAKERS)(random_, sentences)
        written = None if number % 3 == 0 else _day(random_)
        began = time.thread_time()
        values = find_values(text, written)
        took = time.thread_time() - began
        check(text, values)
        found, seconds, characters = found + len(values), seconds + took, characters + len(text)
        worst = sorted([*worst, (took / max(len(text), 200) * 1000, text[:80])])[-5:]
    print(f"{arguments.texts} texts, {characters / 1e6:.1f} million characters: {found:.0f} values")
    print(f"{1000 * seconds / (characters / 1000):.2f} ms a thousand characters on average")
    for rate, text in reversed(worst):
        print(f"{1000 * rate:.1f} ms a thousand characters: {text!r}")
    return 0


def _day(random_: random.Random) -> datetime.date:
    if random_.random() < 0.1:
        return random_.choice([datetime.date.min, datetime.date.max, datetime.date(2024, 2, 29)])
    return datetime.date.fromordinal(random_.randint(1, datetime.date.max.toordinal()))


if __name__ == "__main__":
    sys.exit(main())
