"""What a plain request is told that has no answer: a status, a sentence, nothing of the inside."""

import json
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from qa.page.answering import Answering, TooLargeError
from qa.page.guard import SESSION
from qa.page.open_index import OpenIndex
from qa.page.rest import build_rest
from qa.settings import Settings
from tests.served import Served


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("ask", 422, "q is missing: /api/ask?q=…"),
        ("ask?q=", 422, "empty"),
        ("ask?q=%3F", 422, "no letter or digit"),
        ("ask?q=%00%01", 422, "empty"),
        ("ask?q=" + "x" * 1001, 422, "1,001 characters long; the limit is 1,000"),
        ("search?q=" + "x" * 1001, 422, "1,001 characters long; the limit is 1,000"),
        ("search?q=", 422, "empty"),
        ("ask?q=who&top_k=0", 422, "top_k 0 is not between 1 and 100."),
        ("search?q=who&order=up", 422, "The order is one of relevance, newest, oldest, not up."),
        ("search?q=who&typed=prose", 422, "A text is read as question or words, not as prose."),
        ("search?q=How+many+were+seized%3F&offset=20", 422, "an offset is for words."),
        ("search?q=who&offset=-1", 422, "offset -1 is not between 0 and 1,000,000."),
        ("ask?q=who&top_k=many", 422, "top_k is to be a whole number, not many."),
        ("ask?q=who&top_k=1.5", 422, "top_k is to be a whole number, not 1.5."),
        ("ask?q=who&top_k=" + "9" * 5000, 422, "top_k is to be a whole number, not 999"),
        ("ask?q=who&min_confidence=2", 422, "not a number from 0 to 1"),
        ("ask?q=who&min_confidence=nan", 422, "not a number from 0 to 1"),
        ("ask?q=who&min_confidence=sure", 422, "min_confidence is to be a number, not sure."),
        ("ask?q=who&why=perhaps", 422, "why is to be 1 or 0, not perhaps."),
        ("ask?q=who&max_wrong=0", 422, "max_wrong 0 is not a share between 0 and 1"),
        ("ask?q=who&max_wrong=0.001", 422, "can be promised at no confidence. The best"),
        ("ask?q=who&max_wrong=0.5&min_confidence=0.5", 422, "say the same twice. Give one."),
        ("ask?q=who&after=soon", 422, "“soon” is not a date like 2023-11-30."),
        ("search?q=who&before=2023-13-01", 422, "is not a date"),
        ("ask?q=who&after=2024-01-01&before=2023-01-01", 422, "The range of dates begins on 1 J"),
        ("ask?q=who&source=Nobody", 422, "No article is from the source Nobody. Sources: "),
        ("ask?q=a&q=b", 400, "q is given more than once."),
        ("ask?question=who", 400, "/api/ask takes no question. It takes: q, top_k, after, "),
        ("status?verbose=1", 400, "/api/status takes no verbose. It takes: nothing."),
        ("ask?q=%ff", 400, "not UTF-8"),
        ("ask?q=%ED%A0%80", 400, "not UTF-8"),
        ("ask?" + "&".join(["q"] * 200), 400, "cannot be read"),
        ("article", 422, "path is missing: /api/article?path=…"),
        ("article?path=", 404, "There is no article"),
        ("article?path=../../etc/passwd", 404, "There is no article ../../etc/passwd"),
        ("article?path=harbin.txt%00", 404, "There is no article"),
        ("article?path=harbin.txt&start=5&end=4", 422, "5 to 4 is no part of it"),
        ("article?path=harbin.txt&start=-1", 422, "harbin.txt has 194 characters: -1 to 194"),
        ("article?path=harbin.txt&end=" + "9" * 400, 422, "is no part of it"),
    ],
)
def test_what_cannot_be_done_is_said(site: Served, path: str, status: int, said: str) -> None:
    log = site.log.read_text()
    answer = httpx.get(f"{site.url}/api/{path}", trust_env=False, timeout=60)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert said in answer.json()["error"]
    assert str(site.corpus.parent) not in answer.text
    assert site.log.read_text() == log


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 422, "The draft is empty."),
        (b"{}", 422, "The draft is empty."),
        (b"{", 400, "not JSON"),
        (b"\xff", 400, "not JSON"),
        (b"[]", 400, "not a JSON object"),
        (b"[" * 100_000, 400, "not JSON"),
        (b'{"draft": "\\ud800"}', 400, "half a character"),
        (b'{"draft": "7", "top_k": 5}', 400, "check takes no top_k. It takes: draft, after, "),
        (b'{"draft": 5}', 422, "draft is to be text, not 5."),
        (b'{"draft": null}', 422, "draft is to be text, not null."),
        (b'{"draft": "7 ships", "after": "soon"}', 422, "not a date"),
        (b'{"draft": "7 ships", "source": "Nobody"}', 422, "from the source Nobody"),
        (json.dumps({"draft": "x" * 50_001}).encode(), 413, "50,001 characters long"),
        (b" " * 4_000_001, 413, "too large"),
    ],
)
def test_a_draft_that_cannot_be_checked_is_told(
    site: Served, body: bytes, status: int, said: str
) -> None:
    log = site.log.read_text()
    answer = httpx.post(f"{site.url}/api/check", content=body, trust_env=False, timeout=60)
    assert (answer.status_code, said in answer.json().get("error", "")) == (status, True)
    assert site.log.read_text() == log


def test_a_draft_that_takes_too_long_is_given_up(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a thread would go on for nobody: a call is given up, what it runs is not."""
    answering = Answering(OpenIndex(site.corpus.parent / "index", site.corpus))
    draft = "In Harbin, 1,312 phones were seized. “Families were warned.”"
    assert answering.check(draft, Settings())["counts"]["exact"] == 2
    monkeypatch.setattr("qa.page.answering._LONGEST_CHECK", 0.0)
    with pytest.raises(TooLargeError, match="checked up to its character 0"):
        answering.check(draft, Settings())


def test_a_bug_is_told_as_json_and_named_in_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the wheel came off")

    rest = build_rest(broken)

    async def in_a_session(scope: Any, receive: Any, send: Any) -> None:
        await rest({**scope, "asgi": {}, SESSION: None}, receive, send)

    client = TestClient(in_a_session, raise_server_exceptions=False)
    answer = client.get("/api/status")
    said = {"error": "That did not work. The terminal that runs Gleaner says why."}
    assert (answer.status_code, answer.json()) == (500, said)
    assert "ui: /api/status: RuntimeError('the wheel came off')" in capsys.readouterr().err
