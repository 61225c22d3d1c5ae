"""The limits that an index remembers, where they are not what was written."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.build import BuildReport
from index.errors import UserError
from index.own_limits import own_limits
from index.store import STORE_FILE
from index.workers.limits import DEFAULT_LIMITS, Limits


@pytest.mark.parametrize("rotted", ['{"max_bytes": 3}', "[1]", "1", '"a"', "null", "{", b"\xff"])
def test_nothing_goes_by_limits_that_rotted(
    directory: Path, build: Callable[..., BuildReport], rotted: str | bytes
) -> None:
    build(limits=Limits(max_bytes=30_000_000))
    assert own_limits(directory).max_bytes == 30_000_000
    with closing(sqlite3.connect(directory / STORE_FILE)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'limits'", (rotted,))
    assert own_limits(directory) == DEFAULT_LIMITS
    with pytest.raises(UserError, match=r"--repair"):
        build()
    report = build(repair=True)
    assert report.articles == 3
    assert report.mended
