"""Who reads while builds go on sees one version, whole, and never an older one after a newer."""

import random
import threading
from collections import Counter
from pathlib import Path

from index.build import build_index
from index.records import Filters
from index.search import Searcher
from tests.fakes import WordEncoder

THREADS, READS, FILES = 8, 250, 24
WIRE = Filters(source="Wire")


def write(corpus: Path, mark: int) -> None:
    """All articles anew, each with the mark of this version; some come, some go."""
    for number in range(FILES):
        path = corpus / f"n{number}.md"
        if (number + mark) % 7 == 0:
            path.unlink(missing_ok=True)
        else:
            source = "Wire" if number % 2 else "Post"
            path.write_text(f"---\nsource: {source}\n---\nBuoy {number} carries mark v{mark}.\n")


class Reader(threading.Thread):
    """Asks, lists and reads the status; keeps what did not fit together."""

    def __init__(self, searcher: Searcher, seed: int) -> None:
        super().__init__()
        self.problems: list[object] = []
        self.seen: Counter[int] = Counter()
        self._searcher = searcher
        self._chance = random.Random(seed)

    def run(self) -> None:
        newest = 0
        try:
            for _ in range(READS):
                read = self._chance.choice([self.ask, self.ask, self.list, self.status])
                version = read()
                if version < newest:
                    self.problems.append((version, "after", newest))
                newest = max(newest, version)
                self.seen[version] += 1
        except Exception as error:
            self.problems.append(error)

    def ask(self) -> int:
        filters = self._chance.choice([Filters(), WIRE])
        found = self._searcher.search("Which buoy carries which mark?", 100, filters)
        marks = {hit.passage.article.text.strip()[-3:].strip("v. ") for hit in found.hits}
        articles = {hit.passage.article.path for hit in found.hits}
        if len(marks) != 1 or len(articles) != found.searched.articles:
            self.problems.append((found.index_version, marks, len(articles), found.searched))
        if filters == WIRE and {hit.passage.article.source for hit in found.hits} != {"Wire"}:
            self.problems.append((found.index_version, "a source that was left out"))
        return found.index_version

    def list(self) -> int:
        with self._searcher.edition() as edition:
            listed = edition.store.articles()
            marks = {str(edition.store.article(each.path)) for each in listed}
            if len(marks) != edition.statistics().articles:
                self.problems.append((edition.store.edition, "lists another number than it counts"))
            return edition.store.edition.version

    def status(self) -> int:
        with self._searcher.edition() as edition:
            counted = edition.statistics(), edition.store.statistics()
            if counted[0] != counted[1] or set(edition.store.sources()) != {"Post", "Wire"}:
                self.problems.append((edition.store.edition, counted))
            return edition.store.edition.version


def test_readers_beside_a_build_loop(tmp_path: Path) -> None:
    corpus, directory = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    encoder = WordEncoder()
    write(corpus, 10)
    build_index([corpus], directory, encoder)
    searchers = [Searcher(directory, encoder) for _ in range(2)]  # as two processes have them
    readers = [Reader(searchers[seed % 2], seed) for seed in range(THREADS)]
    for reader in readers:
        reader.start()
    mark = 10
    while any(reader.is_alive() for reader in readers) or mark < 13:
        mark += 1
        write(corpus, mark)
        build_index([corpus], directory, encoder)
    for reader in readers:
        reader.join()
        assert reader.problems == []
        assert sum(reader.seen.values()) == READS
    assert len({version for reader in readers for version in reader.seen}) > 2
