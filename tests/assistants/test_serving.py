"""Real servers, over both transports, asked by the client of the protocol's own package."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

import index.search as index_search
from index.build import build_index
from index.search import Searcher
from qa.assistants.tools import Tools
from qa.readers.open import RULES
from tests.assistants.test_tools import check_slices
from tests.fakes import WordEncoder

pytest.importorskip("mcp_types", reason="The extra is not installed: requirements-mcp.txt")
from jsonschema import Draft202012Validator
from mcp import Client

from qa.assistants.server import PAGE, build_server
from tests.assistants.clients import (
    CALLS,
    Heard,
    Row,
    hear,
    over_stdio,
)

WAYS = [("stdio", "auto"), ("stdio", "legacy"), ("http", "auto"), ("http", "legacy")]
TOOLS = ["search", "fetch", "ask", "verify_quote", "status"]


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def heard(index: Path, address: str, request: pytest.FixtureRequest) -> Heard:
    transport, mode = request.param
    return hear(over_stdio(index) if transport == "stdio" else address, mode)


def test_the_tools_are_there_and_change_nothing(heard: Heard) -> None:
    assert heard.version
    assert "verbatim" in heard.instructions
    assert list(heard.tools) == TOOLS
    for tool in heard.tools.values():
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint) == (True, False)
        assert (hints.idempotent_hint, hints.open_world_hint) == (True, False)
        assert tool.title
        assert tool.description
    assert heard.tools["search"].input_schema["required"] == ["query"]
    assert list(heard.tools["search"].input_schema["properties"]) == ["query"]
    assert list(heard.tools["fetch"].input_schema["properties"]) == ["id"]


def test_what_comes_back_has_the_form_that_was_promised(heard: Heard) -> None:
    seen = set()
    for name, (tool, _) in CALLS.items():
        if not heard.calls[name].is_error:
            seen.add(tool)
            schema = heard.tools[tool].output_schema
            Draft202012Validator.check_schema(schema)
            Draft202012Validator(schema).validate(heard.row(name))
            (content,) = heard.calls[name].content
            assert json.loads(content.text) == heard.row(name)
    assert seen == set(TOOLS)


def test_search_and_fetch_have_the_form_that_assistants_expect(heard: Heard) -> None:
    results = heard.row("search")["results"]
    assert {"port-2022.md", "port-2024.txt"} <= {each["id"] for each in results[:3]}
    for each in results:
        assert all(isinstance(each[name], str) and each[name] for name in ("id", "title", "url"))
    fetched = heard.row("fetch")
    assert set(fetched) == {"id", "title", "text", "url", "metadata"}
    assert (fetched["id"], fetched["title"]) == ("harbin.txt", "Phones seized in Harbin")
    assert fetched["url"] == "gleaner://article/harbin.txt"
    assert heard.row("row")["title"] == "Two"


def test_every_text_is_a_slice_of_its_article(heard: Heard, indexed: Searcher) -> None:
    assert heard.row("ask")["answer"] == "1,312"
    assert heard.row("exact")["verdict"] == "exact"
    for name in ("search", "ask", "exact"):
        assert check_slices(heard.row(name), indexed) > 0
    for name in ("fetch", "row"):
        row = heard.row(name)
        article = indexed.article(row["metadata"]["article"])
        assert article is not None
        assert row["text"] == article.text[row["metadata"]["start"] : row["metadata"]["end"]]


def test_mistakes_are_told_in_sentences(heard: Heard, index: Path) -> None:
    takes = "It takes question, after, before, source, as_of."
    assert heard.problem("no argument") == f"ask has no argument q. {takes}"
    assert heard.problem("no question").startswith("The question has no letter or digit: ?!.")
    near = f"No article harbin.md in {index}. Nearest: harbin.txt"
    assert heard.problem("no article").startswith(near)
    assert heard.problem("no day") == "“soon” is not a date like 2023-11-30."
    assert heard.refused == {
        "gleaner://article/nothing.md": f"No article nothing.md in {index}. "
        f"One of its {len(heard.resources)} is {heard.resources[0].name}.",
        "file:///etc/passwd": "file:///etc/passwd is no article. "
        "Their addresses begin with gleaner://article/.",
        "delete": f"There is no tool delete. There are: {', '.join(TOOLS)}.",
    }


def test_every_article_is_a_resource(heard: Heard, indexed: Searcher) -> None:
    assert [each.name for each in heard.resources] == [each.path for each in indexed.articles()]
    assert len(heard.resources) == len(heard.texts) > 9
    for resource in heard.resources:
        article, contents = indexed.article(resource.name), heard.texts[resource.uri]
        assert article is not None
        assert resource.title == article.title
        assert contents.text == article.text
        assert contents.meta == {"article": article.path, "start": 0, "end": len(article.text)}
    assert heard.templates == ["gleaner://article/{+path}"]


def test_a_long_list_of_articles_comes_in_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_search, "load_encoder", lambda name: WordEncoder(name))
    rows = [json.dumps({"text": f"Lantern {n} burns."}) + "\n" for n in range(2 * PAGE + 1)]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "rows.jsonl").write_text("".join(rows))
    build_index([tmp_path / "corpus"], tmp_path / "index", WordEncoder())

    async def pages() -> list[list[str]]:
        found: list[list[str]] = []
        cursor: str | None = None
        async with Client(build_server(Tools(tmp_path / "index", RULES))) as client:
            while cursor or not found:
                listed = await client.list_resources(cursor=cursor)
                found.append([each.name for each in listed.resources])
                cursor = listed.next_cursor
        return found

    found = asyncio.run(pages())
    assert [len(page) for page in found] == [PAGE, PAGE, 1]
    paths = [each.path for each in Searcher(tmp_path / "index").articles()]
    assert [name for page in found for name in page] == paths


class Broken(Tools):
    def status(self) -> Row:
        raise RuntimeError("a wheel came off")


def test_a_defect_is_for_the_log_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def call() -> Any:
        async with Client(build_server(Broken(tmp_path))) as client:
            return await client.call_tool("status", {})

    result = asyncio.run(call())
    assert result.is_error
    assert result.content[0].text == "That did not work. The log of Gleaner's server says why."
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "gleaner: status: RuntimeError('a wheel came off')\n")
