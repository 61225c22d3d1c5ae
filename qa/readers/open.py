"""The readers there are, by name."""

from index.search import Searcher
from qa.readers.network_reader import TrainedReader
from qa.readers.protocol import Reader
from qa.readers.rule_reader import RuleReader
from qa.records import DEFAULT_READER

RULES = "rules"


def open_reader(searcher: Searcher, name: str = DEFAULT_READER) -> Reader:
    """The shipped reader, `rules` for the one without a network, or any model by name or path.

    Raises UserError where the model cannot be loaded.
    """
    if name == RULES:
        return RuleReader(searcher.encode)
    reader = TrainedReader(name)
    reader.load()
    return reader
