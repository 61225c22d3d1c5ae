"""Sentences: at exact places, whatever the text, and cut where people would."""

import textwrap

import pytest
from hypothesis import example, given

from index.splitting.long_sentences import MAX_PIECES
from index.splitting.sentences import find_sentences, split_sentences
from index.splitting.text_length import count_pieces
from tests.texts import prose, quick, texts, wordy_text


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


# ---- What holds for any text --------------------------------------------------------------------


@quick
@given(texts)
@example("B\xa0.ส‘")  # made the library panic
@example("\r")
@example("Oct.\r\n19")
def test_sentences_are_in_order_trimmed_and_hold_all_but_whitespace(text: str) -> None:
    end = 0
    for sentence in split_sentences(text):
        assert not text[end : sentence[0]].strip()
        assert sentence[0] < sentence[1]
        end = sentence[1]
        assert text[sentence[0] : end] == text[sentence[0] : end].strip()
    assert not text[end:].strip()


@quick
@given(wordy_text)
def test_a_number_is_never_cut(text: str) -> None:
    for _, end in split_sentences(text):
        assert not (text[end - 1 : end].isdigit() and text[end : end + 1].isdigit())
        assert not (text[end - 2 : end - 1].isdigit() and text[end : end + 1].isdigit())


# ---- Where sentences end ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "They blocked 1.95 billion calls and seized 329 billion yuan ($ 51.6 billion).",
        "It cost $51.6 billion, up 28.5% and 76.6% respectively.",
        "On Oct. 19 and Sept. 3 the No. 3 Court of the U.S. Supreme Court sat.",
        "Dr. Li, Mr. Wang, Lt. Gen. Min Aung Hlaing and Gov. Smith met at 9 a.m. Tuesday.",
        "J. K. Rowling and George W. Bush came.",
        "Apple Inc. said so, i.e. it did, e.g. in the case of Smith vs. Jones.",
        "See vol. 2, ch. 5, pp. 3-5 and Fig. 7 for approx. 30 km of road.",
        "Acme Co. Ltd. officials said at 5 p.m. that it was over.",
        "В. В. Путин приехал в 5 тыс. км от Москвы.",
        "The site www.Example.com and the address John.Smith@Example.com are the same.",
        "Deputy minister of public affairs. security.",
    ],
)
def test_abbreviations_and_numbers_do_not_end_a_sentence(sentence: str) -> None:
    assert said(f"Before it. {sentence} Then he left.") == ["Before it.", sentence, "Then he left."]


def test_abbreviations_may_end_a_sentence() -> None:
    assert said(
        "He lives in the U.S. The rest left. It is Plan B. It works for Acme Inc. He is."
    ) == [
        "He lives in the U.S.",
        "The rest left.",
        "It is Plan B.",
        "It works for Acme Inc.",
        "He is.",
    ]


def test_quotation_marks_and_notes_stay_with_their_sentence() -> None:
    assert said('“We came.” "We saw!" (We won.) It is so.[1] It was.[citation needed] Yes.') == [
        "“We came.”",
        '"We saw!"',
        "(We won.) It is so.[1]",
        "It was.[citation needed]",
        "Yes.",
    ]


def test_a_long_quotation_is_cut_between_its_sentences() -> None:
    sentences = prose(8, words=10).split(". ")
    quoted = f'"{". ".join(sentences)}" he said.'
    assert (
        said(f"Before. {quoted} After.")[1] == '"Sentence 0 has word word word word word word here.'
    )
    assert said(f"Before. {quoted} After.")[-2].endswith('here." he said.')


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("他说：“你好。”然后走了。真的？是的！", 4),
        ("不是。12381是短信系统。", 2),
        ("これはペンです。本当？はい！", 3),
        ("مرحبا. كيف حالك؟ بخير.", 3),
        ("यह है। वह था। ठीक।", 3),
        ("አማርኛ ነው። ሌላ ነገር።", 2),
        ("สวัสดีครับ ผมชื่อสมชาย ยินดีที่ได้รู้จัก", 1),
        ("¿Qué? ¡Sí! Él vive aquí.", 3),
    ],
)
def test_other_scripts(text: str, count: int) -> None:
    assert len(said(text)) == count


@pytest.mark.parametrize("unit", ["suspects ", "诈骗", "x", "สวัสดี ", "1.95 billion and ", "👩‍👩‍👧"])
def test_an_endless_sentence_is_cut_where_it_does_least_harm(unit: str) -> None:
    text = (unit * 100_000)[:50_000]
    assert all(count_pieces(sentence) <= MAX_PIECES for sentence in said(text))
    for start, end in split_sentences(text)[:-1]:
        assert len(text[start:end].strip()) > 0
        if unit.endswith(" "):
            assert text[end] == " "
        assert "1.95" not in unit or not (text[end - 1].isdigit() or text[end + 1 : end + 2] == "b")
        assert text[end] != "\u200d"
        assert text[end - 1] != "\u200d"


# ---- Lines --------------------------------------------------------------------------------------


def test_each_line_is_a_paragraph_where_lines_differ_in_length() -> None:
    text = (
        "A total of 706 people have been handed over to the police in Yunnan. (Photo/China Daily)\n"
        "Coordinated action results in significant fall in reported cases\n"
        "Reported cases of telecom fraud have fallen by 24 percent since August, signaling that "
        "progress has been made in the crackdown, according to the ministry on Tuesday.\n"
        "From January to the end of September, agencies apprehended 387 leaders, Wang said.\n"
    )
    assert said(text)[1:] == ["(Photo/China Daily)", *text.splitlines()[1:]]
    headings = [s.heading for s in find_sentences(text) if s.heading]
    assert headings == ["Coordinated action results in significant fall in reported cases"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [60, 72, 88])
def test_sentences_run_across_wrapped_lines(newline: str, width: int) -> None:
    paragraphs = [prose(6), "It was No. 3 on Oct. 19 - or so he said - for J. K. Rowling. " * 5]
    wrapped = newline.join(newline.join([*textwrap.wrap(p, width), ""]) for p in paragraphs)
    assert [" ".join(s.split()) for s in said(wrapped)] == [
        *(f"{s.rstrip('.')}." for s in paragraphs[0].split(". ")),
        *["It was No. 3 on Oct. 19 - or so he said - for J. K. Rowling."] * 5,
    ]


def test_a_blank_line_ends_a_sentence() -> None:
    assert said("no full stop\n\nand more\n \t\nand more") == [
        "no full stop",
        "and more",
        "and more",
    ]


def test_items_and_rows_are_apart() -> None:
    text = "We saw:\n- one case\n- two cases\n  of fraud\n1. A third. And more.\n"
    text += "\n| a. B | b |\n| 1 | 2 |"
    assert said(text) == [
        "We saw:",
        "- one case",
        "- two cases\n  of fraud",
        "1. A third.",
        "And more.",
        "| a. B | b |",
        "| 1 | 2 |",
    ]
