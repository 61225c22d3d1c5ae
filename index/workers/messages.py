"""What a worker and the process that started it say to each other, as pickles in two pipes."""

from dataclasses import dataclass

from index.records import Article, Passage, Skipped, SourceFile
from index.workers.limits import Limits

SplitArticle = tuple[Article, list[Passage]]

READY = "ready"  # the first that a worker says


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read."""

    file: SourceFile
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a file. Behind it in the pipe follow its articles, in pieces."""

    articles: int
    skipped: tuple[Skipped, ...]
    sizes: tuple[int, ...] = ()  # bytes of each piece: a pickled list of SplitArticle
    finished: bool = True  # no limit stopped it
    worn: bool = False  # whether the worker is better replaced by a new one
