"""Questions as people type them: in haste, in keywords, with words split and run together."""

import pytest

from qa.language.question import Kind, question_form
from qa.language.words import singular
from tests.statements import ask, reasons, said, shown

RIGHT = [
    # What was done to them is no name for them.
    ("how many deported from cambodia", "They deported 610 suspects from Cambodia.", "610"),
    ("how many arrested luzhou", "In Luzhou 50 members of a gang were arrested.", "50"),
    ("how many ppl handed over", "They handed over 706 people.", "706"),
    ("how many kids live there", "In the home live 12 children.", "12"),
    # One word, or two.
    ("how many out fielders are there", "There are three outfielders.", "three"),
    ("how many superbowls did they win", "They won four, their last Super Bowl in 2003.", "four"),
    ("how many test matches did he play", "He played 62 test matches.", "62"),
    ("when does anti fraud law take effect", "The Anti-Telecom Fraud Law takes effect on Dec. 1.",
     "Dec. 1"),
    ("how many episodes of rug rats", "The Rugrats have 172 episodes.", "172"),
    # Words behind a unit, and a name that "great" begins.
    ("how many feet high is the great pyramid", "The Great Pyramid is 481 feet high.", "481"),
    ("how many metres high is the great pyramid", "The Great Pyramid is 146.5 metres high.",
     "146.5 metres"),
    ("how many inches of rain does manipur get", "Manipur gets 57.78 inches of rain.",
     "57.78 inches"),
    # In another unit than the one that is asked for.
    ("how many feet tall is the vell tower", "The Vell tower is 60 metres tall.", "60 metres"),
    ("how many miles long is the emmer", "The Emmer is 40 km long.", "40 km"),
    ("what speed does the vell train reach", "The Vell train reaches 40 mph.", "40 mph"),
    # Times and ages in words.
    ("when does the tug tour leave", "The tour leaves every hour.", "every hour"),
    ("when is reveille played", "Reveille is played in the morning.", "in the morning"),
    ("hardening starts at what age", "The hardening begins in childhood.", "childhood"),
    # No names.
    ("ringed seal latin name", "The ringed seal (Pusa hispida) has another. Latin has two.",
     "Pusa hispida"),
    ("what kind of drink made with maize", "From maize they make chicha.", "chicha"),
    # A long form where the short one is asked for, or where it tells more.
    ("what does osha stand for", "The Occupational Safety and Health Administration (OSHA) set it.",
     "Occupational Safety and Health Administration"),
    ("where is nyu", "New York University (NYU) is old.", "New York"),
    ("who plays terri schuester", "Will Schuester (Matthew Moor) and his Terri (Jess Gilsig) sing.",
     "Jess Gilsig"),
    ("who plays will schuester", "Will Schuester (Matthew Moor) and his Terri (Jess Gilsig) sing.",
     "Matthew Moor"),
    ("what is it called when an absent senator is matched", "Such senators are paired.", "paired"),
    ("who has the most indy 500 wins", "Foyt has four of them.", "Foyt"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer"), RIGHT)
def test_what_is_typed_in_haste_is_understood(question: str, text: str, answer: str) -> None:
    assert shown(ask(question, said(text, answer, title="The yard in June"))) == [answer]


WRONG = [
    ("osha limit tin", "The Occupational Safety and Health Administration (OSHA) set it at 2.",
     "Occupational Safety and Health Administration", "is what was asked about"),
    ("who took the prize for ican",
     "The prize went to the International Campaign to Abolish Nuclear Weapons (ICAN) in Oslo.",
     "the International Campaign", "is what was asked about"),
    ("who plays terri schuester", "Will Schuester (Matthew Moor) and his Terri (Jess Gilsig) sing.",
     "Matthew Moor", "plays Will Schuester"),
    ("how much is a tour of the tug", "A tour of the tug takes about forty minutes.",
     "about forty minutes", "a time, and no price"),
    ("how many suspects were handed over",
     "Of those handed over it tells below. They pay rewards for four people accused of fraud.",
     "four", "counts those accused"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer", "reason"), WRONG)
def test_what_is_of_another_is_refused(question: str, text: str, answer: str, reason: str) -> None:
    found = ask(question, said(text, answer, title="The yard in June"))
    assert (shown(found), reasons(found)) == ([], [reason])


@pytest.mark.parametrize(
    ("question", "kind", "counted"),
    [
        ("marlow museum entry price", Kind.MONEY, ()),
        ("museum admission fee", Kind.MONEY, ()),
        ("game release date", Kind.DATE, ()),
        ("stair climb record holder", Kind.PERSON, ()),
        ("narrator of the novel", Kind.PERSON, ()),
        ("how many ibuprofen a day", Kind.COUNT, ("ibuprofen",)),
        ("how many wanted gang leaders were seized", Kind.COUNT, ("wanted", "gang", "leader")),
        ("how many stopped at the border", Kind.COUNT, ()),
    ],
)
def test_what_keywords_ask_for(question: str, kind: Kind, counted: tuple[str, ...]) -> None:
    form = question_form(question)
    assert (form.kind, form.counted) == (kind, counted)


@pytest.mark.parametrize(
    ("plural", "one"),
    [("matches", "match"), ("inches", "inch"), ("boxes", "box"), ("losses", "loss"),
     ("avalanches", "avalanche"), ("houses", "house"), ("buses", "bus"), ("viruses", "virus"),
     ("movies", "movie"), ("calories", "calorie")],
)  # fmt: skip
def test_plurals_in_es(plural: str, one: str) -> None:
    assert singular(plural) == one == singular(one)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vell canal opened year", Kind.YEAR),
        ("year the vell canal was opened", Kind.YEAR),
        ("vell tower player of the year", None),
        ("vell tower built the same year", None),
        ("vell canal tax year", None),
        ("year ended march profits", None),
        ("vell translation date", Kind.DATE),
        ("vell tower height", Kind.MEASURE),
        ("kettle capacity", Kind.MEASURE),
        ("late because of size", None),
        ("norvik disaster area", None),
        ("norvik midnight mass", None),
        ("norvik area", Kind.MEASURE),
        ("tin roofs film budget", Kind.MONEY),
        ("unemployment rate in june 2015", Kind.AMOUNT),
        ("norvik population", Kind.COUNT),
        ("vell flood death toll", Kind.COUNT),
        ("Where is Norvik ranked in the league?", None),
    ],
)
def test_what_keywords_without_a_question_word_ask_for(question: str, kind: Kind | None) -> None:
    assert question_form(question).kind is kind
