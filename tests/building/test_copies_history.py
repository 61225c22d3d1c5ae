"""Of more copies than are compared with one another: one story, whichever came first."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport, build_index
from index.copies.fold import MAX_COMPARED
from tests.building.files import write
from tests.building.stories import prose, stories
from tests.fakes import WordEncoder

MANY = 3 * MAX_COMPARED  # more than share a fingerprint before it is taken for a phrase
ROUNDS = 4


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def edited(chance: random.Random, text: str) -> str:
    """A text under another headline, a sentence or two of it taken out, one of its own put in."""
    sentences = text.split(". ")
    for _ in range(chance.randrange(3)):
        del sentences[chance.randrange(len(sentences))]
    sentences.insert(chance.randrange(len(sentences)), prose(chance.randrange(10**6), 1)[:-1])
    return f"Paper {chance.randrange(1000)}\n\n{'. '.join(sentences)}"


def test_identical_articles_that_come_last_first_are_one_story(
    corpus: Path, directory: Path, build: Callable[..., BuildReport]
) -> None:
    for number in reversed(range(MANY)):
        write(corpus, f"{number:02}.txt", prose(1))
        build()
    assert set(stories(directory).values()) == {"00.txt"}
    (corpus / "00.txt").unlink()
    build()
    assert set(stories(directory).values()) == {"01.txt"}


def change(corpus: Path, chance: random.Random, texts: list[str]) -> None:
    """Add, change and remove some articles, most of them copies of one of a few."""
    for _ in range(2 * MANY):
        file = corpus / f"n{chance.randrange(4 * MANY):03}.txt"
        act = chance.random()
        if act < 0.25:
            file.unlink(missing_ok=True)
        elif act < 0.5:
            file.write_text(chance.choice(texts))
        elif act < 0.9:
            file.write_text(edited(chance, chance.choice(texts)))
        else:
            file.write_text(prose(chance.randrange(10**6)))


@pytest.mark.parametrize("seed", range(3))
def test_many_copies_are_the_stories_that_a_fresh_index_finds(
    corpus: Path, directory: Path, build: Callable[..., BuildReport], seed: int
) -> None:
    chance = random.Random(seed)
    texts = [prose(number, 15) for number in range(3)]
    for turn in range(ROUNDS):
        change(corpus, chance, texts)
        build(allow_removals=True)
        fresh = directory.with_name(f"fresh-{turn}")
        build_index([corpus], fresh, WordEncoder())
        assert stories(directory) == stories(fresh)
    sizes = sorted(map(list(stories(directory).values()).count, set(stories(directory).values())))
    assert sizes[-1] > 2 * MAX_COMPARED


def test_it_does_not_matter_in_which_order_many_copies_come_or_go(
    corpus: Path, tmp_path: Path
) -> None:
    chance, text = random.Random(5), prose(4, 15)
    names = [f"{number:02}.txt" for number in range(MANY)]
    texts = {name: edited(chance, text) for name in names}
    found = []
    for seed in range(3):
        order = random.Random(seed).sample(names, len(names))
        folder, directory = tmp_path / f"{seed}", tmp_path / f"index{seed}"
        for name in order:
            write(folder, name, texts[name])
            build_index([folder], directory, WordEncoder())
        found.append(stories(directory))
        assert len(set(found[-1].values())) == 1
    assert found[0] == found[1] == found[2]
