"""Markdown headings: which is the title, and its words without the markup."""

from pathlib import Path

import pytest

from tests.reading.files import SENTENCE, one


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"\n# **Fraud** falls by [24%](https://a.example) #\n\n{SENTENCE}", "Fraud falls by 24%"),
        (f"Fraud falls\n===\n\n{SENTENCE}", "Fraud falls"),
        (f"```\n# a comment\n```\n\n{SENTENCE}\n\n# Heading\n", "Heading"),
        (f"## Fraud falls\n\n{SENTENCE}", "Fraud falls"),
        (f"{SENTENCE}\n\n## A section\n\n{SENTENCE}", None),
        (f"#hashtag\n{SENTENCE}", None),
        (f"# snake_case_name stays\n\n{SENTENCE}", "snake_case_name stays"),
    ],
)
def test_markdown_heading(tmp_path: Path, text: str, title: str | None) -> None:
    article = one(tmp_path / "a.md", text)
    assert (article.text, article.title) == (text, title)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("**`gleaner`** and `__init__`", "gleaner and __init__"),
        ("[![Logo](a.png)](https://a.example/x_(y)) Gleaner", "Logo Gleaner"),
        ("***Fraud*** falls, *says **China***", "Fraud falls, says China"),
        ("Fraud falls" + 40_000 * " ", "Fraud falls"),
        ("Fraud" + 40_000 * " " + "falls", None),
        (200_000 * "[", None),
        (10_000 * "`", None),
    ],
)
def test_markup_in_a_heading(tmp_path: Path, heading: str, title: str | None) -> None:
    for text in (f"# {heading}\n\n{SENTENCE}", f"{heading}\n===\n\n{SENTENCE}"):
        article = one(tmp_path / "a.md", text)
        assert (article.text, article.title) == (text, title)
