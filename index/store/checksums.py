"""What each row of the store is known to be whole by.

SQLite knows whether a page fits among the others, not whether its text is what was written. So each
row that is shown carries 8 bytes of BLAKE2b over its cells, their types and its id: a cell of
another value or type, a row in another's place, is told. A vector and the terms of a passage have a
CRC each, since hundreds of them are read for one question.
"""

import hashlib
import zlib
from collections.abc import Sequence
from typing import Any

from index.records import FACTS

# What the checksum of a row, its last column, is over.
KNOWN = (*FACTS, "stated", "pages")  # of an article, as text: what not every one has
ARTICLE_COLUMNS = ("id", "path", "file", "version", "digest", "passages", "text_sum", *KNOWN)
PASSAGE_COLUMNS = ("id", "article", "key", "heading", "sentences", "vector_sum", "terms_sum")
COPY_COLUMNS = ("article", "words", "prints", "original", "strength")
SKIPPED_COLUMNS = ("file", "path", "reason")
TEXT_BYTES = "CAST(text AS BLOB)"  # of an article, in SQL: its checksum is over UTF-8
_BEFORE_KNOWN = len(ARTICLE_COLUMNS) - len(KNOWN)
_TEXT_SUM = ARTICLE_COLUMNS.index("text_sum")
_VECTOR_SUM = PASSAGE_COLUMNS.index("vector_sum")
_TERMS_SUM = PASSAGE_COLUMNS.index("terms_sum")
_TERM_BYTES = 4


def checksum(*values: Any) -> bytes:
    """8 bytes over plain values, each with its type."""
    data = repr(values).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=8).digest()


def text_checksum(text: bytes) -> bytes:
    """8 bytes over a text in UTF-8."""
    return hashlib.blake2b(text, digest_size=8).digest()


def vector_checksum(passage: int, vector: bytes) -> int:
    """A CRC (32 bits) over a vector, begun with whose it is."""
    return zlib.crc32(vector, passage & 0xFFFFFFFF)


def terms_checksum(passage: int, packed: bytes) -> int:
    """A CRC (32 bits) over a passage's terms, begun with whose they are."""
    return zlib.crc32(packed, ~passage & 0xFFFFFFFF)


def article_checksum(values: Sequence[Any]) -> bytes:
    """The checksum of ARTICLE_COLUMNS; a further fact changes those alone that have it."""
    pairs = zip(KNOWN, values[_BEFORE_KNOWN:], strict=True)
    known = [pair for pair in pairs if pair[1] is not None]
    return checksum(*values[:_BEFORE_KNOWN], known)


def is_whole_article(row: Sequence[Any]) -> bool:
    """Whether a row of ARTICLE_COLUMNS and its checksum is what was written; not its text."""
    return bool(row[-1] == article_checksum(row[:-1]))


def is_text_of(row: Sequence[Any], text: Any) -> bool:
    """Whether TEXT_BYTES are the text of a whole row of ARTICLE_COLUMNS."""
    return isinstance(text, bytes) and bool(text_checksum(text) == row[_TEXT_SUM])


def is_whole_row(row: Sequence[Any]) -> bool:
    """Whether a row whose last column is the checksum of the others is what was written."""
    return bool(row[-1] == checksum(*row[:-1]))


def is_vector_of(passage: int, vector: Any, written: Any) -> bool:
    """Whether a vector is the one that was written for a passage."""
    return isinstance(vector, bytes) and bool(vector_checksum(passage, vector) == written)


def is_terms_of(passage: int, packed: Any, written: Any) -> bool:
    """Whether these are the terms that were written for a passage."""
    if not isinstance(packed, bytes) or len(packed) < _TERM_BYTES or len(packed) % _TERM_BYTES:
        return False
    in_text = int.from_bytes(packed[:_TERM_BYTES], "little")
    is_formed = in_text < len(packed) // _TERM_BYTES
    return is_formed and bool(terms_checksum(passage, packed) == written)


def has_vector(row: Sequence[Any], vector: Any) -> bool:
    """Whether a vector is that of a whole row of PASSAGE_COLUMNS."""
    return is_vector_of(row[0], vector, row[_VECTOR_SUM])


def has_terms(row: Sequence[Any], packed: Any) -> bool:
    """Whether these are the terms of a whole row of PASSAGE_COLUMNS."""
    return is_terms_of(row[0], packed, row[_TERMS_SUM])


def selected(columns: Sequence[str], *more: str) -> str:
    """The columns and their checksum as SQL, with further ones behind."""
    return ", ".join((*columns, "checksum", *more))
