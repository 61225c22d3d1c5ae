"""How much of what is answered is wrong at most: what a least confidence can promise.

The table beside the calibration counts, for each of the collections that it was fitted or measured
on, what a fit that had not seen it answered, and what of that was wrong, with the upper bound of
Clopper and Pearson (1934). Importing this loads nothing heavy.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.readers.shipped import CALIBRATION_FILE, CERTAINTY_FIRST
from qa.records import DEFAULT_READER

CERTAIN = 0.95  # how sure each bound is
_FILE = "certainty.json"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a collection's questions came to at a least confidence."""

    least: float
    answered: int  # questions, also such as nothing answers
    wrong: int  # of these
    at_most: float  # upper bound of the share that is wrong, CERTAIN

    def __post_init__(self) -> None:
        kinds = (type(self.least), type(self.answered), type(self.wrong), type(self.at_most))
        if kinds != (float, int, int, float):
            raise ValueError(f"no row of it: {self}")


Table = Mapping[str, Sequence[Answered]]  # by collection, from the highest least confidence down


def least_confidence(
    max_wrong: float, reader: str = DEFAULT_READER, name: str = "max_wrong"
) -> float:
    """The least confidence at which at most that share of what is answered is wrong.

    It holds, 95 % sure, for each of the collections that the table counts, which the fit had not
    seen. Where a stricter one is asked for than can be promised, and for a reader that has no
    table: UserError, which says what can be. `name` is what the person calls the share.
    """
    if not 0 < max_wrong < 1:
        shown = f"{max_wrong:g}" if isinstance(max_wrong, float) else str(max_wrong)[:100]
        raise UserError(f"{name} {shown} is not a share between 0 and 1, as 0.5 for one in two.")
    return promised(load_certainty(reader), max_wrong)


def promised(table: Table, max_wrong: float) -> float:
    """As `least_confidence`, of that table.

    Of each collection the bounds are tested from the highest least confidence down, until one is
    too high: so the first that fails ends it, and all of them together are as sure as each.
    """
    held = [_held(each, max_wrong) for each in table.values()]
    both = set.intersection(*held) if held else set()
    if both:
        return min(both)
    best = best_promise(table)
    raise UserError(
        f"That at most {max_wrong:.1%} of what is answered is wrong can be promised at no "
        "confidence. "
        + (
            f"The best that can be is {best:.1%}: ask for {best:.3f} or more."
            if best
            else "Nothing can be: leave that limit out."
        )
    )


def best_promise(table: Table) -> float | None:
    """The least share of wrong answers that can be promised, rounded up to a thousandth."""
    for share in sorted({one.at_most for each in table.values() for one in each}):
        if set.intersection(*(_held(each, share) for each in table.values())):
            return math.ceil(1000 * share) / 1000
    return None


def _held(of_one: Sequence[Answered], max_wrong: float) -> set[float]:
    """The least confidences of a collection for which the promise is shown."""
    found = set()
    for one in of_one:
        if one.at_most > max_wrong:
            break
        found.add(one.least)
    return found


def load_certainty(reader: str = DEFAULT_READER) -> Table:
    """The table of a reader. Raises UserError where there is none, or it cannot be used."""
    own = Path(reader) / CALIBRATION_FILE.name
    if reader != DEFAULT_READER and not own.is_file():
        raise UserError(
            f"How much the reader {reader} gets wrong was not measured. "
            "Say how sure an answer has to be instead (--min-confidence)."
        )
    calibration = CALIBRATION_FILE if reader == DEFAULT_READER else own
    second = reader == DEFAULT_READER and _looks_again()
    # Of the shipped reader there are two tables: with its second look, and where that is left out.
    file = (
        CERTAINTY_FIRST if reader == DEFAULT_READER and not second else certainty_file(calibration)
    )
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if content["constants"] != constants_digest(calibration, second):
            raise ValueError("it was made for another calibration")
        return {
            name: tuple(Answered(**one) for one in rows)
            for name, rows in content["collections"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"The table of how much is wrong {file} cannot be used: {error}. "
            "Make it with training/calibrate.py, or say how sure an answer has to be instead."
        ) from error


def _looks_again() -> bool:
    from qa.readers.second_network import reason_missing

    return reason_missing() is None


def certainty_file(calibration: Path) -> Path:
    """Where the table of a calibration lies."""
    return calibration.with_name(_FILE)


def constants_digest(calibration: Path, second: bool = False) -> str:
    """What changes with the constants that a confidence comes from; `second`: of a second look."""
    content = json.loads(calibration.read_text(encoding="utf-8"))
    prefix = "second_" if second else ""
    fitted = [content[f"{prefix}ranking"], content[f"{prefix}confidence"]]
    told = json.dumps(fitted, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
