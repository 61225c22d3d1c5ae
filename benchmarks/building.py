"""A thousand articles indexed: how much of the time the encoder computes, and the memory it takes.

    python -m benchmarks.building --data DIR [--articles N]

Every article is a file, of each format a share; a passage differs from every other.
"""

import itertools
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.made_up import PASSAGES, made_up
from index.arguments import Parser
from index.build import BuildReport, build_index
from index.encoder import SentenceEncoder, Vectors, default_folder, load_encoder
from tests.documents import make_docx, make_pdf

ALONE = 2_000  # texts encoded again, by themselves
SAMPLED = 0.05  # seconds between two looks at the memory


class Timed(SentenceEncoder):
    """The default encoder, with a clock and a memory of what it was given."""

    def __init__(self) -> None:
        inner = load_encoder()
        super().__init__(inner.name, inner.identity, default_folder())
        self.texts: list[str] = []
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""
        began = time.perf_counter()
        vectors = super().encode(texts)
        self.seconds += time.perf_counter() - began
        self.texts += texts
        return vectors


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of question sets")
    parser.add_argument("--articles", type=int, default=1_000)
    arguments = parser.parse_args()
    encoder = Timed()
    encoder.encode(["warm"])
    encoder.texts.clear()
    encoder.seconds = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus"
        write_files(arguments.data, corpus, arguments.articles)
        with peak_memory() as peak:
            report = build_index([corpus], Path(scratch) / "index", encoder)
    show(report, encoder, peak())


def show(report: BuildReport, encoder: Timed, peak: int) -> None:
    """Print what the build took, and what encoding some of the same texts alone takes."""
    share, count = encoder.seconds / report.seconds, len(encoder.texts)
    some = encoder.texts[:ALONE]
    began = time.perf_counter()
    encoder.encode(some)
    alone = time.perf_counter() - began
    print("| | |")
    print("| --- | ---: |")
    print(f"| articles, passages | {report.articles:,}, {report.passages:,} |")
    print(f"| seconds | {report.seconds:.1f} |")
    print(f"| of these the encoder computes | {100 * share:.0f} % |")
    print(f"| passages a second | {count / report.seconds:.0f} |")
    print(f"| passages a second, encoding the same alone | {len(some) / alone:.0f} |")
    print(f"| memory of all processes together at most, MB | {peak / 1e6:.0f} |")


def write_files(data: Path, corpus: Path, articles: int) -> None:
    """Files of ten passages each: half of them texts, the rest web pages, Word and PDF files."""
    corpus.mkdir(parents=True)
    texts = made_up(data, seed=1)
    for number in range(articles):
        paragraphs = list(itertools.islice(texts, PASSAGES))
        ending, make = FORMATS[number % len(FORMATS)]
        (corpus / f"{number:05}{ending}").write_bytes(make(paragraphs))


def as_text(paragraphs: list[str]) -> bytes:
    return "\n\n".join(paragraphs).encode()


def as_page(paragraphs: list[str]) -> bytes:
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><body><article><h1>Report</h1>{inside}</article></body></html>".encode()


def as_pdf(paragraphs: list[str]) -> bytes:
    pages = []
    for paragraph in paragraphs:
        words = paragraph.encode("latin-1", "replace").decode("latin-1").split()
        pages.append([" ".join(words[at : at + 12]) for at in range(0, len(words), 12)])
    return make_pdf(pages)


FORMATS: list[tuple[str, Callable[[list[str]], bytes]]] = [
    (".txt", as_text),
    (".html", as_page),
    (".txt", as_text),
    (".docx", lambda paragraphs: make_docx(*paragraphs)),
    (".md", as_text),
    (".pdf", as_pdf),
]


@contextmanager
def peak_memory() -> Iterator[Callable[[], int]]:
    """The bytes that this process and its children had together at most meanwhile (Linux)."""
    most = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(SAMPLED):
            most = max(most, memory_now())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: most
    finally:
        done.set()
        watcher.join()


def memory_now() -> int:
    """Bytes of this process and its children; what they share is counted for each."""
    own = Path("/proc/self")
    total = 0
    for tasks in own.glob("task/*/children"):
        for child in tasks.read_text().split():
            total += resident(Path("/proc") / child)
    return total + resident(own)


def resident(process: Path) -> int:
    try:
        pages = int((process / "statm").read_text().split()[1])
    except (OSError, IndexError):  # it has ended
        return 0
    return pages * 4096


if __name__ == "__main__":
    main()
