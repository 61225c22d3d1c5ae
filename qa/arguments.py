"""The commands of the command line and what each takes; importing loads nothing heavy."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from index.arguments import Parser
from index.commands import command
from index.completion import SHELLS, offer
from qa.options import (
    add_as_of,
    add_filters,
    add_index,
    add_max_seconds,
    add_reader,
    add_search,
    add_top_k,
    add_typed,
)
from qa.settings import Order

MCP_PORT = 7861  # the page's and one
_MCP = """Serve the articles to an assistant by the Model Context Protocol (MCP): to the one that
starts this command, over standard input and output, or to those of this machine, over HTTP."""
_ABOUT = """Ask a question, find words, answer a file of questions, check a draft, watch answers,
measure, show an article."""
_EXIT_CODES = """exit codes: 0 done, whether or not there was an answer; 1 something to mend, named
on standard error; 130 stopped with Ctrl-C."""
CHANGED = 3
_WATCH_CODES = f"""exit codes: 0 no answer changed; {CHANGED} some did; 1 something to mend, named
on standard error; 130 stopped with Ctrl-C."""


_COMMANDS = {  # in a line; and at length, where that says more
    "ask": ("answer one question", ""),
    "search": (
        "find the passages that hold words or a phrase",
        "Find the passages that hold words, or a phrase in quotation marks exactly, with how many "
        "there are, of which sources and years; for a question, those nearest to it.",
    ),
    "batch": (
        "answer a file of questions",
        "Answer a file of questions, one row each, in order. A question that cannot be asked "
        "becomes a row with its error.",
    ),
    "check": (
        "check a draft's quotations and figures against the articles",
        "Look up every quotation and every figure of a draft: exact, near (what differs is "
        "marked), different value (what the articles say instead), or not found.",
    ),
    "watch": (
        "say which answers to saved questions changed since the last run",
        "Ask a file of questions again where the index is another than at the last run, and "
        "say which answers changed, from what to what, because of which article.",
    ),
    "eval": (
        "measure answers against a file of questions whose answers are known",
        "Ask every question of a file and compare: .jsonl with question, answers and optional "
        "article, answerable; or .json in SQuAD's format, which can also be indexed.",
    ),
    "show": ("print an article's text, or a slice of it", ""),
    "mcp": ("let assistants search, ask and check quotations", _MCP),
    "completion": (
        "print what completes the commands in a shell",
        "Print what a shell is to run at its start, so that it completes gleaner, "
        "gleaner-index and gleaner-page: docs/usage.md says where it goes.",
    ),
}


def command_parser() -> Parser:
    """What `python -m qa` takes; the command's name is in `command`."""
    parser = Parser(prog=command("gleaner"), description=_ABOUT, epilog=_EXIT_CODES)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def add(name: str, codes: str = _EXIT_CODES) -> argparse.ArgumentParser:
        about, description = _COMMANDS[name]
        return commands.add_parser(name, help=about, description=description or about, epilog=codes)

    _fill_ask(add("ask"))
    _fill_search(add("search"))
    _fill_batch(add("batch"))
    _fill_check(add("check"))
    _fill_watch(add("watch", _WATCH_CODES))
    _fill_eval(add("eval"))
    _fill_show(add("show"))
    _fill_completion(add("completion"))
    _fill_mcp(add("mcp"))
    return parser


def _fill_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_typed(parser)
    parser.add_argument(
        "--why",
        action="store_true",
        help="also say what the confidence means, and what spoke for the answer and against it",
    )
    add_search(parser)


def _fill_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", help='words, a name, or a "phrase" within quotation marks')
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    orders = [one.value for one in Order]
    parser.add_argument(
        "--order", choices=orders, default="", help="of the articles (default: relevance)"
    )
    parser.add_argument("--offset", metavar="N", help="pass over the first N passages")
    add_typed(parser)
    add_index(parser)
    add_top_k(parser)
    add_filters(parser)
    add_as_of(parser)
    add_max_seconds(parser, "a search")


def _fill_batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "questions",
        help=".txt (one a line), .csv or .jsonl (question, optional id, after, before, source, "
        "as_of), or - for lines or JSON lines on standard input",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write .jsonl or .csv there, over what it holds, row by row; without it JSON lines "
        "go to standard output. In .csv an apostrophe stands before cells that a spreadsheet "
        "could run as a formula",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="with --out, print how many were answered as one JSON object; without, JSON lines "
        "are printed anyway",
    )
    add_search(parser)


def _fill_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "draft", help=".txt, .md, .docx or .html, or - for plain text on standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_index(parser)
    add_filters(parser)
    add_max_seconds(parser, "a draft", "never")


def _fill_watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("questions", help="a file of questions, as for batch")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--exec",
        metavar="COMMAND",
        help="where something changed, run that with the JSON object on its standard input. It is "
        "split into words as a shell would, and no shell runs it",
    )
    parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help="what keeps the answers until the next run (default: QUESTIONS.watched.json)",
    )
    add_search(parser)


def _fill_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("questions", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        help="write report.html with plots and the worst failures, report.json, questions.jsonl",
    )
    add_index(parser)
    add_top_k(parser)
    add_reader(parser)


def _fill_show(parser: argparse.ArgumentParser) -> None:
    article = parser.add_argument("article", help="its path, as answers give it")
    offer(article, _articles)
    parser.add_argument("--json", action="store_true", help="print it with its facts, as JSON")
    parser.add_argument("--start", metavar="N", help="first character (default: 0)")
    parser.add_argument("--end", metavar="N", help="character after the last")
    add_index(parser)


def _fill_completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS)


def _fill_mcp(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--http",
        nargs="?",
        const=str(MCP_PORT),
        metavar="PORT",
        help=f"serve at http://127.0.0.1:PORT/mcp instead; {MCP_PORT} if not said",
    )
    add_index(parser)
    add_top_k(parser)
    add_reader(parser)
    add_max_seconds(parser)


def _articles(typed: argparse.Namespace) -> Iterable[str]:
    from qa.offers import articles

    return articles(typed)
