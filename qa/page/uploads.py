"""Files that were uploaded to the page: which they are, and when they go."""

import contextlib
import shutil
import time
from pathlib import Path
from typing import Any

from index.errors import UserError

NOT_UPLOADED = "The file was not uploaded. Upload it first."
_KEPT = 24 * 60 * 60  # seconds that uploads and answers are kept


def is_upload(path: Any, scratch: Path) -> bool:
    """Whether it is a file that was uploaded to this page."""
    try:
        file = Path(path).resolve()
        return file.is_relative_to(scratch.resolve()) and file.is_file()
    except (TypeError, ValueError, OSError):
        return False


def copy_upload(file: Any, scratch: Path, folder: Path) -> tuple[Path, str]:
    """A copy of an uploaded file, and the name it had.

    The file itself stays: whoever uploads the same bytes under the same name shares it. Raises
    UserError for what was not uploaded.
    """
    if not isinstance(file, dict) or not is_upload(file.get("path"), scratch):
        raise UserError(NOT_UPLOADED)
    path = Path(file["path"])
    name = str(file.get("orig_name") or path.name)
    copy = folder / f"copy{Path(name).suffix.lower()}"
    shutil.copyfile(path, copy)
    return copy, name


def sweep(scratch: Path) -> None:
    """Remove uploads and answers that nothing has touched for a day."""
    for folder in scratch.iterdir():
        with contextlib.suppress(OSError):
            newest = max(path.stat().st_mtime for path in [folder, *folder.rglob("*")])
            if newest < time.time() - _KEPT:
                shutil.rmtree(folder, ignore_errors=True)
