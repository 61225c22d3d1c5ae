"""What is drawn of a text: of each of its blocks, or of the runs of one."""

from index.splitting.blocks import Block, find_blocks
from index.splitting.runs import seen_text


def seen(text: str) -> list[str]:
    """What is drawn of each block."""
    return [seen_text(text, block.runs, " | ") for block in find_blocks(text)]


def kinds(text: str) -> list[str]:
    return [block.kind for block in find_blocks(text)]


def only(text: str) -> Block:
    [block] = find_blocks(text)
    return block


def styled(text: str) -> list[tuple[str, str]]:
    """The runs of a text of one block, each with its style."""
    return [(text[run.start : run.end], run.style) for run in only(text).runs]
