"""An index that servers of these tests share, and one of them that is reached by its address."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.search import Searcher


@pytest.fixture(scope="package")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.assistants.clients import make_index

    return make_index(tmp_path_factory.mktemp("assistants"))


@pytest.fixture(scope="package")
def indexed(index: Path) -> Searcher:
    return Searcher(index)


@pytest.fixture(scope="package")
def address(index: Path) -> Iterator[str]:
    from tests.assistants.clients import over_http

    with over_http(index) as address:
        yield address
