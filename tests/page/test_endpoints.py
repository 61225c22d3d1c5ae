"""The named endpoints, over plain HTTP and by Gradio's client."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.served import Served


def test_ask_over_plain_http(site: Served) -> None:
    row = site.call(
        "ask", question="How many telecom fraud suspects were handed over to Chinese authorities?"
    )
    assert row["answered"]
    assert row["answer"] == "4,666"
    assert row["article"] == "handover.md"
    text = site.call("article", article="handover.md")["text"]
    assert text[row["start"] : row["end"]] == "4,666"
    assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
    for other in row["evidence"]:
        text = site.call("article", article=other["article"])["text"]
        assert text[other["sentence_start"] : other["sentence_end"]] == other["sentence"]
        for first, last in other["marks"]:
            assert other["sentence_start"] <= first < last <= other["sentence_end"]


def test_the_sentence_around_a_place(site: Served) -> None:
    row = site.call("ask", question="How many phones were seized in Harbin?")
    found = site.call("article", article="harbin.txt", start=row["start"], end=row["end"])
    start, end = found["sentence"]
    assert "\r\n" in found["text"]
    assert found["text"][row["start"] : row["end"]] == "1,312"
    assert start <= row["start"] < row["end"] <= end
    assert found["text"][start:end].endswith("on Monday.")


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": "x " * 2000}, "limit"),
        ("ask", {}, "empty"),
        ("ask", {"question": 5}, "question is to be text, not 5."),
        ("ask", {"question": None}, "question is to be text"),
        ("ask", {"question": "who?", "top_k": "many"}, 'top_k is to be a whole number, not "many"'),
        ("ask", {"query": "who?"}, "ask takes no query"),
        (
            "find",
            {"question": "who?"},
            "no endpoint find. Endpoints: add_articles, answer, article, ",
        ),
        ("ask", {"question": "who?", "after": "soon"}, "“soon” is not a date like 2023-11-30."),
        (
            "ask",
            {"question": "who?", "after": "2024-01-01", "before": "2023-01-01"},
            "The range of dates begins on 1 January 2024, after it ends, on 1 January 2023.",
        ),
        ("ask", {"question": "who?", "source": "Nobody"}, "is from the source Nobody. Sources: "),
        ("article", {}, "no article"),
        ("batch", {}, "not uploaded"),
        ("ask", {"question": "who?", "top_k": 0}, "top_k"),
        ("article", {"article": "../../etc/passwd"}, "no article"),
        ("article", {"article": "harbin.txt", "start": 5, "end": 10**9}, "no characters"),
    ],
)
def test_what_cannot_be_done_is_said(
    site: Served, name: str, values: dict[str, Any], message: str
) -> None:
    with pytest.raises(RuntimeError, match=re.escape(message)):
        site.call(name, **values)
    assert "Traceback" not in site.log.read_text()


def test_filters_by_date_and_source(site: Served) -> None:
    question = "How many ships called at the port of Wrapton?"
    later = site.call("ask", question=question, after="2024-01-01")
    assert (later["answer"], later["searched"]["articles"]) == ("8,412", 1)
    then = site.call("ask", question=question, as_of="2023-12-31")
    assert (then["as_of"], then["answer"]) == ("2023-12-31", "310")
    posted = site.call("ask", question=question, source="Harbour Daily")
    assert posted["answer"] == "310"
    assert {row["article"] for row in posted["passages"]} == {"port-2022.md"}


def test_status_and_articles(site: Served) -> None:
    status = site.call("status")
    listed = site.call("articles")
    assert status["articles"] == len(listed["articles"]) >= 6
    assert status["building"] is None
    assert "The Border Post" in status["sources"]
    assert {"empty.txt", "photo.xyz"} <= {each["path"] for each in listed["skipped"]}
    assert all(each["reason"] for each in listed["skipped"])


def test_examples_are_answered(site: Served) -> None:
    examples = site.call("examples")
    assert 2 <= len(examples) <= 5
    for example in examples:
        assert example["kind"] in {"figure", "disagreement", "name", "date", "article"}
        assert site.call("ask", question=example["question"])["answered"]


def test_gradio_client(site: Served, tmp_path: Path) -> None:
    from gradio_client import Client, handle_file  # type: ignore[import-untyped]
    from gradio_client.exceptions import AppError  # type: ignore[import-untyped]

    client = Client(site.url, verbose=False, download_files=str(tmp_path))
    row = client.predict(
        "How many telecom fraud suspects were handed over to Chinese authorities?", api_name="/ask"
    )
    assert row["answer"] == "4,666"
    questions = tmp_path / "mine.csv"
    questions.write_text("id,question\na,How many phones were seized in Harbin?\nb,\n")
    last = client.predict(handle_file(questions), api_name="/batch")
    assert last.keys() == {"done", "total", "downloads"}
    made = httpx.get(site.url + last["downloads"]["jsonl"], cookies=client.cookies, trust_env=False)
    lines = made.text.splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(each["id"], each["answer"]) for each in rows] == [("a", "1,312"), ("b", None)]
    assert rows[1]["error"]
    with pytest.raises(AppError, match="empty"):
        client.predict("", api_name="/ask")
