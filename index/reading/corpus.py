"""A folder of files of any format to articles, and what was skipped and why."""

import logging
import os
import re
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from index.errors import UnreadableError, UserError
from index.reading.opening import open_regular
from index.records import Article, Skipped, SourceFile

BLOCK = 1 << 20  # bytes
DEFAULT_MAX_BYTES = 20_000_000
MAX_LINES = 500_000  # of an article; each takes a hundred times its bytes while it is split
MAX_REASONS = 20  # of one file; what else of it is skipped is counted

Reader = Callable[[str, bytes], Iterable[Article | Skipped]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A reader by its module and name; it is imported when called, not to list a folder."""

    module: str
    name: str

    def __call__(self, path: str, data: bytes) -> Iterable[Article | Skipped]:
        read: Reader = getattr(import_module(f"index.reading.formats.{self.module}"), self.name)
        return read(path, data)


READERS: dict[str, Reader] = {
    ".txt": _Reader("plain", "read_text"),
    ".md": _Reader("plain", "read_markdown"),
    ".html": _Reader("web", "read_html"),
    ".htm": _Reader("web", "read_html"),
    ".pdf": _Reader("pdf", "read_pdf"),
    ".docx": _Reader("word", "read_docx"),
    ".jsonl": _Reader("tables", "read_jsonl"),
    ".csv": _Reader("tables", "read_csv"),
    ".json": _Reader("squad", "read_squad"),
}

# Ignored without a word: what editors, office programs and desktops leave behind.
_LITTER = ("thumbs.db", "desktop.ini", "icon\r", "__macosx")
_NOISY = ("pypdf", "trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "docx")
# One file is read at a time: loggers and the csv module's field limit belong to the whole process.
_reading = threading.Lock()


def list_files(folders: Sequence[Path]) -> tuple[list[SourceFile], list[Skipped]]:
    """Every file of the folders that can be read, by its path, and what cannot with the reason.

    With one folder, paths are relative to it; with several, each begins with its folder's name.
    A folder given twice, or inside another one given, is read once. A file can be given too.
    """
    roots = _roots(folders)
    names = _unique_names(roots)
    files: list[SourceFile] = []
    skipped: list[Skipped] = []
    for root, name in zip(roots, names, strict=True):
        if root.is_dir():
            prefix = f"{name}/" if len(roots) > 1 else ""
            found = _walk(root, prefix, roots)
        else:
            found = iter([_look_at(name, root)])
        for item in found:
            if isinstance(item, SourceFile):
                files.append(item)
            else:
                skipped.append(item)
    return sorted(files, key=lambda file: file.path), sorted(skipped, key=lambda skip: skip.path)


def holds_files(folder: Path) -> bool:
    """Whether a folder holds any file that can be read; False where there is no such folder."""
    root = folder.resolve()
    return root.is_dir() and any(isinstance(item, SourceFile) for item in _walk(root, "", [root]))


def _roots(folders: Sequence[Path]) -> list[Path]:
    """The real folders and files to read, none inside another."""
    roots: list[Path] = []
    for folder in folders:
        try:
            root = folder.resolve(strict=True)
        except (OSError, RuntimeError):  # a symbolic link in a loop is a RuntimeError
            raise UserError(
                f"There is no folder {printable(str(folder))}. "
                "Give the folder that holds the articles."
            ) from None
        if not root.is_dir() and not root.is_file():
            raise UserError(f"{printable(str(folder))} is no folder. Give a folder of articles.")
        if root not in roots:
            roots.append(root)
    return [root for root in roots if not any(other in root.parents for other in roots)]


def _unique_names(roots: list[Path]) -> list[str]:
    names: list[str] = []
    for root in roots:
        base = root.name if root.is_file() else printable(root.name or "root")
        stem, dot, suffix = base.rpartition(".") if root.is_file() else (base, "", "")
        name, number = base, 1
        while name in names:
            number += 1
            name = f"{stem}-{number}{dot}{suffix}"
        names.append(name)
    return names


def _walk(folder: Path, prefix: str, roots: list[Path]) -> Iterator[SourceFile | Skipped]:
    """What is in a folder and in those beneath it, in no order; folders may be nested any depth."""
    folders = [(folder, prefix)]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError as error:
            yield Skipped(prefix.rstrip("/") or ".", _problem(error))
            continue
        for entry in listed:
            if _is_litter(entry.name):
                continue
            path, location = prefix + entry.name, Path(entry.path)
            if path != printable(path):
                yield Skipped(printable(path), "file name is not valid UTF-8")
            elif entry.is_symlink():
                yield Skipped(path, _link_reason(location, roots))
            elif entry.is_dir(follow_symlinks=False):
                folders.append((location, f"{path}/"))
            else:
                yield _look_at(path, location)


def _is_litter(name: str) -> bool:
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".tmp", ".swp"))
        or name.lower() in _LITTER
    )


def _look_at(path: str, location: Path) -> SourceFile | Skipped:
    if path != printable(path):
        return Skipped(printable(path), "file name is not valid UTF-8")
    if location.suffix.lower() not in READERS:
        return Skipped(path, f"unsupported format {location.suffix or '(no ending)'}")
    try:
        if not location.is_file():
            return Skipped(path, "not a regular file")
        status = location.stat()
    except OSError as error:
        return Skipped(path, _problem(error))
    if not os.access(location, os.R_OK):
        return Skipped(path, "permission denied")
    # A program can set the first of these back; where the second exists, only the system sets it.
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return SourceFile(path, location, status.st_size, changed)


def _link_reason(link: Path, roots: list[Path]) -> str:
    """Links are never followed: what they lead to is outside, or is read under its own name."""
    try:
        target = link.resolve(strict=True)
    except RuntimeError:
        return "symbolic link in a loop"
    except OSError as error:
        looped = "Symbolic link loop" in str(error) or error.errno == 40
        return "symbolic link in a loop" if looped else "broken symbolic link"
    if target in link.parents or target == link.parent.resolve():
        return "symbolic link in a loop"
    if any(target == root or root in target.parents for root in roots):
        return "symbolic link; already read through its real path"
    return "symbolic link out of the folder"


def printable(path: str) -> str:
    """The path as text that any file and terminal can hold; equal to it if it already is."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def read_articles(
    file: SourceFile, max_bytes: int = DEFAULT_MAX_BYTES
) -> tuple[list[Article], list[Skipped]]:
    """The articles of a file, and what of it was skipped and why. Bad content never raises."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for item in read_each(file, max_bytes):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            articles.append(item)
    return articles, skipped


def read_each(file: SourceFile, max_bytes: int = DEFAULT_MAX_BYTES) -> Iterator[Article | Skipped]:
    """A file's articles as they are read, and what of it was skipped and why.

    Bad content never raises; of reasons, there are a few and the number of what is left. Raises
    MemoryError where there is too little.
    """
    count = reasons = 0
    for item in _items(file, max_bytes):
        count += 1
        if isinstance(item, Skipped):
            reasons += 1
            if reasons > MAX_REASONS:
                continue
        yield item
    if reasons > MAX_REASONS:
        yield Skipped(file.path, f"and {reasons - MAX_REASONS:,} more of its rows, as those above")
    if not count:
        yield Skipped(file.path, "no articles in it")


def _items(file: SourceFile, max_bytes: int) -> Iterator[Article | Skipped]:
    """What a file's reader gives, and as the last what it raises, if it does."""
    reader = READERS.get(file.location.suffix.lower())
    try:
        if reader is None:
            raise UnreadableError(f"unsupported format {file.location.suffix}")
        data = _read(file.location, max_bytes)
        with _reading, _quiet():
            for item in reader(file.path, data):
                problem = None if isinstance(item, Skipped) else _problem_of(item)
                yield Skipped(file.path, _row(file, item) + problem) if problem else item
    except MemoryError:
        raise
    except UnreadableError as error:
        yield Skipped(file.path, str(error))
    except OSError as error:
        yield Skipped(file.path, _problem(error))
    except Exception as error:  # a library's bug on one bad file must not stop all the others
        yield Skipped(file.path, f"cannot be read ({type(error).__name__})")


def _row(file: SourceFile, item: Article | Skipped) -> str:
    """Which row of its file it is, if it is one."""
    _, _, row = item.path[len(file.path) :].partition("#")
    return f"row {row}: " if row else ""


def _read(location: Path, max_bytes: int) -> bytes:
    too_large = UnreadableError(f"larger than the limit of {_megabytes(max_bytes)}")
    with open_regular(location) as stream:
        if os.fstat(stream.fileno()).st_size > max_bytes:
            raise too_large
        data = bytearray()  # a block at a time: room for all that is allowed may not be there
        while block := stream.read(BLOCK):
            data += block
            if len(data) > max_bytes:  # it has grown since
                raise too_large
    return bytes(data)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.4g} MB" if size >= 100_000 else f"{size} bytes"


def _problem_of(article: Article) -> str | None:
    """What is wrong with an article's text, whichever reader made it."""
    if not article.text.strip():
        return "no text"
    if re.search(r"[\0\ud800-\udfff]", article.text):
        return "not valid text (NUL or half a character)"
    if article.text.count("\n") > MAX_LINES:
        return f"more than {MAX_LINES:,} lines; divide it"
    return None


def _problem(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, FileNotFoundError):
        return "vanished while it was read"
    return f"cannot be read ({error.strerror or type(error).__name__})"


@contextmanager
def _quiet() -> Iterator[None]:
    """Format libraries say nothing meanwhile: what they complain of is in the reasons."""
    loggers = [logging.getLogger(name) for name in _NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
