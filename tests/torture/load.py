"""Many users at once on a real page of this machine: what fails, how long it takes, what it keeps.

    python -m tests.torture.load --users 32 --minutes 5

Each user has a session and asks again as soon as there is an answer; now and then it reads an
article, adds one, deletes one, has the folder indexed, or goes away in the middle. It ends by
itself, after the minutes or the requests that are said. Exit code 1: something failed, nothing was
answered, or the page holds more at the end than after its second minute (memory, files, threads).
"""

import argparse
import json
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from tests.page.clients import client, file_data
from tests.served import ROOT, Served, start

CALL = "/gradio_api/call/v2"
QUESTIONS = ROOT / "tests" / "data" / "corpus_questions.jsonl"
# What a user does next, and how often.
DOES = {"ask": 80, "article": 8, "add": 4, "remove": 3, "reindex": 2, "leave": 3}


@dataclass(slots=True)
class Tally:
    """What came of the requests, of all users together."""

    left: int  # requests that may still be made
    took: list[float] = field(default_factory=list)  # seconds of each question, in this minute
    counts: Counter[str] = field(default_factory=Counter)
    answered: int = 0  # questions, in all
    problems: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def may_go_on(self) -> bool:
        with self.lock:
            self.left -= 1
            return self.left >= 0

    def note(self, what: str, seconds: float | None = None) -> None:
        with self.lock:
            self.counts[what] += 1
            if seconds is not None:
                self.took.append(seconds)
                self.answered += 1

    def fail(self, problem: str) -> None:
        with self.lock:
            self.counts["failed"] += 1
            self.problems.append(problem[:300])


class User:
    """One who asks, reads, adds and deletes, with a session of its own."""

    def __init__(self, site: Served, number: int, questions: list[str], tally: Tally) -> None:
        self._site, self._tally, self._questions = site, tally, questions
        self._random = random.Random(number)
        self._name = f"user-{number}"
        self._added: list[str] = []
        self._client = client(site)
        self._client.timeout = httpx.Timeout(180)

    def run(self, is_over: Callable[[], bool]) -> None:
        """Go on until it is over; what goes wrong is noted."""
        self._client.post("/session").raise_for_status()
        while not is_over() and self._tally.may_go_on():
            what = self._random.choices(list(DOES), list(DOES.values()))[0]
            try:
                getattr(self, what)()
            except Exception as error:
                self._tally.fail(f"{what}: {error!r}")
        self._client.close()

    def ask(self) -> None:
        began = time.monotonic()
        row = self._call("ask", question=self._random.choice(self._questions))
        if row is not None:
            self._tally.note("ask", time.monotonic() - began)
            if not row["searched"]["articles"]:
                raise ValueError("nothing was searched")

    def article(self) -> None:
        listed = self._call("articles")
        if listed is None:
            return
        path = self._random.choice(listed["articles"])["article"]
        if self._call("article", may_fail="There is no article", article=path) is not None:
            self._tally.note("article")

    def add(self) -> None:
        name = f"{self._name}-{self._random.randrange(10**9)}.txt"
        number = self._random.randrange(1000, 9999)
        text = f"Notes of {name}\n\nThe ferry of {self._name} carried {number} passengers.\n" * 20
        sent = self._client.post("/gradio_api/upload", files={"files": (name, text.encode())})
        if self._is_busy(sent):
            return
        path = sent.raise_for_status().json()[0]
        done = self._call("add_articles", files=[file_data(path, name)])
        if done is not None:
            self._added += [row["saved_as"] for row in done["saved"] if row["saved_as"]]
            self._tally.note("add")

    def remove(self) -> None:
        """As the page does, or behind its back."""
        if not self._added:
            return
        path = self._added.pop()
        if self._random.random() < 0.5:
            (self._site.corpus / path).unlink()
        elif self._call("remove_articles", articles=[path]) is None:
            return
        self._tally.note("remove")

    def reindex(self) -> None:
        if self._call("reindex") is not None:
            self._tally.note("reindex")

    def leave(self) -> None:
        """Ask, and go: before the answer is fetched, or while it is waited for."""
        values = {"question": self._random.choice(self._questions)}
        started = self._client.post(f"{CALL}/ask", json=values)
        if self._is_busy(started):
            return
        event = started.raise_for_status().json()["event_id"]
        if self._random.random() < 0.5:
            with self._client.stream("GET", f"{CALL}/ask/{event}") as events:
                next(events.iter_raw(), None)
        self._tally.note("leave")

    def _call(self, name: str, may_fail: str = "", **values: Any) -> Any:
        """What an endpoint gives; None where it is busy, or fails as it may."""
        started = self._client.post(f"{CALL}/{name}", json=values)
        if self._is_busy(started):
            return None
        event = started.raise_for_status().json()["event_id"]
        events = self._client.get(f"{CALL}/{name}/{event}").raise_for_status().text
        found = re.findall(r"event: (complete|error)\ndata: (.*)\n", events)
        if not found:
            raise ValueError(f"no reply: {events[-200:]!r}")
        if found[-1][0] == "error":
            if may_fail and may_fail in found[-1][1]:
                return None
            raise ValueError(found[-1][1])
        return json.loads(found[-1][1])[0]

    def _is_busy(self, answer: httpx.Response) -> bool:
        if answer.status_code != 503:
            return False
        self._tally.note("busy")
        time.sleep(self._random.uniform(0.5, 1.5))
        return True


@dataclass(frozen=True, slots=True)
class Held:
    """What the page's process holds."""

    megabytes: int
    files: int
    threads: int

    def grown_from(self, before: "Held") -> list[str]:
        """What is more than it was, beyond what goes up and down."""
        found = {"MB": (before.megabytes, self.megabytes), "files": (before.files, self.files),
                 "threads": (before.threads, self.threads)}  # fmt: skip
        return [f"{name} grew from {old} to {new}" for name, (old, new) in found.items()
                if new > 1.1 * old + 10]  # fmt: skip


def show(site: Served, tally: Tally, minute: float) -> Held:
    """Print a row: what was done since the row before, and what the page holds now."""
    with tally.lock:
        took, counts = tally.took[:], tally.counts.copy()
        tally.took.clear()
        tally.counts.clear()
    p50, p95 = np.percentile(took, (50, 95)) if took else (0.0, 0.0)
    folder = Path(f"/proc/{site.process.pid}")
    status = (folder / "status").read_text()
    size, threads = (
        int(re.findall(rf"{name}:\s+(\d+)", status)[0]) for name in ("VmRSS", "Threads")
    )
    held = Held(size // 1024, len(list((folder / "fd").iterdir())), threads)
    others = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()) if what != "ask")
    print(
        f"| {minute:.1f} | {counts['ask']} | {p50:.1f} | {p95:.1f} | {held.megabytes} "
        f"| {held.files} | {held.threads} | {others or 'nothing'} |",
        flush=True,
    )
    return held


def run(site: Served, users: int, minutes: float, requests: int) -> Tally:
    """Let so many users at the page; a row at the start and for each minute."""
    tally = Tally(requests)
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]
    began = time.monotonic()
    threads = []
    show(site, tally, 0)
    for number in range(users):
        user = User(site, number, questions, tally)
        is_over = lambda: time.monotonic() > began + minutes * 60  # noqa: E731
        threads.append(threading.Thread(target=user.run, args=[is_over], daemon=True))
        threads[-1].start()
    shown, second = began, None
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        if time.monotonic() > shown + 60:
            shown = time.monotonic()
            held = show(site, tally, (shown - began) / 60)
            second = second or (held if shown >= began + 119 else None)
    held = show(site, tally, (time.monotonic() - began) / 60)
    for grown in held.grown_from(second) if second else ():
        tally.fail(grown)
    if not tally.answered:
        tally.fail("No question was answered.")
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=32)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--requests", type=int, default=20_000, help="at most; default: 20000")
    parser.add_argument("--quiet-seconds", type=int, default=30, help="at the end; default: 30")
    arguments = parser.parse_args()
    articles = {
        path.relative_to(ROOT / "corpus").as_posix().replace("/", "-"): path.read_text("utf-8")
        for path in sorted((ROOT / "corpus").rglob("*"))
        if path.suffix in (".txt", ".md", ".csv", ".jsonl")
    }
    with tempfile.TemporaryDirectory(prefix="gleaner-load-") as folder:
        site = start(Path(folder) / "site", articles)
        try:
            site.call("reindex")
            site.call("ask", question="Who?")
            print("| minute | questions | p50 s | p95 s | MB | files | threads | besides |")
            print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
            tally = run(site, arguments.users, arguments.minutes, arguments.requests)
            time.sleep(arguments.quiet_seconds)
            print(f"{arguments.quiet_seconds} s after the last:")
            show(site, tally, arguments.minutes)
            said = site.log.read_text().partition("(Ctrl-C stops it)\n")[2]
        finally:
            site.stop()
    for problem, count in Counter(tally.problems).most_common(20):
        print(f"{count} × {problem}")
    print(said[:2000], end="")
    return 1 if tally.problems or "Traceback" in said else 0


if __name__ == "__main__":
    sys.exit(main())
