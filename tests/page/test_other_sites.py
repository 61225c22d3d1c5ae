"""Other sites: what a browser sends for them is refused; no data is of a kind that it runs."""

from typing import Any

import httpx
import pytest

from qa.page.sessions import Sessions
from tests.page.clients import QUESTION, call, client, file_data
from tests.served import Served

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
        ("GET", "/original/handover.md"),
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
