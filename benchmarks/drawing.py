"""From Enter to the drawn answer, in a browser on the page over corpus/.

    python -m benchmarks.drawing [--corpus DIR] [--questions FILE]

A page and Chromium as people use them, both on this machine. Each question is asked once, after a
few that warm the page up; the time is taken in the browser, from the key to the frame after the one
that the answer (or that there is none) is first part of. Needs Chromium and the packages that the
tests use.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tests.browser.window import ARGUMENTS, browser_path, opened
from tests.served import ROOT, start

WARM_UP = 8
WATCH = """() => {
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") Object.assign(window, { asked: performance.now(), took: null });
  }, true);
  const area = document.getElementById("result");
  new MutationObserver(() => {
    if (!window.asked || !area.querySelector(".answer, .no-answer")) return;
    const asked = window.asked;
    window.asked = null;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.took = performance.now() - asked;
    }));
  }).observe(area, { childList: true });
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument(
        "--questions", type=Path, default=ROOT / "tests" / "data" / "corpus_questions.jsonl"
    )
    arguments = parser.parse_args()
    lines = arguments.questions.read_text(encoding="utf-8").splitlines()
    questions = list(dict.fromkeys(json.loads(line)["question"] for line in lines))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = start(Path(folder), {})
        shutil.copytree(arguments.corpus, site.corpus, dirs_exist_ok=True)
        site.call("reindex")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        with opened(browser, site) as page:
            page.goto("/")
            page.locator(".examples a").first.wait_for(timeout=120_000)
            page.evaluate(WATCH)
            took = [ask(page, question) for question in questions][WARM_UP:]
        browser.close()
        site.stop()
    p50, p95 = np.percentile(took, (50, 95))
    print("| questions | p50 ms | p95 ms | slowest ms |")
    print("| ---: | ---: | ---: | ---: |")
    print(f"| {len(took)} | {p50:.0f} | {p95:.0f} | {max(took):.0f} |")


def ask(page: Page, question: str) -> float:
    """Milliseconds from Enter to the drawn answer."""
    page.fill("#question", question)
    page.press("#question", "Enter")
    took: float = page.wait_for_function("() => window.took", timeout=60_000).json_value()
    page.wait_for_load_state("networkidle")  # the article beside it
    return took


if __name__ == "__main__":
    main()
