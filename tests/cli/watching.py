"""A small folder of articles that changes, and a watch that looks at it."""

import json
from pathlib import Path
from typing import Any

from index.build import build_index
from tests.cli.commands import Capture, run
from tests.fakes import WordEncoder

QUESTION = "How many lorries does the bridge carry?"
STATE = "q.txt.watched.json"
RULES = ("--reader", "rules")


def write(name: str, text: str) -> None:
    Path("corpus", name).write_text(text, encoding="utf-8")


def index(encoder: WordEncoder | None = None, **options: Any) -> None:
    build_index([Path("corpus")], Path(".index"), encoder or WordEncoder(), **options)


def bridge(lorries: int) -> None:
    write("2023-05-01-bridge.md", f"The bridge carries {lorries} lorries a day.")


def look(capture: Capture, *more: str) -> tuple[int, dict[str, Any]]:
    code, out, err = run(capture, "watch", "q.txt", "--json", *RULES, *more)
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return code, found
