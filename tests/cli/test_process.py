"""The process: it starts at once, and ends quietly when its reader leaves or Ctrl-C is pressed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.build import build_index
from index.encoder import load_encoder
from tests.cli.commands import ROOT


@pytest.fixture
def real_place(place: Path) -> Path:
    """The same with the encoder that other processes have."""
    build_index([place / "corpus"], place / ".index", load_encoder(), rebuild=True)
    return place


def test_a_reader_that_leaves_and_ctrl_c_are_quiet(real_place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "qa"]
    show = subprocess.Popen(
        [*command, "show", "harbour.txt"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert show.stdout is not None
    show.stdout.close()
    assert show.stderr is not None
    assert show.stderr.read() == b""
    assert show.wait(60) == 141

    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            show = subprocess.Popen(
                [*command, "show", "harbour.txt"],
                env=environment,
                stdout=full,
                stderr=subprocess.PIPE,
            )
            _, told = show.communicate(timeout=60)
        assert told == b"The output cannot be written: No space left on device.\n"
        assert show.returncode == 1

    batch = subprocess.Popen(
        [*command, "batch", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(3)
    batch.send_signal(signal.SIGINT)
    _, err = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize("seconds", [0.5, 0.7, 0.9, 1.2, 2.9])
def test_ctrl_c_while_libraries_load_is_quiet(real_place: Path, seconds: float) -> None:
    """Python can remember one that was dealt with, and end the process as if killed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    batch = subprocess.Popen(
        [sys.executable, "-m", "qa", "batch", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(seconds)
    batch.send_signal(signal.SIGINT)
    _, told = batch.communicate(timeout=60)
    assert (batch.returncode, told) == (130, b"")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("show harbour.txt >&-", 0),
        ("search harbour >&- 2>&-", 0),
        ("batch - <&-", 0),
        ("check - <&- >&-", 0),
    ],
)
def test_streams_that_are_closed_are_nowhere(real_place: Path, typed: str, code: int) -> None:
    """As a daemon or a scheduled job is started."""
    ended = subprocess.run(
        ["sh", "-c", f'exec "{sys.executable}" -m qa {typed}'],
        cwd=real_place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in ended.stderr
    assert ended.returncode == code
