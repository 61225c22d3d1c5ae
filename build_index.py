"""Command line: make an index match folders of articles, once or whenever they change."""

import argparse
import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from index.arguments import Parser
from index.commands import STOPPED, command, end
from index.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.build import BuildReport, Progress
    from index.encoder import Encoder
    from index.store import Problem

SHOWN_SKIPPED = 50
WATCH_SECONDS = 2.0  # how soon a folder that came back is noticed


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    try:
        arguments = _parser().parse_args(argv)
        _check_together(arguments)
        if arguments.check:
            return _check(arguments)
        if arguments.repair:
            return _repair(arguments)
        if arguments.watch:
            return _watch(arguments)
        report = _build(arguments, _encoder(arguments))
    except UserError as error:
        print(f"build_index: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a full disk, or one that went away
        print(
            f"build_index: {error}. Nothing is lost; run the build again when that is mended.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("build_index: stopped; the index is as it was before.", file=sys.stderr)
        return STOPPED
    return 2 if arguments.strict and report.skipped else 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog=command("gleaner-index"),
        description="Make an index match folders of articles. Only new and changed articles are "
        "encoded; the index in use is replaced in one step when all is done.",
    )
    parser.add_argument(
        "corpus", nargs="*", type=Path, default=[Path("corpus")], metavar="CORPUS",
        help="folders of articles (default: corpus)",
    )  # fmt: skip
    parser.add_argument("--index", type=Path, default=Path(".index"), help="default: .index")
    parser.add_argument("--rebuild", action="store_true", help="make everything again")
    parser.add_argument(
        "--check", action="store_true",
        help="read all that the index holds and say what is damaged; change nothing",
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
    parser.add_argument(
        "--max-mb", type=_megabytes, metavar="N", help="skip larger files (default: 20)"
    )
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.add_argument("--strict", action="store_true", help="exit 2 if a file was skipped")
    return parser


def _megabytes(text: str) -> int:
    """Megabytes, as typed, in bytes."""
    megabytes = float(text)
    if not 0 < megabytes < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is no size in megabytes")
    return int(megabytes * 1e6)


def _encoder(arguments: argparse.Namespace) -> "Encoder | None":
    if arguments.encoder is None:
        return None
    from index.encoder import load_encoder

    return load_encoder(arguments.encoder)


def _build(
    arguments: argparse.Namespace, encoder: "Encoder | None", again: bool = False
) -> "BuildReport":
    """Build and print the report; `again` keeps what is there, and is silent of no change."""
    from index.build import build_index
    from index.reading.corpus import DEFAULT_MAX_BYTES

    with _bar(delay=1) as show:
        report = build_index(
            arguments.corpus,
            arguments.index,
            encoder,
            rebuild=arguments.rebuild and not again,
            progress=show,
            max_bytes=arguments.max_mb or DEFAULT_MAX_BYTES,
        )
    if again and not (report.added or report.updated or report.removed or report.mended):
        return report
    if arguments.json:
        print(json.dumps(_report_json(report), ensure_ascii=False), flush=True)
    else:
        _print_report(report, arguments.index)
    return report


@contextmanager
def _bar(delay: float) -> "Iterator[Progress]":
    """What shows the share done, and of what, on a terminal; after so many seconds."""
    from tqdm import tqdm

    with tqdm(
        total=100, disable=None, delay=delay, leave=False, dynamic_ncols=True, file=sys.stderr,
        bar_format="{l_bar}{bar}| {elapsed}<{remaining} {postfix}",
    ) as bar:  # fmt: skip

        def show(share: float, what: str) -> None:
            bar.set_postfix_str(what[-40:], refresh=False)
            bar.update(100 * share - bar.n)

        yield show


def _check_together(arguments: argparse.Namespace) -> None:
    """Raise UserError where two things are asked for that do not go together."""
    asked = [name for name in ("check", "repair", "rebuild", "watch") if getattr(arguments, name)]
    if len(asked) > 1 and asked != ["rebuild", "watch"]:
        raise UserError(f"--{asked[0]} and --{asked[1]} do not go together. Give one of them.")


def _check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with the index; 0 where nothing is, else 1."""
    from index.checking.check import check_index

    with _bar(delay=2) as show:
        report = check_index(arguments.index, show)
    if arguments.json:
        print(json.dumps(dataclasses.asdict(report), ensure_ascii=False), flush=True)
        return 1 if report.problems else 0
    _print_problems("damaged", report.problems)
    if report.problems:
        again = f"{command('gleaner-index')} CORPUS --index {arguments.index} --repair"
        print(f"{len(report.problems)} found in {report.seconds:.1f} s. Mend it: {again}")
        return 1
    print(
        f"{arguments.index} is whole: {report.articles} articles in {report.passages} passages, "
        f"version {report.index_version}; read in {report.seconds:.1f} s"
    )
    return 0


def _repair(arguments: argparse.Namespace) -> int:
    """Mend the index and say what was done; 0 where nothing is wrong any more, else 1."""
    from index.checking.repair import repair_index
    from index.reading.corpus import DEFAULT_MAX_BYTES

    with _bar(delay=2) as show:
        report = repair_index(
            arguments.corpus,
            arguments.index,
            _encoder(arguments),
            show,
            arguments.max_mb or DEFAULT_MAX_BYTES,
        )
    if arguments.json:
        print(json.dumps(dataclasses.asdict(report), ensure_ascii=False), flush=True)
    else:
        _print_problems("mended", report.mended)
        _print_report(dataclasses.replace(report.build, mended=[]), arguments.index)
        _print_problems("still damaged", report.left)
    return 1 if report.left else 0


def _print_problems(how: str, problems: "Sequence[Problem]") -> None:
    for each in problems[:SHOWN_SKIPPED]:
        print(f"  {how} {_printable(each.where)}: {_printable(each.what)}")
        if how == "damaged":
            print(f"    mended from {each.mended_from}")
    if len(problems) > SHOWN_SKIPPED:
        print(f"  … and {len(problems) - SHOWN_SKIPPED} more; --json lists them all")


def _report_json(report: "BuildReport") -> dict[str, Any]:
    return dataclasses.asdict(report)


def _print_report(report: "BuildReport", directory: Path) -> None:
    print(
        f"{report.added} added, {report.updated} updated, {report.removed} removed, "
        f"{report.unchanged} unchanged, {len(report.skipped)} skipped "
        f"in {report.seconds:.1f} s"
    )
    _print_problems("mended", report.mended)
    for item in report.skipped[:SHOWN_SKIPPED]:
        print(f"  skipped {_printable(item.path)}: {item.reason}")
    if len(report.skipped) > SHOWN_SKIPPED:
        print(f"  … and {len(report.skipped) - SHOWN_SKIPPED} more; --json lists them all")
    print(
        f"{directory} holds {report.articles} articles in {report.passages} passages, "
        f"version {report.index_version}"
    )
    sys.stdout.flush()


def _printable(path: str) -> str:
    """A file name cannot move the terminal's cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)


def _watch(arguments: argparse.Namespace) -> int:
    """Build, then build again after every change, until Ctrl-C."""
    from index.build import open_encoder

    encoder = _encoder(arguments) or open_encoder(arguments.index, arguments.rebuild)
    try:
        _build(arguments, encoder)
        print(f"Watching {', '.join(map(str, arguments.corpus))}. Ctrl-C stops.", file=sys.stderr)
        while True:
            _follow(arguments, encoder)
            while not all(folder.exists() for folder in arguments.corpus):
                time.sleep(WATCH_SECONDS)  # a disk that is away for now takes nothing along
    except KeyboardInterrupt:
        return 0


def _follow(arguments: argparse.Namespace, encoder: "Encoder") -> None:
    """Build after every change, until a folder is gone."""
    from watchfiles import watch

    due = True  # something may have changed before the watch began
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
            _build(arguments, encoder, again=True)
            due = False
        except UserError as error:
            due = True  # another build is at it: once more when it is done
            print(f"build_index: {error}", file=sys.stderr)
        if not all(folder.exists() for folder in arguments.corpus):
            return


def run() -> NoReturn:
    """The program `gleaner-index`."""
    end(main())


if __name__ == "__main__":
    run()
