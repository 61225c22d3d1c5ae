"""One collection of a Milvus: rows are put, deleted, counted and looked for. All calls are here."""

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder import Vectors
from index.engines.milvus.client import WRITING_SECONDS, Connection, MissingError
from index.engines.milvus.indexes import dense_index, search_parameters
from index.engines.milvus.marker import Marker
from index.engines.milvus.rows import (
    DATE,
    DENSE,
    ID,
    MARKER_ID,
    SOURCE,
    WORDS,
    Row,
    Sparse,
)

if TYPE_CHECKING:
    from pymilvus import MilvusClient

AT_ONCE = 500  # rows of a call
MOST_FOUND = 16_384  # that Milvus gives of one search or query
SETTLED = 60.0  # seconds after which every replica has what was written: Milvus waits for 5
_MARKER_WORDS = {2**32 - 2: 1.0}
_LENGTH = 65_535  # characters of a text, the most there are


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that were proposed, best first, with the scores that Milvus gives them."""

    ids: list[int]
    scores: list[float]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection, by its own name. Safe to use from several threads."""

    connection: Connection
    name: str

    @classmethod
    def create(cls, connection: Connection, name: str, dimension: int, kind: str) -> "Collection":
        """A new one, empty; `kind` of index for its vectors, as indexes.py has them."""

        def work(client: "MilvusClient") -> None:
            if not client.has_collection(name, timeout=connection.seconds):
                _create(client, name, dimension, kind)
            client.load_collection(name, timeout=WRITING_SECONDS)

        connection.call(work)
        return cls(connection, name)

    def load(self) -> None:
        """Have it be searchable. Raises MissingError where it is not there."""

        def work(client: "MilvusClient") -> None:
            client.load_collection(self.name, timeout=WRITING_SECONDS)

        self.connection.call(work, self.name)

    def put(self, rows: Iterable[Row]) -> int:
        """Have it hold these rows; one that it holds already is put again. Return how many."""
        count, rows = 0, iter(rows)
        while batch := list(itertools.islice(rows, AT_ONCE)):
            self._put([row.plain() for row in batch])
            count += len(batch)
        return count

    def _put(self, rows: Sequence[dict[str, Any]]) -> None:
        self.connection.call(
            lambda client: client.upsert(self.name, list(rows), timeout=WRITING_SECONDS), self.name
        )

    def delete(self, ids: Sequence[int]) -> None:
        for start in range(0, len(ids), AT_ONCE):
            self._delete(list(ids[start : start + AT_ONCE]))

    def _delete(self, ids: list[int]) -> None:
        self.connection.call(
            lambda client: client.delete(self.name, ids=ids, timeout=WRITING_SECONDS), self.name
        )

    def flush(self) -> None:
        """Have what was put be in files, and in its indexes."""
        self.connection.call(
            lambda client: client.flush(self.name, timeout=WRITING_SECONDS), self.name
        )

    def mark(self, marker: Marker, dimension: int) -> None:
        """Have it say what it reflects."""
        row = Row(MARKER_ID, np.zeros(dimension, np.float32), _MARKER_WORDS, 0, marker.text())
        self._put([row.plain()])

    def marker(self) -> Marker | None:
        rows = self._get([MARKER_ID], [ID, SOURCE])
        return Marker.read(rows[0][SOURCE]) if rows else None

    def count(self) -> int:
        """How many passages it holds, of whatever version."""
        return self._count("") - len(self._get([MARKER_ID], [ID]))

    def count_above(self, highest: int) -> int:
        """How many passages it holds whose ids are higher."""
        return self._count(f"{ID} > {max(highest, MARKER_ID)}")

    def held(self, ids: Sequence[int]) -> set[int]:
        """Those of these ids that it holds."""
        found: set[int] = set()
        for start in range(0, len(ids), AT_ONCE):
            found.update(row[ID] for row in self._get(ids[start : start + AT_ONCE], [ID]))
        return found

    def rows(self, above: int, highest: int) -> list[dict[str, Any]]:
        """Every row whose id is among these, which are no more than are given at once."""
        wanted, where = [ID, DENSE, WORDS, DATE, SOURCE], f"{ID} > {above} and {ID} <= {highest}"
        return self._query(where, wanted)

    def ids(self, highest: int) -> Iterator[int]:
        """The id of every passage up to that one, ascending; or of all, and those above."""
        for above in range(0, highest, MOST_FOUND):
            where = f"{ID} > {above} and {ID} <= {min(above + MOST_FOUND, highest)}"
            yield from sorted(row[ID] for row in self._query(where, [ID]))

    def ids_above(self, highest: int) -> list[int]:
        """The ids that are higher, or as many as are given at once."""
        return sorted(row[ID] for row in self._query(f"{ID} > {highest}", [ID]))

    def nearest(self, vector: Vectors, count: int, where: str, settled: bool, kind: str) -> Found:
        """Passages by the inner products of their vectors with this one, by an index so made."""
        parameters = search_parameters(kind, count)
        return self._search(DENSE, vector, count, where, settled, parameters)

    def weighed(self, words: Sparse, count: int, where: str, settled: bool) -> Found:
        """Passages that have any of these dimensions, by inner products."""
        return self._search(WORDS, words, count, where, settled, {})

    def _search(
        self, field: str, data: Any, count: int, where: str, settled: bool,
        parameters: dict[str, int],
    ) -> Found:  # fmt: skip
        hits = self.connection.call(
            lambda client: client.search(
                self.name,
                data=[data],
                anns_field=field,
                limit=min(count, MOST_FOUND),
                filter=where,
                search_params={"metric_type": "IP", "params": parameters},
                consistency_level=_consistency(settled),
                timeout=self.connection.seconds,
            ),
            self.name,
        )[0]
        return Found([hit[ID] for hit in hits], [float(hit["distance"]) for hit in hits])

    def _get(self, ids: Sequence[int], fields: list[str]) -> list[dict[str, Any]]:
        return self._query("", fields, list(ids))

    def _query(
        self, where: str, fields: list[str], ids: list[int] | None = None
    ) -> list[dict[str, Any]]:
        def work(client: "MilvusClient") -> list[dict[str, Any]]:
            more: dict[str, Any] = {"ids": ids} if ids is not None else {"limit": MOST_FOUND}
            if where:
                more["filter"] = where
            return list(
                client.query(
                    self.name, output_fields=fields, timeout=WRITING_SECONDS,
                    consistency_level=_consistency(False), **more,
                )
            )  # fmt: skip

        return self.connection.call(work, self.name)

    def _count(self, where: str) -> int:
        rows = self.connection.call(
            lambda client: client.query(
                self.name,
                filter=where,
                output_fields=["count(*)"],
                timeout=WRITING_SECONDS,
                consistency_level=_consistency(False),
            ),
            self.name,
        )
        return int(rows[0]["count(*)"])


def behind(connection: Connection, alias: str) -> Collection | None:
    """The collection that an alias stands for, ready to be searched; None where there is none."""

    def work(client: "MilvusClient") -> str | None:
        # Whether there is one is asked first: what is raised where there is none differs.
        if not client.has_collection(alias, timeout=connection.seconds):
            return None
        return str(client.describe_alias(alias, timeout=connection.seconds)["collection_name"])

    name = connection.call(work)
    if name is None:
        return None
    collection = Collection(connection, name)
    try:
        collection.load()
    except MissingError:
        return None
    return collection


def point(connection: Connection, alias: str, name: str) -> None:
    """Have the alias stand for that collection, at once."""

    def work(client: "MilvusClient") -> None:
        if client.has_collection(alias, timeout=connection.seconds):
            client.alter_alias(name, alias, timeout=connection.seconds)
        else:
            client.create_alias(name, alias, timeout=connection.seconds)

    connection.call(work)


def named(connection: Connection, start: str) -> list[str]:
    """The collections whose names begin like that."""
    every = connection.call(lambda client: client.list_collections(timeout=connection.seconds))
    return sorted(name for name in every if name.startswith(start))


def drop(connection: Connection, name: str, alias: str | None = None) -> None:
    """Delete a collection, and first the alias that stands for it."""

    def work(client: "MilvusClient") -> None:
        if alias is not None and client.has_collection(alias, timeout=connection.seconds):
            client.drop_alias(alias, timeout=connection.seconds)
        client.drop_collection(name, timeout=WRITING_SECONDS)

    connection.call(work)


def is_settled(published: float) -> bool:
    """Whether every replica has what was published then."""
    return time.time() - published > SETTLED


def _consistency(settled: bool) -> str:
    """What is young is waited for; what is not need not be."""
    return "Bounded" if settled else "Strong"


def _create(client: "MilvusClient", name: str, dimension: int, kind: str) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(ID, DataType.INT64, is_primary=True)
    schema.add_field(DENSE, DataType.FLOAT_VECTOR, dim=dimension)
    schema.add_field(WORDS, DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field(DATE, DataType.INT64)
    schema.add_field(SOURCE, DataType.VARCHAR, max_length=_LENGTH)
    indexes = client.prepare_index_params()
    indexes.add_index(DENSE, metric_type="IP", **dense_index(kind))
    indexes.add_index(WORDS, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(
        name, schema=schema, index_params=indexes, consistency_level="Strong",
        timeout=WRITING_SECONDS,
    )  # fmt: skip
