"""A page that nobody asks leaves the processor alone."""

import re
import sys
import time
from pathlib import Path

import pytest

from tests.served import Served

SECONDS = 3
AT_MOST = 300  # times a second that it wakes, all its threads together


def wakes(process: int) -> int:
    """How often its threads gave the processor back until now."""
    return sum(
        int(re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", text, re.MULTILINE)[0])
        for task in Path(f"/proc/{process}/task").iterdir()
        if (text := (task / "status").read_text())
    )


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_an_idle_page_hardly_ever_wakes(site: Served) -> None:
    site.call("status")
    time.sleep(1)
    before = wakes(site.process.pid)
    time.sleep(SECONDS)
    assert wakes(site.process.pid) - before < AT_MOST * SECONDS
