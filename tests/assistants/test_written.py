"""What assistants, agents and registries are told is so."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import frontmatter
import pytest

from qa.arguments import MCP_PORT, command_parser
from qa.assistants.offered import OFFERED
from qa.assistants.tools import MAX_FETCHED
from tests.test_structure import ROOT

PAGE = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")
SKILL = ROOT / "docs" / "skills" / "gleaner" / "SKILL.md"
SERVER = json.loads((ROOT / "server.json").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def commands() -> Iterator[list[str]]:
    """The arguments of every command that is written down, behind the program's name."""
    for text in (*blocks("json"), *blocks("toml")):
        config = json.loads(text) if text.startswith("{") else tomllib.loads(text)
        (servers,) = config.values()
        for server in servers.values():
            is_checkout = server["command"].endswith("/python")
            assert is_checkout == ("env" in server)
            assert server["args"][:2] == ["-m", "qa"] or not is_checkout
            yield server["args"][2 if is_checkout else 0 :]
    for line in re.findall(r"(?:^|-- )gleaner (mcp .*)$", "\n".join(blocks("sh")), re.MULTILINE):
        yield line.split()
    for told in SERVER["_meta"]["io.modelcontextprotocol.registry/publisher-provided"].values():
        assert told["command"] in PROJECT["scripts"]
        yield told["args"]


def test_every_command_is_one() -> None:
    found = list(commands())
    assert len(found) >= 8
    for arguments in found:
        assert command_parser().parse_args(arguments).command == "mcp"


def test_the_address_is_where_it_is_served() -> None:
    address = f"http://127.0.0.1:{MCP_PORT}/mcp"
    assert command_parser().parse_args(["mcp", "--http"]).http == str(MCP_PORT)
    assert SERVER["remotes"] == [{"type": "streamable-http", "url": address}]
    assert set(re.findall(r"http://127[\w.:/]+", PAGE)) == {address}


def test_the_table_has_every_tool_with_what_it_takes() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|([^|]*)\|", PAGE, re.MULTILINE))
    assert list(rows) == list(OFFERED)
    for name, tool in OFFERED.items():
        takes = re.findall(r"`(\w+)`", rows[name])
        assert takes == [*tool.needs, *tool.takes]
    assert f"{MAX_FETCHED:,}\ncharacters" in PAGE


def test_the_skill_has_the_form_that_agents_read() -> None:
    about: Any = frontmatter.load(str(SKILL))
    assert about["name"] == SKILL.parent.name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", about["name"])
    assert 0 < len(about["description"]) <= 1024
    assert len(about["compatibility"]) <= 500
    assert about["license"] == PROJECT["license"]
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|$", about.content, re.MULTILINE)[1:]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    arguments = {name for tool in OFFERED.values() for name in tool.takes}
    assert named & OFFERED.keys() == OFFERED.keys()
    assert named <= OFFERED.keys() | arguments


@pytest.mark.parametrize("name", ["answered", "alternatives", "agree", "groups", "notice"])
def test_the_fields_that_the_skill_names_are_there(name: str) -> None:
    assert f"`{name}`" in SKILL.read_text(encoding="utf-8")
    assert name in OFFERED["ask"].gives["required"]


def test_the_registrys_file_has_its_form() -> None:
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+/[a-z0-9-]+", SERVER["name"])
    assert 0 < len(SERVER["description"]) <= 100
    assert SERVER["version"] == PROJECT["version"]
    # On PyPI another's package has the name: whoever is sent there would run a stranger's program.
    assert "packages" not in SERVER
