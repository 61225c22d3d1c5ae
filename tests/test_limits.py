"""What a question limits its answer to: statements about something else are refused, with why."""

import pytest

from tests.statements import ask, reasons, said, shown


@pytest.mark.parametrize(
    ("question", "text", "answer", "reason"),
    [
        # What has happened to those who are counted.
        ("How many people are missing?", "Some 40 people were injured.", "40",
         "counts injuries, not missing"),
        ("How many people were injured?", "It killed 12 people, police said.", "12",
         "counts deaths, not injuries"),
        ("How many sheds were destroyed?", "The toll of the storm is 94.", "94",
         "not a number of shed"),
        # Another sum.
        ("How much profit did the yard make?", "Revenue was 40 million euros.",
         "40 million euros", "counts revenue, not profit"),
        ("How much was the fine?", "It took him 40 days to pay.", "40 days",
         "not a sum of money"),
        ("By what percentage did rents rise?", "Rents rose to 900 euros.", "900 euros",
         "not a share"),
        # Other people, other things.
        ("How many nurses were arrested?", "Police arrested 30 people.", "30", "counts people"),
        ("How many ships were sold?", "Two makers of ship engines report today.", "Two",
         "counts makers of ship engines"),
        ("How many ballots were empty?", "Of all voters, 300 stayed away.", "300", "counts voters"),
        ("How many workers were hurt?", "The firm will cut 90 jobs, many of temporary workers.",
         "90", "counts jobs"),
        # A part, the whole, what it was before, what was only expected.
        ("How many lorries were stopped?", "Police stopped 90 lorries, of which 20 were stolen.",
         "20", "counts only some of them"),
        ("How many seats did the Greens win?", "The Greens have 18 of the 150 seats.", "150",
         "counts all of them"),
        ("How many guests are women?", "The hotel has 15 guests, of whom seven are women.", "15",
         "counts all of them"),
        ("What share of homes have heating?", "It is 67 percent, against 61 percent in 2019.",
         "61 percent", "what it was before"),
        ("How much did the yard earn?", "It made 312 million euros, up from 268 million euros.",
         "268 million euros", "what it was before"),
        ("What is the share of women?", "It rose from 31 percent to about 40 percent.",
         "31 percent", "what it was before"),
        ("How much rain fell?", "Forecasters expect 300 mm of rain.", "300 mm", "only expected"),
        # Another place.
        ("How many people died in Kellin?", "Twelve people died in Sandau.", "Twelve",
         "about Sandau, not Kellin"),
        ("How many people died in Kellin?", "Twelve people died in Sandau and nine in Kellin.",
         "Twelve", "about Sandau, not Kellin"),
        ("When were phones seized in Bergen?",
         "Police in Oslo seized 3,400 phones on 4 May 2023, and 610 laptops on 9 June 2023.",
         "9 June 2023", "about Oslo, not Bergen"),
        ("How many houses burned in Peru?", "In Chile, 30 houses burned.", "30",
         "about Chile, not Peru"),
        ("How many houses burned in peru?", "Chile has lost much. Some 30 houses burned.", "30",
         "about Chile, not Peru"),
        # Another name.
        ("How many people did Cyclone Ada kill?", "Cyclone Bela killed 40 people.", "40",
         "about Cyclone Bela, not Cyclone Ada"),
        ("How many seats did the Civic Party win?", "The Labour Alliance won 57 seats.", "57",
         "about Labour Alliance, not Civic Party"),
        ("Who is the chief executive of Norda?", "Ann Lee, Halden's chief executive, spoke.",
         "Ann Lee", "is Halden's chief executive"),
        ("Who is the head of the harbour board?", "Ann Lee, deputy head of the board, spoke.",
         "Ann Lee", "is deputy head of the board"),
        ("Who is the head of the yard?", "BERGEN (Coast Wire) - The yard has a head.", "BERGEN",
         "the place where it was written"),
        # Another time.
        ("How much did the yard earn in the third quarter?",
         "In the second quarter it earned 9 million euros.", "9 million euros",
         "about the second quarter, not the third quarter"),
        ("How much did the yard earn in the whole of 2023?",
         "In the third quarter of 2023 it earned 9 million euros.", "9 million euros",
         "about the third quarter, not the whole year"),
    ],
)  # fmt: skip
def test_a_statement_about_something_else_is_refused(
    question: str, text: str, answer: str, reason: str
) -> None:
    found = ask(question, said(text, answer))
    assert reasons(found) == [reason]
    assert not found.groups


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many people died in the fire?", "The fire's toll stands at 94.", "94"),
        ("How many people did the storm kill?", "Officials count 94 dead.", "94"),
        ("How many suspects were arrested?", "There were 30 arrests.", "30"),
        ("How many cholera cases are there?", "Cholera has made 430 people ill.", "430"),
        ("How many people work for the yard?", "The yard has 900 employees.", "900"),
        ("How many lorries were stolen?", "Police stopped 90 lorries, of which 20 were stolen.",
         "20"),
        ("How many seats did the Greens win?", "The Greens have 18 of the 150 seats.", "18"),
        ("How many guests are women?", "The hotel has 15 guests, of whom seven are women.",
         "seven"),
        ("What was the share in 2019?", "It is 67 percent, against 61 percent in 2019.",
         "61 percent"),
        ("How much rain is forecast?", "Forecasters expect 300 mm of rain.", "300 mm"),
        ("How many people died in Kellin?", "Twelve people died in Sandau and nine in Kellin.",
         "nine"),
        ("How many people died in Peru?", "PISCO, Peru. Twelve people died on the coast.",
         "Twelve"),
        ("Which city in Westmark hosts the fair?", "The fair has been held in Tarrow since 1950.",
         "Tarrow"),
        ("When did the earthquake strike in Europe?", "It struck in Tarrow on 4 May 2023.",
         "4 May 2023"),
        ("How many people live in Pisco?", "Some 900 people live in Pisco.", "900"),
        ("How many people died in Pisco?", "PISCO, Peru. Twelve people died in Peru on Sunday.",
         "Twelve"),
        ("How much was the deposit?", "It could be settled with a deposit of 38,000 yuan.",
         "38,000 yuan"),
        ("How many people spoke in Kellin?", "In Kellin, 12 people spoke, he said in Berlin.",
         "12"),
        ("How many seats did the Civic Party win?",
         "The Labour Alliance won 57 seats and the Civic Party 63.", "63"),
        ("Which team joined first in the US?", "The Bruins were the first in the United States.",
         "The Bruins"),
        ("Which team was first in the US?", "It is home to the Bruins, first in the NHL.",
         "the Bruins"),
        ("How many American players are there?", "The club has 88 players.", "88"),
        ("How many square kilometres is Kellin?", "Kellin has 5,343 square kilometres.",
         "5,343 square kilometres"),
        ("When did the trade stagnate?", "It stagnated after the court moved away.",
         "after the court moved away"),
        ("How many jobs will Norda cut?", "Ann Lee said Norda will cut 90 jobs.", "90"),
        ("When was Belorusky opened?", "Beloruskaya was opened in 1938.", "1938"),
        ("How much did the UN ask for?", "The United Nations asked for $75 million.",
         "$75 million"),
        ("Who is the head of the harbour board?", "Ann Lee, who heads the board, spoke.",
         "Ann Lee"),
        ("How much did the yard earn in the third quarter?",
         "It earned 9 million euros in the third quarter, and 8 million in the second.",
         "9 million euros"),
        ("How many towns sent doctors?", "Doctors from 16 towns came to help after the flood.",
         "16 towns"),
        ("With police from how many countries did they work?",
         "They worked with police from 76 countries to combat fraud.", "76 countries"),
    ],
)  # fmt: skip
def test_a_statement_that_answers_is_not(question: str, text: str, answer: str) -> None:
    found = ask(question, said(text, answer))
    assert reasons(found) == []
    assert shown(found) == [answer]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        # What is asked for need not be told in its words.
        ("what is the role of the harbour board", "The harbour board looks after the quays.",
         "looks after the quays"),
        ("What are the duties of the keeper?", "The keeper trims the lamp.", "trims the lamp"),
        # Verbs are no names.
        ("who looked after the lamp when his arm was broken",
         "Ann Lee looked after the lamp, for his arm was in plaster.", "Ann Lee"),
        ("what does it take to mend a net", "It takes twine, and a net takes a day.", "twine"),
        # How many and when, in no figure.
        ("How many towns sent boats?", "Several towns sent boats.", "Several"),
        ("When does the keeper come back?", "The keeper comes back in the last chapter.",
         "the last chapter"),
        # A name with another inside it.
        ("When was the Ada Dome opened?", "The Ada Norman Dome was opened in 1990.", "1990"),
    ],
)  # fmt: skip
def test_what_is_asked_in_other_words_is_answered(question: str, text: str, answer: str) -> None:
    found = ask(question, said(text, answer, title="The harbour"))
    assert reasons(found) == []
    assert shown(found) == [answer]


def test_what_asks_is_no_name_whatever_is_called_by_it() -> None:
    ship = said("She sailed in the Kind, and later in the Net.", "the Kind", title="A ship")
    knots = said("A reef knot holds two lines.", "A reef knot", title="Knots")
    nets = said("Twine mends them, and nets last.", "Twine", title="Twine")
    assert "A reef knot" in shown(ask("what kind of knot holds two lines", knots, ship))
    assert "Twine" in shown(ask("what mends a net", nets, ship))


def test_an_article_that_turns_to_a_name_later_did_not_speak_of_it_before() -> None:
    text = (
        "It will cut 450 jobs, all of them in the north. The port is not affected by that. Its "
        "shares lost 8 percent. Norda, the larger rival, had reported a profit."
    )
    found = ask(
        "How many jobs will Norda cut?", said(text, "450", title="Halden Engines in the red")
    )
    assert reasons(found) == ["about Halden Engines, not Norda"]


def test_what_most_of_the_articles_name_goes_without_saying() -> None:
    question = "How many votes were cast in Lethe?"
    other = said("The count is over. In all, 900 votes were cast.", "900", title="A close race")
    here = said("In Lethe, 800 votes were cast.", "800", title="Vote in Lethe")
    again = said("Lethe voted. There 800 votes were cast.", "800", title="Lethe has voted")
    assert shown(ask(question, here, again, other)) == ["800", "900"]
    assert reasons(ask(question, here, other)) == ["does not name Lethe"]  # half is not most


def test_a_name_typed_in_small_letters_is_one_where_the_articles_never_write_it_so() -> None:
    here = said("The count in Lethe was slow. In Lethe, 800 votes were cast.", "800")
    there = said("In Orne, 700 votes were cast.", "700")
    assert reasons(ask("how many votes were cast in lethe", here, there)) == [
        "about Orne, not Lethe"
    ]


TABLE = (
    "# The count\n\n| Party | Votes | Seats |\n| --- | ---: | ---: |\n"
    "| Greens | 4,362 | 18 |\n| Farmers | 2,856 | 12 |\n"
)


def test_a_figure_of_a_table_counts_what_its_column_says_for_whom_its_row_names() -> None:
    question = "How many seats did the Farmers win?"
    row = "2,856 | 12"
    assert shown(ask(question, said(TABLE, row))) == ["12"]
    assert reasons(ask(question, said(TABLE, "2,856"))) == ["counts Votes"]
    assert reasons(ask(question, said(TABLE, "18"))) == ["about Greens, not Farmers"]


def test_a_bare_figure_counts_what_its_heading_says() -> None:
    text = "## Cases solved\n\nPolice reported 262,000 for the first nine months."
    assert reasons(ask("How many suspects were arrested?", said(text, "262,000"))) == [
        "counts cases"
    ]


def test_the_day_of_publication_is_no_answer() -> None:
    text = "Harbour Gazette, 14 April 2024\n\nThe bridge fell. It is closed since 12 April 2024."
    question = "When did the bridge fall?"
    published = said(text, "14 April 2024", date="2024-04-14", source="Harbour Gazette")
    assert reasons(ask(question, published)) == ["the day on which it was published"]
    assert shown(ask(question, said(text, "12 April 2024", date="2024-04-14"))) == ["12 April 2024"]


def test_a_reader_that_is_next_to_sure_is_refused_for_another_place_or_time_alone() -> None:
    asked = "How many nurses were arrested in Laos in 2021?"
    for text, figure, reason in (
        ("Police in Laos arrested 30 people in 2021.", "30", []),
        ("Police in Chad arrested 30 nurses in 2021.", "30", ["about Chad, not Laos"]),
        ("Police in Laos arrested 30 nurses in 2019.", "30", ["about 2019, not 2021"]),
    ):
        assert reasons(ask(asked, said(text, figure, 0.9))) == reason
    assert reasons(ask(asked, said("Police in Laos arrested 30 people in 2021.", "30", 0.7)))


def test_words_are_sure_enough_of_themselves_before_figures_are() -> None:
    text = "The whip keeps order. It has 30 rooms."
    for asked, words, confidence, is_refused in (
        ("What does the whip do in Congress?", "keeps order", 0.8, False),
        ("What does the whip do in Congress?", "keeps order", 0.7, True),
        ("How many rooms does the whip have in Congress?", "30", 0.8, True),
    ):
        found = ask(asked, said(text, words, confidence, title="The whip"))
        assert bool(reasons(found)) is is_refused
