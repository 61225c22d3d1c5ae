"""News that tells of another than who or what is asked about, and news that does not."""

import pytest

from tests.statements import ask, reasons, said, shown

NEWS = {
    "denmark": "Denmark will give Ukraine 19 F-16 jets. The first six will arrive around New Year,"
    " Prime Minister Mette Frederiksen said. The Netherlands will give more.",
    "poland": "Poland has ordered 32 F-35s for 4.6 billion dollars. It also flies 48 F-16 jets."
    " The first six F-35s arrive in 2026.",
    "boeing": "The regulator has grounded 171 Boeing 737 jets after a door blew out. Some 40 Airbus"
    " A320 planes will replace them.",
    "ban": "In the British parliament 313 members of parliament voted for the ban. Another 200"
    " lawmakers were against it. The law takes effect in May.",
    "bill": "In Washington 217 members of the House voted for the bill and 213 lawmakers against"
    " it. The party has 900,000 members. Three deputies were absent.",
    "paris": "Paris has banned rental scooters after a vote. Some 89 percent of voters backed the"
    " ban. The city had 15,000 scooters.",
    "rates": "Federal Reserve Chair Jerome Powell said on Wednesday that rates would stay high. The"
    " central bank kept its rate at 5.5 percent. Markets fell.",
    "putin": "Putin's spokesman Dmitry Peskov told reporters that there was no plan to meet. He"
    " said that the president would speak on Friday.",
    "yard": "Volkswagen will close its plant in Osnabrück in 2027. The carmaker employs 2,300"
    " people there, said works council head Daniela Cavallo. Its shares fell 3 percent.",
    "flights": "Scandinavian Airlines cancelled 1,700 flights in September and October. The airline"
    " lacks crews, said its chief executive Anko van der Werff.",
    "health": "The World Health Organization has counted 15,000 cases of mpox. Its head, Tedros"
    " Adhanom Ghebreyesus, called for vaccines.",
    "sets": "Sony sold 4.4 million televisions last year. The Japanese company blamed cheap rivals,"
    " said Naomi Matsuoka.",
    "final": "The Kansas City Chiefs won the Super Bowl on Sunday, beating the 49ers 25-22. Patrick"
    " Mahomes was the most valuable player. Some 123 million people watched.",
    "england": "The Bank of England has raised its rate to 5.25 percent. Governor Andrew Bailey"
    " said that inflation was falling. Two members voted against it.",
    "board": "Kestrel's finance director, Ann Wood, will leave in May, the company said. Its chief"
    " executive, Min Cho, thanked her. Deputy chairman Paul Rees will look for a successor.",
    "cabinet": "President Musa Diallo swore in the new cabinet on Friday. The health minister, Ada"
    " Eze, is a doctor. Defence Minister Tunde Bakare keeps his post.",
    "exchequer": "Chancellor of the Exchequer Rachel Reeves raised taxes by 40 billion pounds. The"
    " chancellor said there was no choice. Her deputy Darren Jones agreed.",
    "school": "The head teacher of Arden School, Liz Parr, said the pupils were proud. The school"
    " has 640 pupils.",
    "pool": "The mayor of Brask, Olav Sund, opened the pool on Friday. It has five lanes.",
    "treaty": "The Treaty of Lund was signed in 1679 by Sweden and Denmark. Christian V signed for"
    " Denmark. The peace lasted 21 years.",
    "museum": "The Museum of Tarn reopened on Friday with 4,000 works. Director Ida Krohn said the"
    " roof had cost 3 million euros.",
    "battle": "William won at Hastings in 1066 and 7,000 men fought there. The battle of Stamford"
    " Bridge came three weeks before, under Harold.",
}
TITLES = {
    "denmark": "Denmark sends jets",
    "poland": "Poland buys jets",
    "boeing": "Regulator grounds jets",
    "ban": "Parliament backs ban",
    "bill": "House passes bill",
    "paris": "Paris bans scooters",
    "rates": "Federal Reserve holds rates",
    "putin": "Moscow denies plan",
    "yard": "Volkswagen closes plant",
    "flights": "Scandinavian Airlines cancels flights",
    "health": "Global health body warns",
    "sets": "Sony sells fewer sets",
    "final": "Chiefs win the Super Bowl",
    "england": "Bank of England lifts its rate",
    "board": "Kestrel changes its board",
    "cabinet": "Bandele cabinet sworn in",
    "exchequer": "Treasury raises taxes",
    "school": "School wins prize",
    "pool": "Brask has a pool",
    "treaty": "Treaty of Lund",
    "museum": "Museum of Tarn reopens",
    "battle": "The Norman conquest",
}
ANSWERED = [
    ("denmark", "How many F-16s will Denmark give Ukraine?", "19"),
    ("denmark", "how many f-16s will denmark give ukraine", "19"),
    ("denmark", "how many F16s will Denmark give", "19"),
    ("poland", "How many F-35 jets has Poland ordered?", "32"),
    ("poland", "How many fighter jets has Poland ordered?", "32"),
    ("boeing", "How many Boeing 737s were grounded?", "171"),
    ("boeing", "how many boeing 737s were grounded", "171"),
    ("boeing", "How many planes were grounded?", "171"),
    ("boeing", "How many A320s will replace them?", "40"),
    ("ban", "How many MPs voted for the ban?", "313"),
    ("ban", "how many mps voted for the ban", "313"),
    ("ban", "How many lawmakers voted for the ban?", "313"),
    ("ban", "How many members of parliament were against it?", "200"),
    ("ban", "How many legislators were against it?", "200"),
    ("bill", "How many members of Congress voted for the bill?", "217"),
    ("bill", "How many members of Congress voted against the bill?", "213"),
    ("bill", "how many members does the party have", "900,000"),
    ("bill", "How many MPs were absent?", "Three"),
    ("paris", "How many scooters did the French capital have?", "15,000"),
    ("paris", "how many scooters did the french capital have", "15,000"),
    ("paris", "How many scooters were there in the French capital?", "15,000"),
    ("paris", "How many scooters has the capital of France?", "15,000"),
    ("paris", "what share of voters in france backed the ban", "89 percent"),
    ("rates", "who is the Fed chairman", "Jerome Powell"),
    ("rates", "who is the fed chairman", "Jerome Powell"),
    ("rates", "At what did the Fed keep its rate?", "5.5 percent"),
    ("rates", "What did the US central bank chief say?", "rates would stay high"),
    ("putin", "Who is the Kremlin spokesman?", "Dmitry Peskov"),
    ("putin", "Who is the spokesman of the Kremlin?", "Dmitry Peskov"),
    ("putin", "Who is President Putin's spokesman?", "Dmitry Peskov"),
    ("yard", "How many people does VW employ in Osnabrück?", "2,300"),
    ("flights", "How many flights did SAS cancel?", "1,700"),
    ("flights", "Who is CEO of SAS?", "Anko van der Werff"),
    ("health", "How many cases has the WHO counted?", "15,000"),
    ("health", "Who is the head of WHO?", "Tedros Adhanom Ghebreyesus"),
    ("sets", "How many TVs did Sony sell?", "4.4 million"),
    ("sets", "HOW MANY TELEVISIONS DID SONY SELL?", "4.4 million"),
    ("final", "Who won the NFL title?", "The Kansas City Chiefs"),
    ("final", "Who was MVP of the NFL final?", "Patrick Mahomes"),
    ("england", "To what did the BoE raise its rate?", "5.25 percent"),
    ("board", "Who is the finance director of Kestrel?", "Ann Wood"),
    ("board", "who is vice chairman of kestrel", "Paul Rees"),
    ("cabinet", "Who is the president of Bandele?", "Musa Diallo"),
    ("cabinet", "who is minister of health", "Ada Eze"),
    ("cabinet", "Who is the minister of defense?", "Tunde Bakare"),
    ("exchequer", "Who is the finance minister?", "Rachel Reeves"),
    ("exchequer", "Who is the deputy chancellor?", "Darren Jones"),
    ("school", "Who is the headmistress of Arden School?", "Liz Parr"),
    ("pool", "who is the mayor of brask", "Olav Sund"),
    ("treaty", "when was the lund treaty signed", "1679"),
    ("treaty", "Who signed the Treaty of Lund for Denmark?", "Christian V"),
    ("museum", "how many works are in the tarn museum", "4,000"),
    ("museum", "How many works has the Museum of Tarne?", "4,000"),
    ("battle", "When was the Battle of Hastings?", "1066"),
]
ANOTHER = [
    ("poland", "How many F-16s has Poland ordered?", "32"),
    ("poland", "How many F-35s does Poland fly?", "48"),
    ("boeing", "How many Airbus A320s were grounded?", "171"),
    ("bill", "How many lawmakers does the party have?", "900,000"),
    ("paris", "How many scooters did the German capital have?", "15,000"),
    ("paris", "how many scooters are there in the german capital", "15,000"),
    ("paris", "How many scooters has the capital of Germany?", "15,000"),
    ("paris", "What share of voters in Germany backed the ban?", "89 percent"),
    ("rates", "At what did the Bank of England keep its rate?", "5.5 percent"),
    ("putin", "Who is the White House spokesman?", "Dmitry Peskov"),
    ("yard", "How many people does BMW employ in Osnabrück?", "2,300"),
    ("yard", "When will BMW close its plant?", "2027"),
    ("flights", "How many flights did KLM cancel?", "1,700"),
    ("health", "Who is the head of UNICEF?", "Tedros Adhanom Ghebreyesus"),
    ("sets", "How many televisions did LG sell?", "4.4 million"),
    ("sets", "How many televisions were made by TCL?", "4.4 million"),
    ("england", "To what did the Bank of Japan raise its rate?", "5.25 percent"),
    ("england", "who is the governor of the bank of japan", "Andrew Bailey"),
    ("england", "Who is the deputy governor of the Bank of England?", "Andrew Bailey"),
    ("cabinet", "Who is the vice president of Bandele?", "Musa Diallo"),
    ("cabinet", "who is the deputy health minister", "Ada Eze"),
    ("cabinet", "Who is the education minister?", "Ada Eze"),
    ("cabinet", "who is the minister of finance", "Tunde Bakare"),
    ("school", "Who is the assistant head of Arden School?", "Liz Parr"),
    ("pool", "Who is the deputy mayor of Brask?", "Olav Sund"),
    ("treaty", "When was the Treaty of Roskilde signed?", "1679"),
    ("treaty", "who signed the treaty of roskilde for denmark", "Christian V"),
    ("museum", "who is the director of the museum of brask", "Ida Krohn"),
    ("battle", "When was the Battle of Poltava?", "1066"),
]
DATE = "2024-11-20"


@pytest.mark.parametrize("confidence", [0.7, 0.95])
@pytest.mark.parametrize(("news", "question", "answer"), ANSWERED)
def test_what_answers_is_shown(news: str, question: str, answer: str, confidence: float) -> None:
    found = ask(question, said(NEWS[news], answer, confidence, title=TITLES[news], date=DATE))
    assert (shown(found), reasons(found)) == ([answer], [])


@pytest.mark.parametrize(("news", "question", "answer"), ANOTHER)
def test_what_is_of_another_is_not(news: str, question: str, answer: str) -> None:
    assert shown(ask(question, said(NEWS[news], answer, title=TITLES[news], date=DATE))) == []
