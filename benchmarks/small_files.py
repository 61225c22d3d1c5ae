"""Small files that are hard to read: seconds to read each and to split it into passages.

python -m benchmarks.small_files
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from index.arguments import Parser
from index.reading.corpus import read_articles
from index.records import SourceFile
from index.splitting.passages import split_article
from tests.documents import make_docx, make_pdf, make_word, word_tables

SENTENCE = "A total of 4,666 suspects were handed over from northern Myanmar this year."
LINES = 55  # on a page


def main() -> None:
    Parser(description=__doc__).parse_args()
    print("| file | KB | seconds | characters of text |")
    print("| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        read_in(Path(scratch), "warm-up.docx", make_docx(SENTENCE))
        read_in(Path(scratch), "warm-up.pdf", make_pdf([[SENTENCE]]))
        for what, ending, data in small_files():
            seconds, characters = read_in(Path(scratch), f"small{ending}", data)
            print(f"| {what} | {len(data) / 1000:.0f} | {seconds:.2f} | {characters:,} |")


def small_files(register_pages: Sequence[int] = (100, 400)) -> list[tuple[str, str, bytes]]:
    """What each is, its ending and its bytes."""
    texts = [
        ("a heading of 200 KB of `[`", "# " + 200_000 * "["),
        ("a heading of 10 KB of backticks", "# " + 10_000 * "`"),
        ("a heading with 40 KB of spaces", "# Fraud" + 40_000 * " " + "falls"),
        ("front matter of 19 KB of `[`", "---\ntags: " + 19_000 * "[" + "\n---"),
    ]
    files = [(what, ".md", f"{text}\n\n{SENTENCE}\n".encode()) for what, text in texts]
    files.append(("tables 18 deep", ".docx", make_word(word_tables(18, SENTENCE))))
    files += [(f"a register of {pages} pages", ".pdf", register(pages)) for pages in register_pages]
    return files


def register(pages: int) -> bytes:
    """Lines without full stops, all as far from each other."""
    lines = [
        f"Entry {number} of the register, Street {number % 97}" for number in range(pages * LINES)
    ]
    return make_pdf([lines[start : start + LINES] for start in range(0, len(lines), LINES)])


def read_in(folder: Path, name: str, data: bytes) -> tuple[float, int]:
    """Seconds for a file of these bytes, and the characters of its text."""
    location = folder / name
    location.write_bytes(data)
    began = time.perf_counter()
    articles, _ = read_articles(SourceFile(name, location, len(data), 0))
    for article in articles:
        split_article(article)
    return time.perf_counter() - began, sum(len(article.text) for article in articles)


if __name__ == "__main__":
    main()
