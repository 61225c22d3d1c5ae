"""The pictures of the page in docs/ and the README, of corpus/ as it is.

python -m tests.browser.pictures
"""

import io
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.window import ARGUMENTS, opened
from tests.served import ROOT, Served, start

PICTURES = ROOT / "docs" / "pictures"
README = ROOT / "qa" / "page" / "screenshot.png"
WIDE, NARROW = (1280, 920), (390, 960)
COLOURS = 256  # of a picture: it is of flat colours, and a third of the size
MYANMAR = "How many suspects were handed over from Myanmar?"
KINDS = (("wide", WIDE, "light"), ("narrow", NARROW, "light"), ("dark", WIDE, "dark"))
# The name of each, what is asked, and what is pressed then.
SHOWN: Sequence[tuple[str, str, Sequence[str]]] = (
    ("agreeing", "How many warning notices have police forces received?", [".fold"]),
    ("disagreeing", MYANMAR, []),
    ("corrected", MYANMAR, [".said li:has(.correction) > a.row"]),
    ("copied", MYANMAR, [".said .fold >> nth=0", "text=1 copy"]),
    ("absent", "How many suspects were handed over from Myanmar in 2021?", []),
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
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, text, presses in VIEWS:
            for kind, size, scheme in KINDS:
                picture = take_view(browser, site, size, scheme, (name, text, presses))
                picture.save(PICTURES / f"{name}-{kind}.png", optimize=True)
        for name, question, presses in SHOWN:
            for kind, size, scheme in KINDS:
                picture = take(browser, site, size, scheme, question, presses)
                picture.save(PICTURES / f"{name}-{kind}.png", optimize=True)
                if (name, kind) == ("disagreeing", "wide"):
                    picture.save(README, optimize=True)
        browser.close()
        site.process.terminate()
        site.process.wait()


def take(
    browser: Browser,
    site: Served,
    size: tuple[int, int],
    scheme: str,
    question: str,
    presses: Sequence[str],
) -> Image.Image:
    with opened(browser, site, size, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto(f"/?q={quote(question)}")
        settle(page)
        for press in presses:
            page.click(press)
            settle(page)
        page.mouse.move(0, 0)
        settle(page)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def take_view(
    browser: Browser,
    site: Served,
    size: tuple[int, int],
    scheme: str,
    shown: tuple[str, str, Sequence[str]],
) -> Image.Image:
    """A view after a text was pasted into it: questions, or a draft."""
    view, text, presses = shown
    done, shown_rows = {
        "batch": ("#batch-text:has-text('answered')", "#batch-rows tr"),
        "check": ("#check-csv", ".finding"),
    }[view]
    with opened(browser, site, size, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto(f"/?view={view}")
        page.fill(f"#view-{view} textarea", text)
        page.press(f"#view-{view} textarea", "Control+Enter")
        page.locator(done).first.wait_for(timeout=60_000)
        page.locator(shown_rows).first.wait_for()
        for press in presses if size == WIDE else presses[:-1]:
            page.locator(press).first.click()
        field = page.locator("form.hand input")
        if field.count():
            field.fill("640 million messages")
            field.press("Enter")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn."""
    page.locator(".answer, .no-answer").first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
