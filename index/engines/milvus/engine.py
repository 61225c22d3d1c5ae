"""The engine Milvus: what is kept beside the store, at an address, and views of it."""

import platform
import time
from dataclasses import replace
from pathlib import Path

from index.commands import command
from index.engines.local import WORD_SECONDS, LocalView
from index.engines.milvus.address import Address, address_of
from index.engines.milvus.client import MissingError, connection
from index.engines.milvus.collection import behind
from index.engines.milvus.differences import differences
from index.engines.milvus.marker import GRACE, Marker
from index.engines.milvus.update import Update, alias_of, forget, is_whole
from index.engines.milvus.view import Kept, MilvusView
from index.engines.protocol import View
from index.engines.vectors import empty_view
from index.engines.words import make_words
from index.errors import UnavailableError
from index.store import EditionId, Problem, Snapshot
from index.store.locks import wait_for_publishing

MOST_MADE = 2_000_000  # passages; of more, no view is made without Milvus: it would fill the memory
_LOOKS = 3  # at what is kept, while a build deletes what nobody reads
_BETWEEN = 0.2  # seconds
_STORE = "the store"


class MilvusEngine:
    """Keeps passages in Milvus: embedded, in a folder of the index or elsewhere, or on a server."""

    def __init__(self, directory: Path, where: str = "") -> None:
        """`where`: a folder or the URI of a server; UserError where it is neither."""
        self._directory = directory
        self._address: Address = address_of(where, directory)

    def reach(self) -> None:
        where = connection(self._address)
        where.call(lambda client: client.list_collections(timeout=where.seconds))

    def update(self, snapshot: Snapshot, repair: bool = False) -> None:
        Update(connection(self._address), snapshot, self._home).run(repair)

    def view(self, snapshot: Snapshot, before: View | None, is_last: bool = False) -> View | None:
        if before is not None and before.edition == snapshot.edition:
            if isinstance(before, LocalView):
                return replace(before, snapshot=snapshot)
            if isinstance(before, MilvusView) and not before.kept.lost.is_set():
                return replace(before, snapshot=snapshot)
        kept, marker = self._kept(snapshot)
        if kept is None and not (marker and marker.is_later(snapshot.edition)):
            wait_for_publishing(self._directory, WORD_SECONDS * snapshot.passage_count)
            kept, marker = self._kept(snapshot)
        if kept is not None:
            return MilvusView(kept, snapshot, self._make)
        if marker is not None and marker.is_later(snapshot.edition) and not is_last:
            return None
        return self._make(snapshot)

    def check(self, snapshot: Snapshot) -> list[Problem]:
        where = f"Milvus, {self._address}"
        collection = behind(connection(self._address), alias_of(snapshot.edition.store))
        marker = collection.marker() if collection else None
        if collection is None or marker is None:
            return [Problem("nothing of this index is there", where, _STORE)]
        if marker.edition != snapshot.edition:
            return [Problem("it is of another commit than the store", where, _STORE)]
        found = differences(collection, snapshot, marker)
        told = {
            "passages are missing": found.missing,
            "passages are not the store's": found.foreign,
            "passages are not as they were put": found.other,
        }
        return [
            Problem(f"{len(ids):,} {what}, as {ids[0]}", where, _STORE)
            for what, ids in told.items()
            if ids
        ]

    def forget(self, edition: EditionId) -> None:
        if self._address.is_server or self._address.folder.exists():
            forget(connection(self._address), edition, self._home)

    @property
    def _home(self) -> str:
        return f"{platform.node()}:{self._directory.resolve()}"

    def _kept(self, snapshot: Snapshot) -> tuple[Kept | None, Marker | None]:
        """What serves that snapshot, where it is there, all of it; and what is said of it."""
        marker = None
        for attempt in range(_LOOKS):
            began = time.monotonic()
            try:
                collection = behind(connection(self._address), alias_of(snapshot.edition.store))
                marker = collection.marker() if collection else None
                published = marker.serving(snapshot.edition) if marker else None
                if collection is None or marker is None or published is None:
                    return None, marker
                if is_whole(collection, snapshot, marker):
                    good_until = began + _good_for(marker, snapshot.edition)
                    return Kept(collection, marker, published, self._again, good_until), marker
            except MissingError:  # it was exchanged for another just now
                pass
            if attempt + 1 < _LOOKS:
                time.sleep(_BETWEEN)
        return None, marker

    def _again(self, snapshot: Snapshot) -> Kept | None:
        return self._kept(snapshot)[0]

    def _make(self, snapshot: Snapshot) -> LocalView:
        """A view of the store alone, in memory."""
        if snapshot.passage_count > MOST_MADE:
            raise UnavailableError(
                f"Milvus at {self._address} does not have version {snapshot.edition.version} of "
                f"the index in {self._directory}, and {snapshot.passage_count:,} passages are too "
                "many to be searched without it. Bring it up to date: "
                f"{command('gleaner-index')} CORPUS --index {self._directory}"
            )
        vectors = empty_view(EditionId(snapshot.edition.store, 0, "")).advance(snapshot)
        return LocalView(vectors, make_words(snapshot), snapshot)


def _good_for(marker: Marker, edition: EditionId) -> float:
    """Seconds in which nothing that this edition has is deleted, half of what is promised."""
    after = [each.at for each in marker.published if each.version > edition.version]
    left = GRACE if not after else after[0] + GRACE - time.time()
    return left - GRACE / 2
