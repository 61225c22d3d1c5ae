"""How well the heads of plain texts are read: precision and recall of each fact.

python -m benchmarks.heads
python -m benchmarks.heads --half tune --wrong   # what is read wrongly, of the half to tune on
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.arguments import Parser
from index.reading.formats.plain import read_markdown, read_text
from index.records import Article

DATA = Path(__file__).parent.parent / "tests" / "data" / "heads.jsonl"
FACTS = ("source", "title", "date", "author")
HALVES = ("tune", "held")  # to tune on; kept from tuning


@dataclass(frozen=True, slots=True)
class Head:
    """A text, and what a reader would say of its article; None where it does not say."""

    text: str
    facts: dict[str, str | None]
    half: str


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--wrong", action="store_true", help="print what is read wrongly")
    options = parser.parse_args()
    print("| half | fact | stated | found | right | precision | recall |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    heads = load_heads()
    for half in options.half or HALVES:
        chosen = [head for head in heads if head.half == half]
        for fact in FACTS:
            print(f"| {half} | {fact} | {row(count(chosen, fact))} |")
        for head in chosen if options.wrong else ():
            found = read(head.text)
            for fact in FACTS:
                if not same(found[fact], head.facts[fact]):
                    print(f"{fact}: {found[fact]!r}, not {head.facts[fact]!r}: {head.text[:200]!r}")


def load_heads() -> list[Head]:
    rows = map(json.loads, DATA.read_text(encoding="utf-8").splitlines())
    return [Head(row["text"], {fact: row[fact] for fact in FACTS}, row["half"]) for row in rows]


def read(text: str) -> dict[str, str | None]:
    """The facts of a text that comes as a file: Markdown where it has a heading."""
    read_file = read_markdown if text.startswith("#") else read_text
    article = next(read_file("a.txt", text.encode()))
    assert isinstance(article, Article)
    return article.plain_facts()


def same(one: str | None, other: str | None) -> bool:
    """Whether two values are the same fact: "The Border Post" is "Border Post"."""
    return plain(one) == plain(other)


def plain(value: str | None) -> str | None:
    return value and value.casefold().removeprefix("the ")


def count(heads: Sequence[Head], fact: str) -> tuple[int, int, int]:
    """How often the fact is stated, is found, and is found as it is stated."""
    stated = found = right = 0
    for head in heads:
        value = read(head.text)[fact]
        stated += head.facts[fact] is not None
        found += value is not None
        right += value is not None and same(value, head.facts[fact])
    return stated, found, right


def row(counts: tuple[int, int, int]) -> str:
    stated, found, right = counts
    precision = f"{right / found:.3f}" if found else "—"
    return f"{stated} | {found} | {right} | {precision} | {right / stated:.3f}"


if __name__ == "__main__":
    main()
