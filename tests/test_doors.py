"""Who comes in: other sites, other sessions, other machines, and what a reader may change."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import ui
from index.errors import UserError
from qa.page.access import is_this_machine, read_password
from qa.page.sessions import Claims, Sessions, TooManyTriesError
from tests.served import ARTICLES, Served, library, start
from tests.test_ui import file_data

PASSWORD = "correct horse"
QUESTION = "How many phones were seized in Harbin?"


@pytest.fixture(scope="module")
def site() -> Served:
    return library()


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A page that other machines could reach, with a password, for reading only."""
    articles = {"harbin.txt": ARTICLES["harbin.txt"]}
    folder = tmp_path_factory.mktemp("locked")
    first = start(folder / "first", articles)
    first.call("reindex")
    first.process.terminate()
    first.process.wait(timeout=10)
    options = ["--host", "0.0.0.0", "--read-only"]
    options += ["--index", str(folder / "first" / "index")]
    return start(
        folder / "second", articles, options=options, environment={"GLEANER_PASSWORD": PASSWORD}
    )


def client(site: Served, **options: Any) -> httpx.Client:
    return httpx.Client(base_url=site.url, trust_env=False, timeout=60, **options)


@pytest.fixture
def browser_like(site: Served) -> Iterator[httpx.Client]:
    """A client with a session, as the page's own scripts have one."""
    with client(site) as mine:
        assert mine.post("/session").status_code == 204
        assert len(mine.cookies) == 1
        yield mine


def call(client: httpx.Client, name: str, **values: Any) -> Any:
    started = client.post(f"/gradio_api/call/v2/{name}", json=values).raise_for_status()
    events = client.get(f"/gradio_api/call/v2/{name}/{started.json()['event_id']}").text
    return json.loads(re.findall(r"event: complete\ndata: (.*)\n", events)[-1])[0]


# Other sites ----------------------------------------------------------------------------------

CALL = "/gradio_api/call/v2/reindex"
OTHERS = ["cross-site", "same-site"]


@pytest.mark.parametrize("where", OTHERS)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/config"),
        ("GET", "/page/page.js"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/queue/data?session_hash=a"),
        ("GET", "/gradio_api/call/v2/ask/a"),
        ("GET", "/answers/a/csv"),
        ("GET", "/gradio_api/file=http://127.0.0.1:9/x"),
        ("POST", CALL),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/session"),
        ("POST", "/login"),
    ],
)
def test_a_browser_that_says_it_is_elsewhere_is_refused(
    site: Served, where: str, method: str, path: str
) -> None:
    for mode, dest in (("navigate", "document"), ("no-cors", "script"), ("cors", "empty")):
        headers = {"sec-fetch-site": where, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        answer = httpx.request(method, site.url + path, headers=headers, trust_env=False)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("where", OTHERS)
def test_a_link_opens_the_page_and_nothing_but_a_link(site: Served, where: str) -> None:
    def status(mode: str, dest: str, method: str = "GET") -> int:
        headers = {"sec-fetch-site": where, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        return httpx.request(method, site.url, headers=headers, trust_env=False).status_code

    assert status("navigate", "document") == 200
    assert status("navigate", "iframe") == 403
    assert status("navigate", "document", "HEAD") == 403
    assert status("cors", "empty") == 403
    assert status("no-cors", "script") == 403


def test_the_page_and_what_is_typed_in_are_let_in(site: Served) -> None:
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
    typed = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert httpx.get(site.url + "/config", headers=own, trust_env=False).status_code == 200
    assert httpx.get(site.url + "/config", headers=typed, trust_env=False).status_code == 200
    assert httpx.post(site.url + CALL, headers=typed, trust_env=False).status_code == 403


def test_each_step_of_the_way_in_alone(site: Served) -> None:
    """As a client that sends no headers about itself."""
    before = sorted(site.corpus.iterdir())
    with client(site) as other:
        for path in ("file=", "file/", "proxy="):
            for target in ("http://127.0.0.1:9/page", "http://100.64.0.9/x.png", "/etc/hosts"):
                assert other.get(f"/gradio_api/{path}{target}").status_code == 404
                assert other.head(f"/gradio_api/{path}{target}").status_code == 404
        for origin in ("http://100.64.0.9", "null", site.url.replace("127.0.0.1", "localhost")):
            there = {"origin": origin}
            sent = {"files": ("planted.txt", b"The mayor took 9,999 coins.")}
            assert other.post("/gradio_api/upload", files=sent, headers=there).status_code == 403
            assert other.post(CALL, json={}, headers=there).status_code == 403
            # Read with a simple request; the answer must not be open to that origin.
            answer = other.get("/config", headers=there)
            assert "access-control-allow-origin" not in answer.headers
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
            asked = {**there, "access-control-request-method": "POST"}
            assert other.request("OPTIONS", CALL, headers=asked).status_code in (403, 404)
    assert sorted(site.corpus.iterdir()) == before


def test_a_websocket_is_closed() -> None:
    import asyncio

    from qa.page.guard import Guard

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def never(*_: Any) -> Any:
        raise AssertionError("it reached what is behind")

    asyncio.run(Guard(never, [], Sessions(1, None))({"type": "websocket"}, never, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_no_data_is_of_a_type_that_a_browser_runs(browser_like: httpx.Client) -> None:
    mine = browser_like
    path = mine.post("/gradio_api/upload", files={"files": ("q.txt", QUESTION)}).json()[0]
    done = call(mine, "batch", questions=file_data(path, "q.txt"))
    event = mine.post("/gradio_api/call/v2/articles", json={}).json()["event_id"]
    answers = [
        mine.get("/config"),
        mine.get("/gradio_api/info"),
        mine.get(f"/gradio_api/call/v2/articles/{event}"),
        mine.get("/gradio_api/call/v2/articles/none"),
        mine.get("/nothing"),
        mine.post("/gradio_api/call/v2/ask", json={"question": "<script>"}),
        mine.post("/gradio_api/call/v2/none", json={}),
        mine.post("/gradio_api/upload", content=b"<script>"),
        mine.post("/gradio_api/upload", files={"files": ("<script>.html", b"<script>")}),
        mine.post("/login", data={"password": "<script>"}),
        mine.post("/session"),
        *(mine.get(url) for url in done["downloads"].values()),
    ]
    for answer in answers:
        kind = answer.headers.get("content-type", "application/json").partition(";")[0]
        safe = ("application/json", "application/jsonl", "text/event-stream", "text/csv")
        assert kind in (*safe, "text/plain"), answer.url
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
    for answer in answers[-2:]:
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")


# Other sessions -------------------------------------------------------------------------------


def test_the_session_s_cookie_is_out_of_reach(site: Served) -> None:
    answer = httpx.post(site.url + "/session", trust_env=False)
    name, _, rest = answer.headers["set-cookie"].partition("=")
    value, *attributes = rest.split("; ")
    assert name == f"gleaner-{site.url.rpartition(':')[2]}"
    assert len(value) == 43
    assert set(attributes) == {"HttpOnly", "SameSite=Strict", "Path=/"}
    again = httpx.post(site.url + "/session", cookies={name: value}, trust_env=False)
    assert "set-cookie" not in again.headers


def test_uploads_and_answers_belong_to_their_session(site: Served) -> None:
    with client(site) as mine, client(site) as yours, client(site) as nobody:
        mine.post("/session")
        yours.post("/session")
        path = mine.post("/gradio_api/upload", files={"files": ("q.txt", QUESTION)}).json()[0]
        questions = file_data(path, "q.txt")
        for other in (yours, nobody):
            refused = other.post("/gradio_api/call/v2/batch", json={"questions": questions})
            assert (refused.status_code, "not uploaded" in refused.text) == (400, True)
        done = call(mine, "batch", questions=questions)
        for url in done["downloads"].values():
            assert mine.get(url).status_code == 200
            assert mine.head(url).status_code == 200
            for other in (yours, nobody):
                assert other.get(url).status_code == 404
        # Who uploads the same has it too.
        yours.post("/gradio_api/upload", files={"files": ("q.txt", QUESTION)})
        assert call(yours, "batch", questions=questions)["done"] == 1


def test_a_call_s_answer_belongs_to_who_made_it_and_is_told_once(site: Served) -> None:
    with client(site) as mine, client(site) as yours:
        mine.post("/session")
        yours.post("/session")
        event = mine.post("/gradio_api/call/v2/articles", json={}).json()["event_id"]
        url = f"/gradio_api/call/v2/articles/{event}"
        assert yours.get(url).status_code == 404
        assert "harbin.txt" in mine.get(url).text
        assert mine.get(url).status_code == 404
        joined = {"session_hash": event, "data": [], "fn_index": 3}
        assert mine.post("/gradio_api/queue/join", json=joined).status_code == 200
        assert yours.post("/gradio_api/queue/join", json=joined).status_code == 400
        assert yours.get(f"/gradio_api/queue/data?session_hash={event}").status_code == 404
        assert yours.get(f"/gradio_api/heartbeat/{event}").status_code == 404
        cancel = {"session_hash": event, "fn_index": 0, "event_id": "x"}
        assert yours.post("/gradio_api/cancel", json=cancel).status_code == 400
    assert "Traceback" not in site.log.read_text()


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
        ({"session_hash": "q", "data": ["who?"], "fn_index": 0}, "ask takes 5 values"),
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


def odd_requests() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What made a library stumble, or would: method, path, and what is sent."""
    call = "/gradio_api/call/v2"
    for origin in ("http://[", "http://", "null", "\\", "x" * 5000):
        yield "POST", "/session", {"headers": {"origin": origin}}
    for cookie in ('"', ";;=;", "a=b=c; \x01", "x" * 5000):
        yield "GET", "/config", {"headers": {"cookie": cookie}}
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
    for body in (b"\xff", b"password", b"&&&=", b"{}", b"password=%ff%00"):
        yield "POST", "/login", {"content": body}


def test_no_request_prints_a_traceback(browser_like: httpx.Client, site: Served) -> None:
    for method, path, sent in odd_requests():
        answer = browser_like.request(method, path, **sent)
        assert answer.status_code != 500 or path.startswith("/gradio_api/upload")
        if answer.status_code == 200 and "event_id" in answer.text and "/call/" in path:
            browser_like.get(f"{path}/{answer.json()['event_id']}")
    assert "Traceback" not in site.log.read_text()


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


def test_a_queue_is_read_by_the_name_that_was_looked_at(site: Served) -> None:
    with client(site) as mine, client(site) as yours:
        for session, name in ((mine, "mine-1"), (yours, "yours-1")):
            session.post("/session")
            joined = {"session_hash": name, "data": [], "fn_index": 3}
            assert session.post("/gradio_api/queue/join", json=joined).status_code == 200
        both = "/gradio_api/queue/data?session_hash=yours-1&session_hash=mine-1"
        assert "harbin.txt" in yours.get(both).text  # their own
        assert "harbin.txt" in mine.get("/gradio_api/queue/data?session_hash=mine-1").text


def test_too_much_to_upload_is_refused_at_once(site: Served) -> None:
    host, port = site.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST /gradio_api/upload HTTP/1.1\r\nHost: {host}\r\nContent-Type: {FORM}x\r\n"
        connection.sendall(f"{head}Content-Length: {10**9}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_the_oldest_claims_are_forgotten() -> None:
    claims = Claims(limit=2)
    for thing in ("a", "b", "c"):
        claims.add(thing, "me")
    assert [claims.holds(thing, "me") for thing in ("a", "b", "c")] == [False, True, True]
    assert not claims.holds("b", None)
    assert claims.take("d", None)
    assert not claims.take("d", "me")


# Other machines -------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", socket.gethostname()])
def test_another_host_asks_for_a_password(
    host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GLEANER_PASSWORD", raising=False)
    monkeypatch.setattr("qa.page.access._check_port", lambda *_: None)
    monkeypatch.setattr("qa.page.access.is_this_machine", lambda name: name == "127.0.0.1")
    assert ui.main(["--host", host, "--port", "7999"]) == 1
    shown = capsys.readouterr().err
    assert host in shown
    assert "--password" in shown
    assert "GLEANER_PASSWORD" in shown
    assert ui.main(["--host", host, "--port", "7999", "--password", "short"]) == 1
    assert "8 characters" in capsys.readouterr().err


def test_which_hosts_are_this_machine_alone() -> None:
    for host in ("127.0.0.1", "localhost", "::1", "127.8.9.1"):
        assert is_this_machine(host)
    for host in ("0.0.0.0", "::", "192.0.2.1", "10.0.0.1"):
        assert not is_this_machine(host)


def test_a_password_can_be_typed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GLEANER_PASSWORD", raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    assert read_password("") == PASSWORD
    monkeypatch.setattr("getpass.getpass", lambda _: "")
    with pytest.raises(UserError, match="empty"):
        read_password("")


def test_that_the_wire_can_be_read_is_said(locked: Served) -> None:
    said = locked.log.read_text()
    assert "Without TLS" in said
    assert PASSWORD not in said
    command = Path(f"/proc/{locked.process.pid}/cmdline")
    if command.exists():
        assert PASSWORD.encode() not in command.read_bytes()


def test_without_the_password_there_is_nothing(locked: Served) -> None:
    with client(locked) as stranger:
        assert stranger.get("/").status_code == 200  # the page, which asks for it
        assert "Harbin" not in stranger.get("/").text
        cookie = {"cookie": f"gleaner-{locked.url.rpartition(':')[2]}={'a' * 43}"}
        for headers in ({}, cookie):
            for method, path in (
                ("GET", "/config"),
                ("GET", "/gradio_api/info"),
                ("GET", "/answers/a/csv"),
                ("GET", "/gradio_api/queue/data?session_hash=a"),
                ("GET", "/gradio_api/heartbeat/a"),
                ("GET", "/gradio_api/call/v2/ask/a"),
                ("POST", "/gradio_api/call/v2/ask"),
                ("POST", "/gradio_api/queue/join"),
                ("POST", "/gradio_api/upload"),
                ("POST", "/gradio_api/cancel"),
                ("POST", "/session"),
            ):
                answer = stranger.request(method, path, headers=headers)
                assert answer.status_code == 401, path
                assert "password" in answer.json()["error"]
                assert "set-cookie" not in answer.headers


def test_with_the_password_questions_are_answered(locked: Served) -> None:
    with client(locked) as friend:
        answer = friend.post("/login", data={"password": PASSWORD})
        assert answer.json() == {"success": True}
        assert {"HttpOnly", "SameSite=Strict"} <= set(answer.headers["set-cookie"].split("; "))
        assert friend.post("/session").status_code == 204
        assert call(friend, "ask", question=QUESTION)["answer"] == "1,312"


def test_gradio_s_client_logs_in(locked: Served) -> None:
    from gradio_client import Client  # type: ignore[import-untyped]
    from gradio_client.exceptions import AuthenticationError  # type: ignore[import-untyped]

    friend = Client(locked.url, auth=("", PASSWORD), verbose=False)
    assert friend.predict(QUESTION, api_name="/ask")["answer"] == "1,312"
    with pytest.raises(AuthenticationError):
        Client(locked.url, verbose=False)


def test_a_page_for_reading_adds_nothing(locked: Served) -> None:
    with client(locked) as friend:
        friend.post("/login", data={"password": PASSWORD})
        assert call(friend, "status")["read_only"] is True
        for name in ("add_articles", "reindex"):
            answer = friend.post(f"/gradio_api/call/v2/{name}", json={})
            assert (answer.status_code, "no endpoint" in answer.text) == (400, True)
        names = {each["api_name"] for each in friend.get("/config").json()["dependencies"]}
        assert names == {"ask", "article", "articles", "examples", "status", "batch"}
        path = friend.post("/gradio_api/upload", files={"files": ("q.txt", QUESTION)}).json()[0]
        assert call(friend, "batch", questions=file_data(path, "q.txt"))["done"] == 1
    assert [path.name for path in locked.corpus.iterdir()] == ["harbin.txt"]


def test_wrong_passwords_are_slowed_down(locked: Served) -> None:
    with client(locked) as stranger:
        statuses = []
        for number in range(5):
            answer = stranger.post("/login", data={"password": f"guess {number}"})
            statuses.append(answer.status_code)
        assert statuses[:3] == [401] * 3
        assert statuses[3:] == [429] * 2
        assert int(answer.headers["retry-after"]) >= 1
        assert "Try again in" in answer.json()["error"]
        # The right one has to wait as well: else it could be found among many at once.
        assert stranger.post("/login", data={"password": PASSWORD}).status_code == 429
        assert stranger.post("/login", content=b"x" * 20_000).status_code == 413


def test_how_long_an_address_waits() -> None:
    now = 0.0
    sessions = Sessions(7860, PASSWORD, clock=lambda: now)

    def guess(address: str = "192.0.2.1", password: str = "guess") -> float:
        """How many seconds it has to wait; 0 where it may try again at once."""
        try:
            sessions.log_in(password, address)
        except TooManyTriesError as error:
            return error.seconds
        except UserError:
            return 0
        return -1

    assert [guess() for _ in range(4)] == [0, 0, 0, 2]
    assert guess("192.0.2.2", PASSWORD) == -1  # another address is not held up
    waits = []
    for _ in range(10):
        now += 1000
        assert guess() == 0
        waits.append(guess())
    assert waits == [3, 5, 9, 17, 33, 61, 61, 61, 61, 61]
    assert guess("192.0.2.1", PASSWORD) > 0
    now += 1000
    assert guess("192.0.2.1", PASSWORD) == -1
    assert [guess() for _ in range(3)] == [0, 0, 0]  # forgotten with the right one
    # A network of IPv6 addresses is one.
    assert [guess(f"2001:db8::{n}") for n in range(4)][-1] > 0
    assert guess("2001:db8:0:1::1") == 0


def test_nobody_says_that_he_is_somebody_else(tmp_path: Path) -> None:
    site = start(tmp_path / "site", {}, environment={"GLEANER_PASSWORD": PASSWORD})
    statuses = [
        httpx.post(
            site.url + "/login",
            data={"password": "guess"},
            headers={"x-forwarded-for": f"192.0.2.{number}"},
            trust_env=False,
        ).status_code
        for number in range(5)
    ]
    assert statuses == [401, 401, 401, 429, 429]


def test_variables_of_the_environment_open_nothing(tmp_path: Path) -> None:
    environment = {
        "GRADIO_NUM_WORKERS": "1",
        "GRADIO_DEBUG": "1",
        "GRADIO_SHARE": "True",
        "GRADIO_MCP_SERVER": "True",
        "GRADIO_SERVER_NAME": "0.0.0.0",
        "GRADIO_ROOT_PATH": "/elsewhere",
        "ALL_PROXY": "socks5://192.0.2.1:9",
        "http_proxy": "http://192.0.2.1:9",
    }
    site = start(tmp_path / "site", {}, environment=environment)
    assert site.call("status")["articles"] == 0
    port = int(site.url.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port + 1)).close()
    assert "Traceback" not in site.log.read_text()


def test_a_proxy_s_name_is_the_page_s(tmp_path: Path) -> None:
    site = start(
        tmp_path / "site",
        {},
        options=["--name", "news.example.org"],
        environment={"GLEANER_PASSWORD": PASSWORD},
    )
    there = {"host": "news.example.org", "origin": "https://news.example.org"}
    with client(site, headers=there) as proxy:
        assert proxy.get("/").status_code == 200
        assert proxy.post("/login", data={"password": PASSWORD}).status_code == 200
        assert proxy.get("/", headers={"host": "other.example.org"}).status_code == 403


def test_only_who_logged_in_has_a_session() -> None:
    sessions = Sessions(7860, PASSWORD)
    cookie = sessions.log_in(PASSWORD, "192.0.2.1").partition(";")[0]
    assert sessions.find(cookie)
    assert sessions.find(f"other=1; {cookie}")
    assert not sessions.find(cookie.replace("7860", "7861"))
    assert not sessions.find(cookie[:-1] + ("a" if cookie[-1] != "a" else "b"))
    odd = 'prefs={"theme":"dark"}; a[0]=1; my cookie=1; flag; path=/; x="abc'
    assert sessions.find(f"{odd}; {cookie}; gleaner-7860=junk; n=\xe9")
    for nonsense in ("", ";;", "gleaner-7860", "gleaner-7860=", 'gleaner-7860="', "\xff=\x00"):
        assert sessions.find(nonsense) is None
