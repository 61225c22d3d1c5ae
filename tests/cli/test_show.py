"""python -m qa show: the stored text and nothing else."""

import json
from pathlib import Path

from index.build import build_index
from tests.cli.commands import HARBOUR, Capture, run
from tests.fakes import WordEncoder


def test_show_prints_the_stored_text_and_nothing_else(place: Path, capfdbinary: Capture) -> None:
    assert run(capfdbinary, "show", "harbour.txt") == (0, HARBOUR, "")
    assert run(capfdbinary, "show", "harbour.txt", "--start", "5", "--end", "10") == (
        0,
        "ships",
        "",
    )
    assert run(capfdbinary, "show", "harbour.txt", "--start", "40", "--end", "40") == (0, "", "")


def test_a_name_moves_no_cursor_where_it_is_the_nearest(place: Path, capfdbinary: Capture) -> None:
    (place / "corpus" / "mole\x1b[2J\u202e.txt").write_text("The mole is closed.", encoding="utf-8")
    build_index([place / "corpus"], place / ".index", WordEncoder())
    code, out, err = run(capfdbinary, "show", "mole")
    assert (code, out) == (1, "")
    assert err == "No article mole in .index. Nearest: mole\N{REPLACEMENT CHARACTER}[2J" + (
        "\N{REPLACEMENT CHARACTER}.txt.\n"
    )


def test_what_an_answer_names_can_be_shown(place: Path, capfdbinary: Capture) -> None:
    _, out, _ = run(capfdbinary, "ask", "How many lorries?", "--json")
    row = json.loads(out)
    slice_ = ["--start", str(row["start"]), "--end", str(row["end"])]
    assert run(capfdbinary, "show", row["article"], *slice_) == (0, row["answer"], "")
