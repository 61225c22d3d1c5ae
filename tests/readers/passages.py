"""Texts to read, and the trained reader asked about them."""

from index.records import Article, Hit
from index.splitting.passages import split_article
from qa.readers.network_reader import TrainedReader
from qa.records import Reading

HANDOVER = (
    "A total of 706 people suspected of fraud in Myanmar have been handed over to police in the "
    "latest crackdown. Reported cases have fallen by 24 percent since August, according to "
    "Vice-Minister of Public Security Wang Zhizhong on Tuesday.\n"
    "This year, a total of 4,666 suspects involved in fraud originating from northern Myanmar "
    "have been handed over to Chinese authorities, including 205 fugitives."
)
BAKERY = "The bakery on Mill Lane sells rye bread. It opens at 5 a.m. and has nine ovens."


def hits_of(*articles: Article) -> list[Hit]:
    """Every passage, as if retrieval had found all of them equally good."""
    return [Hit(passage, 0.9, 0.5) for article in articles for passage in split_article(article)]


def read(reader: TrainedReader, question: str, *written: str) -> Reading:
    articles = [Article(f"{number}.txt", text) for number, text in enumerate(written)]
    return reader.read(question, hits_of(*articles))
