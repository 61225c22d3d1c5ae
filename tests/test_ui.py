"""The page's process: its command line, its endpoints and whom it lets in."""

import asyncio
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

import ui
from benchmarks.small_files import LINES, SENTENCE, small_files
from index.errors import UserError
from qa.page.uploads import sweep
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
        ("ask", {}, "empty"),
        ("ask", {"question": 5}, "question is to be text, not 5."),
        ("ask", {"question": None}, "question is to be text"),
        ("ask", {"question": "who?", "top_k": "many"}, 'top_k is to be a whole number, not "many"'),
        ("ask", {"query": "who?"}, "ask takes no query"),
        ("find", {"question": "who?"}, "no endpoint find. Endpoints: add_articles, article, "),
        ("ask", {"question": "who?", "after": "soon"}, "after soon is not a date like 2023-11-30."),
        (
            "ask",
            {"question": "who?", "after": "2024-01-01", "before": "2023-01-01"},
            "after 2024-01-01 is later than before 2023-01-01: no day lies between.",
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
    assert last.keys() == {"done", "total", "downloads"}
    made = httpx.get(site.url + last["downloads"]["jsonl"], cookies=client.cookies, trust_env=False)
    lines = made.text.splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(each["id"], each["answer"]) for each in rows] == [("a", "1,312"), ("b", None)]
    assert rows[1]["error"]
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
    with pytest.raises(RuntimeError, match=r"^q\.docx is not a file of questions.*\.txt"):
        site.call("batch", questions=file_data(path, "q.docx"))
    [path] = upload(site, "ages.csv", "name,age\nA,1\n")
    with pytest.raises(RuntimeError, match=r"^ages\.csv has no column named question"):
        site.call("batch", questions=file_data(path, "ages.csv"))


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
    for path in (str(secret), "http://example.invalid/a.txt", "\0", ""):
        with pytest.raises(RuntimeError, match="was not uploaded"):
            site.call("add_articles", files=[file_data(path, "secret.txt")])
        with pytest.raises(RuntimeError, match="was not uploaded"):
            site.call("batch", questions=file_data(path, "secret.txt"))
    assert secret.exists()
    assert not (site.corpus / "secret.txt").exists()


@pytest.mark.parametrize("route", ["call/v2/ask", "queue/join"])
def test_what_names_another_file_reaches_nothing_that_would_fetch_it(
    tmp_path: Path, route: str
) -> None:
    from qa.page.calls import Calls
    from qa.page.guard import Guard
    from qa.page.sessions import Sessions

    reached = []
    mine, another = tmp_path / "mine.txt", tmp_path / "another.txt"
    mine.touch()
    another.touch()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        if scope["path"] != "/gradio_api/upload":
            reached.append(json.loads(body))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps([str(mine)]).encode()})

    guard = Guard(Calls(app, tmp_path, {"ask": ["question"]}), [], Sessions(7860, None))

    async def post(path: str, **content: Any) -> httpx.Response:
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.post(f"/gradio_api/{path}", **content)

    def call(value: Any) -> httpx.Response:
        values = {"question": value}
        if route == "queue/join":
            values = {"session_hash": "queue", "fn_index": 0, "data": [value]}
        return asyncio.run(post(route, json=values))

    assert asyncio.run(post("upload", files={"files": b"x"})).status_code == 200
    for file in (
        file_data("http://example.invalid/a.txt", "a.txt"),
        file_data("/etc/hosts", "a.txt"),
        file_data(str(another), "a.txt"),
        {**file_data(str(mine), "a.txt"), "url": "http://example.invalid/a.txt"},
        {**file_data(str(mine), "a.txt"), "url": "http://127.0.0.1/a.txt"},
        {"url": "http://example.invalid/a.txt"},
        {**file_data(str(mine), "a.txt"), "orig_name": 5},
    ):
        for value in (file, [[{"deep": file}]]):
            answer = call(value)
            assert (answer.status_code, "not uploaded" in answer.json()["error"]) == (400, True)
    assert reached == []
    sent = {**file_data(str(mine), "a.txt"), "is_stream": True, "mime_type": "text/html"}
    assert call(sent).status_code == 200
    [[value]] = [each.get("data") or [each["question"]] for each in reached]
    assert value == file_data(str(mine), "a.txt")


def test_a_call_that_is_no_json_is_refused(site: Served) -> None:
    for body in (b"{", b"[" * 100_000, b"[1]"):
        answer = httpx.post(f"{site.url}/gradio_api/call/v2/ask", content=body, trust_env=False)
        assert (answer.status_code, "JSON" in answer.json()["error"]) == (400, True)


def test_the_same_file_twice_at_once(site: Served) -> None:
    [path] = upload(site, "same.txt", "How many phones were seized in Harbin?\n")
    for _ in range(2):  # the second upload of the same bytes is the same file
        last = site.call("batch", questions=file_data(path, "same.txt"))
        assert last["done"] == 1


def test_what_nobody_fetched_for_a_day_goes(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "answers.csv").touch()
    for path in (old, old / "answers.csv", new):
        os.utime(path, (0, 0))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [new]


def test_files_are_saved_once_while_another_build_is_writing(tmp_path: Path) -> None:
    from index.store.locks import build_lock
    from qa.page.open_index import OpenIndex
    from qa.page.rebuild import Rebuild

    upload = tmp_path / "upload.txt"
    upload.write_text("Ferry\n\nThe ferry carried 9,871 passengers.\n")
    rebuild = Rebuild(OpenIndex(tmp_path / "index", tmp_path / "corpus"), patience=0.5)
    saved = rebuild.add([(upload, "busy.txt")])
    with build_lock(tmp_path / "index"):
        building = rebuild.run()
        waiting = [next(building), next(building)]
        assert "waiting" in waiting[-1]["building"]["what"]
        with pytest.raises(UserError, match="Another build"):
            list(building)
    assert saved[0]["saved_as"] == "busy.txt"
    assert list(rebuild.run())[-1]["report"]["added"] == 1


def test_adding_waits_for_the_build_of_another_process(site: Served) -> None:
    from index.store.locks import build_lock

    [path] = upload(site, "late.txt", "Late\n\nThe ferry left at noon.\n")
    with ThreadPoolExecutor() as pool:
        with build_lock(site.corpus.parent / "index"):
            adding = pool.submit(site.stream, "add_articles", files=[file_data(path, "late.txt")])
            time.sleep(1.5)
        reports = adding.result()
    try:
        assert "waiting" in str(reports[:-1])
        assert reports[-1]["report"]["added"] == 1
        assert [row["saved_as"] for row in reports[-1]["saved"]] == ["late.txt"]
        assert reports[-1]["error"] is None
    finally:
        (site.corpus / "late.txt").unlink()
        site.call("reindex")


def test_files_that_are_hard_to_read_hold_up_nobody(site: Served) -> None:
    """Others are answered while they are read, and what they say is found."""
    files = [
        (f"hard-{number}{ending}", data)
        for number, (_, ending, data) in enumerate(small_files(register_pages=(20,)))
    ]
    with httpx.Client(base_url=site.url, trust_env=False, timeout=60) as client:
        sent = client.post("/gradio_api/upload", files=[("files", file) for file in files]).json()
    given = [file_data(path, name) for path, (name, _) in zip(sent, files, strict=True)]
    try:
        with ThreadPoolExecutor() as pool:
            adding = pool.submit(site.call, "add_articles", files=given)
            answered = 0
            while not adding.done():
                row = site.call("ask", question="How many phones were seized in Harbin?")
                assert row["answer"] == "1,312"
                answered += not adding.done()
            report = adding.result()["report"]
        assert answered >= 3
        assert (report["added"], report["removed"]) == (len(files), 0)
        tables = next(name for name, _ in files if name.endswith(".docx"))
        assert site.call("article", article=tables)["text"] == SENTENCE
        register = next(name for name, _ in files if name.endswith(".pdf"))
        text = site.call("article", article=register)["text"]
        assert re.findall(r"Entry (\d+) of", text) == [str(number) for number in range(20 * LINES)]
        for name, _ in files:
            if name.endswith(".md"):
                assert site.call("article", article=name)["text"].endswith(f"\n{SENTENCE}\n")
    finally:
        for name, _ in files:
            (site.corpus / name).unlink()
        site.call("reindex")


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


def test_a_folder_that_was_not_indexed_is_not_reindexed(tmp_path: Path) -> None:
    from index.build import build_index
    from qa.page.open_index import OpenIndex
    from qa.page.rebuild import Rebuild
    from tests.fakes import WordEncoder

    indexed, other = tmp_path / "indexed", tmp_path / "other"
    indexed.mkdir()
    other.mkdir()
    (indexed / "news.csv").write_text("text\nThe ferry sank.\n")
    build_index([indexed], tmp_path / "index", WordEncoder())
    rebuild = Rebuild(OpenIndex(tmp_path / "index", other))
    with pytest.raises(UserError, match="--corpus"):
        list(rebuild.run())
    upload = tmp_path / "upload.txt"
    upload.write_text("Ferry\n")
    [row] = rebuild.add([(upload, "ferry.txt")])
    assert "--corpus" in row["reason"]
    assert list(other.iterdir()) == []
    (other / "news.csv").touch()  # a row of a table is there with its table
    upload.write_text("Ferry\n")
    [row] = rebuild.add([(upload, "ferry.txt")])
    assert row["saved_as"] == "ferry.txt"


def upload(site: Served, name: str, text: str) -> list[str]:
    answer = httpx.post(
        f"{site.url}/gradio_api/upload", files={"files": (name, text.encode())}, trust_env=False
    )
    paths: list[str] = answer.raise_for_status().json()
    return paths


def file_data(path: str, name: str) -> dict[str, Any]:
    return {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    site = start(tmp_path / "site", {})
    assert list(site.scratch.glob("gleaner-*"))
    assert httpx.head(site.url, trust_env=False).status_code == 200
    site.process.send_signal(how)
    assert site.process.wait(timeout=10) == 0
    assert not list(site.scratch.glob("gleaner-*"))
    said = (tmp_path / "site" / "log.txt").read_text().partition("(Ctrl-C stops it)\n")
    assert said[1]
    assert not said[2] or said[2].startswith("ui: There are no articles yet.")
    assert said[2].count("\n") <= 1
