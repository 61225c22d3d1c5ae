"""The package that speaks the protocol is an extra: who lacks it is told; nobody else waits."""

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from index.errors import UserError
from qa.assistants.installed import PACKAGE, check_installed, why_not
from tests.cli.commands import Capture, run
from tests.test_structure import ROOT, importers


def test_it_is_there_where_all_tests_are_to_run() -> None:
    if not os.environ.get("CI"):
        pytest.skip("Who has not installed the extra may test the rest.")
    check_installed()


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, "it is not installed"),
        ("1.30.0", "version 1.30.0 is installed"),
        ("21.0", "version 21.0 is installed"),
    ],
)
def test_what_is_missing_is_told_with_what_to_do(found: str | None, told: str) -> None:
    problem = why_not(found)
    assert problem is not None
    assert told in problem
    assert "pip install -r requirements-mcp.txt" in problem
    assert (ROOT / "requirements-mcp.txt").exists()


def test_any_of_its_second_version_will_do() -> None:
    assert why_not("2.3.0") is None
    assert why_not("2.0.0rc1") is None


def test_the_command_says_so_before_it_loads_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture
) -> None:
    try:
        found = version(PACKAGE)
    except PackageNotFoundError:
        found = None
    if why_not(found) is None:
        pytest.skip("The extra is installed: nothing is missing.")
    with pytest.raises(UserError):
        check_installed()
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capfdbinary, "mcp")
    assert (code, out) == (1, "")
    assert err == f"{why_not(found)}\n"


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_is_a_port(port: str, capfdbinary: Capture) -> None:
    code, out, err = run(capfdbinary, "mcp", f"--http={port}")
    assert (code, out) == (1, "")
    assert err == f"{port} is no port. Choose one from 1024 to 65535.\n"


def test_asking_does_not_load_it() -> None:
    """Nor what assistants are served with."""
    code = (
        "import sys, qa.__main__ as command\n"
        "assert command.main(['ask', 'Who?', '--index', 'nowhere']) == 1\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('mcp', 'qa.assistants'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "\n"), done.stderr


def test_it_is_known_where_assistants_are_served() -> None:
    assert importers("mcp") == {"qa/assistants/serve.py", "qa/assistants/server.py"}
    assert importers("mcp_types") == set()
    assert importers("uvicorn") == {"qa/assistants/serve.py", "qa/page/connections.py"}
