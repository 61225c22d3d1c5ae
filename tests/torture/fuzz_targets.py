"""What is given odd inputs, and what has to be right of all that comes of them."""

import csv
import io
import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

from index.build import build_index
from index.errors import UserError
from index.records import Article, Passage, SourceFile
from index.search import Searcher
from index.splitting.sentences import sentence_around
from index.workers.limits import Limits
from index.workers.messages import Request
from index.workers.process import unpack
from index.workers.worker import read_file
from qa.answer import Answerer, check_source
from qa.batch import to_csv
from qa.evaluation.cases import read_cases
from qa.page.drawing import block_rows, blocks_of, note_runs, notes_of
from qa.page.view import to_view
from qa.questions import BatchQuestion, read_questions
from qa.readers.network_reader import TrainedReader
from qa.readers.protocol import Reader
from qa.readers.rule_reader import RuleReader
from qa.records import Result
from qa.rows import FIELDS, Row, error_row, to_json, to_row
from qa.settings import FILTERS, Settings, clean_question
from qa.terminal import describe
from tests.fakes import WordEncoder
from tests.served import ARTICLES, ROOT
from tests.torture import fuzz_inputs
from tests.torture.damage import SILENT, try_one
from tests.torture.fuzz_page import Links, Requests
from tests.torture.fuzz_process import MAX_MEMORY, Target
from tests.torture.mutations import damage, mutated
from tests.torture.shelf import Shelf

LIMITS = Limits(max_memory=500_000_000)
OWN = (".txt", ".md", ".csv", ".jsonl", ".json")  # formats that no library of others parses


class Readers:
    """Files of every format, read, split and drawn. An input: its ending, a line end, its bytes."""

    max_seconds, max_memory = 10.0, MAX_MEMORY

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder

    def make(self, chance: random.Random) -> bytes:
        ending, data = mutated(chance)
        return f"{ending}\n".encode() + data

    def run(self, data: bytes) -> str | None:
        ending, _, content = data.partition(b"\n")
        name = "file" + ending.decode("ascii", "replace")
        location = self._folder / name
        location.write_bytes(content)
        file = SourceFile(name, location, len(content), 0)
        reply, pieces = read_file(Request(file, LIMITS))
        reasons = [each.reason for each in reply.skipped]
        if not reply.finished:
            return f"not finished: {reasons}"
        if location.suffix in OWN and any(each.startswith("cannot be read (") for each in reasons):
            return f"broke: {reasons}"
        for piece in pieces:
            for article, passages in unpack(piece):
                if problem := _wrong_article(article, passages):
                    return problem
        return None

    def close(self) -> None:
        pass


def _wrong_article(article: Article, passages: list[Passage]) -> str | None:
    """What is wrong with an article as it is split and drawn."""
    length, end = len(article.text), 0
    article.text.encode()
    for passage in passages:
        numbers = [number for sentence in passage.sentences for number in sentence]
        if numbers != sorted(numbers) or not 0 <= numbers[0] < numbers[-1] <= length:
            return f"no slices: {passage.sentences}"
        if passage.start < end and passage.end <= end:
            return f"passages out of order: {passage.sentences}"
        end = max(end, passage.end)
    if passages:  # one: it looks at all that stands around it
        sentence_around(article.text, passages[-1].sentences[0])
    if length > 20_000:
        return None
    blocks = blocks_of(article.text, article.title)
    json.dumps(block_rows(article.text, blocks), ensure_ascii=False).encode()
    for note in notes_of(article.text):
        note_runs(article.text, blocks, (note.start, note.end))
    return None


class Questions:
    """Questions to an index of the sample articles, by rules, and one in 32 by the network."""

    max_seconds, max_memory = 5.0, MAX_MEMORY

    def __init__(self, folder: Path) -> None:
        more = folder / "more"
        more.mkdir(parents=True)
        for name, text in ARTICLES.items():
            (more / name).write_bytes(text.encode())
        build_index([ROOT / "corpus", more], folder / "index", WordEncoder())
        self._searcher = Searcher(folder / "index", WordEncoder())
        self._texts = {
            each.path: article.text
            for each in self._searcher.articles()
            if (article := self._searcher.article(each.path))
        }
        self._rules: Reader = RuleReader(self._searcher.encode)
        self._network: Reader = TrainedReader()

    def make(self, chance: random.Random) -> bytes:
        if chance.random() < 0.7:
            return fuzz_inputs.text(chance).encode("utf-8", "surrogatepass")
        return json.dumps(fuzz_inputs.call(chance)).encode()

    def run(self, data: bytes) -> str | None:
        question, settings, typed = data.decode("utf-8", "surrogateescape"), Settings(), {}
        if data.startswith(b'{"question"'):
            given = json.loads(data)
            question = str(given["question"])  # what is no text, the edges refuse
            typed = {key: given[key] for key in FILTERS if isinstance(given.get(key), str)}
        reader = self._network if zlib.crc32(data) % 32 == 0 else self._rules
        try:
            settings = settings.narrowed(typed)
            check_source(self._searcher, settings)
            result = Answerer(self._searcher, reader, settings).answer(question)
        except UserError as error:
            return None if str(error).strip() else "an error without a word"
        return self._wrong(result, settings)

    def _wrong(self, result: Result, settings: Settings) -> str | None:
        row = to_row(result)
        json.loads(to_json(row))
        to_csv([row[field] for field in FIELDS])
        describe(result, settings, colour=True)
        json.dumps(to_view(result)).encode()
        places = [place for group in row["groups"] for place in group["places"]]
        for each in (row, *row["alternatives"], *places, *row["refused"], *row["passages"]):
            if each.get("article") and (problem := self._wrong_slice(each)):
                return problem
        return None

    def _wrong_slice(self, row: Row) -> str | None:
        text = self._texts[row["article"]]
        if not 0 <= row["start"] < row["end"] <= len(text):
            return f"no slice: {row}"
        words = row.get("answer")
        for name in ("sentence", "said_by"):
            said = row.get(name)
            if said is not None and text[row[f"{name}_start"] : row[f"{name}_end"]] != said:
                return f"another {name}: {row}"
        if words is not None and "confidence" in row and text[row["start"] : row["end"]] != words:
            return f"another slice: {row}"
        return None

    def close(self) -> None:
        pass


class Batches:
    """Files of questions and of cases. An input: its ending, a line end, its bytes."""

    max_seconds, max_memory = 5.0, MAX_MEMORY

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder

    def make(self, chance: random.Random) -> bytes:
        ending = chance.choice(sorted(_MAKERS))
        texts = [fuzz_inputs.text(chance) for _ in range(chance.randint(0, 6))]
        data = _MAKERS[ending](chance, texts)
        way = chance.random()
        if way < 0.1:
            data = data.decode("utf-8", "replace").encode("utf-16", "replace")
        data = damage(chance, data) if way < 0.6 else data
        return f"{ending}\n".encode() + data

    def run(self, data: bytes) -> str | None:
        ending, _, content = data.partition(b"\n")
        path = self._folder / f"q{ending.decode('ascii', 'replace')}"
        path.write_bytes(content)
        try:
            if "cases" in path.name or path.suffix == ".json":
                read_cases(path)
                return None
            rows = list(read_questions(path))
        except UserError as error:
            return None if str(error).strip() and "\n" not in str(error) else f"said: {error!r}"
        for each in rows:
            told = each.error or _refused(each) or ""
            row = error_row(each.question, told, each.id)
            json.loads(to_json(row))
            (cells,) = csv.reader(io.StringIO(to_csv([row[field] for field in FIELDS]).decode()))
            if len(cells) != len(FIELDS):
                return f"{len(cells)} cells: {row}"
        return None

    def close(self) -> None:
        pass


def _refused(row: BatchQuestion) -> str | None:
    """Why a question cannot be asked, if it cannot."""
    try:
        clean_question(row.question)
        Settings().narrowed(row.filters)
    except UserError as error:
        return str(error)
    return None


def _as_json_lines(chance: random.Random, texts: list[str]) -> bytes:
    rows = [{**fuzz_inputs.call(chance), "question": each, "id": 1} for each in texts]
    return "\n".join(map(json.dumps, rows)).encode()


def _as_cases(chance: random.Random, texts: list[str]) -> bytes:
    rows = [
        {"question": each, "answers": chance.choice(([], [each], each, [1], None)),
         "article": chance.choice((None, "a.txt", each, 5)), "answerable": False}
        for each in texts
    ]  # fmt: skip
    return "\n".join(map(json.dumps, rows)).encode()


def _as_squad(chance: random.Random, texts: list[str]) -> bytes:
    asked = [{"question": each, "answers": [{"text": each}], "id": "1"} for each in texts]
    paragraph = {"context": " ".join(texts), "qas": asked}
    return json.dumps({"data": [{"title": "a", "paragraphs": [paragraph]}]}).encode()


def _as_csv(chance: random.Random, texts: list[str]) -> bytes:
    lines = io.StringIO()
    rows = csv.writer(lines, delimiter=chance.choice(",;\t"))
    rows.writerow(["id", "Question", "As-of", "source"][: chance.randint(2, 4)])
    rows.writerows([number, each] for number, each in enumerate(texts))
    return lines.getvalue().encode("utf-8", "surrogatepass")


def _as_text(chance: random.Random, texts: list[str]) -> bytes:
    return chance.choice(("\n", "\r\n", "\r")).join(texts).encode("utf-8", "surrogatepass")


_MAKERS: dict[str, Callable[[random.Random, list[str]], bytes]] = {
    ".txt": _as_text, ".csv": _as_csv, ".jsonl": _as_json_lines, ".json": _as_squad,
    ".cases.jsonl": _as_cases,
}  # fmt: skip


class Stores:
    """Indexes that are damaged (damage.py). An input: the number that says how."""

    max_seconds, max_memory = 30.0, MAX_MEMORY

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._shelf = Shelf(folder / "shelf")

    def make(self, chance: random.Random) -> bytes:
        return str(chance.randrange(10**9)).encode()

    def run(self, data: bytes) -> str | None:
        went, what = try_one(self._shelf, self._folder / "damaged", int(data))
        return f"{went}: {what}" if went in SILENT else None

    def close(self) -> None:
        pass


TARGETS: dict[str, Callable[[Path], Target]] = {
    "readers": Readers,
    "questions": Questions,
    "batches": Batches,
    "requests": Requests,
    "links": Links,
    "stores": Stores,
}
