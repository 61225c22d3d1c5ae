"""A command run as whoever types it sees it: its exit code, its output, its complaints."""

from pathlib import Path

import pytest

from qa.__main__ import main

ROOT = Path(__file__).parents[2]
HARBOUR = (
    "Nine ships waited outside the harbour.\r\nIt was closed on Monday \x1b[31mby\x1b[0m storm.\r\n"
)
Capture = pytest.CaptureFixture[bytes]


def run(capture: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capture.readouterr()
    return code, out.decode(), err.decode()
