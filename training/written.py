"""Make training examples of the questions that training/writer.py had a language model write.

    python -m training.written --questions QUESTIONS --examples FOLDER \
        --data ../shared/qa-data --index DIR [--reader WEIGHTS]

Nobody has marked what answers them. Each keeps the likeliest span of its text by a reader, and is
left out where none is likely (round trip, Alberti et al. 2019, arXiv 1906.05416): it only says
that the text answers, what is learnt are a teacher's answers. With what the search finds for it,
as training/prepare.py does, to whose folder this adds written.jsonl.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from tqdm import tqdm

from benchmarks.collection import VALIDATION, paragraph_paths, squad_questions
from index.encoder import default_folder
from index.records import Article
from index.search import Searcher
from qa.readers.network import WEIGHTS
from training.examples import WRITTEN, Examples
from training.loading import load_network
from training.loss import MASKED, make_batch
from training.network import quickest
from training.prepare import (
    Example,
    Text,
    read_passages,
    search_all,
    searched_example,
    tidy,
    write_examples,
)

LEAST = 0.05  # of a span's likelihood in its text
LONGEST = 30  # tokens of a span
WORDS = range(3, 21)  # of a question
WINDOW = 5000  # questions, put together by their texts' length
SETTINGS = {"seed": 0, "batch_tokens": 8192}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="what the writer wrote")
    parser.add_argument("--examples", type=Path, required=True, help="what prepare wrote")
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, required=True, help="the collection's index")
    parser.add_argument("--reader", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    paths = paragraph_paths(arguments.data)
    searcher = Searcher(arguments.index)
    articles: dict[str, Article] = {}
    asked: list[tuple[str, str]] = []
    for question, text in read_questions(arguments.questions):
        if text in paths and text not in articles:
            article = searcher.article(paths[text])
            assert article is not None
            articles[text] = article
        asked.append((question, articles[text].text if text in articles else text))
    examples = Examples(arguments.examples, default_folder() / "tokenizer.json", SETTINGS)
    marked = list(mark(load_network(arguments.reader), asked, examples))
    passages = read_passages(arguments.examples)
    made = searched(marked, articles.values(), arguments.data, arguments.index, passages)
    write_examples(arguments.examples / WRITTEN, made, passages)
    print(f"{len(marked):,} of {len(asked):,} questions are kept")


def searched(
    marked: Sequence[tuple[str, Text]],
    articles: Iterable[Article],
    data: Path,
    directory: Path,
    passages: dict[str, int],
) -> Iterator[Example]:
    """The questions with what the search finds for those whose text is an article."""
    found = search_all(directory, sorted({question for question, _ in marked}))
    paths = paragraph_paths(data)
    banned = {paths[text.strip()] for text, _ in squad_questions(data / VALIDATION)}
    of_text = {article.text: article for article in articles}
    for question, whole in marked:
        if whole.text in of_text:
            hits = [hit for hit in found[question] if hit[0] not in banned]
            article = of_text[whole.text]
            yield searched_example(question, WRITTEN, whole, article, hits, passages)
        else:
            yield Example(question, WRITTEN, whole, (), None, ())


def read_questions(file: Path) -> Iterator[tuple[str, str]]:
    """Each with its text, once; but for those that are too short or too long to be one."""
    seen = set()
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            written = json.loads(line)
            for question in map(tidy, written["questions"]):
                key = (question.lower().rstrip("?"), written["text"])
                if len(question.split()) in WORDS and key not in seen:
                    seen.add(key)
                    yield question, written["text"]


def mark(
    network: nn.Module, asked: Iterable[tuple[str, str]], examples: Examples
) -> Iterator[tuple[str, Text]]:
    """The questions that a span of their text is likely to answer, with it."""
    groups = []
    for question, text in asked:
        group = examples.make(question, [(text, ())], -1, False)
        assert group is not None
        groups.append((group, question, text))
    by_group = {id(group): (question, text) for group, question, text in groups}
    batches = [
        batch
        for start in range(0, len(groups), WINDOW)
        for batch in examples.pack([group for group, _, _ in groups[start : start + WINDOW]])
    ]
    for batch in tqdm(batches, mininterval=10):
        made = make_batch(batch)
        with torch.no_grad(), quickest("cpu"):
            starts, ends, _ = network(made.ids, made.mask, made.kinds)
        outside = ~made.inside
        likely = [each.float().masked_fill(outside, MASKED).softmax(1) for each in (starts, ends)]
        for row, group in enumerate(batch):
            question, text = by_group[id(group)]
            first, last, sure = best_span(likely[0][row], likely[1][row])
            _, offsets = examples.tokens(text)
            head = group.rows[0].text_from
            if sure >= LEAST:
                span = (offsets[first - head][0], offsets[last - head][1], 1)
                yield question, Text(text, (span,))


def best_span(starts: Tensor, ends: Tensor) -> tuple[int, int, float]:
    """Its first and last token, and how likely it is; both (tokens,) shares."""
    both = torch.triu(starts[:, None] * ends[None, :]).tril(LONGEST - 1)
    best = int(both.argmax())
    first, last = divmod(best, len(ends))
    return first, last, float(both[first, last])


if __name__ == "__main__":
    main()
