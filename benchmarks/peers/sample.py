"""What all systems are measured on: a folder of articles made of paragraphs, and questions."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

from benchmarks.collection import VALIDATION, read_paragraphs, squad_questions
from benchmarks.peers.record import Passage, Question, Sample
from index.encoder import default_folder
from index.reading.corpus import list_files, read_articles
from index.splitting.passages import split_article
from training.export import export

WARM_UP = 5


def make_sample(data: Path, folder: Path, paragraphs: int, questions: int) -> Sample:
    """Write articles, the reader's folder and the sample into `folder`, the same every time.

    The articles are the paragraphs of the questions and others at random.
    """
    chance = random.Random(1)
    asked = list(squad_questions(data / VALIDATION))
    asked = chance.sample(asked, questions + WARM_UP)
    titles = read_paragraphs(data)
    gold = dict.fromkeys(context.strip() for context, _ in asked)
    others = [text for text in titles if text not in gold]
    others = chance.sample(others, min(len(others), max(0, paragraphs - len(gold))))
    texts = sorted([*gold, *others])
    article_of = {text: f"{number:05}.txt" for number, text in enumerate(texts, 1)}
    (folder / "corpus").mkdir(parents=True)
    for text, name in article_of.items():
        _write(folder / "corpus" / name, titles[text], text)
    export(folder / "reader")
    sample = Sample(
        folder,
        default_folder(),
        folder / "reader",
        tuple(_passages(folder / "corpus")),
        tuple(item["question"].strip() for _, item in asked[questions:]),
        tuple(
            Question(
                item["question"].strip(),
                tuple(answer["text"] for answer in item["answers"]),
                article_of[context.strip()],
            )
            for context, item in asked[:questions]
        ),
    )
    sample.write()
    return sample


def _write(file: Path, title: str, text: str) -> None:
    head = f"---\ntitle: {json.dumps(title)}\n---\n" if title else ""
    file.write_text(f"{head}{text}\n", encoding="utf-8")


def _passages(corpus: Path) -> Sequence[Passage]:
    """Every article cut as Gleaner's build does."""
    files, _ = list_files([corpus])
    return [
        Passage(article.path, passage.text, passage.context)
        for file in files
        for article in read_articles(file)[0]
        for passage in split_article(article)
    ]
