"""Quantities in texts: what they say, in which unit, and what is none."""

import pytest

from qa.values import Kind, find_values
from tests.values import only, written_as


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("19,000 people", 19_000), ("1.2m people", 1_200_000), ("Fifty people", 50),
        ("a dozen courses", 12), ("1.2bn records", 1.2e9), ("two hundred and six sailors", 206),
        ("one hundred and fifty thousand men", 150_000), ("half a million trees", 500_000),
        ("one and a half million trees", 1_500_000), ("3 hundred and 21 men", 321),
        ("10 000 people", 10_000), ("12,34,567 people", 1_234_567), ("3.2 lakh votes", 320_000),
        ("twenty-one trillion stars", 21e12), ("2½ pages", 2.5), ("an average of .318", 0.318),
        ("1.234.567 Einwohner", 1_234_567), ("nought point nought three", 0.03), ("- 1 4/5", -1.8),
        ("two million three hundred thousand men", 2_300_000), ("threefold", 3),
        ("suspects790,000", 790_000), ("有4,666名嫌疑人", 4_666),
        ("8.364 million names", 8_364_000),
        ("1,674,200.5 M", 1_674_200.5e6), ("7T", 7e12), ("12MM", 12e6), ("5 mil", 5e6),
        ("5 K", 5_000), ("3 dzs", 36), ("three score", 60), ("two gross", 288),
        ("five grand", 5_000), ("1.5E-3", 0.0015), ("forty - five", 45), ("1/2 million", 500_000),
        ("minus five", -5), ("five billion and three quarters", 5.75e9), ("naught", 0),
        ("two million and three fifths", 2.6e6), ("one billion and a half million", 1.0005e9),
        ("1-1/2", 1.5), ("1 234 567,89", 1_234_567.89),
        ("negative ninety - five hundred fifths", -1_900), ("- 69,000 people returned", 69_000),
    ],
)  # fmt: skip
def test_numbers(text: str, figure: float) -> None:
    value = only(text)
    assert value.value == pytest.approx(figure, rel=1e-12)
    assert value.kind is Kind.NUMBER


@pytest.mark.parametrize(
    ("text", "kind", "figure", "unit"),
    [
        ("277 billion yuan", "money", 277e9, "CNY"), ("$40 billion", "money", 40e9, "USD"),
        ("HK$18 billion", "money", 18e9, "HKD"), ("£140m", "money", 140e6, "GBP"),
        ("51.40 euros", "money", 51.4, "EUR"), ("RMB 10", "money", 10, "CNY"),
        ("125 million Australian dollars", "money", 125e6, "AUD"),
        ("82 cents", "money", 82, "cent"),
        ("3 dollars 50 cents", "money", 3.5, "USD"), ("-$5", "money", -5, "USD"),
        ("20 million U.S. dollars", "money", 20e6, "USD"), ("20 HK$", "money", 20, "HKD"),
        ("115.5USD", "money", 115.5, "USD"), ("5 yuan 3 jiao", "money", 5.3, "CNY"),
        ("20 rubles 50 kopecks", "money", 20.5, "RUB"), ("120 MEUR", "money", 120e6, "EUR"),
        ("10 dollars, 20 cents", "money", 10.2, "USD"), ("30 b usd", "money", 30e9, "USD"),
        ("10 $ 30 cents", "money", 10.3, "USD"), ("$.75", "money", 0.75, "USD"),
        ("5 quid", "money", 5, "GBP"), ("17 USD 25.", "money", 17.25, "USD"),
        ("75 USD million", "money", 75e6, "USD"), ("MEUR 60", "money", 60e6, "EUR"),
        ("C$ 100 and fifty.", "money", 100.5, "CAD"), ("1 in twenty-one", "share", 1 / 21, None),
        ("one one hundred fifth", "share", 1 / 105, None),
        ("50 bangladeshi takas", "money", 50, "BDT"),
        ("Canadian $ 5", "money", 5, "CAD"), ("$20mm", "money", 20e6, "USD"),
        ("ten out of hundred", "share", 0.1, None), ("three-quarter", "share", 0.75, None),
        ("five hundred and one thousandths", "share", 0.501, None), ("40 b$", "money", 40e9, "USD"),
        ("20 centavos", "money", 20, "centavo"),
        ("twenty five %", "share", 25, "%"), ("three quarters of a percent", "share", 0.75, "%"),
        ("half a percentage point", "share", 0.5, "percentage point"),
        ("two out of five hundred sets", "share", 0.004, None),
        ("76.6%", "share", 76.6, "%"), ("24 percent", "share", 24, "%"),
        ("25 basis points", "share", 25, "basis point"), ("two thirds", "share", 2 / 3, None),
        ("one in five children", "share", 0.2, None), ("half of voters", "share", 0.5, None),
        ("12 km", "measure", 12, "kilometre"), ("180km/h", "measure", 180, "kilometre per hour"),
        ("188 miles an hour", "measure", 188, "mile per hour"), ("-28°F", "measure", -28,
         "degree Fahrenheit"), ("5.4 litres per 100 km", "measure", 5.4, "litre per 100 kilometre"),
        ("24703m2", "measure", 24703, "square metre"), ("5 ft 6 in", "measure", 5.5, "foot"),
        ("a 150-pound man", "measure", 150, "pound"),
        ("magnitude 6.8", "measure", 6.8, "magnitude"),
        ("a 50m pool", "measure", 50, "metre"), ("2.4 GHz", "measure", 2.4, "gigahertz"),
        ("a 34-year-old driver", "age", 34, "year"), ("aged 71", "age", 71, "year"),
        ("Ann Lee, 45, said", "age", 45, "year"), ("a woman of 68", "age", 68, "year"),
        ("four and a half years", "duration", 4.5, "year"),
        ("a fortnight and", "duration", 2, "week"),
        ("one hour and a half", "duration", 1.5, "hour"), ("6 mths", "duration", 6, "month"),
        ("a couple of weeks", "duration", 2, "week"), ("another day", "duration", 1, "day"),
        ("lasted 2W", "duration", 2, "week"),
        ("half an hour", "duration", 0.5, "hour"),
    ],
)  # fmt: skip
def test_units(text: str, kind: str, figure: float, unit: str | None) -> None:
    value = only(f"within {text}" if text.startswith("a fortnight") else text)
    assert (value.kind, value.unit) == (kind, unit)
    assert value.value == pytest.approx(figure)


def test_a_sum_and_its_conversion_are_two_values() -> None:
    text = "Payments of 277 billion yuan ($40 billion) were stopped."
    assert written_as(text) == ["277 billion yuan", "$40 billion"]
    assert [one.counted for one in find_values(text)] == ["Payments", "Payments"]


@pytest.mark.parametrize(
    "text",
    ["a $20 bill", "the company's $20 bill", "Germany’s $20 bill", "they can $20", "A $20 bill"],
)
def test_a_word_before_a_dollar_is_no_sign(text: str) -> None:
    value = only(text)
    assert text[value.start : value.end] == "$20"
    assert value.unit == "USD"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("pupils aged between 6 and 14", 6, 14, "year"),
        ("children between the ages of six and 12", 6, 12, "year"),
        ("people aged between 18 and 64 years", 18, 64, "year"),
        ("The hall holds from 300 to 400 people.", 300, 400, None),
        ("There were from 300 to 400 guests.", 300, 400, None),
        ("fees ranging from $300 to $400", 300, 400, "USD"),
        ("Shares vary from 12 to 15 percent", 12, 15, "%"),
        ("Between 20 and 30 ships sank.", 20, 30, None),
    ],
)
def test_both_ends_of_a_range(text: str, low: float, high: float, unit: str | None) -> None:
    found = only(text)
    assert (found.value, found.low, found.high, found.unit) == (None, low, high, unit)


@pytest.mark.parametrize("text", ["Staff rose from 300 to 400 people.", "two boys aged 6 and 14"])
def test_what_changed_or_is_listed_is_no_range(text: str) -> None:
    assert [one.low for one in find_values(text)[-2:]] == [None, None]


def test_what_a_figure_takes_from_the_one_before() -> None:
    found = find_values("Output fell to 310,000 ounces of gold from 402,000.")
    assert [one.unit for one in found] == ["ounce", "ounce"]
    assert written_as("Eggs cost $3.20 a dozen.") == ["$3.20"]
    assert [one.value for one in find_values("men aged 19, 24 and 31")] == [19, 24, 31]
    assert [one.unit for one in find_values("sent $2 million to 1,900 clients")] == ["USD", None]


def test_over_says_when_or_how_long() -> None:
    days = find_values("It cancelled 1,100 flights over three days, after over two weeks.")[1:]
    assert [one.low for one in days] == [None, 2]


def test_where_a_wage_goes_up_to_is_no_bound() -> None:
    assert only("The wage goes up to 12 euros.").high is None
    assert only("It pays up to 12 euros.").high == 12


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("They handed over 4,666 suspects.", None), ("He turned over 40 documents.", None),
        ("Handing over $5 million, he wept.", None), ("The road went over 12 bridges.", None),
        ("They handed well over 40 men to it.", 40), ("They handed over at least 40 men.", 40),
        ("The price went over $100.", 100), ("It is going over 40 degrees.", 40),
        ("Their hands hold over 40 cards.", 40), ("He took over 30 firms.", 30),
    ],
)  # fmt: skip
def test_over_behind_some_verbs_is_no_bound(text: str, low: float | None) -> None:
    assert only(text).low == low


def test_a_garbled_figure_stands_as_it_is() -> None:
    found = find_values("It solved 39 cases and arrested 10,000 cases of suspects.")
    assert [(one.value, one.counted) for one in found] == [
        (39, "cases"),
        (10_000, "cases of suspects"),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("nearly 20,000 people", None, None, True), ("more than 31,000", 31_000, None, False),
        ("up to 40 ships", None, 40, False), ("at least a dozen", 12, None, False),
        ("between 13 and 15 tons", 13, 15, False), ("15 to 20 percent", 15, 20, False),
        ("$5-10 million", 5e6, 10e6, False), ("5 to 10 million dollars", 5e6, 10e6, False),
        ("9 or 10 ships", 9, 10, False), ("tens of thousands of people", 10_000, None, True),
        ("18- to 24-year-olds", 18, 24, False), ("no more than 10 men", None, 10, False),
        ("in his 20s", 20, 29, False), ("30 people or more", None, None, False),
    ],
)  # fmt: skip
def test_bounds(text: str, low: float | None, high: float | None, approximate: bool) -> None:
    value = only(text)
    assert (value.low, value.high, value.approximate) == (low, high, approximate)


def test_what_moved_from_one_figure_to_another_is_no_range() -> None:
    found = find_values("Spending rose from 1.9 to 2.5 percent, and they won 3-1.")
    assert [(one.value, one.unit) for one in found] == [
        (1.9, "%"),
        (2.5, "%"),
        (3, None),
        (1, None),
    ]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Cases are down 24 percent.", ["down"]), ("an increase of roughly 116 percent", ["up"]),
        ("Births fell by 9.9 percent to 9.56 million.", ["down", None]),
        ("41 percent more than in 2020", ["up"]), ("It shot down 36 drones.", [None]),
        ("It lowered its mortgage rate by 25 basis points.", ["down"]),
    ],
)  # fmt: skip
def test_changes(text: str, changes: list[str | None]) -> None:
    found = [one for one in find_values(text) if one.kind is not Kind.PERIOD]
    assert [one.change for one in found] == changes


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A total of 4,666 suspects were handed over.", "suspects"),
        ("Of these, 205 were fugitives.", "fugitives"),
        ("about 594,000 telecom and online fraud cases", "telecom and online fraud cases"),
        ("36 of 41 drones", "drones"), ("a fee of 5 euros", "fee"), ("a 6.7-inch screen", "screen"),
        ("12 GB of memory", "memory"), ("76.6% of victims", "victims"),
        ("Asylum claims fell to 67,337.", "Asylum claims"), ("a 34-year-old driver", "driver"),
        ("more than $50 million in illicit funds", "illicit funds"),
        ("fraud cases worth 277 billion yuan", "fraud cases"),
        ("two police officers", "police officers"),
        ("an annual rate of 4.9%", "annual rate"), ("a 31 percent share", "share"),
        ("half the government's target", "target"), ("155mm shells", "shells"),
        ("A dozen or so protesters", "protesters"), ("one in nine people", "people"),
        ("It paid $13.8bn for weapons", "weapons"), ("1.9% more beds", "beds"),
        ("The tunnel, which everyone wanted, cost $5 million", "tunnel"),
        ("The start-up has sales of $5 million", "sales"),
        ("The average wait is now 41 weeks.", "average wait"),
        ("The yield on the note rose to 4.42%.", "yield on the note"),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, counted: str) -> None:
    assert find_values(text)[0].counted == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("They counted 3,682 tigers, up from 2,967.", ["tigers", "tigers"]),
        ("It sold 7.6 million cars in March, 5 percent more than in 2022.", ["cars", "cars"]),
        ("Debt rose to 7.1 percent of GDP from 5.8 percent.", ["Debt", "Debt"]),
        ("The chain has 68,000 staff and will spend $1 billion.", ["staff", None]),
        ("The fire burned 62,000 acres and is 15 percent contained.", ["fire", "fire"]),
        ("It was hit 80 kilometres south of the capital.", [None]),
    ],
)  # fmt: skip
def test_what_several_figures_count(text: str, counted: list[str | None]) -> None:
    found = [one for one in find_values(text) if one.kind is not Kind.PERIOD]
    assert [one.counted for one in found] == counted


@pytest.mark.parametrize(
    "text",
    ["The F-16 and the Boeing 737 of flight MH370", "At 5:30 p.m. and 10 a.m.", "A 5G phone",
     "No. 3, on page 12", "call 555-123-4567", "192.168.1.2", "No one of them knew this one.",
     "It was his twenty-first goal", "They may march in the second half", "24/7", "1Cor",
     "a 3-2 win", "call 0800 123 456 or +44 20 7946 0958", "10 Downing Street", "a Boeing 747-8",
     "three o'clock", "half past six", "5 to 7 p.m.", "1080p on a 4K television", "Python 3.11",
     "World War 2", "the Under-21s", "60s music", "temperatures in the 80s", "zip code 90210",
     "Game 4 of the series", "point five", "since 9/11"],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    assert written_as(text) == []


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("2,000 people in 2000", ["2,000", "2000"]), ("In August 12 people died", ["August", "12"]),
        ("killing 26 in May", ["26", "May"]), ("the 8-year-old of 2016", ["8-year-old", "2016"]),
        ("20 won 12", ["20", "12"]),
        ("tested negative three times", ["three times"]), ("20201231 votes", ["20201231"]),
        ("18 and 19 June", ["18", "19 June"]),
        ("50 dollar 40 rmb", ["50 dollar", "40 rmb"]), ("June 18 and 19", ["June 18", "19"]),
        ("June 18 and 19 people", ["June 18", "19"]),
        ("6,107.31 August 2019", ["6,107.31", "August 2019"]),
    ],
)  # fmt: skip
def test_neighbours(text: str, slices: list[str]) -> None:
    assert written_as(text) == slices
