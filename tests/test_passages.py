"""Passages: whole sentences at exact places, whatever the text."""

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index import passages
from index.passages import MAX_PIECES, OVERLAP, split_article, split_sentences
from index.records import Article, Passage

WORDS = str.split(
    'the police of a U.S. No. 3 Oct. 19 Dr. Inc. $51.6 1.95 billion 28.5% said he “we ” " (and )'
    " e.g. vs. J. K. fraud, suspects; cases. done! why? 警察说。 诈骗 الشرطة؟ पुलिस। ตำรวจ"
    " e\u0301tude 👩‍👩‍👧 🇲🇲 # - 1. | = === --- ``` ** İstanbul \ufeff \x00 \ud800",
    " ",
)
SEPARATORS = [" ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "\u2028", "\x0c", ""]

any_text = st.text(max_size=300)
wordy_text = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" "] * 8 + SEPARATORS)), max_size=400
).map(lambda pairs: "".join(word + separator for word, separator in pairs))
long_run = st.builds(
    lambda unit, count: unit * count,
    st.sampled_from(
        ["word ", "x", "中", "7", "a.", "e\u0301", "\u0301", "👍🏽", "สวัสดี", ". ", "“", "\n"]
    ),
    st.integers(1, 1500),
)
texts = st.one_of(any_text, wordy_text, st.lists(st.one_of(any_text, long_run)).map("".join))
quick = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def cut(text: str, **sizes: int) -> list[Passage]:
    return split_article(Article("a.txt", text), **sizes)


def prose(sentences: int, words: int = 20) -> str:
    return " ".join(
        f"Sentence {n} has" + " word" * (words - 4) + " here." for n in range(sentences)
    )


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
@given(texts, st.integers(1, 200), st.integers(0, 3))
def test_passages_are_exact_slices_that_overlap_and_fit(
    text: str, target_words: int, overlap: int
) -> None:
    made = cut(text, target_words=target_words, overlap=overlap)
    assert made == cut(text, target_words=target_words, overlap=overlap)
    sentences = split_sentences(text)
    headings = {(s.start, s.end) for s in passages._sentences(text) if s.heading}
    assert sorted({s for p in made for s in p.sentences}) == sentences
    assert all(text[p.start : p.end] == p.text for p in made)
    assert all(passages._pieces(p.text) <= MAX_PIECES for p in made)
    for before, after in pairwise(made):
        assert before.start < after.start
        assert before.end < after.end
        # Passages are runs of sentences without a gap, so what they share is where they overlap.
        first = sentences.index(after.sentences[0])
        assert list(after.sentences) == sentences[first : first + len(after.sentences)]
        shared = set(before.sentences) & set(after.sentences)
        assert len(shared) <= overlap
        if len(shared) == min(overlap, len(before.sentences)) or after.sentences[0] in headings:
            continue
        start = before.sentences[-len(shared) - 1][0]
        following = after.sentences[len(shared)][1]
        assert passages._pieces(text[start:following]) > MAX_PIECES


@quick
@given(wordy_text)
def test_a_number_is_never_cut(text: str) -> None:
    for _, end in split_sentences(text):
        assert not (text[end - 1 : end].isdigit() and text[end : end + 1].isdigit())
        assert not (text[end - 2 : end - 1].isdigit() and text[end : end + 1].isdigit())


# ---- Sentences ----------------------------------------------------------------------------------


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
    last = cut(text, target_words=15)[-1]
    assert last.heading == "Coordinated action results in significant fall in reported cases"


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


# ---- Headings -----------------------------------------------------------------------------------


def test_headings_are_context_of_the_passages_below_them() -> None:
    text = (
        f"# The report\n\n{prose(9)}\n\nWhat came next\n==============\n{prose(9)}\n\n"
        f"A plain heading\n\n{prose(9)}\n"
    )
    made = cut(text, target_words=100)
    opening = [p.text.split("\n")[0] for p in made if not p.heading]
    assert opening == ["# The report", "What came next", "A plain heading"]
    assert [p.heading for p in made if p.heading] == [
        "The report",
        "What came next",
        "A plain heading",
    ]
    assert all(p.text.startswith("Sentence") for p in made if p.heading)


def test_what_only_looks_like_a_heading() -> None:
    for text in (
        "Apples\nPears\nPlums\nThis is a list of fruit, it seems.",  # a list
        "Body text here.\n\nMore Stories",  # nothing below it
        "October 26, 2021\n\nLedger & Main\n\nBody text here.",
        "By Jane Doe\n\nBody text here.\n\nUpdated on 2024-01-31\n\nBody text here.",
        "```\n# a comment\n```\nBody text here.",
        "#1 in the world is not a title.",
    ):
        assert not [p.heading for p in cut(text, target_words=1, overlap=0) if p.heading], text


def test_a_title_stands_above_who_wrote_it_and_when() -> None:
    text = f"The title of it\n\nLedger & Main\n\nOctober 26, 2021\n\n{prose(9)}"
    assert [p.heading for p in cut(text, target_words=100)] == ["", "The title of it"]


def test_a_section_is_not_crossed_unless_it_is_tiny() -> None:
    made = cut(f"{prose(3)}\n\n# Second\n\nTiny.\n\n# Third\n\n{prose(3)}")
    assert [p.text.split()[0] for p in made] == ["Sentence", "#"]
    assert "# Third" in made[1].text


# ---- Size ---------------------------------------------------------------------------------------


def test_size_overlap_and_tail() -> None:
    made = cut(prose(21), target_words=100, overlap=1)
    assert [len(p.sentences) for p in made] == [5, 5, 5, 5, 5]
    assert all(a.sentences[-1] == b.sentences[0] for a, b in pairwise(made))
    assert [len(p.sentences) for p in cut(prose(21), target_words=100, overlap=0)] == [5, 5, 5, 6]


def test_long_sentences_still_overlap() -> None:
    made = cut(prose(6, words=80), target_words=100, overlap=OVERLAP)
    assert all(a.sentences[-OVERLAP:] == b.sentences[:OVERLAP] for a, b in pairwise(made))


def test_chinese_is_counted_in_words() -> None:
    made = cut("警方抓获了很多嫌疑人。" * 60, target_words=100, overlap=0)
    assert all(100 <= len(p.text) <= 200 for p in made[:-1])


@pytest.mark.parametrize("unit", ["suspects ", "诈骗", "x", "สวัสดี ", "1.95 billion and ", "👩‍👩‍👧"])
def test_an_endless_sentence_is_cut_where_it_does_least_harm(unit: str) -> None:
    text = (unit * 100_000)[:50_000]
    made = cut(text)
    assert all(passages._pieces(p.text) <= MAX_PIECES for p in made)
    assert all(a.sentences[-1] == b.sentences[0] for a, b in pairwise(made))
    for start, end in split_sentences(text)[:-1]:
        assert len(text[start:end].strip()) > 0
        if unit.endswith(" "):
            assert text[end] == " "
        assert "1.95" not in unit or not (text[end - 1].isdigit() or text[end + 1 : end + 2] == "b")
        assert text[end] != "\u200d"
        assert text[end - 1] != "\u200d"


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a. ",
        "\n",
        "a\n",
        "x",
        "word ",
        "中文。",
        ".",
        "“A b. ",
        "- a\n",
        "#\n",
        "\u0301",
        "🇲🇲",
        "(a",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    began = time.process_time()
    split_article(Article("a.txt", text))
    assert time.process_time() - began < 5  # about half a second, a fifth of a megabyte


def test_nothing_comes_of_nothing() -> None:
    assert cut("") == []
    assert cut(" \r\n\u2028 ") == []
