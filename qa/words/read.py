"""What a person typed, found as it stands, where it is no question."""

from dataclasses import replace

from index.search import Searcher
from qa.settings import Looking, Settings, clean_question
from qa.words.find import find_words
from qa.words.records import WordResult
from qa.words.typed import is_written_as_name, read_typed

NEAREST = 8  # passages near in meaning, where none holds what is sought


def find_typed(
    searcher: Searcher,
    text: str,
    settings: Settings = Settings(),
    looking: Looking = Looking(),
) -> WordResult | None:
    """The passages that hold what a text seeks; None where it is a question.

    Raises UserError for a text that cannot be asked.
    """
    text = clean_question(text)
    read = read_typed(text, looking.typed)
    result = None
    for sought in read.tries:
        result = find_words(
            searcher,
            text,
            sought,
            count=settings.top_k,
            offset=looking.offset,
            filters=settings.searched,
            order=looking.order,
        )
        if result.passages and not (read.may_ask and not _is_name(result)):
            return result
    if result is None or read.may_ask:
        return None
    near = searcher.search(text, NEAREST, settings.searched)
    return replace(result, nearest=near.hits)


def _is_name(result: WordResult) -> bool:
    """Whether most places are written as a name."""
    texts = [text for hit in result.hits for text in hit.texts]
    return 2 * sum(map(is_written_as_name, texts)) > len(texts)
