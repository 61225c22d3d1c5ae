"""Blocks and runs as the page draws them, in lists that are short as JSON.

A run is `[start, end, style, cell, address]`, without the last of them where they say nothing:
`style` is names of `STYLES` with spaces between, `cell` the column of a table's row from 0, and
`address` what the run leads to. A block is an object of `kind`, `start` and `end`, with `level`,
`ordinal`, `columns`, `header`, `right` and `opens` (see `Block`) where they are not 0, empty or
false, and with `runs` where it is not all one plain run. All offsets are into the article's text.
"""

import functools
from collections.abc import Iterable
from typing import Any

from index.records import Article, Span
from index.splitting.blocks import Block, block_around, find_blocks, is_heading, runs_of
from index.splitting.notes import Note, find_notes
from index.splitting.runs import Run, seen_text
from index.store import ArticleSummary
from qa.records import Answer

RunRow = list[int | str]


def article_row(article: Article | ArticleSummary) -> dict[str, Any]:
    """What is known of an article, without its text."""
    return {"article": article.path, **article.plain_facts()}


class Sentences:
    """Sentences of articles as they are drawn; the blocks of each article are found once."""

    def __init__(self) -> None:
        self._blocks: dict[str, list[Block]] = {}  # of each path

    def states(self, article: Article, sentence: Span) -> bool:
        """Whether it says something of its own: it is neither a heading, the title nor a rule."""
        text, blocks = article.text, self._blocks_of(article)
        seen = seen_text(text, runs_of(text, blocks, sentence))
        is_title = article.title is not None and seen == " ".join(article.title.split())
        return any(map(str.isalnum, seen)) and not is_title and not is_heading(blocks, sentence)

    def runs(self, article: Article, sentence: Span, answer: Answer | None) -> list[RunRow]:
        """What of it is to be seen, the answer in any case, as values of JSON."""
        place = (answer.start, answer.end) if answer else None
        runs = runs_of(article.text, self._blocks_of(article), sentence, place)
        return run_rows(article.text, runs)

    def note(self, article: Article, note: Span) -> list[RunRow]:
        """What is to be seen of a note that corrects, as values of JSON."""
        return note_runs(article.text, self._blocks_of(article), note)

    def _blocks_of(self, article: Article) -> list[Block]:
        if article.path not in self._blocks:
            self._blocks[article.path] = blocks_of(article.text, article.title)
        return self._blocks[article.path]


@functools.lru_cache(maxsize=16)  # an article that answers is opened, then stepped through
def blocks_of(text: str, title: str | None) -> list[Block]:
    """The blocks of an article, for as long as it is likely to be drawn again."""
    return find_blocks(text, title)


@functools.lru_cache(maxsize=16)
def notes_of(text: str) -> tuple[Note, ...]:
    """The notes of an article, for as long as it is likely to be drawn again."""
    return find_notes(text)


def note_runs(text: str, blocks: list[Block], note: Span) -> list[RunRow]:
    """A note as values of JSON; one that goes over several blocks as it is written."""
    block = block_around(blocks, note)
    is_within = block is not None and note[1] <= block.end
    return run_rows(text, runs_of(text, blocks, note) if is_within else [Run(*note)])


def block_rows(text: str, blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as values of JSON."""
    return [_block_row(text, block) for block in blocks]


def run_rows(text: str, runs: Iterable[Run]) -> list[RunRow]:
    """Runs as values of JSON."""
    return [_run_row(text, run) for run in runs]


def _block_row(text: str, block: Block) -> dict[str, Any]:
    is_plain = block.runs == (Run(block.start, block.end),)
    said = {
        "level": block.level,
        "ordinal": block.ordinal,
        "columns": block.columns,
        "header": block.header,
        "right": block.right,
        "opens": block.opens,
    }
    return {
        "kind": block.kind,
        "start": block.start,
        "end": block.end,
        **({} if is_plain else {"runs": run_rows(text, block.runs)}),
        **{name: value for name, value in said.items() if value},
    }


def _run_row(text: str, run: Run) -> RunRow:
    address = text[slice(*run.link)] if run.link else ""
    row: RunRow = [run.start, run.end, run.style, run.cell, address]
    while not row[-1] and len(row) > 2:
        row.pop()
    return row
