"""Drafts against articles: altered claims that pass as exact, and exact ones that do not.

    python -m benchmarks.drafts [--index DIR] [--count N] [--seed N] [--show]

Quotations are sentences of the index's own articles, figures the sentences that hold one. Of N each
something is changed that makes it another statement: a word, a negation, a digit, of figures also
what is said of them; of as many the type alone: quotation marks, dashes, spaces, line ends,
ligatures. Of figures as many are said truly in other words. Last, a draft of 2,000 words of both is
timed.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.rewording import alter_words, reword
from index.build import build_index
from index.records import Article
from index.search import Searcher
from index.splitting.sentences import split_sentences
from qa.draft import Verdict, check_draft
from qa.draft.claims import find_claims

WORDS = 2_000  # of the draft that is timed
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d")
MARKS = [tuple(pair) for pair in ("“”", '""', "«»", "„“", "»«", "””", "„”", "»»", "‘’", "''")]
EXCHANGED = ("officials", "did", "many", "last", "their")
Change = Callable[[str, random.Random], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="default: one of corpus/, made for this")
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--show", action="store_true", help="every one with a verdict it should not have"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = arguments.index or Path(scratch)
        if arguments.index is None:
            build_index([Path("corpus")], directory)
        searcher = Searcher(directory)
        articles = [searcher.article(each.path) for each in searcher.articles()]
        measure([each for each in articles if each], searcher, arguments)


def measure(articles: list[Article], searcher: Searcher, arguments: argparse.Namespace) -> None:
    chance = random.Random(arguments.seed)
    quotations, figures = list(stretches(articles)), list(figure_sentences(articles))
    print("| claims | exact | near | different value | not found |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, texts, change in (
        ("quotations, altered", quotations, alter_quotation),
        ("quotations, other type", quotations, quoted_in_other_type),
        ("figures, altered", figures, alter_figure),
        ("figures, said of another", figures, alter_words),
        ("figures, true in other words", figures, reword),
        ("figures, other type", figures, in_other_type),
    ):
        counts: Counter[Verdict] = Counter()
        for _ in range(arguments.count):
            text = chance.choice(texts)
            altered = change(text, chance)
            verdict = verdict_of(altered, searcher, name.split("s,")[0])
            counts[verdict] += 1
            if arguments.show and (verdict is Verdict.EXACT) is ("alter" in change.__name__):
                print(f"{name}: {verdict}\n  {text!r}\n  {altered!r}", file=sys.stderr)
        print(f"| {name} | " + " | ".join(f"{counts[each]:,}" for each in Verdict) + " |")
    pairs = zip(chance.sample(quotations, 60), chance.choices(figures, k=60), strict=True)
    draft = " ".join(f"“{quotation}” {figure}" for quotation, figure in pairs)
    draft = " ".join(draft.split()[:WORDS])
    began = time.perf_counter()
    claims = sum(1 for _ in check_draft(draft, searcher))
    print(f"\n{len(draft.split()):,} words, {claims} claims: {time.perf_counter() - began:.2f} s")


def stretches(articles: list[Article]) -> Iterator[str]:
    """Sentences that can be quoted: of words, without marks of quotation."""
    for article in articles:
        for start, end in split_sentences(article.text):
            text = article.text[start:end]
            if 5 <= len(text.split()) <= 60 and not re.search(r"[\"“”„«»‘|]|\n\s*\n|\B'|'\B", text):
                yield text


def figure_sentences(articles: list[Article]) -> Iterator[str]:
    """Sentences with one figure, which is written in digits."""
    for text in stretches(articles):
        claims = [each for each in find_claims(text) if each.kind == "figure"]
        if len(claims) == 1 and _FIGURE.search(text, claims[0].start, claims[0].end):
            yield text


def verdict_of(draft: str, searcher: Searcher, kind: str) -> Verdict:
    """The verdict on the draft's claims of that kind; exact only where all of them are."""
    found = [each.verdict for each in check_draft(draft, searcher) if each.claim.kind == kind]
    others = [each for each in found if each is not Verdict.EXACT]
    return others[0] if others else Verdict.EXACT if found else Verdict.NOT_FOUND


def alter_quotation(text: str, chance: random.Random) -> str:
    """Another statement: a word left out, put in, exchanged or inflected, a digit changed."""
    words = text.split()
    at = chance.randrange(1, len(words) - 1)
    way = chance.randrange(5)
    if way == 0:
        del words[at]
    elif way == 1:
        words.insert(at, chance.choice(["not", "never", "only", "nearly", "all"]))
    elif way == 2:
        words[at] = chance.choice([word for word in EXCHANGED if word != words[at]])
    elif way == 3:
        word = words[at].rstrip(".,;:")
        words[at] = (word + "s" if not word.endswith("s") else word[:-1] + "t") + words[at][
            len(word) :
        ]
    else:
        changed = _FIGURE.sub(
            lambda found: _other_figure(found[0], chance), " ".join(words), count=1
        )
        words = changed.split() if changed != " ".join(words) else [*words[:at], *words[at + 1 :]]
    return f"“{' '.join(words)}”"


def alter_figure(text: str, chance: random.Random) -> str:
    """The same sentence with another figure."""
    claim = next(each for each in find_claims(text) if each.kind == "figure")
    found = _FIGURE.search(text, claim.start, claim.end)
    assert found is not None
    return text[: found.start()] + _other_figure(found[0], chance) + text[found.end() :]


def _other_figure(figure: str, chance: random.Random) -> str:
    places = [at for at, char in enumerate(figure) if char.isdigit()]
    at = chance.choice(places)
    others = [digit for digit in "123456789" if digit != figure[at]]
    return figure[:at] + chance.choice(others) + figure[at + 1 :]


def quoted_in_other_type(text: str, chance: random.Random) -> str:
    opening, closing = chance.choice(MARKS)
    return f"{opening}{in_other_type(text, chance)}{closing}"


def in_other_type(text: str, chance: random.Random) -> str:
    """The same words, set otherwise."""
    if chance.random() < 0.5:
        text = text.replace("'", "’")
    if chance.random() < 0.5:
        text = re.sub(r"(?<=\s)[-–—](?=\s)", chance.choice("-–—"), text)
    for plain, ligature in _LIGATURES:
        if chance.random() < 0.3:
            text = text.replace(plain, ligature)
    spaces = [" ", "\u00a0", "  ", "\n", "\u202f", " \n"]
    return "".join(
        chance.choice(spaces) if char == " " and chance.random() < 0.15 else char for char in text
    )


if __name__ == "__main__":
    main()
