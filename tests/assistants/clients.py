"""A real server over a small index, and what the client of the protocol's package hears of it."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp_types", reason="The extra is not installed: requirements-mcp.txt")
from mcp import Client, MCPError, StdioServerParameters

from tests.served import ARTICLES, ROOT

Row = dict[str, Any]
EXTRA = {
    "rows #1.csv": "text,title\nThe first row tells of lanterns.,One\nThe second of kites.,Two\n",
    "日/港湾.txt": "港湾\n\n公安部表示,全国共破获案件46.4万起。\n",
}
ENVIRONMENT = {
    **{
        name: value for name, value in os.environ.items() if name.startswith(("GLEANER_", "PYTHON"))
    },
    "OMP_NUM_THREADS": "2",
}


def make_index(folder: Path) -> Path:
    """An index of a few articles in `folder`, by the real command."""
    for name, text in {**ARTICLES, **EXTRA}.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    index = folder / "index"
    command = [sys.executable, "build_index.py", str(folder / "corpus"), "--index", str(index)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return index


def command_of(index: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "qa", "mcp", "--index", str(index), *options]


def over_stdio(index: Path) -> StdioServerParameters:
    """A server that the client starts for itself, from any folder."""
    command, *arguments = command_of(index)
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    return StdioServerParameters(command=command, args=arguments, env=environment, cwd=index.parent)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def over_http(index: Path) -> Iterator[str]:
    """The address of a server that is there already."""
    port = free_port()
    process = subprocess.Popen(
        command_of(index, "--http", str(port)),
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        told = process.stderr.readline()
        assert told == f"Gleaner is at http://127.0.0.1:{port}/mcp (Ctrl-C stops it)\n"
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=30)
    assert out == ""


@dataclass
class Heard:
    """What one client heard, by what it asked."""

    tools: Row = field(default_factory=dict)
    calls: dict[str, Any] = field(default_factory=dict)
    resources: list[Any] = field(default_factory=list)
    texts: dict[str, Any] = field(default_factory=dict)
    templates: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    version: str = ""
    instructions: str = ""

    def row(self, name: str) -> Row:
        """What a call gave, as structured content."""
        call = self.calls[name]
        assert not call.is_error, call.content
        row: Row = call.structured_content
        return row

    def problem(self, name: str) -> str:
        """What was told of a call that failed."""
        call = self.calls[name]
        assert call.is_error
        assert call.structured_content is None
        (content,) = call.content
        return str(content.text)


CALLS: dict[str, tuple[str, Row]] = {
    "search": ("search", {"query": "ships at the port of Wrapton"}),
    "phrase": ("search", {"query": "\u201cthe port of Wrapton\u201d"}),
    "ask": ("ask", {"question": "How many phones were seized in Harbin?"}),
    "exact": ("verify_quote", {"quote": "“a total of 4,666 suspects involved in telecom fraud”"}),
    "status": ("status", {}),
    "fetch": ("fetch", {"id": "harbin.txt"}),
    "row": ("fetch", {"id": "rows #1.csv#2"}),
    "no argument": ("ask", {"q": "Who?"}),
    "no question": ("ask", {"question": "?!"}),
    "no article": ("fetch", {"id": "harbin.md"}),
    "no day": ("ask", {"question": "Who?", "after": "soon"}),
}


def hear(server: StdioServerParameters | str, mode: str) -> Heard:
    """Ask a server all that there is to ask, in one session."""
    return asyncio.run(_hear(server, mode))


async def _hear(server: StdioServerParameters | str, mode: str) -> Heard:
    heard = Heard()
    async with Client(server, mode=mode) as client:
        heard.version = client.protocol_version
        heard.instructions = client.instructions or ""
        heard.tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        for name, (tool, arguments) in CALLS.items():
            heard.calls[name] = await client.call_tool(tool, arguments)
        heard.resources = (await client.list_resources()).resources
        for resource in heard.resources:
            (contents,) = (await client.read_resource(resource.uri)).contents
            heard.texts[resource.uri] = contents
        listed = await client.list_resource_templates()
        heard.templates = [each.uri_template for each in listed.resource_templates]
        for uri in ("gleaner://article/nothing.md", "file:///etc/passwd"):
            try:
                await client.read_resource(uri)
            except MCPError as error:
                heard.refused[uri] = error.message
        try:
            await client.call_tool("delete", {})
        except MCPError as error:
            heard.refused["delete"] = error.message
    return heard
