"""What the tests of Milvus share."""

from pathlib import Path

import pytest

from tests.milvus.folders import Folder
from tests.milvus.places import milvus


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A few articles, indexed by the run's own Milvus."""
    return Folder.filled(tmp_path, milvus())
