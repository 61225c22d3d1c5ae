"""The readers there are, by name."""

from index.search import Searcher
from qa.reader import Reader
from qa.records import DEFAULT_READER
from qa.rules.reader import RuleReader
from qa.trained.reader import TrainedReader

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
