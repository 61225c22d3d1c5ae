"""Original files of articles, to open or to download: nothing of them runs as a page of this one.

A PDF is shown by the browser's own viewer, at a page; everything else is a download. A web page of
the corpus is never a page of this origin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote

from qa.page.corpus_files import NoFileError, is_there, open_file
from qa.page.open_index import OpenIndex

PDF = "application/pdf"
_DOWNLOAD = "application/octet-stream"
_HEAD = 1024  # bytes in which a PDF says that it is one
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Original:
    """An open file of the corpus, and the headers that it goes out with."""

    stream: BinaryIO
    headers: dict[str, str]

    def blocks(self) -> Iterator[bytes]:
        """Its bytes, as many as its headers say; closed at the end."""
        left = int(self.headers["content-length"])
        with self.stream:
            while left and (block := self.stream.read(min(_BLOCK, left))):
                left -= len(block)
                yield block


class Originals:
    """The files of the articles of an index."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index

    def is_there(self, file: str | None) -> bool:
        """Whether the file of an article is in the corpus, to be opened."""
        return file is not None and is_there(self._index.corpus, file)

    def open(self, path: str) -> Original:
        """The file of the article at a path. Raises NoFileError."""
        article = self._index.searcher().article(path)
        if article is None or article.file is None:
            raise NoFileError(f"There is no article {path} in the index (any more).")
        stream, size = open_file(self._index.corpus, article.file)
        is_pdf = article.file.lower().endswith(".pdf") and b"%PDF-" in stream.read(_HEAD)
        stream.seek(0)
        name = quote(article.file.rpartition("/")[2], safe="")
        shown = "inline" if is_pdf else "attachment"
        headers = {
            "content-type": PDF if is_pdf else _DOWNLOAD,
            "content-disposition": f"{shown}; filename*=UTF-8''{name}",
            "content-length": str(size),
        }
        return Original(stream, headers)
