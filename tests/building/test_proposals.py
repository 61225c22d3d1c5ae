"""How much is proposed and weighed for one question: filters are to make it less, not more."""

import datetime
import random
from pathlib import Path

import pytest

from index.build import build_index
from index.engines.bm25 import Weighing
from index.engines.words import make_words
from index.records import Filters
from index.store import Store
from tests.fakes import WordEncoder

WORDS = "harbour ferry storm levy vote mill dredger price council tide".split()


def test_no_more_is_weighed_with_a_filter_than_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(3)
    (tmp_path / "corpus").mkdir()
    for number in range(400):
        text = " ".join(chance.choices(WORDS, k=chance.randint(4, 30)))
        head = "---\nsource: Wire\ndate: 2023-01-15\n---\n"
        (tmp_path / "corpus" / f"{number}.md").write_text(f"{head}{text}.\n")
    build_index([tmp_path / "corpus"], tmp_path / "index", WordEncoder())
    weighed: list[int] = []
    scores = Weighing.scores

    def counted(self: Weighing, passages: list[int]) -> dict[int, float]:
        weighed.append(len(passages))
        return scores(self, passages)

    monkeypatch.setattr(Weighing, "scores", counted)
    with Store(tmp_path / "index").snapshot() as snapshot:
        words, counts = make_words(snapshot), []
        for filters in (
            Filters(),
            Filters(source="Wire"),
            Filters(after=datetime.date(2023, 1, 1)),
        ):
            weighed.clear()
            found = words.search("ferry levy tide storm", 100, filters, snapshot)
            counts.append((sum(weighed), found))
    assert len(counts[0][1]) == 100
    assert counts[0] == counts[1] == counts[2]
