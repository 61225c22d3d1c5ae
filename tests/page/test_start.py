"""The command ui.py: how it starts, what it says when it cannot, what it leaves behind."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import ui
from tests.served import ROOT, Served, start


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "{'gradio', 'torch', 'numpy', 'sentence_transformers', 'faiss'}"
    code = f"import sys, ui; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert shown.stdout == "[]\n"


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'gradio', 'torch', 'numpy', 'sentence_transformers', 'faiss', 'sqlite3'}"
    code = (
        f"import sys, ui\ntry: ui.main(['--help'])\n"
        f"finally: print('LOADED', *sorted({heavy} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (shown.returncode, shown.stdout.splitlines()[-1]) == (0, "LOADED")
    assert "--port" in shown.stdout


def test_a_port_in_use_is_said(site: Served, capsys: pytest.CaptureFixture[str]) -> None:
    port = site.url.rpartition(":")[2]
    assert ui.main(["--port", port]) == 1
    shown = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in shown
    assert f"--port {int(port) + 1}" in shown


def test_a_host_that_is_not_here_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--host", "192.0.2.1", "--port", "7999"]) == 1
    assert "192.0.2.1:7999" in capsys.readouterr().err


def test_a_port_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--port", "70000"]) == 1
    assert "70000" in capsys.readouterr().err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    site = start(tmp_path / "site", {})
    assert list(site.scratch.glob("gleaner-*"))
    assert httpx.head(site.url, trust_env=False).status_code == 200
    site.process.send_signal(how)
    assert site.process.wait(timeout=10) == 0
    assert not list(site.scratch.glob("gleaner-*"))
    said = (tmp_path / "site" / "log.txt").read_text().partition("(Ctrl-C stops it)\n")
    assert said[1]
    assert not said[2] or said[2].startswith("ui: There are no articles yet.")
    assert said[2].count("\n") <= 1
