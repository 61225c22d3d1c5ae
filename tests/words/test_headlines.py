"""Words and phrases that stand in the titles of articles, and in no passage."""

import datetime
import random
import re

from hypothesis import given
from hypothesis import strategies as st

from index.records import Filters
from index.search import Searcher
from qa.draft.exact import Readings
from qa.settings import Settings
from qa.words import Sought, find_words
from qa.words.lines import describe_words
from qa.words.rows import words_row
from tests.texts import quick
from tests.words.conftest import Articles, path_of
from tests.words.test_find import found

LATER = Filters(after=datetime.date(2021, 3, 5))


def test_headlines_that_hold_it_are_told_where_no_passage_does(
    searcher: Searcher, articles: Articles
) -> None:
    result = found(searcher, '"A day with ZHANG" wei')
    assert (result.passages, len(result.headlines)) == (0, 1)
    headline = result.headlines[0]
    assert headline.article.path == path_of(articles, "wei.md")
    assert headline.texts == ("A day with Zhang", "Wei")
    assert "  A day with Zhang Wei\n  Wire · 2021-03-04 · " in describe_words(result, colour=False)
    assert found(searcher, '"A day with Zhang"', Settings(filters=LATER)).headlines == ()
    assert found(searcher, '"day with a Zhang"').headlines == ()
    assert found(searcher, "Zhang Wei").headlines == ()  # passages hold it


@quick
@given(seed=st.integers(0, 2**32))
def test_any_stretch_of_a_title_is_found_in_it(
    searcher: Searcher, articles: Articles, seed: int
) -> None:
    chance = random.Random(seed)
    article = chance.choice([each for each in articles.values() if each.title])
    title = article.title or ""
    words = [each.span() for each in re.finditer(r"\S+", title)]
    first, last = sorted(chance.choices(range(len(words)), k=2))
    phrase = title[words[first][0] : words[last][1]]
    if not any(map(str.isalnum, phrase)) or not Readings(title, True).places(phrase):
        return
    result = find_words(searcher, phrase, Sought((phrase,)))
    assert result.hits or article.path in [each.article.path for each in result.headlines], phrase
    rows = words_row(result)["headlines"]
    for headline, row in zip(result.headlines, rows, strict=True):
        places = zip(headline.places, headline.texts, row["places"], strict=True)
        for (start, end), text, place in places:
            assert (headline.article.title or "")[start:end] == text != ""
            assert place == {"title_start": start, "title_end": end, "title_text": text}
