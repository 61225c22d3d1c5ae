"""Make what is damaged in an index again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.build import BuildReport, build_index
from index.checking.check import Progress, check_index
from index.encoder import Encoder
from index.store import Problem
from index.workers.limits import Limits


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What was wrong, what making it again came to, and what is wrong still."""

    mended: tuple[Problem, ...]
    build: BuildReport
    left: tuple[Problem, ...]  # as where the disk itself is damaged


def repair_index(
    folders: Sequence[Path],
    directory: Path,
    encoder: Encoder | None = None,
    progress: Progress = lambda share, what: None,
    limits: Limits | None = None,
) -> RepairReport:
    """Mend an index: from what is encoded and from the folders it is of, and then match these.

    Raises UserError as check_index and build_index do.
    """
    before = check_index(directory, progress, folders)
    built = build_index(folders, directory, encoder, progress=progress, limits=limits, repair=True)
    left = check_index(directory, progress, folders).problems
    return RepairReport(tuple(dict.fromkeys((*before.problems, *built.mended))), built, left)
