"""An article to passages: whole sentences, about a hundred words, that know their offsets.

The work goes down in steps, each a list of places in the same text: lines make groups (lines.py),
groups hold sentences (sentences.py), sentences make passages.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from index.records import Article, Passage
from index.splitting.long_sentences import MAX_PIECES
from index.splitting.sentences import Sentence, find_sentences
from index.splitting.text_length import count_pieces, count_words

# Measured by benchmarks/passage_size.py over 50 to 200 words and 0 to 2 sentences. A sentence of
# overlap raises recall@1, recall@5 and MRR of the fused search at every size. 100 words find the
# answer as well as 50 do (recall@5 0.926 and 0.919, MRR 0.853 and 0.848; differences of 0.01 are
# noise) with fewer than half the passages. 150 and 200 words gain nothing in MRR (0.847, 0.849) and
# match a question's meaning worse (dense recall@1 0.55 and 0.53, against 0.60).
TARGET_WORDS = 100
OVERLAP = 1


def split_article(
    article: Article,
    target_words: int = TARGET_WORDS,
    overlap: int = OVERLAP,
    max_pieces: int = MAX_PIECES,
) -> list[Passage]:
    """The passages of an article, in order; together they hold all of its text but whitespace.

    A passage begins with the last `overlap` sentences of the one before, unless a heading stands
    between the two, or those sentences and the next would together exceed `max_pieces`.
    """
    sentences = list(find_sentences(article.text))
    # A heading is a sentence of the passage that it opens: all of the text can be found, and no
    # passage is a bare headline, which a dense index would rank above the text that answers.
    # Only the later passages of its section need it as context.
    above = list(accumulate((s.heading for s in sentences), _latest))
    passages = []
    for first, last in _runs(article.text, sentences, target_words, overlap, max_pieces):
        heading = "" if sentences[first].heading else above[first]
        spans = tuple((s.start, s.end) for s in sentences[first:last])
        passages.append(Passage(article, spans, heading))
    return passages


def _latest(old: str, new: str) -> str:
    return new or old


def _runs(
    text: str, sentences: Sequence[Sentence], target_words: int, overlap: int, max_pieces: int
) -> Iterator[tuple[int, int]]:
    """First and past-the-last sentence of each passage."""
    contents = [text[s.start : s.end] for s in sentences]
    words_before = list(accumulate(map(count_words, contents), initial=0.0))
    pieces_before = list(accumulate(map(count_pieces, contents), initial=0))

    def fits(first: int, last: int) -> bool:
        return pieces_before[last] - pieces_before[first] <= max_pieces

    for section, section_end in _sections(sentences, words_before, target_words / 8):
        last = section
        while last < section_end:
            first = max(section, last - overlap)
            while first < last and not fits(first, last + 1):
                first += 1
            last += 1
            while last < section_end and fits(first, last + 1):
                # The nearest to the target, but never so little that the next would repeat it all.
                middle = (words_before[last] + words_before[last + 1]) / 2
                if middle - words_before[first] > target_words and last - first > overlap:
                    break
                last += 1
            # What is left is too little for a passage: it belongs to this one.
            if words_before[section_end] - words_before[last] < target_words / 4:
                while last < section_end and fits(first, last + 1):
                    last += 1
            yield first, last


def _sections(
    sentences: Sequence[Sentence], words_before: Sequence[float], least_words: float
) -> Iterator[tuple[int, int]]:
    """Runs of sentences from one heading to the next; very short ones stay with what follows."""
    start = 0
    for i in range(1, len(sentences)):
        opens = bool(sentences[i].heading) and not sentences[i - 1].heading
        if opens and words_before[i] - words_before[start] >= least_words:
            yield start, i
            start = i
    if sentences:
        yield start, len(sentences)
