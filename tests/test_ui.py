"""The page's process: its command line, its endpoints and whom it lets in."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

import ui
from index.errors import UserError
from tests.served import ROOT, Served, library, start


@pytest.fixture(scope="module")
def site() -> Served:
    return library()


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "{'gradio', 'torch', 'numpy', 'sentence_transformers', 'faiss'}"
    code = f"import sys, ui; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert shown.stdout == "[]\n"


def test_help_starts_at_once() -> None:
    began = time.monotonic()
    shown = subprocess.run([sys.executable, "ui.py", "--help"], cwd=ROOT, capture_output=True)
    assert shown.returncode == 0
    assert time.monotonic() - began < 1


def test_a_port_in_use_is_said(site: Served, capsys: pytest.CaptureFixture[str]) -> None:
    port = site.url.rpartition(":")[2]
    assert ui.main(["--port", port]) == 1
    shown = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in shown
    assert f"--port {int(port) + 1}" in shown


def test_a_host_that_is_not_here_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--host", "192.0.2.1", "--port", "7999"]) == 1
    assert "192.0.2.1:7999" in capsys.readouterr().err


def test_a_port_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--port", "70000"]) == 1
    assert "70000" in capsys.readouterr().err


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
        ("ask", {"question": "who?", "after": "soon"}, '"soon" (after)'),
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


def test_filters_by_date_and_source(site: Served) -> None:
    question = "How many ships called at the port of Wrapton?"
    later = site.call("ask", question=question, after="2024-01-01")
    assert (later["answer"], later["searched"]["articles"]) == ("8,412", 1)
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
    questions = site.call("examples")
    assert 2 <= len(questions) <= 5
    for question in questions:
        assert site.call("ask", question=question)["answered"]


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
    assert [(each["id"], each["answer"]) for each in last["rows"]] == [("a", "1,312"), ("b", None)]
    assert last["rows"][1]["error"]
    with pytest.raises(AppError, match="empty"):
        client.predict("", api_name="/ask")


def test_batch_downloads_hold_every_field(site: Served) -> None:
    [path] = upload(site, "q.txt", "How many phones were seized in Harbin?\n=1+1\n")
    reports = site.stream("batch", questions=file_data(path, "q.txt"))
    assert [json.loads(each["line"])["question"] for each in reports[:2]][1] == "=1+1"
    downloads = reports[-1]["downloads"]
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        lines = client.get(downloads["jsonl"]).text.splitlines()
        table = client.get(downloads["csv"])
        assert client.get("/answers/..%2f../csv").status_code == 404
        assert client.get(downloads["csv"].replace("csv", "txt")).status_code == 404
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert json.loads(lines[0])["answer"] == rows[0]["answer"] == "1,312"
    assert rows[1]["question"] == "'=1+1"


def test_a_file_of_questions_of_another_kind_is_refused(site: Served) -> None:
    [path] = upload(site, "q.docx", "x")
    with pytest.raises(RuntimeError, match=r"\.txt"):
        site.call("batch", questions=file_data(path, "q.docx"))


def test_add_articles_under_safe_names(site: Served) -> None:
    text = "Ferry notice\n\nThe ferry carried 9,871 passengers in June.\n"
    before = (site.corpus / "harbin.txt").read_bytes()
    names = ["../../ferry.txt", "harbin.txt", "tool.exe"]
    files = [file_data(upload(site, f"{at}.txt", text)[0], name) for at, name in enumerate(names)]
    last = site.call("add_articles", files=files)
    try:
        assert [row["saved_as"] for row in last["saved"]] == ["ferry.txt", "harbin-2.txt", None]
        assert ".txt" in last["saved"][2]["reason"]
        assert last["report"]["added"] == 2
        assert (site.corpus / "harbin.txt").read_bytes() == before
        row = site.call("ask", question="How many passengers did the ferry carry in June?")
        assert row["answer"].startswith("9,871")
    finally:
        for name in ("ferry.txt", "harbin-2.txt"):
            (site.corpus / name).unlink(missing_ok=True)
        assert site.call("reindex")["report"]["removed"] == 2


def test_only_uploaded_files_can_be_named(site: Served, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    with pytest.raises(RuntimeError):
        site.call("add_articles", files=[file_data(str(secret), "secret.txt")])
    with pytest.raises(RuntimeError):
        site.call("batch", questions=file_data(str(secret), "secret.txt"))
    assert secret.exists()
    assert not (site.corpus / "secret.txt").exists()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_the_page_is_served_to_this_machine(site: Served, name: str) -> None:
    answer = httpx.get(site.url, headers={"host": f"{name}:7860"}, trust_env=False)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert answer.headers["x-frame-options"] == "DENY"


def test_another_name_for_this_machine_is_refused(site: Served) -> None:
    for path in ("/", "/page/page.js", "/gradio_api/info"):
        answer = httpx.get(site.url + path, headers={"host": "evil.test"}, trust_env=False)
        assert answer.status_code == 403


def test_another_site_cannot_post(site: Served) -> None:
    for path in ("/gradio_api/upload", "/gradio_api/call/v2/reindex"):
        for origin in ("https://evil.test", "null", "http://localhost:1"):
            answer = httpx.post(
                site.url + path, headers={"origin": origin}, json={}, trust_env=False
            )
            assert answer.status_code == 403


def test_a_folder_that_was_not_indexed_is_not_reindexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    from qa.page.desk import Desk

    desk = Desk(tmp_path / "index", tmp_path / "corpus")
    shelf = SimpleNamespace(articles=lambda: [SimpleNamespace(path="news.csv#3")])
    monkeypatch.setattr("qa.page.desk.Store", lambda _: SimpleNamespace(finished=True))
    monkeypatch.setattr(Desk, "_open", lambda _: (shelf, None, None))
    with pytest.raises(UserError, match="--corpus"):
        next(desk.build())
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "news.csv").touch()
    desk._check_corpus()


def upload(site: Served, name: str, text: str) -> list[str]:
    answer = httpx.post(
        f"{site.url}/gradio_api/upload", files={"files": (name, text.encode())}, trust_env=False
    )
    paths: list[str] = answer.raise_for_status().json()
    return paths


def file_data(path: str, name: str) -> dict[str, Any]:
    return {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    site = start(tmp_path / "site", {})
    assert list(tmp_path.glob("gleaner-*"))
    assert httpx.head(site.url, trust_env=False).status_code == 200
    site.process.send_signal(how)
    assert site.process.wait(timeout=10) == 0
    assert not list(tmp_path.glob("gleaner-*"))
    assert (tmp_path / "site" / "log.txt").read_text().endswith("(Ctrl-C stops it)\n")
