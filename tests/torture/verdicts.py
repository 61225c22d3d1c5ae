"""Whether an interrupted index is whole, of a version that it may be, and leaves nothing."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from index.build import build_index
from index.checking.check import check_index
from index.checking.repair import repair_index
from index.engines.manifest import Manifest
from index.errors import UserError
from index.search import Searcher
from index.store import Problem, Store
from tests.fakes import WordEncoder
from tests.torture.acts import encoder
from tests.torture.scenes import Scene
from tests.torture.shelf import QUESTIONS, Read, read

NO_INDEX, TOLD, OTHER = "no index", "told", "other"
_KEPT = re.compile(
    r"store\.sqlite|latest\.json|vectors\.faiss|lexical\.json|lexical-\w+|build\.lock|"
    r"publishing\.lock|store\.damaged-\d+\.sqlite(-wal|-shm)?"
)
_IN_WORDS = re.compile(r"meta\.json|\.(managed\.json|tantivy-(meta|writer)\.lock)")
_IN_SEARCH_FILES = re.compile(r"the (file|folder) (vectors\.faiss|lexical)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an interrupted index is found to be."""

    state: str  # "version 1" and so on, NO_INDEX, TOLD or OTHER
    wrong: tuple[str, ...]  # what must not be; nothing is well


def judge(scene: Scene, directory: Path) -> Verdict:
    """Open the index, read all of it and check it."""
    if not _is_there(directory):
        allowed = None in scene.versions
        return Verdict(NO_INDEX, () if allowed else ("the index is gone",))
    try:
        shown = read(directory, encoder_of(directory))
        problems = check_index(directory).problems
    except UserError as error:
        told = scene.may_be_told and "--repair" in str(error)
        return Verdict(TOLD, () if told else (f"it does not open: {error}",))
    wrong = [*wrong_slices(directory)]
    if shown in scene.versions:
        state = f"version {scene.versions.index(shown)}"
        wrong += [] if scene.may_be_told else _beyond_search_files(problems)
    elif scene.may_be_told and shown.notices and problems:
        state = TOLD
        if not any(each and shown.shows_no_more_than(each) for each in scene.versions):
            wrong.append("it shows what was never written")
    else:
        state = OTHER
        wrong.append(f"it is no version that it may be: {_difference(scene, shown)}")
    return Verdict(state, tuple(wrong))


def mend(scene: Scene, corpus: Path, directory: Path) -> tuple[str, ...]:
    """Build once more, as is done after a fright; what is wrong after that."""
    try:
        build_index([corpus], directory, encoder_of(directory))
    except UserError as error:
        if not (scene.may_be_told and "--repair" in str(error)):
            return (f"the next build fails: {error}",)
        repair_index([corpus], directory, encoder_of(directory))
    shown, wrong = read(directory, encoder_of(directory)), list(wrong_slices(directory))
    if shown not in scene.finals:
        wrong.append(f"the next build makes another: {_difference(scene, shown)}")
    wrong += [f"the next build does not mend {each}" for each in check_index(directory).problems]
    return (*wrong, *left_over(directory))


def left_over(directory: Path) -> list[str]:
    """Files that no index needs."""
    names = [file.name for file in directory.iterdir()]
    found = [name for name in names if not _KEPT.fullmatch(name)]
    folders = [name for name in names if name.startswith("lexical-")]
    manifest = Manifest.read(directory)
    for folder in folders:
        if manifest is None or folder != manifest.folder:
            found.append(folder)
            continue
        for file in (directory / folder).iterdir():
            if not (_IN_WORDS.fullmatch(file.name) or _is_segment(file)):
                found.append(f"{folder}/{file.name}")
    return [f"left over: {name}" for name in found]


def _is_segment(file: Path) -> bool:
    """Whether Tantivy's own list of segments names it."""
    meta = json.loads(file.with_name("meta.json").read_bytes())
    return file.stem.partition(".")[0] in {
        each["segment_id"].replace("-", "") for each in meta["segments"]
    }


def wrong_slices(directory: Path) -> list[str]:
    """Passages that are not what stands in their article."""
    searcher = Searcher(directory, encoder_of(directory))
    texts = {each.path: searcher.article(each.path) for each in searcher.articles()}
    wrong = []
    for hit in searcher.search(QUESTIONS[0], 1_000).hits:
        passage, article = hit.passage, texts.get(hit.passage.article.path)
        if article is None or article.text[passage.start : passage.end] != passage.text:
            wrong.append(f"no slice of {passage.article.path}: {passage.text!r}")
    return wrong


def encoder_of(directory: Path) -> WordEncoder:
    """The encoder that an index was built with; the first of all where there is none."""
    try:
        store = Store(directory)
        return encoder(store.encoder_name if store.finished else "words")
    except UserError:
        return encoder("words")


def _is_there(directory: Path) -> bool:
    try:
        return Store(directory).finished
    except UserError:
        return True  # but cannot be read, which is told


def _beyond_search_files(problems: tuple[Problem, ...]) -> list[str]:
    return [
        f"--check finds {each.where}: {each.what}"
        for each in problems
        if not _IN_SEARCH_FILES.match(each.where)
    ]


def _difference(scene: Scene, shown: Read) -> str:
    parts = []
    for number, version in enumerate((*scene.versions, *scene.finals)):
        if version is not None:
            names = ("hits", "stories", "articles", "lists", "notices")
            other = [name for name in names if getattr(shown, name) != getattr(version, name)]
            parts.append(f"{', '.join(other)} differ from version {number}")
    return "; ".join(parts) + f"; notices {sorted(shown.notices)}"
