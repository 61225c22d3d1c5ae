"""Where in a PDF's text each of its pages begins: found again in the text that its lines made.

That leaves alone how lines become paragraphs, which knows of no pages: a sentence goes on from one
to the next. The lines stand in the text in their order, each as it is but for its end.
"""

from collections.abc import Iterable

from index.reading.facts import clean

MENDED = 3  # characters that may lie between two lines: a blank line, or a space
LOST, TELLING = 5_000, 20  # where a line was not found: how far the next may be; how long it is


def page_starts(pages: Iterable[Iterable[str]], text: str) -> tuple[int, ...]:
    """The place in the text of each page's first character, given the lines of all.

    A page of which nothing is in the text begins where the next one does.
    """
    starts: list[int] = []
    empty = end = 0  # pages before the next line; where the last line that was found ends
    for lines in pages:
        empty += 1
        for line in lines:
            seen = clean(line).replace("\u00ad", "").rstrip("-‐")
            at = text.find(seen, end, end + len(seen) + MENDED) if seen else -1
            if at < 0 and len(seen) >= TELLING:
                at = text.find(seen, end, end + LOST)
            if at < 0:
                continue
            end = at + len(seen)
            starts += [at] * empty
            empty = 0
    return (*starts, *[len(text)] * empty)
