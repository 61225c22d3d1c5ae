"""Reading, encoding and writing overlap; what comes of it does not depend on who was quicker."""

import random
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.build import build_index
from index.store import STORE_FILE
from tests.documents import make_docx, make_pdf
from tests.fakes import WordEncoder


def write_corpus(corpus: Path) -> None:
    """Files that take unlike times, with texts that recur in others."""
    corpus.mkdir()
    chance = random.Random(5)
    for number in range(24):
        lines = [f"Buoy {chance.randrange(60)} was painted." for _ in range(1 + number % 3 * 40)]
        name = corpus / f"{number:02}"
        match number % 4:
            case 0:
                name.with_suffix(".csv").write_text("text\n" + "\n".join(lines))
            case 1:
                name.with_suffix(".docx").write_bytes(make_docx(*lines))
            case 2:
                name.with_suffix(".pdf").write_bytes(make_pdf([lines[:40]]))
            case _:
                name.with_suffix(".txt").write_text("\n\n".join(lines))


def rows(directory: Path) -> list[list[tuple[object, ...]]]:
    with sqlite3.connect(directory / STORE_FILE) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            for table in ("articles", "passages", "skipped")
        ]


def test_the_index_does_not_depend_on_timing(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    for name, delay in (("quick", 0.0), ("slow", 0.003)):
        build_index([tmp_path / "corpus"], tmp_path / name, WordEncoder(delay=delay))
    assert rows(tmp_path / "quick") == rows(tmp_path / "slow")


def test_a_text_on_its_way_is_not_encoded_again(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    encoder = WordEncoder()
    build_index([tmp_path / "corpus"], tmp_path / "index", encoder)
    assert len(encoder.encoded) == len(set(encoder.encoded))


def test_encoding_has_one_thread_of_its_own(tmp_path: Path) -> None:
    threads = set()

    class Watched(WordEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            threads.add(threading.current_thread())
            return super().encode(texts)

    write_corpus(tmp_path / "corpus")
    build_index([tmp_path / "corpus"], tmp_path / "index", Watched())
    assert len(threads) == 1
    assert threading.current_thread() not in threads
