"""The readers there are, by name. Importing this loads none of them: every --help lists them."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from qa.readers.protocol import Reader
from qa.readers.shipped import CALIBRATION_FILE
from qa.records import DEFAULT_READER

if TYPE_CHECKING:
    from index.search import Searcher

RULES = "rules"


def _rules(searcher: "Searcher") -> Reader:
    from qa.readers.rule_reader import RuleReader

    return RuleReader(searcher.encode)


READERS: dict[str, Callable[["Searcher"], Reader]] = {RULES: _rules}  # beside the shipped one


def reader_state(name: str = DEFAULT_READER) -> str:
    """What changes when the reader of that name is replaced; nothing is loaded.

    Each one comes with a calibration that was fitted to it, or uses the shipped one: then other
    weights of the same name are not told apart. The shipped one without its second look is another.
    """
    from qa.readers.second_network import reason_missing

    own = Path(name) / CALIBRATION_FILE.name
    file = own if own.is_file() else CALIBRATION_FILE
    state = f"{name}@{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"
    return f"{state}-first" if name == DEFAULT_READER and reason_missing() else state


def open_reader(searcher: "Searcher", name: str = DEFAULT_READER) -> Reader:
    """The shipped reader, one of READERS, or any extractive model by name or path.

    It is loaded, and beside it the index's encoder: the first question needs both.
    Raises UserError where a model cannot be loaded.
    """
    if name in READERS:
        return READERS[name](searcher)
    from qa.readers.network_reader import TrainedReader

    reader = TrainedReader(name)
    with ThreadPoolExecutor(1) as beside:
        encoder = beside.submit(searcher.encode, [""])
        reader.load()
        encoder.result()
    return reader
