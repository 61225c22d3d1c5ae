"""What finds the candidates for a question, each engine in a module of its own."""

from collections.abc import Callable
from pathlib import Path

from index.commands import command
from index.engines.local import LocalEngine
from index.engines.memory import MemoryEngine
from index.engines.protocol import Candidates, Engine, View
from index.errors import UnavailableError, UserError
from index.store import DEFAULT_ENGINE

__all__ = [
    "DEFAULT_ENGINE",
    "ENGINES",
    "Candidates",
    "Engine",
    "View",
    "open_engine",
    "written_engine",
]


def _milvus(directory: Path, where: str = "") -> Engine:
    """Loaded where it is used: few indexes do, and every command starts here."""
    from index.engines.milvus.engine import MilvusEngine

    return MilvusEngine(directory, where)


ENGINES: dict[str, Callable[[Path, str], Engine]] = {
    "local": LocalEngine,
    "memory": MemoryEngine,
    "milvus": _milvus,
}
_ADDRESSED = ("milvus",)  # those that may be elsewhere: `milvus=WHERE`


def written_engine(engine: str) -> str:
    """An engine as an index records it; UserError where there is none, or its address is unfit."""
    name, _, where = engine.partition("=")
    if name not in ENGINES:
        raise UserError(f"There is no engine {name}. Engines: {', '.join(ENGINES)}.")
    if where and name not in _ADDRESSED:
        raise UserError(f"The engine {name} is in the index itself. Give no address: {name}.")
    if not where:
        return name
    from index.engines.milvus.address import recorded

    return f"{name}={recorded(where)}"


def open_engine(engine: str, directory: Path) -> Engine:
    """The engine that an index in `directory` has recorded; UserError where there is none."""
    name, _, where = engine.partition("=")
    if name not in ENGINES:
        raise UnavailableError(
            f"The index in {directory} uses the engine {name}, which this version of Gleaner does "
            f"not have. Engines: {', '.join(ENGINES)}. Have it use one of them: "
            f"{command('gleaner-index')} CORPUS --index {directory} --engine {DEFAULT_ENGINE}"
        )
    return ENGINES[name](directory, where)
