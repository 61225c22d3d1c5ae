"""What is shown of a passage that holds what is sought."""

import functools
from collections.abc import Sequence

from index.records import Article, Passage, Span
from index.splitting.blocks import Block, block_around, find_blocks, runs_of
from index.splitting.runs import Run
from qa.draft.quotations import sentences_around

MOST_SHOWN = 500  # characters, beyond which no further sentence is shown


def excerpt_of(passage: Passage, places: Sequence[Span]) -> Span:
    """The sentence with the most different words of what is sought, and those after it.

    As far as they hold more of it, are few and of one block.
    """
    sentences = list(dict.fromkeys(_sentences(passage, place) for place in places))
    text = passage.article.text

    def different(sentence: Span) -> int:
        texts = {text[slice(*each)].casefold() for each in places_in(sentence, places)}
        return sum(len(each.split()) for each in texts)

    start, end = max(sentences, key=different)
    block = block_around(_blocks(passage.article), (start, end))
    last = max(end, min(start + MOST_SHOWN, block.end)) if block else end
    further = [each[1] for each in sentences if each[0] >= start and each[1] <= last]
    return start, max([end, *further])


def places_in(span: Span, places: Sequence[Span]) -> list[Span]:
    """Those of the places that a span holds."""
    return [each for each in places if span[0] <= each[0] and each[1] <= span[1]]


def shown_runs(article: Article, excerpt: Span, places: Sequence[Span]) -> list[Run]:
    """What is to be seen of an excerpt; all of it, where a place stands in a mark."""
    blocks = _blocks(article)
    block = block_around(blocks, excerpt)
    if block is None or excerpt[1] > block.end:
        return [Run(*excerpt)]
    found = [runs_of(article.text, blocks, excerpt, place) for place in places]
    return next((runs for runs in found if runs == [Run(*excerpt)]), found[0])


def _sentences(passage: Passage, place: Span) -> Span:
    """The sentence that a place stands in, or those that it goes over."""
    if passage.start <= place[0] and place[1] <= passage.end:
        touched = [each for each in passage.sentences if each[0] < place[1] and place[0] < each[1]]
        if touched:
            return min(touched[0][0], place[0]), max(touched[-1][1], place[1])
    return sentences_around(passage.article.text, *place)


def _blocks(article: Article) -> list[Block]:
    return _found_blocks(article.text, article.title)


@functools.lru_cache(maxsize=16)  # an article's passages come together
def _found_blocks(text: str, title: str | None) -> list[Block]:
    return find_blocks(text, title)
