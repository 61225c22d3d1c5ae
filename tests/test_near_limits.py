"""What a question takes for granted and an article says nothing of: refused, with why."""

import pytest

from qa.reconcile.limits.namesakes import namesake
from qa.reconcile.limits.unknown import find_unknown
from tests.statements import ask, reasons, said, shown


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        ("What did Ann Lee say about oysters?", "The sea is cold, Ann Lee said.",
         "The sea is cold", "says nothing of oysters"),
        ("When did the strike at the yard end?", "The yard said on 3 May that it was full.",
         "3 May", "says nothing of strike"),
        ("How many people were in the yard when the crane toppled?", "The yard has 40 people.",
         "40", "says nothing of what toppled"),
        ("How many guests were hurt in the hotel?", "The hotel has 90 guests.", "90",
         "says nothing of injuries"),
        ("How many people work for Open Hands?", "Open Hands said that 131 people had died.",
         "131", "counts deaths"),
        ("How many drivers will the firm hire?", "The firm will dismiss 38 drivers.", "38",
         "tells of the opposite"),
        ("When did the yard open its office?", "The yard will open its office in May 2027.",
         "May 2027", "was still to come on 2023-11-02"),
        ("How much does the manager earn?", "The manager has the 18 on his back.", "18",
         "not a sum of money"),
        ("How much did Munich Re pay?", "The broker Hallam Re paid 90 million euros.",
         "90 million euros", "about Hallam Re, not Munich Re"),
        ("How much does the manager earn?", "He takes the number 18.", "18",
         "a number by which something is called"),
        ("When did Professor Linda Sefton write it?",
         "Linda Sefton is away. Written by Professor Alan Sefton, it says so of 14 January.",
         "14 January", "about Alan Sefton, not Professor Linda Sefton"),
        ("How many goals did Hruska score?",
         "Hruska is 30. Duarte, 22, scored 19 goals last season.", "19",
         "about Duarte, not Hruska"),
        ("How tall is Iago Duarte?",
         "Iago Duarte is sold. Mads Kjeldsen scored 14 goals. He is 1.94 metres tall.",
         "1.94 metres", "about Mads Kjeldsen, not Iago Duarte"),
        ("How many did Teresa Rakoto say had died?",
         "Teresa Rakoto is away. The charity, Open Hands, said that 131 people had died.", "131",
         "said by Open Hands, not Teresa Rakoto"),
        ("How deep is the pond?", "The pond holds 90,000 cubic metres.", "90,000 cubic metres",
         "a volume, which tells not how deep"),
        ("Distance from Norvik to Brask", "In Norvik 42 degrees were measured.", "42 degrees",
         "a temperature, which tells not the distance"),
        ("Top speed of the yard train", "The yard train was full to 91 percent.", "91 percent",
         "a share, which tells not the speed"),
        ("rent of the yard", "The yard has 94 lamps.", "94", "not a sum of money"),
        ("What did the bank lend for the yard?", "The bank gave the yard 30 chairs.", "30",
         "not a sum of money"),
        ("Who did Joren Pike hit?", "Joren Pike is said to have hit somebody.", "Joren Pike",
         "is what was asked about"),
        ("Where will the march start?", "The march will start in the spring.", "the spring",
         "not a place"),
        ("Who is the mayor of San Quirro?",
         "San Quirro is dry. In Montevasca the mayor, Ruben Calla, has closed the pond.",
         "Ruben Calla", "about Montevasca, not San Quirro"),
        ("How many coins were taken from the town hall in Norvik?",
         "Norvik is safe. The 130 coins were taken from the town hall of Brunnsey.", "130",
         "about Brunnsey, not Norvik"),
        ("lawyer of Felix Sund", "Felix Sund spoke. Aron Sund's lawyer, Celia Thorne, will appeal.",
         "Celia Thorne", "about Aron Sund, not Felix Sund"),
        ("lawyer of Felix Sund", "Felix Sund spoke. The prosecutor, Olof Brinke, was silent.",
         "Olof Brinke", "is the prosecutor"),
        ("How many tonnes did the yard take in in 1956?",
         "It has been there since 1956. It took in 2,150 tonnes.", "2,150 tonnes",
         "about 2023, not 1956"),
        ("How many people were hurt in Norvik?", "Norvik is safe. In Marlow 12 people were hurt.",
         "12", "about Marlow, not Norvik"),
        ("how many houses were emptied in pieve alta",
         "The road to Pieve Alta is shut. In the hamlet of Cornale 22 houses were emptied.", "22",
         "about Cornale, not Pieve Alta"),
        ("How wide is the yard?", "The yard is 98 metres long.", "98 metres",
         "how long, not how wide"),
        ("How high is Mount Sarro?", "Mount Sarro has 12 hectares.", "12 hectares",
         "an area, which tells not how high"),
        ("How long did the yard take to mend the ferry?", "The yard took in a ferry of 98 metres.",
         "98 metres", "a length, which tells not how long"),
        ("How many ferries did the yard mend?", "It mended as many as the yard of Marlow.",
         "as many", "not a figure"),
        ("How many ferries did the yard mend?", "The yard opened on 20 October 2023.", "20",
         "part of a date"),
        ("What was the profit in 2021?",
         "Costs grew in 2021. The profit was 7 million pounds in the year to June 2022.",
         "7 million pounds", "about 2022, not 2021"),
    ],
)  # fmt: skip
def test_what_an_article_does_not_tell_of_is_no_answer(
    question: str, text: str, answer: str, reason: str
) -> None:
    found = ask(question, said(text, answer, date="2023-11-02", title="The yard"))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize("opened", ["The yard opened in 2019.", "The yard is open."])
def test_an_article_without_a_day_answers_of_the_years_that_it_names(opened: str) -> None:
    own = said(f"{opened} This year it took in 2,150 tonnes.", "2,150 tonnes")
    question = "How many tonnes did the yard take in in {}?"
    assert reasons(ask(question.format(2021), own)) == ["does not name 2021"]
    assert (not reasons(ask(question.format(2019), own))) is ("2019" in opened)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("What did Ann Lee say about the oyster?", "Oysters are safe, Ann Lee said.",
         "Oysters are safe"),
        ("When did the strike at the yard end?", "The strike ended on 3 May.", "3 May"),
        ("How many people died in the crash?", "The crash killed 40 people.", "40"),
        ("How many people lost their lives?", "The crash killed 40 people.", "40"),
        ("How many people were on board?", "The 40 people on board died.", "40"),
        ("How many drivers will the firm hire?", "It will hire 38 drivers and dismiss none.", "38"),
        ("When is the new office due?", "The office is due in May 2027.", "May 2027"),
        ("How much did Munich Re pay?", "Munich Re, not Hallam Re, paid 90 million euros.",
         "90 million euros"),
        ("How much did the coat cost?", "The coat was sold for 18 in the end.", "18"),
        ("How long is the tunnel?", "The tunnel is 14 kilometres long.", "14 kilometres"),
        ("How long has the yard been shut?", "The yard has been shut since May 2022.",
         "since May 2022"),
        ("When did Professor Linda Sefton write it?", "Dr Sefton wrote it on 14 January.",
         "14 January"),
        ("How many goals did Hruska score?", "Hruska, who came for Duarte, 22, scored 19 goals.",
         "19"),
        ("How tall is Iago Duarte?", "Iago Duarte is sold. He is 1.94 metres tall.",
         "1.94 metres"),
        ("How many did Teresa Rakoto say had died?",
         "Teresa Rakoto was there. She said that 131 people had died.", "131"),
        ("How many did Teresa Rakoto say had died?",
         "The charity, Open Hands, led by Teresa Rakoto, said that 131 people had died.", "131"),
        ("How deep is the pond?", "The pond is 9 feet deep.", "9 feet"),
        ("How high is the turnout?", "The turnout is 98 percent.", "98 percent"),
        ("How wide is the gate?", "The gate is 4 metres wide.", "4 metres"),
        ("How far back do the papers go?", "The papers go back to 1927.", "1927"),
        ("cost of the pond", "The pond cost 500 florins.", "500 florins"),
        ("Who won, Vale or Orrin?", "Vale won, and Orrin wept.", "Vale"),
        ("What kind of gate is it?", "It is a wooden gate.", "wooden"),
        ("Where will the march start?", "The march will start in Springfield.", "Springfield"),
        ("Who is the mayor of San Quirro?",
         "In Montevasca it is dry. The mayor, Ruben Calla, of San Quirro, has closed the pond.",
         "Ruben Calla"),
        ("When did the show air in Australia?",
         "Australia waited. It aired on Dutch Two in May 1998.", "May 1998"),
        ("How many tonnes did the yard take in in 2023?", "It took in 2,150 tonnes.",
         "2,150 tonnes"),
        ("What was the profit in 2021?",
         "The profit was 7 million pounds, more than in 2020. So it went in 2021.",
         "7 million pounds"),
    ],
)  # fmt: skip
def test_what_it_does_tell_of_is(question: str, text: str, answer: str) -> None:
    found = ask(question, said(text, answer, date="2023-11-02", title="The yard"))
    assert shown(found) == [answer]


@pytest.mark.parametrize(
    ("name", "text", "other"),
    [
        ("Munich Re", "the broker Hallam Re said", "Hallam Re"),
        ("Munich Re", "the broker Re said", None),
        ("Munich Re", "Munich Re and Hallam Re", None),
        ("Teresa Rakoto", "its head, Teresa Dumba, said", "Teresa Dumba"),
        ("Erik Torvald", "Mr Torvald said", None),
        ("Joe Byron", "Joseph Byron said", None),
        ("Civic Party", "the Labour Party", None),
        ("Ann Lee", "nobody", None),
    ],
)
def test_a_name_that_shares_a_word_is_another(name: str, text: str, other: str | None) -> None:
    assert namesake(name, text) == other


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("deaths from the storm in beira", ["beira"]),
        ("how many trains did deutsche bahn sell", ["deutsche bahn"]),
        ("how many died in the gotthard tunnel", ["gotthard"]),
        ("wind in Port louis", ["louis"]),
        ("how many people lived in poverty", ["poverty"]),  # what cannot be counted is not told
        ("how many died in the flood", []),
        ("how many houses in the vilage", []),
        ("deaths from drowning", []),
        ("how many trucks were stopped", []),
        ("What barge struck the houses", []),
    ],
)
def test_names_in_small_letters_that_no_passage_has(question: str, found: list[str]) -> None:
    known = {"deaths", "storm", "trains", "tunnel", "wind", "people", "died", "village", "houses"}
    spans = find_unknown(question, known, {"tunnel"})
    assert [question[start:end] for start, end in spans] == found
