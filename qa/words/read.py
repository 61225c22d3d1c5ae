"""What a person typed, found as it stands, where it is no question."""

from dataclasses import replace

from index.errors import UserError
from index.search import Searcher
from qa.settings import Looking, Settings, clean_question
from qa.words.find import find_words
from qa.words.records import Sought, WordResult
from qa.words.typed import is_written_as_name, read_typed

NEAREST = 8  # passages near in meaning, where none holds what is sought
NO_OFFSET = (
    "This is read as a question, whose passages come from the nearest on: an offset is for words. "
    "Ask for more passages at once, or have it read as words."
)


def find_typed(
    searcher: Searcher,
    text: str,
    settings: Settings = Settings(),
    looking: Looking = Looking(),
) -> WordResult | None:
    """The passages that hold what a text seeks; None where it is a question.

    Raises UserError for a text that cannot be asked, and where passages are to be passed over for a
    question.
    """
    text = clean_question(text)
    read = read_typed(text, looking.typed)

    def found(sought: Sought, offset: int) -> WordResult:
        return find_words(
            searcher,
            text,
            sought,
            count=settings.top_k,
            offset=offset,
            filters=settings.searched,
            order=looking.order,
        )

    result = None
    for sought in read.tries:
        result = first = found(sought, looking.offset)
        if looking.offset and read.may_ask:
            first = found(sought, 0)  # whether it is a name does not hang on which are passed over
        if result.passages and not (read.may_ask and not _is_name(first)):
            return result
    if result is None or read.may_ask:
        if looking.offset:
            raise UserError(NO_OFFSET)
        return None
    near = searcher.search(text, NEAREST, settings.searched)
    return replace(result, nearest=near.hits)


def _is_name(result: WordResult) -> bool:
    """Whether most places are written as a name."""
    texts = [text for hit in result.hits for text in hit.texts]
    return 2 * sum(map(is_written_as_name, texts)) > len(texts)
