"""A progress bar on a terminal: where something takes long, and nowhere else."""

import os
import subprocess
import sys

import pytest

from tests.cli.commands import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
BAR = """\
import time
from index.reports import progress_bar
with progress_bar(0.3, "reading") as show:
"""


def on_a_terminal(*command: str) -> str:
    """What a command shows on a terminal of its own."""
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # so Linux says that nobody writes any more
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return shown.decode()


def test_a_bar_stands_while_nothing_is_told() -> None:
    """As while SQLite checks a large store."""
    shown = on_a_terminal("-c", f"{BAR}    time.sleep(1.5)")
    assert "reading" in shown
    assert "00:01" in shown


def test_what_is_done_at_once_shows_no_bar() -> None:
    assert on_a_terminal("-c", f"{BAR}    show(0.5, 'half')").strip() == ""
