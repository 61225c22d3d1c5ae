"""What is shown of a passage that holds what is sought."""

from collections.abc import Sequence

from index.records import Passage, Span
from qa.draft.quotations import sentences_around

MOST_SHOWN = 500  # characters, beyond which no further sentence is shown


def excerpt_of(passage: Passage, places: Sequence[Span]) -> Span:
    """The sentences from the first place to the last, as far as they are few."""
    start, end = _sentences(passage, places[0])
    for place in places[1:]:
        further = _sentences(passage, place)[1]
        if further - start > MOST_SHOWN:
            break
        end = max(end, further)
    return start, end


def _sentences(passage: Passage, place: Span) -> Span:
    """The sentence that a place stands in, or those that it goes over."""
    if passage.start <= place[0] and place[1] <= passage.end:
        touched = [each for each in passage.sentences if each[0] < place[1] and place[0] < each[1]]
        if touched:
            return min(touched[0][0], place[0]), max(touched[-1][1], place[1])
    return sentences_around(passage.article.text, *place)
