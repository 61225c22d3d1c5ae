"""Articles added: under safe names, once, whatever else is being built or read."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.small_files import LINES, SENTENCE, small_files
from index.build import BuildReport, build_index
from index.errors import UserError
from index.own_limits import own_limits
from index.workers.limits import Limits
from qa.page.open_index import OpenIndex
from qa.page.rebuild import Rebuild
from tests.page.clients import file_data, upload
from tests.served import Served


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


def test_files_are_saved_once_while_another_build_is_writing(tmp_path: Path) -> None:
    from index.store.locks import build_lock

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


def test_a_folder_that_was_not_indexed_is_not_reindexed(tmp_path: Path) -> None:
    from tests.fakes import WordEncoder

    indexed, other = tmp_path / "indexed", tmp_path / "other"
    indexed.mkdir()
    other.mkdir()
    (indexed / "news.csv").write_text("text\nThe ferry sank.\n")
    build_index([indexed], tmp_path / "index", WordEncoder())
    rebuild = Rebuild(OpenIndex(tmp_path / "index", other))
    with pytest.raises(UserError, match=r"--corpus .* --allow-removals$"):
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


def test_an_upload_past_a_limit_is_named_and_its_neighbour_added(tmp_path: Path) -> None:
    rebuild = Rebuild(
        OpenIndex(tmp_path / "index", tmp_path / "corpus"), limits=Limits(max_output=10_000)
    )
    many, note = tmp_path / "upload-1", tmp_path / "upload-2"
    many.write_text("text\n" + "The ferry sank off Port Ansel.\n" * 1_000)
    note.write_text("The ferry was lengthened by 12 metres.")
    rows = rebuild.add([(many, "many.csv"), (note, "note.txt")])
    assert [row["reason"] for row in rows] == [None, None]
    report = list(rebuild.run())[-1]["report"]
    assert (report["added"], report["articles"]) == (1, 1)
    [skipped] = report["skipped"]
    assert skipped["path"] == "many.csv"
    assert "0.01 MB" in skipped["reason"]


def test_the_page_keeps_to_the_limits_that_were_typed(tmp_path: Path) -> None:
    corpus, directory, limits = tmp_path / "corpus", tmp_path / "index", Limits(max_bytes=1_000)
    corpus.mkdir()
    (corpus / "ferry.txt").write_text("The ferry sank.\n")
    build_index([corpus], directory, limits=limits)
    rebuild = Rebuild(OpenIndex(directory, corpus))
    upload = tmp_path / "upload"
    upload.write_text("The ferry was lengthened by 12 metres. " * 50)
    [row] = rebuild.add([(upload, "long.txt")])
    assert "larger than 0.001 MB" in row["reason"]
    (corpus / "long.txt").write_text("The ferry was lengthened by 12 metres. " * 50)
    report = list(rebuild.run())[-1]["report"]
    assert [each["path"] for each in report["skipped"]] == ["long.txt"]
    assert own_limits(directory) == limits


def test_builds_that_wait_for_another_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for one again and again, and goes, leaves no pile of threads."""
    began, going_on, builds = threading.Event(), threading.Event(), []

    def build(*_: Any, **__: Any) -> BuildReport:
        builds.append(1)
        began.set()
        going_on.wait()
        return BuildReport()

    monkeypatch.setattr("qa.page.rebuild.build_index", build)
    rebuild = Rebuild(OpenIndex(tmp_path / "index", tmp_path / "corpus"))
    runs = [rebuild.run() for _ in range(20)]
    next(runs[0])
    assert began.wait(20)
    before = threading.active_count()
    for run in runs[1:]:
        next(run)
    assert threading.active_count() <= before + 1
    going_on.set()
    assert all(list(run)[-1]["report"] for run in runs)
    assert len(builds) == 2
