"""Titles, dates and bylines: what is stated is found, what only looks like it is not."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.dates import date_in_name, parse_date
from index.reading.facts import clean, facts_from, web_address
from index.reading.formats.plain import split_front
from index.reading.header import header_facts
from index.reading.title import leading_title
from index.records import FACTS, Facts

DAY = datetime.date(2023, 10, 31)
PROSE = (
    "Police in Yunnan province said on Tuesday that they had taken over hundreds of suspects from "
    "across the border, the largest such handover of the year so far."
)


@pytest.mark.parametrize(
    "value",
    [
        "2023-10-31",
        "2023/10/31",
        "2023.10.31",
        "20231031",
        "2023-10-31T23:30:00-05:00",
        "2023-10-31T00:10:00Z",
        "2023-10-31 23:30:00.123+08:00",
        "Oct. 31, 2023",
        "October 31, 2023",
        "Tuesday, October 31, 2023",
        "31 October 2023",
        "31st of October, 2023",
        "31-Oct-2023",
        "Tue, 31 Oct 2023 10:00:00 +0000",
        "Tue, 31 Oct 2023 10:00:00 GMT",
        "October 31, 2023 at 9:15 p.m.",
        "31/10/2023",
        "10/31/2023",
        "2023年10月31日",
    ],
)
def test_a_full_date_in_any_usual_spelling(value: str) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2023",
        "October 2023",
        "Oct. 31",
        "03/04/2023",
        "03.04.2023",
        "31/10/23",
        "2023-02-30",
        "2023-13-01",
        "1698710400",
        "99999999",
        "yesterday",
        "between 2023-10-31 and 2023-11-02",
        "a story of 2023-10-31",
        "0001-01-01",
        "2023-10-311",
    ],
)
def test_anything_less_is_unknown(value: str) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2023-10-31-fraud.txt", DAY),
        ("fraud_20231031.pdf", DAY),
        ("2023_10_31.html", DAY),
        ("2023-10-fraud.txt", None),
        ("2023-02-30.txt", None),
        ("2023-10-31-to-2023-11-02.txt", None),
        ("120231031.txt", None),
        ("31-10-2023.txt", None),
        ("000.txt", None),
    ],
)
def test_date_in_a_file_name(name: str, date: datetime.date | None) -> None:
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    "line",
    [
        "Updated on 2023-10-31",
        "Mondo Social Updated on 2023-10-31",
        "Published: Oct. 31, 2023",
        "Date: 31 October 2023",
        "31 October 2023",
        "Tuesday, October 31, 2023",
        "October 31, 2023 | 09:12",
        "By ZHANG YAN in Beijing | China Daily | Updated: 2023-10-31 07:14",
        "By Jane Doe, Oct. 31, 2023",
        "China Daily | 2023-10-31",
        "Oct. 31, 2023 | China Daily",
        "2023年10月31日 港湾日报",
        "Published: Oct. 31, 2023 | Updated: Nov. 2, 2023",
        "BEIJING, Oct. 31, 2023 (Xinhua) -- " + PROSE,
        "Vientiane, Oct. 31, 2023 — " + PROSE,
    ],
)
def test_date_in_the_header(line: str) -> None:
    assert header_facts(f"A headline of some words\n\n{line}\n\n{PROSE}").date == DAY


@pytest.mark.parametrize(
    "text",
    [
        f"The attacks of September 11, 2001\n\n{PROSE}",
        f"Remembering Hiroshima, August 6, 1945\n\n{PROSE}",
        f"A headline\n\nThe law took effect on December 1, 2022, the ministry said.\n{PROSE}",
        f"On Oct. 31, 2023 — a Tuesday — {PROSE}",
        f"{PROSE}\n\n31 October 2023\n\n{PROSE}",
        f"Updated: 03/04/2023\n\n{PROSE}",
        "It is larger than by the count published on Oct. 26, 2021\nwas reported by the ministry.",
        "Police in the south of the country met with those of\nthe north, the ministry said, on\n"
        "December 1, 2022\nand again in the new year.",
        f"31 October 2023\n1 November 2023\n\n{PROSE}",
        f"{PROSE} It was published on 31 October 2023.",
        "\n".join([PROSE] * 10 + ["Updated: 2023-10-31"]),
    ],
)
def test_dates_of_the_story_are_not_the_articles(text: str) -> None:
    assert header_facts(text).date is None


def test_bylines_datelines_and_named_lines() -> None:
    header = f"A headline of words\nBy Jane Doe and Li Wei | China Daily | 2023-10-31\n\n{PROSE}"
    assert header_facts(header) == Facts(
        date=DAY, source="China Daily", author="Jane Doe and Li Wei"
    )
    assert (
        header_facts(f"By Jane Doe, China Daily, 31 October 2023\n\n{PROSE}").author == "Jane Doe"
    )
    assert header_facts(f"BEIJING, Oct. 31, 2023 (Xinhua) -- {PROSE}").source == "Xinhua"
    named = f"Title: Fraud: the fall\r\nSource:Xinhua | Editor: Li\r\nURL: https://a.example/x\r\n\r\n{PROSE}"
    assert header_facts(named) == Facts(
        title="Fraud: the fall", source="Xinhua", url="https://a.example/x"
    )
    assert header_facts(f"A headline\nBy Monday, it was over\n\n{PROSE}").author is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Fraud cases fall by a quarter\n\n{PROSE}", "Fraud cases fall by a quarter"),
        (f"Fraud cases fall by a quarter\n{PROSE}", "Fraud cases fall by a quarter"),
        (f"\r\n  Fraud  cases fall \r\n\r\n{PROSE}\r\n", "Fraud cases fall"),
        (f"Fraud cases fall\nBy Jane Doe\n31 October 2023\n{PROSE}", "Fraud cases fall"),
        (
            f"Fraud cases fall\nThe Example Daily\nUpdated on 2023-10-31\n\n{PROSE}",
            "Fraud cases fall",
        ),
        (
            "Fraud cases fall\n\nPolice took over scores of\nsuspects, the largest\nhandover of the"
            "\nyear so far, and said that\nmore would follow",
            "Fraud cases fall",
        ),
        (f"Who handed them over?\n\n{PROSE}", "Who handed them over?"),
        (f"Fraud\n=====\n\n{PROSE}", "Fraud"),
        # one word by itself is a title where the text begins with it
        (f"Oxford\n\nOxford is a city of colleges. {PROSE}", "Oxford"),
        (f"Glacier\n\nA glacier is ice that flows. {PROSE}", "Glacier"),
        (f"LONDON\n\n{PROSE}", None),
        (
            "电信网络诈骗案件持续下降\n\n" + "公安机关打击电信网络诈骗犯罪取得显著成效。" * 5,
            "电信网络诈骗案件持续下降",
        ),
        (PROSE, None),
        ("", None),
        ("Only a line", None),
        (f"Suspects are led away. (Photo/China Daily)\n{PROSE}", None),
        (f"Photo: suspects are led away\n\n{PROSE}", None),
        (f"Police arrest forty in...\n\n{PROSE}", None),
        (f"By Jane Doe\n\n{PROSE}", None),
        (f"31 October 2023\n\n{PROSE}", None),
        (f"- an item of a list\n\n{PROSE}", None),
        (f"https://a.example/a-story\n\n{PROSE}", None),
        (f"The suspects came to Yunnan p\n\nThey came to Yunnan province. {PROSE}", None),
        # wrapped by hand: the first line is a piece of a sentence
        (
            "Police in Yunnan have taken over more suspects this\nyear than ever, they said.\n\n"
            + PROSE,
            None,
        ),
        (
            "Police in Yunnan said that the Ministry of\nPublic Security took them over.\n\n"
            + PROSE,
            None,
        ),
    ],
)
def test_leading_title(text: str, title: str | None) -> None:
    assert leading_title(text) == title


def test_columns_and_keys_in_any_spelling() -> None:
    row = {
        "Headline": " Two\nlines ",
        "Published At": "2023-10-31T10:00:00Z",
        "source": {"id": 3, "name": "Xinhua"},
        "Authors": ["Jane Doe", {"name": "Li Wei"}],
        "LINK": " https://a.example/x ",
    }
    assert facts_from(row) == Facts(
        title="Two lines",
        date=DAY,
        source="Xinhua",
        author="Jane Doe, Li Wei",
        url="https://a.example/x",
    )
    nothing: dict[str, object] = {
        "title": None,
        "date": "03/04/2023",
        "source": "N/A",
        "author": [],
        "url": "javascript:x",
    }
    assert facts_from(nothing) == Facts()
    assert facts_from({"source": "https://a.example/x"}) == Facts(url="https://a.example/x")


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_is_read_by_its_own_name(name: str) -> None:
    values = {"date": "2023-10-31", "url": "https://lowhaven.example/1"}
    value = values.get(name, "Lowhaven")
    for facts in (
        facts_from({name.upper(): value}),
        split_front(f"---\n{name}: {value}\n---\n{PROSE}")[0],
        header_facts(f"{name.capitalize()}: {value}\n\n{PROSE}"),
    ):
        assert facts.plain_facts()[name] == value


def test_only_web_addresses_are_links() -> None:
    assert web_address(" HTTPS://a.example/x ") == "HTTPS://a.example/x"
    for value in (None, "", "javascript:alert(1)", "a.example", "https://", "https://a b"):
        assert web_address(value) is None


def test_clean_leaves_only_what_utf8_can_hold() -> None:
    assert clean("a\0b\ud83d\ude00c\ud800\x1bd\n") == "ab😀c\ufffdd\n"


@given(st.text())
def test_no_text_breaks_the_header(text: str) -> None:
    for value in (header_facts(text).title, leading_title(text)):
        assert value is None or value == " ".join(value.split())


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for spelling in ("%Y-%m-%d", "%d %B %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%Y%m%d"):
        assert parse_date(day.strftime(spelling)) == day
