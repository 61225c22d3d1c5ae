"""Every state of the page in every look, to be looked at: a picture for each state, all its looks.

    python -m tests.browser.every_state FOLDER [--without-corpus]

The states of pictures.py over `corpus/`, those of test_states_apart.py, and those of a page that is
empty, locked, busy, starting, gone or over an article in Arabic; wide, 1,024 pixels, a tablet, a
phone, dark, forced colours, on paper.
"""

import argparse
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, Route, ViewportSize, sync_playwright

from tests.browser.pictures import KINDS, MYANMAR, NARROW, WIDE, Look, take_all
from tests.browser.test_states import busy
from tests.browser.test_states_apart import STATES as APART
from tests.browser.window import ARGUMENTS, SHIPS, browser_path, questions
from tests.served import ARTICLES, ROOT, Served, start
from tests.storm import STORM

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
Taken = tuple[str, Look, Image.Image]
ARABIC = "كم مشتبها به نقلوا إلى العاصمة؟"
ARABIC_PHRASE = "“مشتبها به”"
HEADLINE = "Storm Edda strips the roofs of Norvik"
HEADLINE_DRAFT = (
    f"The Courier called it “{HEADLINE}”; the Post wrote of “Roof gone after the storm”."
)
ARABIC_DRAFT = (
    "قالت الوزارة: «512 مشتبها به نقلوا إلى العاصمة».\n\nإن 600 مشتبها به نقلوا إلى العاصمة."
)
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
    parser.add_argument("--without-corpus", action="store_true", help="those of few articles alone")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    sites = [locked, empty, over_few, over_storm] + [over_corpus] * (not arguments.without_corpus)
    taken: dict[str, list[Image.Image]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for name, look, picture in (one for each in sites for one in each(browser, Path(scratch))):
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


def over_corpus(browser: Browser, scratch: Path) -> Iterator[Taken]:
    site = start(scratch / "corpus", {})
    shutil.copytree(ROOT / "corpus", site.corpus, dirs_exist_ok=True)
    site.call("reindex")
    for name, address, presses in PLAIN:
        yield from each_look(browser, site, name, at(address, presses))
    yield from take_all(browser, site, LOOKS)
    site.stop()


def over_few(browser: Browser, scratch: Path) -> Iterator[Taken]:
    """The states of a page over few articles, of which one is in Arabic; at last it is gone."""
    site = start(scratch / "few", ARTICLES)
    yield from each_look(browser, site, "no-index", at("/"))
    site.call("reindex")
    site.call("ask", question=ARABIC)  # loads the reader
    asked = f"/?q={quote(ARABIC)}&article=arabic.txt"
    yield from each_look(browser, site, "arabic", at(asked))
    for name, begin in STAGED.items():
        yield from each_look(browser, site, name, begin)

    def remove() -> None:
        (site.corpus / "arabic.txt").unlink()
        site.call("reindex")

    yield from each_look(browser, site, "sheet-gone", sheet_arabic, remove, open_quote)
    yield from each_look(browser, site, "gone", at("/"), site.process.kill, ask_myanmar)


def over_storm(browser: Browser, scratch: Path) -> Iterator[Taken]:
    """States seldom seen, over articles of which one was removed."""
    site = start(scratch / "storm", dict(STORM))
    site.call("reindex")
    words = at(f"/?q={quote(f'“{HEADLINE}”')}&article=first.md")
    yield from each_look(browser, site, "words-headline", words)
    yield from each_look(browser, site, "check-headline", check(HEADLINE_DRAFT))
    site.call("remove_articles", articles=["copied.md"])
    for name, begin in APART.items():
        yield from each_look(browser, site, name.replace("_", "-"), begin)
    site.stop()


def locked(browser: Browser, scratch: Path) -> Iterator[Taken]:
    """A page that asks for a password, for reading only, with nothing in it."""
    site = start(scratch / "locked", {}, options=["--password", "open sesame", "--read-only"])
    yield from each_look(browser, site, "login", at("/"))
    for name, word in (("read-only", "open sesame"), ("login-wrong", "wrong")):
        yield from each_look(browser, site, name, at("/", [f"type {word}", "#login .button"]))
    site.stop()


def empty(browser: Browser, scratch: Path) -> Iterator[Taken]:
    site = start(scratch / "empty", {})
    yield from each_look(browser, site, "no-articles", at("/"))
    site.stop()


def each_look(
    browser: Browser,
    site: Served,
    name: str,
    begin: Callable[[Page], None],
    meanwhile: Callable[[], None] = lambda: None,
    then: Callable[[Page], None] = lambda page: None,
) -> Iterator[Taken]:
    """A state in every look; `meanwhile` happens once all are open, and `then` in each."""
    opened: list[tuple[Look, Page]] = []
    for look in LOOKS:
        viewport: ViewportSize = {"width": look.size[0], "height": look.size[1]}
        context = browser.new_context(viewport=viewport, base_url=site.url, **look.options)
        page = context.new_page()
        begin(page)
        opened.append((look, page))
    meanwhile()
    for look, page in opened:
        then(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)
        yield name, look, look.shot(page)
        page.unroute_all(behavior="ignoreErrors")  # it still asks how things are
        page.context.close()


def at(address: str, presses: Sequence[str] = ()) -> Callable[[Page], None]:
    """A page there, on which these are pressed or typed."""

    def begin(page: Page) -> None:
        page.goto(address)
        page.wait_for_timeout(3_000)
        for press in presses:
            typed = press.removeprefix("type ")
            page.keyboard.type(typed) if typed != press else page.locator(press).first.click()
            page.wait_for_timeout(500)

    return begin


def ask_myanmar(page: Page) -> None:
    page.fill("#question", MYANMAR)
    page.press("#question", "Enter")
    page.wait_for_timeout(3_000)


def starting(page: Page) -> None:
    page.route("**/gradio_api/call/v2/status/*", not_ready)
    at("/")(page)


def starting_asked(page: Page) -> None:
    page.route("**/gradio_api/call/v2/status/*", not_ready)
    page.route("**/gradio_api/call/v2/ask", lambda route: None)  # the answer does not come
    at(f"/?q={quote(SHIPS)}")(page)


def not_ready(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub('"ready": ?true', '"ready": false', answer.text()))


def batch_stopped(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(*[f"{SHIPS} {n}" for n in range(60)])])
    page.locator("#batch-rows tr").nth(2).wait_for()
    page.click("#batch-stop")
    page.locator("#batch-text:has-text('stopped')").wait_for()


def batch_arabic(page: Page) -> None:
    page.goto("/?view=batch")
    page.set_input_files("#batch-file", files=[questions(ARABIC, "من قال إن المشتبه بهم نقلوا؟")])
    page.locator("#batch-rows tr").nth(1).wait_for(timeout=60_000)
    page.click("#batch-rows a.row >> nth=0")


def check(draft: str) -> Callable[[Page], None]:
    """A draft that was pasted and checked."""

    def begin(page: Page) -> None:
        page.goto("/?view=check")
        page.fill("#check-pasted", draft)
        page.click("text=Check it")
        page.locator(".finding").first.wait_for(timeout=60_000)

    return begin


def sheet_arabic(page: Page) -> None:
    at(f"/?q={quote(ARABIC)}", [".answer-block [aria-pressed]", 'nav a[data-view="sheet"]'])(page)


def open_quote(page: Page) -> None:
    page.click(".sheet-item >> text=Open article")
    page.locator(".sheet-item .told").wait_for()


STAGED: dict[str, Callable[[Page], None]] = {
    "busy": busy,
    "starting": starting,
    "starting-asked": starting_asked,
    "batch-stopped": batch_stopped,
    "words-arabic": at(f"/?q={quote(ARABIC_PHRASE)}&article=arabic.txt"),
    "sheet-arabic": sheet_arabic,
    "check-arabic": check(ARABIC_DRAFT),
    "batch-arabic": batch_arabic,
    "why-arabic": at(f"/?q={quote(ARABIC)}", [".why-button"]),
    "find-arabic": at(f"/?q={quote(ARABIC)}&article=arabic.txt", ["#find-button", "type مشتبها"]),
}


if __name__ == "__main__":
    main()
