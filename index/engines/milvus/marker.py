"""What a collection reflects: said by a row of its own in it, written last.

So it cannot be lost without the rows, nor be taken for those of another time.
"""

import json
import time
from dataclasses import dataclass, field, replace
from typing import Any

from index.engines.milvus.rows import Means
from index.store import EditionId

FORMAT = 1
GRACE = 1_800.0  # seconds that what a version lacks stays, for those who still read the one before
MOST = 400  # versions that are remembered


@dataclass(frozen=True, slots=True)
class Published:
    """A version that can be asked."""

    version: int
    commit: str
    at: float  # seconds since 1970
    highest: int  # no passage of it has a higher id

    @classmethod
    def of(cls, edition: EditionId, highest: int) -> "Published":
        return cls(edition.version, edition.commit, time.time(), highest)


@dataclass(frozen=True, slots=True)
class Marker:
    """The last version of a collection, and those before that can still be asked."""

    store: str
    published: tuple[Published, ...]  # ascending; the last is what it reflects
    means: Means  # that its weights were made with
    kind: str  # of the index of its vectors
    home: str  # where the index is that wrote it last: a copy elsewhere may not delete it
    clear: int  # what went with this version, or before, is not in it any more
    deleting: int = 0  # what went with this version, or before, may be gone; at least `clear`
    retired: tuple[tuple[str, float], ...] = field(default=())  # collections, and since when

    @property
    def edition(self) -> EditionId:
        last = self.published[-1]
        return EditionId(self.store, last.version, last.commit)

    @property
    def highest(self) -> int:
        return self.published[-1].highest

    def serving(self, edition: EditionId) -> Published | None:
        """That version, where everything that it holds is here; else None."""
        if edition.store != self.store or edition.version < self.deleting:
            return None
        for each in self.published:
            if (each.version, each.commit) == (edition.version, edition.commit):
                return each
        return None

    def is_later(self, edition: EditionId) -> bool:
        """Whether it reflects what may come after that edition."""
        return self.store == edition.store and self.edition.version > edition.version

    def advanced(self, edition: EditionId, highest: int, home: str) -> "Marker":
        """The same once it reflects that edition, which follows its own."""
        published = (*self.published, Published.of(edition, highest))[-MOST:]
        return replace(self, published=published, home=home)

    def due(self, now: float) -> int:
        """The last version whose predecessor nobody reads any more."""
        left = [each.version for each in self.published[1:] if each.at <= now - GRACE]
        return max([self.clear, *left])

    def begun(self, version: int) -> "Marker":
        """The same while what went up to that version is deleted: nobody may read one before."""
        return replace(
            self,
            deleting=version,
            published=tuple(each for each in self.published if each.version >= version),
        )

    def text(self) -> str:
        return json.dumps(
            {
                "format": FORMAT,
                "store": self.store,
                "published": [[p.version, p.commit, p.at, p.highest] for p in self.published],
                "means": self.means,
                "kind": self.kind,
                "home": self.home,
                "clear": self.clear,
                "deleting": self.deleting,
                "retired": self.retired,
            },
            separators=(",", ":"),
        )

    @classmethod
    def read(cls, text: str) -> "Marker | None":
        """What `text` wrote; None of anything else."""
        try:
            data: dict[str, Any] = json.loads(text)
            if data["format"] != FORMAT:
                return None
            published = tuple(Published(*each) for each in data["published"])
            means = (float(data["means"][0]), float(data["means"][1]))
            retired = tuple((str(name), float(at)) for name, at in data["retired"])
            marker = cls(
                data["store"], published, means, str(data["kind"]), str(data["home"]),
                data["clear"], data["deleting"], retired,
            )  # fmt: skip
            return marker if published else None
        except (ValueError, KeyError, TypeError, IndexError):
            return None
