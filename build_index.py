# PYTHON_ARGCOMPLETE_OK: shells may ask this what comes next, as `python build_index.py`.
"""Command line: make an index match folders of articles, once or whenever they change."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.arguments import Parser, add_engine, folder
from index.commands import LEFT, STOPPED, command, drop_output, end, open_streams, refused
from index.completion import with_completion
from index.edits.arguments import add_corrections
from index.errors import UserError, fit_to_show
from index.reports import (
    print_build,
    print_check,
    print_daily,
    print_json,
    print_repair,
    progress_bar,
)
from index.workers.arguments import add_limits, limits_of

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.checking.daily import DailyReading
    from index.encoder import Encoder
    from index.store import EditionId
    from index.workers.limits import Limits

CORPUS = [Path("corpus")]
WATCH_SECONDS = 2.0  # how soon a folder that came back is noticed


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    open_streams()
    try:
        arguments = with_completion(_parser()).parse_args(argv)
        _check_together(arguments)
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except UserError as error:
        print(f"build_index: {fit_to_show(str(error))}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of the report has left, as `head` does
        drop_output()
        return LEFT
    except OSError as error:  # a full disk, or one that went away
        told = f"{fit_to_show(refused(error))} Nothing is lost; run this again when it is mended."
        print(f"build_index: {told}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before there was anything to do, or once more while that is told
        print("build_index: stopped.", file=sys.stderr)
        return STOPPED


def _run(arguments: argparse.Namespace) -> int:
    """Do what is asked for. Ctrl-C is told of, with what it leaves."""
    before = None
    try:
        before = _edition(arguments.index)
        if arguments.check:
            return _check(arguments)
        if arguments.repair:
            return _repair(arguments)
        if arguments.corrections or arguments.set or arguments.undo:
            _correct(arguments)
        if arguments.corrections:
            return 0
        if arguments.watch:
            return _watch(arguments)
        report = _build(arguments, _encoder(arguments))
        if report.is_change and not _read_over(arguments.index):
            return 1
        return 2 if arguments.strict and report.skipped else 0
    except KeyboardInterrupt:
        print(f"build_index: stopped; {_left(arguments.index, before)}.", file=sys.stderr)
        return STOPPED


def _edition(directory: Path) -> "EditionId | None":
    """Which version an index is of; None where there is none, or that cannot be told."""
    from index.store import Store

    try:
        with Store(directory).snapshot() as snapshot:
            return snapshot.edition
    except UserError:
        return None


def _left(directory: Path, before: "EditionId | None") -> str:
    """What a build that was stopped leaves."""
    if _edition(directory) == before:
        return "the index is as it was before"
    return "what came and went is in the index; the next build does what is left to do"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog=command("gleaner-index"),
        description="Make an index match folders of articles. Only new and changed articles are "
        "encoded; the index in use is replaced in one step when all is done.",
    )
    parser.add_argument(
        "corpus", nargs="*", type=folder, default=CORPUS, metavar="CORPUS",
        help="folders of articles (default: corpus)",
    )  # fmt: skip
    parser.add_argument("--index", type=folder, default=Path(".index"), help="default: .index")
    parser.add_argument("--rebuild", action="store_true", help="make everything again")
    parser.add_argument(
        "--check", action="store_true",
        help="read all that the index and the folders hold and say what is damaged or other than "
        "it was; change nothing",
    )  # fmt: skip
    parser.add_argument(
        "--repair", action="store_true",
        help="mend what is damaged, from what is encoded and from the folders, then index them",
    )  # fmt: skip
    parser.add_argument("--watch", action="store_true", help="follow the folders until Ctrl-C")
    parser.add_argument(
        "--encoder", metavar="NAME",
        help="a sentence-transformers model's name or path (default: the index's own)",
    )  # fmt: skip
    add_engine(parser)
    add_limits(parser)
    add_corrections(parser)
    parser.add_argument(
        "--allow-removals", action="store_true",
        help="remove articles that are in no file any more, even if they are more than half of all",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.add_argument("--strict", action="store_true", help="exit 2 if a file was skipped")
    return parser


def _encoder(arguments: argparse.Namespace) -> "Encoder | None":
    if arguments.encoder is None:
        return None
    from index.encoder import load_encoder

    return load_encoder(arguments.encoder)


def _limits(arguments: argparse.Namespace) -> "Limits":
    """What was typed, and for the others what the index remembers."""
    from index.own_limits import own_limits

    return limits_of(arguments, own_limits(arguments.index))


def _build(
    arguments: argparse.Namespace, encoder: "Encoder | None", again: bool = False
) -> "BuildReport":
    """Build and print the report; `again` keeps what is there, and is silent of no change."""
    from index.build import build_index

    with progress_bar(1, "looking over the files and the index") as show:
        report = build_index(
            arguments.corpus,
            arguments.index,
            encoder,
            rebuild=arguments.rebuild and not again,
            progress=show,
            limits=_limits(arguments),
            engine=arguments.engine,
            allow_removals=arguments.allow_removals,
        )
    if again and not report.is_change:
        return report
    if arguments.json:
        print_json(report)
    else:
        print_build(report, arguments.index)
    return report


def _read_over(directory: Path) -> bool:
    """Read the index over, once a day; whether nothing was found wrong, which is told."""
    from index.checking.check import check_index
    from index.checking.daily import read_over_daily

    with progress_bar(2, "reading the index over") as show:
        problems = read_over_daily(directory, lambda index: check_index(index, show))
    print_daily(problems, directory)
    return not problems


def _check_together(arguments: argparse.Namespace) -> None:
    """Raise UserError where two things are asked for that do not go together."""
    names = ("check", "repair", "rebuild", "watch", "set", "undo", "corrections")
    asked = [name for name in names if getattr(arguments, name)]
    if arguments.engine and not {"rebuild", "watch"}.issuperset(asked):
        asked.append("engine")
    if len(asked) > 1 and asked not in (["rebuild", "watch"], ["set", "undo"]):
        raise UserError(f"--{asked[0]} and --{asked[1]} do not go together. Give one of them.")


def _correct(arguments: argparse.Namespace) -> None:
    """List the corrections, or change them; a build then brings them into the index."""
    from index.edits.command import list_corrections, make_corrections

    if arguments.corrections:
        list_corrections(arguments.index, arguments.json)
    else:
        make_corrections(arguments)


def _check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with the index; 0 where nothing is, else 1."""
    from index.checking.check import check_index

    with progress_bar(2, "reading the store") as show:
        report = check_index(arguments.index, show, _folders(arguments))
    if arguments.json:
        print_json(report)
    else:
        print_check(report, arguments.index)
    return 1 if report.problems else 0


def _folders(arguments: argparse.Namespace) -> list[Path]:
    """What the index is compared with; nothing where no folder is named and none has that name."""
    return arguments.corpus if arguments.corpus != CORPUS or CORPUS[0].exists() else []


def _repair(arguments: argparse.Namespace) -> int:
    """Mend the index and say what was done; 0 where nothing is wrong any more, else 1."""
    from index.checking.repair import repair_index

    with progress_bar(2, "reading the store") as show:
        report = repair_index(
            arguments.corpus, arguments.index, _encoder(arguments), show, _limits(arguments)
        )
    if arguments.json:
        print_json(report)
    else:
        print_repair(report, arguments.index)
    return 1 if report.left else 0


def _watch(arguments: argparse.Namespace) -> int:
    """Build, then build again after every change, until Ctrl-C."""
    from index.build import open_encoder
    from index.checking.daily import DailyReading

    encoder = _encoder(arguments) or open_encoder(arguments.index, arguments.rebuild)
    daily = DailyReading(arguments.index, print_daily)
    try:
        _build(arguments, encoder)
        daily.begin()
        print(f"Watching {', '.join(map(str, arguments.corpus))}. Ctrl-C stops.", file=sys.stderr)
        while True:
            _follow(arguments, encoder, daily)
            while not all(folder.exists() for folder in arguments.corpus):
                time.sleep(WATCH_SECONDS)  # a disk that is away for now takes nothing along
    except KeyboardInterrupt:
        return 0


def _follow(arguments: argparse.Namespace, encoder: "Encoder", daily: "DailyReading") -> None:
    """Build after every change, until a folder is gone."""
    from watchfiles import watch

    due, said = True, ""  # something may have changed before the watch began
    for changes in watch(
        *arguments.corpus,
        watch_filter=lambda _, path: arguments.index.resolve() not in Path(path).resolve().parents,
        debounce=500,
        yield_on_timeout=True,
        rust_timeout=int(WATCH_SECONDS * 1000),
        raise_interrupt=True,
    ):
        if not (changes or due):
            continue
        try:
            if _build(arguments, encoder, again=True).is_change:
                daily.begin()
            due, said = False, ""
        except UserError as error:
            due = True  # once more: when another build is done, or a disk is there again
            if str(error) != said:
                print(f"build_index: {error}", file=sys.stderr)
            said = str(error)
        if not all(folder.exists() for folder in arguments.corpus):
            return


def run() -> NoReturn:
    """The program `gleaner-index`."""
    end(main())


if __name__ == "__main__":
    run()
