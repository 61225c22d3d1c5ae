"""What building, checking and mending an index tell on a terminal."""

import dataclasses
import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.commands import command

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.checking.check import CheckReport
    from index.checking.repair import RepairReport
    from index.store import Problem

TICK = 0.5  # seconds between two times that a bar is drawn, though nothing is told
SHOWN = 50  # of what is skipped or damaged; --json lists all


@contextmanager
def progress_bar(delay: float, what: str) -> Iterator[Callable[[float, str], None]]:
    """What shows the share done, and of what, on a terminal; after so many seconds.

    `what` is done until something else is told. The bar stands, with its clock, also while nothing
    is told, as when SQLite checks a large store.
    """
    from tqdm import tqdm

    is_over = threading.Event()

    with tqdm(
        total=100, disable=None, delay=delay, leave=False, dynamic_ncols=True, file=sys.stderr,
        bar_format="{l_bar}{bar}| {elapsed}<{remaining} {postfix}",
    ) as bar:  # fmt: skip

        def tick() -> None:
            wait = delay
            while not is_over.wait(wait):
                bar.refresh()
                wait = TICK

        def show(share: float, what: str) -> None:
            bar.set_postfix_str(what[-40:], refresh=False)
            bar.update(100 * share - bar.n)

        bar.set_postfix_str(what, refresh=False)
        ticking = threading.Thread(target=tick, daemon=True)
        if not bar.disable:
            ticking.start()
        try:
            yield show
        finally:
            is_over.set()
            if ticking.is_alive():
                ticking.join()


def print_json(report: "BuildReport | CheckReport | RepairReport") -> None:
    """A report as one JSON object on one line."""
    print(json.dumps(dataclasses.asdict(report), ensure_ascii=False), flush=True)


def print_build(report: "BuildReport", directory: Path) -> None:
    """What came, what went and what was skipped, and what the index holds."""
    print(
        f"{report.added} added, {report.updated} updated, {report.removed} removed, "
        f"{report.unchanged} unchanged, {len(report.skipped)} skipped "
        f"in {report.seconds:.1f} s"
    )
    _print_problems("mended", report.mended)
    for item in report.skipped[:SHOWN]:
        print(f"  skipped {_printable(item.path)}: {_printable(item.reason)}")
    _print_more(len(report.skipped))
    print(
        f"{directory} holds {report.articles} articles in {report.passages} passages, "
        f"version {report.index_version}"
    )
    if not report.articles:
        print("There is nothing to ask yet: put articles into the folder and run this again.")
    sys.stdout.flush()


def print_check(report: "CheckReport", directory: Path) -> None:
    """What is damaged and what mends it, or that nothing is."""
    _print_problems("damaged", report.problems)
    if report.problems:
        again = f"{command('gleaner-index')} CORPUS --index {directory} --repair"
        print(f"{len(report.problems)} found in {report.seconds:.1f} s. Mend it: {again}")
        return
    files = f"{report.files} files are as they were read; " if report.files else ""
    print(
        f"{directory} is whole: {report.articles} articles in {report.passages} passages, "
        f"version {report.index_version}; {files}read in {report.seconds:.1f} s"
    )


def print_daily(problems: "Sequence[Problem]", directory: Path) -> None:
    """What the daily reading over found wrong, where it found anything; not among the reports."""
    if not problems:
        return
    named = "; ".join(f"{_printable(each.where)}: {_printable(each.what)}" for each in problems[:3])
    more = f"; and {len(problems) - 3:,} more" if len(problems) > 3 else ""
    print(
        f"build_index: read over, as once a day, the index in {directory} is damaged: {named}"
        f"{more}. What is damaged is never shown as an answer, and the next build mends it, or "
        f"says how: {command('gleaner-index')} CORPUS --index {directory}",
        file=sys.stderr,
    )


def print_repair(report: "RepairReport", directory: Path) -> None:
    """What was mended, what building then came to, and what is damaged still."""
    _print_problems("mended", report.mended)
    print_build(dataclasses.replace(report.build, mended=[]), directory)
    _print_problems("still damaged", report.left)


def _print_problems(how: str, problems: "Sequence[Problem]") -> None:
    for each in problems[:SHOWN]:
        print(f"  {how} {_printable(each.where)}: {_printable(each.what)}")
        if how == "damaged":
            print(f"    mended from {each.mended_from}")
    _print_more(len(problems))


def _print_more(count: int) -> None:
    if count > SHOWN:
        print(f"  … and {count - SHOWN} more; --json lists them all")


def _printable(path: str) -> str:
    """A file name cannot move the terminal's cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
