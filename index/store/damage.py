"""What is found not to be what was written."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.errors import fit_to_show


class Damage:
    """What was found damaged in an edition so far. Safe to use from several threads."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def note(self, what: str) -> None:
        """Remember what is damaged, in words like "the article harbour.txt"."""
        self._found.setdefault(fit_to_show(what))

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._found))

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a check found wrong, in words that can be written anywhere."""

    what: str  # "its text is not what was written"
    where: str  # "the article harbour.txt"
    mended_from: str  # "the corpus"; what --repair makes it again from

    def __post_init__(self) -> None:
        for name in ("what", "where"):  # which may name what a damaged cell holds
            object.__setattr__(self, name, fit_to_show(getattr(self, name)))
