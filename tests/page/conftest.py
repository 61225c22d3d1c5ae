"""A client that has a session with the page."""

from collections.abc import Iterator

import httpx
import pytest

from tests.page.clients import client
from tests.served import Served


@pytest.fixture
def browser_like(site: Served) -> Iterator[httpx.Client]:
    """A client with a session, as the page's own scripts have one."""
    with client(site) as mine:
        assert mine.post("/session").status_code == 204
        assert len(mine.cookies) == 1
        yield mine
