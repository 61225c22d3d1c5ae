"""Notes of corrections, updates and retractions: found whole, and nothing else taken for one."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.notes import HALVES, count, load_texts
from index.reading.corpus import list_files, read_articles
from index.splitting.notes import find_notes
from tests.test_linear import is_linear

ROOT = Path(__file__).parent.parent
STORY = (
    "The tanker lost power nine miles off the cape and drifted for six hours until a tug could "
    "take her in tow, the coastguard said. Nobody was hurt and no oil was spilt."
)


def notes_of(text: str) -> list[tuple[str, str]]:
    return [(text[note.start : note.end], note.kind) for note in find_notes(text)]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Correction: She drifted for six hours, not sixteen.", "correction"),
        ("CORRECTION — She drifted for six hours.", "correction"),
        ("Correction, 17 October: She drifted for six hours.", "correction"),
        ("Corrections and clarifications: She drifted for six hours.", "correction"),
        ("**Correction (4 Nov.):** She drifted for six hours.", "correction"),
        ("Correction: Oct. 10, 2015\nAn earlier version of this article said ten.", "correction"),
        ("Correction\n\nShe drifted for six hours, not sixteen.", "correction"),
        ("(Corrects the number in paragraph 3 to six)", "correction"),
        ("This story has been corrected.", "correction"),
        ("This article was amended on 4 May 2023 to give the right cape.", "correction"),
        ("An earlier version of this article misstated the hours.", "correction"),
        ("In an earlier version of this report the hours were given wrongly.", "correction"),
        ("She drifted for six hours, not sixteen. We regret the error.", "correction"),
        ("The Cape Argus apologises for the error.", "correction"),
        ("Due to an editing error, this story gave the wrong cape.", "correction"),
        ("更正:报道中的数字应为六小时", "correction"),
        ("Clarification: The tug was sent by the port.", "clarification"),
        ("This story has been updated to clarify who sent the tug.", "clarification"),
        ("Update (5 May): The tug has left the port.", "update"),
        ("(Updates with comment from the coastguard)", "update"),
        ("This article has been updated to include the name of the tug.", "update"),
        ("Updated on 13 June to add a statement.", "update"),
        ("This story has been retracted.", "retraction"),
        ("The Cape Argus has withdrawn this article.", "retraction"),
        ("Editor's note: This article has been removed while we review it.", "retraction"),
        ("[Editor's note, 6 May: Several figures in this article were wrong.]", "correction"),
        ("Editor’s note: This is the second of three articles.", "editor's note"),
    ],
)
def test_a_note_is_found_whole_at_head_and_foot(note: str, kind: str) -> None:
    assert notes_of(f"Tanker adrift\n\n{note}\n\n{STORY}\n\n{STORY}") == [(note, kind)]
    assert notes_of(f"Tanker adrift\n\n{STORY}\n\n{note}\n\n{STORY}\n\nMore stories") == [
        (note, kind)
    ]
    assert notes_of(f"Tanker adrift\n\n{STORY}\n\n{note}") == [(note, kind)]


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Correction: the Myanmar count is 41,000", "correction"),
        ("CORRECTED-Tanker drifts for six hours, not sixteen", "correction"),
        ("Correction to an article of 3 May", "correction"),
        ("UPDATE 2-Tanker drifts for six hours", "update"),
        ("RETRACTED: Tanker drifts for six hours", "retraction"),
    ],
)
def test_a_headline_that_is_a_correction(headline: str, kind: str) -> None:
    assert notes_of(f"{headline}\nLedger & Main\nUpdated on 2024-01-31\n\n{STORY}") == [
        (headline, kind)
    ]


def test_notes_within_a_paragraph() -> None:
    bracket = "[Correction: an earlier version said two tugs.]"
    assert notes_of(f"A tug came. {bracket} It took her in tow.\n\n{STORY}") == [
        (bracket, "correction")
    ]
    assert notes_of("A tug came at noon (corrected from 2 p.m.) and took her in tow.") == [
        ("(corrected from 2 p.m.)", "correction")
    ]
    note = "An earlier version of this article gave the wrong cape. We apologise for the error."
    assert notes_of(f"{STORY} {note}\n\n{STORY}") == [(note, "correction")]
    assert notes_of(f"{STORY} UPDATE: The tug has left.") == [
        ("UPDATE: The tug has left.", "update")
    ]
    across = "[Editor's note: The figures were wrong.\n\nThey are put right below.]"
    assert notes_of(f"Tanker adrift\n\n{across}\n\n{STORY}") == [(across, "correction")]


@pytest.mark.parametrize(
    "text",
    [
        "Brokers call it a market correction: prices had run ahead of profits.",
        "Two inmates were hurt at the correctional facility, the department of corrections said.",
        "Prices were updated on Sunday night, the operator said.",
        "The minister asked for clarification: who is to pay?",
        "The minister retracted his statement, and the study was withdrawn.",
        "An earlier version of the bill stated that hospitals would be paid monthly.",
        "Last updated: 3 November 2023, 14:20 GMT",
        "Updated: 2023-11-03",
        "Updated rules for tankers come with a map.",
        "Update available: version 4.2 mends the camera.",
        "The Guardian corrected its article and told readers that it regretted the error.",
        "“We regret the error,” the bank told its customers.",
        '"Correction: it was four," the coach said.',
        "Wages rose by 2 percent (corrected for inflation).",
        "I thank Ruth Adams, who read an earlier version of this article.",
        "This article first appeared in The Wire.",
        "This article of the constitution has been amended four times.",
        "Correction of 10 percent: what it means",
        "## Correction\n\n" + STORY * 8,
        "",
    ],
)
def test_what_is_no_note(text: str) -> None:
    assert notes_of(f"Tanker adrift\n\n{STORY}\n\n{text}\n\n{STORY}") == []
    assert notes_of(text) == []


def test_the_notes_of_the_corpus() -> None:
    files, _ = list_files([ROOT / "corpus"])
    articles = [article for file in files for article in read_articles(file)[0]]
    found = {
        (article.path, article.text[note.start : note.end][:30], note.kind)
        for article in articles
        for note in find_notes(article.text)
    }
    assert found == {
        ("2022/frozen-funds.txt", "Correction, Apr. 16: An earlie", "correction"),
        ("2023/cases-down-since-august.txt", "Correction, 3 November: The 31", "correction"),
        ("2024/counts-corrected.txt", "Correction: the Myanmar count ", "correction"),
        ("2024/year-of-raids.txt", "[Editor's note, 31 January 202", "correction"),
    }


def test_the_labelled_texts() -> None:
    """What benchmarks/README.md states; a change that makes it worse is noticed."""
    texts = load_texts()
    assert len(texts) >= 200
    for half in HALVES:
        counts = count([text for text in texts if text.half == half])
        assert counts.met >= 0.97 * counts.found
        assert counts.met >= 0.97 * counts.stated
        assert counts.right >= 0.9 * counts.stated


PIECES = (
    *str.split(
        "Correction: UPDATE: [ ] ( ) \" “ ” ' . — - * _ a Corrects Editor's note: CORRECTED-A"
    ),
    *("this article has been ", "corrected ", "an earlier version of this article ", "said "),
    *("We regret the error", "\n", "\n\n", " ", "\t", ", 17 Oct. ", "in a story published "),
    *("due to an error, ", "A ", "misstated ", "It has been updated to add "),
)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_notes_are_slices_in_order_without_overlap(text: str) -> None:
    end = 0
    for note in find_notes(text):
        assert end <= note.start < note.end <= len(text)
        assert text[note.start : note.end] == text[note.start : note.end].strip()
        end = note.end


def test_notes_are_found_in_linear_time() -> None:
    def seconds(text: str) -> float:
        began = time.thread_time()
        find_notes(text)
        return time.thread_time() - began

    for piece in PIECES:
        for beginning in ("", "Correction, ", "This story ", "An earlier version of this article "):
            assert is_linear(seconds, beginning, piece, least=0.001), (beginning, piece)
