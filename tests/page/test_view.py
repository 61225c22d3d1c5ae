"""A result as the page draws it, and the example questions."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Hit, Passage, Span, Statistics
from index.splitting.blocks import find_blocks
from qa.page.drawing import block_rows
from qa.page.view import to_view
from qa.records import (
    NOTHING_RECONCILED,
    Answer,
    Correction,
    Group,
    Reconciled,
    Refusal,
    Result,
    Statement,
    confidence_word,
)

TEXT = (
    "# Raid\r\n\r\n🎣 Police seized 12 phones. Two suspects were handed over.\r\n"
    "The suspects had 30 more phones. It rained."
)


def span(text: str, within: str = TEXT) -> Span:
    start = within.index(text)
    return start, start + len(text)


SEIZED = span("🎣 Police seized 12 phones.")
HANDED = span("Two suspects were handed over.")
MORE = span("The suspects had 30 more phones.")
RAINED = span("It rained.")
ARTICLE = Article("raid.md", TEXT, title="Raid")


def hit(*sentences: Span, score: float = 0.5) -> Hit:
    return Hit(Passage(ARTICLE, sentences), score, 0.5)


def result(
    answers: tuple[Answer, ...],
    hits: tuple[Hit, ...],
    answered: bool = True,
    reconciled: Reconciled = NOTHING_RECONCILED,
) -> Result:
    searched = Statistics(1, len(hits), 1, None, None)
    question = "How many phones did police seize?"
    return Result(question, answered, answers, hits, 1, searched, reconciled)


def group(*answers: Answer, correction: Correction | None = None) -> Group:
    statements = tuple(Statement(each, None, None, correction) for each in answers)
    return Group(statements, len({each.article.path for each in answers}))


def reconciled(*groups: Group, refused: tuple[Refusal, ...] = ()) -> Reconciled:
    return Reconciled("quantity", groups, refused)


def sliced(row: dict[str, Any]) -> str:
    return TEXT[row["sentence_start"] : row["sentence_end"]]


def test_the_answer_comes_first_and_no_sentence_twice() -> None:
    first, second = hit(SEIZED, HANDED), hit(HANDED, MORE)
    best = Answer(*span("12"), SEIZED, 0.9, first)
    other = Answer(*span("30"), MORE, 0.4, second)
    said = reconciled(group(best), group(other))
    view = to_view(result((best, other), (first, second, hit(MORE, RAINED)), reconciled=said))
    assert (view["answer"], view["confidence_word"]) == ("12", "very likely")
    assert TEXT[view["sentence_start"] : view["sentence_end"]] == view["sentence"]
    rows = view["evidence"]
    assert [sliced(row) for row in rows] == [row["sentence"] for row in rows]
    assert len({row["sentence"] for row in rows}) == len(rows)
    assert TEXT[rows[0]["start"] : rows[0]["end"]] == "30"
    assert view["sentence"] not in {row["sentence"] for row in rows}


def test_the_words_of_the_question_are_marked_where_they_stand() -> None:
    second = hit(HANDED, MORE)
    weak = Answer(*span("30"), MORE, 0.1, second)
    [row] = to_view(result((weak,), (second,), answered=False))["evidence"]
    assert row["sentence"] == "The suspects had 30 more phones."
    assert [TEXT[start:end] for start, end in row["marks"]] == ["phones"]
    assert row["start"] is None


def test_the_nearest_miss_is_evidence_when_nothing_answers() -> None:
    first = hit(SEIZED)
    view = to_view(result((Answer(*span("12"), SEIZED, 0.1, first),), (first,), answered=False))
    assert view["answer"] is None
    assert view["sentence_start"] is None
    assert view["evidence"][0]["sentence"] == "🎣 Police seized 12 phones."


def test_a_title_is_not_its_own_evidence() -> None:
    titled = hit(span("# Raid"), RAINED)
    thousands = Answer(*span("Raid"), span("# Raid"), 0.2, titled)
    [row] = to_view(result((thousands,), (titled,), answered=False))["evidence"]
    assert row["sentence"] == "It rained."


def test_what_shares_nothing_is_no_evidence_beside_an_answer() -> None:
    first = hit(SEIZED)
    best = Answer(*span("12"), SEIZED, 0.9, first)
    view = to_view(result((best,), (first, hit(HANDED), hit(RAINED))))
    assert view["evidence"] == []
    other = Answer(*RAINED, RAINED, 0.6, hit(RAINED))
    [row] = to_view(result((best, other), (first,)))["evidence"]
    assert (row["sentence"], row["start"]) == ("It rained.", None)
    said = reconciled(group(best), group(other))
    [row] = to_view(result((best, other), (first,), reconciled=said))["evidence"]
    assert (row["start"], row["end"]) == RAINED


def test_evidence_goes_by_group_and_only_what_is_of_one_is_marked_as_an_answer() -> None:
    other = Article("other.md", "They seized 30 phones. Police seized 9 phones. No phones here.")
    nine, thirty, none = (
        span(each, other.text)
        for each in ("Police seized 9 phones.", "They seized 30 phones.", "No phones here.")
    )
    first, second = hit(SEIZED), hit(MORE)
    third, fourth, fifth = (Hit(Passage(other, (each,)), 0.5, 0.5) for each in (nine, thirty, none))
    best = Answer(*span("12"), SEIZED, 0.9, first)
    same = Answer(*span("30", other.text), thirty, 0.4, fourth)
    more = Answer(*span("30"), MORE, 0.5, second)
    guess = Answer(*span("9", other.text), nine, 0.8, third)
    said = reconciled(group(more, same), group(best))
    view = to_view(result((best, guess, more, same), (first, fifth, second), reconciled=said))
    assert view["shown"] == 1
    rows = [
        (row["sentence"], row["sentence"][row["start"] - row["sentence_start"] :][:2])
        if row["start"] is not None
        else (row["sentence"], None)
        for row in view["evidence"]
    ]
    assert rows == [
        ("The suspects had 30 more phones.", "30"),
        ("They seized 30 phones.", "30"),
        ("Police seized 9 phones.", None),
        ("No phones here.", None),
    ]


def test_a_correction_stands_wherever_the_corrected_figure_does() -> None:
    text = "Correction: the phones were 10.\n\nPolice seized 10 phones, not 12."
    note = Article("note.md", text, title="Put right", source="The Wire")
    says = Correction(note, *span("Correction: the phones were 10.", text))
    best = Answer(*span("12"), SEIZED, 0.9, hit(SEIZED))
    other = Answer(*span("30"), MORE, 0.5, hit(MORE))
    said = reconciled(group(best, correction=says), group(other, correction=says))
    view = to_view(result((best, other), (best.hit, other.hit), reconciled=said))
    shown = view["correction"]
    assert (shown["text"], shown["title"], shown["source"]) == (says.text, "Put right", "The Wire")
    assert [text[start:end] for start, end in shown["runs"]] == [says.text]
    assert view["evidence"][0]["correction"] == shown
    assert [place["correction"] for each in view["groups"] for place in each["places"]] == [
        shown,
        shown,
    ]


def test_where_nothing_answers_what_was_refused_is_no_evidence_as_well() -> None:
    best = Answer(*span("12"), SEIZED, 0.2, hit(SEIZED))
    refusal = Refusal(best, "about ships, not phones")
    said = reconciled(refused=(refusal,))
    view = to_view(result((best,), (best.hit, hit(MORE)), answered=False, reconciled=said))
    [row] = view["refused"]
    assert (row["answer"], row["reason"]) == ("12", "about ships, not phones")
    assert sliced(row) == row["sentence"] == "🎣 Police seized 12 phones."
    assert [row["sentence"] for row in view["evidence"]] == ["The suspects had 30 more phones."]
    # Where something does, only the answer is evidence of itself.
    assert to_view(result((best,), (best.hit,), reconciled=said))["evidence"] == []


def test_a_sentence_that_begins_with_a_hashtag_is_no_heading() -> None:
    article = Article("tag.md", "It rained.\n\n#StopScams seized 12 phones.", title="Raid")
    tag = span("#StopScams seized 12 phones.", article.text)
    found = Hit(Passage(article, (span("It rained.", article.text), tag)), 0.5, 0.5)
    miss = Answer(*span("12", article.text), tag, 0.1, found)
    for answers in ((), (miss,)):
        [row] = to_view(result(answers, (found,), answered=False))["evidence"]
        assert row["sentence"] == "#StopScams seized 12 phones."


MARKED = (
    "# The *counts*\n\nA short heading\n\nPolice **seized 12** phones; so it is said "
    "[here](https://a.example/30).\n\n| Luzhou | `30` phones |"
)


def test_a_sentence_is_sent_with_what_is_to_be_seen_of_it() -> None:
    article = Article("counts.md", MARKED, title="The counts")
    prose, row = (
        span(MARKED[MARKED.index("Police") : MARKED.index("\n\n|")], MARKED),
        span("| Luzhou | `30` phones |", MARKED),
    )
    first, second = (Hit(Passage(article, (each,)), 0.5, 0.5) for each in (prose, row))
    best = Answer(*span("12", MARKED), prose, 0.9, first)
    other = Answer(*span("30`", MARKED), row, 0.6, second)
    view = to_view(result((best, other), (first, second)))
    assert [(MARKED[start:end], *rest) for start, end, *rest in view["runs"]] == [
        ("Police ",),
        ("seized 12", "strong"),
        (" phones; so it is said ",),
        ("here", "", 0, "https://a.example/30"),
        (".",),
    ]
    [evidence] = view["evidence"]
    assert evidence["sentence"] == "| Luzhou | `30` phones |"
    assert [(MARKED[start:end], *rest) for start, end, *rest in evidence["runs"]] == [
        ("Luzhou",),
        ("30", "code", 1),
        (" phones", "", 1),
    ]
    # What is found in an address has to be seen all the same.
    address = Answer(*span("https://a.example/30", MARKED), prose, 0.9, first)
    assert to_view(result((address,), (first,)))["runs"] == [list(prose)]


def test_blocks_are_short_as_json() -> None:
    text = "# One\n\nAll plain.\n\n1. a *b*\n\n| x | y |\n|---|--:|\n"
    assert block_rows(text, find_blocks(text)) == [
        {"kind": "heading", "start": 0, "end": 5, "level": 1, "runs": [[2, 5]]},
        {"kind": "paragraph", "start": 7, "end": 17},
        {
            "kind": "item",
            "start": 19,
            "end": 27,
            "ordinal": "1",
            "runs": [[22, 24], [25, 26, "emphasis"]],
        },
        {
            "kind": "row",
            "start": 29,
            "end": 48,
            "columns": 2,
            "header": True,
            "opens": True,
            "right": (1,),
            "runs": [[31, 32], [35, 36, "", 1]],
        },
    ]


def test_neither_heading_nor_title_is_evidence_however_it_is_marked() -> None:
    article = Article("counts.md", MARKED, title="The counts")
    lines = [span(line, MARKED) for line in MARKED.split("\n\n")]
    found = Hit(Passage(article, tuple(lines)), 0.5, 0.5)
    for each in lines[:2]:
        answer = Answer(*each, each, 0.1, found)
        [row] = to_view(result((answer,), (found,), answered=False))["evidence"]
        assert row["sentence"].startswith("Police")


def test_nothing_found_at_all() -> None:
    assert to_view(result((), (), answered=False))["evidence"] == []


@given(st.floats(0, 1))
def test_every_confidence_has_a_word(confidence: float) -> None:
    assert confidence_word(confidence) in {"very likely", "likely", "possible", "unlikely"}
