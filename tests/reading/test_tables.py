"""CSV and JSON lines: an article a row, and the rows that are none."""

import csv
import io
import json
from pathlib import Path

import pytest

from index.records import Article
from tests.reading.files import DAY, SENTENCE, read, reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f'He said "no",\r\nand; more\t| {SENTENCE}'
    long = SENTENCE * 5000
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, delimiter=delimiter)
    rows.writerow(["Title", "BODY", "Date", "Source", "Author", "URL", "other"])
    rows.writerow(
        ["Fraud, the fall", text, "2023-10-31", "Daily", "Jane Doe", "https://a.example", ""]
    )
    rows.writerow(["", long, "03/04/2023", "", "", "", ""])
    articles, reasons = read(tmp_path / "a.csv", stream.getvalue().encode(encoding))
    assert reasons == []
    assert articles == [
        Article(
            "a.csv#1",
            text,
            title="Fraud, the fall",
            date=DAY,
            source="Daily",
            author="Jane Doe",
            url="https://a.example",
        ),
        Article("a.csv#2", long),
    ]
    assert csv.field_size_limit() < len(long)  # as it was


def test_csv_rows_that_cannot_be_read(tmp_path: Path) -> None:
    table = (
        "sep=;\r\ntitle;text\r\nGood;First text.\r\nEmpty;\r\n\r\nLong;One; two\r\nShort\r\n"
        'Quoted;"a" b\r\nLast;Last text.\r\nOpen;"never closed\r\n'
    )
    articles, reasons = read(tmp_path / "a.csv", table)
    assert [(article.path, article.text) for article in articles] == [
        ("a.csv#1", "First text."),
        ("a.csv#7", "Last text."),
    ]
    assert reasons == [
        "row 2: no text",
        "row 4: 3 cells, the header names 2",
        "row 5: 1 cells, the header names 2",
        "row 6: malformed (';' expected after '\"')",
        "row 8: malformed (unexpected end of data)",
    ]
    assert "no text column" in reason(tmp_path / "a.csv", "a,b\n1,2\n")
    assert reason(tmp_path / "a.csv", "title,text\n") == "no articles in it"
    first = reason(tmp_path / "a.csv", 'title,text,"A" b\nOne,Two\n')
    assert first == "the first row is malformed (',' expected after '\"')"


def test_jsonl(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "text": f"{SENTENCE}\u2028\n",
                "title": "Fraud",
                "date": "2023-10-31",
                "source": "Daily",
            }
        ),
        "{not json",
        "[1, 2]",
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": "half a character \ud800"}),
        json.dumps({"text": "NUL \0"}),
        "[" * 100_000,
        json.dumps({"Content": "Last.", "title": "\ud800 x", "url": "javascript:alert(1)"}),
    ]
    articles, reasons = read(tmp_path / "a.jsonl", "\r\n".join(rows))
    assert articles == [
        Article("a.jsonl#1", f"{SENTENCE}\u2028\n", title="Fraud", date=DAY, source="Daily"),
        Article("a.jsonl#10", "Last.", title="\ufffd x"),
    ]
    assert reasons == [
        "row 2: not valid JSON",
        "row 3: not a JSON object",
        "row 5: no text",
        "row 6: no text",
        "row 7: not valid text (NUL or half a character)",
        "row 8: not valid text (NUL or half a character)",
        "row 9: not valid JSON",
    ]
