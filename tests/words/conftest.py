"""An index of articles of many kinds and languages, and the articles in it."""

from pathlib import Path

import pytest

from index.build import build_index
from index.records import Article
from index.search import Searcher
from tests.fakes import WordEncoder
from tests.served import ROOT
from tests.storm import STORM

ODD = {
    "hyphens.txt": "The investi\u00adgation of the inter-\nnational ring took years. In the anti-\n"
    "fraud office, a co\u00adop\u00ader\u00ada\u00adtion began.\r\n\r\nA second inter-\r\nnational "
    "ring was found by the ﬁnance oﬃcers; “they’re all caught”, said Cafe\u0301 owner Zoe\u0308.\n",
    "spaces.txt": "Prices rose to 1\u202f200\u00a0euros\u2009… and then — so it seemed – fell to "
    "1,200.50 euros, or 21,200.5 pesos. The STRASSE and the Straße are one; strassen are not.\n",
    "wei.md": "---\ntitle: A day with Zhang Wei\nsource: Wire\ndate: 2021-03-04\n---\n"
    "Zhang Wei said so. Wei Zhang, who is another, did not. Zhang, Wei and Li were there.\n",
    "long.txt": " ".join(
        f"Sentence {number} tells of buoy {number} and weighs it carefully, word by word, so that "
        f"nobody who counts sentence {number} may think that it is short or that it is idle."
        for number in range(120)
    ),
    "endless.txt": " and ".join(f"item {number} of the list of things" for number in range(300)),
    "sections.md": "\n\n".join(
        f"# Section {number}\n\n"
        + " ".join(f"Part {number}.{at} is about the weather in the hills." for at in range(30))
        for number in range(6)
    ),
}


@pytest.fixture(scope="package")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("words")
    odd = folder / "odd"
    odd.mkdir()
    for name, text in {**ODD, **STORM}.items():
        (odd / name).write_bytes(text.encode())
    places = [odd, ROOT / "corpus", ROOT / "tests" / "data" / "languages"]
    encoder = WordEncoder()
    build_index(places, folder / "index", encoder)
    return Searcher(folder / "index", encoder)


class Articles(dict[str, Article]):
    """Articles by path, which a failing test does not print."""

    def __repr__(self) -> str:
        return f"{len(self)} articles"


@pytest.fixture(scope="package")
def articles(searcher: Searcher) -> Articles:
    found = [searcher.article(each.path) for each in searcher.articles()]
    return Articles({article.path: article for article in found if article})


def path_of(articles: Articles, name: str) -> str:
    (path,) = (path for path in articles if Path(path).name == name)
    return path
