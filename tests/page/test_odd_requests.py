"""Requests that fit nothing: each is told so, and none prints a traceback."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.page.clients import call, file_data
from tests.served import Served


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "name of a queue"),
        ({"session_hash": ""}, "name of a queue"),
        ({"session_hash": 5}, "name of a queue"),
        ({"session_hash": "a<gradio-sep>b"}, "name of a queue"),
        ({"session_hash": "q" * 65}, "name of a queue"),
        ({"session_hash": "q", "data": [], "fn_index": True}, "no endpoint True"),
        ({"session_hash": "q", "data": [], "fn_index": 99}, "no endpoint 99"),
        ({"session_hash": "q", "data": [], "fn_index": -1}, "no endpoint -1"),
        ({"session_hash": "q", "data": [], "fn_index": "0"}, "no endpoint 0"),
        ({"session_hash": "q", "data": ["who?"], "fn_index": 0}, "ask takes 9 values"),
        ({"session_hash": "q", "data": {}, "fn_index": 3}, "articles takes 0 values"),
        ({"session_hash": "q", "data": [], "fn_index": 3, "batched": True}, "takes no batched"),
    ],
)
def test_a_queued_call_that_fits_nothing_is_told(
    site: Served, values: dict[str, Any], message: str
) -> None:
    answer = httpx.post(f"{site.url}/gradio_api/queue/join", json=values, trust_env=False)
    assert (answer.status_code, message in answer.json()["error"]) == (400, True)
    assert "Traceback" not in site.log.read_text()


TEXT = "Ferry\n\nThe ferry carried 9,871 passengers in June.\n"
HALF = "\ud800"  # of a character
FORM = "multipart/form-data; boundary="
PART = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'


OddRequests = Iterator[tuple[str, str, dict[str, Any]]]
"""Method, path, and what is sent."""


def odd_headers() -> OddRequests:
    for origin in ("http://[", "http://", "null", "\\", "x" * 5000):
        yield "POST", "/session", {"headers": {"origin": origin}}
    for cookie in ('"', ";;=;", "a=b=c; \x01", "x" * 5000):
        yield "GET", "/config", {"headers": {"cookie": cookie}}


def odd_values() -> OddRequests:
    call = "/gradio_api/call/v2"
    texts = [f"a{HALF}", "\0", "\x7f" * 50, "\u202e", "٣" * 50, "[" * 3000, "(((" * 900]
    for text in texts:
        body = json.dumps({"question": text}).encode()
        yield "POST", f"{call}/ask", {"content": body}
        yield "POST", f"{call}/article", {"content": json.dumps({"article": text}).encode()}
        yield "POST", f"{call}/ask", {"json": {"question": "who?", "source": text.strip(HALF)}}
        queued = {"data": [text] * 5, "fn_index": 0, "session_hash": "odd"}
        yield "POST", "/gradio_api/queue/join", {"content": json.dumps(queued).encode()}
    numbers: tuple[Any, ...] = (True, -1, 10**400, 1.5, None, "1", [], {})
    for number in numbers:
        yield "POST", f"{call}/ask", {"json": {"question": "who?", "top_k": number}}
        yield "POST", f"{call}/article", {"json": {"article": "harbin.txt", "start": number}}
    for body in (b"NaN", b"[]", b"5", b'{"a":1,"a":2}', b"\xff", b'{"question":' + b"[" * 900):
        yield "POST", f"{call}/ask", {"content": body}
    given: tuple[Any, ...] = (5, True, "x", {}, [5], [None], [[]], [{"path": 5}], [{"path": []}])
    for files in (*given, [{}]):
        yield "POST", f"{call}/add_articles", {"json": {"files": files}}
        yield "POST", f"{call}/batch", {"json": {"questions": files}}


def odd_uploads() -> OddRequests:
    upload = "/gradio_api/upload"
    for kind in (
        "", "text/plain", FORM, FORM + "x" * 300, FORM + 'x"; charset=undefined',
        FORM + "x; charset=utf-7", "multipart/form-data",
    ):  # fmt: skip
        yield "POST", upload, {"content": PART + b"a\r\n--x--", "headers": {"content-type": kind}}
    for part in (
        PART.replace(b'; filename="a.txt"', b""),
        PART.replace(b"filename=", b"filename*="),
        PART.replace(b"a.txt", b"../../\xff\x00"),
        PART.replace(b"files", b"other"),
        PART.replace(b"\r\n\r\n", b"\r\n"),
        b"--x\r\n\r\n",
        b"",
    ):
        for end in (b"a\r\n--x--\r\n", b"a", b""):
            sent = {"content": part + end, "headers": {"content-type": FORM + "x"}}
            yield "POST", upload, sent
            yield "POST", f"{upload}?upload_id=x", sent


def odd_passwords() -> OddRequests:
    for body in (b"\xff", b"password", b"&&&=", b"{}", b"password=%ff%00"):
        yield "POST", "/login", {"content": body}


def odd_requests() -> OddRequests:
    """What made a library stumble, or would."""
    yield from odd_headers()
    yield from odd_values()
    yield from odd_uploads()
    yield from odd_passwords()


def test_no_request_prints_a_traceback(browser_like: httpx.Client, site: Served) -> None:
    for method, path, sent in odd_requests():
        answer = browser_like.request(method, path, **sent)
        assert answer.status_code != 500
        if answer.status_code == 200 and "event_id" in answer.text and "/call/" in path:
            browser_like.get(f"{path}/{answer.json()['event_id']}")
    assert "Traceback" not in site.log.read_text()


UNKNOWN = ("0" * 32, "x", "-", "__proto__", "a" * 64)


@pytest.mark.parametrize("event", UNKNOWN)
def test_an_event_that_is_not_known_is_told(
    browser_like: httpx.Client, site: Served, event: str
) -> None:
    """A queue that has the name is no event, and one that nothing was asked in has none."""
    said = site.log.read_text()
    for queue in (f"{event[:60]}1", event, event):
        cancelled = {"event_id": event, "session_hash": queue, "fn_index": 0}
        answer = browser_like.post("/gradio_api/cancel", json=cancelled)
        assert (answer.status_code, "another session" in answer.text) == (400, True)
    for beat in ("", f"/gradio_api/heartbeat/{event}"):
        if beat:
            with browser_like.stream("GET", beat) as beats:
                assert beats.status_code == 200
        for path in ("call/v2/ask/", "call/v2/nothing/", "queue/data?session_hash="):
            answer = browser_like.get(f"/gradio_api/{path}{event}")
            assert (answer.status_code, "another session" in answer.text) == (404, True)
    assert site.log.read_text() == said


def test_what_is_cancelled_is_named_by_its_endpoint(browser_like: httpx.Client) -> None:
    queue = {"session_hash": "known", "fn_index": 4, "data": []}
    event = browser_like.post("/gradio_api/queue/join", json=queue).json()["event_id"]
    cancelled = {"session_hash": "known", "event_id": event}
    answer = browser_like.post("/gradio_api/cancel", json=cancelled)
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "There is no endpoint None. Endpoints: 0 to 19.",
    )
    answer = browser_like.post("/gradio_api/cancel", json={**cancelled, "fn_index": 4})
    assert answer.status_code == 200


def test_half_a_character_in_any_value_is_told(browser_like: httpx.Client, site: Served) -> None:
    for name, value in (("article", "article"), ("ask", "source"), ("ask", "as_of")):
        body = json.dumps({value: f"harbin.txt{HALF}"}).encode()
        answer = browser_like.post(f"/gradio_api/call/v2/{name}", content=body)
        assert (answer.status_code, answer.json()["error"]) == (
            400,
            "The call holds half a character.",
        )
    for address in ("/?article=%ED%A0%80&start=0&end=1", "/?q=%ff&view=articles"):
        assert browser_like.get(address).status_code == 200
    answer = browser_like.post(
        "/gradio_api/call/v2/article", json={"article": "\N{REPLACEMENT CHARACTER}"}
    )
    event = answer.json()["event_id"]
    events = browser_like.get(f"/gradio_api/call/v2/article/{event}").text
    assert "There is no article" in events
    assert "Traceback" not in site.log.read_text()


def test_a_field_that_is_no_file_is_told(browser_like: httpx.Client, site: Served) -> None:
    said = site.log.read_text()
    part = PART.replace(b'; filename="a.txt"', b"")
    kind = {"content-type": FORM + "x"}
    answer = browser_like.post("/gradio_api/upload", content=part + b"a\r\n--x--", headers=kind)
    assert (answer.status_code, "a form with files" in answer.text) == (400, True)
    assert site.log.read_text() == said


def test_names_of_uploads_that_are_no_file_names(browser_like: httpx.Client, site: Served) -> None:
    path = browser_like.post("/gradio_api/upload", files={"files": ("a.txt", TEXT)}).json()[0]
    for name in ("a.x\0y", "a." + "x" * 3000, "..txt", "/", "a.txt/", ".", "a.\u202etxt"):
        sent = file_data(path, name)
        row = call(browser_like, "add_articles", files=[sent])["saved"][0]
        assert (row["saved_as"], bool(row["reason"])) == (None, True), name
        started = browser_like.post("/gradio_api/call/v2/batch", json={"questions": sent}).json()
        events = browser_like.get(f"/gradio_api/call/v2/batch/{started['event_id']}").text
        assert "event: complete" in events or "is not a file of questions" in events
    assert "Traceback" not in site.log.read_text()


def test_who_breaks_off_leaves_no_trace(site: Served) -> None:
    host, port = site.url.removeprefix("http://").split(":")
    for path in ("/login", "/session", "/gradio_api/upload", "/gradio_api/call/v2/ask"):
        with socket.create_connection((host, int(port))) as connection:
            head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9999\r\n"
            connection.sendall(f"{head}Content-Type: {FORM}x\r\n\r\n".encode() + PART + b"a")
    assert site.call("status")["articles"]
    assert "Traceback" not in site.log.read_text()


def test_too_much_to_upload_is_refused_at_once(site: Served) -> None:
    host, port = site.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST /gradio_api/upload HTTP/1.1\r\nHost: {host}\r\nContent-Type: {FORM}x\r\n"
        connection.sendall(f"{head}Content-Length: {10**9}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413")
