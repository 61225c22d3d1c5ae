"""What a build costs that finds nothing changed."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport
from index.store.connecting import connect_to_write
from tests.building.files import write


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What builds ask of the store, as SQLite has it."""
    asked: list[str] = []

    def traced(path: Path) -> sqlite3.Connection:
        connection = connect_to_write(path)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr("index.store.connect_to_write", traced)
    return asked


def test_no_more_is_asked_of_the_store_where_there_are_more_files(
    corpus: Path, build: Callable[..., BuildReport], statements: list[str]
) -> None:
    counted = []
    for count in (3, 63):
        for number in range(3, count):
            write(corpus, f"n{number}.txt", f"Buoy {number} is green.")
        time.sleep(2.1)  # for none to be so fresh that it is read again
        build()
        statements.clear()
        assert build().unchanged == count
        counted.append(len(statements))
    assert counted[0] == counted[1] < 60
