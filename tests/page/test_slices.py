"""Whatever text the page is given of an article is a slice of it, at its offsets."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Hit, Span, Statistics
from index.splitting.passages import split_article
from qa.page.drawing import blocks_of, note_runs, notes_of
from qa.page.view import to_view
from qa.records import Answer, Correction, Group, Reconciled, Refusal, Result, Statement
from qa.rows import to_row
from tests.texts import quick, texts

NOTES = st.sampled_from(
    (
        "",
        "\n\nCorrection: it was 12, not *120*.",
        "\n\n[Editor's note: the figures were wrong.]",
        "\n\n## Correction\n\nThe figure of 7 was wrong.",
    )
)


def spans(draw: st.DrawFn, within: Span) -> Span:
    start = draw(st.integers(within[0], within[1] - 1))
    return start, draw(st.integers(start + 1, within[1]))


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A result whose answers, groups, corrections and refusals are anywhere in any articles."""
    bodies = draw(st.lists(st.tuples(texts, NOTES), min_size=1, max_size=3))
    articles = [Article(f"{i}.md", "".join(each)) for i, each in enumerate(bodies)]
    hits = [Hit(each, 0.5, 0.5) for article in articles for each in split_article(article)]
    stated: list[Statement] = []
    for hit in draw(st.lists(st.sampled_from(hits), max_size=6)) if hits else []:
        sentence = draw(st.sampled_from(hit.passage.sentences))
        noted = draw(st.sampled_from(articles))
        start, end = spans(draw, sentence)
        said_by = spans(draw, sentence)
        note = Correction(noted, *spans(draw, (0, len(noted.text)))) if noted.text else None
        answer = Answer(start, end, sentence, draw(st.floats(0, 1)), hit)
        stated.append(Statement(answer, None, draw(st.sampled_from((None, said_by))), note))
    groups = tuple(Group((each,), 1) for each in stated[:3])
    refused = tuple(Refusal(each.answer, "another place", each.correction) for each in stated[3:])
    wrong = tuple((each.answer, each.correction) for each in stated if each.correction)
    return Result(
        "How many?",
        draw(st.booleans()) and bool(stated),
        tuple(each.answer for each in stated),
        tuple(hits),
        1,
        Statistics(len(articles), len(hits), 0, None, None),
        Reconciled("quantity", groups, refused, wrong),
    )


def rows(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value of JSON."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from rows(each)


@quick
@given(results())
def test_every_text_is_a_slice(result: Result) -> None:
    articles = {hit.passage.article.path: hit.passage.article.text for hit in result.hits}
    articles |= {note.article.path: note.article.text for _, note in result.reconciled.wrong}
    for row in (*rows(to_view(result)), *rows(to_row(result))):
        text = articles.get(row.get("article") or "", "")
        if row.get("sentence") is not None and "sentence_start" in row:
            assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
            for start, end, *_ in row.get("runs", ()):
                assert row["sentence_start"] <= start <= end <= row["sentence_end"]
        if row.get("text") is not None:  # a correction
            assert text[row["start"] : row["end"]] == row["text"]
            for start, end, *_ in row.get("runs", []):  # drawn, but among the alternatives
                assert row["start"] <= start <= end <= row["end"]
        if row.get("answer") is not None and "article" in row:
            assert text[row["start"] : row["end"]] == row["answer"]
        if row.get("said_by") is not None:
            assert text[row["said_by_start"] : row["said_by_end"]] == row["said_by"]
        for start, end in row.get("marks", []):
            assert row["sentence_start"] <= start < end <= row["sentence_end"]
    for group in to_view(result)["groups"]:
        assert group["answer"] in {
            articles[each["article"]][each["start"] : each["end"]] for each in group["places"]
        }


@quick
@given(texts, NOTES)
def test_every_note_is_drawn_within_itself(text: str, note: str) -> None:
    text += note
    for each in notes_of(text):
        assert 0 <= each.start < each.end <= len(text)
        runs: list[list[Any]] = [*note_runs(text, blocks_of(text, None), (each.start, each.end))]
        assert runs
        assert all(each.start <= start <= end <= each.end for start, end, *_ in runs)
