"""What journalists write beside an answer: titles, comparisons, wholes and parts."""

import pytest

from tests.statements import ask, reasons, said, shown

TITLE, DATE = "The news", "2024-05-02"  # a Thursday


def _ask(question: str, text: str, answer: str, sure: float = 0.7) -> tuple[list[str], list[str]]:
    found = ask(question, said(text, answer, sure, title=TITLE, date=DATE))
    return shown(found), reasons(found)


@pytest.mark.parametrize("confidence", [0.7, 0.9])
@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("who is the head of Railco", "Nothing was decided, said a Railco spokesman, Ian Petty.",
         "Ian Petty", "is a Railco spokesman"),
        ("who leads the union", "Its spokeswoman Ana Tell said so.", "Ana Tell",
         "is spokeswoman"),
        ("Who is the police chief of Arden?", "In Arden, Fire Chief Ola Berg is in charge.",
         "Ola Berg", "is Fire Chief"),
        ("Who is the police chief of Arden?", "Arden asked the town's chief engineer, Ola Berg.",
         "Ola Berg", "is the town's chief engineer"),
    ],
)  # fmt: skip
def test_who_holds_another_office_is_refused_however_sure(
    question: str, text: str, answer: str, reason: str, confidence: float
) -> None:
    assert _ask(question, text, answer, confidence) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("Who is the president of Arden?", "Prime Minister Ola Berg of Arden resigned.",
         "Prime Minister Ola Berg", "is Prime Minister"),
        ("Who is the president of Arden?", "Arden is led by Prime Minister Ola Berg.",
         "Ola Berg", "is Prime Minister"),
    ],
)  # fmt: skip
def test_who_holds_another_office_is_refused(
    question: str, text: str, answer: str, reason: str
) -> None:
    assert _ask(question, text, answer) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("who is the head of Railco", "Chief executive Ian Petty spoke for Railco.", "Ian Petty"),
        ("who is the spokesman of Railco", "No, said a Railco spokesman, Ian Petty.", "Ian Petty"),
        ("Who is the fire chief of Arden?", "In Arden, Fire Chief Ola Berg is in charge.",
         "Ola Berg"),
        ("Who is the chief engineer?", "Ask the county's chief engineer, Ola Berg, about it.",
         "Ola Berg"),
        ("Who is the prime minister of Arden?", "Prime Minister Ola Berg of Arden resigned.",
         "Prime Minister Ola Berg"),
        ("who leads the union", "Ana Tell, its spokeswoman, was elected to lead the union.",
         "Ana Tell"),
        ("who leads the union", "Its head Ana Tell, once its spokeswoman, said so.", "Ana Tell"),
        ("Who is the leader of the party?", "Ana Tell, spokeswoman and leader of the party, left.",
         "Ana Tell"),
        ("Who is the defence minister?", "Ola Berg, security chief and defence minister, left.",
         "Ola Berg"),
        ("Who is in charge of the inquiry?", "Chief Inspector Ola Berg leads the inquiry.",
         "Ola Berg"),
        ("Who was the judge in the case?", "Chief Justice Ola Berg heard the case.", "Ola Berg"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("confidence", [0.7, 0.9])
def test_who_holds_the_office_is_shown(
    question: str, text: str, answer: str, confidence: float
) -> None:
    assert _ask(question, text, answer, confidence) == ([answer], [])


@pytest.mark.parametrize("question", ["railco dividend", "Railco dividend"])
def test_a_name_that_opens_what_is_typed_is_one(question: str) -> None:
    own = said("On Monday Railco spoke. The dividend is 31 cents.", "31 cents", title=TITLE)
    other = said("Orbix pays a dividend of 4 crowns.", "4 crowns", title="Orbix pays")
    found = ask(question, own, other)
    assert (shown(found), reasons(found)) == (["31 cents"], ["does not name Railco"])


PROFIT = "Profit at Orbix fell to 1.9 billion crowns in the quarter from 3.2 billion a year before."
POLL = "By noon turnout was 48.3 percent, the clerk said, against 41 percent in the 2016 vote."
VOTED = "In the port 61 percent voted Yes; in the hills 58 percent voted No."
HOMES = "In the capital, Stanwick, a home cost £512,000, while in the North East it was £164,900."
RIDERS = "Of the 154 riders who started on Monday, 119 reached the finish."
ROUTES = "Only 40 of the city's 112 bus routes were served."
OUTBREAK = "The outbreak, which infected 203 people and killed one, a girl of two, is over."
JAILED = "Judge Rowe sentenced the nurse Ann Farrow to seven years in prison."
BANNED = "Nuno Duarte lost his title on Friday. He is banned for two years. It goes to Bram Kessel."
CROWN = "The crown gained 1.8 percent against the dollar."


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("profit of Orbix", PROFIT, "3.2 billion a year before", "what it was before"),
        ("turnout in the 2016 vote", POLL, "48.3 percent", "about 2024, not 2016"),
        ("what percentage voted no", VOTED, "61 percent", "tells of the opposite"),
        ("How many percent voted yes?", VOTED, "58 percent", "tells of the opposite"),
        ("how much did revenue fall", "Revenue grew 4% to £391m.", "£391m",
         "tells of the opposite"),
        ("price of a home in Stanwick", HOMES, "£164,900", "about East, not Stanwick"),
        ("how many riders finished", RIDERS, "154", "counts all of them"),
        ("how many people died in the outbreak", OUTBREAK, "203", "counts illness, not deaths"),
        ("How old is Ann Farrow?", JAILED, "seven years", "a length of time, and no age"),
        ("how long is Kessel banned", BANNED, "two years", "about Nuno Duarte, not Kessel"),
        ("how long is the tram line", "A ride on the tram line takes 27 minutes.", "27 minutes",
         "a time, which tells not how long"),
        ("how much did the crown gain against the euro", CROWN, "1.8 percent",
         "against the dollar, not the euro"),
        ("how many employees does Orbix have", "Orbix, with 4.3m customers, is a utility.",
         "4.3m", "counts customers"),
    ],
)  # fmt: skip
def test_what_is_told_beside_it_is_refused(
    question: str, text: str, answer: str, reason: str
) -> None:
    assert _ask(question, text, answer) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("profit of Orbix", PROFIT, "1.9 billion crowns"),
        ("turnout in the 2016 vote", POLL, "41 percent"),
        ("What was turnout in 2016?", "Turnout was 48 percent, up from 41 percent, in 2016.",
         "48 percent"),
        ("how many guests were killed", "At the hotel 12 workers and guests were killed.", "12"),
        ("what percentage voted no", VOTED, "58 percent"),
        ("how much did revenue grow", "Revenue grew 4% to £391m.", "4%"),
        ("price of a home in Stanwick", HOMES, "£512,000"),
        ("how many riders finished", RIDERS, "119"),
        ("how many riders started", RIDERS, "154"),
        ("How many members does the club have?", "Of its 300 members, 40 voted at the club.",
         "300"),
        ("how long is the bus route", "The bus route takes 50 minutes.", "50 minutes"),
        ("how long is the drive down the coast", "The drive takes five hours.", "five hours"),
        ("how many bus routes were served", ROUTES, "40"),
        ("how many bus routes does it have", ROUTES, "112"),
        ("how many people died in the outbreak", OUTBREAK, "one"),
        ("How old is Ann Farrow?", "Ann Farrow was 41 when she was jailed.", "41"),
        ("how long is Duarte banned", BANNED, "two years"),
        ("how long is the tram line", "The tram line is 11.3 kilometres long.", "11.3 kilometres"),
        ("how long is the line closed", "The line is closed for two weeks.", "two weeks"),
        ("how much did the crown gain against the dollar", CROWN, "1.8 percent"),
        ("how many customers does Orbix have", "Orbix, with 4.3m customers, is a utility.",
         "4.3m"),
        ("how many spent the night in schools", "Some 3,000 residents slept in schools.", "3,000"),
        ("how many people were evacuated", "Officials ordered 7,400 people to leave the valley.",
         "7,400"),
        ("how many whales died", "On the beach 52 dead animals were counted.", "52"),
        ("What did the mayor of Arden say the damage was?",
         "Arden is wet. Mayor Piotr Lasko spoke of 150 million euros.", "150 million euros"),
    ],
)  # fmt: skip
def test_what_answers_beside_something_else_is_shown(question: str, text: str, answer: str) -> None:
    assert _ask(question, text, answer) == ([answer], [])


PRIZE = "Eze, 29, beat five others for the prize, among them Kenji Mori."
OBITUARY = "Leopold Marsh died on Tuesday at his home, his daughter Clara Marsh said."


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("How old is Kenji Mori?", PRIZE, "29", "the age of Eze"),
        ("When did Clara Marsh die?", OBITUARY, "Tuesday", "about Leopold Marsh, not Clara Marsh"),
        ("profit of Orbix in 2024", PROFIT, "3.2 billion", "what it was before"),
    ],
)  # fmt: skip
def test_what_is_told_of_another_in_the_sentence_is_refused(
    question: str, text: str, answer: str, reason: str
) -> None:
    assert _ask(question, text, answer) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How old is Ifeoma Eze?", PRIZE, "29"),
        ("How old is Ada Holm?", "Ada Holm, of Green Street, 39, was fined.", "39"),
        ("How old was Per Lund?", "Per Lund died in Orsk, Tarn, aged 81, his son said.", "81"),
        ("When did Leopold Marsh die?", OBITUARY, "Tuesday"),
        ("When did Clara Marsh resign?",
         "After Leopold Marsh quit, Clara Marsh said she would go on Tuesday.", "Tuesday"),
        ("profit of Orbix in 2023", PROFIT, "3.2 billion"),
        ("How many jobs go at the bank?", "At the bank 600 cuts are planned.", "600"),
    ],
)  # fmt: skip
def test_what_is_told_of_the_one_asked_about_is_shown(
    question: str, text: str, answer: str
) -> None:
    assert _ask(question, text, answer) == ([answer], [])


@pytest.mark.parametrize("confidence", [0.7, 0.9])
@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("bus fare arden", "In Arden 1,800 bus drivers stopped work over fares.", "1,800"),
        ("average house price arden", "House prices in Arden fell 0.6% in July.", "0.6%"),
        ("orbix fine", "Orbix spilled for 196,000 hours and was fined.", "196,000 hours"),
    ],
)
def test_keywords_for_a_sum_are_answered_by_no_other_figure(
    question: str, text: str, answer: str, confidence: float
) -> None:
    assert _ask(question, text, answer, confidence) == ([], ["not a sum of money"])


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("bus fare arden", "In Arden the bus fare is $2.75.", "$2.75"),
        ("house price fall arden", "House prices in Arden fell 0.6% in July.", "0.6%"),
        ("average house price arden", "A house in Arden costs 287,400 pounds.", "287,400 pounds"),
        ("bus fare arden", "A ride in Arden is 3 crowns.", "3 crowns"),
        ("pay offer arden", "The offer to nurses in Arden is 5%.", "5%"),
        ("fine weather arden", "Arden has had fine weather for 12 days.", "12 days"),
        ("why is the bus fare so high", "The bus fare is high after 12 strikes.", "12 strikes"),
    ],
)
def test_keywords_for_a_sum_are_answered_by_one(question: str, text: str, answer: str) -> None:
    assert _ask(question, text, answer) == ([answer], [])


def test_a_name_within_a_compound_is_one() -> None:
    own = said("Orbix is a Leeds-based brewer. It has 400 staff.", "400", title="Orbix")
    other = said("The brewery in Hull makes 1.2m litres.", "1.2m litres", title="Hull")
    found = ask("how much does the leeds brewery make", other, own)
    assert "does not name Leeds" in reasons(found)
