"""The passages nearest to a question, in the order in which they are shown."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.build import build_index
from index.records import Article, Hit
from index.search import Searcher
from index.splitting.passages import split_article
from qa.nearest import features_of, find_nearest, rerank
from qa.settings import Settings
from tests.fakes import WordEncoder
from tests.readers.passages import BAKERY, HANDOVER

QUESTION = "How many suspects were handed over from Myanmar?"


def hit(text: str, score: float = 0.5, similarity: float = 0.5) -> Hit:
    return Hit(split_article(Article(f"{text[:30]}.txt", text))[0], score, similarity)


def texts_of(hits: list[Hit]) -> list[str]:
    return [each.passage.text for each in hits]


def test_a_sentence_that_says_the_questions_words_comes_first() -> None:
    assert texts_of(rerank(QUESTION, [hit(BAKERY), hit(HANDOVER)]))[0] == HANDOVER


def test_words_of_one_sentence_count_for_more_than_the_same_in_several() -> None:
    several = "Many suspects are old. All were handed a form. The talk was over. Myanmar is far."
    one = "In all 706 suspects were handed over from Myanmar. It rained. The hall was cold then."
    assert texts_of(rerank(QUESTION, [hit(several), hit(one)])) == [one, several]


def test_what_all_of_them_say_tells_none_from_another() -> None:
    everywhere = [hit(f"The suspects of case {number} were tried.") for number in range(5)]
    rare = hit("The group came from Myanmar.")
    assert rerank(QUESTION, [*everywhere, rare])[0].passage == rare.passage
    coverage = features_of(QUESTION, [*everywhere, rare])[:, 2]
    assert coverage[0] < coverage[5]


def test_similarity_and_retrieval_tell_apart_what_words_do_not() -> None:
    first, other = hit(BAKERY, similarity=0.6), hit(f"{BAKERY} Now.", similarity=0.4)
    assert rerank(QUESTION, [other, first])[0].passage == first.passage
    first, other = hit(BAKERY, score=0.9), hit(f"{BAKERY} Now.", score=0.1)
    assert rerank(QUESTION, [other, first])[0].passage == first.passage


def test_no_hits() -> None:
    assert rerank(QUESTION, []) == []


@given(
    st.lists(st.sampled_from([BAKERY, HANDOVER, "…", "谁移交了嫌疑人?", "1999"]), max_size=6),
    st.text(max_size=60),
    st.floats(-1, 1),
)
def test_every_passage_once_by_a_score_from_0_to_1(
    texts: list[str], question: str, similarity: float
) -> None:
    hits = [hit(text, similarity=similarity) for text in texts]
    found = rerank(question, hits)
    assert sorted(map(id, (each.passage for each in found))) == sorted(
        map(id, (each.passage for each in hits))
    )
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.001 for score in scores)


def test_more_is_found_than_is_shown(tmp_path: Path) -> None:
    """Many short texts repeat one word of the question; one long text has the others too."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(30):
        text = f"Ferry, ferry, ferry: the ferry, number {number}."
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    text = "The blue ferry was launched at Wrapton in 1931. " + "It is repainted every spring. " * 6
    (corpus / "answers.txt").write_text(text, encoding="utf-8")
    build_index([corpus], tmp_path / "index", WordEncoder())
    searcher = Searcher(tmp_path / "index", WordEncoder())
    question = "When was the blue ferry launched at Wrapton?"
    assert searcher.search(question, 1).hits[0].passage.article.path != "answers.txt"
    found = find_nearest(searcher, question, Settings(top_k=1))
    assert [each.passage.article.path for each in found.hits] == ["answers.txt"]
    assert found.searched.passages == 31
