"""python -m qa show: the stored text and nothing else."""

import json
from pathlib import Path

from tests.cli.commands import HARBOUR, Capture, run


def test_show_prints_the_stored_text_and_nothing_else(place: Path, capfdbinary: Capture) -> None:
    assert run(capfdbinary, "show", "harbour.txt") == (0, HARBOUR, "")
    assert run(capfdbinary, "show", "harbour.txt", "--start", "5", "--end", "10") == (
        0,
        "ships",
        "",
    )
    assert run(capfdbinary, "show", "harbour.txt", "--start", "40", "--end", "40") == (0, "", "")


def test_what_an_answer_names_can_be_shown(place: Path, capfdbinary: Capture) -> None:
    _, out, _ = run(capfdbinary, "ask", "How many lorries?", "--json")
    row = json.loads(out)
    slice_ = ["--start", str(row["start"]), "--end", str(row["end"])]
    assert run(capfdbinary, "show", row["article"], *slice_) == (0, row["answer"], "")
