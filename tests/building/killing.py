"""A program of another process, killed while it works."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_killed(program: str, arguments: Sequence[str], kill_after: float | None) -> None:
    """Run a program that prints "ready"; kill it that many seconds after, unless it has ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in ((0,) if kill_after is None else (0, -signal.SIGKILL)), errors
