"""What a call carries: JSON, and of files only those that its session uploaded."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from qa.page.calls import Calls
from qa.page.guard import Guard
from qa.page.quota import Quota
from qa.page.replies import Replies
from qa.page.sessions import Sessions
from qa.page.turns import Endpoint, Line, Turns
from tests.page.clients import file_data
from tests.served import Served


class Behind:
    """What stands behind the guards: says where an upload lies, keeps what else reaches it."""

    def __init__(self, upload: Path) -> None:
        self.reached: list[Any] = []
        self._upload = upload

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        if scope["path"] != "/gradio_api/upload":
            self.reached.append(json.loads(body))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        paths = json.dumps([str(self._upload)]).encode()
        await send({"type": "http.response.body", "body": paths})


async def nothing() -> None:
    """Where nothing waits."""


def post(guard: Guard, path: str, **content: Any) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.post(f"/gradio_api/{path}", **content)

    return asyncio.run(send())


def ask(guard: Guard, route: str, question: Any) -> httpx.Response:
    values = {"question": question}
    if route == "queue/join":
        values = {"session_hash": "queue", "fn_index": 0, "data": [question]}
    return post(guard, route, json=values)


@pytest.mark.parametrize("route", ["call/v2/ask", "queue/join"])
def test_what_names_another_file_reaches_nothing_that_would_fetch_it(
    tmp_path: Path, route: str
) -> None:
    mine, another = tmp_path / "mine.txt", tmp_path / "another.txt"
    mine.touch()
    another.touch()
    behind = Behind(mine)
    turns = Turns({"ask": Endpoint(Line(lambda _: None), 1, list)}, 1)
    calls = Calls(behind, Quota(tmp_path), {"ask": ["question"]}, turns, Replies(None, nothing))
    guard = Guard(calls, [], Sessions(7860, None))
    assert post(guard, "upload", files={"files": b"x"}).status_code == 200
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
            answer = ask(guard, route, value)
            assert (answer.status_code, "not uploaded" in answer.json()["error"]) == (400, True)
    assert behind.reached == []
    sent = {**file_data(str(mine), "a.txt"), "is_stream": True, "mime_type": "text/html"}
    assert ask(guard, route, sent).status_code == 200
    [[value]] = [each.get("data") or [each["question"]] for each in behind.reached]
    assert value == file_data(str(mine), "a.txt")


def test_a_call_that_is_no_json_is_refused(site: Served) -> None:
    for body in (b"{", b"[" * 100_000, b"[1]"):
        answer = httpx.post(f"{site.url}/gradio_api/call/v2/ask", content=body, trust_env=False)
        assert (answer.status_code, "JSON" in answer.json()["error"]) == (400, True)
