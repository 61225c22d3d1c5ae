"""Who may use plain HTTP, by which methods, and what is told when there is no answer to give."""

import json
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.store import STORE_FILE
from qa.page.rest import build_rest
from qa.page.routes import REFERENCE, REST, find_route
from tests.page.clients import PASSWORD, QUESTION, client
from tests.served import ARTICLES, Served, start

ASKED = {"/api/ask": "?q=Who", "/api/search": "?q=Who", "/api/article": "?path=harbin.txt"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X")
ALL = [(method, path) for path in (*REST, REFERENCE, "/api/openapi.json") for method in METHODS]


def ask(site: Served, method: str, path: str, **headers: str) -> httpx.Response:
    url = f"{site.url}{path}{ASKED.get(path, '')}"
    body = {"draft": "7 ships"} if path == "/api/check" else None
    return httpx.request(method, url, json=body, headers=headers, trust_env=False, timeout=60)


def raw(site: Served, request: str) -> tuple[int, Any]:
    """Send what a client's library would mend; return the status and the JSON of the answer."""
    host, port = site.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as sent:
        own = f"Host: {host}:{port}\r\nConnection: close"
        sent.sendall(f"{request}\r\n{own}\r\n\r\n".encode("latin-1"))
        answer = b"".join(iter(lambda: sent.recv(65_536), b""))
    return int(answer.split(b" ", 2)[1]), json.loads(answer.partition(b"\r\n\r\n")[2])


async def _never(*_: Any) -> Any:
    raise AssertionError("nothing is asked for")


def test_the_guard_lets_in_what_is_there_and_no_more() -> None:
    routes: list[Any] = list(build_rest(_never).routes)
    there = {(method, route.path) for route in routes for method in route.methods}
    named = {(each, path) for path, methods in REST.items() for each in methods if each != "HEAD"}
    assert there == named


@pytest.mark.parametrize(("method", "path"), ALL)
def test_every_method_of_every_path(site: Served, method: str, path: str) -> None:
    answer = ask(site, method, path)
    if find_route(method, path):
        assert answer.status_code == 200
        assert (answer.content == b"") == (method == "HEAD")
    elif path in REST:
        assert (answer.status_code, answer.headers["allow"]) == (405, ", ".join(REST[path]))
        told = {"error": f"{path} takes {', '.join(REST[path])}."}
        assert method == "HEAD" or answer.json() == told
    else:
        assert answer.status_code == 404
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/api/", "/api/ask/", "/api//ask", "/API/ask", "/api/ask.json", "/api/ask%2f", "/api/add",
        "/api/reindex", "/api/add_articles", "/api/batch", "/api/examples", "/api/../config/",
        "/api/openapi.yaml", "/openapi.json", "/docs", "/redoc", "/docs/oauth2-redirect",
        "/gradio_api/call/v2/ask/api/ask", "/api/check/x", "/api/ask;x", "/api/ask%00",
    ],
)  # fmt: skip
def test_what_was_not_asked_for_is_not_there(site: Served, path: str) -> None:
    for method in ("GET", "POST"):
        status, told = raw(site, f"{method} {path}?q=Who HTTP/1.1\r\nContent-Length: 0")
        assert (status, told) == (404, {"error": "There is nothing at this address."})


@pytest.mark.parametrize("path", [*REST, REFERENCE, "/api/openapi.json"])
def test_no_other_host_and_no_other_site(site: Served, path: str) -> None:
    method = "POST" if path == "/api/check" else "GET"
    port = site.url.rpartition(":")[2]
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "", "a b"):
        assert ask(site, method, path, host=host).status_code in (400, 403)
    for place in ("cross-site", "same-site"):
        headers = {"sec-fetch-site": place, "sec-fetch-mode": "navigate"}
        assert ask(site, method, path, **headers).status_code == 403
    if path in REST:
        for origin in ("http://evil.example", "null", f"http://localhost:{port}", "http://[", "x"):
            answer = ask(site, method, path, origin=origin)
            assert (answer.status_code, list(answer.json())) == (403, ["error"])
        assert ask(site, method, path, origin=site.url).status_code == 200


def test_what_is_no_request_is_told(site: Served) -> None:
    for address, told in (("x" * 60_000, 422), ("\xff", 400), ("a b", 400), ("x\ry: z", 400)):
        status, answer = raw(site, f"GET /api/ask?q={address} HTTP/1.1")
        assert (status, list(answer)) == (told, ["error"])
    assert "Traceback" not in site.log.read_text()


def test_a_body_without_end_is_cut_off(site: Served) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(10_000):
            yield b" " * 100_000

    with client(site) as sending:
        with suppress(httpx.WriteError):  # cut off while it was still being sent
            assert sending.post("/api/check", content=endless()).status_code == 413
        assert sending.get("/api/status").status_code == 200
    assert "Traceback" not in site.log.read_text()


def test_who_breaks_off_leaves_no_trace(site: Served) -> None:
    host, port = site.url.removeprefix("http://").split(":")
    log = site.log.read_text()
    for _ in range(5):
        with socket.create_connection((host, int(port)), timeout=10) as sent:
            sent.sendall(f"GET /api/ask?q=Who HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    assert ask(site, "GET", "/api/ask").status_code == 200
    assert site.log.read_text() == log


@pytest.mark.parametrize("damaged", [False, True])
def test_without_an_index_that_can_be_read_it_is_told(tmp_path: Path, damaged: bool) -> None:
    site = start(tmp_path / "site", {"a.txt": "Seven ships called."}, damaged=damaged)
    for path in ("/api/ask", "/api/search", "/api/article", "/api/check"):
        answer = ask(site, "POST" if path == "/api/check" else "GET", path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
        said = answer.json()["error"]
        assert ("damaged" if damaged else "not indexed yet") in said
        assert str(tmp_path) not in said
        assert "sqlite" not in said.casefold()
    assert ask(site, "GET", "/api/status").json()["articles"] == 0
    assert ask(site, "GET", "/api/articles").json() == {"articles": [], "skipped": []}
    assert "Traceback" not in site.log.read_text()
    site.stop()


def test_an_index_without_its_reader_is_told_without_a_path(tmp_path: Path) -> None:
    options = ["--reader", str(tmp_path / "nowhere")]
    site = start(tmp_path / "site", {"a.txt": "Seven ships called."}, options=options)
    site.call("reindex")
    answer = ask(site, "GET", "/api/ask")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert answer.json() == {"error": "The index cannot be asked as it is. The page says why."}
    assert ask(site, "GET", "/api/search").status_code == 200
    with pytest.raises(RuntimeError, match="nowhere cannot be loaded"):
        site.call("ask", question=QUESTION)
    site.stop()


def test_an_index_of_another_form_is_told_without_its_folder(tmp_path: Path) -> None:
    site = start(tmp_path / "site", {"a.txt": "Seven ships called."})
    site.call("reindex")
    with closing(sqlite3.connect(tmp_path / "site" / "index" / STORE_FILE)) as store:
        store.execute("ALTER TABLE articles RENAME COLUMN author TO writer")
    for path in ("/api/ask", "/api/article"):
        answer = ask(site, "GET", path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
        assert str(tmp_path) not in answer.json()["error"]
    site.stop()


def at_once(count: int, send: Callable[[], httpx.Response]) -> list[httpx.Response]:
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda: answers.append(send())) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


def test_a_page_that_is_busy_says_so(tmp_path: Path) -> None:
    options = ["--max-waiting", "4"]
    site = start(tmp_path / "site", {"a.txt": ARTICLES["harbin.txt"]}, options=options)
    site.call("reindex")
    site.call("ask", question=QUESTION)
    with client(site) as asking:
        answers = at_once(30, lambda: asking.get("/api/ask", params={"q": QUESTION}))
        assert {each.status_code for each in answers} == {200, 503}
        for each in answers:
            if each.status_code == 200:
                assert each.json()["answer"] == "1,312"
            else:
                assert int(each.headers["retry-after"]) > 0
                assert "Ask again" in each.json()["error"]
        # The line is that of the page's own questions.
        call = "/gradio_api/call/v2/ask"
        for _ in range(40):
            if asking.post(call, json={"question": QUESTION}).status_code == 503:
                break
        assert asking.get("/api/search", params={"q": QUESTION}).status_code == 503
        with client(site) as another:
            another.post("/session").raise_for_status()
            assert another.get("/api/ask", params={"q": QUESTION}).status_code == 200
    assert "Traceback" not in site.log.read_text()
    site.stop()


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    site = start(tmp_path / "site", {}, environment={"GLEANER_PASSWORD": PASSWORD})
    for path in REST:
        answer = ask(site, REST[path][0], path)
        assert (answer.status_code, "password" in answer.json()["error"]) == (401, True)
    for path in (REFERENCE, "/api/openapi.json"):
        assert ask(site, "GET", path).status_code == 200
    with client(site) as friend:
        friend.post("/login", data={"password": PASSWORD}).raise_for_status()
        assert friend.get("/api/status").json()["articles"] == 0
    site.stop()
