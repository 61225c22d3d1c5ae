"""Files of every format, damaged by chance in the ways that break what reads them."""

import io
import json
import random
import zipfile
from collections.abc import Callable

from tests.documents import make_docx, make_pdf, make_word, word_paragraph, word_row, word_tables
from tests.reading.files import PAGE, SENTENCE

TEXT = f"""---
title: Fraud cases fall
date: 2023-10-31
tags: [fraud, "border"]
---
# Fraud cases fall

By Li Na | Example Daily

BEIJING, Oct. 31 (Xinhua) -- {SENTENCE} “It fell,” he said.[12]

- one point, 1.95 billion
  1. another

| Year | Cases |
| --- | ---: |
| 2022 | 464,000 |

```
code
```
诈骗案件下降。四千人。
"""
_ROWS = [{"title": "a", "date": "2023-10-31", "text": SENTENCE}, {"body": [1], "url": {"name": 1}}]
_SQUAD = {"data": [{"title": "a", "paragraphs": [{"context": SENTENCE, "qas": []}]}]}
_LINKED = '<script type="application/ld+json">{"@type": "Article"}</script>'
_TABLE = f"<w:tbl>{word_row(*map(word_paragraph, ('Year', 'Cases')))}</w:tbl>"

SEEDS: dict[str, tuple[bytes, ...]] = {
    ".txt": (TEXT.encode(), TEXT.encode("utf-16"), SENTENCE.encode() + b"\xe9t\xe9 " * 20),
    ".md": (TEXT.encode(),),
    ".html": ((PAGE % _LINKED).encode(),),
    ".csv": (
        f'title,text\na,"{SENTENCE}\n"\nb,c\n'.encode(),
        f"sep=;\ntext;a\n{SENTENCE};1\n".encode(),
    ),
    ".jsonl": ("\n".join(map(json.dumps, _ROWS)).encode(),),
    ".json": (json.dumps(_SQUAD).encode(),),
    ".docx": (make_docx(SENTENCE, title="a"), make_word(_TABLE + word_tables(3, SENTENCE))),
    ".pdf": (make_pdf([[SENTENCE] * 9, ["a-", "b", "", "2"]], {"/Title": "a"}),),
}  # fmt: skip
TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b'"', b"'", b"<", b">"),
    *(b"[", b"{", b"(", b"---\n", b"```\n", b"|", b"&amp;", b"&#0;", b"<!--", b"<![CDATA["),
    *(b"</p>", b"]]>", b". ", b"\x0c", b"<table>", b"<div>", b"<w:tbl>", b"<w:p>", b"\\"),
    *(b"%", b"endobj", b"stream\n", b"<<", b">>"),
    *(b"/Kids [2 0 R]", b"/Length 999999999", b"1 0 R", b"BT", b"Tj", b"-1", b"99999999999"),
    *("\u0301".encode(), "\u202e".encode(), "中。".encode(), "👩‍👩‍👧".encode()),
    b"\xed\xa0\x80",
)  # fmt: skip
MAX_REPEATED = 20_000


def mutated(chance: random.Random) -> tuple[str, bytes]:
    """An ending, and the bytes of a damaged file with it."""
    ending = chance.choice(sorted(SEEDS))
    data = chance.choice(SEEDS[ending])
    if ending == ".docx" and chance.random() < 0.7:  # else hardly any is opened at all
        return ending, _within_archive(chance, data)
    return ending, damage(chance, data)


def damage(chance: random.Random, data: bytes) -> bytes:
    """The bytes after one to eight changes."""
    for _ in range(chance.randint(1, 8)):
        data = chance.choice(CHANGES)(chance, data)
    return data


def _within_archive(chance: random.Random, data: bytes) -> bytes:
    """The archive with one or two of its parts damaged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        names = before.namelist()
        chosen = {"word/document.xml", chance.choice(names)}
        for name in names:
            part = before.read(name)
            changed = name in chosen and chance.random() < 0.7
            after.writestr(name, damage(chance, part) if changed else part)
    return buffer.getvalue()


def _slice(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 4, 20, 200)))


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))] if chance.random() < 0.3 else data


def _drop(chance: random.Random, data: bytes) -> bytes:
    start, end = _slice(chance, data)
    return data[:start] + data[end:]


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 10) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(TOKENS) + data[at:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    """A stretch of it, or a token, again and again."""
    start, end = _slice(chance, data)
    unit = chance.choice((data[start:end], chance.choice(TOKENS)))
    times = chance.choice((2, 10, 100, 2_000))
    return data[:start] + unit * min(times, MAX_REPEATED // max(1, len(unit))) + data[start:]


def _move(chance: random.Random, data: bytes) -> bytes:
    start, end = _slice(chance, data)
    at = chance.randint(0, len(data))
    return data[:at] + data[start:end] + data[at:]


def _number(chance: random.Random, data: bytes) -> bytes:
    """A digit becomes a large number, or none."""
    digits = [at for at in range(len(data)) if data[at : at + 1].isdigit()]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice((b"", b"0", b"-1", b"2147483648", b"9" * 30)) + data[at + 1 :]


CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _cut, _drop, _flip, _insert, _insert, _repeat, _repeat, _move, _number,
)  # fmt: skip
