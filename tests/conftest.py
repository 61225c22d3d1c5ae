"""The page that many tests share; and shared asserts that say what differs, as tests' own do."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything of ours is imported, here or in the processes that tests start.
os.environ.setdefault(
    "GLEANER_CACHE", str(Path(__file__).parent.parent / ".pytest_cache" / "gleaner")
)

from tests.served import Served, library

settings.register_profile("any machine", deadline=None)  # a test says nothing of time
settings.load_profile("any machine")
pytest.register_assert_rewrite("tests.reading.files", "tests.browser.window")


@pytest.fixture(scope="session")
def site() -> Served:
    return library()
