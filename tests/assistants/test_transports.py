"""What goes over the wire, who may ask, and how a server ends."""

import asyncio
import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.served import ROOT

pytest.importorskip("mcp_types", reason="The extra is not installed: requirements-mcp.txt")
from mcp import Client

from tests.assistants.clients import Row, command_of, free_port, over_stdio


def test_nothing_but_the_protocol_is_on_standard_output(index: Path) -> None:
    """Line by line, as a program that knows nothing of the package reads it."""
    process = subprocess.Popen(
        command_of(index), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    client = {"name": "test", "version": "1"}
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    asked = {"name": "ask", "arguments": {"question": "How many phones were seized in Harbin?"}}
    messages: list[Row] = [
        {"id": 1, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": asked},
        {"id": 3, "method": "no/such"},
        {"id": 4, "method": "ping"},
    ]
    assert process.stdin
    assert process.stdout
    lines = []
    for message in messages:
        if message["method"] == "ping":  # the server outlives what cannot be read
            half = json.dumps({**asked, "arguments": {"question": "\ud83d"}})
            process.stdin.write(f'{{"jsonrpc": "2.0", "method": "tools/call", "params": {half}}}\n')
        process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        process.stdin.flush()
        if "id" in message:
            lines.append(process.stdout.readline())
    process.stdin.write("this is no message\n")
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    heard = [json.loads(line) for line in (*lines, *rest.splitlines())]
    assert all(each["jsonrpc"] == "2.0" for each in heard)
    assert [each["id"] for each in heard if "id" in each] == [1, 2, 3, 4]
    assert heard[0]["result"]["serverInfo"]["name"] == "gleaner"
    assert heard[1]["result"]["structuredContent"]["answer"] == "1,312"
    assert "error" in heard[2]


def test_an_index_that_is_not_there_yet_is_told_and_then_found(index: Path, tmp_path: Path) -> None:
    late = tmp_path / "late"

    async def ask() -> None:
        async with Client(over_stdio(late)) as client:
            call: Any = await client.call_tool("status", {})
            assert call.is_error
            assert f"Run: python build_index.py CORPUS --index {late}" in call.content[0].text
            shutil.copytree(index, late)
            call = await client.call_tool("status", {})
            assert call.structured_content["articles"] > 9

    asyncio.run(ask())


def test_several_assistants_ask_at_once(address: str) -> None:
    async def ask(number: int) -> list[str]:
        async with Client(address) as client:
            asked = [client.call_tool("fetch", {"id": f"harbin.txt#char={at},"}) for at in range(9)]
            calls = await asyncio.gather(*asked)
            return [call.structured_content["text"] for call in calls if call.structured_content]

    async def all_of_them() -> list[list[str]]:
        return await asyncio.gather(*(ask(number) for number in range(4)))

    heard = asyncio.run(all_of_them())
    whole = heard[0][0]
    assert heard == [[whole[at:] for at in range(9)]] * 4


CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"accept": "application/json, text/event-stream"}


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 200),
        ({"host": "localhost:{port}"}, 200),
        ({"origin": "http://127.0.0.1:{port}"}, 200),
        ({"host": "elsewhere.test"}, 421),
        ({"host": "elsewhere.test:{port}"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "127.0.0.1.elsewhere.test:{port}"}, 421),
        ({"origin": "http://elsewhere.test"}, 403),
        ({"origin": "https://127.0.0.1:{port}"}, 403),
        ({"origin": "http://127.0.0.1:7860"}, 403),
        ({"origin": "http://127.0.0.1:{port}.elsewhere.test"}, 403),
        ({"origin": "null"}, 403),
        ({"content-type": "text/plain"}, 400),  # what a site may send without asking
    ],
)
def test_another_site_may_not_ask(address: str, header: dict[str, str], status: int) -> None:
    port = address.removesuffix("/mcp").rpartition(":")[2]
    headers = {name: value.replace("{port}", port) for name, value in header.items()}
    with httpx.Client(trust_env=False, timeout=30) as client:
        answer = client.post(address, json=CALL, headers={**HEADERS, **headers})
        assert answer.status_code == status
        assert ("tools" in answer.text) == (status == 200)
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/mcp", 405),
        ("OPTIONS", "/mcp", 405),
        ("DELETE", "/mcp", 405),
        ("POST", "/mcp/", 404),
        ("POST", "/", 404),
        ("GET", "/docs", 404),
    ],
)
def test_only_calls_are_taken(address: str, method: str, path: str, status: int) -> None:
    with httpx.Client(trust_env=False, timeout=30) as client:
        answer = client.request(method, address.removesuffix("/mcp") + path, headers=HEADERS)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")


def test_a_request_has_a_size(address: str) -> None:
    content = b'{"jsonrpc": "' + b" " * 1_000_000 + b'"}'
    headers = {**HEADERS, "content-type": "application/json"}
    with httpx.Client(trust_env=False, timeout=30) as client:
        assert client.post(address, content=content, headers=headers).status_code == 413


def test_it_listens_to_this_machine_alone(address: str) -> None:
    port = int(address.removesuffix("/mcp").rpartition(":")[2])
    with contextlib.closing(socket.socket()) as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", port))


def test_a_port_that_is_taken_is_told(index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = command_of(index, "--http", str(port))
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Port {port} of 127.0.0.1 cannot be had (Address already in use). "
        f"Choose another, for example: python -m qa mcp --http {port + 1}\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("transport", ["stdio", "http"])
def test_ctrl_c_ends_it(index: Path, transport: str) -> None:
    port = free_port()
    options = ["--http", str(port)] if transport == "http" else []
    process = subprocess.Popen(
        command_of(index, *options), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    if transport == "http":
        assert process.stderr
        assert "Gleaner is at" in process.stderr.readline()
    else:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    out, err = process.communicate()
    assert out == ""
    assert "Traceback" not in err
