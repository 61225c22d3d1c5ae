"""What tests in the browser do with a window: open it, ask, look."""

import importlib.resources
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, FilePayload, Locator, Page

from tests.served import Served

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "Chromium is not installed. Run: apt-get install chromium"
HANDED_OVER = "How many telecom fraud suspects were handed over to Chinese authorities?"
SHIPS = "How many ships called at the port of Wrapton?"
SEIZED = "How many phones were seized in Harbin?"
WIDE, PHONE = (1280, 800), (390, 844)
# Resolves once the window is drawn, and whoever listens to its size has been told.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def browser_path() -> str | None:
    """Where Chromium is, or Chrome, if either is installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def opened(
    browser: Browser,
    site: Served,
    size: tuple[int, int] = WIDE,
    expected: str | None = None,
    **options: Any,
) -> Iterator[Page]:
    """A page in a window of its own, in which nothing goes wrong and nothing leaves the machine.

    `expected`: what the console may complain of.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, base_url=site.url, **options
    )
    problems: list[str] = []
    page = context.new_page()
    page.set_default_timeout(15_000)
    ours = urlsplit(site.url).netloc

    def check(url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != ours:
            problems.append(f"a request left the machine: {url}")

    context.on("request", lambda request: check(request.url))
    page.on("websocket", lambda socket: check(socket.url))
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    yield page
    context.close()
    assert [each for each in problems if expected is None or expected not in each] == []


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")


def tab_to(page: Page, target: str | Locator, most: int = 120) -> Locator:
    """Press Tab until that element has the keyboard."""
    found = page.locator(target).first if isinstance(target, str) else target.first
    found.wait_for()
    for _ in range(most):
        if found.evaluate("each => each === document.activeElement"):
            return found
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab.")


def strong(page: Page) -> str:
    """The text marked as the answer in the article that is open."""
    page.locator("#article mark.strong").first.wait_for()
    return "".join(page.locator("#article mark.strong").all_text_contents())


def axe_in_all_looks(page: Page) -> list[str]:
    """The same in light and dark, wide and on a phone; the window is then as it was."""
    size = page.viewport_size or {"width": WIDE[0], "height": WIDE[1]}
    found = []
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width}, {scheme}: {each}" for each in axe(page)]
    page.set_viewport_size(size)
    page.evaluate(DRAWN)  # or what a sheet lay over may not take the keyboard yet
    return found


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong, as rule and element."""
    source = importlib.resources.files("axe_playwright_python") / "axe.min.js"
    page.evaluate(source.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run()")
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def has_no_sideways_scroll(page: Page) -> bool:
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def questions(*lines: str) -> FilePayload:
    return {"name": "q.txt", "mimeType": "text/plain", "buffer": "\n".join(lines).encode()}
