"""The page that many tests share; and shared asserts that say what differs, as tests' own do."""

import pytest

from tests.served import Served, library

pytest.register_assert_rewrite("tests.reading.files", "tests.browser.window")


@pytest.fixture(scope="session")
def site() -> Served:
    return library()
