"""The command line: ask a question, answer a file of them, measure, show an article's text."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.arguments import Parser
from index.commands import command
from index.errors import UserError
from qa.arguments import add_reader, read_confidence

if TYPE_CHECKING:  # what these load takes a second: --help and mistakes should not wait for it
    from index.records import Filters
    from index.search import Searcher
    from qa.readers.protocol import Reader

EPILOG = """exit codes: 0 done, whether or not there was an answer; 1 something to mend, named on
standard error; 130 stopped with Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        arguments = _parser().parse_args(argv)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        _drop_output()
        return 141
    except OSError as error:  # without a file's name: a full disk behind a redirection
        _drop_output()
        what = f"Cannot use {error.filename}" if error.filename else "The output cannot be written"
        print(f"{what}: {error.strerror or error}.", file=sys.stderr)
        return 1


def _drop_output() -> None:
    """Let what is still to be flushed at exit go nowhere, instead of failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=command("gleaner"), description=__doc__, epilog=EPILOG)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="answer one question", epilog=EPILOG)
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print one JSON object")
    _add_search(ask)
    ask.set_defaults(run=_ask)

    batch = commands.add_parser(
        "batch",
        help="answer a file of questions",
        epilog=EPILOG,
        description="Answer a file of questions, one row each, in order. A question that cannot "
        "be asked becomes a row with its error.",
    )
    batch.add_argument(
        "questions",
        help=".txt (one a line), .csv (question, optional id), .jsonl (question, optional id), "
        "or - for lines or JSON lines on standard input",
    )
    batch.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write .jsonl or .csv there, over what it holds, row by row; without it JSON lines "
        "go to standard output. In .csv an apostrophe stands before cells that a spreadsheet "
        "could run as a formula",
    )
    _add_search(batch)
    batch.set_defaults(run=_batch)

    evaluate = commands.add_parser(
        "eval",
        help="measure answers against a file of questions whose answers are known",
        epilog=EPILOG,
        description="Ask every question of a file and compare: .jsonl with question, answers and "
        "optional article, answerable; or .json in SQuAD's format, which can also be indexed.",
    )
    evaluate.add_argument("questions", type=Path)
    evaluate.add_argument("--json", action="store_true", help="print the figures as JSON")
    evaluate.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        help="write report.html with plots and the worst failures, report.json, questions.jsonl",
    )
    _add_index(evaluate)
    _add_top_k(evaluate)
    add_reader(evaluate)
    evaluate.set_defaults(run=_eval)

    show = commands.add_parser(
        "show", help="print an article's text, or a slice of it", epilog=EPILOG
    )
    show.add_argument("article", help="its path, as answers give it")
    show.add_argument("--start", default=None, metavar="N", help="first character (default: 0)")
    show.add_argument("--end", default=None, metavar="N", help="character after the last")
    _add_index(show)
    show.set_defaults(run=_show)
    return parser


def _add_index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--index", type=Path, default=Path(".index"), metavar="DIR", help="default: .index"
    )


def _add_search(parser: argparse.ArgumentParser) -> None:
    _add_index(parser)
    _add_top_k(parser)
    parser.add_argument(
        "--after", default="", metavar="DATE", help="only articles of that day or later"
    )
    parser.add_argument(
        "--before", default="", metavar="DATE", help="only articles of that day or earlier"
    )
    parser.add_argument("--source", default="", metavar="S", help="only articles of that source")
    add_reader(parser)


def _add_top_k(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--top-k", default="20", metavar="N", help="passages to read, 1 to 100 (default: 20)"
    )


def _ask(arguments: argparse.Namespace) -> int:
    top_k, filters = _top_k(arguments.top_k), _filters(arguments)
    min_confidence = read_confidence(arguments.min_confidence)
    from qa.answer import answer_question, clean_question
    from qa.batch import to_json
    from qa.rows import to_row
    from qa.terminal import describe

    clean_question(arguments.question)
    searcher, reader = _open(arguments.index, filters, arguments.reader)
    result = answer_question(
        searcher,
        reader,
        arguments.question,
        top_k=top_k,
        filters=filters,
        min_confidence=min_confidence,
    )
    if arguments.json:
        sys.stdout.buffer.write(to_json(to_row(result)) + b"\n")
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        text = describe(result, filters, colour)
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    return 0


def _batch(arguments: argparse.Namespace) -> int:
    top_k, filters = _top_k(arguments.top_k), _filters(arguments)
    min_confidence = read_confidence(arguments.min_confidence)
    from qa.batch import answer_batch, check_out, open_writer, read_questions
    from qa.terminal import progress

    out: Path | None = arguments.out
    if arguments.questions == "-":
        if out and out.exists() and os.path.samestat(out.stat(), os.fstat(sys.stdin.fileno())):
            raise UserError(f"--out {out} is the file of questions itself. Name another.")
        askings = read_questions(sys.stdin.buffer)  # type: ignore[arg-type]
        total = None
    else:
        source = Path(arguments.questions)
        if out and out.exists() and source.exists() and out.samefile(source):
            raise UserError(f"--out {out} is the file of questions itself. Name another.")
        listed = list(read_questions(source))
        askings, total = iter(listed), len(listed)
    if out:
        check_out(out)
    searcher, reader = _open(arguments.index, filters, arguments.reader)
    answered = missed = wrong = 0
    rows = answer_batch(
        searcher, reader, askings, top_k=top_k, filters=filters, min_confidence=min_confidence
    )
    with open_writer(out) as write:
        for row in progress(rows, total):
            write(row)
            wrong += row["error"] is not None
            answered += row["answered"]
            missed += not row["answered"] and row["error"] is None
    summary = f"{answered:,} answered, {missed:,} not answered, {wrong:,} could not be asked"
    print(summary + (f": {out}" if out else ""), file=sys.stderr)
    return 0


def _eval(arguments: argparse.Namespace) -> int:
    top_k, min_confidence = _top_k(arguments.top_k), read_confidence(arguments.min_confidence)
    import json

    from index.records import Filters
    from qa.evaluation.cases import read_cases
    from qa.evaluation.evaluate import evaluate
    from qa.evaluation.figures import measure
    from qa.evaluation.report import make_folder, to_json, to_table, write_report
    from qa.terminal import progress

    cases = read_cases(arguments.questions)
    searcher, reader = _open(arguments.index, Filters(), arguments.reader)
    asked = evaluate(searcher, reader, cases, top_k=top_k, min_confidence=min_confidence)
    if arguments.report:
        make_folder(arguments.report)  # told before the questions are asked, not after
    outcomes = list(progress(asked, len(cases)))
    figures = measure(outcomes, min_confidence)
    if arguments.report:
        write_report(arguments.report, figures, outcomes)
        print(f"Report: {arguments.report / 'report.html'}", file=sys.stderr)
    text = json.dumps(to_json(figures), indent=2) if arguments.json else to_table(figures)
    sys.stdout.buffer.write(text.encode() + b"\n")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from index.search import Searcher

    searcher = Searcher(arguments.index)
    article = searcher.article(arguments.article)
    if article is None:
        paths = [summary.path for summary in searcher.articles()]
        wanted = Path(arguments.article).name.casefold()
        same_name = [path for path in paths if wanted and wanted in path.casefold()]
        near = list(dict.fromkeys([*same_name, *get_close_matches(arguments.article, paths)]))[:5]
        hint = f" Nearest: {', '.join(near)}." if near else ""
        raise UserError(f"No article {arguments.article} in {arguments.index}.{hint}")
    length = len(article.text)
    start = _whole(arguments.start, "--start", 0)
    end = _whole(arguments.end, "--end", length)
    if not 0 <= start <= end <= length:
        raise UserError(
            f"--start {start} --end {end} is no slice of {article.path}, "
            f"which has {length:,} characters."
        )
    # Bytes: a text stream would add or translate line ends.
    sys.stdout.buffer.write(article.text[start:end].encode("utf-8", "surrogatepass"))
    return 0


def _open(index: Path, filters: "Filters", reader: str) -> "tuple[Searcher, Reader]":
    from index.search import Searcher
    from qa.filters import check_source
    from qa.readers.open import open_reader

    searcher = Searcher(index)
    check_source(searcher, filters)
    return searcher, open_reader(searcher, reader)


def _filters(arguments: argparse.Namespace) -> "Filters":
    from qa.filters import read_filters

    return read_filters(arguments.after, arguments.before, arguments.source, sign="--")


def _top_k(text: str) -> int:
    value = _whole(text, "--top-k", 20)
    if not 1 <= value <= 100:
        raise UserError(f"--top-k {value} is not between 1 and 100.")
    return value


def _whole(text: str | None, option: str, default: int) -> int:
    if text is None:
        return default
    try:
        return int(text)
    except ValueError as error:
        raise UserError(f"{option} {text} is not a whole number.") from error


if __name__ == "__main__":
    sys.exit(main())
