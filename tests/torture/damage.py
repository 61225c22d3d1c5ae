"""An index is damaged by chance, again and again: every damage is told or mended, none is silent.

    python -m tests.torture.damage --count 500 [--seed 1]

Each time a whole index is damaged in one way (harms.py). Then all of it is read as a person would:
what is shown must be what the whole index shows, or there is a word that something is damaged. Then
it is checked, built and, where the build asks for it, repaired; after that it must be whole. Of
every third, a file was removed from the corpus meanwhile: its article must be gone then. What
rots beneath a file's time is no build's to notice the same day: there a repair must mend it.
"""

import argparse
import random
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from index.build import build_index
from index.checking.check import check_index
from index.checking.repair import repair_index
from index.errors import UserError
from tests.torture.harms import ROTTEN, harm
from tests.torture.shelf import ENCODER, Shelf, read

SILENT = ("silent", "wrong", "traceback", "not mended", "check is silent")


def try_one(shelf: Shelf, directory: Path, seed: int) -> tuple[str, str]:
    """Damage, read, check and mend; how it went ("told", "unchanged" or one of SILENT), and what.

    "unchanged" is damage that changes nothing that is shown, as in a page that nothing is in.
    """
    what = harm(shelf, directory, random.Random(seed))
    try:
        went = _went(shelf, directory)
        checked = check_told(directory)
        if went == "told" and not checked:
            return "check is silent", what
        if went in SILENT:
            return went, what
        removed = shelf.removed if seed % 3 == 0 else None
        is_mended = _mended(shelf, directory, is_rotten=ROTTEN in what, removed=removed)
        return (went if is_mended else "not mended"), what
    except Exception:
        return "traceback", f"{what}\n{traceback.format_exc()}"


def _went(shelf: Shelf, directory: Path) -> str:
    try:
        shown = read(directory)
    except UserError:
        return "told"
    if not shown.shows_no_more_than(shelf.whole):
        return "wrong"
    if shown.notices:
        return "told"
    return "unchanged" if shown == shelf.whole else "silent"


def check_told(directory: Path) -> bool:
    """Whether a check says that something is wrong."""
    try:
        return bool(check_index(directory).problems)
    except UserError:
        return True


def _mended(
    shelf: Shelf, directory: Path, is_rotten: bool = False, removed: Path | None = None
) -> bool:
    """Whether a build makes it whole again, or names the repair that does.

    With `removed`, a file of the corpus that is taken out of it for so long.
    """
    away = shelf.kept.with_name("away")
    if removed:
        removed.rename(away)
    try:
        try:
            build_index([shelf.corpus], directory, ENCODER)
            needs_repair = is_rotten
        except UserError as error:
            if "--repair" not in str(error):
                return False
            needs_repair = True
        if needs_repair and repair_index([shelf.corpus], directory, ENCODER).left:
            return False
        after = read(directory)
    finally:
        if removed:
            away.rename(removed)
    whole = shelf.without if removed else shelf.whole
    return after == whole and not check_index(directory).problems


def campaign(folder: Path, seeds: range) -> Counter[str]:
    """How often each went how; what is silent is printed."""
    shelf, counts = Shelf(folder), Counter[str]()
    for seed in seeds:
        went, what = try_one(shelf, folder / "damaged", seed)
        counts[went] += 1
        if went in SILENT:
            print(f"seed {seed}: {went}: {what}", file=sys.stderr)
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="of the first")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = campaign(Path(folder), range(arguments.seed, arguments.seed + arguments.count))
    print(", ".join(f"{went} {count}" for went, count in sorted(counts.items())))
    return 1 if any(counts[went] for went in SILENT) else 0


if __name__ == "__main__":
    sys.exit(main())
