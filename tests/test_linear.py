"""Reading and splitting take linear time, whatever the text: no small file holds up the others.

Each text of a grid of hostile shapes is read at one size and at eight times that size. `make times`
compares: quadratic work takes 64 times as long, and at most 20 is let pass. Else it has to end.
"""

import csv
import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from index.copies.fingerprints import fingerprints
from index.copies.wording import wording
from index.reading.corpus import READERS, read_articles
from index.reading.dates import parse_date
from index.reading.facts import facts_from, plausible_author, plausible_title, web_address
from index.reading.formats.pdf import join_lines
from index.reading.formats.plain import first_heading, split_front, strip_markup
from index.reading.header import text_facts
from index.reading.title import leading_title
from index.records import SourceFile
from index.splitting.blocks import find_blocks
from index.splitting.notes import find_notes
from index.splitting.passages import split_article
from index.splitting.sentences import split_sentences
from qa.attribution import find_named_speaker
from qa.values import find_values
from tests.documents import make_docx, make_pdf, make_word, word_paragraph, word_tables
from tests.texts import prose
from tests.times import ARE_COMPARED

SIZE = 2_400  # characters; eight times this is the larger text, and still front matter
LIMIT = 20
TRIES = 3  # a busy machine is slow at one moment, not each time

UNITS = (
    *str.split(
        "[ ` * _ # - = ( \" ' < | . 1 A a@ [a]( ![ []( **a __a *a `a``b https://a 中 中。 x"
    ),
    *str.split("e\u0301 \u0301 & ” “ U.S. 1, a: <p> <!-- {"),
    *(" ", "\t", "\n", "\r\n", "\u3000", ". ", "A ", "Aa ", "By Aa ", "1. ", '"a" ', "_a "),
    *("12 May 2020 ", "1 May 2020\n", "Aa, ", "# a\n", "> a\n", "x\n", "é-\n", "=\n", "--\n"),
    *("- a\n", "a | b\n", "```\n", "one ", "\x0c", " ”", "! "),
)
MARKS = (  # of Markdown, which never close or always
    *("| a | b |\n", "a |", "|--", "> ", ">", "- a\n  ", "\t\t", "~~a ", "*a_ ", "\\*", "**a** "),
    *("***a ", "a*** ", "``a` ", "](a.b ", '](.a "', "[a](b.c) ", "<https://a", "[![a](b.c)](d.e)"),
)
BEGINNINGS = ("", "# ", "---\na: ", "By A\n12 May 2020", "May 1, 2020 10:00", "https://")


def shapes() -> Iterator[tuple[str, str]]:
    """Beginnings and the units that are repeated after them."""
    for place, unit in enumerate(UNITS):
        yield "", unit
        yield BEGINNINGS[1 + place % (len(BEGINNINGS) - 1)], unit


def repeat(beginning: str, unit: str, size: int) -> str:
    return f"{beginning}{unit * (size // len(unit))} x"


# What is made of a text, to be measured -----------------------------------------------------------


def as_html(text: str) -> bytes:
    return (
        f'<html><head><meta charset="utf-8"><meta name="author" content="{text}">'
        f'<link rel="canonical" href="http://{text}"><title>{text}</title></head><body><article>'
        f"<h1>{text}</h1><time>{text}</time><p>{text}</p></article></body></html>"
    ).encode()


def as_csv(text: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([["title", "date", "url", "text"], [text, text, text, text]])
    return stream.getvalue().encode()


def as_jsonl(text: str) -> bytes:
    return json.dumps({"title": text, "date": text, "author": [text], "text": text}).encode()


def as_squad(text: str) -> bytes:
    return json.dumps({"data": [{"title": text, "paragraphs": [{"context": text}]}]}).encode()


def as_docx(text: str) -> bytes:
    return make_docx(*text.replace("\x0c", " ").split("\n\n"), title=text[:200].replace("\x0c", ""))


def as_pdf(text: str) -> bytes:
    lines = [
        piece
        for line in text.encode("latin-1", "replace").decode("latin-1").splitlines()
        for piece in (line[start : start + 60] for start in range(0, len(line), 60))
    ]
    return make_pdf([lines[start : start + 55] for start in range(0, len(lines), 55)] or [[""]])


FILES: dict[str, Callable[[str], bytes]] = {
    ".txt": str.encode,
    ".md": str.encode,
    ".html": as_html,
    ".csv": as_csv,
    ".jsonl": as_jsonl,
    ".json": as_squad,
    ".docx": as_docx,
    ".pdf": as_pdf,
}


def test_every_reader_is_measured() -> None:
    assert {READERS[ending] for ending in FILES} == set(READERS.values())


def seconds_to_read(folder: Path, ending: str, data: bytes, split: bool = True) -> float:
    location = folder / f"small{ending}"
    location.write_bytes(data)
    source = SourceFile(location.name, location, location.stat().st_size, 0)
    began = time.thread_time()
    articles, _ = read_articles(source)
    for article in articles if split else ():
        split_article(article)
    return time.thread_time() - began


def seconds_of(work: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    work(text)
    return time.thread_time() - began


def is_linear(seconds: Callable[[str], float], beginning: str, unit: str, least: float) -> bool:
    """Whether eight times the size takes no more than LIMIT times as long, at one try of some.

    `least` is what an ordinary text of the smaller size takes: below it, clocks tell nothing.
    """
    small, large = (repeat(beginning, unit, size) for size in (SIZE, 8 * SIZE))
    return in_proportion(partial(seconds, small), partial(seconds, large), least)


def in_proportion(small: Callable[[], float], large: Callable[[], float], least: float) -> bool:
    if not ARE_COMPARED:
        return large() >= 0
    return any(large() <= LIMIT * max(small(), least) for _ in range(TRIES))


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds to read and split an ordinary text of the smaller size."""
    folder, text = tmp_path_factory.mktemp("ordinary"), prose(SIZE // 100)
    return min(seconds_to_read(folder, ".txt", text.encode() * 4) / 4 for _ in range(5)) + 0.001


@pytest.mark.parametrize("ending", FILES)
def test_files_are_read_in_linear_time(tmp_path: Path, ordinary: float, ending: str) -> None:
    split = ending in (".txt", ".pdf")  # a text splits alike from whichever format it came
    make = FILES[ending]
    seconds_to_read(tmp_path, ending, make(prose(10)), split)  # its library loads

    def reading(text: str) -> float:
        return seconds_to_read(tmp_path, ending, make(text), split)

    for beginning, unit in shapes():
        if beginning == "" or ending not in (".docx", ".pdf"):  # half of them: those take longest
            assert is_linear(reading, beginning, unit, ordinary), (beginning, unit)


EXPRESSIONS: tuple[Callable[[str], object], ...] = (
    strip_markup,  # which a file gives no more than MAX_HEADING, but as often as it likes
    first_heading,
    lambda text: split_front(f"---\n{text}\n---\n"),
    lambda text: text_facts(text, "a.txt"),
    leading_title,
    find_blocks,
    find_notes,
    lambda text: fingerprints(wording(text).words),
    parse_date,
    web_address,
    plausible_title,
    plausible_author,
    lambda text: facts_from({"title": text, text: text}),
    lambda text: join_lines(text.split(" "), Counter()),
    lambda text: join_lines(re.findall("(?s).{1,60}", text), Counter()),
)


@pytest.mark.parametrize("number", range(len(EXPRESSIONS)))
def test_expressions_take_linear_time(ordinary: float, number: int) -> None:
    working = partial(seconds_of, EXPRESSIONS[number])
    for beginning, unit in shapes():
        assert is_linear(working, beginning, unit, ordinary), (beginning, unit)


SPEAKER_UNITS = (
    *("he said, ", '"a" he said. ', '"a," ', "he said\n", "\nhe said ", "said ", "said that "),
    *("and ", "that ", "who ", "A, ", "'a' ", "‘a’ ", "“", "“a ", "(a) ", "( ", "| ", "by ", "as "),
    *("according to ", "is convinced that ", "claim that ", "with a saying ", "on Monday "),
    *("Aa, a aa, ", "1. ", '\n\n"a"', '\n"a', "RK: I ", "- a said:\n"),
)


def test_speakers_are_found_in_time_that_a_text_does_not_lengthen(ordinary: float) -> None:
    """The statement stands in the middle of the text, at its start, at its end, or is all of it."""

    def finding(text: str) -> None:
        middle = len(text) // 2
        for span in (middle, middle + 9), (0, 9), (len(text) - 9, len(text)), (0, len(text)):
            find_named_speaker(text, span)

    working = partial(seconds_of, finding)
    for beginning, unit in (*shapes(), *(("", unit) for unit in SPEAKER_UNITS)):
        assert is_linear(working, beginning, unit, ordinary), (beginning, unit)


def test_marks_are_paired_in_linear_time(ordinary: float) -> None:
    for unit in MARKS:
        for beginning in ("", "**a *b [", "> "):
            working = partial(seconds_of, find_blocks)
            assert is_linear(working, beginning, unit, ordinary), (beginning, unit)


VALUE_UNITS = (  # what quantities and times are made of
    *str.split("1,000, 1.2.3. 1/2/ 2023-10- ½ 12-12- 1.5m $1 1°C 5'2 1^-1 % ٣ 亿 1e9"),
    *("one ", "and a half ", "hundred and ", "twenty-", "million ", "a ", "half a ", "one in "),
    *("between 1 and ", "more than ", "from 1 to ", "the first ", "last ", "next 2 weeks ", "May "),
    *("Oct. 19, ", "19 May ", "since the end of ", "the day before ", "two weeks before "),
    *("Monday ", "year's ", "early ", "in 2 days, ", "12 of ", "rose by ", "aged 4 and ", "per "),
    *("Aa, 45, ", "1 million and ", "of the ", "5 ft ", "square ", "1 to 2 or ", "q1 ", "week of "),
    *("first day of ", "rest of the ", "the last 2 weeks of ", "Friday of next ", "no. 1 "),
    *("5 pounds ", "$ 1 ", "17 USD 25 ", "18 and 19, ", "weekend of ", "from the 3rd to ", "2016-"),
    *("Sunday 3 weeks after ", "one one hundred fifth ", "between now and ", "he said "),
)
VALUE_BEGINNINGS = ("", "between ", "since the ", "$1 ", "the first ", "one ")


def test_values_are_found_in_linear_time(ordinary: float) -> None:
    working = partial(seconds_of, find_values)
    for place, unit in enumerate((*UNITS, *VALUE_UNITS)):
        beginning = VALUE_BEGINNINGS[place % len(VALUE_BEGINNINGS)]
        assert is_linear(working, beginning, unit, ordinary), (beginning, unit)


def in_word(breaks: int) -> str:
    return word_paragraph("a").replace("</w:t>", "</w:t>" + "<w:br/>" * breaks) * 2


# What grew with the square of its size, each in its own way: too seldom met to be in the grid.
WORST: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "an address with a space": (
        ".html",
        lambda size: as_html("a").replace(b"http://a", b"http://" + b"a" * size + b" a"),
    ),
    "a gap after a dateline": (
        ".txt",
        lambda size: b"BEIJING, Oct. 31, 2023" + b" " * size + b"x " + b"a" * 200,
    ),
    "a long name above many rows": (
        ".csv",
        lambda size: b"text," + b"h" * (10 * size) + b"\n" + b"a,b\n" * (size // 5),
    ),
    "line breaks in a heading": (".docx", lambda size: make_word(in_word(size))),
    "tables within tables": (".docx", lambda size: make_word(word_tables(size // 1_000, "a"))),
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_are_read_in_linear_time(
    tmp_path: Path, ordinary: float, name: str
) -> None:
    ending, make = WORST[name]
    small, large = make(SIZE), make(8 * SIZE)
    seconds_to_read(tmp_path, ending, small)  # its library loads
    reading = partial(seconds_to_read, tmp_path, ending)
    assert in_proportion(partial(reading, small), partial(reading, large), ordinary)


def test_answers_are_found_in_sentences_of_a_greatest_length() -> None:
    """However wide its gaps: the expressions that look for answers see one sentence at a time."""
    wide, tabs, gap = " " * 50_000, "\t " * 1_000, " " * 90
    text = f"A sentence{wide}goes on,{tabs}and on{gap}to its end."
    spans = split_sentences(text)
    assert [text[start:end] for start, end in spans] == [
        "A sentence", "goes on,", f"and on{gap}to its end.",
    ]  # fmt: skip
