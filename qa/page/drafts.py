"""Drafts that are uploaded to be checked: read, and not kept."""

import tempfile
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.draft.reading import ENDINGS, read_file
from qa.page.answering import MAX_DRAFT, TooLargeError
from qa.page.quota import Quota
from qa.page.uploads import copy_upload

MAX_DRAFT_BYTES = 20_000_000  # of a file; of its text much less (MAX_DRAFT)


def read_upload(file: Any, uploads: Quota, session: str | None) -> str:
    """The text of an uploaded file, which its session has no more, whether it can be read or not.

    Raises UserError where it was not uploaded or cannot be read, TooLargeError where there is more
    of it than can be checked.
    """
    with tempfile.TemporaryDirectory(dir=uploads.scratch) as folder:
        copy, name = copy_upload(file, uploads.scratch, Path(folder))
        uploads.release(str(file["path"]), session)
        if copy.suffix not in ENDINGS:
            raise UserError(f"{name} is no draft that can be read: {', '.join(ENDINGS)}.")
        if copy.stat().st_size > MAX_DRAFT_BYTES:
            limit = MAX_DRAFT_BYTES // 1_000_000
            raise TooLargeError(f"{name} is larger than {limit} MB. Paste the text of it.")
        text = read_file(copy, name)
    if len(text) > MAX_DRAFT:
        raise TooLargeError(
            f"The text of {name} is {len(text):,} characters long; the limit is {MAX_DRAFT:,}. "
            "Check it in parts."
        )
    return text
