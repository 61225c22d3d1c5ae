"""The command `search`, and `ask` where what is asked is words: found, and printed."""

import argparse
import sys

from index.search import Searcher
from qa.answer import check_source
from qa.deadline import check_time, within
from qa.nearest import find_nearest
from qa.options import chosen_seconds
from qa.rows import Row, to_json
from qa.settings import Looking, Settings, clean_question
from qa.terminal import has_colour
from qa.words.lines import describe_hits, describe_words
from qa.words.read import find_typed
from qa.words.records import WordResult
from qa.words.rows import question_row, words_row
from qa.words.typed import read_typed


def print_words(arguments: argparse.Namespace, settings: Settings) -> bool:
    """Print the passages that hold what is asked for; False, and nothing, for a question."""
    text, looking = clean_question(arguments.question), Looking(arguments.typed)
    if not read_typed(text, looking.typed).tries:
        return False
    searcher, seconds = _open(arguments, settings), chosen_seconds(arguments)
    with within(seconds):
        found = find_typed(searcher, text, settings, looking)
    return _print_found(found, arguments)


def search(arguments: argparse.Namespace, settings: Settings, looking: Looking) -> None:
    """Print the passages that hold words, or those nearest to a question."""
    text, seconds = clean_question(arguments.words), chosen_seconds(arguments)
    searcher = _open(arguments, settings)
    with within(seconds):
        result = find_typed(searcher, text, settings, looking)
        if _print_found(result, arguments):
            return
        found = find_nearest(searcher, text, settings)
        check_time()
    row = question_row(text, found, looking.order) if arguments.json else None
    _print(row, "" if row else describe_hits(found, has_colour()), found.notice)


def _open(arguments: argparse.Namespace, settings: Settings) -> Searcher:
    searcher = Searcher(arguments.index)
    check_source(searcher, settings)
    return searcher


def _print_found(result: WordResult | None, arguments: argparse.Namespace) -> bool:
    if result is not None:
        row = words_row(result) if arguments.json else None
        _print(row, "" if row else describe_words(result, has_colour()), result.notice)
    return result is not None


def _print(row: Row | None, text: str, notice: str | None) -> None:
    if notice:
        print(notice, file=sys.stderr)
    line = to_json(row) if row is not None else text.encode("utf-8", "replace")
    sys.stdout.buffer.write(line + b"\n")
