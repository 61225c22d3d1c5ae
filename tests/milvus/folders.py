"""An index over a folder of short articles, and what is found in it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.build import BuildReport, build_index
from index.engines import View, open_engine
from index.engines.milvus.address import Address
from index.engines.milvus.client import connection
from index.engines.milvus.collection import Collection, behind
from index.engines.milvus.update import alias_of
from index.records import Filters
from index.search import Searcher
from index.store import Snapshot, Store
from tests.fakes import WordEncoder

ENCODER = WordEncoder()
THINGS = str.split("buoy lighthouse ferry quay winter copper orchard tunnel barley council")


class Folder:
    """A corpus that changes, and an index of it."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.corpus, self.directory, self.engine = folder / "corpus", folder / "index", engine
        self.corpus.mkdir(parents=True)

    @classmethod
    def filled(cls, folder: Path, engine: str) -> "Folder":
        """One with articles, indexed."""
        made = cls(folder, engine)
        made.fill()
        made.build()
        return made

    def put(self, name: str, text: str, date: str = "2023-05-06", source: str = "Wire") -> None:
        head = f"---\ntitle: {name}\ndate: {date}\nsource: {source}\n---\n"
        (self.corpus / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.corpus / f"{name}.md").unlink(missing_ok=True)

    def fill(self, count: int = 30) -> None:
        for number in range(count):
            self.put(f"n{number}", f"Buoy {number} is green and weighs {number} tons.")

    def change(self, chance: random.Random, changes: int, of: int = 400) -> None:
        """Add, change and remove articles."""
        for _ in range(changes):
            name = f"n{chance.randrange(of)}"
            if chance.random() < 0.3:
                self.remove(name)
                continue
            words = [f"{chance.choice(THINGS)} {chance.randrange(30)}" for _ in range(8)]
            day = f"2023-{chance.randrange(1, 13):02d}-{chance.randrange(1, 28):02d}"
            self.put(name, f"The {' and '.join(words)} are old.", day, chance.choice(THINGS))

    def build(self, rebuild: bool = False, repair: bool = False) -> BuildReport:
        return build_index(
            [self.corpus], self.directory, ENCODER, rebuild, engine=self.engine, repair=repair,
            allow_removals=True,
        )  # fmt: skip

    def hits(self, question: str, filters: Filters = Filters()) -> list[tuple[str, float]]:
        """Paths and scores of the best, in order."""
        found = Searcher(self.directory, ENCODER).search(question, 20, filters).hits
        return [(hit.passage.article.path, hit.score) for hit in found]

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with Store(self.directory).snapshot() as snapshot:
            yield snapshot

    def view(self, snapshot: Snapshot) -> View:
        view = open_engine(snapshot.engine, self.directory).view(snapshot, None)
        assert view is not None
        return view

    def collection(self) -> Collection:
        """What Milvus keeps of it."""
        with self.snapshot() as snapshot:
            alias, where = alias_of(snapshot.edition.store), snapshot.engine.partition("=")[2]
        place = where or str((self.directory / "milvus").resolve())
        collection = behind(connection(Address(place)), alias)
        assert collection is not None
        return collection


def ids_in(snapshot: Snapshot) -> list[int]:
    return list(snapshot.changes_since(0)[0])


def found_in(view: View, question: str, filters: Filters = Filters()) -> set[int]:
    found = view.candidates(question, ENCODER.encode([question])[0], 100, filters)
    return {*found.similarities, *found.word_scores}
