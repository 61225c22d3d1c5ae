"""Runs the tests of tests/walled in a network of their own, where every packet is seen."""

import os

import pytest

from tests.walled.wall import ROOT, run_walled, why_not


@pytest.fixture(scope="module", autouse=True)
def possible() -> None:
    if problem := why_not():
        if os.environ.get("CI"):
            pytest.fail(f"No network of its own: {problem}")
        pytest.skip(f"No network of its own: {problem}")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ["way_out.py", "way_in.py", "assistants.py"])
def test_in_a_network_of_its_own(name: str) -> None:
    if name == "assistants.py":
        pytest.importorskip("mcp_types", reason="The extra is not installed: requirements-mcp.txt")
    done = run_walled(
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/walled/{name}"], cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
