"""Where the tests' Milvus is: the server that GLEANER_MILVUS names, or a folder of this run."""

import atexit
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

SERVER = os.environ.get("GLEANER_MILVUS", "")


@cache
def milvus() -> str:
    """The engine as an index records it; all tests of a run share one keeper, or server."""
    if SERVER:
        return f"milvus={SERVER}"
    folder = Path(tempfile.mkdtemp(prefix="gleaner-tests-")).resolve()
    atexit.register(_remove, folder)
    return f"milvus={folder}"


def _remove(folder: Path) -> None:
    """End what holds the folder, which would write as it ends by itself, and delete it."""
    with suppress(OSError, ValueError):
        os.kill(int((folder / "address").read_text().partition("?")[2]), signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def spec_of(engine: str) -> str:
    """An engine's name as the tests give it to a build."""
    return milvus() if engine == "milvus" else engine
