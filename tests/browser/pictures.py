"""The pictures of the page in docs/ and the README, of corpus/ as it is.

python -m tests.browser.pictures
"""

import io
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.window import ARGUMENTS, browser_path, opened
from tests.served import ROOT, Served, start

COLOURS = 256  # of a picture: it is of flat colours, and a third of the size


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    name: str
    size: tuple[int, int]
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False  # the system's own few colours
    paper: bool = False

    @contextmanager
    def opened(self, browser: Browser, site: Served, **options: Any) -> Iterator[Page]:
        with opened(browser, site, self.size, **self.options, **options) as page:
            yield page

    @property
    def options(self) -> dict[str, Any]:
        """What a window of the browser is opened with, beside its size."""
        forced = "active" if self.forced else "none"
        return {"color_scheme": self.scheme, "forced_colors": forced, "reduced_motion": "reduce"}

    def shot(self, page: Page) -> Image.Image:
        if self.paper:
            page.emulate_media(media="print")
            page.wait_for_timeout(200)
        data = page.screenshot(full_page=self.paper)
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        return picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


PICTURES = ROOT / "docs" / "pictures"
README = ROOT / "qa" / "page" / "screenshot.png"
WIDE, NARROW = (1280, 920), (390, 960)
CORRECTED = "2023/pharmacist-and-the-text.txt"
MYANMAR = "How many suspects were handed over from Myanmar?"
KINDS = (Look("wide", WIDE), Look("narrow", NARROW), Look("dark", WIDE, scheme="dark"))
# The name of each, what is asked, and what is pressed then.
SHOWN: Sequence[tuple[str, str, Sequence[str]]] = (
    ("agreeing", "How many warning notices have police forces received?", [".fold"]),
    ("disagreeing", MYANMAR, []),
    ("corrected", MYANMAR, [".said li:has(.correction) > a.row"]),
    ("copied", MYANMAR, [".said .fold >> nth=0", "text=1 copy"]),
    ("words", "“Ministry of Public Security”", []),
    ("why", MYANMAR, [".why-button"]),
    (
        "sheet",
        MYANMAR,
        [
            ".answer-block [aria-pressed]",
            ".said [aria-pressed] >> nth=0",
            ".evidence [aria-pressed] >> nth=0",
            'nav a[data-view="sheet"]',
        ],
    ),
    ("absent", "How many suspects were handed over from Myanmar in 2021?", []),
    ("found", MYANMAR, ["text=Open article", "#find-button", "type fraud"]),
)
LATER = (  # what changes a watched answer
    "---\ntitle: Handovers rise\nsource: Harbour Daily\ndate: 2024-06-01\n---\n"
    "Up to the end of May, 5,120 suspects were handed over from Myanmar, police said.\n"
)
# Questions and a draft for the other views, and what is pressed when they are answered.
QUESTIONS = (
    MYANMAR,
    "How many warning messages has the 12381 system sent?",
    "How many leaders and key members of fraud groups were caught?",
    "How many suspects were handed over from Myanmar in 2021?",
    "Who is the vice-minister of public security?",
)
DRAFT = """In all 4,666 suspects were handed over from Myanmar, the ministry said. Its text \
message system has sent 460 million warnings straight to people's phones.

A pharmacist who was warned did not believe it. “I thought the warning was the scam,” she says. \
“It had no name on it. He had a name, a department and a very nice voice.”

“Nobody at the ministry ever called me back,” a shopkeeper told us."""
VIEWS: Sequence[tuple[str, str, Sequence[str]]] = (
    (
        "batch",
        "\n".join(QUESTIONS),
        ["tr:nth-child(1) .tick input", "tr:nth-child(2) .tick input", "tr:nth-child(2) .by-hand"],
    ),
    ("check", DRAFT, [".finding:nth-child(2) a.row"]),
)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = start(Path(folder), {})
        shutil.copytree(ROOT / "corpus", site.corpus, dirs_exist_ok=True)
        site.call("reindex")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for name, look, picture in take_all(browser, site, KINDS):
            picture.save(PICTURES / f"{name}-{look.name}.png", optimize=True)
            if (name, look.name) == ("disagreeing", "wide"):
                picture.save(README, optimize=True)
        browser.close()
        site.stop()


def take_all(
    browser: Browser, site: Served, looks: Sequence[Look]
) -> Iterator[tuple[str, Look, Image.Image]]:
    """Every state over `corpus/`, each in these looks; at the end the articles are changed."""
    for name, text, presses in VIEWS:
        for look in looks:
            yield name, look, take_view(browser, site, look, (name, text, presses))
    for name, question, presses in SHOWN:
        for look in looks:
            yield name, look, take(browser, site, look, question, presses)
    for look in looks:
        yield "editing", look, take_editing(browser, site, look)
    for name in ("start", "watched"):
        if name == "watched":
            change_what_is_watched(site)
        for look in looks:
            yield name, look, take(browser, site, look, "", [])


def change_what_is_watched(site: Served) -> None:
    """Two questions, and an article that changes the answer to one."""
    site.call("watch", question=MYANMAR)
    site.call("watch", question="How many police officers were trained in Luzhou?")
    wait_until(lambda: all(each["known"] for each in site.call("watched")["questions"]))
    (site.corpus / "2024" / "handovers-rise.md").write_text(LATER, encoding="utf-8")
    site.call("reindex")
    wait_until(lambda: site.call("watched")["latest_change"] > 0)


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not is_so():
        if time.monotonic() > deadline:
            raise RuntimeError("It was waited for two minutes, in vain.")
        time.sleep(0.5)


def take(
    browser: Browser, site: Served, look: Look, question: str, presses: Sequence[str]
) -> Image.Image:
    with look.opened(browser, site) as page:
        page.add_init_script("localStorage.setItem('gleaner.watched.seen', '0')")  # all is new
        page.goto(f"/?q={quote(question)}" if question else "/")
        settle(page)
        for press in presses:
            typed = press.removeprefix("type ")
            if typed == press:
                page.click(press)
            else:
                page.keyboard.type(typed)
            settle(page)
        page.mouse.move(0, 0)
        settle(page)
        return look.shot(page)


def take_editing(browser: Browser, site: Served, look: Look) -> Image.Image:
    """The Articles tab: one article corrected, one being edited, others selected."""
    change = {"article": CORRECTED, "set": {"source": "Meridian Wire"}}
    undo = site.call("correct_articles", changes=[change])["undo"]
    with look.opened(browser, site) as page:
        page.goto("/?view=articles")
        page.locator("#articles-rows a").first.wait_for()
        page.fill("#articles-filter", "txt")
        for box in page.locator("#articles-rows .pick input").all()[1:3]:
            box.check()
        page.locator("#articles-rows .edit").nth(4).click()
        page.locator(".editing input >> nth=1").fill("Border Post")
        page.locator(".editing").scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        picture = look.shot(page)
    site.call("correct_articles", changes=undo)
    return picture


def take_view(
    browser: Browser, site: Served, look: Look, shown: tuple[str, str, Sequence[str]]
) -> Image.Image:
    """A view after a text was pasted into it: questions, or a draft."""
    view, text, presses = shown
    done, shown_rows = {
        "batch": ("#batch-text:has-text('answered')", "#batch-rows tr"),
        "check": ("#check-csv", ".finding"),
    }[view]
    with look.opened(browser, site) as page:
        page.goto(f"/?view={view}")
        page.fill(f"#view-{view} textarea", text)
        page.press(f"#view-{view} textarea", "Control+Enter")
        page.locator(done).first.wait_for(timeout=60_000)
        page.locator(shown_rows).first.wait_for()
        for press in presses if look.size[0] > 1100 else presses[:-1]:
            page.locator(press).first.click()
        field = page.locator("form.hand input")
        if field.count():
            field.fill("640 million messages")
            field.press("Enter")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)
        return look.shot(page)


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn."""
    drawn = page.locator(".answer, .no-answer, .found, .examples a, .sheet-item")
    drawn.locator("visible=true").first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
