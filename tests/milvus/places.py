"""Where the tests' Milvus is: the server that GLEANER_MILVUS names, or a folder of this run."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

SERVER = os.environ.get("GLEANER_MILVUS", "")


@cache
def milvus() -> str:
    """The engine as an index records it; all tests of a run share one keeper, or server."""
    if SERVER:
        return f"milvus={SERVER}"
    folder = Path(tempfile.mkdtemp(prefix="gleaner-tests-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return f"milvus={folder}"


def spec_of(engine: str) -> str:
    """An engine's name as the tests give it to a build."""
    return milvus() if engine == "milvus" else engine
