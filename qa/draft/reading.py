"""The text of a draft, read as articles are."""

import os
import sys
from pathlib import Path

from index.errors import UserError
from index.records import SourceFile
from index.workers.limits import Limits
from index.workers.pool import ReadingPool

ENDINGS = (".txt", ".md", ".docx", ".html", ".htm")


def read_draft(draft: str) -> str:
    """The text of a file, or of standard input where it is "-"; all offsets are of this text.

    Raises UserError where it cannot be read.
    """
    if draft == "-":
        return _from_standard_input()
    path = Path(draft)
    if path.suffix.lower() not in ENDINGS:
        raise UserError(f"{path} is no draft that can be read: {', '.join(ENDINGS)}, or -.")
    return read_file(path, str(path))


def _from_standard_input() -> str:
    limit = Limits().max_bytes  # as of a file
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise UserError(
            f"Cannot read standard input: larger than the limit of {limit // 1_000_000} MB. "
            "Check the draft in parts."
        )
    return data.decode("utf-8", "replace")


def read_file(path: Path, name: str) -> str:
    """The text of a file whose name has one of ENDINGS; messages call it `name`.

    Raises UserError where it cannot be read.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise UserError(f"Cannot read {name}: {error.strerror}.") from error
    with ReadingPool(Limits(), workers=1) as pool:
        # In a folder of articles no link is followed; here a person named it.
        location = Path(os.path.realpath(path))
        file = SourceFile(path.name, location, status.st_size, 0)
        for contents in pool.read([file]):
            texts = [article.text for article, _ in contents.split_articles()]
            if texts:
                return "\n\n".join(texts)
            reason = "; ".join(each.reason for each in contents.skipped)
            raise UserError(f"Cannot read {name}: {reason or 'there is no text in it'}.")
    raise UserError(f"Cannot read {name}.")
