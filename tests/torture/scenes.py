"""What a bench interrupts: an index, a folder, a command, and the versions that may come of it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from index.build import build_index
from index.store import STORE_FILE
from index.store.latest import read_latest, states_of, write_latest
from tests.torture.acts import LATE, encoder, late_text
from tests.torture.shelf import Read, read

_THINGS = (
    "crane", "quay", "ferry", "lamp", "fence", "office", "roof", "tower", "wall", "gate",
    "cellar", "chain", "anchor", "mast", "rope", "bell",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """A command on an index that is kept, to be done with a copy of that again and again."""

    name: str
    corpus: Path
    kept: Path  # the index before; there is none where this is missing
    arguments: tuple[str, ...]
    versions: tuple[Read | None, ...]  # what may come of it; None: there is no index
    finals: tuple[Read, ...]  # what the next build may make of it
    may_be_told: bool = False  # it is damaged before, and that may be said of it after
    weight: int = 4  # how often it is interrupted, beside the others
    seconds: float = 0.0  # to interrupt it in; 0: as long as it takes

    def copy(self, corpus: Path, directory: Path) -> tuple[str, ...]:
        """Put copies of folder and index there; the command for these."""
        for folder, copy in ((self.corpus, corpus), (self.kept, directory)):
            shutil.rmtree(copy, ignore_errors=True)
            if folder.exists():
                shutil.copytree(folder, copy)
        latest = read_latest(directory)
        if latest is not None and not self.may_be_told:
            # A copy is another file; have it taken for the one that the last build wrote.
            file, log = states_of(directory / STORE_FILE)
            write_latest(directory, replace(latest, file=file, log=log))
        return (str(corpus), "--index", str(directory), *self.arguments)


class Stage:
    """Where scenes are made, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._first = self._corpus("first")
        self._last = self._folder / "last"
        shutil.copytree(self._first, self._last)
        for number in (1, 2):
            (self._last / f"n{number}.md").unlink()
        for number in (3, 4, 5):
            _put(self._last, number, "was painted red by Ada")
        for number in range(20, 24):
            _put(self._last, number, "was laid by Grace")
        self._index = self._built("index", self._first)
        self._before = read(self._index, encoder("words"))

    def scenes(self) -> list[Scene]:
        makers: list[Callable[[], Scene]] = [
            self._anew, self._added, self._changed, self._removed, self._all, self._formats,
            self._rebuilt, self._encoder, self._watched, self._derived, self._derived_anew,
            self._repaired, self._remade, self._checked,
        ]  # fmt: skip
        return [make() for make in makers]

    def _anew(self) -> Scene:
        return Scene(
            "building anew", self._first, self._folder / "none", ("--encoder", "words"),
            (None, self._before), (self._before,),
        )  # fmt: skip

    def _added(self) -> Scene:
        corpus = self._copied("added")
        for number in range(30, 34):
            _put(corpus, number, "is new")
        return self._scene("adding", corpus)

    def _changed(self) -> Scene:
        corpus = self._copied("changed")
        for number in range(4):
            _put(corpus, number, "is other than it was")
        return self._scene("changing", corpus)

    def _removed(self) -> Scene:
        corpus = self._copied("removed")
        for name in ("n0.md", "n3.md", "copied.md"):
            (corpus / name).unlink()
        return self._scene("removing", corpus)

    def _all(self) -> Scene:
        return self._scene("adding, changing, removing", self._last)

    def _formats(self) -> Scene:
        """Files that processes of their own read."""
        corpus = self._copied("formats")
        for number in range(40, 46):
            text = f"Beacon {number} stands on the {_THINGS[number - 40]}."
            page = f"<html><title>Beacon {number}</title><body><p>{text}</p></body></html>"
            (corpus / f"b{number}.html").write_text(page, encoding="utf-8")
        return replace(self._scene("adding other formats", corpus), weight=1)

    def _rebuilt(self) -> Scene:
        return self._scene("--rebuild", self._last, ("--rebuild", "--encoder", "words"))

    def _encoder(self) -> Scene:
        """The same folder with another encoder; the next build keeps to the one that it finds."""
        how = ("--rebuild", "--encoder", "letters")
        after = read(self._built("letters", self._first, "letters"), encoder("letters"))
        versions = (self._before, after)
        return Scene("another encoder", self._first, self._index, how, versions, versions)

    def _watched(self) -> Scene:
        """One build as the watch begins, another as one more file comes."""
        between = read(self._built("between", self._last), encoder("words"))
        late = self._folder / "late"
        shutil.copytree(self._last, late)
        (late / LATE).write_text(late_text(), encoding="utf-8")
        after = read(self._built("late-index", late), encoder("words"))
        how = ("--watch", "--encoder", "words")
        scene = self._scene("--watch", self._last, how)
        versions, finals = (self._before, between, after), (between, after)
        return replace(scene, versions=versions, finals=finals, weight=2, seconds=0.4)

    def _derived(self) -> Scene:
        """The store is a version ahead of the search files, as a killed build leaves it."""
        kept = self._built("behind", self._first)
        files = self._folder / "behind-files"
        shutil.copytree(kept, files)
        build_index([self._last], kept, encoder("words"))
        _remove_search_files(kept)
        for file in files.iterdir():
            if _is_search_file(file):
                (shutil.copytree if file.is_dir() else shutil.copy2)(file, kept / file.name)
        return self._after("deriving", kept)

    def _derived_anew(self) -> Scene:
        kept = self._built("underived", self._last)
        _remove_search_files(kept)
        return self._after("deriving anew", kept)

    def _repaired(self) -> Scene:
        """An article's text is not what was written, and a search file is cut off."""
        kept = self._built("damaged", self._first)
        with closing(sqlite3.connect(kept / STORE_FILE)) as store, store:
            store.execute("UPDATE articles SET text = 'No buoy.' WHERE path = 'n5.md'")
        vectors = kept / "vectors.faiss"
        vectors.write_bytes(vectors.read_bytes()[:900])
        return self._mended("--repair", kept)

    def _remade(self) -> Scene:
        """The store has lost its form."""
        kept = self._built("formless", self._first)
        store = kept / STORE_FILE
        data = bytearray(store.read_bytes())
        data[8192 * 2 : 8192 * 6] = b"\xa5" * (8192 * 4)
        store.write_bytes(data)
        scene = self._mended("--repair of a store that lost its form", kept)
        return replace(scene, versions=(None, self._before))

    def _checked(self) -> Scene:
        return replace(
            self._scene("--check", self._first, ("--check",)), versions=(self._before,), weight=2
        )

    def _scene(self, name: str, corpus: Path, how: tuple[str, ...] = ()) -> Scene:
        """From the first index to what is built anew of the folder."""
        after = read(self._built(f"after {name}", corpus), encoder("words"))
        return Scene(name, corpus, self._index, how, (self._before, after), (after,))

    def _after(self, name: str, kept: Path) -> Scene:
        """A store of the last folder, with which search files ever."""
        after = read(kept, encoder("words"))
        return Scene(name, self._last, kept, (), (after,), (after,))

    def _mended(self, name: str, kept: Path) -> Scene:
        how, versions = ("--repair",), (self._before,)
        return Scene(name, self._first, kept, how, versions, versions, may_be_told=True)

    def _corpus(self, name: str) -> Path:
        folder = self._folder / name
        folder.mkdir(parents=True)
        for number in range(10):
            _put(folder, number, "is green")
        copied = " ".join(f"The {thing} was counted again in May." for thing in _THINGS)
        (folder / "copied.md").write_text(f"# Counts\n\n{copied}\n", encoding="utf-8")
        (folder / "copy.md").write_text(f"# Again\n\n{copied}\n", encoding="utf-8")
        return folder

    def _copied(self, name: str) -> Path:
        corpus = self._folder / name
        shutil.copytree(self._first, corpus)
        return corpus

    def _built(self, name: str, corpus: Path, by: str = "words") -> Path:
        directory = self._folder / "built" / name
        build_index([corpus], directory, encoder(by))
        return directory


def _put(folder: Path, number: int, said: str) -> None:
    source, thing = ("Wire", "Post")[number % 2], _THINGS[number % len(_THINGS)]
    head = f"---\ntitle: Buoy {number}\ndate: 2023-{1 + number % 12:02}-05\nsource: {source}\n---\n"
    more = [f"Then number {number}{each} met the {thing} of {each * number}." for each in range(9)]
    text = f"{head}Buoy {number} {said}. It weighs {number} tons.\n\n## Log\n\n{' '.join(more)}\n"
    (folder / f"n{number}.md").write_text(text, encoding="utf-8")


def _is_search_file(file: Path) -> bool:
    return file.name.startswith("lexical") or file.name == "vectors.faiss"


def _remove_search_files(directory: Path) -> None:
    for file in filter(_is_search_file, list(directory.iterdir())):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
