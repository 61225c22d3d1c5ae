"""From nothing running to an answer: whole commands, each in a process of its own.

    python -m benchmarks.starting [--corpus corpus] [--runs N]

Files are in the system's cache and the models converted, as after the first use.
"""

import argparse
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUESTION = "How many suspects were handed over from Myanmar?"
ADDED = "The ferry to Port Ansel was lengthened by {} metres in the spring."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus, directory = Path(scratch) / "corpus", Path(scratch) / "index"
        shutil.copytree(arguments.corpus, corpus)
        build = [sys.executable, "build_index.py", str(corpus), "--index", str(directory)]
        ask = [sys.executable, "-m", "qa", "ask", QUESTION, "--index", str(directory)]
        run(build)
        run(ask)

        def add(number: int) -> None:
            (corpus / f"added-{number}.txt").write_text(ADDED.format(10 + number), encoding="utf-8")
            run(build)

        print("| | median s | slowest |")
        print("| --- | ---: | ---: |")
        show("`python -m qa ask`", arguments.runs, lambda _: run(ask))
        show("add one article: `python build_index.py`", arguments.runs, add)
        show("nothing changed: `python build_index.py`", arguments.runs, lambda _: run(build))
        show("`python ui.py`, to its first answer", arguments.runs, lambda _: page(directory))
        show("`python -c 'import torch'`, to compare", arguments.runs, lambda _: run(TORCH))


TORCH = [sys.executable, "-c", "import torch"]


def show(name: str, runs: int, command: Callable[[int], None]) -> None:
    """Time a command that many times, and print a row."""
    seconds = []
    for number in range(runs):
        began = time.perf_counter()
        command(number)
        seconds.append(time.perf_counter() - began)
    print(f"| {name} | {statistics.median(seconds):.2f} | {max(seconds):.2f} |", flush=True)


def run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def free_port() -> int:
    """One that nothing listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def page(directory: Path) -> None:
    """Start the page, ask it once, end it."""
    command = [sys.executable, "ui.py", "--index", str(directory), "--port", str(free_port())]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        ask_over_http(address[0].rstrip("/") + "/gradio_api/call/v2/ask")
        process.terminate()


def ask_over_http(endpoint: str) -> None:
    """Start the question, then read until its result has come."""
    body = json.dumps({"question": QUESTION}).encode()
    request = urllib.request.Request(endpoint, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as started:
        event = json.load(started)["event_id"]
    with urllib.request.urlopen(f"{endpoint}/{event}") as events:
        assert b"event: complete" in events.read()


if __name__ == "__main__":
    main()
