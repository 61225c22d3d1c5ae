"""An index that takes another engine, or begins anew: what the one before kept is deleted."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Encoder
from index.engines import open_engine, written_engine
from index.errors import UserError
from index.store import DEFAULT_ENGINE, EditionId, MadeBy, Store


@dataclass(frozen=True, slots=True)
class EngineBefore:
    """Which engine found candidates before a build, and in which edition."""

    directory: Path
    engine: str
    edition: EditionId | None  # none where there was no index, or that cannot be told
    next: str | None  # the one from now on, as it is recorded; none: the same

    @classmethod
    def of(cls, directory: Path, engine: str | None) -> "EngineBefore":
        """The one of an index that is about to use `engine`, or go on with its own.

        Raises UserError where the one that it will use is none, or cannot be reached.
        """
        written = written_engine(engine) if engine else None
        before = cls(directory, DEFAULT_ENGINE, None, written)
        with suppress(UserError), Store(directory).snapshot() as snapshot:
            before = cls(directory, snapshot.engine, snapshot.edition, written)
        open_engine(written or before.engine, directory).reach()
        return before

    def made_by(self, encoder: Encoder) -> MadeBy:
        """What the index is made with from now on."""
        return MadeBy(encoder.name, encoder.identity, self.next)

    def forget(self) -> None:
        """After the build: delete what it kept, if nobody finds anything in it again."""
        if self.edition is None:
            return
        with Store(self.directory).snapshot() as snapshot:
            is_other = self.engine != snapshot.engine
            is_anew = self.edition.store != snapshot.edition.store
        if is_other or (is_anew and self.engine != DEFAULT_ENGINE):  # whose files were replaced
            with suppress(UserError, OSError):  # what cannot be reached stays, and is found by none
                open_engine(self.engine, self.directory).forget(self.edition)
