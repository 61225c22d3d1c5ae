"""A running page: odd requests to it, and odd links to it in a browser."""

import json
import random
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.window import ARGUMENTS, browser_path
from tests.served import ARTICLES, Served, start
from tests.torture import fuzz_inputs

SLOW = 20.0  # seconds that an answer may take
_OWN_MEMORY = 0  # no limit: a page and a browser are started, which would have the same
_COOKIE = "gleaner-%s=" + "f" * 43
_PLACES = (  # what a row gives, and where it is said to be
    ("answer", "start", "end"),
    ("sentence", "sentence_start", "sentence_end"),
    ("text", "start", "end"),
)
_KNOWN = "ui: There are no articles yet"


class _Site:
    """A page of its own, and what its terminal shows."""

    def __init__(self, folder: Path) -> None:
        self.served: Served = start(folder, ARTICLES, options=["--reader", "rules"])
        self.served.call("reindex")
        self.served.call("ask", question="Who?")
        self._seen = self.served.log.stat().st_size
        names = [each["article"] for each in self.served.call("articles")["articles"]]
        self._texts = {name: self.served.call("text", article=name)["text"] for name in names}

    def wrong_slice(self, row: dict[str, Any]) -> str | None:
        """What is wrong with what the page found or answered: all of it is to be a slice."""
        for article, (first, last), said in _slices(row):
            if article not in self._texts:
                self._texts[article] = self.served.call("text", article=article)["text"]
            if self._texts[article][first:last] != said:
                return f"no slice: {said!r} at {first} to {last} of {article}"
        return None

    def said(self) -> str | None:
        """What is wrong by what the terminal shows since it was looked at last."""
        if self.served.process.poll() is not None:
            return f"the page ended with {self.served.process.returncode}"
        size = self.served.log.stat().st_size
        if size == self._seen:
            return None
        with self.served.log.open("rb") as log:
            log.seek(self._seen)
            text = log.read().decode("utf-8", "replace")
        self._seen = size
        is_bad = "Traceback" in text or "ui: " in text.replace(_KNOWN, "")
        return f"the terminal shows: {text[:2000]}" if is_bad else None

    def close(self) -> None:
        self.served.stop()


class Requests:
    """HTTP requests, as bytes. "HOST" in one stands for the page's address."""

    max_seconds, max_memory = SLOW, _OWN_MEMORY

    def __init__(self, folder: Path) -> None:
        self._site = _Site(folder / "site")
        self._host, _, port = self._site.served.url.removeprefix("http://").partition(":")
        self._port = int(port)

    def make(self, chance: random.Random) -> bytes:
        return fuzz_inputs.request(chance)

    def run(self, data: bytes) -> str | None:
        answer = self._send(data)
        status = re.match(rb"HTTP/1\.1 (\d{3})", answer)
        said = self._site.said()
        if said:
            return said
        if status is None:
            return self._lost(data, answer)
        if status[1].startswith(b"5") and status[1] not in (b"503", b"507", b"501"):
            return f"answered with {answer[:300]!r}"
        if event := re.search(rb'^\{"event_id": ?"(\w+)"\}', answer.partition(b"\r\n\r\n")[2]):
            return self._fetch(data, event[1])
        if data.startswith(b"GET /api/ask?") and status[1] == b"200":
            return self._site.wrong_slice(json.loads(answer.partition(b"\r\n\r\n")[2]))
        return None

    def _send(self, data: bytes) -> bytes:
        host = f"Host: {self._host}:{self._port}\r\nCookie: {_COOKIE % self._port}"
        data = data.replace(b"Host: HOST", host.encode(), 1)
        with socket.create_connection((self._host, self._port), timeout=SLOW) as connection:
            received = b""
            try:
                connection.sendall(data)
                while part := connection.recv(1 << 16):
                    received += part
            except (ConnectionError, TimeoutError) as error:
                return received or repr(error).encode()
        return received

    def _lost(self, data: bytes, answer: bytes) -> str | None:
        """A request that is none may be left without an answer; a page that is gone may not."""
        if b"Timeout" in answer:
            return f"no answer within {SLOW:g} s"
        alive = self._send(b"GET / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n")
        return None if alive.startswith(b"HTTP/1.1 200") else f"gone after {data[:200]!r}"

    def _fetch(self, data: bytes, event: bytes) -> str | None:
        """Take the events of a call; what it answers with is to be a slice."""
        path = data.split(b" ", 2)[1]
        head = b"HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        if b"/call/v2/" not in path:
            self._send(b"POST /gradio_api/cancel " + head.replace(b"Content-Length: 0", b""))
            return self._site.said()
        events = self._send(b"GET %s/%s %s" % (path.partition(b"?")[0], event, head))
        if said := self._site.said():
            return said
        found = re.findall(rb"event: (complete|error)\ndata: (.*)\n", events)
        if not found:
            return f"no end of its events: {events[-300:]!r}"
        if (
            path.rpartition(b"/")[2] in (b"ask", b"answer", b"search")
            and found[-1][0] == b"complete"
        ):
            return self._site.wrong_slice(json.loads(found[-1][1])[0])
        return None

    def close(self) -> None:
        self._site.close()


def _slices(row: Any, article: str = "") -> Iterator[tuple[str, tuple[int, int], str]]:
    """Whatever a row gives as a slice: the article, the place, and what is said to be there."""
    if isinstance(row, list):
        for each in row:
            yield from _slices(each, article)
    if not isinstance(row, dict):
        return
    article = row.get("article") or article
    for text, first, last in _PLACES:
        if article and isinstance(row.get(text), str) and isinstance(row.get(first), int):
            yield article, (row[first], row[last]), row[text]
    for each in row.values():
        yield from _slices(each, article)


class Links:
    """Query strings of links to the page, opened in a browser."""

    max_seconds, max_memory = SLOW, _OWN_MEMORY

    def __init__(self, folder: Path) -> None:
        from playwright.sync_api import sync_playwright

        self._site = _Site(folder / "site")
        self._driver = sync_playwright().start()
        arguments = [*ARGUMENTS, "--disable-ipc-flooding-protection"]  # so many links in a second
        self._browser = self._driver.chromium.launch(executable_path=browser_path(), args=arguments)
        self._problems: list[str] = []
        self._page = self._browser.new_page(base_url=self._site.served.url)
        self._page.set_default_timeout(15_000)
        self._page.on("pageerror", lambda error: self._problems.append(f"error: {error}"))
        self._page.on("dialog", self._dismiss)
        self._page.on("console", self._hear)
        self._page.goto("/")

    def _dismiss(self, dialog: Any) -> None:
        self._problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _hear(self, message: Any) -> None:
        # A call that is refused is told on the page; the browser notes it as well.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._problems.append(message.text)

    def make(self, chance: random.Random) -> bytes:
        return fuzz_inputs.query(chance)

    def run(self, data: bytes) -> str | None:
        query = data.decode("latin-1").replace("#", "%23")
        self._page.evaluate(
            """(query) => {
              history.replaceState({}, "", `/?${query}`);
              dispatchEvent(new PopStateEvent("popstate"));
              return new Promise((resolve) => setTimeout(resolve, 10));
            }""",
            query,
        )
        odd = self._page.evaluate(
            "() => document.querySelectorAll('[onerror], script:not([src]), .x1, iframe').length"
        )
        if odd:
            return f"{odd} elements that no script of ours makes"
        problems, self._problems = self._problems, []
        return "; ".join(problems) or self._site.said()

    def close(self) -> None:
        self._browser.close()
        self._driver.stop()
        self._site.close()
