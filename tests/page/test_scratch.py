"""What is uploaded: how much of it may lie there, how long, and that nothing is left behind."""

import asyncio
import errno
import os
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest
from gradio import Error

from index.errors import UserError
from qa.page.client_errors import errors_to_client, in_time
from qa.page.memory import keep_small, share_heaps
from qa.page.quota import FullError, Quota, check_room
from qa.page.scratch import remove_left_over, remove_unfinished, scratch_folder
from tests.page.clients import client, upload
from tests.served import Served, start

MEGABYTE = b"x" * 1_000_000


def put(scratch: Path, name: str, age: float = 0.0) -> str:
    """A file as Gradio keeps an upload."""
    file = scratch / f"digest-of-{name}" / name
    file.parent.mkdir()
    file.write_bytes(MEGABYTE)
    os.utime(file, (time.time() - age, time.time() - age))
    return str(file)


def test_a_session_keeps_its_latest_uploads(tmp_path: Path) -> None:
    quota = Quota(tmp_path, of_session=2_500_000)
    paths = [put(tmp_path, f"{number}.txt") for number in range(4)]
    quota.add(paths[0], "another")
    for path in paths:
        quota.add(path, "mine")
    assert [quota.holds(path, "mine") for path in paths] == [False, False, True, True]
    assert quota.holds(paths[0], "another")  # who uploaded the same keeps it
    assert [Path(path).exists() for path in paths] == [True, False, True, True]
    assert not Path(paths[1]).parent.exists()


def test_one_large_upload_is_kept(tmp_path: Path) -> None:
    quota = Quota(tmp_path, of_session=500_000)
    path = put(tmp_path, "large.txt")
    quota.add(path, None)
    assert quota.holds(path, None)
    assert Path(path).exists()


def test_beyond_what_all_may_have_nothing_is_taken(tmp_path: Path) -> None:
    quota = Quota(tmp_path, of_all=2_500_000)
    quota.add(put(tmp_path, "a.txt"), "a")
    with quota.receiving(1_000_000), pytest.raises(FullError, match=r"2 MB .*Try again"):
        quota.receiving(1_000_000).__enter__()
    with quota.receiving(1_000_000):
        pass


def test_uploads_that_nobody_uses_go_after_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota = Quota(tmp_path)
    path = put(tmp_path, "a.txt")
    quota.add(path, "a")
    monkeypatch.setattr("qa.page.quota._KEPT", -1)
    with quota.receiving(1):
        assert not quota.holds(path, "a")
    assert not Path(path).exists()


def test_what_was_uploaded_goes_after_its_age_though_nobody_comes_again(tmp_path: Path) -> None:
    """The thread that gives memory back looks, by a clock that is ahead."""
    ahead = [0.0]
    quota = Quota(tmp_path, clock=lambda: time.time() + ahead[0])
    path, other, answers = (put(tmp_path, name) for name in ("a.txt", "b.txt", "answers.jsonl"))
    quota.add(path, "a")
    looked: list[list[bool]] = []

    class EndedError(Exception):
        pass

    def sweep() -> None:
        ahead[0] = [0.0, 3 * 3600.0, 25 * 3600.0][len(looked)]
        quota.sweep()
        looked.append([Path(each).exists() for each in (path, other, answers)])
        if len(looked) == 3:
            raise EndedError

    with pytest.raises(EndedError):
        keep_small(sweep, pause=0.0)
    assert looked == [[True, True, True], [False, True, True], [False, False, False]]
    assert not quota.holds(path, "a")


def test_sweeping_a_folder_that_is_gone_ends_nothing(tmp_path: Path) -> None:
    Quota(tmp_path / "gone").sweep()


def test_answers_are_counted_too(tmp_path: Path) -> None:
    put(tmp_path, "answers.jsonl")
    check_room(tmp_path)
    with pytest.raises(UserError, match="Download what you need"):
        check_room(tmp_path, limit=500_000)


def test_an_upload_that_breaks_off_leaves_no_file(site: Served) -> None:
    before = site.uploads()
    host, port = site.url.removeprefix("http://").split(":")
    for _ in range(3):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(half_an_upload(host))
            time.sleep(0.2)
    deadline = time.monotonic() + 20
    while site.uploads() != before:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "Traceback" not in site.log.read_text()


def half_an_upload(host: str) -> bytes:
    return (
        f"POST /gradio_api/upload HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    ).encode() + b"a" * 100_000


def test_what_a_killed_page_left_is_gone_with_the_next_start(tmp_path: Path) -> None:
    killed = start(tmp_path / "killed", {})
    host, port = killed.url.removeprefix("http://").split(":")
    upload(killed, "whole.txt", "Whole.")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(half_an_upload(host))
        deadline = time.monotonic() + 20
        while len(killed.uploads()) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        killed.process.send_signal(signal.SIGKILL)
        killed.process.wait(timeout=10)
    assert len(killed.uploads()) == 2
    environment = {"TMPDIR": str(killed.scratch)}
    following = start(tmp_path / "following", {}, environment=environment)
    assert killed.uploads() == []
    [own] = killed.scratch.glob("gleaner-page-*")
    remove_left_over(killed.scratch)  # as a third page would
    assert own.exists()
    following.stop()
    assert list(killed.scratch.glob("gleaner-*")) == []


def test_a_folder_that_is_another_programs_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "gleaner-notes").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "gleaner-page-link").symlink_to(tmp_path / "elsewhere")
    with scratch_folder() as first, scratch_folder() as second:
        assert first.exists()
        assert second.exists()
    left = {"gleaner-notes", "elsewhere", "gleaner-page-link"}
    assert {path.name for path in tmp_path.iterdir()} == left


def test_half_a_copy_in_the_corpus_is_removed(tmp_path: Path) -> None:
    for name in (".old.txt.1.part", ".new.txt.1.part", ".notes.part", "old.txt", "kept.txt"):
        (tmp_path / name).touch()
    (tmp_path / ".other.md.7.part").write_text("half")
    (tmp_path / "other.md").write_text("whole: it was there before")
    for name in (".old.txt.1.part", ".other.md.7.part"):
        os.utime(tmp_path / name, (1, 1))
    remove_unfinished(tmp_path)
    left = {".new.txt.1.part", ".notes.part", "kept.txt", "other.md"}
    assert {path.name for path in tmp_path.iterdir()} == left
    remove_unfinished(tmp_path / "missing")


def test_half_a_character_is_told_wherever_it_stands(site: Served) -> None:
    half = "\\ud800"
    with client(site) as mine:
        mine.post("/session").raise_for_status()
        for name in ("ask", "article", "batch", "add_articles"):
            for values in (
                f'{{"{half}": 1}}',
                f'{{"question": "{half}"}}',
                f'{{"files": "{half}"}}',
            ):
                answer = mine.post(f"/gradio_api/call/v2/{name}", content=values.encode())
                assert answer.status_code == 400
                assert "half a character" in answer.json()["error"]
        for path in ("/%ed%a0%80", "/gradio_api/call/v2/ask/%ed%a0%80", "/answers/%ed%a0%80/csv"):
            assert mine.get(path).status_code == 404
        assert mine.get("/gradio_api/queue/data?session_hash=%ed%a0%80").status_code == 404
    assert "Traceback" not in site.log.read_text()


def test_a_permission_that_goes_away_is_told() -> None:
    def articles() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/news/corpus")

    with pytest.raises(Error, match=r"/news/corpus cannot be used: Permission denied\. Look at"):
        asyncio.run(errors_to_client(in_time(articles, 1))())


def test_free_memory_is_given_back_where_the_system_can() -> None:
    share_heaps()  # that there is no such call here, is no error


def test_questions_with_half_a_character_become_rows(site: Served) -> None:
    lines = (
        '{"question": "Who\\ud800?"}\n{"question": "Who?", "id": "\\udfff"}\n{"question": "Who?"}\n'
    )
    path = upload(site, "odd.jsonl", lines)[0]
    reports = site.stream("batch", questions={"path": path, "orig_name": "odd.jsonl"})
    assert [report["done"] for report in reports if "line" in report] == [1, 2, 3]
    for kind in ("csv", "jsonl"):
        answers = httpx.get(site.url + reports[-1]["downloads"][kind], trust_env=False)
        assert answers.raise_for_status().content.decode()
    assert "Traceback" not in site.log.read_text()
