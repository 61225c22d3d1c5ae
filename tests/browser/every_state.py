"""Every state of the page in every look, to be looked at: a picture for each state, all its looks.

    python -m tests.browser.every_state FOLDER

The states of pictures.py over `corpus/`, and those of a page that is empty, locked, gone or over
articles in Arabic; wide, 1,024 pixels, a tablet, a phone, dark, forced colours, on paper.
"""

import argparse
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.pictures import KINDS, MYANMAR, NARROW, WIDE, Look, take_all
from tests.browser.window import ARGUMENTS, browser_path
from tests.served import ARTICLES, ROOT, Served, start

LOOKS = (
    *KINDS,
    Look("1024", (1024, 768)),
    Look("tablet", (820, 1180)),
    Look("narrow-dark", NARROW, scheme="dark"),
    Look("forced", WIDE, forced=True),
    Look("paper", (794, 1123), paper=True),
)
HEIGHT = 700  # of a look, in pixels
ROW, GAP = 4, 8
ARABIC = "كم مشتبها به نقلوا إلى العاصمة؟"
# Where each begins, and what is pressed or typed there.
PLAIN: Sequence[tuple[str, str, Sequence[str]]] = (
    ("articles", "/?view=articles", []),
    ("batch-empty", "/?view=batch", []),
    ("check-empty", "/?view=check", []),
    ("sheet-empty", "/?view=sheet", []),
    ("filters", f"/?q={quote(MYANMAR)}&after=2023-01-01", ["#filters-button"]),
    ("earlier", f"/?q={quote(MYANMAR)}", ["#earlier-button"]),
    ("find-nothing", f"/?q={quote(MYANMAR)}", ["text=Open article", "#find-button", "type zebra"]),
    ("too-long", f"/?q={quote('why ' * 400)}", []),
    ("no-passage", f"/?q={quote('“no such words”')}", []),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    taken: dict[str, list[Image.Image]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for name, look, picture in states(browser, Path(scratch)):
            picture.save(folder / f"{name}-{look.name}.png")
            taken[name].append(picture.convert("RGB"))
            if len(taken[name]) == len(LOOKS):
                sheet(taken.pop(name)).save(folder / f"{name}.png")
                print(folder / f"{name}.png", flush=True)
        browser.close()


def sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """In rows of ROW, each as high as the others."""
    sizes = [(round(each.width * HEIGHT / each.height), HEIGHT) for each in pictures]
    rows = [range(first, min(first + ROW, len(sizes))) for first in range(0, len(sizes), ROW)]
    width = max(sum(sizes[at][0] + GAP for at in row) for row in rows)
    made = Image.new("RGB", (width, len(rows) * (HEIGHT + GAP)), "magenta")
    for number, row in enumerate(rows):
        left = 0
        for at in row:
            part = pictures[at].resize(sizes[at], Image.Resampling.LANCZOS)
            made.paste(part, (left, number * (HEIGHT + GAP)))
            left += sizes[at][0] + GAP
    return made


def states(browser: Browser, scratch: Path) -> Iterator[tuple[str, Look, Image.Image]]:
    site = start(scratch / "corpus", {})
    shutil.copytree(ROOT / "corpus", site.corpus, dirs_exist_ok=True)
    site.call("reindex")
    for name, address, presses in PLAIN:
        yield from each_look(browser, site, name, address, presses)
    yield from take_all(browser, site, LOOKS)
    small = start(scratch / "small", ARTICLES)
    yield from each_look(browser, small, "no-index", "/", [])
    small.call("reindex")
    address = f"/?q={quote(ARABIC)}&article=arabic.txt"
    yield from each_look(browser, small, "arabic", address, [])
    yield from each_look(browser, small, "gone", "/", [], lambda: small.process.kill())
    nothing = start(scratch / "nothing", {}, options=["--password", "open sesame", "--read-only"])
    yield from each_look(browser, nothing, "login", "/", [])
    for each in (site, nothing):
        each.process.terminate()
        each.process.wait()


def each_look(
    browser: Browser,
    site: Served,
    name: str,
    address: str,
    presses: Sequence[str],
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[tuple[str, Look, Image.Image]]:
    """A state in every look; `meanwhile` happens once all are open."""
    opened: list[tuple[Look, Page]] = []
    for look in LOOKS:
        viewport: ViewportSize = {"width": look.size[0], "height": look.size[1]}
        context = browser.new_context(viewport=viewport, base_url=site.url, **look.options)
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(3_000)
        for press in presses:
            typed = press.removeprefix("type ")
            page.keyboard.type(typed) if typed != press else page.locator(press).first.click()
            page.wait_for_timeout(500)
        opened.append((look, page))
    if meanwhile:
        meanwhile()
    for look, page in opened:
        if meanwhile:
            page.fill("#question", MYANMAR)
            page.press("#question", "Enter")
            page.wait_for_timeout(3_000)
        yield name, look, look.shot(page)
        page.context.close()


if __name__ == "__main__":
    main()
