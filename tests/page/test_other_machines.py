"""Other machines: the password, what it costs to guess it, and a page for reading only."""

import socket
from pathlib import Path

import httpx
import pytest

import ui
from index.errors import UserError
from qa.page.access import is_this_machine, read_password
from qa.page.sessions import Sessions, TooManyTriesError
from tests.page.clients import PASSWORD, QUESTION, call, client, file_data
from tests.served import ARTICLES, Served, start


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A page that other machines could reach, with a password, for reading only."""
    articles = {"harbin.txt": ARTICLES["harbin.txt"]}
    folder = tmp_path_factory.mktemp("locked")
    first = start(folder / "first", articles)
    first.call("reindex")
    first.stop()
    options = ["--host", "0.0.0.0", "--read-only"]
    options += ["--index", str(folder / "first" / "index")]
    return start(
        folder / "second", articles, options=options, environment={"GLEANER_PASSWORD": PASSWORD}
    )


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
        for name in ("add_articles", "reindex", "watch", "unwatch"):
            answer = friend.post(f"/gradio_api/call/v2/{name}", json={})
            assert (answer.status_code, "no endpoint" in answer.text) == (400, True)
        names = {each["api_name"] for each in friend.get("/config").json()["dependencies"]}
        plain = {"answer", "search", "text", "check"}
        drawn = {
            "ask",
            "article",
            "articles",
            "examples",
            "status",
            "batch",
            "watched",
            "read_draft",
        }
        assert names == {*drawn, *plain}
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
