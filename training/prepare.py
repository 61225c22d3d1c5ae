"""Make the reader's training examples: questions with what retrieval returns for them.

Every paragraph of the SQuAD-format files is one article of one collection, cut into passages and
searched as Gleaner does. Each question keeps the passages of its own paragraph and the others that
the search found, none of the validation file's. QAMR's sentences stand by themselves.

    python -m training.prepare --data ../shared/qa-data --index DIR --out FOLDER
"""

import argparse
import json
import multiprocessing
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.collection import VALIDATION, open_collection, paragraph_paths, squad_questions
from benchmarks.conflicts import read_conflicts
from index.encoder import load_encoder
from index.records import Article
from index.search import Searcher
from index.splitting.passages import split_article
from qa.scoring import holds
from training.examples import CONFLICTS, PASSAGES, TYPED

FILES = (
    "squadshifts-newwiki-train.json",
    "squadshifts-reddit.json",
    "squadshifts-amazon.json",
    "policyqa-dev.json",
    "policyqa-test.json",
)
QAMR = ("qamr-dev.tsv", "qamr-test.tsv")
TOP_K = 30
NEGATIVES = 12  # kept of each question
WORKERS = os.cpu_count() or 1

Marked = tuple[int, int, int]
"""Start, end in characters of a text, and how many people marked that span."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that holds the answer, with the spans that people marked in it."""

    text: str
    spans: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the texts that answer it and the passages that do not."""

    question: str
    source: str  # its file
    whole: Text  # the paragraph, or QAMR's sentence
    passages: tuple[Text, ...]  # the paragraph's passages that hold an answer
    rank: int | None  # of the first of those in what the search found, from 0
    negatives: tuple[int, ...]  # into the list of other passages' texts, best found first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    parser.add_argument("--index", type=Path, required=True, help="the collection's index")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    open_collection(arguments.data, arguments.index)
    arguments.out.mkdir(parents=True, exist_ok=True)
    passages: dict[str, int] = {}
    examples = chain(
        paragraph_examples(arguments.data, arguments.index, passages),
        *(qamr_examples(arguments.data / name) for name in QAMR),
        later_examples(arguments.data),
    )
    write_examples(arguments.out / "examples.jsonl", examples, passages)


def write_examples(file: Path, examples: Iterable[Example], passages: dict[str, int]) -> None:
    """A line for each, and beside them the other passages' texts, which they add to."""
    with file.open("w", encoding="utf-8") as stream:
        for example in examples:
            stream.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
    (file.parent / PASSAGES).write_text(
        json.dumps(list(passages), ensure_ascii=False), encoding="utf-8"
    )


def read_passages(folder: Path) -> dict[str, int]:
    """The other passages' texts in a folder of examples, each with its number."""
    texts = json.loads((folder / PASSAGES).read_text(encoding="utf-8"))
    return {text: number for number, text in enumerate(texts)}


def paragraph_examples(data: Path, directory: Path, passages: dict[str, int]) -> Iterator[Example]:
    """Every question of FILES; `passages` gathers the other passages' texts."""
    paths = paragraph_paths(data)
    banned = {paths[context.strip()] for context, _ in squad_questions(data / VALIDATION)}
    asked = [
        (name, paths[context.strip()], item)
        for name in FILES
        for context, item in squad_questions(data / name)
        if item["answers"]
    ]
    found = search_all(directory, sorted({tidy(item["question"]) for _, _, item in asked}))
    searcher = Searcher(directory)
    articles: dict[str, Article] = {}
    for name, path, item in asked:
        if path not in articles:
            article = searcher.article(path)
            assert article is not None
            articles[path] = article
        article = articles[path]
        whole = _marked(article.text, item["answers"])
        if not whole.spans:
            continue
        question = tidy(item["question"])
        hits = [hit for hit in found[question] if hit[0] not in banned]
        yield searched_example(question, name, whole, article, hits, passages)


def searched_example(
    question: str,
    source: str,
    whole: Text,
    article: Article,
    hits: Sequence[tuple[str, str]],
    passages: dict[str, int],
) -> Example:
    """A question with the article's passages that answer and, of what was found, what does not.

    `hits`: path and text of each, best first. `passages` gathers the texts of those that do not.
    """
    answers = tuple(whole.text[start:end] for start, end, _ in whole.spans)
    cut = _answering_passages(article, whole)
    good = {text.text for text in cut}
    rank = next((place for place, (_, text) in enumerate(hits) if text in good), None)
    others = [text for _, text in hits if text not in good and not holds(text, answers)]
    numbers = tuple(passages.setdefault(text, len(passages)) for text in others[:NEGATIVES])
    return Example(question, source, whole, tuple(cut), rank, numbers)


def _answering_passages(article: Article, whole: Text) -> list[Text]:
    """The article's passages that hold a span which people marked in the whole of it."""
    cut = []
    for passage in split_article(article):
        inside = tuple(
            (start - passage.start, end - passage.start, votes)
            for start, end, votes in whole.spans
            if passage.start <= start and end <= passage.end
        )
        if inside:
            cut.append(Text(passage.text, inside))
    return cut


def search_all(directory: Path, texts: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Article path and text of the passages found for each question, by several processes."""
    vectors = load_encoder().encode(texts)
    jobs = [
        (directory, texts[start :: WORKERS * 4], vectors[start :: WORKERS * 4])
        for start in range(WORKERS * 4)
    ]
    found: dict[str, list[tuple[str, str]]] = {}
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        for number, part in enumerate(pool.imap_unordered(_search, jobs), start=1):
            found.update(part)
            print(f"searched {number}/{len(jobs)}", file=sys.stderr, flush=True)
    return found


def _search(job: tuple[Path, list[str], NDArray[np.float32]]) -> dict[str, list[tuple[str, str]]]:
    """Article path and text of the passages found for each question."""
    directory, texts, vectors = job
    known = dict(zip(texts, vectors, strict=True))
    default = load_encoder()

    class Known:
        name, identity = default.name, default.identity

        def encode(self, wanted: Sequence[str]) -> NDArray[np.float32]:
            return np.stack([known[text] for text in wanted])

    searcher = Searcher(directory, Known())
    return {
        text: [
            (hit.passage.article.path, hit.passage.text)
            for hit in searcher.search(text, TOP_K).hits
        ]
        for text in texts
    }


def qamr_examples(path: Path) -> Iterator[Example]:
    """Every question of a file of blocks: an id, a sentence, then lines of question and answers."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if len(lines) < 3 or not lines[0].startswith("#"):
            continue
        sentence = lines[1].strip()
        for line in lines[2:]:
            question, *answers = line.split("\t")
            question, *rest = [question[:50], question[50:], *answers]
            places = []
            for answer in rest:
                answer = answer.strip()
                at = sentence.lower().find(answer.lower()) if answer else -1
                if at >= 0:
                    places.append({"text": sentence[at : at + len(answer)], "answer_start": at})
            text = _marked(sentence, places)
            if text.spans and len(question.split()) >= 3:
                yield Example(tidy(question), path.name, text, (), None, ())


def later_examples(data: Path) -> Iterator[Example]:
    """Documents that disagree, and typed questions: of both every second one.

    The others are kept for calibration and for measuring.
    """
    for conflict in read_conflicts(data)[1::2]:
        for document in conflict["documents"]:
            said = [] if document["type"] == "noise" else _whole_words(document)
            if said or document["type"] == "noise":
                whole = Text(document["text"], tuple(said))
                yield Example(tidy(conflict["question"]), CONFLICTS, whole, (), None, ())
    groups = json.loads((data / TYPED).read_text(encoding="utf-8"))["data"]
    for group in groups[1::2]:
        for paragraph in group["paragraphs"]:
            for item in paragraph["qas"]:
                whole = _marked(paragraph["context"], item["answers"])
                yield Example(tidy(item["question"]), TYPED, whole, (), None, ())


def _whole_words(document: dict[str, str]) -> list[Marked]:
    """Wherever a document says its answer."""
    words = re.compile(rf"(?<!\w){re.escape(document['answer'])}(?!\w)", re.IGNORECASE)
    return [(*found.span(), 1) for found in words.finditer(document["text"])]


def tidy(question: str) -> str:
    return " ".join(question.split())


def _marked(text: str, answers: Sequence[dict[str, Any]]) -> Text:
    """The spans that people marked, found again where a loader changed the text's spaces."""
    votes: dict[tuple[int, int], int] = {}
    for answer in answers:
        words = answer["text"].strip()
        if not words:
            continue
        near = answer["answer_start"]
        places = []
        at = text.find(words)
        while at >= 0:
            places.append(at)
            at = text.find(words, at + 1)
        if places:
            start = min(places, key=lambda place: abs(place - near))
            span = (start, start + len(words))
            votes[span] = votes.get(span, 0) + 1
    return Text(text, tuple((start, end, count) for (start, end), count in votes.items()))


if __name__ == "__main__":
    main()
