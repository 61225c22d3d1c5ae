"""The page that many tests share; and shared asserts that say what differs, as tests' own do."""

import os
from pathlib import Path

import pytest

# Before anything of ours is imported, here or in the processes that tests start.
os.environ.setdefault(
    "GLEANER_CACHE", str(Path(__file__).parent.parent / ".pytest_cache" / "gleaner")
)

from tests.served import Served, library

pytest.register_assert_rewrite("tests.reading.files", "tests.browser.window")


@pytest.fixture(scope="session")
def site() -> Served:
    return library()
