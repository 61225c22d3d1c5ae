"""What the rule reader marks as an answer, and that it marks it exactly."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article, Hit
from index.splitting.passages import split_article
from qa.language.fit import pick
from qa.language.question import Kind, question_form
from qa.readers.rule_reader import RuleReader
from qa.records import Answer
from tests.fakes import WordEncoder

HANDOVER = (
    "A total of 706 people suspected of fraud in Myanmar have been handed over to police in the "
    "latest crackdown. Reported cases have fallen by 24 percent since August, according to "
    "Vice-Minister of Public Security Wang Zhizhong on Tuesday.\n"
    "This year, a total of 4,666 suspects involved in fraud originating from northern Myanmar "
    "have been handed over to Chinese authorities, including 205 fugitives.\n"
    "Hundreds of fraud suspects have also been escorted back to China from Indonesia, Laos and "
    "the Philippines.\n"
    "Lin Yongsheng, director of the department of policy and regulation at the National "
    "Immigration Administration, said that groups entice Chinese citizens with high pay."
)
RAIDS = (
    "Police nationwide resolved about 594,000 telecom and online fraud cases, and 230,000 people "
    "involved were persuaded to return, between April 2021 and July 2022. They seized 329 billion "
    "yuan ($51.6 billion) in payments and 3,120 vehicles.\n"
    "Fifty of these gang members have been arrested. The number of cases has declined for nine "
    "consecutive months. The law will come into effect on Dec 1.\n"
    "In August, the court issued a circular urging them to surrender before Sept. 30, 2022."
)


def hits_of(*articles: Article) -> list[Hit]:
    """Every passage, as if retrieval had found all of them equally good."""
    return [Hit(passage, 0.9, 0.5) for article in articles for passage in split_article(article)]


def read(question: str, *texts: str) -> list[Answer]:
    articles = [Article(f"{number}.txt", text) for number, text in enumerate(texts)]
    return list(RuleReader(WordEncoder().encode).read(question, hits_of(*articles)).answers)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many suspects were handed over from Myanmar?", "4,666"),
        ("how many suspects handed over from myanmar", "4,666"),
        ("How many of the suspects handed over from Myanmar were fugitives?", "205"),
        ("How many people suspected of fraud were handed over in the latest crackdown?", "706"),
        ("By what percentage have reported cases fallen since August?", "24 percent"),
        ("By how much have reported cases fallen?", "24 percent"),
        ("Who said groups entice Chinese citizens with high pay?", "Lin Yongsheng"),
        ("Who is Wang Zhizhong?", "Vice-Minister of Public Security"),
        (
            "who is Lin Yongsheng",
            "director of the department of policy and regulation at the National Immigration "
            "Administration",
        ),
        (
            "From which countries were fraud suspects escorted back to China?",
            "Indonesia, Laos and the Philippines",
        ),
        ("How many fraud cases were resolved by police?", "about 594,000"),
        ("How many people were persuaded to return?", "230,000"),
        ("How much money was seized in payments?", "329 billion yuan"),
        ("How much was seized in dollars?", "$51.6 billion"),
        ("How many vehicles were seized?", "3,120"),
        ("How many gang members have been arrested?", "Fifty"),
        ("For how long has the number of cases declined?", "nine consecutive months"),
        ("When will the law come into effect?", "Dec 1"),
        ("When did the court issue a circular urging them to surrender?", "August"),
        ("By when must they surrender?", "before Sept. 30, 2022"),
        ("In what period did police resolve fraud cases?", "between April 2021 and July 2022"),
    ],
)
def test_the_span_that_the_question_asks_for(question: str, answer: str) -> None:
    assert read(question, HANDOVER, RAIDS)[0].text == answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many suspects were there?", Kind.COUNT),
        ("What is the number of cases?", Kind.COUNT),
        ("number of cases solved", Kind.COUNT),
        ("How much money was seized?", Kind.MONEY),
        ("What did it cost?", Kind.MONEY),
        ("What was the cost of the bridge?", Kind.MONEY),
        ("what did the firm pay for the mill", Kind.MONEY),
        ("turnover of the mill", Kind.MONEY),
        ("length of the river", Kind.MEASURE),
        ("What stake does it hold?", Kind.SHARE),
        ("how much of the land is forest", Kind.AMOUNT),
        ("What percentage of cases is solved?", Kind.SHARE),
        ("Since when have the numbers of cases fallen?", Kind.DATE),
        ("What was the latest death toll in Lowry?", Kind.COUNT),
        ("What toll road was closed?", None),
        ("What was the turnout in Lowry?", Kind.AMOUNT),
        ("What growth strategy did it choose?", None),
        ("What was the net loss?", Kind.MONEY),
        ("What year was it founded?", Kind.YEAR),
        ("How old is the tower?", Kind.DURATION),
        ("How tall is the tower?", Kind.MEASURE),
        ("WHO SAID SO?", Kind.PERSON),
        ("Which official spoke?", Kind.PERSON),
        ("Who is Ada Lovelace?", Kind.ROLE),
        ("Who is responsible for the harbour?", Kind.PERSON),
        ("What happens to people who refuse?", None),
        ("In which city was it?", Kind.PLACE),
        ("where was it", Kind.PLACE),
        ("suspects handed over myanmar", None),
        ("Why did cases fall?", None),
        ("", None),
    ],
)
def test_what_a_question_asks_for(question: str, kind: Kind | None) -> None:
    assert question_form(question).kind is kind


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("How many cases were there?", "Of 4,160 cases, 24 percent were solved.", "4,160"),
        ("How many cases were there?", "On Oct 19, 2021 police spoke of 12 cases.", "12"),
        ("How many suspects are there?", "They arrest criminal suspects790,000 in all.", "790,000"),
        ("How many suspects are there?", "COVID-19 kept police from the suspects.", None),
        ("How many officers came?", "Twenty-five officers came in two cars.", "Twenty-five"),
        (
            "How many people came?",
            "More than 13.89 million people came.",
            "More than 13.89 million",
        ),
        ("How much was paid?", "He paid €1.5bn for it.", "€1.5bn"),
        ("What share was lost?", "About a third was lost.", "About a third"),
        ("When was it?", "It may be that it was in May.", "May"),
        ("When was it?", "They met on 26 October 2021 at noon.", "26 October 2021"),
        ("When was it?", "They met on 2024-01-31.", "2024-01-31"),
        ("How much was the deposit?", "The line 12381 took a deposit of $5.", "$5"),
        ("How many buses run?", "At 2:10 a.m. only 3 buses run.", "3"),
        ("How many buses run?", "Buses:12 in all.", "12"),
        ("Who led it?", "Mara Hill saw that it was led by Ada Byron.", "Ada Byron"),
        (
            "Who is head of the Sea Office?",
            "Ada Byron, head of the Sea Office, met the Port Court of Ayr.",
            "Ada Byron",
        ),
        (
            "Who is judge of court No. 3?",
            "Ada Byron, judge of the No. 3 Court of Appeal, said so.",
            "Ada Byron",
        ),
        ("Where were they tried?", "Sailors caught in Ayr were tried in Hull.", "Hull"),
        (
            "From which towns did ships come?",
            "Ships came to Ayr from Hull and York.",
            "Hull and York",
        ),
        (
            "Which courts ruled?",
            "The Port Court and the Sea Court ruled; Ayr ruled.",
            "Port Court and the Sea Court",
        ),
        ("How tall is it?", "It is 330 metres tall and has 3 floors.", "330 metres"),
        ("Where did he live?", "He lived in Trondheim for years.", "Trondheim"),
        ("Who built it?", "In 1931 it was built by Ada Byron.", "Ada Byron"),
        ("Why was it?", "Because of 12 cases.", None),
    ],
)
def test_the_span_within_a_sentence(question: str, sentence: str, answer: str | None) -> None:
    found = pick(question_form(question), sentence)
    assert (sentence[found.start : found.end] if found else None) == answer


def test_without_a_plain_kind_the_answer_is_the_sentence() -> None:
    best = read("why do suspects come back to China", HANDOVER)[0]
    assert (best.start, best.end) == best.sentence


def test_of_these_speaks_of_the_sentence_before() -> None:
    text = "A total of 4,666 suspects were handed over from Myanmar. Of these, 205 were fugitives."
    assert read("How many of the suspects handed over were fugitives?", text)[0].text == "205"


def test_answers_are_distinct_sentences_best_first() -> None:
    # Two passages that share sentences, and a copy of the article.
    answers = read("How many suspects were handed over from Myanmar?", HANDOVER * 2, HANDOVER)
    places = [(answer.article.path, answer.sentence) for answer in answers]
    assert len(set(places)) == len(places)
    confidences = [answer.confidence for answer in answers]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


def test_confidence_tells_an_answer_from_a_miss() -> None:
    hit = read("How many suspects were handed over from Myanmar?", HANDOVER)[0]
    miss = read("How many lighthouses stand on Iceland's coast?", HANDOVER)[0]
    assert hit.confidence > 0.5 > 0.2 > miss.confidence


def test_no_hits_no_answers() -> None:
    assert RuleReader(WordEncoder().encode).read("How many?", []).answers == ()


def test_few_sentences_are_encoded_however_many_are_found() -> None:
    encoder = WordEncoder()
    texts = [f"Sentence {number} is about ships. It has {number} words." for number in range(80)]
    articles = [Article(f"{number}.txt", text) for number, text in enumerate(texts)]
    assert RuleReader(encoder.encode).read("How many ships?", hits_of(*articles)).answers
    assert len(encoder.encoded) <= 13


text = st.text(
    st.one_of(
        st.sampled_from("a b.c!?\n\r\t 1,2%$“”é漢字\u2028\u200f\x00😀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)
questions = st.one_of(
    st.sampled_from(["How many b?", "when", "Who is A?", "how much money", "where"]), text
)


@settings(max_examples=150, deadline=None)
@given(questions, st.lists(text, min_size=1, max_size=3))
def test_every_answer_is_a_slice_within_its_sentence(question: str, texts: Sequence[str]) -> None:
    pieces = [f"{one} In May 2021, A. B said 1,234 b met in C for $5. {one}" for one in texts]
    for answer in read(question, *pieces):
        passage = answer.hit.passage
        assert answer.sentence in passage.sentences
        assert answer.sentence[0] <= answer.start < answer.end <= answer.sentence[1]
        assert answer.article.text[answer.start : answer.end] == answer.text
        assert answer.text in answer.sentence_text
        assert answer.text.strip() == answer.text
