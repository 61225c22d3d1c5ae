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
# The name of each, what is asked, and what is pressed then.
SHOWN: Sequence[tuple[str, str, Sequence[str]]] = (
    ("agreeing", "How many warning notices have police forces received?", [".fold"]),
    ("disagreeing", MYANMAR, []),
    ("corrected", MYANMAR, [".said li:has(.correction) > a.row"]),
    ("copied", MYANMAR, [".said .fold >> nth=0", "text=1 copy"]),
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
)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = start(Path(folder), {})
        shutil.copytree(ROOT / "corpus", site.corpus, dirs_exist_ok=True)
        site.call("reindex")
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, question, presses in SHOWN:
            for kind, size, scheme in (
                ("wide", WIDE, "light"),
                ("narrow", NARROW, "light"),
                ("dark", WIDE, "dark"),
            ):
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


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn."""
    drawn = page.locator(".answer, .no-answer, .sheet-item").locator("visible=true")
    drawn.first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
