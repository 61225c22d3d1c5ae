# PYTHON_ARGCOMPLETE_OK: shells may ask this what comes next, as `python -m qa`.
"""The command line: ask, search, answer files of questions, check, watch, measure, show."""

import argparse
import json
import math
import os
import sys
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.commands import LEFT, STOPPED, drop_output, end, open_streams, refused
from index.completion import shell_code, with_completion
from index.errors import UserError, fit_to_show
from qa.arguments import CHANGED, command_parser
from qa.deadline import IN_PARTS, within
from qa.options import chosen_confidence, chosen_seconds, read_whole
from qa.records import ANSWERED_FROM
from qa.settings import FILTERS, Looking, Settings, check_top_k, clean_question, read_order

if TYPE_CHECKING:  # what it loads takes a second: --help and mistakes should not wait for it
    from qa.answer import Answerer
    from qa.watch.records import Report


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    open_streams()
    try:
        arguments = with_completion(command_parser()).parse_args(argv)
        code = _COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
        return code
    except UserError as error:
        print(fit_to_show(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        drop_output()
        return LEFT
    except OSError as error:  # without a file's name: a full disk behind a redirection
        print(fit_to_show(refused(error)), file=sys.stderr)
        return 1


def _ask(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    clean_question(arguments.question)
    from qa.rows import to_json, to_row
    from qa.terminal import describe, has_colour
    from qa.why.lines import why_text
    from qa.why.rows import why_field
    from qa.words.command import print_words

    if print_words(arguments, settings):
        return 0
    result = _open(arguments, settings).answer(arguments.question)
    if result.notice:
        print(result.notice, file=sys.stderr)
    if arguments.json:
        said = to_json(to_row(result) | (why_field(result) if arguments.why else {}))
    else:
        why = why_text(result) if arguments.why else ""
        said = (describe(result, settings, has_colour()) + why).encode("utf-8", "replace")
    sys.stdout.buffer.write(said + b"\n")
    return 0


def _search(arguments: argparse.Namespace) -> int:
    settings, offset = _settings(arguments), read_whole(arguments.offset, "--offset", 0)
    from qa.words.command import search

    search(arguments, settings, Looking(arguments.typed, read_order(arguments.order), offset))
    return 0


def _batch(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    from qa.batch import answer_batch, check_out, open_writer
    from qa.question_lines import Place
    from qa.questions import read_questions
    from qa.terminal import print_counts, progress

    out: Path | None = arguments.out
    place = Place()
    if arguments.questions == "-":
        if out:
            _check_apart(out, os.fstat(sys.stdin.fileno()))
        questions = read_questions(sys.stdin.buffer)  # type: ignore[arg-type]
    else:
        source = Path(arguments.questions)
        if out and source.exists():
            _check_apart(out, source.stat())
        questions = read_questions(source, place=place)
        first = list(islice(questions, 1))  # what is wrong with the file is told before all else
        questions = chain(first, questions)
    if out:
        check_out(out)
    answerer, notice = _open(arguments, settings), ""
    answered = missed = wrong = 0
    with open_writer(out) as write:
        read = (lambda: place.at) if place.size else None
        for row in progress(answer_batch(answerer, questions), place.size, read):
            write(row)
            wrong += row["error"] is not None
            notice = row["notice"] or notice
            answered += row["answered"]
            missed += not row["answered"] and row["error"] is None
    print_counts(answered, missed, wrong, out, arguments.json)
    if notice:
        print(notice, file=sys.stderr)
    return 0


def _check_apart(out: Path, questions: os.stat_result) -> None:
    """Refuse to write answers over the questions."""
    if out.exists() and os.path.samestat(out.stat(), questions):
        raise UserError(f"--out {out} is the file of questions itself. Name another.")


def _check(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    from index.search import Searcher
    from qa.answer import check_source
    from qa.draft import check_draft
    from qa.draft.lines import describe
    from qa.draft.reading import read_draft
    from qa.draft.rows import to_row
    from qa.rows import to_json
    from qa.terminal import has_colour, progress

    seconds, draft = chosen_seconds(arguments, math.inf), read_draft(arguments.draft)
    searcher = Searcher(arguments.index)
    check_source(searcher, settings)
    notices: set[str] = set()
    claims = check_draft(draft, searcher, settings.filters, notices.add)
    with within(seconds, "draft", IN_PARTS):
        checked = [*progress(claims, None, unit="claims")]
    for notice in sorted(notices):
        print(notice, file=sys.stderr)
    if arguments.json:
        said = to_json(to_row(draft, checked, notices))
    else:
        said = describe(draft, checked, has_colour()).encode("utf-8", "replace")
    sys.stdout.buffer.write(said + b"\n")
    return 0


def _watch(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    from qa.questions import read_questions
    from qa.readers.open import reader_state
    from qa.watch.execute import run_command, split_command
    from qa.watch.state import state_file
    from qa.watch.told import tell
    from qa.watch.watch import Way, watch

    command = split_command(arguments.exec) if arguments.exec is not None else None
    questions = Path(arguments.questions)
    state = state_file(questions, arguments.state)
    reader = arguments.reader
    way = Way(
        arguments.index,
        settings,
        reader,
        reader_state(reader),
        lambda: _open(arguments, settings),
    )

    def told(report: "Report") -> None:
        row = tell(report, arguments.json)
        if command and report.changes:
            run_command(command, row)

    report = watch(read_questions(questions), state, way, told)
    return CHANGED if report.changes else 0


def _eval(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    from qa.evaluation.cases import read_cases
    from qa.evaluation.evaluate import evaluate
    from qa.evaluation.figures import measure
    from qa.evaluation.report import make_folder, to_json, to_table, write_report
    from qa.terminal import progress

    cases = read_cases(arguments.questions)
    outcomes = evaluate(_open(arguments, settings), cases)
    if arguments.report:
        make_folder(arguments.report)  # told before the questions are asked, not after
    listed = list(progress(outcomes, len(cases)))
    figures = measure(listed, settings.min_confidence)
    if arguments.report:
        write_report(arguments.report, figures, listed)
        print(f"Report: {arguments.report / 'report.html'}", file=sys.stderr)
    text = json.dumps(to_json(figures), indent=2) if arguments.json else to_table(figures)
    sys.stdout.buffer.write(text.encode() + b"\n")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from index.search import Searcher
    from qa.lookup import find_article

    article = find_article(Searcher(arguments.index), arguments.article)
    length = len(article.text)
    start = read_whole(arguments.start, "--start", 0)
    end = read_whole(arguments.end, "--end", length)
    if not 0 <= start <= end <= length:
        raise UserError(
            f"--start {start} --end {end} is no slice of {article.path}, "
            f"which has {length:,} characters."
        )
    if arguments.json:
        from qa.rows import to_json

        place = {"article": article.path, **article.plain_facts(), "start": start, "end": end}
        sys.stdout.buffer.write(to_json({**place, "text": article.text[start:end]}) + b"\n")
        return 0
    # Bytes: a text stream would add or translate line ends.
    sys.stdout.buffer.write(article.text[start:end].encode("utf-8", "surrogatepass"))
    return 0


def _completion(arguments: argparse.Namespace) -> int:
    print(shell_code(arguments.shell))
    return 0


def _mcp(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    port = read_whole(arguments.http, "--http", 0)
    if arguments.http is not None and not 0 < port < 65536:
        raise UserError(f"{port} is no port. Choose one from 1024 to 65535.")
    from qa.assistants.installed import check_installed

    check_installed()
    from qa.assistants.serve import serve_http, serve_stdio
    from qa.assistants.tools import Tools

    tools = Tools(arguments.index, arguments.reader, settings, chosen_seconds(arguments))
    if not port:
        serve_stdio(tools)
    serve_http(tools, port)
    return 0


def _settings(arguments: argparse.Namespace) -> Settings:
    """How the questions are asked; wrong values are told before anything slow is loaded."""
    top_k = read_whole(getattr(arguments, "top_k", None), "--top-k", Settings().top_k)
    check_top_k(top_k, "--top-k")
    # show and check have none
    least = chosen_confidence(arguments) if "min_confidence" in arguments else ANSWERED_FROM
    settings = Settings(top_k, min_confidence=least)
    # eval has no filters: it asks of everything; check has nothing else
    typed = {name: getattr(arguments, name, "") for name in FILTERS}
    return settings.narrowed(typed, sign="--")


def _open(arguments: argparse.Namespace, settings: Settings) -> "Answerer":
    from index.search import Searcher
    from qa.answer import Answerer, check_source
    from qa.readers.open import open_reader

    seconds, searcher = chosen_seconds(arguments), Searcher(arguments.index)
    check_source(searcher, settings)  # before what is slow
    return Answerer(searcher, open_reader(searcher, arguments.reader), settings, seconds)


_COMMANDS = {
    "ask": _ask,
    "search": _search,
    "batch": _batch,
    "check": _check,
    "watch": _watch,
    "eval": _eval,
    "show": _show,
    "completion": _completion,
    "mcp": _mcp,
}


def run() -> NoReturn:
    """The program `gleaner`."""
    end(main())


if __name__ == "__main__":
    run()
