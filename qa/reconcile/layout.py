"""Where a statement stands in its article: beneath which heading, in which row and column."""

from functools import lru_cache

from index.records import Article, Span
from index.splitting.blocks import Block, block_around, find_blocks
from index.splitting.runs import seen_text
from qa.records import Answer

_LONG = 100_000  # characters; a longer article is not looked at
_NAMELESS = ("figure", "figures", "number", "numbers", "total", "count", "value", "values", "all")


def column_head(answer: Answer, place: int) -> Span | None:
    """Where the words stand that name the column of a place; None outside a table."""
    text, row = answer.article.text, _row(answer)
    if row is None:
        return None
    cell = next((run.cell for run in row.runs if run.start <= place < run.end), None)
    head = _head_above(_blocks(answer.article), row)
    if cell is None or head is None or cell == 0:
        return None
    runs = [run for run in head.runs if run.cell == cell]
    words = text[runs[0].start : runs[-1].end].casefold() if runs else ""
    if not any(char.isalpha() for char in words) or words in _NAMELESS:
        return None
    return runs[0].start, runs[-1].end


def heading_above(answer: Answer) -> str:
    """The nearest heading above an answer, as it is seen; empty where there is none."""
    above = [block for block in _blocks(answer.article) if block.start < answer.sentence[0]]
    for block in reversed(above):
        if block.kind == "heading":
            return seen_text(answer.article.text, block.runs)
    return ""


def row_name(answer: Answer) -> str:
    """What the first cell of an answer's row says; empty outside a table, and where it is dated."""
    row = _row(answer)
    if row is None:
        return ""
    name = seen_text(answer.article.text, [run for run in row.runs if run.cell == 0])
    return "" if any(char.isdigit() for char in name) else name


def _row(answer: Answer) -> Block | None:
    sentence = answer.sentence_text
    if "|" not in sentence and "\t" not in sentence:
        return None
    block = block_around(_blocks(answer.article), answer.sentence)
    return block if block and block.kind == "row" and not block.header else None


def _head_above(blocks: tuple[Block, ...], row: Block) -> Block | None:
    """The row that names the columns of a row's table."""
    above = [block for block in blocks if block.start < row.start]
    while above and above[-1].kind == "row":
        if above[-1].header or above[-1].opens:
            return above[-1]
        above.pop()
    return None


@lru_cache(maxsize=64)
def _blocks(article: Article) -> tuple[Block, ...]:
    return tuple(find_blocks(article.text)) if len(article.text) <= _LONG else ()
