"""YAML front matter: facts where it is sound, text where it is none."""

from pathlib import Path

import pytest

from index.reading.corpus import list_files, read_articles
from index.records import Article
from tests.reading.files import DAY, SENTENCE, one


def test_front_matter(tmp_path: Path) -> None:
    front = (
        'title: "Fraud: the fall"\r\ndate: 2023-10-31T23:30:00-05:00\r\nsource: Example Daily\r\n'
        "authors:\r\n  - Jane Doe\r\n  - Li Wei\r\nurl: https://a.example/x\r\n"
    )
    article = one(
        tmp_path / "2020-01-01.md", f"---\r\n{front}---\r\n\r\n# Another\r\n\r\n{SENTENCE}\r\n"
    )
    assert article == Article(
        "2020-01-01.md",
        f"\r\n# Another\r\n\r\n{SENTENCE}\r\n",
        title="Fraud: the fall",
        date=DAY,
        source="Example Daily",
        author="Jane Doe, Li Wei",
        url="https://a.example/x",
    )


def test_malformed_front_matter_does_not_lose_the_article(tmp_path: Path) -> None:
    article = one(
        tmp_path / "a.md", f"---\ntitle: Fraud: the fall\ndate: 2023-10-31\n---\n{SENTENCE}"
    )
    assert (article.title, article.date, article.text) == ("Fraud: the fall", DAY, SENTENCE)
    for text in (f"---\n{SENTENCE}\n---\n{SENTENCE}", f"---\ntitle: never closed\n{SENTENCE}"):
        assert one(tmp_path / "a.md", text).text == text
    impossible = one(tmp_path / "a.txt", f"---\ntitle: X\ndate: 2023-02-30\n---\n{SENTENCE}")
    assert (impossible.title, impossible.date) == ("X", None)


@pytest.mark.parametrize("nested", [19_000 * "[", 1_000 * "[\n ", 4_000 * "{a: ", 6_000 * "- "])
def test_front_matter_of_lists_within_lists(tmp_path: Path, nested: str) -> None:
    article = one(tmp_path / "a.md", f"---\ntitle: Fraud falls\nx: {nested}\n---\n{SENTENCE}")
    assert (article.title, article.text) == ("Fraud falls", SENTENCE)


def test_front_matter_that_never_ends_is_text(tmp_path: Path) -> None:
    for text in (f"---\n{'title: a' * 5_000}\n---\n", "---\n" + "title: a\n" * 5_000 + "---\n"):
        assert one(tmp_path / "a.txt", text).text == text


def test_nested_yaml_aliases_do_not_hang_a_build(tmp_path: Path) -> None:
    levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * 10) + "]" for n in range(1, 12)]
    text = "---\n" + "\n".join(levels) + "\ntitle: *l11\n---\nThe mill burned down in 1911.\n"
    (tmp_path / "bomb.md").write_text(text, encoding="utf-8")
    files, _ = list_files([tmp_path])
    articles, _ = read_articles(files[0])
    assert articles[0].text == "The mill burned down in 1911.\n"
    assert articles[0].title is None or len(articles[0].title) < 100
