"""--max-seconds: how long a question may take."""

import json
from pathlib import Path

from tests.cli.commands import Capture, run

QUESTION = "How many ships waited?"
NO_TIME = "0.000001"


def test_the_commands_take_a_limit(place: Path, capfdbinary: Capture) -> None:
    limit = ("--max-seconds", NO_TIME)
    code, out, err = run(capfdbinary, "ask", QUESTION, *limit)
    assert (code, out) == (1, "")
    assert err.startswith("The question was given up after 1e-06 s. Ask it again when")
    Path("q.txt").write_text(f"{QUESTION}\n", encoding="utf-8")
    code, out, err = run(capfdbinary, "batch", "q.txt", *limit)
    assert code == 0
    assert "given up" in json.loads(out)["error"]
    for wrong in ("0", "-3", "soon", "nan"):
        code, _, err = run(capfdbinary, "ask", QUESTION, "--max-seconds", wrong)
        assert (code, err) == (1, f"--max-seconds {wrong} is no number of seconds.\n")
