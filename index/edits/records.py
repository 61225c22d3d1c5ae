"""Corrections of what files say of their articles: what is asked for, and what is kept."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from index.errors import UserError
from index.reading.dates import parse_date
from index.reading.facts import MAX_LENGTH, clean, web_address
from index.records import Article, Facts, Passage

CORRECTABLE = ("title", "date", "source")
Values = Mapping[str, str | None]
"""Facts by name, as text, a date in ISO 8601; None for one that is not known."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What counts for an article, whatever its file says."""

    file: str
    values: Values  # never empty
    # Of a file of several articles, such as a table: which of them, by its text. Their numbers
    # change as rows come and go.
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wants of an article's corrections."""

    article: str  # its path
    set: Values = field(default_factory=dict)
    undo: tuple[str, ...] = ()  # the facts that its file's word counts for again


@dataclass(frozen=True, slots=True)
class Place:
    """Which article a correction is of, without its text, which may be long."""

    path: str
    file: str
    text: str | None  # as in a correction


class Corrections:
    """All corrections of an index."""

    def __init__(
        self,
        by_path: Mapping[str, Correction] | None = None,
        is_as_written: bool = True,
        is_missing: bool = False,
    ) -> None:
        """`is_as_written`: whether their file holds what Gleaner wrote into it, if it is there."""
        self.is_as_written = is_as_written
        self.is_missing = is_missing
        self.by_path: dict[str, Correction] = {}
        self._of_file: dict[str, set[str]] = {}  # the paths of each file's
        self._of_text: dict[tuple[str, str], str] = {}  # of files of several articles
        for path, each in (by_path or {}).items():
            self._put(path, each)

    def mark(self, file: str) -> bytes:
        """16 bytes that stand for all corrections of a file; empty where it has none."""
        paths = self._of_file.get(file)
        if not paths:
            return b""
        kept = [(path, self.by_path[path]) for path in sorted(paths)]
        values = [(path, each.text, sorted(each.values.items())) for path, each in kept]
        return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()[:16]

    def key_of(self, article: Article) -> str | None:
        """The path that an article's correction is kept under; None where it has none."""
        if article.file is None or article.file not in self._of_file:
            return None
        return self._key_at(place_of(article))

    def apply(
        self, file: str, article: Article, passages: Sequence[Passage]
    ) -> tuple[Article, Sequence[Passage]]:
        """An article as it was read of a file, and its passages, with what was corrected."""
        if file not in self._of_file:
            return article, passages
        read = replace(article, file=file)
        if (key := self.key_of(read)) is None:
            return article, passages
        values, stated = self.by_path[key].values, article.plain_facts()
        facts = replace(_facts_of(stated | dict(values)), author=article.author, url=article.url)
        corrected = replace(
            read, **facts.facts(), stated={name: stated[name] for name in sorted(values)}
        )
        return corrected, [replace(passage, article=corrected) for passage in passages]

    def changed(self, pairs: Iterable[tuple[Place, Change]]) -> tuple["Corrections", list[Change]]:
        """These with changes made, and the changes that make them what they were."""
        now, before = Corrections(self.by_path), []
        for place, change in pairs:
            key = now._key_at(place)
            old = now._take(key).values if key else {}
            new = {name: value for name, value in old.items() if name not in change.undo}
            new |= change.set
            added = tuple(name for name in CORRECTABLE if name in new and name not in old)
            before.append(Change(place.path, old, added))
            if new:
                now._put(place.path, Correction(place.file, new, place.text))
        return now, before[::-1]

    def _key_at(self, place: Place) -> str | None:
        own = self.by_path.get(place.path)
        if own and own.text == place.text:
            return place.path
        return self._of_text.get((place.file, place.text)) if place.text is not None else None

    def _put(self, path: str, correction: Correction) -> None:
        if path in self.by_path:
            old = self._take(path)
            if old.text is not None and (old.file, old.text) != (correction.file, correction.text):
                self._put(f"{old.file}#{old.text}", old)  # another row has its number by now
        self.by_path[path] = correction
        self._of_file.setdefault(correction.file, set()).add(path)
        if correction.text is not None:
            self._of_text[correction.file, correction.text] = path

    def _take(self, path: str) -> Correction:
        correction = self.by_path.pop(path)
        self._of_file[correction.file].discard(path)
        if correction.text is not None:
            self._of_text.pop((correction.file, correction.text), None)
        return correction


def place_of(article: Article) -> Place:
    """Of an article of an index, which says which file it is of."""
    file = article.file or article.path
    text = None if article.path == file else text_key(article.text)
    return Place(article.path, file, text)


def text_key(text: str) -> str:
    """What an article of a file of several is known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def checked_values(values: Mapping[str, Any]) -> dict[str, str | None]:
    """Values as they are kept. Raises UserError for what is no title, date or source."""
    found: dict[str, str | None] = {}
    for name, value in values.items():
        if name not in CORRECTABLE:
            raise UserError(f"{name} cannot be corrected. {_AND} can.")
        if value is not None and not isinstance(value, str):
            raise UserError(f"A {name} is text, or null where it is not known.")
        line = " ".join(clean(value or "").split()) or None
        if line and len(line) > MAX_LENGTH:
            raise UserError(f"No {name} is longer than {MAX_LENGTH:,} characters.")
        found[name] = _checked(name, line)
    return found


def change_from(data: Any) -> Change:
    """A change as a program sends it. Raises UserError where it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("article"), str):
        raise UserError(f"A change is an object of article, set and undo, not {data!r:.100}.")
    if unknown := sorted(data.keys() - {"article", "set", "undo"}):
        raise UserError(f"A change takes no {unknown[0]!s:.100}. It takes: article, set, undo.")
    values, undo = data.get("set") or {}, data.get("undo") or []
    if not isinstance(values, dict) or not isinstance(undo, list):
        raise UserError("set is an object of values by name, and undo a list of names.")
    for name in undo:
        if name not in CORRECTABLE:
            raise UserError(f"{name!s:.100} cannot be corrected. {_AND} can.")
    return Change(data["article"], checked_values(values), tuple(undo))


def plain_change(change: Change) -> dict[str, Any]:
    """A change as `change_from` takes it."""
    return {"article": change.article, "set": dict(change.set), "undo": list(change.undo)}


_AND = "Title, date and source"


def _checked(name: str, line: str | None) -> str | None:
    if line is None:
        return None
    if name == "date":
        date = parse_date(line)
        if date is None:
            raise UserError(f"{line[:100]} is no date. Write it like 2023-10-31.")
        return date.isoformat()
    if name == "source" and web_address(line):
        raise UserError(f"A source is a name, not an address: {line[:100]}")
    return line


def _facts_of(values: Values) -> Facts:
    date = parse_date(values["date"] or "")
    return Facts(title=values["title"], date=date, source=values["source"])
